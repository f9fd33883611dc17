"""The lengths and times along a path. They are measured once for each path.

The caches know a path by its identity: a hash of all its positions would take too long.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise

from geo.geodesy import distance_m
from geo.story import Event, Position
from geo.timed_path import seconds_from_start

_MOST_MEASURED = 4096


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


def seconds_to_vertices(event: Event) -> tuple[float, ...]:
    """Return `geo.timed_path.seconds_from_start` of an event whose path has times."""
    return _seconds(_Same(event))


@lru_cache(maxsize=_MOST_MEASURED)
def _metres(path: _Same) -> tuple[float, ...]:
    positions = path.value
    assert isinstance(positions, tuple)
    return tuple(accumulate((distance_m(a, b) for a, b in pairwise(positions)), initial=0.0))


@lru_cache(maxsize=_MOST_MEASURED)
def _seconds(event: _Same) -> tuple[float, ...]:
    assert isinstance(event.value, Event)
    return seconds_from_start(event.value.where.times, event.value.when)
