"""The rule for stories in which some events have a time zone."""

from __future__ import annotations

from collections.abc import Iterator

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
    given = [event for event in story.events if isinstance(event, Event)]
    if story.timezone is not None or all(
        not isinstance(event.when, When) or event.when.timezone is None for event in given
    ):
        return
    for number, event in enumerate(story.events, start=1):
        if isinstance(event, Event) and isinstance(event.when, When):
            when = event.when
            starts = when.start is not None and when.precision == "time"
            ends = when.end is not None and when.end_precision == "time"
            if when.timezone is None and (starts or ends):
                yield number, event
