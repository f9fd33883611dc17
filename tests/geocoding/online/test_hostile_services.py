"""Services that send bytes slowly, wrong types, or far too many places."""

from __future__ import annotations

import json
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from types import SimpleNamespace

import pytest
from geopy.exc import GeocoderTimedOut, GeopyError

from geo.errors import (
    GeocodingError,
    ServiceBusy,
    ServiceTimedOut,
    ServiceUnavailable,
    ServiceUnreadable,
)
from geo.geocoding.online import search_time
from geo.geocoding.online.nominatim import Nominatim
from geo.geocoding.online.photon import Photon
from geo.geocoding.online.rate_limit import Limiter
from geo.geocoding.online.search_time import SearchTime
from geo.geocoding.online.service import OnlineService
from geo.geocoding.online.settings import OnlineSettings
from geo.geodesy import BoundingBox, distance_m
from geo.story import Position
from tests.geocoding.service import Reply, Service, komoot, nominatim, osm, photon

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
# What is sent first, and the bytes that are then sent again and again.
DRIPS = {
    "status": (b"", b"H"),
    "header": (OK + b"X: ", b"a"),
    "headers": (OK, b"X: a\r\n"),
    "body": (OK + b"Content-Length: 99999\r\n\r\n", b" "),
    "size of a chunk": (CHUNKED, b"0"),
    "trailer": (CHUNKED + b"2\r\n[]\r\n0\r\n", b"X"),
    "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@contextmanager
def dripping(first: bytes, again: bytes) -> Iterator[str]:
    """A server that sends `first` and then `again` every hundredth of a second, for 20 seconds."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with server.accept()[0] as connection:
                try:
                    connection.recv(65_536)
                    connection.sendall(first)
                    for _ in range(2_000):
                        connection.sendall(again)
                        if stop.wait(0.01):
                            return
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            stop.set()
            thread.join()


@pytest.mark.parametrize("part", DRIPS)
def test_a_service_that_sends_a_part_of_its_answer_slowly_times_out(part: str) -> None:
    with dripping(*DRIPS[part]) as url:
        geocoder = Nominatim(OnlineSettings(endpoint=url, timeout_s=0.1), limiter=Limiter())
        with pytest.raises((ServiceTimedOut, ServiceUnavailable)) as caught:
            geocoder.lookup("elm")
    # After a hundred headers, the standard library refuses the answer.
    assert part == "headers" or isinstance(caught.value, ServiceTimedOut)


def test_the_text_of_an_error_that_is_sent_slowly_is_not_read_to_the_end() -> None:
    with dripping(b"HTTP/1.1 500 X\r\nContent-Length: 1900\r\n\r\n", b"x") as url:
        geocoder = Nominatim(OnlineSettings(endpoint=url, timeout_s=0.1), limiter=Limiter())
        with pytest.raises(ServiceUnavailable, match="reported a server error"):
            geocoder.lookup("elm")


def test_all_requests_of_one_search_share_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(search_time, "time", SimpleNamespace(monotonic=lambda: now[0]))
    search = SearchTime(10)
    with search.request() as seconds:
        assert seconds == 10
        now[0] += 7
    now[0] += 60  # waiting between requests does not count
    with search.request() as seconds:
        assert seconds == 3
        now[0] += 3
    with pytest.raises(GeocoderTimedOut), search.request():
        pass


def test_a_search_that_needs_three_requests_ends_when_two_have_used_its_time(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = count(step=6)
    monkeypatch.setattr(search_time, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    settings = OnlineSettings(endpoint=service.url, interval_s=0, timeout_s=10)
    with pytest.raises(ServiceTimedOut):
        Nominatim(settings, BoundingBox(179, -1, -179, 1), limiter=Limiter()).lookup("elm")
    assert len(service.requests) == 2


# ------------------------------------------------------------------------------------- types

ODD: list[object] = [{"a": 1}, [1], [[{}]], True, 5, "x" * 100_000]
NOMINATIM = osm("Elm, Elm City", 10, 20) | {"address": {"house_number": "1"}}
NOMINATIM_FIELDS = (
    *("name", "display_name", "lat", "lon", "type", "class", "category", "addresstype"),
    "address",
)
PHOTON_FIELDS = (
    *("name", "housenumber", "street", "postcode", "city", "state", "country", "countrycode"),
    *("type", "osm_value"),
)


def geocoder_of(service: Service, kind: type[OnlineService] = Nominatim) -> OnlineService:
    provider = "photon" if kind is Photon else "nominatim"
    settings = OnlineSettings(provider=provider, endpoint=service.url, interval_s=0)
    return kind(settings, limiter=Limiter())


@pytest.mark.parametrize("value", ODD, ids=lambda value: str(value)[:20])
@pytest.mark.parametrize("field", NOMINATIM_FIELDS)
def test_a_field_of_nominatim_with_a_wrong_type_is_named_in_one_sentence(
    service: Service, field: str, value: object
) -> None:
    service.default = nominatim(NOMINATIM | {field: value})
    if (field in ("lat", "lon") and value == 5) or (field == "address" and value == {"a": 1}):
        assert geocoder_of(service).lookup("elm").candidates
        return
    with pytest.raises(ServiceUnreadable, match=f"cannot be read: place 1: {field}: ") as caught:
        geocoder_of(service).lookup("elm")
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("value", ODD, ids=lambda value: str(value)[:20])
@pytest.mark.parametrize("field", PHOTON_FIELDS)
def test_a_field_of_photon_with_a_wrong_type_is_named_in_one_sentence(
    service: Service, field: str, value: object
) -> None:
    service.default = photon(komoot(10, 20, **{"name": "Elm", field: value}))
    with pytest.raises(ServiceUnreadable, match=f"cannot be read: place 1: {field}: ") as caught:
        geocoder_of(service, Photon).lookup("elm")
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "body",
    ["5", '"text"', "true", "[null]", "[[]]", "[[[[]]]]", '[{"lat": "91"}]', '{"error": [1]}',
     '{"features": 1}', '{"features": [1]}', '{"features": [{"properties": []}]}',
     '{"features": [{"properties": {}, "geometry": {"coordinates": [1]}}]}',
     '{"features": [{"properties": {}, "geometry": {"coordinates": [[1], 2]}}]}',
     '{"features": [{"properties": {}, "geometry": {"coordinates": [1e999, 2]}}]}',
     '[{"display_name": "a", "lat": 1e999, "lon": 1}]',
     '[{"display_name": "a", "lat": 1' + "0" * 400 + ', "lon": 1}]',
     '[{"display_name": "a", "lat": 1, "lon": 1, "address": {"house_number": [1]}}]'],
)  # fmt: skip
@pytest.mark.parametrize("kind", [Nominatim, Photon])
def test_an_answer_of_another_form_is_one_sentence(
    service: Service, body: str, kind: type[OnlineService]
) -> None:
    service.default = Reply(body)
    geocoder = geocoder_of(service, kind)
    with pytest.raises(ServiceUnreadable, match="cannot be read"):
        geocoder.lookup("elm")
    with pytest.raises(GeopyError):
        geocoder.reverse((1, 2))


@pytest.mark.parametrize("latitude", ["91", 1e300, float("nan"), "1_0", "٣"])
def test_a_place_that_is_not_on_the_globe_prints_no_warning(
    service: Service, latitude: object, capfd: pytest.CaptureFixture[str]
) -> None:
    service.default = nominatim(osm("Elm", 10, 20) | {"lat": latitude})
    with suppress(GeocodingError):
        geocoder_of(service).lookup("elm")
    assert capfd.readouterr().err == ""


# ----------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize("kind", [Nominatim, Photon])
def test_of_ten_thousand_places_fifty_are_compared(
    service: Service, kind: type[OnlineService], monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []

    def distance(*ends: Position) -> float:
        compared.append(1)
        return distance_m(*ends)

    monkeypatch.setattr("geo.geocoding.online.scoring.distance_m", distance)
    rows = range(10_000)
    service.default = (
        nominatim(*(osm(f"Elm {row}", row / 200, 20) for row in rows))
        if kind is Nominatim
        else photon(*(komoot(row / 200, 20, name=f"Elm {row}") for row in rows))
    )
    assert len(geocoder_of(service, kind).lookup("elm").candidates) == 6
    assert len(compared) < 50 * 50


# ------------------------------------------------------------------------------------ pauses


@pytest.mark.parametrize(
    ("header", "words"),
    [("1000000000", "a pause of 277778 hours"), ("9" * 5_000, "a pause of more than a century"),
     ("Fri, 31 Dec 9999 23:59:59 GMT", "a pause of more than a century")],
)  # fmt: skip
def test_a_pause_is_cut_to_an_hour_and_the_message_says_so(
    service: Service, header: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    service.default = Reply(status=429, headers={"Retry-After": header})
    now = [100.0]
    geocoder = geocoder_of(service)
    geocoder._limiter = Limiter(clock=lambda: now[0], sleep=lambda _: None)
    with pytest.raises(ServiceBusy) as caught:
        geocoder.lookup("elm")
    limit = "the program limits it to 60 minutes and sends no request for 60 minutes."
    assert str(caught.value).endswith(f"asks for {words}; {limit}")
    assert caught.value.retry_after_s == 3600
    assert capfd.readouterr().err == ""
    now[0] += 3601
    service.default = nominatim(osm("Elm", 10, 20))
    assert geocoder.lookup("elm").candidates


@pytest.mark.parametrize("header", ["soon", "nan", "-5", "Fri, 99 Foo 9999", "\x00", "١"])
def test_a_pause_that_cannot_be_read_is_not_printed(
    service: Service,
    header: str,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    service.default = Reply(status=429, headers={"Retry-After": header.encode().decode("latin-1")})
    geocoder = geocoder_of(service)
    geocoder._limiter = Limiter(clock=lambda: 100.0, sleep=lambda _: None)
    with caplog.at_level(logging.WARNING), pytest.raises(ServiceBusy):
        OnlineService.lookup(_with_short_wait(geocoder), "elm")
    assert capfd.readouterr().err == ""
    assert caplog.records == []


def _with_short_wait(geocoder: OnlineService) -> OnlineService:
    """The same geocoder, which waits for no pause."""
    limiter = geocoder._limiter
    call = limiter.call
    limiter.call = lambda request, **how: call(request, **{**how, "longest_wait_s": 0})  # type: ignore[method-assign]
    return geocoder


def test_a_service_that_asks_for_a_long_pause_does_not_delay_another_one(service: Service) -> None:
    service.default = Reply(status=429, headers={"Retry-After": "1000000000"})
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        other.close()
        with pytest.raises(ServiceBusy):
            Nominatim(OnlineSettings(endpoint=service.url)).lookup("elm")
        with pytest.raises(ServiceUnavailable, match="cannot be reached"):
            Nominatim(OnlineSettings(endpoint=f"http://127.0.0.1:{port}")).lookup("elm")
    with pytest.raises(ServiceBusy):
        Nominatim(OnlineSettings(endpoint=service.url)).lookup("elm")
    assert len(service.requests) == 1


def test_the_places_of_a_nested_answer_are_read_without_recursion_errors(service: Service) -> None:
    service.default = Reply(
        json.dumps([osm("Elm", 10, 20)])[:-2] + ', "x": ' + "[" * 900 + "]" * 900 + "}]"
    )
    assert geocoder_of(service).lookup("elm").candidates
