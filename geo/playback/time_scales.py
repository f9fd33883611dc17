"""The time scales of a story, and when each event starts and ends on each of them.

*Story time* is the wall clock of the story, *film time* the running time of the film, and *story
order* the order of the events in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple, get_args

from geo.story import Event, Story

TimeScale = Literal["story", "film", "order"]

# The zero of story time. Wall-clock times have no zone, so this is no instant, only a zero.
EPOCH = datetime(1970, 1, 1)
# How long an event lasts when nothing in the story hints at it.
FALLBACK_LENGTH_S = 60.0
# An inferred length is rounded to this many decimals of a second: no one knows it better, and short
# numbers keep the document small.
LENGTH_DECIMALS = 3


class Spans(NamedTuple):
    """When each event starts and ends, by event index. Every end is later than its start.

    The unit is that of the time scale: seconds since 1970 on the story's wall clock, seconds of
    film, or events in story order.
    """

    starts: list[float]
    ends: list[float]


def story_seconds(moment: datetime) -> float:
    """A naive wall-clock time as seconds since 1970-01-01 00:00 on the same wall clock."""
    return (moment - EPOCH).total_seconds()


def midnight_s(day: date) -> float:
    """The midnight with which a day begins, in seconds of story time."""
    return float((day - EPOCH.date()).days * 86_400)


def time_scales(story: Story) -> tuple[TimeScale, ...]:
    """The time scales on which every event of the story has a time; story order always is one."""
    found: list[TimeScale] = []
    if story.events and all(event.when.start is not None for event in story.events):
        found.append("story")
    if story.events and all(event.when.film_start_s is not None for event in story.events):
        found.append("film")
    return (*found, "order")


def spans(story: Story, scale: TimeScale) -> Spans:
    """When each event starts and ends on a time scale.

    An event without a time on it starts with the event before it in story order (those at the
    front: with the first one that has a time). Ends that are missing, or not after their start, are
    inferred: an event lasts until the next start, but no longer than the median of the known
    lengths; if none is known, no longer than the median step from start to start; if there is no
    step, `FALLBACK_LENGTH_S`. In film time an event lasts until the next one, the last one until
    the end of the film: a film has no gaps.

    Raises:
        ValueError: there is no such time scale, or no event has a time on it.
    """
    if scale not in get_args(TimeScale):
        expected = ", ".join(get_args(TimeScale))
        raise ValueError(f"found time scale {scale!r}, expected one of {expected}")
    events = story.events
    if scale == "order" or not events:
        return Spans([float(i) for i in range(len(events))], [i + 1.0 for i in range(len(events))])
    if scale == "film":
        starts = _filled([event.when.film_start_s for event in events], scale)
        known_ends = _film_ends(starts, story.running_time_s)
    else:
        starts = _filled([_seconds_or_none(event.when.start) for event in events], scale)
        known_ends = [_story_end(event) for event in events]
    return Spans(starts, _inferred(starts, known_ends))


def _seconds_or_none(moment: datetime | None) -> float | None:
    return None if moment is None else story_seconds(moment)


def _story_end(event: Event) -> float | None:
    # An end without a start says nothing about where the event lies.
    return None if event.when.start is None else _seconds_or_none(event.when.end)


def _filled(times: Sequence[float | None], scale: TimeScale) -> list[float]:
    """`times` with each hole filled by the time before it, or at the front by the first one."""
    last = next((time for time in times if time is not None), None)
    if last is None:
        raise ValueError(f"no event has a time in {scale} time")
    filled = []
    for time in times:
        last = last if time is None else float(time)
        filled.append(float(last))
    return filled


def _film_ends(starts: Sequence[float], running_time_s: float | None) -> list[float | None]:
    distinct = sorted(set(starts))
    following: dict[float, float | None] = dict(pairwise(distinct))
    following[distinct[-1]] = running_time_s
    return [following[start] for start in starts]


def _inferred(starts: Sequence[float], known_ends: Sequence[float | None]) -> list[float]:
    """The ends, with those that are missing or impossible replaced by a guess."""
    distinct = sorted(set(starts))
    following = dict(pairwise(distinct))
    lengths = [
        end - start
        for start, end in zip(starts, known_ends, strict=True)
        if end is not None and end > start
    ]
    if not lengths:
        lengths = [after - before for before, after in following.items()]
    # At least one unit of the last decimal, so that an inferred event never vanishes.
    usual = round(median(lengths), LENGTH_DECIMALS) if lengths else FALLBACK_LENGTH_S
    usual = max(usual, 10.0**-LENGTH_DECIMALS)
    ends = []
    for start, end in zip(starts, known_ends, strict=True):
        if end is not None and end > start:
            ends.append(float(end))
        else:
            # The very float of the next start, so that no sliver of time lies between the two.
            ends.append(min(start + usual, following.get(start, float("inf"))))
    return ends
