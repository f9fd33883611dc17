"""Read numbers that count since 1970, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from geo.formats.timestamps import Moment

PER_SECOND: Final = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
"""How many of each `EpochUnit` are a second."""
UNIT_NAMES: Final = {
    "s": "seconds",
    "ms": "milliseconds",
    "us": "microseconds",
    "ns": "nanoseconds",
}
"""The plural of each `EpochUnit`."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def since_1970(number: float, unit: str) -> Moment:
    """Return the time this number of units after 1970 began. `unit` is an `EpochUnit`.

    Raises:
        ValueError: the time is outside the years 1 to 9999; the message says what was expected.
    """
    try:
        return Moment(_EPOCH + timedelta(seconds=number / PER_SECOND[unit]), "time")
    except (OverflowError, ValueError):
        raise ValueError("a time between the years 1 and 9999") from None
