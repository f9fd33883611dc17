"""Crossings of roads from their lines. Bridged gaps and extended ends have a lower trust."""

from __future__ import annotations

from itertools import combinations

import pytest

from geo.basemap import Atlas, load
from geo.geocoding import Gazetteer
from geo.geocoding.offline.matching.polyline import nearest_foot
from geo.geocoding.offline.matching.road_crossing import (
    Road,
    RoadCrossing,
    crossings,
    extended_crossings,
)
from geo.geodesy import BoundingBox, fast_distance_m
from geo.story import Position
from tests.geocoding.conftest import at, line

KM = 1 / 111.32


def road(*lines: tuple[tuple[float, float], ...]) -> Road:
    """A road near the equator. Vertices are in kilometres east and north."""
    return Road(tuple(tuple(Position(x * KM, y * KM) for x, y in each) for each in lines))


def where(crossing: RoadCrossing) -> tuple[float, float]:
    """Kilometres east and north."""
    return crossing.position.longitude / KM, crossing.position.latitude / KM


def test_roads_cross_where_their_lines_cross() -> None:
    (crossing,) = crossings(road(((0, 0), (2, 0))), road(((1, -1), (1, 1))))
    assert where(crossing) == pytest.approx((1, 0))
    assert crossing.trust > 0.7


def test_a_crossing_far_from_measured_points_has_a_lower_trust() -> None:
    (near,) = crossings(road(((0.5, 0), (1.5, 0))), road(((1, -0.5), (1, 0.5))))
    (far,) = crossings(road(((-3, 0), (5, 0))), road(((1, -0.5), (1, 0.5))))
    assert near.trust > far.trust
    assert near.error_m < far.error_m


def test_a_crossing_at_a_small_angle_has_a_larger_error() -> None:
    (square,) = crossings(road(((0, 0), (2, 0))), road(((1, -1), (1, 1))))
    (slanting,) = crossings(road(((0, 0), (2, 0))), road(((0, -0.3), (2, 0.3))))
    assert square.error_m < slanting.error_m
    assert square.trust > slanting.trust


def test_a_road_that_ends_beside_another_ends_at_it() -> None:
    (crossing,) = crossings(road(((0, 0), (2, 0))), road(((1, 0.1), (1, 3))))
    assert where(crossing) == pytest.approx((1, 0))


def test_a_road_nearly_parallel_to_another_does_not_end_at_it() -> None:
    through = road(((0, 0), (2, 0)))
    # 100 m and 1 km away along it: 6 degrees; 100 m and 300 m: 18 degrees; 400 m: 22 degrees.
    assert crossings(through, road(((0.5, 0.05), (1.5, 0.15)))) == []
    assert crossings(through, road(((0.5, 0.05), (1.425, 0.35)))) == []
    (crossing,) = crossings(through, road(((0.5, 0.05), (1.491, 0.45))))
    assert where(crossing) == pytest.approx((0.5, 0))


def test_overlapping_roads_have_no_crossing() -> None:
    assert crossings(road(((0, 0), (2, 0))), road(((1, 0), (3, 0)))) == []


def test_roads_that_cross_twice_have_two_crossings() -> None:
    winding = road(((0, -1), (1, 1), (4, 1), (5, -1)))
    assert len(crossings(road(((-1, 0), (6, 0))), winding)) == 2


def test_parallel_roads_have_no_crossing() -> None:
    pair = road(((0, 0), (2, 0))), road(((0, 1), (2, 1)))
    assert crossings(*pair) == []
    assert extended_crossings(*pair) == []


def test_a_gap_in_a_road_is_bridged() -> None:
    pair = road(((0, 0), (1, 0)), ((4, 0), (5, 0))), road(((2, -1), (2, 1)))
    assert crossings(*pair) == []
    (crossing,) = extended_crossings(*pair)
    assert where(crossing) == pytest.approx((2, 0))


def test_a_gap_at_a_turn_is_not_bridged() -> None:
    turned = road(((0, 0), (1, 0)), ((1, 4), (1, 5)))
    assert turned.gaps.segments == []
    assert len(turned.rays.segments) == 4


def test_a_road_is_extended_beyond_its_end_up_to_a_limit() -> None:
    ending = road(((0, 0), (1, 0)))
    (near,) = extended_crossings(ending, road(((1.5, -1), (1.5, 1))))
    (far,) = extended_crossings(ending, road(((3, -1), (3, 1))))
    assert where(near) == pytest.approx((1.5, 0))
    assert near.trust > 0.7 > far.trust
    assert near.error_m < far.error_m
    assert extended_crossings(ending, road(((5, -1), (5, 1)))) == []


def test_the_stated_error_covers_nine_of_ten_left_out_vertices_of_the_atlas() -> None:
    """Leave out vertices of the atlas: about nine in ten lie within the stated error."""
    held = []
    for entry in load().entries:
        if entry.kind not in ("street", "freeway"):
            continue
        for drawn in entry.lines:
            for first, last in combinations(range(len(drawn)), 2):
                if last - first > 3:
                    continue
                ends = (drawn[first], drawn[last])
                for vertex in drawn[first + 1 : last]:
                    measured = min(fast_distance_m(vertex, end) for end in ends)
                    away = nearest_foot((ends,), vertex).distance_m
                    held.append(away <= 100 + 0.28 * measured)
    assert len(held) > 2_000
    assert sum(held) / len(held) > 0.88


def test_streets_that_cross_twice_are_ambiguous() -> None:
    main = line("Main St", "street", (at(20, 10), at(20.05, 10)))
    ring = line("Ring Rd", "street", (at(20.01, 9.99), at(20.01, 10.01), at(20.04, 9.99)))
    answer = Gazetteer(atlas=Atlas("x", (main, ring), BoundingBox(19, 9, 21, 11), "", "")).lookup(
        "Main & Ring"
    )
    assert answer.status == "ambiguous"
    assert len({(one.lat, one.lon) for one in answer.candidates}) == 2
