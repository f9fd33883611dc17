"""The bounding box of a map in folium's form: latitude first, south-west corner first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.degrees import nearest_copy, normal_longitude
from geo.geodesy import BoundingBox
from geo.polygons import plane_polygons
from geo.story import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.story import Story, Where

# folium's [[south, west], [north, east]] in degrees. All four are None if there is no position.
FoliumBounds = list[list[float | None]]

# The whole world, as (latitude, longitude) and zoom. The map shows it until the player is ready, if
# no event has a location.
WORLD = (0.0, 0.0), 2

# See `map_range`, in degrees.
_SAVED_BY_CUT = 36.0

# The most degrees between two positions that stand for a layer: less than `_SAVED_BY_CUT`.
_STEP_DEGREES = 30.0


def shown_positions(story: Story) -> Iterator[Position]:
    """Yield positions around all markers, routes, areas and filming locations of the player."""
    for event in story.events:
        where = event.where
        if where.has_marker:
            yield from where.path
            yield from _around_areas(where)
        if where.filmed_at is not None and where.filmed_at != where.place:
            place = story.place_by_id[where.filmed_at]
            if place.position is not None and place.has_marker:
                yield place.position


def _around_areas(where: Where) -> Iterator[Position]:
    for outline, *_ in plane_polygons(where.areas, where.path[0].longitude):
        longitudes, latitudes = zip(*outline, strict=True)
        south_west, north_east = (
            [min(latitudes), min(longitudes)],
            [max(latitudes), max(longitudes)],
        )
        yield from positions_of([south_west, north_east])


def positions_of(bounds: FoliumBounds) -> list[Position]:
    """Return positions that span the bounds of a folium layer. Without a location: none."""
    (south, west), (north, east) = bounds
    if south is None or west is None or north is None or east is None:
        return []
    # Positions along the whole width. With only the two sides, a box around a wide layer would go
    # the shorter way, around the other side of the world.
    steps = math.ceil((east - west) / _STEP_DEGREES) or 1
    longitudes = [west + (east - west) * step / steps for step in range(steps)]
    corners = [(longitude, south) for longitude in longitudes] + [(east, north)]
    return [Position(normal_longitude(longitude), latitude) for longitude, latitude in corners]


def bounds_around(positions: Iterable[Position]) -> FoliumBounds:
    """Return the box around the positions. Without positions, all four values are None.

    If the box crosses the 180th meridian, its east value is above 180, as Leaflet expects. The
    player's first view shows the same box.
    """
    points = list(positions)
    if not points:
        return [[None, None], [None, None]]
    west, east = map_range([position.longitude for position in points])
    latitudes = [position.latitude for position in points]
    return [[min(latitudes), west], [max(latitudes), east]]


def map_range(longitudes: list[float]) -> tuple[float, float]:
    """Return the western and the eastern end of the part of the map that shows all longitudes.

    They are from -180 to 180, in any order; the eastern end may be above 180. The map is cut at the
    180th meridian, as people know it, unless a cut at the widest gap makes it narrower by
    `_SAVED_BY_CUT`. geo/render/player/arithmetic/worldcopies.js does the same in JavaScript;
    tests/world_copies.json tests both.
    """
    box = BoundingBox.enclosing(Position(longitude, 0.0) for longitude in longitudes)
    west, east = min(longitudes), max(longitudes)
    if box.crosses_antimeridian and east - west - box.width >= _SAVED_BY_CUT:
        return box.west, box.east + 360.0
    return west, east


def initial_location(story: Story) -> tuple[tuple[float, float], int]:
    """Return (latitude, longitude) and the zoom level of the map until the player is ready."""
    points = [event.where.path[0] for event in story.events if event.where.has_marker]
    if not points:
        return WORLD
    _, longitude = middle_of(bounds_around(shown_positions(story)))
    return (points[0].latitude, nearest_copy(points[0].longitude, longitude)), 11


def middle_of(bounds: FoliumBounds) -> tuple[float, float]:
    """Return the latitude and longitude of the middle, or of the world without a location."""
    (south, west), (north, east) = bounds
    if south is None or west is None or north is None or east is None:
        return WORLD[0]
    return (south + north) / 2, (west + east) / 2
