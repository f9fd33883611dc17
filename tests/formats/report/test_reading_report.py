"""What a report says about the events: how many, from when to when, and what they lack."""

from __future__ import annotations

from typing import Any

import pytest

import geo
from geo.formats.report.reading_report import NOTHING_READ, Lacking, ReadingReport


def report(*starts: Any) -> ReadingReport:
    rows = [{"title": f"E{number}", "start": start} for number, start in enumerate(starts)]
    return geo.check(rows).report


@pytest.mark.parametrize(
    ("starts", "precision"),
    [
        (["1995", "1996"], "year"),
        (["1995-05"], "month"),
        (["1995-05-02", None], "day"),
        (["1995-05-02T10:58", "1995-05-02T11:00"], "minute"),
        (["1995-05-02T10:58", "1995-05-02T10:58:30"], "second"),
        (["1995-05-02T10:58:30", "1995-05-02T10:58:30.25"], "millisecond"),
        (["1995", "1995-05-02"], "mixed"),
        ([None], "none"),
    ],
)
def test_the_precision_is_the_finest_unit_of_the_starts(
    starts: list[str | None], precision: str
) -> None:
    assert report(*starts).precision == precision


def test_the_first_and_the_last_start_are_as_exact_as_they_were_given() -> None:
    result = report("1995-05-02T10:58", "1939-09", None, "2001")
    assert (result.first, result.last) == ("1939-09", "2001")
    nothing = report(None)
    assert (nothing.first, nothing.last) == (None, None)


def test_events_without_a_time_or_a_position_are_counted_and_the_first_are_named() -> None:
    result = report("1995", None, None, None, None)
    assert (result.events, result.located) == (5, 0)
    assert result.without_time == Lacking(4, ("E1", "E2", "E3"))
    assert result.without_position == Lacking(5, ("E0", "E1", "E2"))


def test_a_story_with_errors_has_a_report_too() -> None:
    story, problems, result = geo.check([{"title": "A", "start": "soon"}, {"title": "B"}])
    assert story is None
    assert len(problems) == 1
    assert (result.events, result.with_errors) == (2, 1)


@pytest.mark.parametrize("source", ["no/such/file.json", "", '{"type":', "[]", 5])
def test_a_file_that_cannot_be_read_at_all_has_an_empty_report(source: Any) -> None:
    assert geo.check(source).report == NOTHING_READ
