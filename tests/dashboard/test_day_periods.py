"""What the filter by time offers: days, dates, months, years, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from geo import Event, Story, When
from geo.dashboard.day_periods import DayPeriods, day_periods

NOON = datetime(1995, 5, 2, 12)


def story(*whens: When, day_one: date | None = None) -> Story:
    events = (Event(f"e{n}", "A", when=when) for n, when in enumerate(whens))
    return Story("S", tuple(events), day_one=day_one)


def every(days: int, count: int) -> Story:
    return story(*(When(NOON + timedelta(days=days * n)) for n in range(count)))


def year(number: int) -> When:
    return When(datetime(number, 1, 1), precision="year")


def month(number: int) -> When:
    return When(datetime(1940, number, 1), precision="month")


def century(first: int) -> When:
    return When(datetime(first, 1, 1), precision="century")


def choices(given: Story) -> tuple[str, list[str]]:
    periods = day_periods(given)
    return periods.title, list(periods.labels.values())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (story(When(NOON), When(NOON + timedelta(2)), day_one=NOON.date()), ("Days", ["1", "3"])),
        (every(1, 2), ("Dates", ["2 May 1995", "3 May 1995"])),
        (story(month(5), month(9)), ("Months", ["May 1940", "September 1940"])),
        (story(year(1066), When(NOON), year(2023)), ("Years", ["1066", "1995", "2023"])),
        (story(year(79), When(), year(410)), ("Years", ["79", "410"])),
        (story(century(1800), year(1850)), ("Years", ["19th century", "1850"])),
        (story(century(1800), year(1800), year(1850)), ("Years", ["1800", "1850"])),
    ],
)
def test_the_choices_are_as_precise_as_the_least_precise_time(given: Story, expected: Any) -> None:
    assert choices(given) == expected


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (every(1, 92), "Dates"),
        (every(1, 93), "Months"),
        (every(60, 31), "Dates"),
        (every(30, 61), "Months"),
        (every(30, 70), "Years"),
    ],
)
def test_a_long_story_has_months_or_years(given: Story, title: str) -> None:
    assert day_periods(given).title == title


@pytest.mark.parametrize(
    "given",
    [
        story(When(), When()),
        every(1, 1),
        story(When(NOON), When(NOON + timedelta(hours=1))),
        story(year(1940), month(3)),
    ],
)
def test_without_two_choices_there_are_none(given: Story) -> None:
    assert day_periods(given) == DayPeriods()


def test_a_story_without_real_dates_has_numbers_of_days() -> None:
    days = replace(every(days=1, count=3), clock="days")
    assert choices(days) == ("Days", ["1", "2", "3"])


def test_a_choice_stands_for_all_its_days() -> None:
    periods = day_periods(every(40, 70))
    first = next(iter(periods.days))
    assert periods.days_of((first,)) == (1, 41, 81, 121, 161, 201, 241)
    assert periods.choices_with((41, 1)) == (first,)
    assert periods.days_of((5_000,)) == periods.choices_with((5_000,)) == (5_000,)
