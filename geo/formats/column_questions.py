"""The problems of columns of times, and the questions that some of them ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from geo.errors import PossibleReading, Question
from geo.formats.epoch_times import UNIT_NAMES, since_1970
from geo.formats.reading_choices import DATE_ORDERS, ELAPSED_UNITS, EPOCH_UNITS, DateOrder
from geo.formats.story_days import elapsed_times
from geo.formats.timestamps import Moment, format_moment
from geo.formats.written_dates import parse_date_in_numbers
from geo.problem_list import show

ORDER_NAMES: Final[dict[DateOrder, str]] = {"dmy": "day first", "mdy": "month first"}
"""Each order of dates, in words."""


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


def undecided_unit(
    name: str, numbers: Sequence[float], values: Sequence[Any], day_one: date
) -> ColumnProblem:
    """Name a number of a column that can be several times.

    `numbers` are those in its `values`. `day_one` is day 1 of the story.
    """
    number = max(numbers, key=abs)
    found = f"{number:.17g}"
    readings = " or ".join(
        f"{_meaning(number, unit)[:-1]}, --epoch {unit})" for unit in EPOCH_UNITS[:2]
    )
    undecided = f"the numbers of {show(name)} do not show what they count"
    return ColumnProblem(
        found,
        "dates, or numbers that can mean one time only",
        f"{undecided}: {found} can be {readings}; choose one, or --elapsed s if they count from "
        "the start of the story, or write dates",
        Question("numbers", found, undecided, tuple(_readings(number, numbers, values, day_one))),
    )


def _readings(
    number: float, numbers: Sequence[float], values: Sequence[Any], day_one: date
) -> Iterable[PossibleReading]:
    """Yield the readings that fit all values. `number` is the example."""
    for unit in EPOCH_UNITS:
        if _fit(numbers, partial(since_1970, unit=unit)):
            yield PossibleReading("epoch", unit, _meaning(number, unit))
    for passed in ELAPSED_UNITS:
        elapsed = elapsed_times(passed, day_one)
        if _fit(values, elapsed.moment):
            yield PossibleReading("elapsed", passed, f"{elapsed.reading} of the story")


def _meaning(number: float, unit: str) -> str:
    time = since_1970(number, unit).time.isoformat()[: len("1970-01-01T00:00")]
    return f"{UNIT_NAMES[unit]} since 1970 ({time})"


def _fit(values: Iterable[Any], read: Callable[[Any], Moment]) -> bool:
    try:
        for value in values:
            read(value)
    except ValueError:
        return False
    return True
