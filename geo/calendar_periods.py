"""The periods of the calendar: centuries, decades, years, months, weeks and days.

A start that is known only to a period has the first moment of the period. ISO 8601-2 (EDTF) writes
centuries and decades as `18XX` and `198X`: the years that begin with these digits. The first
century begins with the year 1; before it, `-04XX` are the years -499 to -400.
"""

from __future__ import annotations

from datetime import MINYEAR, datetime, timedelta
from typing import TYPE_CHECKING

from geo.ancient_time import GREATEST_YEAR, StoryTime, time_of

if TYPE_CHECKING:
    from geo.story import Precision

_YEARS = {"century": 100, "decade": 10, "year": 1}
_MONTHS_OF_YEAR = 12
_DAYS = {"week": 7, "day": 1}
_LAST = datetime(GREATEST_YEAR, 12, 31, 23, 59, 59, 999_999)


def first_moment(time: StoryTime, precision: Precision) -> StoryTime:
    """Return the first moment of the period that contains a time. A `time` is its own period."""
    if precision == "time":
        return time
    day = time.replace(hour=0, minute=0, second=0, microsecond=0)
    if precision == "day":
        return day
    if precision == "week":
        return day - timedelta(days=weekday(day))
    if precision == "month":
        return day.replace(day=1)
    return day.replace(year=_first_year(day.year, _YEARS[precision]), month=1, day=1)


def period_end(time: StoryTime, precision: Precision) -> StoryTime:
    """Return the first moment after the period that contains a time. A `time` has no length.

    A period at the end of the year 9999 ends a microsecond early, because no later time exists.
    """
    if precision == "time":
        return time
    start = first_moment(time, precision)
    try:
        if precision in _DAYS:
            return start + timedelta(days=_DAYS[precision])
        if precision == "month":
            years, month = divmod(start.month, _MONTHS_OF_YEAR)
            return time_of(start.year + years, month + 1)
        years = _YEARS[precision]
        # The first century and decade have a year less: there is no year 0 of ours in them.
        shorter = int(start.year == MINYEAR and years > 1)
        return time_of(start.year + years - shorter)
    except (ValueError, OverflowError):
        return _LAST


def weekday(time: StoryTime) -> int:
    """Return the day of the week: Monday is 0."""
    # 1970-01-01 was a Thursday.
    days: int = (time - time_of(1970)).days
    return (days + 3) % 7


def iso_week(time: StoryTime) -> tuple[int, int]:
    """Return the year and the number of the ISO 8601 week in which a time lies."""
    thursday = first_moment(time, "week") + timedelta(days=3)
    days: int = (thursday - time_of(thursday.year)).days
    return thursday.year, days // 7 + 1


def _first_year(year: int, years: int) -> int:
    if year >= MINYEAR:
        return max(year // years * years, MINYEAR)
    return -(-year // years * years + years - 1)
