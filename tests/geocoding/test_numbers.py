"""Addresses: listed ones, blocks downtown, and streets with their length as uncertainty."""

from __future__ import annotations

import pytest

from geo.distance import distance_m
from geo.geocoding import Gazetteer
from geo.story import Position


@pytest.fixture(scope="module")
def map_only() -> Gazetteer:
    return Gazetteer()


@pytest.mark.parametrize("query", ["404 S Figueroa St", "404 South Figueroa Street, Los Angeles"])
def test_the_address_of_a_listed_place_is_the_place(map_only: Gazetteer, query: str) -> None:
    answer = map_only.lookup(query)
    assert (answer.status, answer.candidates[0].name) == ("found", "Westin Bonaventure Hotel")


def test_north_of_the_zero_is_not_south_of_it(map_only: Gazetteer) -> None:
    names = [c.name for c in map_only.lookup("404 N Figueroa St").candidates]
    assert "Westin Bonaventure Hotel" not in names


def test_a_number_downtown_is_counted_off_between_numbered_streets(map_only: Gazetteer) -> None:
    (block,) = map_only.lookup("650 S Broadway").candidates
    corners = [map_only.lookup(f"Broadway & {n}").candidates[0] for n in ("6th", "7th")]
    assert block.radius_m < 250
    assert block.note is not None
    for corner in corners:
        here = Position(longitude=corner.lon, latitude=corner.lat)
        assert distance_m(here, Position(longitude=block.lon, latitude=block.lat)) < block.radius_m


def test_any_other_number_is_its_street_with_a_wider_circle_and_a_note(map_only: Gazetteer) -> None:
    (street,) = map_only.lookup("5711 W Century Blvd").candidates
    (line,) = map_only.lookup("Century Blvd").candidates
    assert street.radius_m > line.radius_m
    assert street.note is not None
    assert "5711" in street.note


def test_an_address_whose_street_is_not_drawn_is_perhaps_its_city(map_only: Gazetteer) -> None:
    answer = map_only.lookup("1535 Nonesuch Ave, Santa Monica")
    assert (answer.status, answer.candidates[0].name) == ("ambiguous", "Santa Monica")
    assert map_only.lookup("1535 Nonesuch Ave").status == "none"


def test_a_room_in_the_building_does_not_hide_it(map_only: Gazetteer) -> None:
    for room in ("Suite 12", "Apt. 4", "#210", "5th floor"):
        answer = map_only.lookup(f"404 S Figueroa St, {room}, Los Angeles, CA")
        assert answer.candidates[0].name == "Westin Bonaventure Hotel"


@pytest.mark.parametrize(
    ("query", "name"), [("Wilshire Boulevrad", "Wilshire Blvd"), ("Nortth Hollywood", "North")]
)
def test_a_slip_in_boulevard_or_north_is_forgiven(
    map_only: Gazetteer, query: str, name: str
) -> None:
    answer = map_only.lookup(query)
    assert answer.status == "found"
    assert answer.candidates[0].name.startswith(name)


def test_a_lost_minus_sign_is_asked_about(map_only: Gazetteer) -> None:
    near, typed = map_only.lookup("34.05, 118.25").candidates
    assert (near.lon, typed.lon) == (-118.25, 118.25)
    assert near.score > typed.score


def test_each_candidate_of_an_ambiguous_answer_says_how_it_differs(map_only: Gazetteer) -> None:
    answer = map_only.lookup("Hollywood")
    assert answer.status == "ambiguous"
    notes = [candidate.note for candidate in answer.candidates]
    assert all(notes)
    assert len(set(notes)) == len(notes)


def test_a_city_far_off_with_the_same_name_is_mentioned(map_only: Gazetteer) -> None:
    answer = map_only.lookup("Venice")
    assert answer.status == "ambiguous"
    assert answer.note is not None
    assert "Italy" in answer.note
    assert all(candidate.lon < -117 for candidate in answer.candidates)
