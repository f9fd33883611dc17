"""Parse dates and times as people and programs write them, where they can mean one thing only."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from geo.formats.reading_choices import DateOrder
from geo.formats.timestamps import EXPECTED_MOMENT, Moment

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
    r"(?:[T ,]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})"
    r"(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r" ?(?P<zone>Z|[A-Za-z]{2,5}|(?:GMT|UTC)?[+-][0-9]{1,2}(?::?[0-9]{2})?)?(?: \([^()]*\))?)?"
)
_WEEKDAY = r"(?:[^\W\d]+\.?,? )?"


def _pattern(date: str) -> re.Pattern[str]:
    return re.compile(date + _CLOCK)


_YEAR = r"(?P<year>[0-9]{4})"
_MONTH = r"(?P<month>[0-9]{1,2})"
_DAY = r"(?P<day>[0-9]{1,2})"
_NAME = r"(?P<name>[^\W\d]+)\.?"

_YEAR_FIRST = _pattern(rf"{_YEAR}(?P<mark>[-/.]){_MONTH}(?P=mark){_DAY}")
_COMPACT = re.compile(
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})[T ]?"
    r"(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?(?P<zone>Z)?"
)
_CHINESE = _pattern(rf"(?P<year>[0-9]{{1,4}})年(?:{_MONTH}月(?:{_DAY}[日号])?)?")
_DAY_FIRST = _pattern(
    rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th|er|º|\.)?[ -](?:de )?{_NAME},?[ -](?:de )?{_YEAR}"
)
_MONTH_FIRST = _pattern(rf"{_WEEKDAY}{_NAME} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}")
_MONTH_ONLY = _pattern(rf"{_NAME},? (?:de )?{_YEAR}")
_NUMBERS = _pattern(rf"(?P<one>[0-9]{{1,2}})(?P<mark>[-/.])(?P<two>[0-9]{{1,2}})(?P=mark){_YEAR}")

_FORMS = (_YEAR_FIRST, _COMPACT, _CHINESE, _DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY)


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
    for form in _FORMS:
        found = form.fullmatch(text.strip())
        if found is not None:
            return _written_date(found.groupdict())
    raise ValueError(EXPECTED_MOMENT)


def is_date_in_numbers(text: str) -> bool:
    """Return whether a text is a date such as 10/20/1932, whose order only its column can show."""
    return _NUMBERS.fullmatch(text.strip()) is not None


def parse_date_in_numbers(text: str, order: DateOrder) -> WrittenDate:
    """Parse a date such as 10/20/1932 with a known order.

    Raises:
        ValueError: it has another form, or no such day exists; the message says what was expected.
    """
    found = _NUMBERS.fullmatch(text.strip())
    if found is None:
        raise ValueError(EXPECTED_MOMENT)
    parts = found.groupdict()
    day, month = ("one", "two") if order == "dmy" else ("two", "one")
    return _written_date({**parts, "day": parts[day], "month": parts[month]})


def _written_date(parts: dict[str, str | None]) -> WrittenDate:
    month = parts.get("month") or _month_number(parts.get("name"))
    day, hour, zone = parts.get("day"), parts.get("hour"), parts.get("zone")
    fraction = (parts.get("fraction") or "0")[:6].ljust(6, "0")
    try:
        time = datetime(
            int(parts["year"] or 0),
            int(month or 1),
            int(day or 1),
            int(hour or 0),
            int(parts.get("minute") or 0),
            int(parts.get("second") or 0),
            int(fraction),
        )
        offset = _offset(zone)
    except ValueError as error:
        if str(error).startswith("an offset"):
            raise
        raise ValueError("a day and a time that exist, such as 1995-05-02T10:58") from None
    if hour is not None:
        return WrittenDate(Moment(time.replace(tzinfo=offset), "time"), _name_of(zone))
    return WrittenDate(Moment(time, "day" if day else "month" if month else "year"), None)


def _month_number(name: str | None) -> str | None:
    if name is None:
        return None
    number = _months().get(name.casefold())
    if number is None:
        raise ValueError(EXPECTED_MOMENT)
    return str(number)


@cache
def _months() -> dict[str, int]:
    text = files("geo.formats").joinpath("month_names.json").read_text("utf-8")
    names: dict[str, list[str]] = json.loads(text)
    months = {
        name.casefold(): number
        for language in names.values()
        for number, name in enumerate(language, start=1)
    }
    return months | {"sept": 9}


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
