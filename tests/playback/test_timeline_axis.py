from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from geo import Story
from geo.playback import clocks, day_number, timeline
from geo.playback.time_labels import moment, seam
from geo.playback.time_scales import midnight_s
from geo.playback.timeline_axis import LONGEST_PLAY_S, MOST_KNOTS
from tests.playback.stories import stories
from tests.playback.table import (
    CASES,
    TABLE,
    answers,
    cases_with,
    mismatches,
    name_of,
    seconds,
    tolerance,
)

AXIS = ("knots", "knot_count", "knots_at_most", "seams", "seam_count", "seconds_at", "time_at")


@pytest.mark.parametrize("case", cases_with(*AXIS), ids=name_of)
def test_the_axis_is_as_worked_out_by_hand(case: dict[str, Any]) -> None:
    assert mismatches(case, answers(case), *AXIS) == []


def test_every_case_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({name_of(case) for case in CASES}) == len(CASES)
    assert all(case["why"] for case in CASES)
    assert all(tolerance(case, "cues") < 1 for case in CASES)


@pytest.mark.parametrize(("start", "end", "words"), TABLE["gaps"])
def test_a_gap_is_told_in_plain_words(start: str, end: str, words: str) -> None:
    assert seam(seconds(start), seconds(end)) == words


@pytest.mark.parametrize(("day_one", "time", "number"), TABLE["days"])
def test_days_are_counted_from_day_one(day_one: str | None, time: str, number: int | None) -> None:
    story = Story("", (), day_one=None if day_one is None else date.fromisoformat(day_one))
    assert day_number(story, seconds(time)) == number


@pytest.mark.parametrize(("time", "precision", "day_one", "words"), TABLE["moments"])
def test_a_moment_is_written_as_far_as_it_is_known(
    time: str, precision: Any, day_one: str | None, words: str
) -> None:
    day = None if day_one is None else date.fromisoformat(day_one)
    assert moment(seconds(time), precision, day) == words


@given(stories())
def test_both_sides_of_an_axis_rise_and_stay_bounded(story: Story) -> None:
    for clock in clocks(story):
        axis = timeline(story, clock).axis
        assert list(axis.times) == sorted(set(axis.times))
        assert list(axis.seconds) == sorted(set(axis.seconds))
        assert axis.seconds[0] == 0
        assert axis.seconds[-1] <= LONGEST_PLAY_S
        assert len(axis.times) == len(axis.seconds) <= MOST_KNOTS


@given(stories())
def test_going_there_and_back_leads_to_the_same_second(story: Story) -> None:
    for clock in clocks(story):
        axis = timeline(story, clock).axis
        for step in range(101):
            second = axis.seconds[-1] * step / 100
            # A clock of a billion seconds has a grain of 1.2e-7, and a stretch can be that narrow.
            assert axis.seconds_at(axis.time_at(second)) == pytest.approx(second, abs=1e-3)


@given(stories())
def test_the_clock_never_runs_back(story: Story) -> None:
    for clock in clocks(story):
        axis = timeline(story, clock).axis
        times = [axis.time_at(axis.seconds[-1] * step / 500) for step in range(501)]
        assert times == sorted(times)


@given(stories())
def test_a_seam_lies_where_nothing_shows(story: Story) -> None:
    line = timeline(story)
    for from_s, to_s, label in line.axis.seams:
        assert label
        assert line.visible_at(line.axis.time_at((from_s + to_s) / 2)) == ()


def test_a_day_begins_at_its_midnight() -> None:
    assert midnight_s(date(1970, 1, 2)) == 86_400
    assert midnight_s(date(1969, 12, 31)) == -86_400
