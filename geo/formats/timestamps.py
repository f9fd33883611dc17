"""Parse and format times in files: ISO 8601 of any precision."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from geo.story import Precision

EXPECTED_MOMENT = "an ISO 8601 date or time such as 1995-05-02T10:58"

# The pattern for the JSON Schema, which is less strict than `parse_moment`.
MOMENT_PATTERN = (
    r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ][0-9]{2}(:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?)?"
    r"(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?)?)?$"
)
_ISO = re.compile(
    r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}([T ](?!24)[0-9:.,]+ ?(Z|[+-][0-9:]+)?)?", re.IGNORECASE
)
_OFFSET = re.compile(r" ?[+-][0-9:]+$")
_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


class Moment(NamedTuple):
    """A point in time from a file. `time` has an offset only if the file gave one.

    Units below the precision have their lowest value: "1995" is 1 January, 00:00.
    """

    time: datetime
    precision: Precision


def has_date_form(value: object) -> bool:
    """Return whether a value is a text that begins as an ISO 8601 date: four digits and a hyphen.

    A text of this form is no number, no time of day, and no date such as 05/06/1932.
    """
    return type(value) is str and value[4:5] == "-" and value[:4].isdigit()


def parse_moment(value: object) -> Moment:
    """Parse an ISO 8601 date or time.

    Raises:
        ValueError: the value is invalid; the message says what was expected.
    """
    if not isinstance(value, str):
        raise ValueError(EXPECTED_MOMENT)
    if len(value) in (16, 19) and value[10] == "T":
        try:  # the most frequent form, without regular expressions
            return Moment(datetime.fromisoformat(value), "time")
        except ValueError:
            pass
    return _parse_any(value.strip())


def _parse_any(text: str) -> Moment:
    if not (_YEAR.fullmatch(text) or _MONTH.fullmatch(text) or _ISO.fullmatch(text)):
        raise ValueError(EXPECTED_MOMENT)
    try:
        if len(text) == 4:
            return Moment(datetime(int(text), 1, 1), "year")
        if len(text) == 7:
            return Moment(datetime(int(text[:4]), int(text[5:]), 1), "month")
        precision: Precision = "time" if len(text) > 10 else "day"
        return Moment(datetime.fromisoformat(text.upper().replace(" +", "+")), precision)
    except ValueError:
        raise ValueError(_expected_instead(text)) from None


def _expected_instead(text: str) -> str:
    """Say what is wrong in a text that has the form of a time: the day, the time or the offset."""
    offset = _OFFSET.search(text, len("1995-05-02"))
    if offset is not None:
        with suppress(ValueError):
            datetime.fromisoformat(text[: offset.start()].strip().upper())
            return "an offset from -23:59 to +23:59"
    return "a day and a time that exist, such as 1995-05-02T10:58"


def wall_clock(moment: datetime, zone: tzinfo) -> datetime:
    """Return the local time in `zone`. A time without an offset is not changed.

    Raises:
        ValueError: the year of the local time is not from 1 to 9999.
    """
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        raise ValueError("a year from 1 to 9999 in the story's time zone") from None


def common_offset(moments: Collection[Moment]) -> tzinfo | None:
    """Return the offset of all times, if it is the same. Days, months and years are ignored.

    None: the times have no offset or different ones, or some have none.
    """
    offsets = {moment.time.utcoffset() for moment in moments if moment.precision == "time"}
    offset = offsets.pop() if len(offsets) == 1 else None
    return None if offset is None else timezone(offset)


def offsets_in(moments: Collection[Moment]) -> tuple[str, ...]:
    """Return the different offsets of the times in order, such as `+02:00`."""
    return tuple(
        dict.fromkeys(
            moment.time.isoformat()[-6:]
            for moment in moments
            if moment.precision == "time" and moment.time.tzinfo is not None
        )
    )


def period_end(moment: Moment) -> datetime:
    """Return the end of the year, month or day; a time of day is returned unchanged.

    Raises:
        ValueError: the period ends after the year 9999.
    """
    time, precision = moment
    try:
        if precision == "year":
            return time.replace(year=time.year + 1)
        if precision == "month":
            return (time + timedelta(days=31)).replace(day=1)
        return time + timedelta(days=1) if precision == "day" else time
    except (ValueError, OverflowError):
        raise ValueError("an end before the year 10000") from None


def format_moment(time: datetime, precision: Precision = "time") -> str:
    """Write a time as ISO 8601 up to its precision, without seconds if they are 0."""
    if precision == "year":
        return f"{time.year:04d}"
    if precision == "month":
        return f"{time.year:04d}-{time.month:02d}"
    if precision == "day":
        return time.date().isoformat()
    if time.second or time.microsecond:
        return time.isoformat()
    return time.isoformat(timespec="minutes")


def parse_day(value: object) -> date:
    """Parse a date, YYYY-MM-DD.

    Raises:
        ValueError: the value is invalid; the message says what was expected.
    """
    if isinstance(value, str) and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError("a date such as 1995-05-02")
