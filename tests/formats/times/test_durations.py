"""The end of an event from its duration."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

import geo
from geo.ancient_time import AncientTime, StoryTime


@pytest.mark.parametrize(
    ("value", "name", "duration"),
    [
        ("PT2H", "duration", timedelta(hours=2)),
        ("P1DT2H30M15.5S", "duration", timedelta(days=1, hours=2, minutes=30, seconds=15.5)),
        ("P1M", "duration", timedelta(days=31)),
        ("P1Y2M", "duration", timedelta(days=366 + 31 + 28)),
        ("P1Y", "duration", timedelta(days=366)),
        ("P1.5D", "duration", timedelta(hours=36)),
        ("P2W", "Duration", timedelta(weeks=2)),
        ("1:30", "duration", timedelta(hours=1, minutes=30)),
        (90, "duration_minutes", timedelta(minutes=90)),
        ("90", "duration min", timedelta(minutes=90)),
        (1.5, "duration_hours", timedelta(hours=1.5)),
        (0, "duration_s", timedelta(0)),
    ],
)
def test_a_duration_gives_the_end(value: Any, name: str, duration: timedelta) -> None:
    row = {"title": "x", "start": "2024-01-01T10:00", name: value}
    when = geo.read([row]).events[0].when
    assert when.end == datetime(2024, 1, 1, 10) + duration


@pytest.mark.parametrize("value", ["P", "PT", "P1.5M", "two hours", 90, -5, "P99999999999D"])
def test_a_duration_that_cannot_be_read_is_left_out_with_a_warning(value: Any) -> None:
    story, problems, _ = geo.check([{"title": "x", "start": "2024-01-01T10:00", "duration": value}])
    assert story is not None
    assert story.events[0].when.end is None
    (problem,) = problems
    assert (problem.severity, problem.field) == ("warning", "duration")
    assert "PT2H30M" in str(problem)


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2024-01-31T10:00", "P1M", datetime(2024, 2, 29, 10)),
        ("2023-12-31", "P2M", datetime(2024, 2, 29)),
        ("2024-02-29", "P1Y", datetime(2025, 2, 28)),
        ("-0001-02-28", "P1Y", AncientTime(0, 2, 28)),
        ("0000-12-31", "P2M", datetime(1, 2, 28)),
        ("1914", "P1Y", datetime(1915, 1, 1)),
    ],
)
def test_a_month_ends_on_the_last_day_of_a_shorter_month(
    start: str, duration: str, end: StoryTime
) -> None:
    row = {"title": "x", "start": start, "duration": duration}
    assert geo.read([row]).events[0].when.end == end


ROME = {"title": "x", "timezone": "Europe/Rome"}
# In Rome, clocks go from 02:00 to 03:00 on 31 March 2024, and from 03:00 to 02:00 on 27 October.


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2024-03-31T01:30", "PT2H", datetime(2024, 3, 31, 4, 30)),
        ("2024-10-27T01:30", "PT2H", datetime(2024, 10, 27, 2, 30)),
        ("2024-03-30T12:00", "P1D", datetime(2024, 3, 31, 12)),
        ("2024-03-30T12:00", "PT24H", datetime(2024, 3, 31, 13)),
        ("2024-03-30T23:30Z", "PT3H", datetime(2024, 3, 31, 4, 30)),
    ],
)
def test_hours_are_counted_as_they_pass_and_days_by_the_calendar(
    start: str, duration: str, end: datetime
) -> None:
    of_event = geo.read([ROME | {"start": start, "duration": duration}])
    assert of_event.events[0].when.end == end
    rows = [{"title": "x", "start": start, "duration": duration}]
    assert geo.read(rows, timezone="Europe/Rome").events[0].when.end == end


@pytest.mark.parametrize(
    ("given", "end"),
    [
        ({"duration": "PT7H"}, datetime(2024, 1, 2, 10)),
        ({"end": "10:00"}, datetime(2024, 1, 2, 10)),
        ({"end": "02:00"}, datetime(2024, 1, 3, 2)),
        ({"end": "23:00"}, datetime(2024, 1, 2, 23)),
    ],
)
@pytest.mark.parametrize("start", ["2024-01-01T22:00", "2024-01-02T03:00Z"])
def test_the_end_of_a_flight_is_on_the_clocks_where_it_lands(
    start: str, given: dict[str, Any], end: datetime
) -> None:
    zones = {"timezone": "America/New_York", "end_timezone": "Europe/London"}
    when = geo.read([{"title": "x", "start": start} | zones | given]).events[0].when
    assert (when.start, when.end) == (datetime(2024, 1, 1, 22), end)
    assert (when.timezone, when.end_timezone) == ("America/New_York", "Europe/London")


def test_an_end_is_used_before_a_duration() -> None:
    row = {"title": "x", "start": "2024-01-01T10:00", "end": "2024-01-01T11:00", "duration": "PT5H"}
    assert geo.read([row]).events[0].when.end == datetime(2024, 1, 1, 11)
