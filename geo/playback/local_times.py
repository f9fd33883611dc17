"""Events in time zones of their own: where they are on the timeline, and how their times are read.

The timeline has one clock, that of `Story.clock_zone`. The times of an event are local.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from geo.ancient_time import StoryTime, story_seconds, time_since_epoch
from geo.event_zones import converted, zone_label
from geo.story import Story, When

# Clocks that change twice a year do so at least a month apart.
_STEP_S = 14 * 86_400.0
# In a longer event, the hour does not matter.
_LONGEST_S = 20 * 366 * 86_400.0


class LocalClock(NamedTuple):
    """How the times of an event are read.

    `start_shift_s` and `end_shift_s` are added to a time of the timeline, in seconds. The zones are
    names for people, such as `Rome`; None: readings name no zone. `changes` are the times of the
    timeline at which the shift changes between the start and the end, because clocks change, each
    with the new shift.
    """

    start_shift_s: float
    end_shift_s: float
    start_zone: str | None
    end_zone: str | None
    changes: tuple[tuple[float, float], ...] = ()


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
    changes: tuple[tuple[float, float], ...] = ()
    if when.end is not None:
        end_s = timeline_seconds(story, when.end, end_zone_of(when))
        end_shift = story_seconds(when.end) - end_s
        start_s = story_seconds(when.start) - start_shift
        if when.timezone is not None and story.clock_zone not in (None, when.timezone):
            changes = tuple(_changes(start_s, end_s, story.clock_zone, when.timezone))
    return LocalClock(
        start_shift,
        end_shift,
        named_zone(story, when.timezone),
        named_zone(story, end_zone_of(when)),
        changes,
    )


def _changes(
    start_s: float, end_s: float, clock_zone: str, zone: str
) -> Iterator[tuple[float, float]]:
    """Yield when the shift from one clock to another changes, to the second, and the new shift."""
    if end_s - start_s > _LONGEST_S:
        return

    def shift(time_s: float) -> float:
        time = time_since_epoch(timedelta(seconds=time_s))
        try:
            return story_seconds(converted(time, clock_zone, zone)) - time_s
        except OverflowError:  # the first or the last day of all
            return 0.0

    from_s, before = start_s, shift(start_s)
    while from_s < end_s:
        to_s = min(from_s + _STEP_S, end_s)
        after = shift(to_s)
        if after != before:
            low, high = from_s, to_s
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if shift(middle) == before else (low, middle)
            yield high, after
        from_s, before = to_s, after


def named_zone(story: Story, zone: str | None) -> str | None:
    """Return the zone as readings name it. None: the story has one zone, which needs no name."""
    name = zone or story.clock_zone
    return zone_label(name) if story.has_zones and name is not None else None
