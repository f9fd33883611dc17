"""Cut a story into layers for the lanes of the timeline: who is in which event when.

A layer is a span of playing seconds in which nobody comes or goes. A story with more events than
the timeline has room for is cut into equal layers instead; each person then has one event a layer:
of those that begin in it the most important, else the one that still goes on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from geo.playback import time_labels
from geo.playback.time_scales import story_seconds
from geo.playback.timelines import Timeline
from geo.story import Event, Story

# A timeline is some 1,500 pixels wide: more layers would be narrower than a lane is thick.
MOST_LAYERS = 360
# From this many events on, equal layers are taken without a look at where the events begin and end.
MANY_EVENTS = 2_000
# Edges are whole hundredths of a playing second: less than a frame, and short to write.
EDGE_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class LaneLayers:
    """Layers between `edges` (playing seconds, ascending; one more than layers).

    By person and layer: `events[p][t]` is the index of the event they are in, None outside events;
    `between[p][t]` whether they are then on the way from one known place to another.
    """

    edges: tuple[float, ...]
    events: tuple[tuple[int | None, ...], ...]
    between: tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class _Events:
    """The events with any of the people, by column: numbers in the timeline, and who is there."""

    ks: Sequence[int]
    people: Sequence[tuple[int, ...]]


def cut_layers(story: Story, timeline: Timeline, people: Sequence[str]) -> LaneLayers:
    """Who of `people` (ids) is in which event when; events without any of them are left out."""
    present = _events_of(story, timeline, people)
    edges = _edges(timeline, present)
    if edges is None:
        width = timeline.duration_s / MOST_LAYERS
        edges = [round(width * t, EDGE_DECIMALS) for t in range(MOST_LAYERS + 1)]
        found = _binned(story, timeline, present, edges, len(people))
    else:
        found = _exact(timeline, present, edges, len(people))
    events = [[None if k is None else timeline.order[k] for k in row] for row in found]
    return LaneLayers(
        edges=tuple(edges),
        events=tuple(map(tuple, events)),
        between=tuple(
            tuple(_between(story, timeline, edges, person, row))
            for person, row in zip(people, events, strict=True)
        ),
    )


def _events_of(story: Story, timeline: Timeline, people: Sequence[str]) -> _Events:
    place = {person: p for p, person in enumerate(people)}
    # By the people named: in a long story the same ones, or none, occur again and again.
    known: dict[tuple[str, ...], tuple[int, ...]] = {}
    ks, there = [], []
    for k, i in enumerate(timeline.order):
        named = story.events[i].people
        found = known.get(named)
        if found is None:
            found = known[named] = tuple(sorted({place[one] for one in named if one in place}))
        if found:
            ks.append(k)
            there.append(found)
    return _Events(ks, there)


def _seconds(timeline: Timeline, time: float) -> float:
    return round(timeline.axis.seconds_at(time), EDGE_DECIMALS)


def _edges(timeline: Timeline, present: _Events) -> list[float] | None:
    """Where events begin and end, or None when that makes too many layers."""
    if len(present.ks) > MANY_EVENTS:
        return None
    times = {timeline.starts[k] for k in present.ks} | {timeline.ends[k] for k in present.ks}
    edges = sorted({_seconds(timeline, time) for time in times})
    return edges if len(edges) <= MOST_LAYERS + 1 else None


def _exact(
    timeline: Timeline, present: _Events, edges: Sequence[float], people: int
) -> list[list[int | None]]:
    at = {edge: t for t, edge in enumerate(edges)}
    found: list[list[int | None]] = [[None] * (len(edges) - 1) for _ in range(people)]
    for k, there in zip(present.ks, present.people, strict=True):
        first = at[_seconds(timeline, timeline.starts[k])]
        last = at[_seconds(timeline, timeline.ends[k])]
        for p in there:
            # Events come by their start, so that the one that started last has the person.
            found[p][first:last] = [k] * (last - first)
    return found


def _binned(
    story: Story, timeline: Timeline, present: _Events, edges: Sequence[float], people: int
) -> list[list[int | None]]:
    starts = [timeline.starts[k] for k in present.ks]
    found: list[list[int | None]] = [[None] * (len(edges) - 1) for _ in range(people)]
    # By person: of the events begun so far, the place in `present` of the one that ends last.
    longest: list[int | None] = [None] * people
    until = [float("-inf")] * people
    first = 0
    for t in range(len(edges) - 1):
        is_last = t == len(edges) - 2
        last = len(starts) if is_last else bisect_left(starts, timeline.axis.time_at(edges[t + 1]))
        begun = timeline.axis.time_at(edges[t])
        going_on = {
            event
            for event, end in zip(longest, until, strict=True)
            if event is not None and end > begun
        }
        # The most important has a person, then the one with more people, then the first.
        ranks = [(0, 0)] * people
        for i in range(first, last):
            k, there = present.ks[i], present.people[i]
            rank = (story.events[timeline.order[k]].importance, len(there))
            end = timeline.ends[k]
            for p in there:
                if rank > ranks[p]:
                    ranks[p] = rank
                    found[p][t] = k
                if end > until[p]:
                    until[p] = end
                    longest[p] = i
        for i in sorted(going_on, reverse=True):
            for p in present.people[i]:
                if found[p][t] is None:
                    found[p][t] = present.ks[i]
        first = last
    return found


def _between(
    story: Story,
    timeline: Timeline,
    edges: Sequence[float],
    person: str,
    row: Sequence[int | None],
) -> list[bool]:
    """By layer, whether a person is on the way from one known place to another."""
    between = [False] * len(row)
    present = [(t, story.events[event]) for t, event in enumerate(row) if event is not None]
    gaps = [gap.from_s for gap in timeline.axis.gaps]
    for (before, leaving), (after, arriving) in pairwise(present):
        if after == before + 1:
            continue
        left, arrives = edges[before + 1], edges[after]
        gap = bisect_right(gaps, left - 10.0**-EDGE_DECIMALS)
        if gap < len(gaps) and gaps[gap] < arrives:
            continue
        if person not in leaving.dies and _is_known_way(leaving, arriving):
            between[before + 1 : after] = [True] * (after - before - 1)
    return between


def _is_known_way(leaving: Event, arriving: Event) -> bool:
    """Whether both places are known, and no night or whole day passes, nor time run back."""
    if not leaving.where.is_pinned or not arriving.where.is_pinned:
        return False
    left = leaving.when.end or leaving.when.start
    if left is None or arriving.when.start is None:
        return True
    passing = arriving.when.start - left
    if leaving.when.start and arriving.when.start < leaving.when.start:
        return False
    if passing <= timedelta(0):
        return True
    span = story_seconds(left), story_seconds(arriving.when.start)
    return passing.total_seconds() < time_labels.ONE_NIGHT_S and not time_labels.holds_a_night(
        *span
    )
