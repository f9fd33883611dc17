"""Times before the year 1, which `datetime` cannot represent, and arithmetic with both.

Years are astronomical: 0 is 1 BC, -43 is 44 BC. Dates are of the proleptic Gregorian calendar, as
in ISO 8601 and `datetime`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import MINYEAR, datetime, timedelta
from functools import total_ordering
from typing import Any

# The zero point of story time. Wall-clock times have no zone, so this is not an instant in UTC.
EPOCH = datetime(1970, 1, 1)

LEAST_YEAR, GREATEST_YEAR = -9999, 9999

# The Gregorian calendar repeats after 400 years, which are 146,097 days. So an ancient time is kept
# as a `datetime` that many cycles later.
CYCLE_YEARS = 400
_CYCLE = timedelta(days=146_097)
# The first moment of the year 1, after EPOCH.
_FIRST = datetime(1, 1, 1) - EPOCH
_ISO_BEFORE_1 = re.compile(r"(?P<year>-[0-9]{4}|0000)(?P<rest>-.*)")
_UNITS = ("year", "month", "day", "hour", "minute", "second", "microsecond")


@total_ordering
class AncientTime:
    """A wall-clock time in the years -9999 to 0 (10000 BC to 1 BC). It cannot be changed.

    It is earlier than every `datetime`, and works with it: `<`, `-`, and `+` a `timedelta`.
    """

    __slots__ = ("_cycles", "_later")

    def __init__(
        self,
        year: int,
        month: int = 1,
        day: int = 1,
        hour: int = 0,
        minute: int = 0,
        second: int = 0,
        microsecond: int = 0,
    ) -> None:
        """Make a time from its units.

        Raises:
            ValueError: the year is not from -9999 to 0, or there is no such day or time of day.
        """
        if not LEAST_YEAR <= year < MINYEAR:
            raise ValueError(f"found the year {year}, expected a year from {LEAST_YEAR} to 0")
        self._cycles = cycles_before(year)
        self._later = datetime(
            year + self._cycles * CYCLE_YEARS, month, day, hour, minute, second, microsecond
        )

    tzinfo = None
    """An ancient time has no time zone."""

    def utcoffset(self) -> None:
        """Return None, as a `datetime` without a time zone does."""

    @property
    def year(self) -> int:
        """The astronomical year: 0 is 1 BC."""
        return self._later.year - self._cycles * CYCLE_YEARS

    @property
    def month(self) -> int:
        """The month, 1 to 12."""
        return self._later.month

    @property
    def day(self) -> int:
        """The day of the month, from 1."""
        return self._later.day

    @property
    def hour(self) -> int:
        """The hour, 0 to 23."""
        return self._later.hour

    @property
    def minute(self) -> int:
        """The minute, 0 to 59."""
        return self._later.minute

    @property
    def second(self) -> int:
        """The second, 0 to 59."""
        return self._later.second

    @property
    def microsecond(self) -> int:
        """The microsecond, 0 to 999,999."""
        return self._later.microsecond

    def replace(self, **units: int) -> StoryTime:
        """Return the time with other units (`year`, `month`, … `microsecond`).

        Raises:
            ValueError: the year is not from -9999 to 9999, or there is no such day or time of day.
        """
        return time_of(*(units.get(unit, getattr(self, unit)) for unit in _UNITS))

    def isoformat(self, sep: str = "T", timespec: str = "auto") -> str:
        """Return the time in ISO 8601 with a signed year, such as `-0043-03-15T00:00:00`."""
        rest = self._later.isoformat(sep, timespec)[len("2000") :]
        return ("-" if self.year < 0 else "") + f"{abs(self.year):04d}{rest}"

    def __repr__(self) -> str:
        """Show how to make this time."""
        units = [getattr(self, unit) for unit in _UNITS]
        while len(units) > len(("year", "month", "day")) and not units[-1]:
            units.pop()
        return f"AncientTime({', '.join(map(str, units))})"

    def __str__(self) -> str:
        """Return the time in ISO 8601, with a space before the time of day."""
        return self.isoformat(" ")

    def __eq__(self, other: object) -> bool:
        """Return whether both are the same ancient time. A `datetime` is never equal to one."""
        if isinstance(other, AncientTime):
            return self._since_epoch() == other._since_epoch()
        return False if isinstance(other, datetime) else NotImplemented

    def __hash__(self) -> int:
        """Return the same number for equal times."""
        return hash(self._since_epoch())

    def __lt__(self, other: object) -> bool:
        """Return whether this time is earlier than another one."""
        if isinstance(other, AncientTime):
            return self._since_epoch() < other._since_epoch()
        return True if isinstance(other, datetime) else NotImplemented

    def __sub__(self, other: Any) -> Any:
        """Return the `timedelta` to another time, or the time a `timedelta` earlier."""
        if isinstance(other, timedelta):
            return self + -other
        if isinstance(other, AncientTime):
            return self._since_epoch() - other._since_epoch()
        return (
            self._since_epoch() - (other - EPOCH) if isinstance(other, datetime) else NotImplemented
        )

    def __rsub__(self, other: Any) -> Any:
        """Return the `timedelta` from this time to a `datetime`."""
        return (
            (other - EPOCH) - self._since_epoch() if isinstance(other, datetime) else NotImplemented
        )

    def __add__(self, other: object) -> StoryTime:
        """Return the time a `timedelta` later: a `datetime` from the year 1.

        Raises:
            OverflowError: its year is not from -9999 to 9999.
        """
        if not isinstance(other, timedelta):
            return NotImplemented
        return time_since_epoch(self._since_epoch() + other)

    __radd__ = __add__

    def __reduce__(self) -> Any:
        """Let `pickle` and `copy` make the time from its units."""
        return AncientTime, tuple(getattr(self, unit) for unit in _UNITS)

    def _since_epoch(self) -> timedelta:
        return self._later - EPOCH - self._cycles * _CYCLE

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        """Accept only values of this class."""
        return {"type": "is-instance", "cls": cls}


StoryTime = datetime | AncientTime
"""A wall-clock time in the years -9999 to 9999."""


def time_of(year: int, month: int = 1, day: int = 1, *clock: int) -> StoryTime:
    """Return the time of an astronomical year, month, day, hour, minute, second, microsecond.

    Raises:
        ValueError: the year is not from -9999 to 9999, or there is no such day or time of day.
    """
    make: Callable[..., StoryTime] = AncientTime if year < MINYEAR else datetime
    return make(year, month, day, *clock)


def time_since_epoch(since: timedelta) -> StoryTime:
    """Return the time at this distance from 1970-01-01 00:00, on the same clock.

    Raises:
        OverflowError: its year is not from -9999 to 9999.
    """
    cycles = max(0, -((since - _FIRST) // _CYCLE))
    later = EPOCH + (since + cycles * _CYCLE)
    year = later.year - cycles * CYCLE_YEARS
    if year < LEAST_YEAR:
        raise OverflowError(f"the year {year} is before {LEAST_YEAR}")
    if not cycles:
        return later
    clock = (later.hour, later.minute, later.second, later.microsecond)
    return time_of(year, later.month, later.day, *clock)


def time_from_iso(text: str) -> StoryTime:
    """Read a time in ISO 8601, as `datetime.fromisoformat` does, with years from -9999.

    Raises:
        ValueError: the text is not such a time, or it has an offset and a year before 1.
    """
    found = _ISO_BEFORE_1.fullmatch(text)
    if found is None:
        return datetime.fromisoformat(text)
    year = int(found["year"])
    cycles = cycles_before(year)
    later = datetime.fromisoformat(f"{year + cycles * CYCLE_YEARS:04d}{found['rest']}")
    if later.tzinfo is not None:
        raise ValueError("a time before the year 1 has no offset")
    return time_of(year, *(getattr(later, unit) for unit in _UNITS[1:]))


def story_seconds(time: StoryTime) -> float:
    """Convert a naive wall-clock time to seconds since 1970-01-01 00:00 on the same clock."""
    seconds: float = (time - EPOCH).total_seconds()
    return seconds


def cycles_before(year: int) -> int:
    """Return how many cycles move a year before 1 to a year of `datetime` with the same days."""
    return (CYCLE_YEARS - year) // CYCLE_YEARS
