"""GeoJSON geometries, of every type, as what an event needs: a point or a path, and its radius."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot
from typing import NamedTuple

from geo.formats.geometry_types import (
    GeometryCollection,
    LineGeometry,
    MultiLineGeometry,
    MultiPointGeometry,
    MultiPolygonGeometry,
    PointGeometry,
    PolygonGeometry,
    Shape,
)
from geo.geodesy import fast_distance_m, mean_position, point_inside
from geo.problem_list import ProblemList, show
from geo.story import GUESS_RADIUS_M, Position


class Outline(NamedTuple):
    """Where a geometry lies: `path` as in `Where`, and how far around it the geometry reaches."""

    path: tuple[Position, ...] = ()
    radius_m: float | None = None


class GeometryReader:
    """Turns geometries into outlines and notes what is wrong or simplified."""

    def __init__(self, problems: ProblemList) -> None:
        self._problems = problems

    def position(self, coordinates: Sequence[float], feature: str, field: str) -> Position | None:
        """Longitude and latitude in range, else None and a problem."""
        longitude, latitude = coordinates[0], coordinates[1]
        if -180 <= longitude <= 180 and -90 <= latitude <= 90:
            return Position(float(longitude), float(latitude))
        self._problems.error(feature, field, show(list(coordinates[:2])), _range(coordinates))
        return None

    def outline(self, shape: Shape | None, feature: str) -> Outline:
        """The path of a geometry, and how far around it the geometry reaches."""
        match shape:
            case None:
                return Outline()
            case PointGeometry():
                point = self.position(shape.coordinates, feature, "geometry")
                return Outline(() if point is None else (point,))
            case LineGeometry():
                return self._line(shape.coordinates, feature)
            case MultiLineGeometry():
                joined = [step for part in shape.coordinates for step in part]
                if len(shape.coordinates) > 1:
                    self._simplified(feature, shape.type, "a LineString; the parts are joined")
                return self._line(joined, feature)
            case MultiPointGeometry():
                return self._points(shape.coordinates, feature)
            case PolygonGeometry():
                return self._polygons([shape.coordinates], shape.type, feature)
            case MultiPolygonGeometry():
                return self._polygons(shape.coordinates, shape.type, feature)
            case GeometryCollection():
                return self._first_of(shape, feature)

    def _positions(self, many: Iterable[Sequence[float]], feature: str) -> list[Position]:
        found = (self.position(one, feature, "geometry") for one in many)
        return [position for position in found if position is not None]

    def _line(self, coordinates: list[list[float]], feature: str) -> Outline:
        path = self._positions(coordinates, feature)
        if not path:
            self._empty(feature)
        elif len(path) == 1 and len(coordinates) == 1:
            self._simplified(feature, "a line of one position", "two; it is read as a Point")
        return Outline(tuple(path))

    def _points(self, coordinates: list[list[float]], feature: str) -> Outline:
        points = self._positions(coordinates, feature)
        if len(points) <= 1:
            return Outline(tuple(points))
        return self._area(mean_position(points), points, "MultiPoint", feature)

    def _polygons(
        self, polygons: list[list[list[list[float]]]], kind: str, feature: str
    ) -> Outline:
        parts = [[self._positions(ring, feature) for ring in rings] for rings in polygons]
        parts = [rings for rings in parts if rings and rings[0]]
        if not parts:
            self._empty(feature)
            return Outline()
        corners = [corner for rings in parts for corner in rings[0]]
        return self._area(point_inside(parts), corners, kind, feature)

    def _area(
        self, middle: Position, corners: Iterable[Position], kind: str, feature: str
    ) -> Outline:
        radius_m = 0.0
        for corner in corners:
            radius_m = max(radius_m, fast_distance_m(middle, corner))
            if radius_m < GUESS_RADIUS_M:
                continue
            # An area's size is known, it is no guess: a radius would take the event off the map.
            self._simplified(feature, kind, "a Point; a point inside stands for so large an area")
            return Outline((middle,))
        self._simplified(feature, kind, "a Point; a point inside and a radius stand for the area")
        return Outline((middle,), round(radius_m, 1) or None)

    def _first_of(self, collection: GeometryCollection, feature: str) -> Outline:
        self._simplified(feature, collection.type, "one geometry; the first usable one is read")
        waiting: list[Shape] = [collection]
        while waiting:
            shape = waiting.pop()
            if isinstance(shape, GeometryCollection):
                waiting.extend(reversed(shape.geometries))
                continue
            outline = self.outline(shape, feature)
            if outline.path:
                return outline
        return Outline()

    def _simplified(self, feature: str, found: str, expected: str) -> None:
        self._problems.warn(feature, "geometry", found, expected)

    def _empty(self, feature: str) -> None:
        self._problems.warn(feature, "geometry", "no positions", "some, or null")


def _range(coordinates: Sequence[float]) -> str:
    longitude, latitude = coordinates[0], coordinates[1]
    expected = "longitude -180 to 180, then latitude -90 to 90"
    if -90 <= longitude <= 90 and -180 <= latitude <= 180:
        return f"{expected} (they look swapped: GeoJSON puts longitude first)"
    if hypot(longitude, latitude) > 1_000:
        return f"{expected} (these look like metres: convert the file to WGS84, EPSG:4326)"
    return expected
