"""Read numbers as times: years, days of Excel, digits of a date, and counts since 1970."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from geo.ancient_time import time_of
from geo.formats.reading_choices import EpochUnit
from geo.formats.times.timestamps import Moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Excel counts days from here; day 60 is 29 February 1900, which did not exist (ECMA-376, part 1,
# 18.17.4.1), so this is right from 1 March 1900.
_EXCEL_EPOCH = datetime(1899, 12, 30)
PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
# Below these, a number counts the unit: as seconds, 10**11 would be after the year 5138.
_LARGEST: tuple[tuple[float, EpochUnit], ...] = ((1e11, "s"), (1e14, "ms"), (1e17, "us"))
_COMPACT_DIGITS = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}


def unit_of(number: float) -> EpochUnit:
    """Return the unit that a number since 1970 counts, by its size."""
    return next((unit for limit, unit in _LARGEST if abs(number) < limit), "ns")


def written_number(number: float) -> str:
    """Write a number as a file has it: 5, not 5.0."""
    return str(int(number)) if number == int(number) else repr(number)


def astronomical_year(number: float) -> Moment:
    """Read a year in which 0 is 1 BC, as in ISO 8601."""
    return Moment(time_of(int(number)), "year")


def historical_year(number: float) -> Moment:
    """Read a year in which -44 is 44 BC, and there is no year 0."""
    return Moment(time_of(int(number) + (number < 0)), "year")


def compact_form(number: float) -> str | None:
    """Return the form of a number of digits that make a date, such as 20180101; else None."""
    digits = f"{number:.0f}"
    form = _COMPACT_DIGITS.get(len(digits))
    if form is None or not "1000" <= digits[:4] <= "2999":
        return None
    try:
        datetime.strptime(digits, form)
    except ValueError:
        return None
    return form


def compact_date(number: float) -> Moment:
    """Read a number of digits that make a date.

    Raises:
        ValueError: they make none; the message says what was expected.
    """
    form = compact_form(number)
    if form is None:
        raise ValueError("a date in digits, YYYYMMDD")
    time = datetime.strptime(f"{number:.0f}", form)
    return Moment(time, "day" if len(form) == len("%Y%m%d") else "time")


def excel_day(number: float) -> Moment:
    """Read a day of Excel."""
    return Moment(_EXCEL_EPOCH + timedelta(days=number), "day")


def excel_time(number: float) -> Moment:
    """Read a day of Excel with a time of day as its fraction."""
    return Moment(_EXCEL_EPOCH + timedelta(seconds=round(number * 86_400)), "time")


def time_since_1970(number: float, unit: str) -> Moment:
    """Read a number of seconds (`s`) to nanoseconds (`ns`) since 1970, in UTC.

    Raises:
        ValueError: the year is not from 1 to 9999.
    """
    try:
        return Moment(_EPOCH + timedelta(seconds=number / PER_SECOND[unit]), "time")
    except (OverflowError, ValueError):
        raise ValueError("a time between the years 1 and 9999") from None
