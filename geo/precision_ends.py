"""The precisions of times: which is finer, and which one an end has."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

from geo.ancient_time import StoryTime, time_of
from geo.calendar_periods import first_moment, period_end
from geo.story import Precision, When

PRECISIONS: tuple[Precision, ...] = get_args(Precision)
"""From the coarsest to the finest."""

# The end of a period is the first moment after it. This much earlier is in the period.
JUST_BEFORE = timedelta(milliseconds=1)


def last_moment(end: StoryTime) -> StoryTime:
    """Return the last moment of a period, of which `end` is the first moment after it."""
    try:
        return end - JUST_BEFORE
    except OverflowError:  # the year 0 ends before the first time that `datetime` has
        return time_of(0, 12, 31, 23, 59, 59, 999_000)


def precision_of_end(when: When) -> Precision:
    """Return how precisely the end of an event is known, and so how it is written.

    Without `end_precision`, an end at midnight after a start without a time of day is the end of a
    day, or of a longer period if the start is one.
    """
    end = when.end
    if end is None or when.end_precision != "time" or when.precision == "time":
        return when.end_precision
    if end != first_moment(end, "day"):
        return "time"
    return when.precision if period_end(last_moment(end), when.precision) == end else "day"
