"""Find the end of an event from its start, in the time zones of both.

A length of hours is a length of time, also if clocks change during the event or its end is in
another zone. Days, months and years are those of the calendar where the event starts.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from geo.ancient_time import StoryTime
from geo.event_zones import converted, zone_named
from geo.formats.times.durations import Duration
from geo.formats.times.timestamps import wall_clock

_DAY = timedelta(days=1)
_UTC = "UTC"


class Zones(NamedTuple):
    """The zones of the start and the end of an event: IANA names or offsets. None: unknown."""

    start: str | None = None
    end: str | None = None


def end_after(start: StoryTime, duration: Duration, zones: Zones) -> StoryTime:
    """Return the end of an event with this duration, on the clock of the zone of its end.

    A start with an offset gives an end with this offset.

    Raises:
        OverflowError: its year is not from -9999 to 9999.
    """
    begun = duration.calendar_part_after(start)
    if not duration.time and zones.end in (None, zones.start):
        return begun
    if isinstance(begun, datetime) and begun.tzinfo is not None:
        return (begun.astimezone(UTC) + duration.time).astimezone(begun.tzinfo)
    if zones.start is None:
        return begun + duration.time
    instant = converted(begun, zones.start, _UTC) + duration.time
    return converted(instant, _UTC, zones.end or zones.start)


def next_clock_time(start: StoryTime, clock: time, zones: Zones) -> StoryTime:
    """Return the first time from the start at which a clock in the zone of the end shows `clock`.

    Raises:
        OverflowError: its year is not from -9999 to 9999.
    """
    zone = zones.end or zones.start
    local = start
    if zone is not None and isinstance(start, datetime) and start.tzinfo is not None:
        local = wall_clock(start, zone_named(zone))
    elif zone is not None and zones.start is not None:
        local = converted(start, zones.start, zone)
    end = at_clock(local, clock)
    return end if end >= local else end + _DAY


def at_clock(day: StoryTime, clock: time) -> StoryTime:
    """Return a time on the same day as another, in the same zone."""
    return day.replace(
        hour=clock.hour,
        minute=clock.minute,
        second=clock.second,
        microsecond=clock.microsecond,
    )
