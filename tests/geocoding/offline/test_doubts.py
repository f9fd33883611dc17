"""Names that look like a place of the map and are not, or not surely; each with its reason."""

from __future__ import annotations

from datetime import date

import pytest

from geo.geocoding import Gazetteer
from geo.geocoding.chain import Chain
from geo.geocoding.fill_in.search_missing import locate
from geo.geocoding.offline.matching.polyline import midpoint
from geo.geodesy import distance_m
from geo.story import Event, Place, Position, Story, Where


@pytest.fixture(scope="module")
def map_only() -> Gazetteer:
    return Gazetteer()


@pytest.mark.parametrize(
    "query",
    ["Hollywood Park", "Santa Anita", "Hope", "Grand", "Spring", "Mission", "Century", "the beach"],
)
def test_a_name_that_only_begins_so_or_means_much_else_is_not_certain(
    map_only: Gazetteer, query: str
) -> None:
    answer = map_only.lookup(query)
    assert answer.status == "ambiguous"
    assert max(one.score for one in answer.candidates) <= 0.65
    assert answer.note or len(answer.candidates) > 1


def test_a_street_is_found_when_its_kind_is_said(map_only: Gazetteer) -> None:
    for query in ("Hope St", "Grand Ave", "Spring Street", "Century Blvd", "Santa Anita Ave"):
        assert map_only.lookup(query).status == "found"


@pytest.mark.parametrize("query", ["at sunset", "before dawn", "in the morning", "around midnight"])
def test_a_time_is_no_place(map_only: Gazetteer, query: str) -> None:
    answer = map_only.lookup(query)
    assert (answer.status, answer.note) == ("none", "that is a time, not a place")


def test_numbered_streets_run_side_by_side(map_only: Gazetteer) -> None:
    for query in ("5th and 6th", "7th & 8th", "6th St at 5th St"):
        assert map_only.lookup(query).status == "none"


def test_a_general_word_is_what_a_place_is_and_not_a_part_of_its_name(
    map_only: Gazetteer,
) -> None:
    assert {one.kind for one in map_only.lookup("the airport").candidates} == {"airport"}
    assert [one.name for one in map_only.lookup("the beach").candidates] == ["Venice Beach"]


@pytest.mark.parametrize(
    "query", ["Los Angeles", "LA", "L.A.", "Los Angeles, CA", "in Los Angeles"]
)
def test_the_city_is_an_area_which_is_nearly_the_whole_map(map_only: Gazetteer, query: str) -> None:
    (city,) = map_only.lookup(query).candidates
    assert (city.name, city.kind) == ("City of Los Angeles", "city")
    assert city.radius_m > 30_000
    assert city.note == "The whole city, which is nearly the whole map."


@pytest.mark.parametrize(
    ("name", "why"),
    [("Los Angeles", "too large to be a point"), ("the 10", "too long to be a point")],
)
def test_what_is_too_large_for_a_point_is_listed_and_says_so(name: str, why: str) -> None:
    event = Event("a", "A", where=Where(place="it"))
    located = locate(Story("x", (event,), places=(Place("it", name),)), today=date(2026, 1, 31))
    (row,) = located.ambiguous
    assert str(row).endswith(f"({why})")
    assert located.story.places[0].position is None


@pytest.mark.parametrize("query", ["Anaheim", "Grand", "Hollywood Park"])
def test_one_candidate_that_is_not_certain_has_its_reason(map_only: Gazetteer, query: str) -> None:
    answer = map_only.lookup(query)
    assert len(answer.candidates) == 1
    assert answer.note


def test_a_number_that_nobody_listed_is_halfway_along_whatever_the_story(
    map_only: Gazetteer,
) -> None:
    east = Position(-118.26, 34.05)
    event = Event("a", "A", where=Where((east,), radius_m=50))
    telling = Gazetteer.for_story(Story("x", (event,)))
    (one,), (other,) = (g.lookup("12345 Wilshire Blvd").candidates for g in (map_only, telling))
    assert (one.lat, one.lon) == (other.lat, other.lon)
    at = Position(longitude=one.lon, latitude=one.lat)
    assert distance_m(at, midpoint(map_only.lookup("Wilshire Blvd").candidates[0].line)) < 1


def test_halfway_is_counted_by_length_over_all_parts() -> None:
    parts = ((Position(0, 0), Position(1, 0)), (Position(2, 0), Position(5, 0)))
    assert midpoint(parts).longitude == pytest.approx(3, abs=1e-6)


@pytest.mark.parametrize("word", ["behind", "opposite", "outside", "beside"])
def test_behind_a_place_is_near_it(map_only: Gazetteer, word: str) -> None:
    (near,) = map_only.lookup(f"{word} Union Station").candidates
    assert near.name == "Union Station"
    assert near.note == "Near it; how near is not said."


@pytest.mark.parametrize("query", [None, 5, b"LAX"])
def test_what_is_no_text_is_refused_in_one_sentence(map_only: Gazetteer, query: object) -> None:
    for geocoder in (map_only, Chain(map_only)):
        with pytest.raises(TypeError, match=r"^query: found .* \(\w+\), expected text$"):
            geocoder.lookup(query)  # type: ignore[arg-type]
