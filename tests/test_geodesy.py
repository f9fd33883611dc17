"""Distances and boxes: known values, also across the 180th meridian."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geo.degrees import nearest_copy, normal_longitude, short_way_east
from geo.geodesy import (
    BoundingBox,
    distance_m,
    fast_distance_m,
    mean_position,
)
from geo.story import Position

longitudes, latitudes = st.floats(-180, 180), st.floats(-90, 90)
positions = st.builds(Position, longitudes, latitudes)
# The player gives the same answers: tests/player/worldcopies.test.js.
WORLD_COPIES: dict[str, list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("world_copies.json").read_text(encoding="utf-8")
)
few_degrees = st.floats(-2.5, 2.5)


def at(*pairs: tuple[float, float]) -> list[Position]:
    return [Position(longitude, latitude) for longitude, latitude in pairs]


# --------------------------------------------------------------------------------- distance


def test_a_degree_of_latitude_at_the_equator_has_its_published_length() -> None:
    # WGS84: 110,574 m, the textbook value for the meridian arc from 0° to 1°.
    assert distance_m(Position(0, 0), Position(0, 1)) == pytest.approx(110_574, abs=1)


@pytest.mark.parametrize("distance", [distance_m, fast_distance_m])
def test_distances_across_the_180th_meridian_take_the_short_way(distance: object) -> None:
    assert callable(distance)
    # A degree of longitude at the equator: 111,320 m.
    assert distance(Position(179.5, 0), Position(-179.5, 0)) == pytest.approx(111_320, abs=1)
    assert distance(Position(-179.99, 0), Position(179.99, 0)) == pytest.approx(2_226.4, abs=1)


def test_the_distance_of_a_position_from_itself_is_zero() -> None:
    assert distance_m(Position(-118.2, 34), Position(-118.2, 34)) == 0


@given(longitudes, st.floats(-86, 86), few_degrees, few_degrees)
def test_the_relative_error_of_the_fast_distance_is_at_most_two_in_ten_thousand(
    longitude: float, latitude: float, east: float, north: float
) -> None:
    one = Position(longitude, latitude)
    other = Position(normal_longitude(longitude + east), latitude + north)
    assert fast_distance_m(one, other) == pytest.approx(distance_m(one, other), rel=2e-4, abs=0.01)


@pytest.mark.parametrize(
    ("one", "other", "east"),
    [
        (10, 30, 20),
        (30, 10, -20),
        (170, -170, 20),
        (-170, 170, -20),
        (0, 180, 180),
        (0, -180, -180),
    ],
)
def test_the_difference_of_two_longitudes_takes_the_short_way(
    one: float, other: float, east: float
) -> None:
    assert short_way_east(one, other) == east


@pytest.mark.parametrize(("given_", "normal"), [(181, -179), (-181, 179), (540, -180), (180, 180)])
def test_a_longitude_beyond_180_is_converted_to_the_normal_range(
    given_: float, normal: float
) -> None:
    assert normal_longitude(given_) == normal


@pytest.mark.parametrize("case", WORLD_COPIES["nearest"], ids=str)
def test_the_nearest_copy_of_a_meridian(case: dict[str, float]) -> None:
    assert nearest_copy(case["lon"], case["to"]) == case["nearest"]


# ------------------------------------------------------------------------------ bounding box


@pytest.mark.parametrize(
    ("inside", "box", "width"),
    [
        (at((10, 1), (12, 3)), (10, 1, 12, 3), 2),
        (at((10, 1)), (10, 1, 10, 1), 0),
        (at((179.99, -17), (-179.99, -18)), (179.99, -18, -179.99, -17), 0.02),
        (at((-90, 0), (90, 0)), (-90, 0, 90, 0), 180),
        (at((-100, 0), (100, 0)), (100, 0, -100, 0), 160),
        (at((139, 35), (179, 48), (-179, 48), (-118, 33)), (139, 33, -118, 48), 103),
        # The widest gap lies between -170 and 0.
        (at((0, 0), (169, 0), (-170, 0)), (0, 0, -170, 0), 190),
    ],
)
def test_the_enclosing_box_takes_the_narrower_way_round_the_globe(
    inside: list[Position], box: tuple[float, ...], width: float
) -> None:
    found = BoundingBox.enclosing(inside)
    assert found == box
    assert found.width == pytest.approx(width)
    assert found.crosses_antimeridian == (box[0] > box[2])


def test_a_box_without_positions_is_an_error() -> None:
    with pytest.raises(ValueError, match="empty"):
        BoundingBox.enclosing([])


@given(st.lists(positions, min_size=1, max_size=8))
def test_the_enclosing_box_contains_the_positions_and_is_the_narrowest(
    inside: list[Position],
) -> None:
    box = BoundingBox.enclosing(inside)
    assert all(map(box.contains, inside))
    east = sorted({at.longitude % 360 for at in inside})
    gaps = [b - a for a, b in zip(east, [*east[1:], east[0] + 360], strict=True)]
    assert box.width == pytest.approx(360 - max(gaps), abs=1e-9)


FIJI = BoundingBox(177, -20, -178, -16)


@pytest.mark.parametrize(
    ("box", "position", "is_inside"),
    [
        (FIJI, (179, -17), True),
        (FIJI, (-179, -17), True),
        (FIJI, (177, -16), True),
        (FIJI, (180, -17), True),
        (FIJI, (-180, -17), True),
        (FIJI, (0, -17), False),
        (FIJI, (-177, -17), False),
        (FIJI, (179, -15), False),
        (BoundingBox(170, 0, 180, 1), (-180, 0.5), True),
        (BoundingBox(170, 0, 180, 1), (-179, 0.5), False),
        (BoundingBox(-180, 0, -170, 1), (180, 0.5), True),
    ],
)
def test_a_box_contains_the_positions_between_its_sides(
    box: BoundingBox, position: tuple[float, float], is_inside: bool
) -> None:
    assert box.contains(Position(*position)) is is_inside


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((0, 0, 2, 2), (2, 2, 3, 3), True),
        ((0, 0, 2, 2), (2.1, 0, 3, 2), False),
        ((0, 0, 2, 2), (0, 2.1, 2, 3), False),
        (FIJI, (170, -18, 178, -17), True),
        (FIJI, (-178.5, -18, -170, -17), True),
        (FIJI, (-170, -18, 170, -17), False),
        (FIJI, (179, -18, -179, -17), True),
        (FIJI, (-180, 0, 180, 10), False),
        ((170, 0, 180, 1), (-180, 0, -170, 1), True),
    ],
)
def test_boxes_intersect_if_they_overlap_or_touch(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float], meet: bool
) -> None:
    assert BoundingBox(*one).intersects(BoundingBox(*other)) is meet
    assert BoundingBox(*other).intersects(BoundingBox(*one)) is meet


def test_a_box_across_the_180th_meridian_has_two_parts() -> None:
    assert FIJI.parts() == ((177, -20, 180, -16), (-180, -20, -178, -16))
    assert BoundingBox(0, 0, 1, 1).parts() == ((0, 0, 1, 1),)


def test_the_middle_of_a_box_lies_between_its_sides() -> None:
    assert FIJI.middle == (179.5, -18)
    assert BoundingBox(179, 0, -177, 2).middle == (-179, 1)


@given(positions, st.floats(0, 360), st.floats(0.001, 2_000_000))
def test_an_expanded_box_contains_all_points_within_the_distance(
    position: Position, bearing: float, metres: float
) -> None:
    box = BoundingBox.enclosing([position]).expand(metres)
    there = Geodesic.WGS84.Direct(position.latitude, position.longitude, bearing, metres)
    assert box.contains(Position(there["lon2"], there["lat2"]))


def test_an_expanded_box_is_only_a_little_larger_than_necessary() -> None:
    box = BoundingBox.enclosing(at((179.99, 0))).expand(11_132)
    assert box == pytest.approx((179.888, -0.102, -179.908, 0.102), abs=1e-3)


def test_a_box_expanded_to_a_pole_ends_there() -> None:
    assert BoundingBox(10.0, 80.0, 20.0, 89.9).expand(50_000).north == 90.0
    assert BoundingBox(10.0, -89.9, 20.0, -80.0).expand(50_000).south == -90.0


def test_a_box_expanded_over_a_pole_goes_around_the_globe() -> None:
    assert BoundingBox.enclosing(at((20, 89.99))).expand(5_000).width == 360


# ---------------------------------------------------------------------------- points of areas


@pytest.mark.parametrize(
    ("many", "mean"),
    [
        (at((0, 0), (2, 4)), (1, 2)),
        (at((179.99, -17), (-179.99, -17)), (180, -17)),
        (at((178, 0), (-179, 3), (-178, 0)), (-179.6667, 1)),
        (at((-100, 0), (100, 0)), (180, 0)),
    ],
)
def test_the_mean_position_takes_the_narrower_way_round_the_globe(
    many: list[Position], mean: tuple[float, float]
) -> None:
    assert mean_position(many) == pytest.approx(mean, abs=1e-4)
