"""The times at which a movement is at each position of its path."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from geo.ancient_time import StoryTime, story_seconds
from geo.event_zones import name_of_zone, zone_named

if TYPE_CHECKING:
    from geo.story import When

# Seconds along a path are rounded to milliseconds, the resolution of a story.
MILLISECOND_DIGITS = 3


def seconds_from_start(times: tuple[StoryTime, ...], when: When) -> tuple[float, ...]:
    """Return when a movement is at each position of its path, and when its event ends.

    Args:
        times: the times of a path, at least one.
        when: the time of the event.

    Returns:
        Seconds from the start of the event, ascending: one for each time, then the end of the
        event. Without a start, they count from the first time. Without an end, the event ends with
        the last time.
    """
    origin_s = story_seconds(times[0] if when.start is None else when.start)
    moments = [round(story_seconds(time) - origin_s, MILLISECOND_DIGITS) for time in times]
    end = when.end_on_start_clock
    if end is None or when.start is None:
        return (*moments, moments[-1])
    length_s = round(story_seconds(end) - origin_s, MILLISECOND_DIGITS)
    return (*moments, max(length_s, moments[-1]))


def local_times(times: tuple[Any, ...], zone: str | None) -> tuple[Any, ...]:
    """Return the times on the clock of a zone; those without a `tzinfo` are on that clock already.

    `zone` None: that of the first time. `geo.validation` reports a zone that does not exist, and
    values that are not times.
    """
    first = next((time for time in times if _is_aware(time)), None)
    if first is None:
        return times
    zone = zone or name_of_zone(first)
    return tuple(_on_clock(time, zone) if _is_aware(time) else time for time in times)


def _is_aware(time: Any) -> bool:
    return isinstance(time, datetime) and time.tzinfo is not None


def _on_clock(time: datetime, zone: str) -> datetime:
    with suppress(ValueError, OverflowError):
        time = time.astimezone(zone_named(zone))
    return time.replace(tzinfo=None)
