"""Which day of the story each event falls on."""

from __future__ import annotations

from geo.story import Story


def event_days(story: Story) -> list[int | None]:
    """By event, the day it starts on: 1 is the story's first day; None without a time.

    The first day is `day_one`, or where the story gives none the date of its earliest event.
    """
    dates = [event.when.start.date() if event.when.start else None for event in story.events]
    first = story.day_one or min((date for date in dates if date), default=None)
    return [(date - first).days + 1 if date and first else None for date in dates]
