"""Warn about movements that are faster than anything that flies."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from geo.degrees import short_way_east
from geo.geodesy import METRES_A_DEGREE, fast_distance_m
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
    for number, (one, other) in enumerate(pairwise(where.path), start=1):
        if abs(other[0] - one[0]) < _SURELY_SLOW and abs(other[1] - one[1]) < _SURELY_SLOW:
            continue
        east = short_way_east(one[0], other[0])
        passed = (where.times[number] - where.times[number - 1]).total_seconds()
        seconds = max(passed, _LEAST_STEP_S)
        most = (abs(east) + abs(other[1] - one[1])) * METRES_A_DEGREE
        if most > seconds * _METRES_A_SECOND:
            metres = fast_distance_m(one, other)
            if metres > seconds * _METRES_A_SECOND:
                fast.append((number, metres, passed))
    if not fast:
        return
    number, metres, passed = fast[0]
    found = f"{metres / 1000:,.0f} km in {passed:,.3g} s"
    others = {1: "", 2: "; 1 more step is as fast"}.get(
        len(fast), f"; {len(fast) - 1:,} more steps are as fast"
    )
    message = (
        f"position {number + 1:,} is {found} after the one before it, faster than any aircraft "
        f"({GREATEST_SPEED_KM_H:,} km/h); check its time and its position{others}"
    )
    expected = f"at most {GREATEST_SPEED_KM_H:,} km/h"
    problems.warn(event, f"times[{number}]", found, expected, message)
