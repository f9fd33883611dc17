"""The times at which a movement is at each position of its path."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from geo.event_zones import name_of_zone, zone_named


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
