"""Events in time zones of their own: where they are on the timeline, and how their times are read.

The timeline has one clock, that of `Story.clock_zone`. The times of an event are local.
"""

from __future__ import annotations

from typing import NamedTuple

from geo.ancient_time import StoryTime, story_seconds
from geo.event_zones import converted, zone_label
from geo.story import Story, When


class LocalClock(NamedTuple):
    """How the times of an event are read.

    `start_shift_s` and `end_shift_s` are added to a time of the timeline, in seconds. The zones are
    names for people, such as `Rome`; None: readings name no zone.
    """

    start_shift_s: float
    end_shift_s: float
    start_zone: str | None
    end_zone: str | None


def timeline_seconds(story: Story, time: StoryTime, zone: str | None) -> float:
    """Return where a local time is on the timeline, in seconds of story time.

    `zone` is that of the event. None: that of the timeline.
    """
    clock_zone = story.clock_zone
    if zone is None or clock_zone is None:
        return story_seconds(time)
    try:
        return story_seconds(converted(time, zone, clock_zone))
    except OverflowError:  # the first or the last day of all
        return story_seconds(time)


def end_zone_of(when: When) -> str | None:
    """Return the zone of the end. None: that of the story."""
    return when.end_timezone or when.timezone


def local_clock(story: Story, when: When) -> LocalClock | None:
    """Return how the times of an event are read. None: as they are on the timeline."""
    if when.start is None or not (story.has_zones or when.timezone):
        return None
    start_shift = story_seconds(when.start) - timeline_seconds(story, when.start, when.timezone)
    end_shift = start_shift
    if when.end is not None:
        end_zone = end_zone_of(when)
        end_shift = story_seconds(when.end) - timeline_seconds(story, when.end, end_zone)
    return LocalClock(
        start_shift,
        end_shift,
        named_zone(story, when.timezone),
        named_zone(story, end_zone_of(when)),
    )


def named_zone(story: Story, zone: str | None) -> str | None:
    """Return the zone as readings name it. None: the story has one zone, which needs no name."""
    name = zone or story.clock_zone
    return zone_label(name) if story.has_zones and name is not None else None
