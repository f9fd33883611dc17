"""Names that are not, or not certainly, the place on the map that they resemble."""

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
def test_a_common_word_or_a_part_of_a_name_is_not_certain(map_only: Gazetteer, query: str) -> None:
    answer = map_only.lookup(query)
    assert answer.status == "ambiguous"
    assert max(one.score for one in answer.candidates) <= 0.65
    assert answer.note or len(answer.candidates) > 1


def test_a_street_is_found_if_the_query_has_its_kind(map_only: Gazetteer) -> None:
    for query in ("Hope St", "Grand Ave", "Spring Street", "Century Blvd", "Santa Anita Ave"):
        assert map_only.lookup(query).status == "found"


@pytest.mark.parametrize("query", ["at sunset", "before dawn", "in the morning", "around midnight"])
def test_a_time_is_not_a_place(map_only: Gazetteer, query: str) -> None:
    answer = map_only.lookup(query)
    assert (answer.status, answer.note) == ("none", "this is a time, not a place")


def test_two_numbered_streets_have_no_corner(map_only: Gazetteer) -> None:
    for query in ("5th and 6th", "7th & 8th", "6th St at 5th St"):
        assert map_only.lookup(query).status == "none"


def test_a_general_word_means_the_kind_of_a_place_not_a_part_of_a_name(
    map_only: Gazetteer,
) -> None:
    assert {one.kind for one in map_only.lookup("the airport").candidates} == {"airport"}
    assert [one.name for one in map_only.lookup("the beach").candidates] == ["Venice Beach"]


@pytest.mark.parametrize(
    "query", ["Los Angeles", "LA", "L.A.", "Los Angeles, CA", "in Los Angeles"]
)
def test_los_angeles_is_the_city_with_a_note_on_its_size(map_only: Gazetteer, query: str) -> None:
    (city,) = map_only.lookup(query).candidates
    assert (city.name, city.kind) == ("City of Los Angeles", "city")
    assert city.radius_m > 30_000
    assert city.note == "The whole city, which covers nearly the whole map."


@pytest.mark.parametrize(
    ("name", "why"),
    [("Los Angeles", "too large to be a point"), ("the 10", "too long to be a point")],
)
def test_a_place_too_large_for_a_point_is_listed_with_the_reason(name: str, why: str) -> None:
    event = Event("a", "A", where=Where(place="it"))
    located = locate(Story("x", (event,), places=(Place("it", name),)), today=date(2026, 1, 31))
    (row,) = located.ambiguous
    assert str(row).endswith(f"({why})")
    assert located.story.places[0].position is None


@pytest.mark.parametrize("query", ["Anaheim", "Grand", "Hollywood Park"])
def test_a_single_uncertain_candidate_has_a_reason(map_only: Gazetteer, query: str) -> None:
    answer = map_only.lookup(query)
    assert len(answer.candidates) == 1
    assert answer.note


def test_an_unlisted_house_number_is_at_the_midpoint_of_its_street(
    map_only: Gazetteer,
) -> None:
    east = Position(-118.26, 34.05)
    event = Event("a", "A", where=Where((east,), radius_m=50))
    with_story = Gazetteer.for_story(Story("x", (event,)))
    (one,), (other,) = (g.lookup("12345 Wilshire Blvd").candidates for g in (map_only, with_story))
    assert (one.lat, one.lon) == (other.lat, other.lon)
    at = Position(longitude=one.lon, latitude=one.lat)
    assert distance_m(at, midpoint(map_only.lookup("Wilshire Blvd").candidates[0].line)) < 1


def test_the_midpoint_is_measured_over_all_lines() -> None:
    parts = ((Position(0, 0), Position(1, 0)), (Position(2, 0), Position(5, 0)))
    assert midpoint(parts).longitude == pytest.approx(3, abs=1e-6)


@pytest.mark.parametrize("word", ["behind", "opposite", "outside", "beside"])
def test_behind_a_place_means_near_it(map_only: Gazetteer, word: str) -> None:
    (near,) = map_only.lookup(f"{word} Union Station").candidates
    assert near.name == "Union Station"
    assert near.note == "Somewhere near this place, at an unknown distance."


@pytest.mark.parametrize("query", [None, 5, b"LAX"])
def test_a_query_that_is_not_text_raises_a_type_error(map_only: Gazetteer, query: object) -> None:
    for geocoder in (map_only, Chain(map_only)):
        with pytest.raises(TypeError, match=r"^query: found .* \(\w+\), expected text$"):
            geocoder.lookup(query)  # type: ignore[arg-type]
