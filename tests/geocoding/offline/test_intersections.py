"""Intersections, stretches of road and interchanges in Los Angeles, in various spellings."""

from __future__ import annotations

import pytest

from geo.basemap import Atlas
from geo.geocoding import Gazetteer
from geo.geodesy import BoundingBox
from tests.geocoding.conftest import at, line, point


@pytest.fixture(scope="module")
def map_only() -> Gazetteer:
    return Gazetteer()


@pytest.mark.parametrize(
    "query",
    [
        "Figueroa, 5th",
        "5th, Figueroa",
        "Figueroa St, 5th St, Los Angeles, CA",
        "corner of Fifth and Fig",
        "5th @ Figueroa",
        "S. Figueroa St. x W. 5th St.",
    ],
)
def test_a_corner_is_found_in_all_spellings(map_only: Gazetteer, query: str) -> None:
    answer = map_only.lookup(query)
    assert (answer.status, answer.candidates[0].name) == ("found", "Figueroa St & 5th St")


@pytest.mark.parametrize(
    "query",
    [
        "10/110",
        "10 110",
        "10-110 interchange",
        "I-110 and I-10",
        "Santa Monica Freeway / Harbor Freeway",
        "Dosan Ahn Chang Ho Interchange",
    ],
)
def test_an_interchange_is_found_by_numbers_and_names(map_only: Gazetteer, query: str) -> None:
    answer = map_only.lookup(query)
    assert (answer.status, answer.candidates[0].name) == ("found", "10/110 interchange")


def test_two_roads_without_a_word_between_them_are_ambiguous(map_only: Gazetteer) -> None:
    answer = map_only.lookup("Wilshire Fairfax")
    assert (answer.status, answer.candidates[0].kind) == ("ambiguous", "corner")


def test_a_stretch_of_road_lies_between_its_corners(map_only: Gazetteer) -> None:
    (stretch,) = map_only.lookup("Flower St between 4th and 5th").candidates
    north, south = (
        map_only.lookup(f"Flower & {street}").candidates[0] for street in ("4th", "5th")
    )
    assert south.lat < stretch.lat < north.lat
    assert stretch.note is not None


@pytest.mark.parametrize(
    "query", ["Venice Blvd near Normandie Ave", "Venice Blvd, just east of Normandie Ave"]
)
def test_near_a_corner_has_a_larger_radius_and_a_lower_score_than_the_corner(
    map_only: Gazetteer, query: str
) -> None:
    near = map_only.lookup(query).candidates[0]
    corner = map_only.lookup("Venice & Normandie").candidates[0]
    assert near.radius_m > corner.radius_m
    assert near.score < corner.score


def test_a_corner_with_an_unknown_street_is_ambiguous(map_only: Gazetteer) -> None:
    answer = map_only.lookup("Firestone Blvd at Nonesuch Ave")
    assert (answer.status, answer.candidates[0].name) == ("ambiguous", "Firestone Blvd")
    assert map_only.lookup("Firestone Blvd at Nonesuch").status == "none"


def test_a_part_after_a_comma_that_is_not_on_the_map_means_a_place_elsewhere(
    map_only: Gazetteer,
) -> None:
    for query in ("Figueroa, Italy", "Sunset Blvd, Las Vegas", "Hollywood, FL"):
        assert map_only.lookup(query).status == "none"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("405N", "I-405"),
        ("10WB", "I-10"),
        ("Cal 134", "SR-134"),
        ("California 60", "SR-60"),
        ("San Gabriel River Freeway", "I-605"),
        ("Glenn Anderson Fwy", "I-105"),
        ("SR-1", "Pacific Coast Hwy"),
    ],
)
def test_a_freeway_is_found_in_all_spellings(map_only: Gazetteer, query: str, name: str) -> None:
    answer = map_only.lookup(query)
    assert (answer.status, answer.candidates[0].name) == ("found", name)


@pytest.mark.parametrize("query", ["Hollywood Freeway", "Ventura Fwy"])
def test_a_name_of_two_freeways_is_ambiguous(map_only: Gazetteer, query: str) -> None:
    answer = map_only.lookup(query)
    assert (answer.status, len(answer.candidates)) == ("ambiguous", 2)


@pytest.mark.parametrize("query", ["Sepulveda at Exposition", "Expo Blvd & Sepulveda Blvd"])
def test_a_station_named_after_two_streets_gives_their_corner(
    map_only: Gazetteer, query: str
) -> None:
    (corner,) = map_only.lookup(query).candidates
    (station,) = map_only.lookup("Expo/Sepulveda Station").candidates
    assert (corner.kind, station.kind) == ("corner", "station")
    assert (corner.lat, corner.lon) == (station.lat, station.lon)
    assert corner.radius_m > station.radius_m


def test_the_radius_of_a_corner_from_a_station_is_100_m_larger_than_the_stations() -> None:
    streets = (
        line("Ash St", "street", (at(20, 10), at(20.01, 10))),
        line("Birch Ave", "street", (at(20.1, 10.1), at(20.1, 10.2))),
    )
    station = point("Ash / Birch Station", "station", at(20.05, 10.05), 120)
    atlas = Atlas("x", (*streets, station), BoundingBox(19, 9, 21, 11), "", "")
    (corner,) = Gazetteer(atlas=atlas).lookup("Birch & Ash").candidates
    assert (corner.name, corner.kind) == ("Birch Ave & Ash St", "corner")
    assert (corner.lat, corner.lon) == (10.05, 20.05)
    assert corner.radius_m == 120 + 100
    assert corner.note == "The location of Ash / Birch Station, which is named after both roads."
