from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Position, StoryError, Where
from geo.formats import parse
from geo.formats.geometry import great_circle_m, point_inside

ROME = [12.5, 41.9]
SQUARE = [[12.50, 41.90], [12.51, 41.90], [12.51, 41.91], [12.50, 41.91], [12.50, 41.90]]
# A horseshoe: its centroid lies in the gap.
HORSESHOE: list[list[float]] = [
    [0, 0],
    [5, 0],
    [5, 1],
    [1, 1],
    [1, 4],
    [5, 4],
    [5, 5],
    [0, 5],
    [0, 0],
]


def read(geometry: Any) -> tuple[Where, list[str]]:
    feature = {"type": "Feature", "geometry": geometry, "properties": {"title": "x"}}
    story, problems = parse(json.dumps(feature), "rome.json")
    return story.events[0].where, [problem.found for problem in problems]


def positions(*pairs: list[float]) -> list[Position]:
    return [Position(longitude=pair[0], latitude=pair[1]) for pair in pairs]


@pytest.mark.parametrize(
    ("geometry", "path", "warnings"),
    [
        (None, [], []),
        ({"type": "Point", "coordinates": ROME}, [ROME], []),
        ({"type": "Point", "coordinates": [12.5, 41.9, 35.0]}, [ROME], []),
        ({"type": "Point", "coordinates": []}, [], ["no positions"]),
        ({"type": "LineString", "coordinates": [ROME, [12.6, 42]]}, [ROME, [12.6, 42]], []),
        ({"type": "LineString", "coordinates": [ROME]}, [ROME], ["a line of one position"]),
        (
            {
                "type": "MultiLineString",
                "coordinates": [[ROME, [12.6, 42]], [[12.7, 42], [13, 42]]],
            },
            [ROME, [12.6, 42], [12.7, 42], [13, 42]],
            ["MultiLineString"],
        ),
        ({"type": "MultiPoint", "coordinates": [ROME]}, [ROME], []),
        ({"type": "MultiPolygon", "coordinates": [[[]]]}, [], ["no positions"]),
        (
            {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "MultiPoint", "coordinates": []},
                    {"type": "Point", "coordinates": ROME},
                    {"type": "Point", "coordinates": [0, 0]},
                ],
            },
            [ROME],
            ["GeometryCollection"],
        ),
    ],
)
def test_a_geometry_becomes_a_point_or_a_path(
    geometry: Any, path: list[list[float]], warnings: list[str]
) -> None:
    where, found = read(geometry)
    assert list(where.path) == positions(*path)
    assert found == warnings
    assert where.radius_m is None


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [SQUARE]},
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        {"type": "MultiPoint", "coordinates": SQUARE[:4]},
    ],
)
def test_an_area_becomes_its_middle_with_a_radius_that_reaches_its_corners(geometry: Any) -> None:
    where, found = read(geometry)
    assert found == [geometry["type"]]
    assert where.path[0] == pytest.approx((12.505, 41.905))
    # Half the diagonal: 0.01 degrees are 1,112 m north and 828 m east at this latitude.
    assert where.radius_m == pytest.approx(693, abs=1)


def test_a_large_area_is_still_pinned() -> None:
    where, _ = read({"type": "Polygon", "coordinates": [HORSESHOE]})
    assert where.radius_m is None
    assert where.is_pinned


@pytest.mark.parametrize(
    ("geometry", "field"),
    [
        (3, "geometry"),
        ({}, "geometry.type"),
        ({"type": "Circle"}, "geometry.type"),
        ({"type": ["Point"]}, "geometry.type"),
        ({"type": "Point"}, "geometry.coordinates"),
        ({"type": "Point", "coordinates": [1]}, "geometry.coordinates"),
        ({"type": "Point", "coordinates": [[1, 2]]}, "geometry.coordinates[0]"),
        ({"type": "LineString", "coordinates": [[1, 2], [3, "4"]]}, "geometry.coordinates[1][1]"),
        ({"type": "GeometryCollection", "geometries": [{}]}, "geometry.geometries[0].type"),
        ({"type": "Point", "coordinates": [-200, 0]}, "geometry"),
        ({"type": "Point", "coordinates": [0, 91]}, "geometry"),
    ],
)
def test_a_faulty_geometry_is_named_where_it_breaks(geometry: Any, field: str) -> None:
    with pytest.raises(StoryError) as caught:
        read(geometry)
    assert field in {
        problem.field for problem in caught.value.problems if problem.severity == "error"
    }


@pytest.mark.parametrize(
    ("coordinates", "hint"),
    [([34.05, -118.2], "look swapped"), ([1390000, 5140000], "look like metres")],
)
def test_usual_mistakes_in_positions_are_guessed(coordinates: list[float], hint: str) -> None:
    with pytest.raises(StoryError, match=hint):
        read({"type": "Point", "coordinates": coordinates})


def test_collections_nested_without_end_are_a_problem() -> None:
    geometry: Any = {"type": "Point", "coordinates": ROME}
    for _ in range(300):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    with pytest.raises(StoryError, match="less deeply nested"):
        read(geometry)


def test_the_point_for_a_horseshoe_lies_in_it() -> None:
    point = point_inside([positions(*HORSESHOE)])
    assert 0 < point.longitude < 1 or point.latitude < 1 or point.latitude > 4


def test_the_point_for_a_ring_is_not_in_its_hole() -> None:
    outline = positions([0, 0], [6, 0], [6, 6], [0, 6], [0, 0])
    hole = positions([1, 1], [5, 1], [5, 5], [1, 5], [1, 1])
    point = point_inside([outline, hole])
    assert not (1 < point.longitude < 5 and 1 < point.latitude < 5)


def test_an_outline_without_an_area_gives_its_first_corner() -> None:
    assert point_inside([positions([1, 1], [2, 2], [1, 1])]) == Position(1, 1)


@given(st.lists(st.builds(Position, st.floats(-180, 180), st.floats(-90, 90)), min_size=1))
def test_any_outline_gives_a_point_on_earth(outline: list[Position]) -> None:
    point = point_inside([outline])
    assert -180 <= point.longitude <= 180
    assert -90 <= point.latitude <= 90


def test_distances_agree_with_a_degree_on_the_mean_sphere() -> None:
    # 2 pi 6,371,008.8 m / 360
    assert great_circle_m(Position(0, 0), Position(0, 1)) == pytest.approx(111_195, abs=1)
    assert great_circle_m(Position(0, 60), Position(1, 60)) == pytest.approx(55_597, abs=5)
