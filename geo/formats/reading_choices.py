"""What the viewer knows about a file, and the file does not say."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

DateOrder = Literal["dmy", "mdy"]
"""The order of a date in numbers: day, month, year; or month, day, year."""

EpochUnit = Literal["s", "ms", "us", "ns"]
"""What numbers of time count since 1970, in UTC: seconds to nanoseconds."""

DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)
EPOCH_UNITS: tuple[EpochUnit, ...] = get_args(EpochUnit)


class ReadingChoices(NamedTuple):
    """How to read what can mean several things. None: the file must show it, or it is an error."""

    dates: DateOrder | None = None
    """The order of dates in numbers, such as 05/06/1932."""
    epoch: EpochUnit | None = None
    """What numbers count since 1970."""
    keep_going: bool = False
    """Whether to leave out the events that have an error, instead of refusing the story."""


NO_CHOICES = ReadingChoices()


def checked_choices(dates: str | None, epoch: str | None) -> ReadingChoices:
    """Return the choices.

    Raises:
        ValueError: one of them does not exist; the message says which there are.
    """
    for name, value, allowed in (("dates", dates, DATE_ORDERS), ("epoch", epoch, EPOCH_UNITS)):
        if value is not None and value not in allowed:
            listed = ", ".join(map(repr, allowed))
            raise ValueError(f"{name}: found {value!r}, expected one of {listed}")
    return ReadingChoices(dates, epoch)  # type: ignore[arg-type]
