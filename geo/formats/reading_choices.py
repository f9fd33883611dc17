"""What the viewer knows about a file, and the file does not say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

DateOrder = Literal["dmy", "mdy"]
"""The order of a date in numbers: day, month, year; or month, day, year."""

EpochUnit = Literal["s", "ms", "us", "ns"]
"""What numbers of time count since 1970, in UTC: seconds to nanoseconds."""

ElapsedUnit = Literal["ms", "s", "min", "h", "d"]
"""What numbers of time count since the start of the story: milliseconds to days."""

DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)
EPOCH_UNITS: tuple[EpochUnit, ...] = get_args(EpochUnit)
ELAPSED_UNITS: tuple[ElapsedUnit, ...] = get_args(ElapsedUnit)

_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


class ReadingChoices(NamedTuple):
    """How to read what can mean several things. None: the file must show it, or it is an error."""

    dates: DateOrder | None = None
    """The order of dates in numbers, such as 05/06/1932."""
    epoch: EpochUnit | None = None
    """What numbers count since 1970."""
    elapsed: ElapsedUnit | None = None
    """What numbers count since the start of the story."""
    timezone: str | None = None
    """The story's time zone, an IANA name, instead of that in the file."""
    columns: Mapping[str, str] = _NO_COLUMNS
    """The name of the column (or property) for a field, instead of the usual names."""
    tracks: str | None = None
    """The name of the column (or property) whose values identify what moves: all points with the
    same value are one movement. `none`: each point is an event. None: as `tracks` in `geo.read`."""
    keep_going: bool = False
    """Whether to leave out the events that have an error, instead of refusing the story."""
    size: str | None = None
    """The name of the column (or property) of numbers that gives the size of the markers."""
    colour: str | None = None
    """The name of the column (or property) of numbers that gives the colour of the events."""
    keep_numbers: bool = False
    """Whether the report has the numbers of all columns, so that one can be chosen later."""


NO_CHOICES = ReadingChoices()


def checked_choices(
    dates: str | None = None,
    epoch: str | None = None,
    elapsed: str | None = None,
    timezone: str | None = None,
    columns: Mapping[str, str] | None = None,
    tracks: str | None = None,
    *,
    keep_going: bool = False,
    size: str | None = None,
    colour: str | None = None,
) -> ReadingChoices:
    """Return the choices.

    Raises:
        ValueError: one of them does not exist, or two exclude each other; the message says which
            there are.
    """
    _require("dates", dates, DATE_ORDERS)
    _require("epoch", epoch, EPOCH_UNITS)
    _require("elapsed", elapsed, ELAPSED_UNITS)
    if epoch is not None and elapsed is not None:
        raise ValueError("epoch, elapsed: numbers count either since 1970 or since the start")
    if timezone is not None:
        _require_timezone(timezone)
    if columns is not None and not isinstance(columns, Mapping):
        expected = 'a mapping such as {"start": "DATE OCC"}'
        raise ValueError(f"columns: found {columns!r}, expected {expected}")
    for field, column in (columns or {}).items():
        _require_column(field, column)
    _require_name("tracks", tracks, "the name of a column, or 'none'")
    for choice, name in (("size", size), ("colour", colour)):
        _require_name(choice, name, "the name of a column of numbers")
    given: Any = (dates, epoch, elapsed, timezone, columns or _NO_COLUMNS, tracks, keep_going)
    return ReadingChoices(*given)._replace(size=size, colour=colour)


def _require(name: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        listed = ", ".join(map(repr, allowed))
        raise ValueError(f"{name}: found {value!r}, expected one of {listed}")


def _require_name(choice: str, name: object, expected: str) -> None:
    if name is not None and not (isinstance(name, str) and name):
        raise ValueError(f"{choice}: found {name!r}, expected {expected}")


def _require_timezone(name: str) -> None:
    from geo.event_zones import iana_zone  # noqa: PLC0415  most stories have no time zone

    try:
        iana_zone(name)
    except (TypeError, ValueError):
        expected = "an IANA time zone such as Europe/Rome"
        raise ValueError(f"timezone: found {name!r}, expected {expected}") from None


def _require_column(field: str, column: object) -> None:
    from geo.formats.foreign.field_aliases import ALIASES  # noqa: PLC0415

    if field not in ALIASES:
        listed = ", ".join(ALIASES)
        raise ValueError(f"columns: there is no field {field!r}; the fields are {listed}")
    if not isinstance(column, str) or not column:
        raise ValueError(f"columns: {field}: found {column!r}, expected the name of a column")
