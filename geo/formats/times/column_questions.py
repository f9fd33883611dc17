"""The problems of columns of times, and the questions that some of them ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from geo.errors import PossibleReading, Question
from geo.formats.foreign.loose_values import number_in
from geo.formats.reading_choices import (
    DATE_ORDERS,
    ELAPSED_UNITS,
    EPOCH_UNITS,
    DateOrder,
    EpochUnit,
)
from geo.formats.times.number_times import time_since_1970, unit_of, written_number
from geo.formats.times.story_days import DAY_ONE, elapsed_times
from geo.formats.times.timestamps import Moment, format_moment, has_date_form
from geo.formats.times.written_dates import (
    is_date_in_numbers,
    parse_date_in_numbers,
    parse_written_date,
)
from geo.problem_list import show

ORDER_NAMES: Final[dict[DateOrder, str]] = {"dmy": "day first", "mdy": "month first"}
"""Each order of dates, in words."""
UNIT_NAMES: Final = {
    "s": "seconds",
    "ms": "milliseconds",
    "us": "microseconds",
    "ns": "nanoseconds",
}
"""What numbers since 1970 count, in words."""
# A larger number of seconds is after 1973; smaller ones are near 1970 in any unit.
_PLAUSIBLE: Final = 10**8
EXPECTED_NUMBER: Final = "dates, or numbers that can mean one time only"
"""What is expected of a number in a column of times."""


class ColumnProblem(NamedTuple):
    """What is wrong with a column, or what was assumed about it: the parts of a `Problem`."""

    found: str
    expected: str
    message: str
    asks: Question | None = None


def undecided_order(dates: Iterable[str]) -> ColumnProblem | None:
    """Name a date that is another day in the other order. None: there is none.

    `dates` are dates in numbers that fit both orders.
    """
    for text in dates:
        days = {
            order: format_moment(parse_date_in_numbers(text, order).moment.time, "day")
            for order in DATE_ORDERS
        }
        if days["dmy"] == days["mdy"]:
            continue
        undecided = (
            f"{show(text)} can be {days['dmy']} or {days['mdy']}, and no date of the column "
            "decides it"
        )
        readings = tuple(
            PossibleReading("dates", order, f"{ORDER_NAMES[order]}: {day}")
            for order, day in days.items()
        )
        return ColumnProblem(
            show(text),
            "dates whose order of day and month is known",
            f"{undecided}; choose --dates dmy (day first) or --dates mdy (month first)",
            Question("dates", show(text), undecided, readings),
        )
    return None


def both_orders(dates: Sequence[str]) -> ColumnProblem | None:
    """Name two dates with different orders. None: one of them does not exist in any order."""
    first = {
        order: next(
            (text for text in dates if fits_order(text, order) and not fits_order(text, other)),
            None,
        )
        for order, other in (DATE_ORDERS, DATE_ORDERS[::-1])
    }
    if None in first.values():
        return None
    shown = {order: show(text) for order, text in first.items()}
    found = f"{shown['dmy']} and {shown['mdy']}"
    undecided = f"{shown['dmy']} has the day first and {shown['mdy']} the month first"
    readings = tuple(
        PossibleReading("dates", order, f"{ORDER_NAMES[order]}, so {shown[other]} is an error")
        for order, other in (DATE_ORDERS, DATE_ORDERS[::-1])
    )
    return ColumnProblem(
        found,
        "dates with one order of day and month",
        f"{undecided}; correct one of them, or choose --dates dmy (day first) or --dates mdy "
        "(month first)",
        Question("dates", found, undecided, readings),
    )


def fits_order(text: str, order: DateOrder) -> bool:
    """Return whether a date in numbers exists in an order of day and month."""
    try:
        parse_date_in_numbers(text, order)
    except ValueError:
        return False
    return True


def undecided_unit(name: str, numbers: Sequence[float]) -> ColumnProblem:
    """Name a number of a column that can be several times. `numbers` are those of the column."""
    number = max(numbers, key=abs)
    found = written_number(number)
    readings = " or ".join(
        f"{UNIT_NAMES[unit]} since 1970 ({_minute(number, unit, 'T')}, --epoch {unit})"
        for unit in EPOCH_UNITS[:2]
    )
    undecided = f"the numbers of {show(name)} do not show what they count"
    return ColumnProblem(
        found,
        EXPECTED_NUMBER,
        f"{undecided}: {found} can be {readings}; choose one, or --elapsed s if they count from "
        "the start of the story, or write dates",
        Question("numbers", found, undecided, tuple(_readings(number, numbers))),
    )


def different_units(numbers: Sequence[float], unit: EpochUnit) -> ColumnProblem | None:
    """Name a number that counts a longer unit than the largest one does. None: there is none.

    Args:
        numbers: the numbers of a column.
        unit: what the largest one counts since 1970.
    """
    for number in numbers:
        own = unit_of(number)
        if own == unit or abs(number) < _PLAUSIBLE:
            continue
        shown, largest = written_number(number), written_number(max(numbers, key=abs))
        found = f"{shown} and {largest}"
        undecided = (
            f"{shown} looks like {UNIT_NAMES[own]} since 1970 and {largest} like {UNIT_NAMES[unit]}"
        )
        readings = tuple(
            PossibleReading("epoch", other, f"{UNIT_NAMES[other]} since 1970 ({times})")
            for other in EPOCH_UNITS
            if (times := _minutes((number, max(numbers, key=abs)), other))
        )
        return ColumnProblem(
            found,
            "numbers of one unit",
            f"{undecided}; correct one of them, or choose --epoch {unit}",
            Question("numbers", found, undecided, readings),
        )
    return None


def with_dates_elsewhere(problem: ColumnProblem) -> ColumnProblem:
    """Return the problem of a column without the readings that another column's dates exclude.

    If a column has dates, no column counts since the start of the story.
    """
    asks = problem.asks
    if asks is None:
        return problem
    readings = tuple(reading for reading in asks.readings if reading.keyword != "elapsed")
    return problem._replace(asks=asks._replace(readings=readings))


def is_date(value: Any) -> bool:
    """Return whether a value is a text with a date, in any order."""
    if not isinstance(value, str) or number_in(value) is not None:
        return False
    if has_date_form(value) or is_date_in_numbers(value):
        return True
    try:
        parse_written_date(value)
    except ValueError:
        return False
    return True


def _readings(example: float, numbers: Sequence[float]) -> Iterable[PossibleReading]:
    """Yield the readings in which all numbers are times that exist."""
    extremes = (min(numbers), max(numbers))
    for unit in EPOCH_UNITS:
        if _exist(extremes, partial(time_since_1970, unit=unit)):
            meaning = f"{UNIT_NAMES[unit]} since 1970 ({_minute(example, unit, ' ')})"
            yield PossibleReading("epoch", unit, meaning)
    for passed in ELAPSED_UNITS:
        elapsed = elapsed_times(passed, DAY_ONE)
        if _exist(extremes, elapsed.moment):
            yield PossibleReading("elapsed", passed, f"{elapsed.reading} of the story")


def _minutes(numbers: Sequence[float], unit: str) -> str:
    """Return the times of numbers since 1970. Empty: one of them does not exist."""
    if not _exist(numbers, partial(time_since_1970, unit=unit)):
        return ""
    return " and ".join(_minute(number, unit, " ") for number in numbers)


def _minute(number: float, unit: str, separator: str) -> str:
    time = time_since_1970(number, unit).time.isoformat()[: len("1970-01-01T00:00")]
    return time.replace("T", separator)


def _exist(numbers: Iterable[float], read: Callable[[float], Moment]) -> bool:
    try:
        for number in numbers:
            read(number)
    except ValueError:
        return False
    return True
