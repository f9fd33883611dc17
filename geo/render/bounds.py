"""The bounding box of a map in folium's form: latitude first, south-west corner first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.degrees import normal_longitude
from geo.geodesy import BoundingBox
from geo.polygons import plane_polygons
from geo.story import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.story import Story, Where

# folium's [[south, west], [north, east]] in degrees. All four are None if there is no position.
FoliumBounds = list[list[float | None]]

_HALF_WORLD_DEGREES = 180.0


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
        for longitude, latitude in outline:
            yield Position(normal_longitude(longitude), latitude)


def positions_of(bounds: FoliumBounds) -> list[Position]:
    """Return positions that span the bounds of a folium layer. Without a location: none."""
    (south, west), (north, east) = bounds
    if south is None or west is None or north is None or east is None:
        return []
    # Positions at each quarter of the width. With only the two sides, a box around a wide layer
    # would go the shorter way, around the other side of the world.
    longitudes = [west + (east - west) * quarter / 4 for quarter in range(4)]
    corners = [(longitude, south) for longitude in longitudes] + [(east, north)]
    return [Position(normal_longitude(longitude), latitude) for longitude, latitude in corners]


def bounds_around(positions: Iterable[Position]) -> FoliumBounds:
    """Return the box around the positions. Without positions, all four values are None.

    If the box crosses the 180th meridian, its east value is above 180, as Leaflet expects. Only
    boxes of at most half the world's width cross it. The map is centred on the Greenwich meridian.
    """
    points = list(positions)
    if not points:
        return [[None, None], [None, None]]
    box = BoundingBox.enclosing(points)
    west, east = box.west, box.east
    if box.width > _HALF_WORLD_DEGREES:
        longitudes = [position.longitude for position in points]
        west, east = min(longitudes), max(longitudes)
    elif box.crosses_antimeridian:
        east += 360.0
    return [[box.south, west], [box.north, east]]
