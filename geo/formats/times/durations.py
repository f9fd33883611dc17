"""Read how long an event lasts: ISO 8601, or a number whose unit is in the name of its column."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import timedelta
from typing import NamedTuple

from geo.ancient_time import CYCLE_YEARS, StoryTime
from geo.formats.foreign.loose_values import number_in

EXPECTED_DURATION = "a duration such as PT2H30M, or a number in a column such as duration_minutes"

# ISO 8601-1, 5.5.2.
_ISO = re.compile(
    r"P(?:(?P<years>[0-9]{1,5})Y)?(?:(?P<months>[0-9]{1,6})M)?(?:(?P<weeks>[0-9]+)W)?"
    r"(?:(?P<days>[0-9]+(?:\.[0-9]+)?)D)?"
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
_MONTHS_OF_YEAR = 12


class Duration(NamedTuple):
    """How long an event lasts: months and days of the calendar, and then a length of time."""

    months: int
    days: int
    time: timedelta

    def calendar_part_after(self, start: StoryTime) -> StoryTime:
        """Return the time after the months and days, on the same clock.

        A month after 31 January is the last day of February.

        Raises:
            OverflowError: its year is not from -9999 to 9999.
        """
        years, month = divmod(start.month - 1 + self.months, _MONTHS_OF_YEAR)
        year, month = start.year + years, month + 1
        # The calendar repeats after a cycle, and `monthrange` has no years before the year 1.
        last = monthrange(year % CYCLE_YEARS + CYCLE_YEARS, month)[1]
        try:
            reached = start.replace(year=year, month=month, day=min(start.day, last))
        except ValueError as error:
            raise OverflowError(year) from error
        return reached + timedelta(days=self.days)


def parse_duration(value: object, name: str) -> Duration:
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


def _duration(parts: dict[str, float]) -> Duration:
    years, months = int(parts.pop("years", 0)), int(parts.pop("months", 0))
    try:
        length = timedelta(**parts)
    except OverflowError:
        raise ValueError(EXPECTED_DURATION) from None
    # The days of the calendar are whole, and so are those that a duration names.
    days = int(parts.get("days", 0) + 7 * parts.get("weeks", 0))
    return Duration(years * _MONTHS_OF_YEAR + months, days, length - timedelta(days=days))
