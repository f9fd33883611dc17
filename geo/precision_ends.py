"""The precisions of times: which is finer, when its period ends, and which one an end has."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import get_args

from geo.story import Precision, When

PRECISIONS: tuple[Precision, ...] = get_args(Precision)
"""From the coarsest to the finest."""

# The end of a period is the first moment after it. This much earlier is in the period.
JUST_BEFORE = timedelta(milliseconds=1)

_MONTHS_OF_YEAR = 12


def period_end(start: datetime, precision: Precision) -> datetime:
    """Return the first moment after a day, month or year. `start` is in it; a `time` has no length.

    The period at the end of the year 9999 ends a microsecond early, because no later time exists.
    """
    if precision == "time":
        return start
    day = start.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        if precision == "day":
            return day + timedelta(days=1)
        if precision == "month":
            years, month = divmod(day.month, _MONTHS_OF_YEAR)
            return day.replace(year=day.year + years, month=month + 1, day=1)
        return day.replace(year=day.year + 1, month=1, day=1)
    except (ValueError, OverflowError):
        return datetime(9999, 12, 31, 23, 59, 59, 999_999)


def precision_of_end(when: When) -> Precision:
    """Return how precisely the end of an event is known, and so how it is written.

    Without `end_precision`, an end at midnight after a start without a time of day is the end of a
    day, or of a month or year if the start is one.
    """
    end = when.end
    if end is None or when.end_precision != "time" or when.precision == "time":
        return when.end_precision
    if end != end.replace(hour=0, minute=0, second=0, microsecond=0):
        return "time"
    return when.precision if period_end(end - JUST_BEFORE, when.precision) == end else "day"
