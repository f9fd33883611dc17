"""Write story times as people read them, and find the nights between two times.

`geo/render/player/arithmetic/labels.js` has the same rules. The player also writes the labels of
gaps.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import floor

from geo.playback.time_scales import EPOCH, midnight_s
from geo.story import DayNames, Precision
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


def _day_number(time_s: float, day_one: date) -> int:
    return floor((time_s + SLACK_S - midnight_s(day_one)) / DAY_S) + 1


def moment(
    time_s: float, precision: Precision, day_one: DayNames = None, words: Words | None = None
) -> str:
    """Write a story time with the given precision.

    Args:
        time_s: seconds since 1970-01-01 on the story's wall clock.
        precision: how much of the time is known. Seconds are never shown.
        day_one: the date of day 1, from which days are counted ("Day 3"), unless the precision is
            month or year. None: the date is written out. `clock` or `counter`: only the time of
            day is written, as 06:05 or 0:00:03.
        words: the words of a language. None: English.
    """
    words = words or english()
    when = EPOCH + timedelta(seconds=floor(time_s + SLACK_S))
    if isinstance(day_one, str):
        seconds = f":{when.second:02d}" if day_one == "counter" else ""
        hour = f"{when.hour}" if seconds else f"{when.hour:02d}"
        return f"{hour}:{when.minute:02d}{seconds}"
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
    return words.phrase("dateAndTime", date=day, time=f"{when.hour:02d}:{when.minute:02d}")


def contains_night(from_s: float, to_s: float) -> bool:
    """Return whether all hours from two to five of a night are between two story times."""
    # The first night that begins at or after the start of the gap.
    days = -floor(-(from_s - NIGHT_FROM_S) / DAY_S)
    night = days * DAY_S + NIGHT_FROM_S
    return night + (NIGHT_TO_S - NIGHT_FROM_S) <= to_s
