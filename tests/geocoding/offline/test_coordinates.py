"""Coordinates are parsed in either order. A swap adds a note."""

from __future__ import annotations

import math

import pytest

from geo.geocoding.offline.parsing.coordinates import correct_sign, looks_like_coordinate, parse
from geo.story import Position

DOWNTOWN = Position(longitude=-118.25, latitude=34.05)


@pytest.mark.parametrize(
    "text",
    [
        "34.0516, -118.2551",
        "34.0516 -118.2551",
        "(34.0516, -118.2551)",
        "34.0516N 118.2551W",
        "N 34.0516, W 118.2551",
        "118.2551 W, 34.0516 N",
        "lat 34.0516 lon -118.2551",
        "longitude: -118.2551, latitude: 34.0516",
        "34.0516°, −118.2551°",
        "34°03'05.76\"N 118°15'18.36\"W",
        "34.0516;-118.2551",
        "N 34.0516 W 118.2551",
        "34,0516; -118,2551",
        "34,0516 -118,2551",
        "geo:34.0516,-118.2551",
        "geo:34.0516,-118.2551;u=35",
    ],
)
def test_a_pair_of_numbers_is_parsed_as_a_position(text: str) -> None:
    found = parse(text, DOWNTOWN)
    assert found is not None
    assert found.position.latitude == pytest.approx(34.0516, abs=1e-5)
    assert found.position.longitude == pytest.approx(-118.2551, abs=1e-5)
    assert found.note is None


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        ("33.9 S, 151.2 E", -33.9, 151.2),
        ("S 33.9, E 151.2", -33.9, 151.2),
        ("33°54'S 151°12'E", -33.9, 151.2),
        ("151.2 E, 33.9 S", -33.9, 151.2),
        ("22.9 S, 43.2 W", -22.9, -43.2),
        ("51.5 N, 0.1 W", 51.5, -0.1),
        ("51.5 N, 0.1 E", 51.5, 0.1),
        # One letter is enough to know the order.
        ("43.2 W, -22.9", -22.9, -43.2),
        ("-43.2, 22.9 S", -22.9, -43.2),
        ("22.9 S, -43.2", -22.9, -43.2),
    ],
)
def test_south_and_west_are_negative_and_north_and_east_are_not(
    text: str, latitude: float, longitude: float
) -> None:
    found = parse(text, None)
    assert found is not None
    assert found.position == pytest.approx((longitude, latitude))


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ((151.2, 33.9), (151.0, -33.5)),
        ((-151.2, -33.9), (151.0, -33.5)),
        ((-151.2, 33.9), (151.0, -33.5)),
        ((118.25, 34.05), (-118.0, 34.0)),
        ((-43.2, 22.9), (-43.0, -22.5)),
    ],
)
def test_a_point_with_a_missing_or_wrong_sign_is_moved_to_the_story(
    typed: tuple[float, float], near: tuple[float, float]
) -> None:
    east, north = math.copysign(typed[0], near[0]), math.copysign(typed[1], near[1])
    assert correct_sign(Position(*typed), Position(*near)) == (east, north)
    assert correct_sign(Position(east, north), Position(*near)) is None
    assert correct_sign(Position(*typed), None) is None
    assert correct_sign(Position(10.0, 20.0), Position(*near)) is None


def test_longitude_first_is_swapped_with_a_note() -> None:
    found = parse("-118.2551, 34.0516", DOWNTOWN)
    assert found is not None
    assert found.position == Position(longitude=-118.2551, latitude=34.0516)
    assert found.note is not None
    assert "swapped" in found.note


def test_a_pair_that_is_near_the_story_only_when_swapped_is_swapped() -> None:
    found = parse("2.35, 48.85", Position(longitude=2.3, latitude=48.9))
    assert found is not None
    assert found.position == Position(longitude=2.35, latitude=48.85)
    assert found.note is not None


def test_a_pair_that_is_far_in_both_orders_is_used_as_typed() -> None:
    found = parse("10, 20", DOWNTOWN)
    assert found is not None
    assert found.position == Position(longitude=20, latitude=10)
    assert found.note is None


def test_the_number_of_typed_digits_gives_the_radius() -> None:
    rough, fine = parse("34.05, -118.25", None), parse("34.05000, -118.25000", None)
    assert rough is not None
    assert fine is not None
    assert rough.radius_m == pytest.approx(557, abs=1)
    assert fine.radius_m == 1.0


@pytest.mark.parametrize("text", ["95, 200", "200, 300", "-91.0, -181.0", "90.5 N, 20 E"])
def test_a_pair_out_of_range_is_recognised_but_has_no_position(text: str) -> None:
    assert looks_like_coordinate(text)
    assert parse(text, DOWNTOWN) is None


@pytest.mark.parametrize(
    "text", ["", "34.05", "10/110 interchange", "nan, nan", "1e9, 2", "5th, 6th"]
)
def test_a_name_is_not_a_coordinate(text: str) -> None:
    assert not looks_like_coordinate(text)
