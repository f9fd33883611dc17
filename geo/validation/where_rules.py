"""The rules for where an event is: its path, the times of the path, and its areas."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from geo.ancient_time import StoryTime
from geo.story import Event

Report = Callable[[str, object, str, str], None]
"""Reports a problem: the field in Python, what was found, what was expected, and the message."""


def check_where(event: Event, report: Report) -> None:
    """Report each violation of a rule for several values of `Where`."""
    where = event.where
    if where.areas and len(where.path) > 1:
        expected = "one position inside the areas"
        message = "an event with areas has no movement: give the movement an event of its own"
        report("where.path", f"{len(where.path)} positions", expected, message)
    if where.times:
        _check_times(event, report)


def _check_times(event: Event, report: Report) -> None:
    times, path = event.where.times, event.where.path
    if len(times) != len(path) or len(path) < 2:
        expected = "one time for each of two or more positions of the path"
        message = (
            f"found {len(times):,} times for {len(path):,} positions of the path; a movement has "
            "a time for each position, and at least two positions"
        )
        report("where.times", f"{len(times):,} times", expected, message)
        return
    for number, (before, after) in enumerate(pairwise(times), start=1):
        if after < before:
            expected = f"a time at or after {before.isoformat()}"
            report(f"where.times[{number}]", after.isoformat(), expected, "")
            return
    _check_within_event(event, times[0], times[-1], report)


def _check_within_event(event: Event, first: StoryTime, last: StoryTime, report: Report) -> None:
    start, end = event.when.start, event.when.end_on_start_clock
    if start is not None and first < start:
        expected = f"a time at or after the start of the event, {start.isoformat()}"
        report("where.times[0]", first.isoformat(), expected, "")
    if end is not None and last > end:
        expected = f"a time at or before the end of the event, {end.isoformat()}"
        report(f"where.times[{len(event.where.times) - 1}]", last.isoformat(), expected, "")
