"""The box around what a map shows, as folium gives it: latitude first, south-west corner first.

A box may cross the 180th meridian. Its east is then above 180 degrees, as Leaflet expects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.story import Position, Story

# folium's [[south, west], [north, east]] in degrees; four times None around nothing.
FoliumBounds = list[list[float | None]]

_WORLD_DEGREES = 360.0
_HALF_WORLD_DEGREES = 180.0


class Box(NamedTuple):
    """Degrees. `west` is at most `east`; `east` may be above 180."""

    south: float
    west: float
    north: float
    east: float


def story_boxes(story: Story) -> Iterator[Box]:
    """One box for each pin, leg of a route and filming location that the player can show."""
    for event in story.events:
        where = event.where
        if where.is_pinned:
            yield from _path_boxes(where.path)
        if where.filmed_at is not None and where.filmed_at != where.place:
            place = story.place_by_id[where.filmed_at]
            if place.position is not None and place.is_pinned:
                yield from _path_boxes((place.position,))


def box_of(bounds: FoliumBounds) -> Box | None:
    """The box that folium's bounds of a layer state; None for a layer without a location."""
    (south, west), (north, east) = bounds
    if south is None or west is None or north is None or east is None:
        return None
    return Box(south, west, north, east)


def folium_bounds(box: Box | None) -> FoliumBounds:
    """The box as folium gives bounds; None: four times None."""
    if box is None:
        return [[None, None], [None, None]]
    return [[box.south, box.west], [box.north, box.east]]


def surrounding(boxes: Iterable[Box]) -> Box | None:
    """The box around boxes; None around none.

    It crosses the 180th meridian only where it is at most half the world wide that way, and wider
    the other way.
    """
    found = [_normalised(box) for box in boxes]
    if not found:
        return None
    west, east = _west_and_east([(box.west, box.east) for box in found])
    south, north = min(box.south for box in found), max(box.north for box in found)
    return Box(south, west, north, east)


def _path_boxes(path: tuple[Position, ...]) -> Iterator[Box]:
    """One box for each leg, which goes the short way around the Earth; a point has an empty one."""
    for start, end in zip(path, path[1:] or path, strict=False):
        turns = round((start.longitude - end.longitude) / _WORLD_DEGREES)
        reached = end.longitude + turns * _WORLD_DEGREES
        yield Box(
            min(start.latitude, end.latitude),
            min(start.longitude, reached),
            max(start.latitude, end.latitude),
            max(start.longitude, reached),
        )


def _normalised(box: Box) -> Box:
    """The same box with its west from -180 up to 180 degrees."""
    if -_HALF_WORLD_DEGREES <= box.west <= _HALF_WORLD_DEGREES:
        return box
    west = (box.west + _HALF_WORLD_DEGREES) % _WORLD_DEGREES - _HALF_WORLD_DEGREES
    return box._replace(west=west, east=west + box.east - box.west)


def _west_and_east(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """The span around spans of longitude."""
    west, east = min(span[0] for span in spans), max(span[1] for span in spans)
    if east - west <= _HALF_WORLD_DEGREES:
        return west, east
    short_west, short_east = _around_the_widest_gap(sorted(spans))
    if short_east - short_west <= _HALF_WORLD_DEGREES:
        return short_west, short_east
    if east - west >= _WORLD_DEGREES:
        return -_HALF_WORLD_DEGREES, _HALF_WORLD_DEGREES
    return west, east


def _around_the_widest_gap(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """The shortest span around all, in whatever copy of the world: it begins after the widest gap.

    `spans` are in order, from west to east.
    """
    first_west = spans[0][0]
    widest, begins = float("-inf"), first_west
    reached = spans[0][1]
    for west, east in [*spans[1:], (first_west + _WORLD_DEGREES, first_west + _WORLD_DEGREES)]:
        if west - reached > widest:
            widest, begins = west - reached, west
        reached = max(reached, east)
    if begins > _HALF_WORLD_DEGREES:
        begins -= _WORLD_DEGREES
    return begins, begins + _WORLD_DEGREES - widest
