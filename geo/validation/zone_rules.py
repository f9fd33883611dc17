"""The rule for stories in which some events have a time zone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geo.story import Event, Story, When

EXPECTED_ZONE = "a time zone, as other events have one"
MISSING_ZONE = (
    "other events have a time zone, and this one has a time of day without a zone; give it a "
    "timezone, or give the story one"
)


def events_without_zone(story: Story) -> Iterator[tuple[int, Event]]:
    """Yield the events whose place on the timeline is unknown, with their numbers from 1.

    They have a time of day without a zone, in a story without a zone whose other events have one.
    A day without a zone is one where the other events are.
    """
    members: Any = story.events
    given: list[Any] = list(members) if isinstance(members, tuple) else []
    # Values of other classes are errors of their own.
    events = [
        (number, event)
        for number, event in enumerate(given, start=1)
        if isinstance(event, Event) and type(event.when) is When
    ]
    if story.timezone is None and any(event.when.timezone is not None for _, event in events):
        for number, event in events:
            when = event.when
            starts = when.start is not None and when.precision == "time"
            ends = when.end is not None and when.end_precision == "time"
            if when.timezone is None and (starts or ends):
                yield number, event
