# Long because both services answer the same questions.
"""Services that answer, and services that fail in every way services do."""

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
def service_named(settings: OnlineSettings) -> Callable[..., OnlineService]:
    """Make the geocoder of a provider."""

    def make(
        provider: str = "nominatim", area: BoundingBox | None = HOME, **changes: Any
    ) -> OnlineService:
        limiter = Limiter(sleep=no_wait)
        if provider == "photon":
            return Photon(replace(settings, provider="photon", **changes), area, limiter=limiter)
        return Nominatim(replace(settings, **changes), area, limiter=limiter)

    return make


Make = Callable[..., OnlineService]


# ----------------------------------------------------------------------------------- asking


def test_nominatim_is_asked_for_the_area_first_and_then_for_everywhere(
    service: Service, service_named: Make
) -> None:
    service.replies["blue cafe"] = [nominatim(), nominatim(CAFE)]
    location: Any = service_named().geocode("blue cafe")
    assert (location.latitude, location.longitude) == (10, 20)
    first, second = service.asked
    assert first.path == "/search"
    assert first.options["viewbox"] == "19.0,9.0,21.0,11.0"
    assert first.options["bounded"] == "1"
    assert not {"viewbox", "bounded"} & set(second.options)


def test_photon_is_asked_for_the_area_first_and_then_for_everywhere(
    service: Service, service_named: Make
) -> None:
    service.replies["blue cafe"] = [photon(), photon(komoot(10, 20, name="Blue Café"))]
    location: Any = service_named("photon").geocode("blue cafe")
    assert location.address == "Blue Café, Nowhere"
    first, second = service.asked
    assert first.path == "/api"
    assert first.options["bbox"] == "19.0,9.0,21.0,11.0"
    assert "bbox" not in second.options


def test_what_is_in_the_area_is_not_looked_for_elsewhere(
    service: Service, service_named: Make
) -> None:
    service.default = nominatim(CAFE)
    assert service_named().lookup("blue cafe").status == "found"
    assert len(service.asked) == 1


def test_the_name_of_the_program_and_the_language_are_told(
    service: Service, settings: OnlineSettings
) -> None:
    told = replace(settings, user_agent="atlas-of-me/2 (me@example.org)", language="de")
    Nominatim(told, limiter=Limiter()).geocode("blue cafe")
    assert service.asked[0].user_agent == "atlas-of-me/2 (me@example.org)"
    assert service.asked[0].options["accept-language"] == "de"


def test_a_service_may_live_below_a_path(service: Service, settings: OnlineSettings) -> None:
    below = replace(settings, endpoint=f"{service.url}/maps/")
    Nominatim(below, limiter=Limiter()).geocode("blue cafe")
    assert service.asked[0].path == "/maps/search"


@pytest.mark.parametrize("query", [None, "", "  ", "\u200b", "&/", "x" * 1_000_000])
def test_what_is_no_name_is_never_asked_for(
    service: Service, service_named: Make, query: str | None
) -> None:
    assert service_named().geocode(query) is None
    assert service.asked == []


def test_an_answer_tells_how_exact_it_is_and_where_from(
    service: Service, service_named: Make
) -> None:
    service.default = nominatim(osm("Elm Park, Elm City", 10, 20, half=0.01, type="park"))
    (one,) = service_named().lookup("Elm Park").candidates
    corner = distance_m(at(20, 10), at(20.01, 10.01))
    assert one.radius_m == pytest.approx(corner, rel=1e-3)
    assert (one.name, one.kind) == ("Elm Park", "park")
    assert "127.0.0.1" in one.source
    assert "OpenStreetMap" in one.source
    assert 0.8 <= one.score <= 0.9


def test_photon_tells_its_extent_in_an_order_of_its_own(
    service: Service, service_named: Make
) -> None:
    extent = [19.99, 10.01, 20.01, 9.99]  # west, north, east, south
    service.default = photon(komoot(10, 20, name="Elm", type="city", extent=extent))
    (one,) = service_named("photon").lookup("Elm").candidates
    corner = distance_m(at(20, 10), at(20.01, 10.01))
    assert one.radius_m == pytest.approx(corner, rel=1e-3)
    assert one.kind == "city"


@pytest.mark.parametrize(
    "box", [None, [], ["a", "b", "c", "d"], [1, 2], "1234", {}, [math.nan] * 4, ["1e999"] * 4]
)
def test_an_odd_extent_counts_as_none(box: object) -> None:
    assert radius_of(Position(20, 10), box) == 30


# --------------------------------------------------------------------------------- weighing


def test_two_places_of_one_name_are_ambiguous(service: Service, service_named: Make) -> None:
    service.default = nominatim(CAFE, osm("Blue Café, Quay, Harbour", 10.3, 20.3))
    answer = service_named().lookup("Blue Cafe")
    assert answer.status == "ambiguous"
    assert len(answer.candidates) == 2
    assert sum(one.score for one in answer.candidates) <= 1
    assert answer.candidates[0].score > answer.candidates[1].score


