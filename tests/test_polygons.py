"""Polygons: a point inside them, also across the 180th meridian and around a pole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.degrees import normal_longitude, short_way_east
from geo.polygons import closed_polygon, is_simple, plane_polygons, point_inside
from geo.story import Position

positions = st.builds(Position, st.floats(-180, 180), st.floats(-90, 90))


def at(*pairs: tuple[float, float]) -> list[Position]:
    return [Position(longitude, latitude) for longitude, latitude in pairs]


def test_a_ring_of_pairs_is_closed_and_becomes_positions() -> None:
    polygon = closed_polygon([[[0, 0], (2, 0), (2, 2)]])
    assert polygon == (tuple(at((0, 0), (2, 0), (2, 2), (0, 0))),)
    assert closed_polygon(polygon) == polygon


# A horseshoe, whose centroid is outside it.
HORSESHOE = at((0, 0), (5, 0), (5, 1), (1, 1), (1, 4), (5, 4), (5, 5), (0, 5), (0, 0))


def test_the_point_of_a_horseshoe_is_inside_it() -> None:
    point = point_inside([[HORSESHOE]])
    assert 0 < point.longitude < 1 or 0 < point.latitude < 1 or 4 < point.latitude < 5


def test_the_point_of_a_ring_is_not_in_its_hole() -> None:
    outline = at((0, 0), (6, 0), (6, 6), (0, 6), (0, 0))
    hole = at((1, 1), (5, 1), (5, 5), (1, 5), (1, 1))
    point = point_inside([[outline, hole]])
    assert not (1 < point.longitude < 5 and 1 < point.latitude < 5)
    assert 0 < point.longitude < 6


def test_the_point_is_in_the_largest_of_several_polygons() -> None:
    small, large = at((0, 0), (1, 0), (1, 1)), at((10, 10), (16, 10), (13, 16))
    assert point_inside([[small], [large]]) == pytest.approx((13, 12))


@pytest.mark.parametrize(
    ("rings", "point"),
    [
        # Across the 180th meridian, starting on either side, in both directions.
        ([at((179, -17), (-179, -17), (-179, -16), (179, -16), (179, -17))], (180, -16.5)),
        ([at((-179, -17), (-179, -16), (179, -16), (179, -17), (-179, -17))], (-180, -16.5)),
        # Along the meridian, as 180 and as -180.
        ([at((178, 0), (180, 0), (-180, 0), (-179, 0), (-179, 2), (178, 2))], (179.5, 1)),
        # With most of the outline on one side of the meridian, and a hole on the other.
        (
            [
                at((176, 0), (-178, 0), (-178, 2), (176, 2)),
                at((-179.5, 0.5), (-178.5, 0.5), (-178.5, 1.5), (-179.5, 1.5)),
            ],
            (178.8182, 1),
        ),
        # Around the poles: Antarctica as it is usually drawn, and a ring around the north pole.
        ([at((-180, -90), (-180, -60), (0, -60), (180, -60), (180, -90), (-180, -90))], (0, -75)),
        ([at((0, 80), (90, 80), (180, 80), (-90, 80), (0, 80))], (180, 85)),
        # The whole globe and half of it, whose sides lie on one meridian.
        ([at((-180, -90), (180, -90), (180, 90), (-180, 90), (-180, -90))], (0, 0)),
        ([at((-180, 0), (180, 0), (180, 90), (-180, 90), (-180, 0))], (0, 45)),
    ],
)
def test_the_point_of_an_area_across_the_180th_meridian_or_a_pole_is_inside_it(
    rings: list[list[Position]], point: tuple[float, float]
) -> None:
    assert point_inside([rings]) == pytest.approx(point, abs=1e-4)


def test_the_point_of_an_outline_that_crosses_itself_is_within_its_bounds() -> None:
    point = point_inside([[at((0, 0), (4, 4), (4, 0), (0, 3), (0, 0))]])
    assert 0 < point.longitude < 4
    assert 0 < point.latitude < 4


@pytest.mark.parametrize("outline", [at((1, 1)), at((1, 1), (2, 2)), at((1, 1), (2, 2), (1, 1))])
def test_the_point_of_an_outline_without_an_area_is_its_first_vertex(
    outline: list[Position],
) -> None:
    assert point_inside([[outline]]) == Position(1, 1)


@given(st.lists(st.lists(positions, max_size=6), max_size=2), st.lists(positions, min_size=1))
def test_all_rings_give_a_valid_position(
    holes: list[list[Position]], outline: list[Position]
) -> None:
    point = point_inside([[outline, *holes]])
    assert -180 <= point.longitude <= 180
    assert -90 <= point.latitude <= 90


@given(st.floats(0, 359.9), st.floats(-60, 60), st.floats(0.01, 20))
def test_the_point_of_an_area_does_not_depend_on_its_longitude(
    east: float, north: float, size: float
) -> None:
    shape = at((0, 0), (3, 0), (3, 1), (1, 1), (0, 2))
    moved = [
        Position(normal_longitude(normal_longitude(east) + size * x), north + size * y / 2)
        for x, y in shape
    ]
    here, there = point_inside([[shape]]), point_inside([[moved]])
    across = short_way_east(normal_longitude(east), there.longitude)
    assert across == pytest.approx(size * here.longitude, rel=1e-6, abs=1e-6)
    assert there.latitude - north == pytest.approx(size * here.latitude / 2, rel=1e-6, abs=1e-6)


def test_on_a_plane_a_polygon_is_in_one_piece_and_near_a_longitude() -> None:
    across = closed_polygon([[(179, 0), (-179, 0), (-179, 2), (179, 2)]])
    [[outline]] = plane_polygons([across], 170)
    assert {x for x, _ in outline} == {179, 181}
    [[outline]] = plane_polygons([across], -170)
    assert {x for x, _ in outline} == {-181, -179}


def test_on_a_plane_a_polygon_around_a_pole_is_closed_along_it() -> None:
    [[outline]] = plane_polygons([closed_polygon([[(-180, 75), (-60, 75), (60, 75)]])], 0)
    assert {y for _, y in outline} == {75, 90}
    assert max(x for x, _ in outline) - min(x for x, _ in outline) == 360


def test_on_a_plane_polygons_without_an_area_are_left_out() -> None:
    square = closed_polygon([[(0, 0), (1, 0), (1, 1)], [(0.5, 0.1), (0.5, 0.2), (0.5, 0.3)]])
    line = closed_polygon([[(0, 0), (1, 1), (2, 2)]])
    assert [len(rings) for rings in plane_polygons([square, line], 0)] == [1]


# The north of 85 degrees, as a map draws it: along the parallel, the sides of the map and the pole.
PARALLEL = [(-180, 85), (-90, 85), (0, 85), (90, 85), (180, 85)]
CAPS = {
    "without positions on the pole": [*PARALLEL, (180, 90), (-180, 90)],
    "with positions on the pole": [*PARALLEL, (180, 90), (10, 90), (-180, 90)],
    "with positions on the sides": [*PARALLEL, (180, 88), (180, 90), (-180, 90), (-180, 87)],
    "from longitude 0": [
        *((0, 85), (90, 85), (180, 85), (-90, 85), (0, 85), (0, 90), (0, 90)),
    ],
    "without the pole": PARALLEL,
}


@pytest.mark.parametrize("corners", CAPS.values(), ids=CAPS.keys())
def test_a_polar_cap_does_not_cross_itself_wherever_its_ring_begins(
    corners: list[tuple[float, float]],
) -> None:
    for start in range(len(corners)):
        for ring in (corners, corners[::-1]):
            turned = [*ring[start:], *ring[: start + 1]]
            assert is_simple([at(*turned)])
            assert is_simple([at(*((x, -y) for x, y in turned))])


@pytest.mark.parametrize(
    "corners",
    [
        ((0, 0), (1, 1), (1, 0), (0, 1), (0, 0)),
        ((179, 0), (-179, 1), (-179, 0), (179, 1), (179, 0)),
        # Around the pole, with a loop.
        ((-180, 85), (0, 85), (-45, 80), (-45, 88), (90, 85), (180, 85), (180, 90), (-180, 90)),
    ],
)
def test_a_ring_with_a_loop_crosses_itself(corners: tuple[tuple[float, float], ...]) -> None:
    assert not is_simple([at(*corners)])


def test_a_hole_that_crosses_itself_in_the_whole_globe_is_found() -> None:
    globe = at((-180, -90), (180, -90), (180, 90), (-180, 90), (-180, -90))
    hole = at((0, 0), (4, 4), (4, 0), (0, 3), (0, 0))
    assert is_simple([globe])
    assert not is_simple([globe, hole])


@pytest.mark.parametrize(
    "corners",
    [
        ((170, 0), (180, 0), (-180, 5), (170, 5), (170, 0)),
        ((178, 0), (180, 0), (-180, 0), (-179, 0), (-179, 2), (-180, 2), (180, 2), (178, 2)),
        ((-180, 10), (0, 10), (180, 10), (180, 20), (0, 20), (-180, 20), (-180, 10)),
    ],
)
def test_a_ring_along_the_180th_meridian_does_not_cross_itself(
    corners: tuple[tuple[float, float], ...],
) -> None:
    assert is_simple([at(*corners)])
