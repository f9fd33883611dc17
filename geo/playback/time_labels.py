"""Write story times and the lengths of gaps in plain English.

`geo/render/player/arithmetic/labels.js` writes times by the same rules. Only Python writes gap
labels.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import floor

from geo.playback.time_scales import EPOCH, midnight_s
from geo.story import Precision

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DATE_AND_CLOCK = "{date} · {clock}"
DAY = "Day {number}"
NIGHT_PASSES = "the night passes"
# For each unit: the text for one, for one and a half, and for several.
PASSES = {
    "minute": ("a minute passes", "a minute and a half passes", "{number} minutes pass"),
    "hour": ("an hour passes", "an hour and a half passes", "{number} hours pass"),
    "day": ("a day passes", "a day and a half passes", "{number} days pass"),
    "week": ("a week passes", "a week and a half passes", "{number} weeks pass"),
    "month": ("a month passes", "a month and a half passes", "{number} months pass"),
    "year": ("a year passes", "a year and a half passes", "{number} years pass"),
}
# Numbers up to twelve and multiples of ten are written as words, all others as digits.
NUMBERS = {
    2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
    10: "ten", 11: "eleven", 12: "twelve", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty",
    60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
}  # fmt: skip

MINUTE_S = 60.0
HOUR_S = 3_600.0
DAY_S = 86_400.0
WEEK_S = 7 * DAY_S
# The mean Gregorian month and year: 146,097 days in 400 years.
YEAR_S = 365.2425 * DAY_S
MONTH_S = YEAR_S / 12
# Name, length in seconds, and the gap length from which the next unit is used (the last: never).
UNITS = (
    ("minute", MINUTE_S, HOUR_S),
    ("hour", HOUR_S, 20 * HOUR_S),
    ("day", DAY_S, 14 * DAY_S),
    ("week", WEEK_S, 60 * DAY_S),
    ("month", MONTH_S, 11.5 * MONTH_S),
    ("year", YEAR_S, float("inf")),
)
# A gap that contains all the hours from two to five contains a night.
NIGHT_FROM_S = 2 * HOUR_S
NIGHT_TO_S = 5 * HOUR_S
# A gap of this length or more is counted in days, even if it contains a night.
ONE_NIGHT_S = 20 * HOUR_S
# A time read from an axis can be a few microseconds short of a full minute.
SLACK_S = 0.001


def _day_number(time_s: float, day_one: date) -> int:
    return floor((time_s + SLACK_S - midnight_s(day_one)) / DAY_S) + 1


def moment(time_s: float, precision: Precision, day_one: date | None = None) -> str:
    """Write a story time (in seconds) with the given precision.

    `day_one` None: the date is written out. Otherwise days are counted from it ("Day 3"), unless
    the precision is month or year. Seconds are never shown.
    """
    when = EPOCH + timedelta(seconds=floor(time_s + SLACK_S))
    if precision == "year":
        return str(when.year)
    if precision == "month":
        return f"{MONTHS[when.month - 1]} {when.year}"
    if day_one is None:
        day = f"{when.day} {MONTHS[when.month - 1]} {when.year}"
    else:
        day = DAY.format(number=_day_number(time_s, day_one))
    if precision == "day":
        return day
    return DATE_AND_CLOCK.format(date=day, clock=f"{when.hour:02d}:{when.minute:02d}")


def gap_label(from_s: float, to_s: float) -> str:
    """Describe the gap between two story times (in seconds), such as "the night passes"."""
    length = to_s - from_s
    if length < ONE_NIGHT_S and contains_night(from_s, to_s):
        return NIGHT_PASSES
    unit, size = next((unit, size) for unit, size, limit in UNITS if length < limit)
    one, one_and_a_half, several = PASSES[unit]
    count = length / size
    if count < 1.25:
        return one
    if count < 1.75:
        return one_and_a_half
    number = floor(count + 0.5)
    return several.format(number=NUMBERS.get(number, str(number)))


def contains_night(from_s: float, to_s: float) -> bool:
    """Return whether all hours from two to five of a night are between two story times."""
    # The first night that begins at or after the start of the gap.
    days = -floor(-(from_s - NIGHT_FROM_S) / DAY_S)
    night = days * DAY_S + NIGHT_FROM_S
    return night + (NIGHT_TO_S - NIGHT_FROM_S) <= to_s
