"""Convert GeoJSON geometries of any type to the location of an event: a path or areas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from geo.degrees import (
    MOST_LATITUDE,
    MOST_LONGITUDE,
    MOST_WRAPPED_LONGITUDE,
    expected_degrees,
    normal_longitude,
)
from geo.formats.shapes.areas import Polygon, usable_polygons
from geo.formats.shapes.geometry_types import (
    GeometryCollection,
    LineGeometry,
    MultiLineGeometry,
    MultiPointGeometry,
    MultiPolygonGeometry,
    PointGeometry,
    PolygonGeometry,
    Shape,
)
from geo.formats.times.number_times import written_number
from geo.geodesy import mean_position
from geo.polygons import point_inside
from geo.problem_list import ProblemList, show
from geo.story import Position

_NUMBERS = frozenset({int, float})
# A wrapped longitude is rounded to this many decimals (0.1 mm): 185.1 is -174.9 exactly.
_DECIMALS = 9


class Outline(NamedTuple):
    """The location of a geometry: `path` and `areas` as in `Where`."""

    path: tuple[Position, ...] = ()
    areas: tuple[Polygon, ...] = ()
    parts: tuple[int, ...] = ()
    """How many positions of a path each part of a MultiLineString has. Empty: it is one part."""


def outline_of_point(raw: Mapping[str, Any]) -> Outline | None:
    """Return the outline of a valid Point, the usual geometry, without a validator.

    None: `raw` is another geometry, or invalid, or has a longitude that must be wrapped.
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

    def __init__(self, problems: ProblemList, how_to_read_fourth: str) -> None:
        """`how_to_read_fourth` says how fourth numbers of positions that are times can be read."""
        self._problems = problems
        self._how_to_read_fourth = how_to_read_fourth
        self._wrapped: float | None = None
        """The first longitude of the event that was wrapped. None: none was."""
        self._longest: Sequence[float] = ()
        """The position of the event with the most numbers, of the first ones of its lines."""
        self.has_heights = False
        """Whether positions have a third number, which is not used."""

    def outline(
        self,
        shape: Shape | None,
        feature: str,
        *,
        has_times: bool = False,
        fourth_is_time: bool = False,
    ) -> Outline:
        """Return the path or the areas of a geometry.

        With `has_times`, the event has a time for each position: a MultiPoint is a movement, too.
        With `fourth_is_time`, these times are the fourth numbers of the positions.
        """
        self._wrapped = None
        self._longest = ()
        outline = self._outline(shape, feature, has_times=has_times)
        if len(self._longest) > (4 if fourth_is_time else 3):
            self._warn_more_numbers(self._longest, feature, has_times=has_times)
        if self._wrapped is not None:
            found, read_as = map(written_number, (self._wrapped, _wrapped(self._wrapped)))
            limits = f"-{MOST_LONGITUDE} or {MOST_LONGITUDE}"
            message = (
                f"longitudes beyond {limits} are read as those in the range: {found} is {read_as}"
            )
            expected = f"longitudes from -{MOST_LONGITUDE} to {MOST_LONGITUDE}"
            self._problems.warn(feature, "geometry", found, expected, message)
        return outline

    def _outline(self, shape: Shape | None, feature: str, *, has_times: bool) -> Outline:
        match shape:
            case None:
                return Outline()
            case PointGeometry():
                return Outline(tuple(self._positions([shape.coordinates], feature)))
            case LineGeometry():
                return self._line([shape.coordinates], feature)
            case MultiLineGeometry():
                if len(shape.coordinates) > 1 and not has_times:
                    message = "the parts of a MultiLineString are joined into one line"
                    self._warn_simplified(feature, shape.type, "a LineString", message)
                return self._line(shape.coordinates, feature)
            case MultiPointGeometry():
                if has_times:
                    return self._line([shape.coordinates], feature)
                return self._points(shape, feature)
            case PolygonGeometry() | MultiPolygonGeometry():
                return self._areas([shape], feature)
            case GeometryCollection():
                return self._collection(shape, feature, has_times=has_times)

    def _positions(self, pairs: Sequence[Sequence[float]], feature: str) -> list[Position]:
        """Return the valid positions. Others are errors; longitudes beyond 180 are wrapped."""
        if pairs and len(pairs[0]) > 2:
            self.has_heights = True
            self._longest = max(self._longest, pairs[0], key=len)
        positions = []
        for pair in pairs:
            longitude, latitude = pair[0], pair[1]
            if not (-MOST_LONGITUDE <= longitude <= MOST_LONGITUDE):
                if abs(longitude) > MOST_WRAPPED_LONGITUDE or abs(latitude) > MOST_LATITUDE:
                    self._report_range(pair, feature)
                    continue
                if self._wrapped is None:
                    self._wrapped = longitude
                longitude = _wrapped(longitude)
            elif not (-MOST_LATITUDE <= latitude <= MOST_LATITUDE):
                self._report_range(pair, feature)
                continue
            positions.append(Position(float(longitude), float(latitude)))
        return positions

    def _warn_more_numbers(
        self, position: Sequence[float], feature: str, *, has_times: bool
    ) -> None:
        if len(position) > 4:
            found = f"positions of {len(position)} numbers"
            expected = "longitude, latitude, height and time"
            message = f"found {found}; those after the {'fourth' if has_times else 'third'}"
            message += " are not used"
            self._problems.warn(feature, "geometry", found, expected, message)
            return
        found = written_number(position[3])
        advice = "" if has_times else f"; if they are times, {self._how_to_read_fourth}"
        message = f"the fourth numbers of the positions, such as {found}, are not used{advice}"
        expected = "longitude, latitude and a height"
        self._problems.warn(feature, "geometry", found, expected, message)

    def _report_range(self, pair: Sequence[float], feature: str) -> None:
        expected = expected_degrees(pair[0], pair[1])
        self._problems.error(feature, "geometry", show(list(pair[:2])), expected)

    def _line(self, lines: Sequence[list[list[float]]], feature: str) -> Outline:
        parts = [self._positions(line, feature) for line in lines]
        path = tuple(position for part in parts for position in part)
        if not any(lines):
            self.warn_no_positions(feature)
        elif len(path) == 1 and sum(map(len, lines)) == 1:
            message = "a line with only one position is read as a point"
            self._warn_simplified(feature, "one position", "two or more positions", message)
        return Outline(path, parts=tuple(map(len, parts)) if len(parts) > 1 else ())

    def _points(self, shape: MultiPointGeometry, feature: str) -> Outline:
        points = self._positions(shape.coordinates, feature)
        if len(points) <= 1:
            return Outline(tuple(points))
        message = (
            f"the {len(points):,} points of a {shape.type} are read as one point in their middle"
        )
        self._warn_simplified(feature, shape.type, "a Point", message)
        return Outline((mean_position(points),))

    def _areas(
        self, shapes: Sequence[PolygonGeometry | MultiPolygonGeometry], feature: str
    ) -> Outline:
        given = [rings for shape in shapes for rings in _polygons_of(shape)]
        polygons = [[self._positions(ring, feature) for ring in rings] for rings in given]
        first = next((at for rings in polygons for ring in rings for at in ring), None)
        if not any(map(any, given)):
            self.warn_no_positions(feature)
        if _number_of_positions(polygons) < _number_of_positions(given) or first is None:
            return Outline()  # each position that is missing is an error already
        warn: Callable[[str, str, str], None] = partial(self._warn_simplified, feature)
        areas = usable_polygons(polygons, warn)
        if not areas:
            message = "no polygon has an area, so the event is at the first position"
            warn("polygons without an area", "a polygon with an area", message)
            return Outline((first,))
        return Outline((point_inside(areas),), tuple(areas))

    def _collection(
        self, collection: GeometryCollection, feature: str, *, has_times: bool
    ) -> Outline:
        parts = list(_parts_of(collection))
        polygons = [p for p in parts if isinstance(p, (PolygonGeometry, MultiPolygonGeometry))]
        if polygons:
            return self._areas_of(parts, polygons, feature)
        if not parts:
            message = f"the {collection.type} is empty, so the event has no location"
            self._warn_simplified(feature, f"an empty {collection.type}", "one geometry", message)
        elif len(parts) > 1:
            message = "only the first geometry of a GeometryCollection that has a position is read"
            self._warn_simplified(feature, collection.type, "one geometry", message)
        for part in parts:
            outline = self._outline(part, feature, has_times=has_times)
            if outline.path:
                return outline
        return Outline()

    def _areas_of(
        self,
        parts: Sequence[Shape],
        polygons: Sequence[PolygonGeometry | MultiPolygonGeometry],
        feature: str,
    ) -> Outline:
        """Return the polygons in a collection as areas. One point beside them is their marker."""
        outline = self._areas(polygons, feature)
        others = [p for p in parts if not isinstance(p, (PolygonGeometry, MultiPolygonGeometry))]
        if len(others) == 1 and isinstance(others[0], PointGeometry) and outline.areas:
            return outline._replace(path=self._outline(others[0], feature, has_times=False).path)
        if others:
            message = "only the polygons of a GeometryCollection with polygons are read"
            self._warn_simplified(feature, "a GeometryCollection", "only polygons", message)
        return outline

    def warn_no_positions(self, feature: str) -> None:
        """Warn that a geometry has no positions."""
        message = "the geometry has no positions, so the event has no location"
        self._problems.warn(feature, "geometry", "no positions", "positions, or null", message)

    def _warn_simplified(self, feature: str, found: str, expected: str, message: str) -> None:
        self._problems.warn(feature, "geometry", found, expected, message)


def _wrapped(longitude: float) -> float:
    return round(normal_longitude(longitude), _DECIMALS)


def _number_of_positions(polygons: Sequence[Sequence[Sequence[Any]]]) -> int:
    return sum(len(ring) for rings in polygons for ring in rings)


def _polygons_of(shape: PolygonGeometry | MultiPolygonGeometry) -> list[list[list[list[float]]]]:
    return [shape.coordinates] if isinstance(shape, PolygonGeometry) else shape.coordinates


def _parts_of(collection: GeometryCollection) -> Iterator[Shape]:
    """Yield the geometries in a collection, also those of nested collections, in their order."""
    stack: list[Shape] = [collection]
    while stack:
        shape = stack.pop()
        if isinstance(shape, GeometryCollection):
            stack.extend(reversed(shape.geometries))
        else:
            yield shape
