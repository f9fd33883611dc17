"""Addresses: listed ones, blocks downtown, and streets with a radius for their length."""

from __future__ import annotations

import pytest

from geo.basemap import Atlas, Entry
from geo.geocoding import Gazetteer
from geo.geodesy import BoundingBox, distance_m
from geo.story import GUESS_RADIUS_M, Place, Position


@pytest.fixture(scope="module")
def map_only() -> Gazetteer:
    return Gazetteer()


@pytest.mark.parametrize("query", ["404 S Figueroa St", "404 South Figueroa Street, Los Angeles"])
def test_the_address_of_a_listed_place_is_the_place(map_only: Gazetteer, query: str) -> None:
    answer = map_only.lookup(query)
    assert (answer.status, answer.candidates[0].name) == ("found", "Westin Bonaventure Hotel")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("1050 Linden Ave, Long Beach, CA 90813", "St. Mary Medical Center"),
        ("7447 Firestone Boulevard, Downey", "Johnie's Broiler"),
        ("9101 Wilshire Blvd, Beverly Hills, CA 90210/90212", "Kate Mantilini"),
        ("5700 West Centinela Avenue, Westchester", "Centinela Drive-In"),
        ("1235 Dodds Circle, Los Angeles", "1235 Dodds Cir"),
    ],
)
def test_listed_places_are_found_by_their_address(
    map_only: Gazetteer, query: str, name: str
) -> None:
    (listed,) = map_only.lookup(query).candidates
    assert listed.name == name
    assert listed.radius_m <= 250


@pytest.mark.parametrize(
    "query", ["Linden Ave", "Dodds Cir", "Malibu Cove Colony Dr", "the drive-in"]
)
def test_a_street_with_one_listed_house_is_not_found(map_only: Gazetteer, query: str) -> None:
    assert map_only.lookup(query).status != "found"


def test_a_neighbouring_house_number_is_not_a_misspelling(map_only: Gazetteer) -> None:
    assert map_only.lookup("1236 Dodds Cir").status == "none"


def test_two_places_of_the_same_name_are_ambiguous_unless_the_query_has_the_city(
    map_only: Gazetteer,
) -> None:
    both = map_only.lookup("Bob's Big Boy")
    assert (both.status, len(both.candidates)) == ("ambiguous", 2)
    (downey,) = map_only.lookup("Bob's Big Boy, Downey").candidates
    assert downey.name == "Johnie's Broiler"


def test_the_end_of_the_runways_is_ambiguous_unless_the_query_has_their_numbers(
    map_only: Gazetteer,
) -> None:
    assert len(map_only.lookup("east end of the LAX runways").candidates) == 2
    answer = map_only.lookup("LAX, east end of runways 25L/25R")
    assert answer.status == "found"
    assert answer.candidates[0].lon > -118.39


def test_a_bare_name_before_its_city_is_the_district(map_only: Gazetteer) -> None:
    assert map_only.lookup("Wilmington").status == "ambiguous"
    (district,) = map_only.lookup("Wilmington, Los Angeles, CA").candidates
    assert district.kind == "district"
    for elsewhere in ("Figueroa, Los Angeles", "Wilmington, Compton"):  # no district has that name
        (street,) = map_only.lookup(elsewhere).candidates
        assert street.kind == "street"


def test_a_place_inside_another_place_is_found_only_with_the_name_of_that_place(
    map_only: Gazetteer,
) -> None:
    (berth,) = map_only.lookup("Berth 159, Port of Los Angeles").candidates
    assert berth.name == "Wilmington docks"
    assert map_only.lookup("Berth 159, LAX").status == "none"
    assert map_only.lookup("Century Cargo complex, LAX").status == "none"


def test_a_north_address_is_not_the_south_address_of_the_same_number(map_only: Gazetteer) -> None:
    names = [c.name for c in map_only.lookup("404 N Figueroa St").candidates]
    assert "Westin Bonaventure Hotel" not in names


