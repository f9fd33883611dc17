"""Read how long an event lasts: ISO 8601, or a number whose unit is in the name of its column."""

from __future__ import annotations

import re
from datetime import timedelta

from geo.formats.loose_values import number_in

EXPECTED_DURATION = "a duration such as PT2H30M, or a number in a column such as duration_minutes"

# ISO 8601-1, 5.5.2. A month or a year has no length of its own, so neither is read.
_ISO = re.compile(
    r"P(?:(?P<weeks>[0-9]+)W)?(?:(?P<days>[0-9]+(?:\.[0-9]+)?)D)?"
    r"(?:T(?:(?P<hours>[0-9]+(?:\.[0-9]+)?)H)?(?:(?P<minutes>[0-9]+(?:\.[0-9]+)?)M)?"
    r"(?:(?P<seconds>[0-9]+(?:\.[0-9]+)?)S)?)?"
)
_CLOCK = re.compile(r"(?P<hours>[0-9]{1,3}):(?P<minutes>[0-5][0-9])(?::(?P<seconds>[0-5][0-9]))?")
_UNITS = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), "seconds"),
    **dict.fromkeys(("min", "minute", "minutes", "mins"), "minutes"),
    **dict.fromkeys(("h", "hr", "hour", "hours", "hrs"), "hours"),
    **dict.fromkeys(("d", "day", "days"), "days"),
}


def parse_duration(value: object, name: str) -> timedelta:
    """Return a duration. `name` is that of its column.

    Raises:
        ValueError: the value is invalid; the message says what was expected.
    """
    number = number_in(value)
    unit = _UNITS.get(re.split(r"[\W_]+", name.casefold())[-1])
    if number is not None and unit is not None and number >= 0:
        return _duration({unit: number})
    if isinstance(value, str):
        text = value.strip()
        found = _ISO.fullmatch(text.upper()) or _CLOCK.fullmatch(text)
        if found is not None and any(found.groupdict().values()):
            return _duration({unit: float(part) for unit, part in found.groupdict("0").items()})
    raise ValueError(EXPECTED_DURATION)


def _duration(parts: dict[str, float]) -> timedelta:
    try:
        return timedelta(**parts)
    except OverflowError:
        raise ValueError(EXPECTED_DURATION) from None
