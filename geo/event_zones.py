"""The time zones of events: IANA names such as Europe/Rome, and offsets such as +02:00."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache

from geo.ancient_time import EPOCH, AncientTime, StoryTime, time_since_epoch

_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>[01][0-9]|2[0-3]):(?P<minutes>[0-5][0-9])")
# Their signs are those of POSIX, the reverse of ISO 8601: Etc/GMT+5 is five hours behind UTC.
_POSIX = re.compile(r"Etc/GMT(?P<sign>[+-])(?P<hours>[1-9][0-9]?)")
# IANA zones in which the time is UTC.
_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/GMT", "GMT", "+00:00", "-00:00"})
_SIGNS = {"+": "+", "-": "\N{MINUS SIGN}"}


@cache
def zone_named(name: str) -> tzinfo:
    """Return the zone with an IANA name, or an offset from -23:59 to +23:59 such as `+02:00`.

    Raises:
        ValueError: there is no such zone.
    """
    found = _OFFSET.fullmatch(name)
    if found is not None:
        offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
        return timezone(-offset if found["sign"] == "-" else offset)
    return iana_zone(name)


def iana_zone(name: str) -> tzinfo:
    """Return the zone with an IANA name.

    Raises:
        ValueError: there is no such zone.
    """
    from zoneinfo import ZoneInfo  # noqa: PLC0415  most stories have no time zone

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder such as "America"
        raise ValueError(name) from None


def name_of_zone(time: datetime) -> str:
    """Return the zone of an aware time: its IANA name if it has one, else its offset."""
    return iana_name(time) or offset_text(time.utcoffset() or timedelta(0))


def iana_name(time: StoryTime) -> str | None:
    """Return the IANA name of the zone of an aware time. None: it has an offset, or no zone."""
    name = getattr(time.tzinfo, "key", None) or getattr(time.tzinfo, "zone", None)
    return name if isinstance(name, str) else None


def offset_text(offset: timedelta) -> str:
    """Write an offset, to the minute: `+02:00`."""
    minutes = round(abs(offset).total_seconds() / 60)
    sign = "-" if offset < timedelta(0) else "+"
    return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"


def with_zone(time: str, zone: str | None) -> str:
    """Return the text of a time with its zone, for messages. None: without."""
    return time if zone is None else f"{time} ({zone})"


def offset_if_repeated(time: StoryTime, zone: str | None) -> timedelta | None:
    """Return the offset of a time in the second of two equal hours, when clocks are set back.

    Without it, a local time in this hour means the first one. None: there is no such hour, or the
    zone is unknown (None).
    """
    if zone is None or isinstance(time, AncientTime) or not time.fold:
        return None
    try:
        offset = zone_named(zone).utcoffset(time)
    except ValueError:  # `geo.validation` reports it
        return None
    return None if offset == zone_named(zone).utcoffset(time.replace(fold=0)) else offset


def converted(time: StoryTime, from_zone: str, to_zone: str) -> StoryTime:
    """Return the time on the clocks of another zone. Times before the year 1 have no summer time.

    Raises:
        OverflowError: its year is not from -9999 to 9999.
    """
    if from_zone == to_zone:
        return time
    instant = time_since_epoch(time - EPOCH - _offset(time, zone_named(from_zone)))
    target = zone_named(to_zone)
    if isinstance(instant, datetime):
        with suppress(OverflowError):  # the first or the last day of `datetime`
            return instant.replace(tzinfo=UTC).astimezone(target).replace(tzinfo=None)
    return time_since_epoch(instant - EPOCH + _offset(instant, target))


def zone_label(name: str) -> str:
    """Write a zone for people: `Rome` for Europe/Rome, `UTC+2` for +02:00."""
    if name in _UTC_NAMES:
        return "UTC"
    posix = _POSIX.fullmatch(name)
    if posix is not None:
        return f"UTC{_SIGNS['-' if posix['sign'] == '+' else '+']}{posix['hours']}"
    found = _OFFSET.fullmatch(name)
    if found is None:
        return name.rpartition("/")[2].replace("_", " ")
    minutes = "" if found["minutes"] == "00" else f":{found['minutes']}"
    return f"UTC{_SIGNS[found['sign']]}{int(found['hours'])}{minutes}"


def _offset(time: StoryTime, zone: tzinfo) -> timedelta:
    """Return the offset of a zone at a time on its clocks."""
    known = datetime(1, 1, 2) if isinstance(time, AncientTime) else time
    return zone.utcoffset(known) or timedelta(0)
