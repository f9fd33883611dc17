"""Parse dates and times as people and programs write them, where they can mean one thing only."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from unicodedata import combining, normalize

from geo.formats.reading_choices import DateOrder
from geo.formats.times.chinese_numerals import with_digits
from geo.formats.times.clock_times import CLOCK, time_from, with_plain_digits
from geo.formats.times.timestamps import (
    EXPECTED_MOMENT,
    Moment,
    has_date_form,
    in_named_zone,
    split_zone,
)
from geo.story import Precision

# Offsets of the zone names of RFC 5322, section 4.3, in hours. Other names mean different zones in
# different countries.
ZONES = {
    "Z": 0,
    "UT": 0,
    "UTC": 0,
    "GMT": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}

_CLOCK = (
    rf"(?:(?:[T ,]+(?:at |um |à )?|(?=上午|下午)|(?<=[日号號])){CLOCK}"
    r" ?(?P<zone>Z|[A-Za-z]{2,5}|(?:GMT|UTC)?[+-][0-9]{1,2}(?::?[0-9]{2})?)?(?: \([^()]*\))?)?"
)
# Before a date: a weekday, or a word such as "on", "le" or "am".
_WEEKDAY = r"(?:[^\W\d]+\.?,? )?"


def _pattern(date: str) -> re.Pattern[str]:
    return re.compile(date + _CLOCK)


_YEAR = r"(?P<year>[0-9]{4})"
_MONTH = r"(?P<month>[0-9]{1,2})"
_DAY = r"(?P<day>[0-9]{1,2})"
_NAME = r"(?P<name>[^\W\d]+)\.?"
_DAY_SIGN = "[日号號]"

_YEAR_FIRST = _pattern(rf"{_YEAR}(?P<mark>[-/.:]){_MONTH}(?P=mark){_DAY}")
_COMPACT = re.compile(
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})[T ]?"
    r"(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?(?P<zone>Z)?"
)
_ORDINAL = _pattern(rf"{_YEAR}-(?P<ordinal>[0-9]{{3}})")
_CHINESE = _pattern(rf"(?P<year>[0-9]{{1,4}})年(?:{_MONTH}月(?:{_DAY}{_DAY_SIGN})?)?")
_CHINESE_YEAR_LAST = _pattern(rf"{_MONTH}月(?:{_DAY}{_DAY_SIGN})?[,， ]*{_YEAR}年?")
_DAY_FIRST = _pattern(
    rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th|er|º|\.)?(?: of)?[ -](?:de )?{_NAME},?[ -](?:de )?{_YEAR}"
)
_MONTH_FIRST = _pattern(rf"{_WEEKDAY}{_NAME} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}")
_MONTH_ONLY = _pattern(rf"{_NAME},?[ -](?:de )?{_YEAR}")
_YEAR_AND_NAME = _pattern(rf"{_YEAR}[ -]{_NAME}(?:[ -]{_DAY})?")
_NUMBERS = _pattern(rf"(?P<one>[0-9]{{1,2}})(?P<mark>[-/.])(?P<two>[0-9]{{1,2}})(?P=mark){_YEAR}")

_FORMS = (
    *(_YEAR_FIRST, _COMPACT, _ORDINAL, _CHINESE, _CHINESE_YEAR_LAST),
    *(_DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY, _YEAR_AND_NAME),
)
# Dates whose year has two digits: 12-Jan-18, Jan 12, '18, 10/20/32.
_SHORT_YEAR = re.compile(
    r"(?:[0-9]{1,2}(?:st|nd|rd|th|\.)?[ -][^\W\d]+\.?,?[ -]|[^\W\d]+\.? [0-9]{1,2},? "
    r"|[0-9]{1,2}([-/.])[0-9]{1,2}\1)['’]?(?P<year>[0-9]{2})(?:[ ,T].*)?"
)


class WrittenDate(NamedTuple):
    """A date that has been read."""

    moment: Moment
    zone_name: str | None
    """The name of its zone, such as `PST`. None: it has none."""


def parse_written_date(text: str) -> WrittenDate:
    """Parse a date that can mean one thing only, such as "1 Jan 2013" or "2020/1/5 6:05".

    Raises:
        ValueError: it has another form, or no such day exists; the message says what was expected.
    """
    plain = with_digits(with_plain_digits(text))
    zoned = split_zone(plain)
    if zoned is not None:
        return WrittenDate(in_named_zone(parse_written_date(zoned[0]).moment, zoned[1]), None)
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found is not None:
            return _written_date(found.groupdict())
    short = _SHORT_YEAR.fullmatch(plain)
    if short is not None:
        year = short["year"]
        raise ValueError(f"a year with four digits, because {year} can be 19{year} or 20{year}")
    raise ValueError(EXPECTED_MOMENT)


def is_date_in_numbers(text: str) -> bool:
    """Return whether a text is a date such as 10/20/1932, whose order only its column can show."""
    return not has_date_form(text) and _NUMBERS.fullmatch(with_plain_digits(text)) is not None


def parse_date_in_numbers(text: str, order: DateOrder) -> WrittenDate:
    """Parse a date such as 10/20/1932 with a known order.

    Raises:
        ValueError: it has another form, or no such day exists; the message says what was expected.
    """
    found = _NUMBERS.fullmatch(with_plain_digits(text))
    if found is None:
        raise ValueError(EXPECTED_MOMENT)
    parts = found.groupdict()
    day, month = ("one", "two") if order == "dmy" else ("two", "one")
    return _written_date({**parts, "day": parts[day], "month": parts[month]})


def _written_date(parts: dict[str, str | None]) -> WrittenDate:
    try:
        day, precision = _day(parts)
        clock = time_from(parts) if parts.get("hour") else None
        zone = parts.get("zone")
        offset = _offset(zone)
    except ValueError as error:
        if str(error).startswith(("an ", "a time")):
            raise
        raise ValueError("a day and a time that exist, such as 1995-05-02T10:58") from None
    if clock is None:
        return WrittenDate(Moment(datetime.combine(day, time()), precision), None)
    return WrittenDate(Moment(datetime.combine(day, clock, offset), "time"), _name_of(zone))


def _day(parts: dict[str, str | None]) -> tuple[date, Precision]:
    """Return the day, and whether a day, a month or a year is known."""
    year = int(parts["year"] or 0)
    ordinal = parts.get("ordinal")
    if ordinal:
        day = date(year, 1, 1) + timedelta(days=int(ordinal) - 1)
        if day.year != year:
            raise ValueError(ordinal)
        return day, "day"
    month = _month_in(parts)
    number = parts.get("day")
    precision: Precision = "day" if number else "month" if month else "year"
    return date(year, int(month or 1), int(number or 1)), precision


def month_number(name: str) -> int | None:
    """Return the number of a month, by its name in one of five languages. None: it is no month."""
    return _months().get(_plain(name.removesuffix(".")))


def _month_in(parts: Mapping[str, str | None]) -> str | None:
    name = parts.get("name")
    if parts.get("month") or name is None:
        return parts.get("month")
    number = month_number(name)
    if number is None:
        raise ValueError(EXPECTED_MOMENT)
    return str(number)


@cache
def _months() -> dict[str, int]:
    text = files("geo.formats.times").joinpath("month_names.json").read_text("utf-8")
    names: dict[str, list[str]] = json.loads(text)
    return {
        _plain(name): number
        for language in names.values()
        for number, name in enumerate(language, start=1)
    }


def _plain(name: str) -> str:
    """Return a name in lower case without accents."""
    return "".join(c for c in normalize("NFKD", name.casefold()) if not combining(c))


def _offset(zone: str | None) -> timezone | None:
    if zone is None:
        return None
    if zone.upper() in ZONES:
        return timezone(timedelta(hours=ZONES[zone.upper()]))
    number = zone.removeprefix("GMT").removeprefix("UTC")
    if number[0] not in "+-":
        raise ValueError(f"an offset such as +01:00, because {zone} is not one zone")
    digits = number[1:].replace(":", "")
    hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if number[0] == "-" else offset)


def _name_of(zone: str | None) -> str | None:
    return zone if zone and zone.isalpha() and zone.upper() != "Z" else None
