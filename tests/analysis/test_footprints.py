"""Points in areas, and where areas, paths and points come closest."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.footprints import Footprint
from geo.geodesy import distance_m, fast_distance_m
from geo.playback import timeline
from geo.polygons import Polygon, closed_polygon
from geo.story import Position, Where
from tests.analysis.pair_table import AREAS
from tests.playback import table
from tests.twins.timeline_queries import visible_at


def of_areas(*polygons: Any) -> Footprint:
    """Return the footprint of an event with areas."""
    where = Where(areas=tuple(map(closed_polygon, polygons)))
    return Footprint(where.path, where.areas)


@pytest.mark.parametrize("case", AREAS["inside"], ids=lambda case: str(case["name"]))
def test_a_point_is_in_areas_as_the_table_says(case: dict[str, Any]) -> None:
    areas = of_areas(*case["areas"])
    for longitude, latitude, expected in case["rows"]:
        assert areas.covers(Position(longitude, latitude)) is expected, (longitude, latitude)


def test_the_areas_of_the_events_that_play_are_those_of_the_table() -> None:
    story = table.story_of({"name": "Areas", "story": {"events": AREAS["shown"]["events"]}})
    line = timeline(story)
    for time, playing, _ in AREAS["shown"]["rows"]:
        events = (line.order[k] for k in visible_at(line, table.seconds(time)))
        assert [i for i in events if story.events[i].where.areas] == playing, time


def star(middle: Position, radii: list[float]) -> Polygon:
    """Return a polygon with a corner in each direction, at these distances in degrees."""
    step = 2 * math.pi / len(radii)
    corners = [
        (middle.longitude + r * math.cos(step * n), middle.latitude + r * math.sin(step * n))
        for n, r in enumerate(radii)
    ]
    polygon: Polygon = closed_polygon([corners])
    return polygon


middles = st.builds(Position, st.floats(-170, 170), st.floats(-60, 60))
radii = st.lists(st.floats(0.01, 0.2), min_size=3, max_size=30)
shifts = st.tuples(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))


@given(middles, radii, shifts)
@settings(max_examples=60, deadline=None)
def test_no_corner_is_nearer_than_the_nearest_point(
    middle: Position, lengths: list[float], shift: tuple[float, float]
) -> None:
    polygon = star(middle, lengths)
    point = Position(middle.longitude + shift[0], middle.latitude + shift[1])
    here, there = Footprint((point,)).closest_to(of_areas(polygon))
    nearest = distance_m(here, there)
    assert here == point
    assert nearest <= min(fast_distance_m(point, corner) for corner in polygon[0]) * 1.005 + 0.01
    is_inside = of_areas(polygon).covers(point)
    assert (nearest == 0) is is_inside or nearest < 1


@given(middles, radii, shifts)
@settings(max_examples=30, deadline=None)
def test_no_position_on_an_edge_is_nearer_than_the_nearest_point(
    middle: Position, lengths: list[float], shift: tuple[float, float]
) -> None:
    polygon = star(middle, lengths)
    point = Position(middle.longitude + shift[0], middle.latitude + shift[1])
    nearest = distance_m(*Footprint((point,)).closest_to(of_areas(polygon)))
    edges = (
        Position(
            a.longitude + (b.longitude - a.longitude) * share / 20,
            a.latitude + (b.latitude - a.latitude) * share / 20,
        )
        for a, b in pairwise(polygon[0])
        for share in range(20)
    )
    assert nearest <= min(distance_m(point, at) for at in edges) * 1.005 + 0.01


@given(middles, radii, shifts, radii)
@settings(max_examples=30, deadline=None)
def test_two_areas_are_as_far_apart_in_either_order(
    middle: Position, lengths: list[float], shift: tuple[float, float], others: list[float]
) -> None:
    one = of_areas(star(middle, lengths))
    other_middle = Position(middle.longitude + shift[0], middle.latitude + shift[1])
    other = of_areas(star(other_middle, others))
    there, back = distance_m(*one.closest_to(other)), distance_m(*other.closest_to(one))
    assert there == pytest.approx(back, rel=0.01, abs=0.5)
    assert one.closest_to(other) is one.closest_to(other)


def test_a_route_that_crosses_an_area_touches_it() -> None:
    area = of_areas([[(0, 0), (0.02, 0), (0.02, 0.02), (0, 0.02)]])
    route = Footprint((Position(-0.01, 0.01), Position(0.03, 0.01)))
    assert distance_m(*route.closest_to(area)) < 0.01
    beside = Footprint((Position(-0.01, -0.01), Position(0.03, -0.01)))
    assert distance_m(*beside.closest_to(area)) == pytest.approx(1105.743, abs=0.5)


def test_two_footprints_without_areas_are_compared_as_paths() -> None:
    here, there = Position(0, 0), Position(1, 1)
    assert Footprint((here,)).closest_to(Footprint((there,))) == (here, there)


def test_of_a_ring_with_very_many_corners_some_are_compared() -> None:
    circle = star(Position(0, 0), [0.1] * 20_000)
    nearest = distance_m(*Footprint((Position(0.2, 0.0003),)).closest_to(of_areas(circle)))
    assert nearest == pytest.approx(0.1 * 111_319.5, rel=1e-4)
