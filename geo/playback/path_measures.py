"""The lengths and times along a path. They are measured once for each path.

The caches know a path by its identity: a hash of all its positions would take too long.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import accumulate, pairwise

from geo.ancient_time import StoryTime, story_seconds
from geo.degrees import short_way_east
from geo.geodesy import METRES_A_DEGREE, distance_m, fast_distance_m
from geo.story import Event, Position, When

# Seconds along a path are rounded to milliseconds, the resolution of a story.
MILLISECOND_DIGITS = 3
_MOST_MEASURED = 4096
SHORT_DEGREES = 0.003
# The share of a path that counts as most of it, and the least share of time on the move.
MOST_OF_A_PATH = 0.9
LEAST_SHARE = 0.01


def seconds_from_start(times: tuple[StoryTime, ...], when: When) -> tuple[float, ...]:
    """Return when a movement is at each position of its path, and when its event ends.

    Args:
        times: the times of a path, at least one.
        when: the time of the event.

    Returns:
        Seconds from the start of the event, ascending: one for each time, then the end of the
        event. Without a start, they count from the first time. Without an end, the event ends with
        the last time.
    """
    origin_s = story_seconds(times[0] if when.start is None else when.start)
    moments = [round(story_seconds(time) - origin_s, MILLISECOND_DIGITS) for time in times]
    end = when.end_on_start_clock
    if end is None or when.start is None:
        return (*moments, moments[-1])
    length_s = round(story_seconds(end) - origin_s, MILLISECOND_DIGITS)
    return (*moments, max(length_s, moments[-1]))


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

    Each step is measured on a plane, as if the Earth were a sphere: the error is about half a
    percent. That is enough for playing times. The diagonal is 0 only if the length is.
    """
    steps_m, extent_m = _steps_and_extent(_Same(path))
    return sum(steps_m), extent_m


def share_on_the_move(event: Event) -> float:
    """Return the share of the time of an event in which its mover is on the move, 0.01 to 1.

    It is the shortest time in which the mover travels most of the path, in proportion to the time
    that this takes at even speed. So slow steps of a device that is at rest hardly count.
    """
    return _share_on_the_move(_Same(event)) if event.where.times else 1.0


def seconds_to_vertices(event: Event) -> tuple[float, ...]:
    """Return `seconds_from_start` of an event whose path has times."""
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
def _steps_and_extent(path: _Same) -> tuple[list[float], float]:
    """Return the metres of each step from one position to the next, and the diagonal of the box."""
    positions = path.value
    assert isinstance(positions, tuple)
    steps_m = []
    west = east = at = 0.0
    longitude, latitude = positions[0]
    for next_longitude, next_latitude in positions[1:]:
        eastward = next_longitude - longitude
        if eastward > 180.0 or eastward < -180.0:
            eastward = short_way_east(longitude, next_longitude)
        at += eastward
        west = min(west, at)
        east = max(east, at)
        middle = math.radians((latitude + next_latitude) / 2)
        steps_m.append(
            METRES_A_DEGREE * math.hypot(eastward * math.cos(middle), next_latitude - latitude)
        )
        longitude, latitude = next_longitude, next_latitude
    latitudes = [position.latitude for position in positions]
    south, north = min(latitudes), max(latitudes)
    # A box around the whole globe would have its east side at its west side.
    wide = min(east - west, 180.0) * math.cos(math.radians((south + north) / 2))
    return steps_m, METRES_A_DEGREE * math.hypot(wide, north - south)


@lru_cache(maxsize=_MOST_MEASURED)
def _share_on_the_move(event: _Same) -> float:
    assert isinstance(event.value, Event)
    seconds = seconds_from_start(event.value.where.times, event.value.when)
    steps_m, _ = _steps_and_extent(_Same(event.value.where.path))
    steps = [
        (metres, after - before)
        for metres, (before, after) in zip(steps_m, pairwise(seconds[:-1]), strict=True)
    ]
    wanted_m = MOST_OF_A_PATH * sum(metres for metres, _ in steps)
    # The fastest steps first.
    steps.sort(key=lambda step: step[0] / max(step[1], 1e-3), reverse=True)
    travelled_m = moving_s = 0.0
    for metres, step_s in steps:
        if travelled_m + metres >= wanted_m:
            moving_s += step_s * (wanted_m - travelled_m) / metres if metres else 0.0
            break
        travelled_m += metres
        moving_s += step_s
    even_s = MOST_OF_A_PATH * seconds[-1]
    return min(max(moving_s / even_s, LEAST_SHARE), 1.0) if even_s else 1.0


@lru_cache(maxsize=_MOST_MEASURED)
def _seconds(event: _Same) -> tuple[float, ...]:
    assert isinstance(event.value, Event)
    return seconds_from_start(event.value.where.times, event.value.when)
