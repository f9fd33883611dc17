from __future__ import annotations

import json
from typing import Any

import pytest

from geo import Position, StoryError, Where
from geo.formats import parse

ROME = [12.5, 41.9]
SQUARE = [[12.50, 41.90], [12.51, 41.90], [12.51, 41.91], [12.50, 41.91], [12.50, 41.90]]
# A horseshoe, whose centroid is outside it.
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


def read_messages(geometry: Any) -> tuple[Where, list[str]]:
    feature = {"type": "Feature", "geometry": geometry, "properties": {"title": "x"}}
    story, problems = parse(json.dumps(feature), "rome.json")
    return story.events[0].where, [problem.message for problem in problems]


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
        ({"type": "LineString", "coordinates": [ROME]}, [ROME], ["one position"]),
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
def test_an_area_becomes_its_center_with_a_radius_that_contains_its_corners(geometry: Any) -> None:
    where, found = read(geometry)
    assert found == [geometry["type"]]
    assert where.path[0] == pytest.approx((12.505, 41.905))
    # Half the diagonal: 0.01 degrees are 1,112 m north and 828 m east at this latitude.
    assert where.radius_m == pytest.approx(693, abs=1)


def test_the_warning_about_a_large_area_says_why_it_has_no_radius() -> None:
    polygon = {"type": "Polygon", "coordinates": [HORSESHOE]}
    feature = {"type": "Feature", "geometry": polygon, "properties": {"title": "x"}}
    (problem,) = parse(json.dumps(feature), "rome.json")[1]
    assert problem.message == (
        "the radius of this Polygon would be 5 km or more, so only a point inside it is used;"
        " the map shows the point as an exact location"
    )


def test_a_large_area_gets_a_marker() -> None:
    where, _ = read({"type": "Polygon", "coordinates": [HORSESHOE]})
    assert where.radius_m is None
    assert where.has_marker


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
def test_an_invalid_geometry_is_reported_with_the_invalid_member(geometry: Any, field: str) -> None:
    with pytest.raises(StoryError) as caught:
        read(geometry)
    assert field in {
        problem.field for problem in caught.value.problems if problem.severity == "error"
    }


@pytest.mark.parametrize(
    ("coordinates", "hint"),
    [([34.05, -118.2], "look swapped"), ([1390000, 5140000], "look like metres")],
)
def test_frequent_mistakes_in_positions_are_recognised(coordinates: list[float], hint: str) -> None:
    with pytest.raises(StoryError, match=hint):
        read({"type": "Point", "coordinates": coordinates})


def test_deeply_nested_collections_are_a_problem() -> None:
    geometry: Any = {"type": "Point", "coordinates": ROME}
    for _ in range(300):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    with pytest.raises(StoryError, match="less deeply nested"):
        read(geometry)


def test_an_empty_collection_has_no_location() -> None:
    where, messages = read_messages({"type": "GeometryCollection", "geometries": []})
    assert where.path == ()
    assert messages == ["the GeometryCollection is empty, so the event has no location"]


def test_a_collection_of_one_geometry_is_read_without_a_warning() -> None:
    point = {"type": "Point", "coordinates": ROME}
    where, messages = read_messages({"type": "GeometryCollection", "geometries": [point]})
    assert where.path == (Position(*ROME),)
    assert messages == []


def test_missing_coordinates_are_reported_as_a_missing_field() -> None:
    with pytest.raises(StoryError, match=r"geometry\.coordinates: missing; this field is required"):
        read({"type": "Point"})


FIJI = [[179.99, -17], [-179.99, -17]]


def test_points_on_both_sides_of_the_antimeridian_have_their_centre_on_it() -> None:
    where, found = read({"type": "MultiPoint", "coordinates": FIJI})
    assert where.path == (Position(180, -17),)
    # 0.01 degrees of longitude at 17 degrees south: about 111,320 m * cos(17°) / 100.
    assert where.radius_m == pytest.approx(1_065, abs=1)
    assert found == ["MultiPoint"]


@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon"])
def test_a_polygon_across_the_antimeridian_keeps_its_location(kind: str) -> None:
    ring = [[179.98, -17.02], [-179.99, -17.02], [-179.99, -16.98], [179.98, -16.98]]
    ring.append(ring[0])
    rings: Any = [ring] if kind == "Polygon" else [[ring]]
    where, found = read({"type": kind, "coordinates": rings})
    assert where.path[0] == pytest.approx((179.995, -17))
    assert where.radius_m == pytest.approx(2_727, abs=5)
    assert found == [kind]


def test_a_large_polygon_across_the_antimeridian_gets_a_marker_inside_it() -> None:
    chukotka = [[170, 62], [-170, 64], [-170, 66], [170, 68], [170, 62]]
    where, _ = read({"type": "Polygon", "coordinates": [chukotka]})
    assert where.has_marker
    assert where.radius_m is None
    assert where.path[0].longitude == pytest.approx(178.33, abs=0.01)


def test_a_polygon_split_at_the_antimeridian_gets_a_marker_in_its_larger_part() -> None:
    """RFC 7946, section 3.1.9, recommends to split such a polygon."""
    west = [[-180, -17], [-179.99, -17], [-179.99, -16.99], [-180, -16.99], [-180, -17]]
    east = [[179.98, -17], [180, -17], [180, -16.99], [179.98, -16.99], [179.98, -17]]
    where, _ = read({"type": "MultiPolygon", "coordinates": [[west], [east]]})
    assert where.path[0] == pytest.approx((179.99, -16.995))
    assert where.radius_m == pytest.approx(2_200, abs=5)
