"""The time scales of a story, and when each event starts and ends on each of them.

*Story time* is the wall clock of the story, *film time* the running time of the film, and *story
order* the order of the events in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple, get_args

from geo.ancient_time import EPOCH, StoryTime, story_seconds
from geo.story import Event, Story

TimeScale = Literal["story", "film", "order"]

# The length of an event if no length can be inferred from the story.
FALLBACK_LENGTH_S = 60.0
# Inferred lengths are rounded to this many decimals of a second. Short numbers keep the document
# small.
LENGTH_DECIMALS = 3


class Spans(NamedTuple):
    """When each event starts and ends, by event index. Every end is later than its start.

    The unit depends on the time scale: seconds since 1970 on the story's wall clock, seconds of
    film, or a number of events in story order.
    """

    starts: list[float]
    ends: list[float]


def midnight_s(day: date) -> float:
    """Return the midnight at the start of a day, in seconds of story time."""
    return float((day - EPOCH.date()).days * 86_400)


def time_scales(story: Story) -> tuple[TimeScale, ...]:
    """Return the time scales on which every event has a time. Story order is always among them."""
    scales: list[TimeScale] = []
    if story.events and all(event.when.start is not None for event in story.events):
        scales.append("story")
    if story.events and all(event.when.film_start_s is not None for event in story.events):
        scales.append("film")
    return (*scales, "order")


def spans(story: Story, scale: TimeScale) -> Spans:
    """Return when each event starts and ends on a time scale.

    An event without a time gets the start of the previous event in story order. At the front of the
    story, it gets the start of the first event with a time.

    An end that is missing, or not after its start, is inferred. The event lasts until the next
    start, but at most the median of the known lengths. Without known lengths, it lasts at most the
    median difference between starts. Without that, it lasts `FALLBACK_LENGTH_S`. In film time an
    event lasts until the next one starts, and the last one until the end of the film.

    Raises:
        ValueError: the time scale is unknown, or no event has a time on it.
    """
    if scale not in get_args(TimeScale):
        expected = ", ".join(get_args(TimeScale))
        raise ValueError(f"found time scale {scale!r}, expected one of {expected}")
    events = story.events
    if scale == "order" or not events:
        return Spans([float(i) for i in range(len(events))], [i + 1.0 for i in range(len(events))])
    if scale == "film":
        starts = _fill_missing([event.when.film_start_s for event in events], scale)
        known_ends = _film_ends(starts, story.running_time_s)
    else:
        starts = _fill_missing([_seconds_or_none(event.when.start) for event in events], scale)
        known_ends = [_story_end(event) for event in events]
    return Spans(starts, _infer_ends(starts, known_ends))


def _seconds_or_none(moment: StoryTime | None) -> float | None:
    return None if moment is None else story_seconds(moment)


def _story_end(event: Event) -> float | None:
    # An end without a start does not give the event a position in time.
    return None if event.when.start is None else _seconds_or_none(event.when.end)


def _fill_missing(times: Sequence[float | None], scale: TimeScale) -> list[float]:
    """Replace each None by the time before it, or at the front by the first known time."""
    last = next((time for time in times if time is not None), None)
    if last is None:
        raise ValueError(f"no event has a {scale} time; choose another time scale")
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


def _infer_ends(starts: Sequence[float], known_ends: Sequence[float | None]) -> list[float]:
    """Replace each end that is missing or not after its start by an inferred one."""
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
            # The same float as the next start, so that rounding leaves no gap between the two.
            ends.append(min(start + usual, following.get(start, float("inf"))))
    return ends
