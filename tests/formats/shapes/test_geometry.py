from __future__ import annotations

import json
from typing import Any

import pytest

from geo import Position, StoryError, Where
from geo.formats import parse
from geo.polygons import point_inside

ROME = [12.5, 41.9]
SQUARE = [[12.50, 41.90], [12.51, 41.90], [12.51, 41.91], [12.50, 41.91], [12.50, 41.90]]
HOLE = [[12.503, 41.903], [12.507, 41.903], [12.507, 41.907], [12.503, 41.903]]
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


@pytest.mark.parametrize("shape", [SQUARE, HORSESHOE, SQUARE[:-1]])
def test_a_polygon_is_an_area_with_a_point_inside_and_no_doubt(shape: list[list[float]]) -> None:
    where, found = read({"type": "Polygon", "coordinates": [shape]})
    closed = shape if shape[0] == shape[-1] else [*shape, shape[0]]
    assert where.areas == ((tuple(positions(*closed)),),)
    assert where.path == (point_inside(where.areas),)
    assert where.radius_m is None
    assert where.has_marker
    assert found == []


def test_a_polygon_keeps_its_holes() -> None:
    where, found = read({"type": "Polygon", "coordinates": [SQUARE, HOLE]})
    assert where.areas == ((tuple(positions(*SQUARE)), tuple(positions(*HOLE))),)
    assert found == []


def test_the_polygons_of_a_multipolygon_or_a_collection_are_areas_together() -> None:
    areas = ((tuple(positions(*SQUARE)),), (tuple(positions(*HORSESHOE)),))
    parts = [{"type": "Polygon", "coordinates": [ring]} for ring in (SQUARE, HORSESHOE)]
    multi = {"type": "MultiPolygon", "coordinates": [[SQUARE], [HORSESHOE]]}
    assert read(multi)[0].areas == areas
    for geometries in (parts, [multi], [{"type": "GeometryCollection", "geometries": parts}]):
        where, found = read({"type": "GeometryCollection", "geometries": geometries})
        assert where.areas == areas
        assert found == []


def test_one_point_beside_polygons_is_the_marker_of_the_area() -> None:
    point = {"type": "Point", "coordinates": [12.501, 41.909]}
    square = {"type": "Polygon", "coordinates": [SQUARE]}
    where, found = read({"type": "GeometryCollection", "geometries": [square, point]})
    assert where.path == (Position(12.501, 41.909),)
    assert where.areas == ((tuple(positions(*SQUARE)),),)
    assert found == []


def test_other_geometries_beside_polygons_are_named_as_not_read() -> None:
    line = {"type": "LineString", "coordinates": SQUARE[:2]}
    square = {"type": "Polygon", "coordinates": [SQUARE]}
    where, messages = read_messages({"type": "GeometryCollection", "geometries": [line, square]})
    assert len(where.areas) == 1
    assert messages == ["only the polygons of a GeometryCollection with polygons are read"]


