"""Which day of the story each event falls on."""

from __future__ import annotations

from geo.story import Story


def event_days(story: Story) -> list[int | None]:
    """For each event, the day on which it starts. None: the event has no time.

    Day 1 is the story's `day_one`. If the story has none, it is the date of its earliest event.
    """
    dates = [event.when.start.date() if event.when.start else None for event in story.events]
    first = story.day_one or min((date for date in dates if date), default=None)
    return [(date - first).days + 1 if date and first else None for date in dates]