def test_a_place_told_twice_is_one_place(service: Service, service_named: Make) -> None:
    service.default = nominatim(CAFE, osm("Blue Café, Main Street, Elm City", 10.001, 20.0))
    assert service_named().lookup("Blue Cafe").status == "found"


def test_the_parts_of_a_street_are_one_street_that_reaches_over_all(
    service: Service, service_named: Make
) -> None:
    parts = [osm("Main Street, Elm City", 10, lon, addresstype="road", tag="highway")
             for lon in (20.0, 20.02)]  # fmt: skip
    service.default = nominatim(*parts)
    answer = service_named().lookup("Main St")
    assert answer.status == "found"
    assert answer.candidates[0].kind == "street"
    assert answer.candidates[0].radius_m > 2_000


def test_a_place_that_bears_only_some_of_the_words_is_no_more_than_a_hint(
    service: Service, service_named: Make
) -> None:
    service.default = nominatim(CAFE)
    answer = service_named().lookup("Red Cafe")
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
def test_a_name_with_many_other_words_is_another_name(
    service: Service, service_named: Make, query: str, name: str, status: str
) -> None:
    service.default = nominatim(osm(f"{name}, Main Street, Elm City", 10, 20))
    assert service_named().lookup(query).status == status


@pytest.mark.parametrize("name", ["Barack Obama", "Apple", "Acme Corporation"])
@pytest.mark.parametrize("tag", ["office", "shop", "amenity", "highway"])
def test_a_person_or_a_company_is_not_found_because_something_has_its_name(
    service: Service, service_named: Make, name: str, tag: str
) -> None:
    service.default = nominatim(osm(f"{name}, Main Street, Elm City", 10, 20, tag=tag))
    answer = service_named().lookup(name)
    assert answer.status == "ambiguous"
    assert answer.candidates[0].score <= 0.5
    assert answer.candidates[0].note is not None


@pytest.mark.parametrize("kind", ["city", "island", "museum", "peak"])
def test_what_is_on_maps_is_found_by_its_bare_name(
    service: Service, service_named: Make, kind: str
) -> None:
    service.default = nominatim(osm("Elmira", 10, 20, type=kind))
    assert service_named().lookup("Elmira").status == "found"


def test_a_place_outside_the_area_says_so(service: Service, service_named: Make) -> None:
    service.replies["venice, italy"] = [
        nominatim(),
        nominatim(osm("Venice, Veneto, Italy", 45.4, 12.3, type="city", half=0.1)),
    ]
    (one,) = service_named().lookup("venice, italy").candidates
    assert one.note == "Outside the area of the story."
    assert one.score < 0.8


def test_the_number_of_a_house_picks_the_house(service: Service, service_named: Make) -> None:
    house = osm("12, Main Street, Elm City", 10, 20.1, name="", address={"house_number": "12"})
    road = osm("Main Street, Elm City", 10, 20.0, tag="highway", type="primary")
    service.default = nominatim(road, house)
    answer = service_named().lookup("12 Main St, Elm City")
    assert answer.status == "found"
    assert (answer.candidates[0].kind, answer.candidates[0].lon) == ("address", 20.1)


def test_a_house_that_is_not_listed_is_somewhere_on_its_street(
    service: Service, service_named: Make
) -> None:
    road = osm("Main Street, Elm City", 10, 20, half=0.02, tag="highway")
    service.default = nominatim(road)
    (one,) = service_named().lookup("12 Main St").candidates
    assert one.radius_m > 2_000
    assert one.note == "Number 12 is not listed; this is its street."


# ----------------------------------------------------------------------------------- problems