@pytest.mark.parametrize(
    ("polygons", "areas", "messages"),
    [
        (
            [[SQUARE, SQUARE[:2]]],
            1,
            ["a ring with fewer than three different positions has no area, so it is left out"],
        ),
        (
            [[SQUARE], [[ROME, ROME, ROME, ROME]]],
            1,
            [
                (
                    "a ring with fewer than three different positions has no area, so its polygon"
                    " is left out"
                )
            ],
        ),
        ([[SQUARE], []], 1, ["an empty polygon is left out"]),
        (
            [[[ROME, [12.6, 42], ROME]]],
            0,
            [
                (
                    "a ring with fewer than three different positions has no area, so its polygon"
                    " is left out"
                ),
                "no polygon has an area, so the event is at the first position",
            ],
        ),
        (
            [[[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]],
            1,
            [
                (
                    "an outline crosses itself or a hole, or a hole lies outside; the area is drawn"
                    " as given, with gaps where it covers itself twice"
                )
            ],
        ),
    ],
)
def test_unusual_rings_are_read_with_a_warning(
    polygons: Any, areas: int, messages: list[str]
) -> None:
    where, found = read_messages({"type": "MultiPolygon", "coordinates": polygons})
    assert len(where.areas) == areas
    assert found == messages
    assert len(where.path) == 1


def test_many_self_crossing_rings_are_one_warning_with_a_count() -> None:
    bow_tie = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    features = [
        {"type": "Feature", "geometry": bow_tie, "properties": {"title": f"Day {number}"}}
        for number in range(5)
    ]
    (problem,) = parse(json.dumps(features), "fire.json")[1]
    assert problem.count == 5


def test_a_multipoint_is_one_point_in_its_middle_without_doubt() -> None:
    where, messages = read_messages({"type": "MultiPoint", "coordinates": SQUARE[:4]})
    assert where.path[0] == pytest.approx((12.505, 41.905))
    assert where.radius_m is None
    assert messages == ["the 4 points of a MultiPoint are read as one point in their middle"]


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
        ({"type": "Point", "coordinates": [-541, 0]}, "geometry"),
        ({"type": "Point", "coordinates": [200, 91]}, "geometry"),
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
    assert where.radius_m is None
    assert found == ["MultiPoint"]


@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon"])
def test_a_polygon_across_the_antimeridian_keeps_its_location(kind: str) -> None:
    ring = [[179.98, -17.02], [-179.99, -17.02], [-179.99, -16.98], [179.98, -16.98]]
    ring.append(ring[0])
    rings: Any = [ring] if kind == "Polygon" else [[ring]]
    where, found = read({"type": kind, "coordinates": rings})
    assert where.path[0] == pytest.approx((179.995, -17))
    assert where.areas == ((tuple(positions(*ring)),),)
    assert found == []


def test_a_large_polygon_across_the_antimeridian_gets_a_marker_inside_it() -> None:
    chukotka = [[170, 62], [-170, 64], [-170, 66], [170, 68], [170, 62]]
    where, _ = read({"type": "Polygon", "coordinates": [chukotka]})
    assert where.has_marker
    assert where.path[0].longitude == pytest.approx(178.33, abs=0.01)


def test_a_polygon_split_at_the_antimeridian_gets_a_marker_in_its_larger_part() -> None:
    """RFC 7946, section 3.1.9, recommends to split such a polygon."""
    west = [[-180, -17], [-179.99, -17], [-179.99, -16.99], [-180, -16.99], [-180, -17]]
    east = [[179.98, -17], [180, -17], [180, -16.99], [179.98, -16.99], [179.98, -17]]
    where, _ = read({"type": "MultiPolygon", "coordinates": [[west], [east]]})
    assert where.path[0] == pytest.approx((179.99, -16.995))
    assert len(where.areas) == 2


@pytest.mark.parametrize(
    ("given", "longitude"),
    [(181, -179), (185.1, -174.9), (-181, 179), (540, 180), (360, 0), (-539.5, -179.5)],
)
def test_longitudes_beyond_180_are_wrapped_with_a_warning(given: float, longitude: float) -> None:
    where, messages = read_messages({"type": "Point", "coordinates": [given, -17]})
    assert where.path[0] in (Position(longitude, -17), Position(-longitude, -17))
    assert where.path[0].longitude in (longitude, -180)
    (message,) = messages
    assert message.startswith("longitudes beyond -180 or 180 are read as those in the range: ")


def test_wrapped_longitudes_of_many_events_are_one_warning_with_a_count() -> None:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [[179, -18], [181 + number, -17]]},
            "properties": {"title": f"Leg {number}"},
        }
        for number in range(7)
    ]
    story, (problem,) = parse(json.dumps(features), "sail.json")
    assert story.events[0].where.path == (Position(179, -18), Position(-179, -17))
    assert problem.count == 7
    assert [example.found for example in problem.examples] == ["181", "182", "183"]


def test_the_longitude_in_a_column_is_wrapped_too() -> None:
    rows = [{"title": "Fiji", "lon": 181.5, "lat": -17.0}]
    story, (problem,) = parse(json.dumps(rows), "fiji.json")
    assert story.events[0].where.path == (Position(-178.5, -17),)
    assert problem.severity == "warning"


def test_a_polygon_beyond_180_keeps_its_shape() -> None:
    box = [[178, -18], [183, -18], [183, -16], [178, -16], [178, -18]]
    where, _ = read({"type": "Polygon", "coordinates": [box]})
    assert where.path[0] == pytest.approx((-179.5, -17))
