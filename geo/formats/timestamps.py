"""Times as story files write them: ISO 8601 of any precision, or a number of seconds since 1970."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from geo.story import Precision

EXPECTED_MOMENT = "an ISO 8601 date or time such as 1995-05-02T10:58"

# What the JSON Schema can say about a moment; `parse_moment` is the judge.
MOMENT_PATTERN = (
    r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ][0-9]{2}(:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?)?"
    r"(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?)?)?$"
)
_ISO = re.compile(
    r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}([T ](?!24)[0-9:.,]+ ?(Z|[+-][0-9:]+)?)?", re.IGNORECASE
)
_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")

# A count of seconds above this would lie beyond the year 5138; such a count is of milliseconds.
_LARGEST_SECONDS = 1e11
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(NamedTuple):
    """A point in time as written. `time` carries an offset only where the file gave one.

    What the precision leaves out is filled with its smallest value: "1995" is 1 January, midnight.
    """

    time: datetime
    precision: Precision


def parse_moment(value: object) -> Moment:
    """Read an ISO 8601 date or time.

    Raises:
        ValueError: its message says what was expected.
    """
    if not isinstance(value, str):
        raise ValueError(EXPECTED_MOMENT)
    if len(value) in (16, 19) and value[10] == "T":
        try:  # the usual form, without the regular expressions below
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
        raise ValueError("a day and a time that exist, such as 1995-05-02T10:58") from None


def wall_clock(moment: datetime, zone: tzinfo) -> datetime:
    """The time that a clock in `zone` shows. A time without an offset is such a time already.

    Raises:
        ValueError: the zone's clock would show a year outside 1 to 9999.
    """
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        raise ValueError("a year from 1 to 9999 in the story's time zone") from None


def common_offset(moments: Collection[Moment]) -> tzinfo | None:
    """The clock that all the times were read from: the one offset that each of them carries.

    Days, months and years have no time of day, so they say nothing of a clock. None: no time has
    an offset, or they do not agree, or some have none.
    """
    offsets = {one.time.utcoffset() for one in moments if one.precision == "time"}
    offset = offsets.pop() if len(offsets) == 1 else None
    return None if offset is None else timezone(offset)


def offsets_in(moments: Collection[Moment]) -> tuple[str, ...]:
    """The offsets of the times, each once, in order: `+02:00`, or `none`."""
    return tuple(
        dict.fromkeys(
            "none" if one.time.tzinfo is None else one.time.isoformat()[-6:]
            for one in moments
            if one.precision == "time"
        )
    )


def period_end(moment: Moment) -> datetime:
    """The moment at which the year, month or day that was given is over; a given time itself.

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


def moment_from_number(value: float, *, milliseconds: bool) -> Moment:
    """A number in somebody else's file: a year (1995), a day (19950502), or a time since 1970 UTC.

    Raises:
        ValueError: its message says what was expected.
    """
    whole = value == int(value) and not milliseconds
    if whole and 1000 <= value <= 9999:
        return Moment(datetime(int(value), 1, 1), "year")
    if whole and 1500_01_01 <= value <= 2199_12_31:
        try:
            return Moment(datetime.strptime(str(int(value)), "%Y%m%d"), "day")
        except ValueError:
            pass  # no such day, so it counts seconds
    try:
        return Moment(_EPOCH + timedelta(seconds=value / 1000 if milliseconds else value), "time")
    except (OverflowError, ValueError):
        raise ValueError("a time between the years 1 and 9999") from None


def counts_milliseconds(largest: float) -> bool:
    """Whether the largest number among a file's times shows that they count milliseconds."""
    return largest > _LARGEST_SECONDS


def format_moment(time: datetime, precision: Precision = "time") -> str:
    """ISO 8601 with no more parts than the precision has, and no empty seconds."""
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
    """Read a date, YYYY-MM-DD.

    Raises:
        ValueError: its message says what was expected.
    """
    if isinstance(value, str) and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError("a date such as 1995-05-02")
