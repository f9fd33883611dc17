from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from geo import Event, Story
from geo.playback import Timeline, time_scales, timeline
from tests.playback.stories import moments, seeded_story, stories, unhurried
from tests.playback.table import answers, cases_with, mismatches, name_of
from tests.sample import diary_story
from tests.twins.timeline_queries import focus_at, next_cue, previous_cue, time_reading, visible_at

LINE = (
    "clock", "order", "starts", "ends", "cues", "cue_of", "duration",
    "visible", "focus", "next", "previous", "labels",
)  # fmt: skip


@pytest.mark.parametrize("case", cases_with(*LINE), ids=name_of)
def test_timelines_match_the_table_of_cases(case: dict[str, Any]) -> None:
    assert mismatches(case, answers(case), *LINE) == []


def test_large_scene_numbers_have_commas() -> None:
    line = timeline(Story("", tuple(Event(f"e{i}", "A") for i in range(1_200))))
    assert time_reading(line, 1_031) == "Scene 1,032 of 1,200"


def test_a_time_scale_on_which_no_event_has_a_time_is_an_error() -> None:
    with pytest.raises(ValueError, match="no event has a film time; choose another"):
        timeline(Story("", (Event("a", "A"),)), "film")


def test_a_further_time_scale_is_offered_if_every_event_has_a_time_on_it() -> None:
    story = diary_story()
    assert time_scales(story) == ("story", "further", "order")
    assert timeline(story).time_scale == "story"
    assert timeline(story, "further").order == (3, 0, 1, 2)
    events = (*story.events, Event("late", "Late"))
    assert time_scales(replace(story, events=events)) == ("story", "order")


def test_an_unknown_time_scale_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match="found time scale 'wrist', expected one of story, film"):
        timeline(Story("", ()), "wrist")  # type: ignore[arg-type]  # the error under test


@unhurried
@given(stories())
def test_the_order_is_by_start_and_then_by_story_order(story: Story) -> None:
    for scale in time_scales(story):
        line = timeline(story, scale)
        keys = list(zip(line.starts, line.order, strict=True))
        assert keys == sorted(keys)
        assert sorted(line.order) == list(range(len(story.events)))


@unhurried
@given(stories())
def test_every_event_ends_after_its_start(story: Story) -> None:
    for scale in time_scales(story):
        line = timeline(story, scale)
        assert all(start < end for start, end in zip(line.starts, line.ends, strict=True))


@unhurried
@given(stories())
def test_visible_events_have_started_and_have_not_ended(story: Story) -> None:
    for scale in time_scales(story):
        line = timeline(story, scale)
        for time in moments(line):
            assert visible_at(line, time) == expected_visible(line, time)


@unhurried
@given(stories())
def test_cues_ascend_and_each_event_is_visible_and_has_the_card_at_its_cue(story: Story) -> None:
    for scale in time_scales(story):
        check_cues(timeline(story, scale))


@pytest.mark.parametrize("scale", ["story", "order"])
def test_cues_are_right_on_an_axis_with_a_reduced_number_of_knots(scale: Any) -> None:
    line = timeline(seeded_story(5_000, seed=4), scale)
    assert len(line.axis.times) < len({*line.starts, *line.ends})
    check_cues(line)


@unhurried
@given(stories())
def test_stepping_forwards_visits_every_cue_once_and_then_the_end(story: Story) -> None:
    line = timeline(story)
    second, visited = -1.0, []
    while (following := next_cue(line, second)) != second:
        second = following
        visited.append(second)
    assert visited in ([*line.cues, line.duration_s], list(line.cues), [line.duration_s])


@unhurried
@given(stories())
def test_stepping_backwards_from_the_end_visits_every_cue(story: Story) -> None:
    line = timeline(story)
    second = line.duration_s
    visited = {second}
    for _ in range(2 * len(line.cues) + 1):
        second = previous_cue(line, second)
        visited.add(second)
    assert set(line.cues) <= visited
    assert second == 0


def check_cues(line: Timeline) -> None:
    assert all(before < after for before, after in pairwise(line.cues))
    assert not line.cues or line.cues[0] == 0
    for k, cue in enumerate(line.cues):
        assert cue < line.duration_s
        assert line.is_on(k, line.axis.time_at(cue))
        assert focus_at(line, cue) == k


def expected_visible(line: Timeline, time: float) -> tuple[int, ...]:
    last = max(line.ends, default=0.0)
    return tuple(
        k
        for k, (start, end) in enumerate(zip(line.starts, line.ends, strict=True))
        if start <= time and (time < end or (end == last and time >= last))
    )
