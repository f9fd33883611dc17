"""The time scales of a story, and when each event starts and ends on each of them.

*Story time* is the wall clock of the story, *film time* the running time of the film, and *story
order* the order of the events in the file. A story can have a *further time scale* with a name of
its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Literal, get_args

from geo.ancient_time import EPOCH, story_seconds
from geo.calendar_periods import period_end
from geo.playback.local_times import end_zone_of, timeline_seconds
from geo.playback.path_measures import seconds_to_vertices
from geo.playback.reading_time import dwell_s
from geo.playback.story_spans import GivenTime, Spans, story_spans
from geo.story import Event, Story, When

TimeScale = Literal["story", "film", "further", "order"]

# The length of an event if no length can be inferred from the story.
FALLBACK_LENGTH_S = 60.0
# Inferred lengths are rounded to this many decimals of a second. Short numbers keep the document
# small.
LENGTH_DECIMALS = 3


def midnight_s(day: date) -> float:
    """Return the midnight at the start of a day, in seconds of story time."""
    return float((day - EPOCH.date()).days * 86_400)


def time_scales(story: Story) -> tuple[TimeScale, ...]:
    """Return the time scales of a story. Story order is always among them.

    A story has story time if any event has a start, film time if every event has a film time, and a
    further time scale if it names one and every event has a time on it.
    """
    scales: list[TimeScale] = []
    if story.has_times:
        scales.append("story")
    if story.events and all(event.when.film_start_s is not None for event in story.events):
        scales.append("film")
    if story.further_scale is not None and all(
        event.when.further_time is not None for event in story.events
    ):
        scales.append("further")
    return (*scales, "order")


def spans(story: Story, scale: TimeScale) -> Spans:
    """Return when each event starts and ends on a time scale.

    In story time, an event without an end lasts until the last time of its path. Without such times
    it lasts until the next start, but no longer than the precision of its start: an event of a day
    until the end of that day. An event with an exact start lasts only as long as its card is read:
    the seconds of `dwell_s`, as if they were story time. So the clock still shows its start while
    the card is up, and the time after that is a gap. If the next event starts within a minute,
    there is no gap. `story_spans` says when an event without a start plays.

    In film time an event lasts until the next one starts, and the last one until the end of the
    film. If the end of the film is unknown, the last one lasts the median length of the others. An
    event without a film time has that of the previous event in story order, or at the front that of
    the first one that has one. The same holds on a further time scale, whose end is never known.

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
        return Spans(starts, _infer_ends(starts, _film_ends(starts, story.running_time_s)))
    if scale == "further":
        starts = _fill_missing([_further_seconds(event.when) for event in events], scale)
        return Spans(starts, _infer_ends(starts, _film_ends(starts, None)))
    given = [_given_time(story, event) for event in events]
    if all(time.start is None for time in given):
        raise ValueError(_NO_TIME.format("story"))
    return story_spans(given)


_NO_TIME = "no event has a {} time; choose another time scale"


def _further_seconds(when: When) -> float | None:
    """Return the time on the further time scale, in seconds since 1970. None: unknown."""
    return None if when.further_time is None else story_seconds(when.further_time)


def _given_time(story: Story, event: Event) -> GivenTime:
    when = event.when
    if when.start is None:
        # An end without a start does not give the event a position in time.
        return GivenTime(None, None, 0.0)
    start = timeline_seconds(story, when.start, when.timezone)
    if when.end is not None and when.has_end:
        return GivenTime(start, timeline_seconds(story, when.end, end_zone_of(when)), 0.0)
    if event.where.times and (length_s := seconds_to_vertices(event)[-1]) > 0:
        return GivenTime(start, start + length_s, 0.0)
    if when.precision == "time":
        return GivenTime(start, None, float(int(dwell_s(event))))
    longest = period_end(when.start, when.precision) - when.start
    return GivenTime(start, None, longest.total_seconds())


def _fill_missing(times: Sequence[float | None], scale: TimeScale) -> list[float]:
    """Replace each None by the time before it, or at the front by the first known time."""
    last = next((time for time in times if time is not None), None)
    if last is None:
        raise ValueError(_NO_TIME.format(scale))
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
