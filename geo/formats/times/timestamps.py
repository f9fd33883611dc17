"""Parse and format times in files: ISO 8601 of any precision, and EDTF of level 1.

EDTF is part of ISO 8601-2:2019: `~` after a date means "about", `?` "uncertain", `%` both, and X
an unknown digit of a year (`198X`, `19XX`), month or day (`1984-XX`).
https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from geo import calendar_periods
from geo.ancient_time import AncientTime, StoryTime, time_of
from geo.event_zones import iana_zone
from geo.story import Doubt, Precision

EXPECTED_MOMENT = "an ISO 8601 date or time such as 1995-05-02T10:58"

# The pattern for the JSON Schema, which is less strict than `parse_moment`.
MOMENT_PATTERN = (
    r"^-?([0-9]{2}XX|[0-9]{3}X|[0-9]{4}(-W[0-9]{2}|-[0-9]{2}(-[0-9]{2}"
    r"([T ][0-9]{2}(:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
    r"(\[!?[A-Za-z][A-Za-z0-9_+/-]*\])?)?)?)?)"
    r"[~?%]?$"
)
_ISO = re.compile(
    r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}([T ](?!24)[0-9:.,]+ ?(Z|[+-][0-9:]+)?)?", re.IGNORECASE
)
_OFFSET = re.compile(r" ?[+-][0-9:]+$")
_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_EXTENDED = re.compile(
    r"(?P<year>[0-9]{2}XX|[0-9]{3}X|[0-9]{4}|[+-](?:[0-9]{2}XX|[0-9]{3}X|[0-9]{4,6}))"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)(?:[T ](?P<clock>[0-9:.,]+))?)?"
    r"|-?W(?P<week>[0-9]{2})(?:-?(?P<weekday>[1-7]))?)?(?P<doubt>[~?%]?)",
    re.IGNORECASE,
)
# RFC 9557: the name of the zone after the time.
_ZONED = re.compile(r"(?P<time>.*[0-9Zz])\[!?(?P<zone>[A-Za-z][A-Za-z0-9_+/-]*)\]")
_DOUBTS: dict[str, Doubt] = {"~": "approximate", "?": "uncertain", "%": "both"}
_MARKS = {doubt: mark for mark, doubt in _DOUBTS.items()}


class Moment(NamedTuple):
    """A point in time from a file. `time` has an offset only if the file gave one.

    Units below the precision have their lowest value: "1995" is 1 January, 00:00.
    """

    time: StoryTime
    precision: Precision
    doubt: Doubt | None = None


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


def split_zone(text: str) -> tuple[str, str] | None:
    """Return the time and the zone of a text such as `2019-09-20T07:00+02:00[Europe/Rome]`.

    None: no zone is named.
    """
    found = _ZONED.fullmatch(text)
    return None if found is None else (found["time"], found["zone"])


def in_named_zone(moment: Moment, name: str) -> Moment:
    """Return a time of day in the zone with an IANA name. The offset counts if it has one.

    Raises:
        ValueError: there is no such zone, and the time has no offset.
    """
    time_given = moment.time
    if moment.precision != "time" or not isinstance(time_given, datetime):
        return moment
    try:
        zone = iana_zone(name)
        if time_given.tzinfo is None:
            return moment._replace(time=time_given.replace(tzinfo=zone))
        return moment._replace(time=time_given.astimezone(zone))
    except OverflowError:  # the first or the last day of `datetime`
        return moment
    except ValueError:
        if time_given.tzinfo is None:
            raise ValueError("an IANA time zone such as [Europe/Rome]") from None
        return moment


def _parse_any(text: str) -> Moment:
    if text[-1:] in _DOUBTS and _ISO.fullmatch(text[:-1]):
        return _parse_any(text[:-1])._replace(doubt=_DOUBTS[text[-1]])
    zoned = split_zone(text)
    if zoned is not None:
        return in_named_zone(_parse_any(zoned[0]), zoned[1])
    has_usual_form = _YEAR.fullmatch(text) or _MONTH.fullmatch(text) or _ISO.fullmatch(text)
    if not has_usual_form or text.startswith("0000"):
        return _parse_extended(text)
    try:
        if len(text) == 4:
            return Moment(datetime(int(text), 1, 1), "year")
        if len(text) == 7:
            return Moment(datetime(int(text[:4]), int(text[5:]), 1), "month")
        precision: Precision = "time" if len(text) > 10 else "day"
        return Moment(datetime.fromisoformat(text.upper().replace(" +", "+")), precision)
    except ValueError:
        raise ValueError(_expected_instead(text)) from None


def _parse_extended(text: str) -> Moment:
    """Parse a date with a sign, a doubt, unknown digits or a week, or of the year 0."""
    found = _EXTENDED.fullmatch(text)
    if found is None:
        raise ValueError(EXPECTED_MOMENT)
    parts = found.groupdict()
    doubt = _DOUBTS.get(parts["doubt"])
    digits = parts["year"].upper()
    unknown: Precision | None = {1: "decade", 2: "century"}.get(digits.count("X"))  # type: ignore[assignment]
    try:
        year = int(digits.replace("X", "0"))
        if unknown is not None:
            # The first of the years, counted from zero: the year 0 is of the century before ours.
            year = int(digits.replace("X", "9")) if digits.startswith("-") else max(year, 1)
            return Moment(time_of(year), unknown, doubt)
        if parts["week"] is not None:
            return _week(year, int(parts["week"]), parts["weekday"], doubt)
        month, day = (_known_number(parts[unit]) for unit in ("month", "day"))
        if parts["clock"]:
            clock = time.fromisoformat(parts["clock"].replace(",", "."))
            units = (clock.hour, clock.minute, clock.second, clock.microsecond)
            return Moment(time_of(year, _or_1(month), _or_1(day), *units), "time", doubt)
        precision: Precision = "year" if month is None else "month" if day is None else "day"
        return Moment(time_of(year, _or_1(month), _or_1(day)), precision, doubt)
    except ValueError:
        raise ValueError(
            "a day and a time that exist, such as 1995-05-02T10:58 or -0043-03-15"
        ) from None


def _or_1(number: int | None) -> int:
    return 1 if number is None else number


def _known_number(digits: str | None) -> int | None:
    return None if digits is None or digits.upper() == "XX" else int(digits)


def _week(year: int, week: int, weekday: str | None, doubt: Doubt | None) -> Moment:
    # The first ISO week of a year is the one with 4 January.
    first = calendar_periods.first_moment(time_of(year, 1, 4), "week")
    start = first + timedelta(weeks=week - 1, days=int(weekday or 1) - 1)
    if week < 1 or calendar_periods.iso_week(start) != (year, week):
        raise ValueError(week)
    return Moment(start, "week" if weekday is None else "day", doubt)


def _expected_instead(text: str) -> str:
    """Say what is wrong in a text that has the form of a time: the day, the time or the offset."""
    offset = _OFFSET.search(text, len("1995-05-02"))
    if offset is not None:
        with suppress(ValueError):
            datetime.fromisoformat(text[: offset.start()].strip().upper())
            return "an offset from -23:59 to +23:59"
    return "a day and a time that exist, such as 1995-05-02T10:58"


def wall_clock(moment: StoryTime, zone: tzinfo) -> StoryTime:
    """Return the local time in `zone`. A time without an offset is not changed.

    Raises:
        ValueError: the year of the local time is not from 1 to 9999.
    """
    if isinstance(moment, AncientTime) or moment.tzinfo is None:
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


def period_end(moment: Moment) -> StoryTime:
    """Return the end of the period of a moment; a time of day is returned unchanged."""
    return calendar_periods.period_end(moment.time, moment.precision)


def format_moment(
    time: StoryTime,
    precision: Precision = "time",
    doubt: Doubt | None = None,
    offset: str = "",
) -> str:
    """Write a time as ISO 8601 up to its precision, without seconds if they are 0.

    `offset` is written after a time of day that has none.
    """
    return _format_certain(time, precision) + offset + ("" if doubt is None else _MARKS[doubt])


def _format_certain(time: StoryTime, precision: Precision) -> str:
    if precision == "time":
        whole_minute = not (time.second or time.microsecond)
        return time.isoformat(timespec="minutes" if whole_minute else "auto")
    date = time.isoformat(timespec="minutes")[: -len("T00:00")]
    if precision == "day":
        return date
    if precision == "week":
        week_year, week = calendar_periods.iso_week(time)
        return f"{_format_certain(time_of(week_year), 'year')}-W{week:02d}"
    if precision == "month":
        return date[: -len("-01")]
    year = date[: -len("-01-01")]
    digits = {"century": 2, "decade": 1}.get(precision, 0)
    return year[: len(year) - digits] + "X" * digits


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