def test_a_house_number_downtown_is_interpolated_between_numbered_streets(
    map_only: Gazetteer,
) -> None:
    (block,) = map_only.lookup("650 S Broadway").candidates
    corners = [map_only.lookup(f"Broadway & {n}").candidates[0] for n in ("6th", "7th")]
    assert block.radius_m < 250
    assert block.note is not None
    for corner in corners:
        here = Position(longitude=corner.lon, latitude=corner.lat)
        assert distance_m(here, Position(longitude=block.lon, latitude=block.lat)) < block.radius_m


def broad_st(block_m: float) -> Gazetteer:
    """A street downtown from 2nd to 4th Street with two blocks of this length."""
    block = block_m / 110_574  # degrees of latitude at the equator

    def corner(number: str, blocks: int) -> Entry:
        name = f"Broad St & {number} St"
        there = Position(0, -blocks * block)
        return Entry(name, name, "corner", (), there, 20, (), "survey", 5, area="Downtown")

    line = ((Position(0, 0), Position(0, -2 * block)),)
    street = Entry("broad", "Broad St", "street", line, None, None, (), "survey", 3)
    entries = (street, corner("2nd", 0), corner("4th", 2))
    return Gazetteer(atlas=Atlas("x", entries, BoundingBox(-1, -1, 1, 1), "", ""))


def test_numbers_are_interpolated_in_blocks_up_to_450_metres_long() -> None:
    (block,) = broad_st(440).lookup("350 Broad St").candidates
    assert block.name == "350 Broad St"
    # Three quarters of the way from number 200 to number 400, two blocks of 440 m apart.
    assert block.lat * -110_574 == pytest.approx(660, abs=1)
    assert block.radius_m == pytest.approx(440 + 60, abs=1)
    assert block.note == "Not listed; interpolated between 2nd and 4th Street."


@pytest.mark.parametrize("number", ["650a", "650 N", "650a N"])
def test_a_number_with_a_letter_or_on_the_north_side_is_not_interpolated(
    map_only: Gazetteer, number: str
) -> None:
    kinds = [one.kind for one in map_only.lookup(f"{number} Broadway").candidates]
    assert kinds == ["street"]


def test_numbers_are_not_interpolated_in_longer_blocks() -> None:
    (street,) = broad_st(460).lookup("350 Broad St").candidates
    assert street.name == "Broad St"
    assert street.note is not None
    assert street.note.startswith("Number 350 is not listed")


def test_an_unlisted_number_is_its_street_with_a_larger_radius_and_a_note(
    map_only: Gazetteer,
) -> None:
    (street,) = map_only.lookup("5505 W Century Blvd").candidates
    (line,) = map_only.lookup("Century Blvd").candidates
    assert street.radius_m > line.radius_m
    assert street.note is not None
    assert "5505" in street.note


def test_an_unlisted_number_on_a_long_street_is_only_a_guess(map_only: Gazetteer) -> None:
    answer = map_only.lookup("2150 Figueroa St")
    (street,) = answer.candidates
    assert (answer.status, street.name, street.kind) == ("ambiguous", "Figueroa St", "street")
    assert street.is_only_a_guess
    assert street.radius_m == pytest.approx(17_396, abs=1)
    assert street.precision == "only a guess, accurate to about 17.4 km"
    assert answer.note == (
        "number 2150 is not listed; it is somewhere along the street,"
        " which is 22.4 km long on this map"
    )


def test_an_unlisted_number_on_a_short_street_is_found(map_only: Gazetteer) -> None:
    answer = map_only.lookup("2345 Vine St")
    (street,) = answer.candidates
    assert (answer.status, street.is_only_a_guess) == ("found", False)
    assert street.radius_m < GUESS_RADIUS_M


