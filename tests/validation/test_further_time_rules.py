"""The rules for the times of events on a further time scale."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from geo import Event, Story, When
from geo.validation import validate
from tests.sample import diary_story

NIGHT = datetime(1872, 12, 21, 20, 45)


def story(when: When, scale: Any = "Travellers' diary") -> Story:
    return Story("Eighty days", (Event("a", "A", when=when),), further_scale=scale)


def test_times_on_a_named_scale_are_valid() -> None:
    assert validate(diary_story()) == ()


def test_a_date_has_the_precision_of_a_day() -> None:
    day: Any = date(1872, 12, 21)
    assert When(further_time=day) == When(
        further_time=datetime(1872, 12, 21), further_precision="day"
    )


def test_without_a_time_there_is_no_precision() -> None:
    assert When(further_precision="year") == When()


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When(further_time=NIGHT.replace(tzinfo=UTC)), "a time without a time zone"),
        (
            When(further_time=NIGHT, further_precision="day"),
            "1872-12-21T00:00:00 for",
        ),
        (When(further_time="1872"), "a datetime"),  # type: ignore[arg-type]
    ],
)
def test_an_invalid_time_is_an_error_that_names_the_event_and_the_field(
    when: When, expected: str
) -> None:
    (problem,) = validate(story(when))
    assert (problem.feature, problem.field) == ('event "a"', "when.further_time")
    assert expected in problem.expected


def test_a_time_in_a_story_that_names_no_scale_is_an_error_that_says_what_to_do() -> None:
    (problem,) = validate(story(When(further_time=NIGHT), None))
    assert problem.field == "when.further_time"
    assert "name it in story.further_scale" in problem.message


@pytest.mark.parametrize("name", ["", " ", "x" * 61, 5])
def test_the_name_of_the_scale_is_a_short_text(name: Any) -> None:
    problems = validate(story(When(), name))
    assert [(problem.feature, problem.field) for problem in problems] == [
        ("story", "further_scale")
    ]
