"""Times without a date: days of the story, and times of day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

import geo
from geo import Event, Story, When
from geo.ancient_time import time_of
from geo.playback import timeline, timeline_json
from geo.playback.event_times import event_time
from geo.story import Clock

NOON = datetime(2001, 1, 1, 12)


def story_of(*rows: dict[str, Any]) -> Story:
    return geo.read([{"title": "x", "lon": 1, "lat": 2} | row for row in rows])


def readings(story: Story) -> list[str]:
    unit = story.clock_unit
    return [event_time(event.when, story.day_names, unit=unit) for event in story.events]


@pytest.mark.parametrize(
    "values",
    [(1, 2, 10), ("1", "2", "10"), ("Day 1", "day 2", "DAY 10"), ("第1天", "第2天", "第10天")],
)
def test_a_column_of_days_alone_has_days_of_the_story(values: tuple[Any, ...]) -> None:
    story = story_of(*({"day": value} for value in values))
    assert readings(story) == ["Day 1", "Day 2", "Day 10"]
    assert (story.clock, story.events[0].when.precision) == ("days", "day")


@pytest.mark.parametrize("text", ["Day 3 10:30", "Day 3 · 10:30", "day 3, 10:30 am", "Tag 3 10:30"])
def test_a_day_in_words_can_have_a_time_of_day(text: str) -> None:
    assert readings(story_of({"when": text}, {"when": "Day 1"})) == ["Day 3 · 10:30", "Day 1"]


def test_a_day_and_a_time_of_day_in_two_columns_are_combined() -> None:
    story = story_of({"day": 2, "time": "10:30"}, {"day": 1, "time": 930})
    assert readings(story) == ["Day 2 · 10:30", "Day 1 · 09:30"]


def test_a_day_with_a_year_and_a_month_is_a_date() -> None:
    story = story_of({"year": 1966, "month": 7, "day": 12})
    assert (story.events[0].when.start, story.clock) == (datetime(1966, 7, 12), "calendar")


def test_times_of_day_alone_are_one_day_and_show_no_date() -> None:
    story = story_of({"date": "06:05"}, {"date": "07:13"}, {"date": "6:05 PM"})
    assert readings(story) == ["06:05", "07:13", "18:05"]


def test_seconds_are_shown_if_a_story_without_dates_has_them() -> None:
    story = geo.read([{"title": "x", "time": second} for second in (0, 1, 3)], elapsed="s")
    assert readings(story) == ["0:00:00", "0:00:01", "0:00:03"]
    assert story.clock == "elapsed"


def test_a_span_without_a_date_has_two_times_of_day() -> None:
    story = story_of({"start": "06:05", "end": "07:13"})
    assert readings(story) == ["06:05–07:13"]


def test_days_are_numbered_when_a_story_without_dates_is_longer_than_a_day() -> None:
    story = geo.read([{"title": "x", "time": hour} for hour in (0, 34.5)], elapsed="h")
    assert readings(story) == ["Day 1 · 00:00", "Day 2 · 10:30"]
    overnight = story_of({"start": "23:00", "end": "01:00"})
    assert readings(overnight) == ["Day 1 · 23:00–Day 2 · 01:00"]


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([{"day": 3}, {"date": "1960-05-02"}], "day"),
        ([{"day": 1, "end": "1960-05-02"}], "end"),
        ([{"date": "1960-05-02", "end": "Day 3"}], "end"),
    ],
    ids=str,
)
def test_days_of_the_story_beside_dates_are_an_error(rows: list[Any], field: str) -> None:
    (problem,) = geo.check([{"title": "x"} | row for row in rows]).problems
    assert (problem.severity, problem.field) == ("error", field)
    assert "--column" in str(problem)


@pytest.mark.parametrize(
    ("when", "clock", "day_one", "expected"),
    [
        (When(NOON), "days", None, "clock"),
        (When(NOON), "elapsed", None, "counter"),
        (When(NOON, datetime(2001, 1, 2)), "days", None, "clock"),
        (When(NOON, datetime(2001, 1, 2, 0, 1)), "elapsed", None, date(2001, 1, 1)),
        (When(datetime(2001, 1, 1), precision="day"), "days", None, date(2001, 1, 1)),
        (When(NOON), "elapsed", date(2000, 12, 31), date(2000, 12, 31)),
        (When(NOON), "calendar", None, None),
        (When(), "days", None, None),
        (When(time_of(-43)), "days", None, None),
    ],
)
def test_days_are_named_by_number_only_if_there_are_several(
    when: When, clock: Clock, day_one: date | None, expected: Any
) -> None:
    events = (Event(id="1", title="x", when=when),)
    assert Story("x", events, clock=clock, day_one=day_one).day_names == expected


def test_times_that_count_from_the_start_have_no_nights() -> None:
    rows = [{"title": "x", "time": hour} for hour in (0, 10)]
    assert timeline_json(timeline(geo.read(rows, elapsed="h")), ())["labels"]["is_elapsed"]
    assert "is_elapsed" not in timeline_json(timeline(story_of({"time": "10:00"})), ())["labels"]


def test_a_day_after_the_last_year_is_an_error() -> None:
    feature = {"type": "Feature", "properties": {"title": "x", "day": 9}}
    member = {"day_one": "9999-12-30"}
    source = {"type": "FeatureCollection", "story": member, "features": [feature]}
    with pytest.raises(geo.StoryError, match="a day between the years 1 and 9999"):
        geo.read(source)


def test_an_end_after_the_last_year_is_ignored_with_a_warning() -> None:
    row = {"title": "x", "date": "9999-12-31", "time": "23:00", "end": "01:00"}
    story, (problem,), _ = geo.check([row])
    assert story is not None
    assert (problem.field, problem.expected) == ("end", "an end before the year 10000")