@pytest.mark.parametrize(
    ("query", "radius_m"),
    [("Figueroa St", 16_612), ("the 405", 58_378), ("Long Beach", 6_530), ("Agua Dulce", 5_120)],
)
def test_a_street_or_city_named_in_the_query_is_found_at_any_size(
    map_only: Gazetteer, query: str, radius_m: float
) -> None:
    answer = map_only.lookup(query)
    assert answer.status == "found"
    assert not answer.candidates[0].is_only_a_guess
    assert answer.candidates[0].radius_m == pytest.approx(radius_m, rel=0.01)
    assert answer.candidates[0].radius_m >= GUESS_RADIUS_M


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("near Agua Dulce", "ambiguous"),
        ("near Los Angeles", "ambiguous"),
        ("near Union Station", "found"),
    ],
)
def test_a_place_that_may_be_five_kilometres_away_is_not_found(
    map_only: Gazetteer, query: str, status: str
) -> None:
    answer = map_only.lookup(query)
    (place,) = answer.candidates
    assert answer.status == status
    assert place.is_only_a_guess == (status == "ambiguous") == (place.radius_m >= GUESS_RADIUS_M)
    assert (answer.note is not None) == (status == "ambiguous")


def test_a_place_marked_as_a_guess_in_the_story_is_not_found() -> None:
    here = Position(longitude=-118.25, latitude=34.05)
    vague = Place("motel", "The motel", position=here, radius_m=100, confidence=0.1)
    answer = Gazetteer([vague]).lookup("the motel")
    assert (answer.status, answer.candidates[0].is_only_a_guess) == ("ambiguous", True)
    assert answer.note == "location unknown; the point is a guess"


def test_an_address_on_an_unknown_street_is_ambiguous_with_its_city(map_only: Gazetteer) -> None:
    answer = map_only.lookup("1535 Nonesuch Ave, Santa Monica")
    assert (answer.status, answer.candidates[0].name) == ("ambiguous", "Santa Monica")
    assert answer.note == "the map has no such street in Santa Monica; this is the whole city"
    assert map_only.lookup("1535 Nonesuch Ave").status == "none"


def test_an_unknown_street_is_the_reason_even_if_other_cities_have_the_same_name(
    map_only: Gazetteer,
) -> None:
    answer = map_only.lookup("123 Nowhere St, Venice")
    assert (answer.status, answer.candidates[0].name) == ("ambiguous", "Venice")
    assert answer.note == "the map has no such street in Venice; this is the whole district"


def test_a_room_in_the_address_is_ignored(map_only: Gazetteer) -> None:
    for room in ("Suite 12", "Apt. 4", "#210", "5th floor"):
        answer = map_only.lookup(f"404 S Figueroa St, {room}, Los Angeles, CA")
        assert answer.candidates[0].name == "Westin Bonaventure Hotel"


@pytest.mark.parametrize(
    ("query", "name"), [("Wilshire Boulevrad", "Wilshire Blvd"), ("Nortth Hollywood", "North")]
)
def test_a_typo_in_boulevard_or_north_is_corrected(
    map_only: Gazetteer, query: str, name: str
) -> None:
    answer = map_only.lookup(query)
    assert answer.status == "found"
    assert answer.candidates[0].name.startswith(name)


def test_coordinates_with_a_missing_minus_sign_are_ambiguous(map_only: Gazetteer) -> None:
    near, typed = map_only.lookup("34.05, 118.25").candidates
    assert (near.lon, typed.lon) == (-118.25, 118.25)
    assert near.score > typed.score


def test_each_candidate_of_an_ambiguous_answer_has_a_different_note(map_only: Gazetteer) -> None:
    answer = map_only.lookup("Hollywood")
    assert answer.status == "ambiguous"
    notes = [candidate.note for candidate in answer.candidates]
    assert all(notes)
    assert len(set(notes)) == len(notes)


def test_a_city_of_the_same_name_outside_the_map_is_mentioned(map_only: Gazetteer) -> None:
    answer = map_only.lookup("Venice")
    assert answer.status == "ambiguous"
    assert answer.note is not None
    assert "Italy" in answer.note
    assert all(candidate.lon < -117 for candidate in answer.candidates)
