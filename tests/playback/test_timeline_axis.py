from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from geo import Story
from geo.playback import time_scales, timeline
from geo.playback.time_labels import (
    ONE_NIGHT_S,
    PeriodEnd,
    contains_night,
    moment,
    span,
    with_doubt,
)
from geo.playback.time_scales import midnight_s
from geo.playback.timeline_axis import LONGEST_PLAY_S, MOST_KNOTS
from geo.words import english
from tests.playback.stories import stories, unhurried
from tests.playback.table import (
    CASES,
    TABLE,
    answers,
    cases_with,
    gap_rows,
    mismatches,
    name_of,
    seconds,
    tolerance,
)
from tests.twins.timeline_queries import visible_at

AXIS = (
    "knots",
    "knot_count",
    "knots_at_most",
    "gaps",
    "gap_count",
    "gap_lengths",
    "seconds_at",
    "time_at",
)


@pytest.mark.parametrize("case", cases_with(*AXIS), ids=name_of)
def test_axes_match_the_table_of_cases(case: dict[str, Any]) -> None:
    assert mismatches(case, answers(case), *AXIS) == []


def test_every_case_has_a_unique_name_and_a_reason() -> None:
    assert len({name_of(case) for case in CASES}) == len(CASES)
    assert all(case["why"] for case in CASES)
    assert all(tolerance(case, "cues") < 1 for case in CASES)


@pytest.mark.parametrize(
    ("start", "end", "words"), [row[:3] for row in gap_rows() if row[3] == "time"]
)
def test_a_gap_shorter_than_a_day_with_the_hours_from_two_to_five_is_a_night(
    start: str, end: str, words: str
) -> None:
    from_s, to_s = seconds(start), seconds(end)
    is_night = to_s - from_s < ONE_NIGHT_S and contains_night(from_s, to_s)
    assert is_night == (words == "the night passes")


def day_names(day_one: str | None) -> Any:
    """Convert the ISO date of day 1 to a date. Keep `clock`, `counter` and None."""
    is_date = day_one is not None and day_one[0].isdigit()
    return date.fromisoformat(str(day_one)) if is_date else day_one


@pytest.mark.parametrize("row", TABLE["moments"])
def test_a_time_is_written_with_its_precision(row: list[Any]) -> None:
    time, precision, day_one, words, *unit = row
    assert moment(seconds(time), precision, day_names(day_one), None, *unit) == words


@pytest.mark.parametrize(("text", "doubt", "words"), TABLE["doubts"])
def test_the_doubt_about_a_date_is_written(text: str, doubt: Any, words: str) -> None:
    assert with_doubt(text, doubt, english()) == words


@pytest.mark.parametrize(
    ("start", "precision", "end", "end_precision", "day_one", "words"), TABLE["spans"]
)
def test_the_end_of_a_span_is_inclusive_and_written_as_given(
    start: str, precision: Any, end: str, end_precision: Any, day_one: str | None, words: str
) -> None:
    period_end = PeriodEnd(seconds(end), end_precision)
    assert span(seconds(start), precision, period_end, day_names(day_one)) == words


@pytest.mark.parametrize(
    ("start", "precision", "end", "end_precision", "doubt", "end_doubt", "words"),
    TABLE["doubted spans"],
)
def test_the_doubts_about_a_start_and_an_end_are_written_at_each(
    start: str, precision: Any, end: str, end_precision: Any, doubt: Any, end_doubt: Any, words: str
) -> None:
    period_end = PeriodEnd(seconds(end), end_precision)
    doubts = (doubt, end_doubt)
    assert span(seconds(start), precision, period_end, doubts=doubts) == words


@unhurried
@given(stories())
def test_times_and_seconds_of_an_axis_ascend_and_are_bounded(story: Story) -> None:
    for scale in time_scales(story):
        axis = timeline(story, scale).axis
        assert list(axis.times) == sorted(set(axis.times))
        assert list(axis.seconds) == sorted(set(axis.seconds))
        assert axis.seconds[0] == 0
        assert axis.seconds[-1] <= LONGEST_PLAY_S
        assert len(axis.times) == len(axis.seconds) <= MOST_KNOTS


@unhurried
@given(stories())
def test_converting_to_a_time_and_back_gives_the_same_second(story: Story) -> None:
    for scale in time_scales(story):
        axis = timeline(story, scale).axis
        for step in range(101):
            second = axis.seconds[-1] * step / 100
            # Times of a billion seconds have a resolution of 1.2e-7. An interval can be that short.
            assert axis.seconds_at(axis.time_at(second)) == pytest.approx(second, abs=1e-3)


@unhurried
@given(stories())
def test_time_never_goes_backwards(story: Story) -> None:
    for scale in time_scales(story):
        axis = timeline(story, scale).axis
        times = [axis.time_at(axis.seconds[-1] * step / 500) for step in range(501)]
        assert times == sorted(times)


@unhurried
@given(stories())
def test_no_event_is_visible_in_a_gap(story: Story) -> None:
    line = timeline(story)
    for from_s, to_s in line.axis.gaps:
        assert visible_at(line, line.axis.time_at((from_s + to_s) / 2)) == ()


def test_midnight_is_given_in_seconds_since_1970() -> None:
    assert midnight_s(date(1970, 1, 2)) == 86_400
    assert midnight_s(date(1969, 12, 31)) == -86_400
