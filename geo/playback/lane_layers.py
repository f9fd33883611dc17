"""Cut a story into layers for the lanes of the timeline: which person is in which event when.

A layer is a span of playing seconds in which no event begins or ends. A story with more events than
the timeline has room for is cut into layers of equal length instead. Each person then has one event
per layer: the most important of the events that begin in it, or else an event that continues.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from geo.ancient_time import story_seconds
from geo.playback import time_labels
from geo.playback.timelines import Timeline
from geo.story import Event, Story

# A timeline is about 1,500 pixels wide. More layers would be narrower than a lane is thick.
MOST_LAYERS = 360
# A story with more events than this always gets layers of equal length.
MANY_EVENTS = 2_000
# Edges are rounded to hundredths of a playing second: less than a frame, and short to write.
EDGE_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class LaneLayers:
    """Layers between `edges` (playing seconds, ascending; one more edge than layers).

    For person p in layer t, `events[p][t]` is the index of the person's event, or None.
    `between[p][t]` is True if the person travels from one known place to another.
    """

    edges: tuple[float, ...]
    events: tuple[tuple[int | None, ...], ...]
    between: tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class _Events:
    """The events that involve the chosen people, as two columns of equal length.

    `ks` are numbers in the timeline's order. `people` are the chosen people in each event.
    """

    ks: Sequence[int]
    people: Sequence[tuple[int, ...]]


def cut_layers(story: Story, timeline: Timeline, people: Sequence[str]) -> LaneLayers:
    """Return which of `people` (ids) is in which event when. Events without them are left out."""
    present = _events_with(story, timeline, people)
    edges = _edges(timeline, present)
    if edges is None:
        width = timeline.duration_s / MOST_LAYERS
        edges = [round(width * t, EDGE_DECIMALS) for t in range(MOST_LAYERS + 1)]
        ks = _events_in_equal_layers(story, timeline, present, edges, len(people))
    else:
        ks = _events_in_exact_layers(timeline, present, edges, len(people))
    events = [[None if k is None else timeline.order[k] for k in row] for row in ks]
    return LaneLayers(
        edges=tuple(edges),
        events=tuple(map(tuple, events)),
        between=tuple(
            tuple(_travel_flags(story, timeline, edges, person, row))
            for person, row in zip(people, events, strict=True)
        ),
    )


def _events_with(story: Story, timeline: Timeline, people: Sequence[str]) -> _Events:
    index = {person: p for p, person in enumerate(people)}
    # A cache by the event's people: in a long story the same combinations repeat.
    known: dict[tuple[str, ...], tuple[int, ...]] = {}
    ks, present = [], []
    for k, i in enumerate(timeline.order):
        ids = story.events[i].people
        indices = known.get(ids)
        if indices is None:
            indices = known[ids] = tuple(sorted({index[id_] for id_ in ids if id_ in index}))
        if indices:
            ks.append(k)
            present.append(indices)
    return _Events(ks, present)


def _seconds(timeline: Timeline, time: float) -> float:
    return round(timeline.axis.seconds_at(time), EDGE_DECIMALS)


def _edges(timeline: Timeline, present: _Events) -> list[float] | None:
    """Return where events begin and end, or None if that makes too many layers."""
    if len(present.ks) > MANY_EVENTS:
        return None
    times = {timeline.starts[k] for k in present.ks} | {timeline.ends[k] for k in present.ks}
    edges = sorted({_seconds(timeline, time) for time in times})
    return edges if len(edges) <= MOST_LAYERS + 1 else None


def _events_in_exact_layers(
    timeline: Timeline, present: _Events, edges: Sequence[float], people: int
) -> list[list[int | None]]:
    at = {edge: t for t, edge in enumerate(edges)}
    events: list[list[int | None]] = [[None] * (len(edges) - 1) for _ in range(people)]
    for k, persons in zip(present.ks, present.people, strict=True):
        first = at[_seconds(timeline, timeline.starts[k])]
        last = at[_seconds(timeline, timeline.ends[k])]
        for p in persons:
            # Events are sorted by start, so the event that started last overwrites the others.
            events[p][first:last] = [k] * (last - first)
    return events


def _events_in_equal_layers(
    story: Story, timeline: Timeline, present: _Events, edges: Sequence[float], people: int
) -> list[list[int | None]]:
    starts = [timeline.starts[k] for k in present.ks]
    events: list[list[int | None]] = [[None] * (len(edges) - 1) for _ in range(people)]
    # For each person: among the events begun so far, the index in `present` of the last to end.
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
        # The most important event wins, then the one with more people, then the first.
        ranks = [(0, 0)] * people
        for i in range(first, last):
            k, persons = present.ks[i], present.people[i]
            rank = (story.events[timeline.order[k]].importance, len(persons))
            end = timeline.ends[k]
            for p in persons:
                if rank > ranks[p]:
                    ranks[p] = rank
                    events[p][t] = k
                if end > until[p]:
                    until[p] = end
                    longest[p] = i
        for i in sorted(going_on, reverse=True):
            for p in present.people[i]:
                if events[p][t] is None:
                    events[p][t] = present.ks[i]
        first = last
    return events


def _travel_flags(
    story: Story,
    timeline: Timeline,
    edges: Sequence[float],
    person: str,
    row: Sequence[int | None],
) -> list[bool]:
    """Return for each layer whether a person travels from one known place to another."""
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
        if person not in leaving.dies and _can_connect(leaving, arriving):
            between[before + 1 : after] = [True] * (after - before - 1)
    return between


def _can_connect(leaving: Event, arriving: Event) -> bool:
    """Return whether a lane may connect two events.

    Both places must be known. Story time must not jump back, and no night or whole day may pass.
    """
    if not leaving.where.has_marker or not arriving.where.has_marker:
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
    return passing.total_seconds() < time_labels.ONE_NIGHT_S and not time_labels.contains_night(
        *span
    )
