"""Warn about movements that are faster than anything that flies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap
from typing import Final

from geo.ancient_time import StoryTime
from geo.counted_nouns import with_number
from geo.degrees import short_way_east
from geo.geodesy import METRES_A_DEGREE, fast_distance_m
from geo.position import Position
from geo.problem_list import ProblemList
from geo.story import Where

GREATEST_SPEED_KM_H: Final = 12_000
"""No aircraft has been faster: NASA's X-43A flew about 11,200 km/h (Mach 9.6) in November 2004."""
# Times are often whole seconds, so a step takes at least one.
_LEAST_STEP_S = 1.0
_METRES_A_SECOND = GREATEST_SPEED_KM_H / 3.6
# Steps of fewer degrees are slow enough in any time, which is the usual case.
_SURELY_SLOW = _METRES_A_SECOND * _LEAST_STEP_S / METRES_A_DEGREE / 2


def warn_impossible_speed(where: Where, event: str, problems: ProblemList) -> None:
    """Warn about the first step of a timed path that is faster than `GREATEST_SPEED_KM_H`."""
    if len(where.times) != len(where.path):
        return  # `geo.validation` reports it
    fast = []
    for first, last in _long_steps(where.path, where.times):
        path = where.path[first : last + 1]
        passed = (where.times[last] - where.times[first]).total_seconds()
        possible = max(passed, _LEAST_STEP_S) * _METRES_A_SECOND
        if sum(starmap(_most_metres, pairwise(path))) > possible:
            metres = sum(starmap(fast_distance_m, pairwise(path)))
            if metres > possible:
                fast.append((first, last, metres, passed))
    if not fast:
        return
    first, last, metres, passed = fast[0]
    found = f"{metres / 1000:,.0f} km in {passed:,.3g} s"
    before = "the one before it" if last - first == 1 else f"position {first + 1:,}"
    others = f", like {with_number(len(fast) - 1, 'more step')}" if len(fast) > 1 else ""
    message = (
        f"position {last + 1:,} is {found} after {before}, faster than any aircraft "
        f"({GREATEST_SPEED_KM_H:,} km/h){others}; check its time and its position"
    )
    expected = f"at most {GREATEST_SPEED_KM_H:,} km/h"
    problems.warn(event, f"times[{last}]", found, expected, message)


def _long_steps(path: Sequence[Position], times: Sequence[StoryTime]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of the first and the last position of each step that is not surely slow.

    A step goes from one position to the next, or over all neighbouring ones at the same time.
    """
    first, end = 0, len(times) - 1
    for number, (one, other) in enumerate(pairwise(path), start=1):
        if times[first] == times[number] and number < end and times[number] == times[number + 1]:
            continue
        before, first = first, number
        if (
            number - before > 1
            or abs(other[0] - one[0]) >= _SURELY_SLOW
            or abs(other[1] - one[1]) >= _SURELY_SLOW
        ):
            yield before, number


def _most_metres(one: Position, other: Position) -> float:
    """Return an upper limit of the distance between two positions."""
    degrees = abs(short_way_east(one[0], other[0])) + abs(other[1] - one[1])
    return degrees * METRES_A_DEGREE
