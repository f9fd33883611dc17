"""Who of some people is in which scene when: a story cut into layers for the storyline strip.

A layer is a span of playing seconds in which nobody comes or goes. A story with more scenes than a
strip has room for is cut into equal layers instead; each person then has one scene a layer: of
those that begin in it the most important, else the one that still goes on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from geo.playback import labels
from geo.playback.clocks import story_seconds
from geo.playback.timelines import Timeline
from geo.story import Event, Story

# A strip is some 1,500 pixels wide: more layers would be narrower than a line is thick.
MOST_LAYERS = 360
# From this many scenes on, equal layers are taken without a look at where the scenes begin and end.
MANY_SCENES = 2_000
# Edges are whole hundredths of a playing second: less than a frame, and short to write.
EDGE_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Cast:
    """Layers between `edges` (playing seconds, ascending; one more than layers).

    By person and layer: `events[p][t]` is the index of the event they are in, None outside scenes;
    `between[p][t]` whether they are then on the way from one known place to another.
    """

    edges: tuple[float, ...]
    events: tuple[tuple[int | None, ...], ...]
    between: tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    k: int
    people: tuple[int, ...]


def cast_of(story: Story, timeline: Timeline, people: Sequence[str]) -> Cast:
    """Who of `people` (ids) is in which scene when; scenes without any of them are left out."""
    place = {person: p for p, person in enumerate(people)}
    scenes = []
    for k, i in enumerate(timeline.order):
        there = {place[person] for person in story.events[i].people if person in place}
        if there:
            scenes.append(_Scene(k, tuple(sorted(there))))
    edges = _edges(timeline, scenes)
    if edges is None:
        width = timeline.duration_s / MOST_LAYERS
        edges = [round(width * t, EDGE_DECIMALS) for t in range(MOST_LAYERS + 1)]
        found = _binned(story, timeline, scenes, edges, len(people))
    else:
        found = _exact(timeline, scenes, edges, len(people))
    events = [[None if k is None else timeline.order[k] for k in row] for row in found]
    return Cast(
        edges=tuple(edges),
        events=tuple(map(tuple, events)),
        between=tuple(
            tuple(_between(story, timeline, edges, person, row))
            for person, row in zip(people, events, strict=True)
        ),
    )


def _seconds(timeline: Timeline, time: float) -> float:
    return round(timeline.axis.seconds_at(time), EDGE_DECIMALS)


def _edges(timeline: Timeline, scenes: Sequence[_Scene]) -> list[float] | None:
    """Where scenes begin and end, or None when that makes too many layers."""
    if len(scenes) > MANY_SCENES:
        return None
    ks = [scene.k for scene in scenes]
    times = {timeline.starts[k] for k in ks} | {timeline.ends[k] for k in ks}
    edges = sorted({_seconds(timeline, time) for time in times})
    return edges if len(edges) <= MOST_LAYERS + 1 else None


def _exact(
    timeline: Timeline, scenes: Sequence[_Scene], edges: Sequence[float], people: int
) -> list[list[int | None]]:
    at = {edge: t for t, edge in enumerate(edges)}
    found: list[list[int | None]] = [[None] * (len(edges) - 1) for _ in range(people)]
    for scene in scenes:
        first = at[_seconds(timeline, timeline.starts[scene.k])]
        last = at[_seconds(timeline, timeline.ends[scene.k])]
        for p in scene.people:
            # Scenes come by their start, so that the one that started last has the person.
            found[p][first:last] = [scene.k] * (last - first)
    return found


def _binned(
    story: Story,
    timeline: Timeline,
    scenes: Sequence[_Scene],
    edges: Sequence[float],
    people: int,
) -> list[list[int | None]]:
    times = [timeline.axis.time_at(edge) for edge in edges]
    found: list[list[int | None]] = [[None] * (len(edges) - 1) for _ in range(people)]
    # By person: of the scenes begun so far, the one that ends last.
    longest: dict[int, _Scene] = {}
    i = 0
    for t in range(len(edges) - 1):
        beginning = []
        is_last = t == len(edges) - 2
        while i < len(scenes) and (is_last or timeline.starts[scenes[i].k] < times[t + 1]):
            beginning.append(scenes[i])
            i += 1
        beginning.sort(
            key=lambda scene: (
                -story.events[timeline.order[scene.k]].importance,
                -len(scene.people),
                scene.k,
            )
        )
        going_on = sorted(
            {scene for scene in longest.values() if timeline.ends[scene.k] > times[t]},
            key=lambda scene: -scene.k,
        )
        for scene in (*beginning, *going_on):
            for p in scene.people:
                if found[p][t] is None:
                    found[p][t] = scene.k
        for scene in beginning:
            for p in scene.people:
                if p not in longest or timeline.ends[scene.k] > timeline.ends[longest[p].k]:
                    longest[p] = scene
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
    scenes = [(t, story.events[event]) for t, event in enumerate(row) if event is not None]
    seams = [seam.from_s for seam in timeline.axis.seams]
    for (before, leaving), (after, arriving) in pairwise(scenes):
        if after == before + 1:
            continue
        left, arrives = edges[before + 1], edges[after]
        seam = bisect_right(seams, left - 10.0**-EDGE_DECIMALS)
        if seam < len(seams) and seams[seam] < arrives:
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
    return passing.total_seconds() < labels.ONE_NIGHT_S and not labels.holds_a_night(*span)
