"""Areas in the document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo import Event, Position, Story, Where
from geo.polygons import closed_polygon
from geo.render.bounds import bounds_around, shown_positions
from geo.render.document_areas import document_areas
from geo.render.payload import payload

SQUARE = [(0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1)]


def corners_of(steps: list[int]) -> list[tuple[float, float]]:
    """Return the corners of a ring in the document, in degrees."""
    corners, x, y = [], 0, 0
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + east, y + north
        corners.append((x / 1e5, y / 1e5))
    return corners


def test_a_ring_is_its_first_corner_and_the_steps_between_corners() -> None:
    given_areas = document_areas([closed_polygon([SQUARE])], Position(0.05, 0.05))
    assert given_areas is not None
    assert given_areas["rings"] == [[[0, 0, 10_000, 0, 0, 10_000, -10_000, 0]]]
    assert given_areas["box"] == [[0, 0], [0.1, 0.1]]
    assert given_areas["size"] == 123_090_660  # 11,131.9 m by 11,057.4 m


def test_areas_across_the_180th_meridian_are_in_one_piece_near_the_marker() -> None:
    parts = [[(177, 0), (180, 0), (180, 2), (177, 2)], [(-180, 0), (-179, 0), (-179, 1)]]
    given_areas = document_areas([closed_polygon([part]) for part in parts], Position(178.5, 1))
    assert given_areas is not None
    assert given_areas["box"] == [[177, 0], [181, 2]]
    assert corners_of(given_areas["rings"][1][0])[1] == (181, 0)


def test_an_event_whose_areas_have_no_size_has_none_in_the_document() -> None:
    line = closed_polygon([[(0, 0), (1, 1), (2, 2)]])
    story = Story("Areas", (Event("a", "A", where=Where(areas=(line,))),))
    assert "areas" not in payload(story)["events"]


def test_the_bounds_of_a_map_contain_whole_areas() -> None:
    parts = [[(177, -3), (180, 0), (180, 2)], [(-180, 0), (-179, 0), (-179, 1)]]
    where = Where(areas=tuple(closed_polygon([part]) for part in parts))
    story = Story("Areas", (Event("a", "A", where=where),))
    assert bounds_around(shown_positions(story)) == [[-3, 177], [2, 181]]


@given(
    st.lists(
        st.tuples(st.floats(-179, 179), st.floats(-89, 89)), min_size=3, max_size=12, unique=True
    )
)
def test_the_corners_in_the_document_are_those_of_the_polygon(
    ring: list[tuple[float, float]],
) -> None:
    polygon = closed_polygon([ring])
    given_areas = document_areas([polygon], polygon[0][0])
    if given_areas is None:
        return
    corners = corners_of(given_areas["rings"][0][0])
    wanted = [(round(x, 5) % 360, round(y, 5)) for x, y in ring]
    found = {(round(x % 360, 5) % 360, round(y, 5)) for x, y in corners}
    assert all(
        any(abs(x - fx) < 2e-5 and abs(y - fy) < 2e-5 for fx, fy in found) for x, y in wanted
    )
