"""The size of areas on the ellipsoid."""

from __future__ import annotations

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geo.area_sizes import area_m2
from geo.polygons import Polygon, closed_polygon

# From the authalic radius of WGS84, 6,371,007.1809 m.
EARTH_M2 = 510_065_621_724_000


def box(west: float, south: float, east: float, north: float) -> list[tuple[float, float]]:
    return [(west, south), (east, south), (east, north), (west, north)]


def polygon(*rings: list[tuple[float, float]]) -> Polygon:
    made: Polygon = closed_polygon(rings)
    return made


def exact_m2(*corners: tuple[float, float], steps: int = 200) -> float:
    """Return the size of a polygon whose edges are straight in degrees, by short geodesics."""
    outline = Geodesic.WGS84.Polygon()
    for (x, y), (to_x, to_y) in zip(corners, [*corners[1:], corners[0]], strict=True):
        for step in range(steps):
            share = step / steps
            outline.AddPoint(y + (to_y - y) * share, x + (to_x - x) * share)
    return float(abs(outline.Compute()[2]))


@pytest.mark.parametrize(
    "corners",
    [
        box(0, 0, 1, 1),
        box(-118.6, 34.0, -118.5, 34.1),
        box(10, 60, 20, 70),
        [(0, 0), (9, 10), (-3, 8)],
        [(-118.54, 34.08), (-118.55, 34.085), (-118.56, 34.07)],
    ],
)
def test_a_size_is_that_on_the_ellipsoid(corners: list[tuple[float, float]]) -> None:
    assert area_m2([polygon(corners)]) == pytest.approx(exact_m2(*corners), rel=1e-6, abs=5)


def test_a_hole_does_not_count() -> None:
    whole, hole = box(0, 0, 4, 4), box(1, 1, 2, 2)
    expected = area_m2([polygon(whole)]) - area_m2([polygon(hole)])
    assert area_m2([polygon(whole, hole)]) == pytest.approx(expected)
    assert area_m2([polygon(whole, hole[::-1])]) == pytest.approx(expected)


def test_a_size_does_not_depend_on_the_place_of_the_180th_meridian() -> None:
    across = polygon([(179, 0), (-179, 0), (-179, 2), (179, 2)])
    assert area_m2([across]) == pytest.approx(area_m2([polygon(box(9, 0, 11, 2))]))


def test_an_area_around_a_pole_includes_the_pole() -> None:
    half = polygon([(-180, 0), (-90, 0), (0, 0), (90, 0)])
    assert area_m2([half]) == pytest.approx(EARTH_M2 / 2, rel=1e-6)


def test_several_polygons_are_added_and_those_without_an_area_are_nothing() -> None:
    one, other = polygon(box(0, 0, 1, 1)), polygon(box(5, 0, 6, 1))
    assert area_m2([one, other, polygon([(0, 0), (1, 1), (2, 2)])]) == pytest.approx(
        2 * area_m2([one])
    )
    assert area_m2([]) == 0


@given(
    st.floats(-170, 160),
    st.floats(-80, 70),
    st.floats(0.001, 9),
    st.floats(0.001, 9),
    st.floats(0.1, 0.9),
)
def test_two_halves_are_as_large_as_the_whole(
    west: float, south: float, width: float, height: float, share: float
) -> None:
    middle = west + width * share
    halves = [
        polygon(box(west, south, middle, south + height)),
        polygon(box(middle, south, west + width, south + height)),
    ]
    whole = polygon(box(west, south, west + width, south + height))
    assert area_m2(halves) == pytest.approx(area_m2([whole]), rel=1e-6)
