"""Write story times as people read them, and find the nights between two times.

`geo/render/player/arithmetic/labels.js` has the same rules. The player also writes the labels of
gaps.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import floor
from typing import NamedTuple

from geo.playback.time_scales import EPOCH, midnight_s
from geo.story import Precision
from geo.words import Words, english

HOUR_S = 3_600.0
DAY_S = 86_400.0
# A gap that contains all the hours from two to five contains a night.
NIGHT_FROM_S = 2 * HOUR_S
NIGHT_TO_S = 5 * HOUR_S
# A gap of this length or more is more than a night, even if it contains one.
ONE_NIGHT_S = 20 * HOUR_S
# A time read from an axis can be a few microseconds short of a full minute.
SLACK_S = 0.001
# The end of a period is the first moment after it; this much earlier is in the period.
LAST_SECOND_S = 1.0


def _day_number(time_s: float, day_one: date) -> int:
    return floor((time_s + SLACK_S - midnight_s(day_one)) / DAY_S) + 1


def moment(
    time_s: float, precision: Precision, day_one: date | None = None, words: Words | None = None
) -> str:
    """Write a story time with the given precision.

    Args:
        time_s: seconds since 1970-01-01 on the story's wall clock.
        precision: how much of the time is known. Seconds are never shown.
        day_one: the date of day 1, from which days are counted ("Day 3"), unless the precision is
            month or year. None: the date is written out.
        words: the words of a language. None: English.
    """
    words = words or english()
    when = _calendar(time_s)
    year = str(when.year)
    if precision == "year":
        return year
    month = words.month(when.month)
    if precision == "month":
        return words.phrase("monthAndYear", month=month, year=year)
    if day_one is None:
        day = words.phrase("date", day=str(when.day), month=month, year=year)
    else:
        day = words.phrase("day", number=words.number(_day_number(time_s, day_one)))
    if precision == "day":
        return day
    return words.phrase("dateAndTime", date=day, time=_clock(time_s))


class PeriodEnd(NamedTuple):
    """The end of an event, in seconds of story time, and its precision.

    With another precision than `time`, it is the first moment after the last day, month or year.
    """

    time_s: float
    precision: Precision


def span(
    start_s: float,
    precision: Precision,
    end: PeriodEnd,
    day_one: date | None = None,
    words: Words | None = None,
) -> str:
    """Write the time of an event from its start to its end, without what both have in common.

    Args:
        start_s: the start, in seconds since 1970-01-01 on the story's wall clock.
        precision: the precision of the start.
        end: the end, later than the start.
        day_one: see `moment`.
        words: the words of a language. None: English.
    """
    words = words or english()
    last_s = end.time_s if end.precision == "time" else max(start_s, end.time_s - LAST_SECOND_S)
    first = moment(start_s, precision, day_one, words)
    last = moment(last_s, end.precision, day_one, words)
    if last in (first, moment(start_s, end.precision, day_one, words)):
        return first
    if precision == end.precision == "time":
        one, other = (moment(time_s, "day", day_one, words) for time_s in (start_s, last_s))
        if one == other:
            last = _clock(last_s)
    elif precision == end.precision == "day" and day_one is None:
        begins, ends = _calendar(start_s), _calendar(last_s)
        if (begins.year, begins.month) == (ends.year, ends.month):
            days = words.phrase("timeSpan", start=str(begins.day), end=str(ends.day))
            month, year = words.month(begins.month), str(begins.year)
            return words.phrase("date", day=days, month=month, year=year)
    return words.phrase("timeSpan", start=first, end=last)


def _calendar(time_s: float) -> datetime:
    return EPOCH + timedelta(seconds=floor(time_s + SLACK_S))


def _clock(time_s: float) -> str:
    when = _calendar(time_s)
    return f"{when.hour:02d}:{when.minute:02d}"


def contains_night(from_s: float, to_s: float) -> bool:
    """Return whether all hours from two to five of a night are between two story times."""
    # The first night that begins at or after the start of the gap.
    days = -floor(-(from_s - NIGHT_FROM_S) / DAY_S)
    night = days * DAY_S + NIGHT_FROM_S
    return night + (NIGHT_TO_S - NIGHT_FROM_S) <= to_s
