"""The lengths and times along a path. They are measured once for each path.

The caches know a path by its identity: a hash of all its positions would take too long.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise

from geo.degrees import short_way_east
from geo.geodesy import distance_m, fast_distance_m
from geo.playback.path_times import seconds_from_start
from geo.story import Event, Position

_MOST_MEASURED = 4096
SHORT_DEGREES = 0.003


class _Same:
    """Wraps a value so that it is equal only to itself. It keeps the value alive."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


def metres_to_vertices(path: tuple[Position, ...]) -> tuple[float, ...]:
    """Metres from the start of the path to each position. Geodesics on WGS84 (Karney 2013)."""
    return _metres(_Same(path))


def length_and_extent_m(path: tuple[Position, ...]) -> tuple[float, float]:
    """Return the length of a path, and the diagonal of the box around it, in metres.

    Both have the error of `fast_distance_m`. The diagonal is 0 only if the length is.
    """
    return _length_and_extent(_Same(path))


def seconds_to_vertices(event: Event) -> tuple[float, ...]:
    """Return `path_times.seconds_from_start` of an event whose path has times."""
    return _seconds(_Same(event))


@lru_cache(maxsize=_MOST_MEASURED)
def _metres(path: _Same) -> tuple[float, ...]:
    positions = path.value
    assert isinstance(positions, tuple)
    return tuple(accumulate((_metres_between(a, b) for a, b in pairwise(positions)), initial=0.0))


def _metres_between(a: Position, b: Position) -> float:
    # A geodesic takes a hundred times as long. On a short segment, both agree to a billionth.
    is_short = abs(a.longitude - b.longitude) + abs(a.latitude - b.latitude) < SHORT_DEGREES
    return fast_distance_m(a, b) if is_short else distance_m(a, b)


@lru_cache(maxsize=_MOST_MEASURED)
def _length_and_extent(path: _Same) -> tuple[float, float]:
    positions = path.value
    assert isinstance(positions, tuple)
    length_m = sum(fast_distance_m(a, b) for a, b in pairwise(positions))
    west, east, at = 0.0, 0.0, 0.0
    for before, after in pairwise(positions):
        at += short_way_east(before.longitude, after.longitude)
        west, east = min(west, at), max(east, at)
    latitudes = [position.latitude for position in positions]
    # A box around the whole globe would have its east side at its west side.
    wide = min(east - west, 180.0)
    corners = Position(0.0, min(latitudes)), Position(wide, max(latitudes))
    return length_m, fast_distance_m(*corners)


@lru_cache(maxsize=_MOST_MEASURED)
def _seconds(event: _Same) -> tuple[float, ...]:
    assert isinstance(event.value, Event)
    return seconds_from_start(event.value.where.times, event.value.when)
