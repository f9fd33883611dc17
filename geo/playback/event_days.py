"""Which day of the story each event falls on."""

from __future__ import annotations

from geo.ancient_time import EPOCH, StoryTime
from geo.story import Story


def event_days(story: Story) -> list[int | None]:
    """For each event, the day on which it starts. None: the event has no time.

    Day 1 is the story's `day_one`. If the story has none, it is the date of its earliest event.
    """
    days = [_day_number(event.when.start) for event in story.events]
    known = [day for day in days if day is not None]
    first = min(known, default=0) if story.day_one is None else story.day_one.toordinal() - _EPOCH
    return [None if day is None else day - first + 1 for day in days]


_EPOCH = EPOCH.toordinal()


def _day_number(time: StoryTime | None) -> int | None:
    """Return the number of days from 1970-01-01."""
    return None if time is None else (time - EPOCH).days
