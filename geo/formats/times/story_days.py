"""Read times without a date: seconds since the start, days of the story, and times of day.

They need a date, because a `Story` has no other times. It is a first day that is never shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from geo.formats.foreign.loose_values import number_in
from geo.formats.reading_choices import ElapsedUnit
from geo.formats.times.chinese_numerals import with_digits
from geo.formats.times.clock_times import CLOCK, parse_clock, time_from
from geo.formats.times.timestamps import Moment

DAY_ONE = date(2001, 1, 1)
"""Day 1 of a story without dates: a Monday, and the first day of a month, year and century."""

_SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3_600.0, "d": 86_400.0}
_UNIT_NAMES = {
    "ms": "milliseconds",
    "s": "seconds",
    "min": "minutes",
    "h": "hours",
    "d": "days",
}
# Days of a story are small numbers; others in a column of days are days of a calendar program.
_LATEST_DAY = 9_999
_DAY = re.compile(
    r"(?:(?:day|día|dia|jour|tag) ?(?P<day>-?[0-9]{1,4})|第(?P<day_chinese>[0-9]{1,4})[天日])"
    rf"(?:(?: ?[,·] ?| at | ){CLOCK})?",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"([0-9]{1,6}):([0-5][0-9]):([0-5][0-9](?:\.[0-9]{1,6})?)")


class Dateless(NamedTuple):
    """How a column of times without a date is read."""

    kind: str
    """`elapsed`, `days` or `clock`."""
    reading: str
    """How the values are read, in words."""
    moment: Callable[[Any], Moment]
    """Reads a value. It raises a `ValueError` that says what was expected."""


def elapsed_times(unit: ElapsedUnit, day_one: date) -> Dateless:
    """Return how numbers since the start of the story are read, from 00:00 of `day_one`."""
    start = datetime.combine(day_one, time())
    expected = f"a number of {_UNIT_NAMES[unit]} since the start, or hours:minutes:seconds"

    def moment(value: Any) -> Moment:
        number = number_in(value)
        try:
            if number is not None:
                return Moment(start + timedelta(seconds=number * _SECONDS[unit]), "time")
            found = _COUNTER.fullmatch(value.strip()) if isinstance(value, str) else None
            if found is not None:
                hours, minutes, seconds = map(float, found.groups())
                passed = timedelta(hours=hours, minutes=minutes, seconds=seconds)
                return Moment(start + passed, "time")
        except OverflowError:
            raise ValueError("a time before the year 10000") from None
        raise ValueError(expected)

    return Dateless("elapsed", f"{_UNIT_NAMES[unit]} since the start", moment)


def dateless_times(name: str, values: Sequence[Any], day_one: date) -> Dateless | None:
    """Return how a column is read in which no value has a date. None: a value can have one.

    The numbers of a column `day` are days of the story, and so is "Day 2" in any column.
    """
    if not values:
        return None
    is_of_days = name.strip().casefold() == "day"
    if all(parse_clock(value) is not None for value in values):
        return Dateless("clock", "times of day", lambda value: _clock(value, day_one))
    if all(_story_day(value, is_of_days) is not None for value in values):
        return Dateless("days", "days of the story", lambda value: _day(value, day_one, is_of_days))
    return None


def _clock(value: Any, day_one: date) -> Moment:
    clock = parse_clock(value)
    assert clock is not None
    return Moment(datetime.combine(day_one, clock), "time")


def _day(value: Any, day_one: date, is_of_days: bool) -> Moment:
    found = _story_day(value, is_of_days)
    assert found is not None
    number, clock = found
    try:
        day = day_one + timedelta(days=number - 1)
    except OverflowError:
        raise ValueError("a day between the years 1 and 9999") from None
    return Moment(datetime.combine(day, clock or time()), "day" if clock is None else "time")


def _story_day(value: Any, is_of_days: bool) -> tuple[int, time | None] | None:
    """Return the number of a story day, with the time of day if there is one."""
    number = number_in(value)
    if number is not None:
        fits = is_of_days and number == int(number) and abs(number) <= _LATEST_DAY
        return (int(number), None) if fits else None
    found = _DAY.fullmatch(with_digits(value.strip())) if isinstance(value, str) else None
    if found is None:
        return None
    parts = found.groupdict()
    try:
        clock = time_from(parts) if parts["hour"] else None
    except ValueError:
        return None
    return int(parts["day"] or parts["day_chinese"]), clock