HTML = "<!doctype html><title>Bad gateway</title>"
FAULTS: dict[str, tuple[Reply, type[GeocodingError], str]] = {
    "429": (Reply("wait", 429, {"Retry-After": "90"}), ServiceBusy, "a pause of 90 seconds"),
    "429 by date": (
        Reply("wait", 429, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}),
        ServiceBusy,
        "hours",
    ),
    "503 with a pause": (Reply("", 503, {"Retry-After": "600"}), ServiceBusy, "10 minutes"),
    "500": (Reply("Traceback", 500), ServiceUnavailable, "has a problem of its own"),
    "502 in HTML": (Reply(HTML, 502), ServiceUnavailable, "has a problem of its own"),
    "503": (Reply("", 503), ServiceUnavailable, "has a problem of its own"),
    "504": (Reply("", 504), ServiceTimedOut, "did not answer in time"),
    "403": (Reply("blocked", 403), ServiceRefused, "refuses to answer this program"),
    "401": (Reply("", 401), ServiceRefused, "wants a key"),
    "400": (Reply("", 400), ServiceRefused, "does not understand"),
    "404": (Reply(HTML, 404), ServiceUnreadable, "no answer"),
    "redirect": (Reply("", 302, {"Location": "http://192.0.2.1/"}), ServiceUnreadable, "no answer"),
    "HTML": (Reply(HTML), ServiceUnreadable, "no answer"),
    "broken JSON": (Reply('[{"lat": '), ServiceUnreadable, "no answer"),
    "no UTF-8": (Reply(b'["\xff"]'), ServiceUnreadable, "no answer"),
    "deep JSON": (Reply("[" * 200_000), ServiceUnreadable, "no answer"),
    "endless": (Reply(b" " * 5_000_000), ServiceUnreadable, "no answer"),
    "cut": (Reply("[]", cut=True), ServiceUnavailable, "cannot be reached"),
    "odd shape": (Reply("[1, 2]"), ServiceUnreadable, "no answer"),
    "no name": (Reply('[{"lat": "1", "lon": "2"}]'), ServiceUnreadable, "no answer"),
    "off the globe": (
        nominatim(osm("Elm", 10, 20) | {"lat": "NaN"}),
        ServiceUnreadable,
        "no answer",
    ),
}


@pytest.mark.parametrize("provider", ["nominatim", "photon"])
@pytest.mark.parametrize("problem", FAULTS)
def test_a_service_that_fails_is_told_in_one_plain_sentence(
    service: Service, service_named: Make, problem: str, provider: str
) -> None:
    service.default, kind, told = FAULTS[problem]
    if provider == "photon" and problem == "off the globe":
        service.default = photon(komoot(math.nan, 20, name="Elm"))
    with pytest.raises(kind) as caught:
        service_named(provider).lookup("elm")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "<" not in str(caught.value)
    assert len(service.asked) == 1


def test_a_slow_service_is_left_after_its_time(service: Service, service_named: Make) -> None:
    service.default = Reply(hold=True)
    with pytest.raises(ServiceTimedOut, match="did not answer in time"):
        service_named(timeout_s=0.05).lookup("elm")


def test_a_service_that_sends_a_byte_now_and_then_is_slow_as_well(
    service: Service, service_named: Make
) -> None:
    service.default = Reply(drip=True)
    with pytest.raises(ServiceTimedOut, match="did not answer in time"):
        service_named(timeout_s=0.2).lookup("elm")


def test_a_service_that_is_not_there_cannot_be_reached(settings: OnlineSettings) -> None:
    # Port 1 of loopback: nobody may listen there but the system, and it does not.
    gone = replace(settings, endpoint="http://127.0.0.1:1")
    with pytest.raises(ServiceUnavailable, match=r"127\.0\.0\.1:1 cannot be reached"):
        Nominatim(gone, limiter=Limiter()).lookup("elm")


def test_a_short_pause_is_kept_and_the_answer_comes(service: Service, service_named: Make) -> None:
    waited: list[float] = []
    geocoder = service_named()
    clock = iter(range(100, 200, 2))
    geocoder._limiter = Limiter(clock=lambda: float(next(clock)), sleep=waited.append)
    service.replies["blue cafe"] = [Reply("", 429, {"Retry-After": "1"}), nominatim(CAFE)]
    assert geocoder.lookup("blue cafe").status == "found"
    assert service.queries == ["blue cafe", "blue cafe"]


def test_a_reverse_look_up_keeps_the_manners_too(service: Service, service_named: Make) -> None:
    service.default = Reply(json.dumps(CAFE))
    geocoder: Any = service_named()
    passed: list[float] = []
    limiter = geocoder._limiter

    class Counting(Limiter):
        def call(self, ask: Callable[[], object], **how: float) -> object:  # type: ignore[override]
            passed.append(1)
            return limiter.call(ask, **how)

    geocoder._limiter = Counting()
    assert geocoder.reverse((10, 20)).latitude == 10
    assert passed == [1]


def test_geopys_own_errors_reach_geopys_own_callers(service: Service, service_named: Make) -> None:
    service.default = Reply(HTML)
    with pytest.raises(GeocoderParseError):
        service_named().geocode("elm")


# ------------------------------------------------------------------------------------- area


def test_the_area_of_a_story_holds_its_points_and_moves_in_steps() -> None:
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


def test_a_service_is_asked_for_either_side_of_the_180th_meridian_and_then_for_everywhere(
    service: Service, service_named: Make
) -> None:
    geocoder = service_named(area=BoundingBox(179.5, -17.5, -179.5, -16.5))
    assert geocoder.geocode("elm") is None
    assert [one.options.get("viewbox") for one in service.asked] == [
        "179.5,-17.5,180.0,-16.5",
        "-180.0,-17.5,-179.5,-16.5",
        None,
    ]


def test_a_story_without_points_has_no_area() -> None:
    assert area_of(replace(STORY, events=(), places=())) is None
