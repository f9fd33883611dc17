"""When a movement is at each position of its path, in seconds from the start of its event."""

from __future__ import annotations

from geo.ancient_time import StoryTime, story_seconds
from geo.story import When

# Seconds along a path are rounded to milliseconds, the resolution of a story.
MILLISECOND_DIGITS = 3


def seconds_from_start(times: tuple[StoryTime, ...], when: When) -> tuple[float, ...]:
    """Return when a movement is at each position of its path, and when its event ends.

    Args:
        times: the times of a path, at least one.
        when: the time of the event.

    Returns:
        Seconds from the start of the event, ascending: one for each time, then the end of the
        event. Without a start, they count from the first time. Without an end, the event ends with
        the last time.
    """
    origin_s = story_seconds(times[0] if when.start is None else when.start)
    moments = [round(story_seconds(time) - origin_s, MILLISECOND_DIGITS) for time in times]
    end = when.end_on_start_clock
    if end is None or when.start is None:
        return (*moments, moments[-1])
    length_s = round(story_seconds(end) - origin_s, MILLISECOND_DIGITS)
    return (*moments, max(length_s, moments[-1]))
