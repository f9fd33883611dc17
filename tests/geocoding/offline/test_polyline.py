"""The nearest point of lines and their farthest vertex."""

from __future__ import annotations

import pytest

from geo.geocoding.offline.matching.polyline import farthest_m, nearest_foot
from geo.geodesy import distance_m
from geo.story import Position


def test_the_nearest_point_is_on_the_nearest_line() -> None:
    far = (Position(10, 50), Position(11, 50))
    near = (Position(10, 49), Position(10.5, 49), Position(11, 49))
    foot = nearest_foot((far, near), Position(10.7, 49.1))
    assert foot.part == 1
    assert foot.position == pytest.approx((10.7, 49))
    assert foot.distance_m == pytest.approx(distance_m(Position(10.7, 49), Position(10.7, 49.1)))


def test_the_nearest_point_of_a_point_past_the_end_is_the_end() -> None:
    assert nearest_foot(((Position(0, 0), Position(1, 0)),), Position(2, 0)).position == (1, 0)


def test_the_farthest_vertex_is_searched_in_all_lines() -> None:
    middle, near, far = Position(0, 0), Position(0.1, 0), Position(0, -0.3)
    assert farthest_m(middle, ((middle, near), (near, far))) == pytest.approx(
        distance_m(middle, far)
    )
