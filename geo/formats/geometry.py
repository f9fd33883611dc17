"""GeoJSON geometries, of every type, as what an event needs: a point or a path, and its radius."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import asin, cos, hypot, radians, sin, sqrt
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
from geo.problem_list import ProblemList, show
from geo.story import GUESS_RADIUS_M, Position

# Mean radius of the Earth in metres (IUGG R1), for distances good to half a percent.
EARTH_RADIUS_M = 6_371_008.8

Ring = Sequence[Position]


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
        mean = Position(
            sum(point.longitude for point in points) / len(points),
            sum(point.latitude for point in points) / len(points),
        )
        return self._area(mean, points, "MultiPoint", feature)

    def _polygons(
        self, polygons: list[list[list[list[float]]]], kind: str, feature: str
    ) -> Outline:
        parts = [[self._positions(ring, feature) for ring in rings] for rings in polygons]
        parts = [rings for rings in parts if rings and rings[0]]
        if not parts:
            self._empty(feature)
            return Outline()
        largest = max(parts, key=lambda rings: abs(_doubled_area(rings[0])))
        corners = [corner for rings in parts for corner in rings[0]]
        return self._area(point_inside(largest), corners, kind, feature)

    def _area(self, middle: Position, corners: Ring, kind: str, feature: str) -> Outline:
        radius_m = max(great_circle_m(middle, corner) for corner in corners)
        if radius_m >= GUESS_RADIUS_M:
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


def point_inside(rings: Sequence[Ring]) -> Position:
    """A point within a polygon: its centroid, or, where that is outside, the middle of a wide part.

    `rings` is the outline and then the holes, each closed. Degrees are taken for a plane.
    """
    outline = rings[0]
    doubled = _doubled_area(outline)
    if not doubled:
        return outline[0]  # no area: a line, or a point
    origin = outline[0]  # keeps the products small, so that tiny polygons lose no digits
    east = north = 0.0
    for a, b in zip(outline, [*outline[1:], outline[0]], strict=True):
        ax, ay = a.longitude - origin.longitude, a.latitude - origin.latitude
        bx, by = b.longitude - origin.longitude, b.latitude - origin.latitude
        cross = ax * by - bx * ay
        east += (ax + bx) * cross
        north += (ay + by) * cross
    centroid = Position(
        origin.longitude + east / (3 * doubled), origin.latitude + north / (3 * doubled)
    )
    for latitude in (centroid.latitude, _quiet_latitude(outline, centroid.latitude)):
        crossings = sorted(x for ring in rings for x in _crossings(ring, latitude))
        spans = list(zip(crossings[::2], crossings[1::2], strict=False))
        if latitude == centroid.latitude:
            if any(west < centroid.longitude < end for west, end in spans):
                return centroid
            continue
        if spans:
            west, end = max(spans, key=lambda span: span[1] - span[0])
            return Position((west + end) / 2, latitude)
    return outline[0]


def _quiet_latitude(ring: Ring, near: float) -> float:
    """The middle between two neighbouring corners' latitudes around `near`: it meets no corner."""
    latitudes = sorted({corner.latitude for corner in ring})
    below = [latitude for latitude in latitudes if latitude <= near] or latitudes[:1]
    above = [latitude for latitude in latitudes if latitude > near] or latitudes[-1:]
    return (below[-1] + above[0]) / 2


def _crossings(ring: Ring, latitude: float) -> Iterable[float]:
    """The longitudes at which a ring crosses a parallel."""
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (a.latitude > latitude) != (b.latitude > latitude):
            share = (latitude - a.latitude) / (b.latitude - a.latitude)
            yield a.longitude + share * (b.longitude - a.longitude)


def _doubled_area(ring: Ring) -> float:
    """Twice the signed area in square degrees."""
    x0, y0 = ring[0]
    return sum(
        (a.longitude - x0) * (b.latitude - y0) - (b.longitude - x0) * (a.latitude - y0)
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
    )


def great_circle_m(a: Position, b: Position) -> float:
    """Metres along the great circle (haversine)."""
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    rise = sin((lat_b - lat_a) / 2)
    turn = sin(radians(b.longitude - a.longitude) / 2)
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(rise**2 + cos(lat_a) * cos(lat_b) * turn**2)))


def _range(coordinates: Sequence[float]) -> str:
    longitude, latitude = coordinates[0], coordinates[1]
    expected = "longitude -180 to 180, then latitude -90 to 90"
    if -90 <= longitude <= 90 and -180 <= latitude <= 180:
        return f"{expected} (they look swapped: GeoJSON puts longitude first)"
    if hypot(longitude, latitude) > 1_000:
        return f"{expected} (these look like metres: convert the file to WGS84, EPSG:4326)"
    return expected
