"""Write story times as people read them, and find the nights between two times.

`geo/render/player/arithmetic/labels.js` has the same rules. The player also writes the labels of
gaps.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import floor
from typing import NamedTuple

from geo.ancient_time import StoryTime, time_since_epoch
from geo.calendar_periods import iso_week
from geo.playback.time_scales import midnight_s
from geo.playback.year_labels import long_period_label, year_label
from geo.story import Doubt, Precision
from geo.story_times import ClockUnit, DayNames
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
    time_s: float,
    precision: Precision,
    day_one: DayNames = None,
    words: Words | None = None,
    unit: ClockUnit = "minute",
) -> str:
    """Write a story time with the given precision.

    Args:
        time_s: seconds since 1970-01-01 on the story's wall clock.
        precision: how much of the time is known.
        day_one: the date of day 1, from which days are counted ("Day 3"), unless the precision is
            longer than a day. None: the date is written out. `clock` or `counter`: only the time of
            day is written, as 06:05 or 0:00:03.
        words: the words of a language. None: English.
        unit: the finest unit of a time of day.
    """
    words = words or english()
    when = _rounded(time_s, "second" if day_one == "counter" and unit == "minute" else unit)
    if isinstance(day_one, str):
        return _clock_without_date(when, day_one, unit)
    if precision in ("century", "decade", "year"):
        return long_period_label(when.year, precision, words)
    if precision == "week":
        week_year, week = iso_week(when)
        year = year_label(week_year, words)
        return words.phrase("week", number=words.number(week), year=year)
    month, year = words.month(when.month), year_label(when.year, words)
    if precision == "month":
        return words.phrase("monthAndYear", month=month, year=year)
    if day_one is None:
        day = words.phrase("date", day=str(when.day), month=month, year=year)
    else:
        day = words.phrase("day", number=words.number(_day_number(time_s, day_one)))
    if precision == "day":
        return day
    return words.phrase("dateAndTime", date=day, time=_clock(when, unit))


def clock(time_s: float, unit: ClockUnit = "minute") -> str:
    """Write the time of day of a story time: `10:58`, `10:58:03` or `10:58:03.250`."""
    return _clock(_rounded(time_s, unit), unit)


def with_doubt(text: str, doubt: Doubt | None, words: Words) -> str:
    """Write the doubt about a date: `about 1984`, `1984?`. None: no doubt."""
    if doubt in ("uncertain", "both"):
        text = words.phrase("timeUncertain", time=text)
    return words.phrase("timeApproximate", time=text) if doubt in ("approximate", "both") else text


def in_zone(text: str, zone: str | None, words: Words) -> str:
    """Write a time with the name of its zone: `10:58 (Rome)`. None: without."""
    return text if zone is None else words.phrase("timeInZone", time=text, zone=zone)


def _rounded(time_s: float, unit: ClockUnit) -> StoryTime:
    if unit == "millisecond":
        return time_since_epoch(timedelta(milliseconds=floor(time_s * 1_000 + 0.5)))
    return time_since_epoch(timedelta(seconds=floor(time_s + SLACK_S)))


def _clock_without_date(when: StoryTime, day_one: str, unit: ClockUnit) -> str:
    if day_one != "counter":
        return _clock(when, unit)
    return _clock(when, "second" if unit == "minute" else unit).removeprefix("0")


def _clock(when: StoryTime, unit: ClockUnit) -> str:
    text = f"{when.hour:02d}:{when.minute:02d}"
    if unit != "minute":
        text += f":{when.second:02d}"
    return text + (f".{when.microsecond // 1_000:03d}" if unit == "millisecond" else "")


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
    day_one: DayNames = None,
    words: Words | None = None,
    unit: ClockUnit = "minute",
    doubts: tuple[Doubt | None, Doubt | None] = (None, None),
) -> str:
    """Write the time of an event from its start to its end, without what both have in common.

    An end that contains the start is written, too: `2 May 1995–1995`.

    Args:
        start_s: the start, in seconds since 1970-01-01 on the story's wall clock.
        precision: the precision of the start.
        end: the end, later than the start.
        day_one: see `moment`.
        words: the words of a language. None: English.
        unit: see `moment`.
        doubts: about the start and the end.
    """
    words = words or english()
    doubt, end_doubt = doubts
    last_s = end.time_s if end.precision == "time" else max(start_s, end.time_s - LAST_SECOND_S)
    first = moment(start_s, precision, day_one, words, unit)
    last = moment(last_s, end.precision, day_one, words, unit)
    if last == first:
        return with_doubt(first, doubt or end_doubt, words)
    if precision == end.precision == "time" and not isinstance(day_one, str):
        one, other = (moment(time_s, "day", day_one, words) for time_s in (start_s, last_s))
        if one == other:
            last = clock(last_s, unit)
    elif precision == end.precision == "day" and day_one is None and doubts == (None, None):
        begins, ends = _rounded(start_s, "second"), _rounded(last_s, "second")
        if (begins.year, begins.month) == (ends.year, ends.month):
            days = words.phrase("timeSpan", start=str(begins.day), end=str(ends.day))
            month, year = words.month(begins.month), year_label(begins.year, words)
            return words.phrase("date", day=days, month=month, year=year)
    first, last = with_doubt(first, doubt, words), with_doubt(last, end_doubt, words)
    return words.phrase("timeSpan", start=first, end=last)


def contains_night(from_s: float, to_s: float) -> bool:
    """Return whether all hours from two to five of a night are between two story times."""
    # The first night that begins at or after the start of the gap.
    days = -floor(-(from_s - NIGHT_FROM_S) / DAY_S)
    night = days * DAY_S + NIGHT_FROM_S
    return night + (NIGHT_TO_S - NIGHT_FROM_S) <= to_s
