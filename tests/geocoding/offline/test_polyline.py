"""Distances to points and lines agree with the geodesic, whatever is quick about them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.geocoding.offline.matching.polyline import Box, distance, farthest, nearest
from geo.geodesy import distance_m
from geo.story import Position

degrees = st.floats(-2.5, 2.5)


@given(st.floats(-179, 179), st.floats(-86, 86), degrees, degrees)
def test_a_distance_is_the_geodesic_s_to_two_in_ten_thousand(
    longitude: float, latitude: float, across: float, up: float
) -> None:
    one = Position(longitude, latitude)
    other = Position(longitude + across, latitude + up)
    assert distance(one, other) == pytest.approx(distance_m(one, other), rel=2e-4, abs=0.01)


def test_points_on_either_side_of_the_date_line_are_close() -> None:
    assert distance(Position(179.99, 0), Position(-179.99, 0)) == pytest.approx(2_226.4, abs=1)


def test_the_foot_lies_on_the_nearest_part() -> None:
    far = (Position(10, 50), Position(11, 50))
    near = (Position(10, 49), Position(10.5, 49), Position(11, 49))
    foot = nearest((far, near), Position(10.7, 49.1))
    assert foot.part == 1
    assert foot.position == pytest.approx((10.7, 49))
    assert foot.distance_m == pytest.approx(distance_m(Position(10.7, 49), Position(10.7, 49.1)))


def test_the_foot_of_a_point_past_the_end_is_the_end() -> None:
    assert nearest(((Position(0, 0), Position(1, 0)),), Position(2, 0)).position == (1, 0)


def test_the_farthest_vertex_counts_over_all_parts() -> None:
    middle, near, far = Position(0, 0), Position(0.1, 0), Position(0, -0.3)
    assert farthest(middle, ((middle, near), (near, far))) == pytest.approx(distance_m(middle, far))


@given(st.floats(-84, 84), st.floats(0, 360), st.floats(1, 20_000))
def test_a_grown_box_holds_all_that_is_so_near(
    latitude: float, bearing: float, metres: float
) -> None:
    from geographiclib.geodesic import Geodesic

    box = Box.around((Position(0, latitude),)).grown(metres)
    there = Geodesic.WGS84.Direct(latitude, 0, bearing, metres)
    assert box.holds(Position(there["lon2"], there["lat2"]))
