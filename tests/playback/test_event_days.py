"""Days are counted from the story's first day."""

from __future__ import annotations

from dataclasses import replace

from geo import Event, Story
from geo.playback import event_days
from tests.sample import small_story


def test_days_are_counted_from_day_one() -> None:
    assert event_days(small_story()) == [1, 1, 1, 1, 3, 3]


def test_without_a_day_one_the_earliest_event_is_on_the_first_day() -> None:
    story = small_story()
    late_first = replace(story, day_one=None, events=story.events[::-1])
    assert event_days(late_first) == [3, 3, 1, 1, 1, 1]


def test_an_event_without_a_time_has_no_day() -> None:
    assert event_days(Story("Untimed", (Event("a", "One"),))) == [None]
