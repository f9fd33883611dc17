# Long because each case runs with both services.
"""Requests, answers and failures of the online services."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from geopy.exc import GeocoderParseError

from geo.errors import (
    GeocodingError,
    ServiceBusy,
    ServiceRefused,
    ServiceTimedOut,
    ServiceUnavailable,
    ServiceUnreadable,
)
from geo.geocoding.online.nominatim import Nominatim, radius_of
from geo.geocoding.online.photon import Photon
from geo.geocoding.online.rate_limit import Limiter
from geo.geocoding.online.service import OnlineService, area_of
from geo.geocoding.online.settings import OnlineSettings
from geo.geodesy import BoundingBox, distance_m
from geo.story import Event, Position, Story, Where
from tests.geocoding.conftest import STORY, at
from tests.geocoding.service import Reply, Service, komoot, nominatim, osm, photon

HOME = BoundingBox(19.0, 9.0, 21.0, 11.0)
CAFE = osm("Blue Café, Main Street, Elm City", 10.0, 20.0)


def no_wait(seconds: float) -> None:
    assert seconds < 3


@pytest.fixture
def settings(service: Service, tmp_path: Path) -> OnlineSettings:
    return OnlineSettings(
        endpoint=service.url, interval_s=0, timeout_s=5, longest_wait_s=2, cache_folder=tmp_path
    )


@pytest.fixture
def make_geocoder(settings: OnlineSettings) -> Callable[..., OnlineService]:
    """A function that makes the geocoder of a provider."""

    def make(
        provider: str = "nominatim", area: BoundingBox | None = HOME, **changes: Any
    ) -> OnlineService:
        limiter = Limiter(sleep=no_wait)
        if provider == "photon":
            return Photon(replace(settings, provider="photon", **changes), area, limiter=limiter)
        return Nominatim(replace(settings, **changes), area, limiter=limiter)

    return make


Make = Callable[..., OnlineService]


# ---------------------------------------------------------------------------------- requests


def test_nominatim_searches_the_area_first_and_then_everywhere(
    service: Service, make_geocoder: Make
) -> None:
    service.replies["blue cafe"] = [nominatim(), nominatim(CAFE)]
    location: Any = make_geocoder().geocode("blue cafe")
    assert (location.latitude, location.longitude) == (10, 20)
    first, second = service.requests
    assert first.path == "/search"
    assert first.options["viewbox"] == "19.0,9.0,21.0,11.0"
    assert first.options["bounded"] == "1"
    assert not {"viewbox", "bounded"} & set(second.options)


def test_photon_searches_the_area_first_and_then_everywhere(
    service: Service, make_geocoder: Make
) -> None:
    service.replies["blue cafe"] = [photon(), photon(komoot(10, 20, name="Blue Café"))]
    location: Any = make_geocoder("photon").geocode("blue cafe")
    assert location.address == "Blue Café, Nowhere"
    first, second = service.requests
    assert first.path == "/api"
    assert first.options["bbox"] == "19.0,9.0,21.0,11.0"
    assert "bbox" not in second.options


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ({"type": "house", "osm_value": "ice_cream"}, "ice cream"),
        ({"type": "other"}, "other"),
        ({}, "place"),
    ],
)
def test_the_kind_of_a_photon_answer_is_its_most_exact_one(
    properties: dict[str, str], kind: str, service: Service, make_geocoder: Make
) -> None:
    service.default = photon(komoot(10, 20, name="Blue Café", **properties))
    (candidate,) = make_geocoder("photon").lookup("blue cafe").candidates
    assert candidate.kind == kind


def test_a_place_in_the_area_needs_only_one_request(service: Service, make_geocoder: Make) -> None:
    service.default = nominatim(CAFE)
    assert make_geocoder().lookup("blue cafe").status == "found"
    assert len(service.requests) == 1


def test_a_request_has_the_user_agent_and_the_language(
    service: Service, settings: OnlineSettings
) -> None:
    changed = replace(settings, user_agent="atlas-of-me/2 (me@example.org)", language="de")
    Nominatim(changed, limiter=Limiter()).geocode("blue cafe")
    assert service.requests[0].user_agent == "atlas-of-me/2 (me@example.org)"
    assert service.requests[0].options["accept-language"] == "de"


def test_the_endpoint_may_have_a_path(service: Service, settings: OnlineSettings) -> None:
    below = replace(settings, endpoint=f"{service.url}/maps/")
    Nominatim(below, limiter=Limiter()).geocode("blue cafe")
    assert service.requests[0].path == "/maps/search"


@pytest.mark.parametrize("query", [None, "", "  ", "\u200b", "&/", "x" * 1_000_000])
def test_a_query_without_a_word_is_not_sent(
    service: Service, make_geocoder: Make, query: str | None
) -> None:
    assert make_geocoder().geocode(query) is None
    assert service.requests == []


def test_a_candidate_has_a_radius_and_a_source(service: Service, make_geocoder: Make) -> None:
    service.default = nominatim(osm("Elm Park, Elm City", 10, 20, half=0.01, type="park"))
    (one,) = make_geocoder().lookup("Elm Park").candidates
    corner = distance_m(at(20, 10), at(20.01, 10.01))
    assert one.radius_m == pytest.approx(corner, rel=1e-3)
    assert (one.name, one.kind) == ("Elm Park", "park")
    assert "127.0.0.1" in one.source
    assert "OpenStreetMap" in one.source
    assert 0.8 <= one.score <= 0.9


def test_the_extent_of_a_photon_answer_becomes_the_radius(
    service: Service, make_geocoder: Make
) -> None:
    extent = [19.99, 10.01, 20.01, 9.99]  # west, north, east, south
    service.default = photon(komoot(10, 20, name="Elm", type="city", extent=extent))
    (one,) = make_geocoder("photon").lookup("Elm").candidates
    corner = distance_m(at(20, 10), at(20.01, 10.01))
    assert one.radius_m == pytest.approx(corner, rel=1e-3)
    assert one.kind == "city"


@pytest.mark.parametrize(
    "box", [None, [], ["a", "b", "c", "d"], [1, 2], "1234", {}, [math.nan] * 4, ["1e999"] * 4]
)
def test_an_invalid_extent_gives_the_default_radius(box: object) -> None:
    assert radius_of(Position(20, 10), box) == 30


# -------------------------------------------------------------------------------- ranking


def test_two_places_of_one_name_are_ambiguous(service: Service, make_geocoder: Make) -> None:
    service.default = nominatim(CAFE, osm("Blue Café, Quay, Harbour", 10.3, 20.3))
    answer = make_geocoder().lookup("Blue Cafe")
    assert answer.status == "ambiguous"
    assert len(answer.candidates) == 2
    assert sum(one.score for one in answer.candidates) <= 1
    assert answer.candidates[0].score > answer.candidates[1].score


def test_two_results_close_together_are_one_place(service: Service, make_geocoder: Make) -> None:
    service.default = nominatim(CAFE, osm("Blue Café, Main Street, Elm City", 10.001, 20.0))
    assert make_geocoder().lookup("Blue Cafe").status == "found"


def test_the_parts_of_a_street_are_one_street_with_a_radius_around_all(
    service: Service, make_geocoder: Make
) -> None:
    parts = [osm("Main Street, Elm City", 10, lon, addresstype="road", tag="highway")
             for lon in (20.0, 20.02)]  # fmt: skip
    service.default = nominatim(*parts)
    answer = make_geocoder().lookup("Main St")
    assert answer.status == "found"
    assert answer.candidates[0].kind == "street"
    assert answer.candidates[0].radius_m > 2_000


def test_a_place_with_only_some_words_of_the_query_is_ambiguous(
    service: Service, make_geocoder: Make
) -> None:
    service.default = nominatim(CAFE)
    answer = make_geocoder().lookup("Red Cafe")
    assert answer.status == "ambiguous"
    assert answer.candidates[0].score < 0.5


@pytest.mark.parametrize(
    ("query", "name", "status"),
    [
        ("Home", "Home Depot", "ambiguous"),
        ("Garage", "Joe's Garage", "ambiguous"),
        ("Home Cafe", "Home Cafe", "found"),
        ("Home", "Home", "ambiguous"),
        ("Home, Elm City", "Home", "found"),
        ("Kate Mantilini", "Kate Mantilini Restaurant", "ambiguous"),
        ("Kate Mantilini, Main Street", "Kate Mantilini Restaurant", "found"),
        ("Kate Mantilini Restaurant", "Kate Mantilini", "ambiguous"),
        ("W Main Blvd", "West Main Boulevard", "found"),
    ],
)
def test_a_name_with_too_many_other_words_is_not_certain(
    service: Service, make_geocoder: Make, query: str, name: str, status: str
) -> None:
    service.default = nominatim(osm(f"{name}, Main Street, Elm City", 10, 20))
    assert make_geocoder().lookup(query).status == status


@pytest.mark.parametrize("name", ["Barack Obama", "Apple", "Acme Corporation"])
@pytest.mark.parametrize("tag", ["office", "shop", "amenity", "highway"])
def test_the_name_of_a_person_or_a_company_is_ambiguous(
    service: Service, make_geocoder: Make, name: str, tag: str
) -> None:
    service.default = nominatim(osm(f"{name}, Main Street, Elm City", 10, 20, tag=tag))
    answer = make_geocoder().lookup(name)
    assert answer.status == "ambiguous"
    assert answer.candidates[0].score <= 0.5
    assert answer.candidates[0].note is not None


@pytest.mark.parametrize("kind", ["city", "island", "museum", "peak"])
def test_a_kind_of_place_with_labels_on_maps_is_found_by_its_bare_name(
    service: Service, make_geocoder: Make, kind: str
) -> None:
    service.default = nominatim(osm("Elmira", 10, 20, type=kind))
    assert make_geocoder().lookup("Elmira").status == "found"


def test_a_place_outside_the_area_has_a_note(service: Service, make_geocoder: Make) -> None:
    service.replies["venice, italy"] = [
        nominatim(),
        nominatim(osm("Venice, Veneto, Italy", 45.4, 12.3, type="city", half=0.1)),
    ]
    (one,) = make_geocoder().lookup("venice, italy").candidates
    assert one.note == "Outside the area of the story."
    assert one.score < 0.8


def test_the_house_number_selects_the_house(service: Service, make_geocoder: Make) -> None:
    house = osm("12, Main Street, Elm City", 10, 20.1, name="", address={"house_number": "12"})
    road = osm("Main Street, Elm City", 10, 20.0, tag="highway", type="primary")
    service.default = nominatim(road, house)
    answer = make_geocoder().lookup("12 Main St, Elm City")
    assert answer.status == "found"
    assert (answer.candidates[0].kind, answer.candidates[0].lon) == ("address", 20.1)


def test_a_house_that_is_not_listed_is_answered_with_its_street(
    service: Service, make_geocoder: Make
) -> None:
    road = osm("Main Street, Elm City", 10, 20, half=0.02, tag="highway")
    service.default = nominatim(road)
    (one,) = make_geocoder().lookup("12 Main St").candidates
    assert one.radius_m > 2_000
    assert one.note == "Number 12 is not listed; this is its street."


# ----------------------------------------------------------------------------------- problems

HTML = "<!doctype html><title>Bad gateway</title>"
FAILURES: dict[str, tuple[Reply, type[GeocodingError], str]] = {
    "429": (Reply("wait", 429, {"Retry-After": "90"}), ServiceBusy, "a pause of 90 seconds"),
    "429 by date": (
        Reply("wait", 429, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}),
        ServiceBusy,
        "hours",
    ),
    "503 with a pause": (Reply("", 503, {"Retry-After": "600"}), ServiceBusy, "10 minutes"),
    "500": (Reply("Traceback", 500), ServiceUnavailable, "reported a server error"),
    "502 in HTML": (Reply(HTML, 502), ServiceUnavailable, "reported a server error"),
    "503": (Reply("", 503), ServiceUnavailable, "reported a server error"),
    "504": (Reply("", 504), ServiceTimedOut, "did not answer in time"),
    "403": (Reply("blocked", 403), ServiceRefused, "refuses to answer this program"),
    "401": (Reply("", 401), ServiceRefused, "requires a key"),
    "400": (Reply("", 400), ServiceRefused, "does not understand"),
    "404": (Reply(HTML, 404), ServiceUnreadable, "cannot be read"),
    "redirect": (
        Reply("", 302, {"Location": "http://192.0.2.1/"}),
        ServiceUnreadable,
        "cannot be read",
    ),
    "HTML": (Reply(HTML), ServiceUnreadable, "cannot be read"),
    "broken JSON": (Reply('[{"lat": '), ServiceUnreadable, "cannot be read"),
    "no UTF-8": (Reply(b'["\xff"]'), ServiceUnreadable, "cannot be read"),
    "deep JSON": (Reply("[" * 200_000), ServiceUnreadable, "cannot be read"),
    "endless": (Reply(b" " * 5_000_000), ServiceUnreadable, "cannot be read"),
    "cut": (Reply("[]", cut=True), ServiceUnavailable, "cannot be reached"),
    "unknown format": (Reply("[1, 2]"), ServiceUnreadable, "cannot be read"),
    "no name": (Reply('[{"lat": "1", "lon": "2"}]'), ServiceUnreadable, "cannot be read"),
    "off the globe": (
        nominatim(osm("Elm", 10, 20) | {"lat": "NaN"}),
        ServiceUnreadable,
        "cannot be read",
    ),
}


@pytest.mark.parametrize("provider", ["nominatim", "photon"])
@pytest.mark.parametrize("problem", FAILURES)
def test_a_failing_service_is_reported_in_one_sentence(
    service: Service, make_geocoder: Make, problem: str, provider: str
) -> None:
    service.default, kind, message = FAILURES[problem]
    if provider == "photon" and problem == "off the globe":
        service.default = photon(komoot(math.nan, 20, name="Elm"))
    with pytest.raises(kind) as caught:
        make_geocoder(provider).lookup("elm")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "<" not in str(caught.value)
    assert len(service.requests) == 1


def test_a_slow_service_times_out(service: Service, make_geocoder: Make) -> None:
    service.default = Reply(hold=True)
    with pytest.raises(ServiceTimedOut, match="did not answer in time"):
        make_geocoder(timeout_s=0.05).lookup("elm")


def test_a_service_that_sends_single_bytes_times_out(service: Service, make_geocoder: Make) -> None:
    service.default = Reply(drip=True)
    with pytest.raises(ServiceTimedOut, match="did not answer in time"):
        make_geocoder(timeout_s=0.2).lookup("elm")


def test_a_service_without_a_server_cannot_be_reached(settings: OnlineSettings) -> None:
    # No server listens on port 1 of the loopback address.
    gone = replace(settings, endpoint="http://127.0.0.1:1")
    with pytest.raises(ServiceUnavailable, match=r"127\.0\.0\.1:1 cannot be reached"):
        Nominatim(gone, limiter=Limiter()).lookup("elm")


def test_after_a_short_pause_the_request_is_repeated(service: Service, make_geocoder: Make) -> None:
    waited: list[float] = []
    geocoder = make_geocoder()
    clock = iter(range(100, 200, 2))
    geocoder._limiter = Limiter(clock=lambda: float(next(clock)), sleep=waited.append)
    service.replies["blue cafe"] = [Reply("", 429, {"Retry-After": "1"}), nominatim(CAFE)]
    assert geocoder.lookup("blue cafe").status == "found"
    assert service.queries == ["blue cafe", "blue cafe"]


def test_reverse_requests_keep_the_rate_limit(service: Service, make_geocoder: Make) -> None:
    service.default = Reply(json.dumps(CAFE))
    geocoder: Any = make_geocoder()
    passed: list[float] = []
    limiter = geocoder._limiter

    class Counting(Limiter):
        def call(self, request: Callable[[], object], **how: float) -> object:  # type: ignore[override]
            passed.append(1)
            return limiter.call(request, **how)

    geocoder._limiter = Counting()
    assert geocoder.reverse((10, 20)).latitude == 10
    assert passed == [1]


def test_geocode_raises_geopys_errors(service: Service, make_geocoder: Make) -> None:
    service.default = Reply(HTML)
    with pytest.raises(GeocoderParseError):
        make_geocoder().geocode("elm")


# ------------------------------------------------------------------------------------- area


def test_the_area_of_a_story_contains_its_points_and_has_rounded_sides() -> None:
    area = area_of(STORY)
    assert area is not None
    assert area == (19.75, 9.75, 20.75, 10.5)
    assert all(area.contains(place.position) for place in STORY.places if place.position)
    assert not area.contains(at(0, 0))


def test_the_area_of_a_story_on_both_sides_of_the_180th_meridian_is_narrow() -> None:
    sail = Story("Sail", (Event("a", "A", where=Where((at(179.99, -17), at(-179.99, -17)))),))
    area = area_of(sail)
    assert area == (179.5, -17.25, -179.5, -16.75)
    assert area.width == 1.0
    assert all(area.contains(position) for position in sail.events[0].where.path)
    assert not area.contains(at(0, -17))


def test_the_area_of_a_story_around_the_world_is_the_world() -> None:
    path = tuple(at(quarter / 4, 80) for quarter in range(-720, 720))
    area = area_of(Story("Round", (Event("a", "A", where=Where(path)),)))
    assert area is not None
    assert area.width == 360.0


def test_a_service_searches_both_sides_of_the_180th_meridian_and_then_everywhere(
    service: Service, make_geocoder: Make
) -> None:
    geocoder = make_geocoder(area=BoundingBox(179.5, -17.5, -179.5, -16.5))
    assert geocoder.geocode("elm") is None
    assert [request.options.get("viewbox") for request in service.requests] == [
        "179.5,-17.5,180.0,-16.5",
        "-180.0,-17.5,-179.5,-16.5",
        None,
    ]


def test_a_story_without_points_has_no_area() -> None:
    assert area_of(replace(STORY, events=(), places=())) is None
