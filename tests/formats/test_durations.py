"""The end of an event from its duration."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

import geo
from geo.formats.durations import parse_duration


@pytest.mark.parametrize(
    ("value", "name", "duration"),
    [
        ("PT2H", "duration", timedelta(hours=2)),
        ("P1DT2H30M15.5S", "duration", timedelta(days=1, hours=2, minutes=30, seconds=15.5)),
        ("P2W", "Duration", timedelta(weeks=2)),
        ("1:30", "duration", timedelta(hours=1, minutes=30)),
        (90, "duration_minutes", timedelta(minutes=90)),
        ("90", "duration min", timedelta(minutes=90)),
        (1.5, "duration_hours", timedelta(hours=1.5)),
        (0, "duration_s", timedelta(0)),
    ],
)
def test_a_duration_gives_the_end(value: Any, name: str, duration: timedelta) -> None:
    assert parse_duration(value, name) == duration
    row = {"title": "x", "start": "2024-01-01T10:00", name: value}
    when = geo.read([row]).events[0].when
    assert when.end == datetime(2024, 1, 1, 10) + duration


@pytest.mark.parametrize("value", ["P1M", "P", "PT", "two hours", 90, -5, "P99999999999D"])
def test_a_duration_that_can_mean_several_lengths_is_left_out_with_a_warning(value: Any) -> None:
    story, problems, _ = geo.check([{"title": "x", "start": "2024-01-01T10:00", "duration": value}])
    assert story is not None
    assert story.events[0].when.end is None
    (problem,) = problems
    assert (problem.severity, problem.field) == ("warning", "duration")
    assert "PT2H30M" in str(problem)


def test_an_end_is_used_before_a_duration() -> None:
    row = {"title": "x", "start": "2024-01-01T10:00", "end": "2024-01-01T11:00", "duration": "PT5H"}
    assert geo.read([row]).events[0].when.end == datetime(2024, 1, 1, 11)
