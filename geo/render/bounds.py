"""The box around what a map shows, as folium gives it: latitude first, south-west corner first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geodesy import BoundingBox, normal_longitude
from geo.story import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.story import Story

# folium's [[south, west], [north, east]] in degrees; four times None around nothing.
FoliumBounds = list[list[float | None]]

_HALF_WORLD_DEGREES = 180.0


def shown_positions(story: Story) -> Iterator[Position]:
    """Every position of a pin, route or filming location that the player can show."""
    for event in story.events:
        where = event.where
        if where.is_pinned:
            yield from where.path
        if where.filmed_at is not None and where.filmed_at != where.place:
            place = story.place_by_id[where.filmed_at]
            if place.position is not None and place.is_pinned:
                yield place.position


def positions_of(bounds: FoliumBounds) -> list[Position]:
    """Positions that span the bounds of a folium layer; none for a layer without a location."""
    (south, west), (north, east) = bounds
    if south is None or west is None or north is None or east is None:
        return []
    # Quarters: the two sides of a wide layer are nearer to each other around the back of the world.
    longitudes = [west + (east - west) * quarter / 4 for quarter in range(4)]
    corners = [(longitude, south) for longitude in longitudes] + [(east, north)]
    return [Position(normal_longitude(longitude), latitude) for longitude, latitude in corners]


def bounds_around(positions: Iterable[Position]) -> FoliumBounds:
    """The box around the positions; four times None around none.

    A box across the 180th meridian has an east above 180 degrees, as Leaflet expects. Only a box
    that is at most half the world wide crosses it: the map is centred on the meridian of Greenwich.
    """
    held = list(positions)
    if not held:
        return [[None, None], [None, None]]
    box = BoundingBox.enclosing(held)
    west, east = box.west, box.east
    if box.width > _HALF_WORLD_DEGREES:
        longitudes = [position.longitude for position in held]
        west, east = min(longitudes), max(longitudes)
    elif box.crosses_antimeridian:
        east += 360.0
    return [[box.south, west], [box.north, east]]
