"""Convert GeoJSON geometries of any type to the location of an event: a path and a radius."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from geo.degrees import MOST_LATITUDE, MOST_LONGITUDE, expected_degrees
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
from geo.geodesy import fast_distance_m, mean_position
from geo.polygons import point_inside
from geo.problem_list import ProblemList, show
from geo.story import GUESS_RADIUS_M, Position

_NUMBERS = frozenset({int, float})


class Outline(NamedTuple):
    """The location of a geometry: `path` and `radius_m` as in `Where`."""

    path: tuple[Position, ...] = ()
    radius_m: float | None = None


def outline_of_point(raw: Mapping[str, Any]) -> Outline | None:
    """Return the outline of a valid Point, the usual geometry, without a validator.

    None: `raw` is another geometry, or invalid.
    """
    coordinates = raw.get("coordinates")
    if raw.get("type") != "Point" or type(coordinates) is not list or len(coordinates) != 2:
        return None
    longitude, latitude = coordinates
    if not _NUMBERS.issuperset(map(type, coordinates)):
        return None
    if (
        -MOST_LONGITUDE <= longitude <= MOST_LONGITUDE
        and -MOST_LATITUDE <= latitude <= MOST_LATITUDE
    ):
        return Outline((Position(float(longitude), float(latitude)),))
    return None


class GeometryReader:
    """Converts geometries to outlines. Reports invalid positions and simplifications."""

    def __init__(self, problems: ProblemList) -> None:
        self._problems = problems

    def position(self, coordinates: Sequence[float], feature: str, field: str) -> Position | None:
        """Return a position; None, with an error, if it is out of range."""
        longitude, latitude = coordinates[0], coordinates[1]
        if -180 <= longitude <= 180 and -90 <= latitude <= 90:
            return Position(float(longitude), float(latitude))
        self._problems.error(
            feature, field, show(list(coordinates[:2])), expected_degrees(*coordinates[:2])
        )
        return None

    def outline(self, shape: Shape | None, feature: str) -> Outline:
        """Return the path of a geometry, and the radius that contains it."""
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
                    message = "the parts of a MultiLineString are joined into one line"
                    self._warn_simplified(feature, shape.type, "a LineString", message)
                return self._line(joined, feature)
            case MultiPointGeometry():
                return self._points(shape.coordinates, feature)
            case PolygonGeometry():
                return self._polygons([shape.coordinates], shape.type, feature)
            case MultiPolygonGeometry():
                return self._polygons(shape.coordinates, shape.type, feature)
            case GeometryCollection():
                return self._read_first(shape, feature)

    def _positions(self, pairs: Iterable[Sequence[float]], feature: str) -> list[Position]:
        positions = (self.position(pair, feature, "geometry") for pair in pairs)
        return [position for position in positions if position is not None]

    def _line(self, coordinates: list[list[float]], feature: str) -> Outline:
        path = self._positions(coordinates, feature)
        if not path:
            self.warn_no_positions(feature)
        elif len(path) == 1 and len(coordinates) == 1:
            message = "a line with only one position is read as a point"
            self._warn_simplified(feature, "one position", "two or more positions", message)
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
            self.warn_no_positions(feature)
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
            # With such a radius the event would count as a guess and get no marker.
            message = (
                f"the radius of this {kind} would be {GUESS_RADIUS_M / 1000:g} km or more, so only"
                " a point inside it is used; the map shows the point as an exact location"
            )
            self._warn_simplified(feature, kind, "a Point", message)
            return Outline((middle,))
        message = f"a {kind} is read as a point inside it, with a radius that contains it"
        self._warn_simplified(feature, kind, "a Point", message)
        return Outline((middle,), round(radius_m, 1) or None)

    def _read_first(self, collection: GeometryCollection, feature: str) -> Outline:
        parts = list(_parts_of(collection))
        if not parts:
            message = f"the {collection.type} is empty, so the event has no location"
            self._warn_simplified(feature, f"an empty {collection.type}", "one geometry", message)
        elif len(parts) > 1:
            message = "only the first geometry of a GeometryCollection that has a position is read"
            self._warn_simplified(feature, collection.type, "one geometry", message)
        for part in parts:
            outline = self.outline(part, feature)
            if outline.path:
                return outline
        return Outline()

    def warn_no_positions(self, feature: str) -> None:
        """Warn that a geometry has no positions."""
        message = "the geometry has no positions, so the event has no location"
        self._problems.warn(feature, "geometry", "no positions", "positions, or null", message)

    def _warn_simplified(self, feature: str, found: str, expected: str, message: str) -> None:
        self._problems.warn(feature, "geometry", found, expected, message)


def _parts_of(collection: GeometryCollection) -> Iterator[Shape]:
    """Yield the geometries in a collection, also those of nested collections, in their order."""
    stack: list[Shape] = [collection]
    while stack:
        shape = stack.pop()
        if isinstance(shape, GeometryCollection):
            stack.extend(reversed(shape.geometries))
        else:
            yield shape
