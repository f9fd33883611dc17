"""What the columns of times in other people's files ask."""

from __future__ import annotations

from typing import Any

import pytest

import geo
from geo.errors import Question
from geo.formats.times.column_questions import is_date


def question(rows: list[dict[str, Any]], column: str | None = None) -> Question:
    """The question of a column, or of the only column with a problem."""
    found = geo.check(rows).problems
    (problem,) = (problem for problem in found if column in (None, problem.field))
    assert problem.asks is not None
    return problem.asks


def test_dates_ask_for_their_order_with_the_day_in_each() -> None:
    asked = question([{"title": "x", "date": "06/06/1932"}, {"title": "y", "date": "05/06/1932"}])
    assert (asked.about, asked.example) == ("dates", '"05/06/1932"')
    assert [tuple(reading) for reading in asked.readings] == [
        ("dates", "dmy", "day first: 1932-06-05"),
        ("dates", "mdy", "month first: 1932-05-06"),
    ]


def test_dates_in_both_orders_ask_which_one_counts_and_name_the_error_that_follows() -> None:
    rows = [{"title": "x", "date": "20/06/1932"}, {"title": "y", "date": "06/21/1932"}]
    asked = question(rows)
    assert asked.example == '"20/06/1932" and "06/21/1932"'
    assert [reading.meaning for reading in asked.readings] == [
        'day first, so "06/21/1932" is an error',
        'month first, so "20/06/1932" is an error',
    ]
    (problem,) = geo.check(rows, dates="dmy").problems
    assert (problem.severity, problem.row) == ("error", 2)


def test_numbers_ask_what_they_count_with_the_time_of_an_example() -> None:
    asked = question([{"title": "x", "time": 0}, {"title": "y", "time": 90}])
    assert (asked.about, asked.example) == ("numbers", "90")
    assert tuple(asked.readings[0]) == ("epoch", "s", "seconds since 1970 (1970-01-01 00:01)")
    assert tuple(asked.readings[-1]) == ("elapsed", "d", "days since the start of the story")


def test_numbers_of_different_units_ask_which_one_counts_with_the_times_of_both() -> None:
    rows = [{"title": "x", "time": 1_392_155_552}, {"title": "y", "time": 1_392_155_552_000}]
    asked = question(rows)
    assert asked.example == "1392155552 and 1392155552000"
    assert asked.readings[0][1:] == (
        "ms",
        "milliseconds since 1970 (1970-01-17 02:42 and 2014-02-11 21:52)",
    )
    assert not geo.check(rows, epoch="ms").problems


def test_large_numbers_in_a_column_of_dates_do_not_answer_the_order_of_the_dates() -> None:
    rows: list[dict[str, Any]] = [{"time": "05/06/1932"}, {"time": 1_392_155_552}]
    assert question(rows, "time").about == "dates"


def test_a_problem_that_no_choice_decides_asks_nothing() -> None:
    (problem,) = geo.check([{"title": "x", "date": "soon"}]).problems
    assert problem.asks is None


@pytest.mark.parametrize("number", [0, 90, -259_200, 86_400_000, 999_999_000])
def test_every_reading_that_a_question_offers_can_be_chosen(number: float) -> None:
    rows = [{"title": "x", "time": number}]
    for reading in question(rows).readings:
        choice: dict[str, Any] = {reading.keyword: reading.value}
        assert geo.read(rows, **choice).events[0].when.start is not None


@pytest.mark.parametrize("value", ["soon", "1:30", "10:30:00", 90, "90.5", "19320506", None])
def test_what_is_no_date_excludes_no_elapsed_times(value: Any) -> None:
    assert not is_date(value)


@pytest.mark.parametrize("value", ["1932-06-05", "05/06/1932", "5 June 1932", "1932/6/5 10:30"])
def test_a_date_in_another_column_excludes_elapsed_times(value: str) -> None:
    assert is_date(value)
    asked = question([{"title": "x", "time": 90}, {"title": "y", "date": value}], "time")
    assert {reading.keyword for reading in asked.readings} == {"epoch"}
