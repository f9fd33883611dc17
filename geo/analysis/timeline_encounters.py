"""When two people meet, speak from afar, watch each other, or just miss each other.

Events are indices and times are in the units of a timeline. `pair_encounters.py` answers users with
this; `geo/render/player/arithmetic/meetings.js` has the same rules. tests/analysis/pairs.json holds
for both.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple

from geo.analysis.closest_approach import Way, closest, flat_m
from geo.analysis.timeline_distances import Trail, separation_between
from geo.geodesy import BoundingBox, distance_m
from geo.playback.timelines import Timeline
from geo.playback.tracks import Track
from geo.story import Event, Story

Kind = Literal["face to face", "in contact", "watching", "near miss"]

# Two people this close to each other, in metres, within this many seconds, just miss each other.
# Our own choices.
NEAR_M = 1_000.0
NEAR_S = 1_800.0
# The most comparisons of sightings in the search for near misses: in a longer story each sighting
# is compared only with those nearest in time. A story written by a person stays far below.
MOST_COMPARISONS = 2_000_000
FEWEST_COMPARED = 64


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two people come across each other. Times are in the unit of the timeline's time scale.

    `events` are event indices in story order, sorted by start. Face to face, in contact and
    watching: every event of the run. A near miss: the two events, one of each person, that come
    closest. `distance_m` is 0 face to face; otherwise None unless both positions are known. `gap_s`
    is how much later the second was there, in seconds; 0 unless it is a near miss. `watcher` is the
    id of the one who sees the other; None unless one watches.
    """

    kind: Kind
    from_time: float
    to_time: float
    events: tuple[int, ...]
    distance_m: float | None
    gap_s: float = 0.0
    watcher: str | None = None


def encounters(story: Story, timeline: Timeline, one: Track, other: Track) -> tuple[Encounter, ...]:
    """All encounters of two people, by time.

    In an event that has both they are *face to face*; when one is only heard there, or both are,
    *in contact*; when one is there and the other is seen from afar, the first is *watching*. Runs
    of events that follow upon each other without a pause are one encounter. A *near miss* is a
    stay of one and a stay of the other within `NEAR_M` and `NEAR_S`, each at a place known at least
    that well, unless the two meet just then: a meeting within `NEAR_S` of the moment of the miss
    and within `NEAR_M` of either stay. Near misses that share an event are one. Only story time has
    near misses: on the other time scales seconds mean nothing.
    """
    shared = _Shared(story, timeline, one, other)
    found = [*shared.encounters, *_near_misses(story, timeline, one, other, shared)]
    return tuple(sorted(found, key=lambda e: (e.from_time, e.to_time, e.events)))


def _relation(event: Event, one: str, other: str) -> tuple[Kind, str | None] | None:
    """What an event makes of two people: the kind, and who watches; None: nothing."""
    one_there, other_there = one in event.people, other in event.people
    if one_there and other_there:
        return "face to face", None
    if (one_there or one in event.heard) and (other_there or other in event.heard):
        return "in contact", None
    if one_there and other in event.watched:
        return "watching", one
    if other_there and one in event.watched:
        return "watching", other
    return None


class _Run(NamedTuple):
    kind: Kind
    watcher: str | None
    ks: list[int]


class _Shared:
    """The events that have both people in them: where they meet, speak or watch."""

    def __init__(self, story: Story, timeline: Timeline, one: Track, other: Track) -> None:
        self.ks: set[int] = set()
        self.meetings: list[int] = []
        runs: list[_Run] = []
        # Runs of different kinds can go on side by side. By kind: the run, and when it is over.
        going_on: dict[tuple[Kind, str | None], tuple[_Run, float]] = {}
        for k, i in enumerate(timeline.order):
            relation = _relation(story.events[i], one.person, other.person)
            if relation is None:
                continue
            self.ks.add(k)
            if relation[0] == "face to face":
                self.meetings.append(k)
            run, over = going_on.get(relation, (None, 0.0))
            end = timeline.ends[k]
            if run is None or timeline.starts[k] > over:
                run = _Run(*relation, [])
                runs.append(run)
                over = end
            run.ks.append(k)
            going_on[relation] = (run, max(over, end))
        trails = (Trail(story, timeline, one), Trail(story, timeline, other))
        self.encounters = [_of_run(timeline, trails, run) for run in runs]


def _of_run(timeline: Timeline, trails: tuple[Trail, Trail], run: _Run) -> Encounter:
    first = run.ks[0]
    start = timeline.starts[first]
    apart_m: float | None = 0.0
    if run.kind != "face to face":
        # Half-way through the first event: both ends of a call have begun by then.
        middle = (start + timeline.ends[first]) / 2
        apart = separation_between(*((trail.track.person, trail.at(middle)) for trail in trails))
        apart_m = apart.distance_m if apart.certainty == "known" else None
    return Encounter(
        kind=run.kind,
        from_time=start,
        to_time=max(timeline.ends[k] for k in run.ks),
        events=tuple(timeline.order[k] for k in run.ks),
        distance_m=apart_m,
        watcher=run.watcher,
    )


class _Stays:
    """Events that happen somewhere known to less than `NEAR_M`, by start."""

    def __init__(self, story: Story, timeline: Timeline, ks: Iterable[int]) -> None:
        wheres = [(k, story.events[timeline.order[k]].where) for k in ks]
        known = [(k, w) for k, w in wheres if w.is_pinned and (w.radius_m or 0.0) <= NEAR_M]
        self.ks = [k for k, _ in known]
        self.starts = [timeline.starts[k] for k in self.ks]
        self.ends = [timeline.ends[k] for k in self.ks]
        self.reach = list(accumulate(self.ends, max))
        self.ways: list[Way] = [where.path for _, where in known]
        self.boxes = [BoundingBox.around(way) for way in self.ways]


class _Miss(NamedTuple):
    """Two stays near each other. The smallest of several is the nearest miss."""

    distance_m: float
    gap_s: float
    a: int
    b: int


def _near(one: _Stays, other: _Stays) -> list[_Miss]:
    """The pairs of stays within `NEAR_M` and `NEAR_S`, to the metre, by the first one's start."""
    each_way = max(FEWEST_COMPARED, MOST_COMPARISONS // max(1, len(one.ks))) // 2
    pairs = []
    for a, box in enumerate(one.boxes):
        around = box.expand(NEAR_M)
        earliest, latest = one.starts[a] - NEAR_S, one.ends[a] + NEAR_S
        middle = bisect_left(other.starts, one.starts[a])
        for b in range(middle - 1, max(-1, middle - 1 - each_way), -1):
            if other.reach[b] < earliest:
                break
            if other.ends[b] >= earliest and around.intersects(other.boxes[b]):
                pairs.append((a, b))
        for b in range(middle, min(len(other.ks), middle + each_way)):
            if other.starts[b] > latest:
                break
            if around.intersects(other.boxes[b]):
                pairs.append((a, b))
    misses = []
    for a, b in pairs:
        apart_m = flat_m(*closest(one.ways[a], other.ways[b]))
        if apart_m <= NEAR_M:
            gap = max(one.starts[a] - other.ends[b], other.starts[b] - one.ends[a], 0.0)
            misses.append(_Miss(float(round(apart_m)), gap, a, b))
    return misses


def _near_misses(
    story: Story, timeline: Timeline, one: Track, other: Track, shared: _Shared
) -> list[Encounter]:
    if timeline.time_scale != "story":
        return []
    # In the story's order, so that the same two give the same, whoever is named first.
    people = [person.id for person in story.people]
    ours, theirs = (
        _Stays(story, timeline, (k for k in track.sightings if k not in shared.ks))
        for track in sorted((one, other), key=lambda track: people.index(track.person))
    )
    meetings = _Stays(story, timeline, shared.meetings)
    near_ours, near_theirs = _near_by_stay(ours, meetings), _near_by_stay(theirs, meetings)

    def meet_just_then(miss: _Miss) -> bool:
        # Of two stays that overlap this is the time of both, else the time between them.
        ends = min(ours.ends[miss.a], theirs.ends[miss.b])
        starts = max(ours.starts[miss.a], theirs.starts[miss.b])
        earliest, latest = min(starts, ends) - NEAR_S, max(starts, ends) + NEAR_S
        return any(
            meetings.starts[m] <= latest and meetings.ends[m] >= earliest
            for m in (*near_ours.get(miss.a, ()), *near_theirs.get(miss.b, ()))
        )

    misses = [miss for miss in _near(ours, theirs) if not meet_just_then(miss)]
    return [_of_misses(timeline, ours, theirs, run) for run in _runs(misses)]


def _near_by_stay(stays: _Stays, meetings: _Stays) -> dict[int, list[int]]:
    """By stay, the meetings within `NEAR_M` and `NEAR_S` of it; stays without any are left out."""
    found: dict[int, list[int]] = {}
    for near in _near(stays, meetings):
        found.setdefault(near.a, []).append(near.b)
    return found


def _runs(misses: Iterable[_Miss]) -> Iterable[list[_Miss]]:
    """The misses that hang together because they share a stay of one or the other."""
    parent: dict[tuple[bool, int], tuple[bool, int]] = {}

    def root(node: tuple[bool, int]) -> tuple[bool, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    misses = list(misses)
    for miss in misses:
        parent[root((False, miss.a))] = root((True, miss.b))
    runs: dict[tuple[bool, int], list[_Miss]] = {}
    for miss in misses:
        runs.setdefault(root((False, miss.a)), []).append(miss)
    return runs.values()


def _of_misses(timeline: Timeline, ours: _Stays, theirs: _Stays, run: list[_Miss]) -> Encounter:
    # On a tie the earliest, whichever of the two is named first.
    nearest = min(
        run, key=lambda m: (m.distance_m, m.gap_s, *sorted((ours.ks[m.a], theirs.ks[m.b])))
    )
    ks = sorted((ours.ks[nearest.a], theirs.ks[nearest.b]))
    return Encounter(
        kind="near miss",
        from_time=min(min(ours.starts[m.a], theirs.starts[m.b]) for m in run),
        to_time=max(max(ours.ends[m.a], theirs.ends[m.b]) for m in run),
        events=tuple(timeline.order[k] for k in ks),
        distance_m=distance_m(*closest(ours.ways[nearest.a], theirs.ways[nearest.b])),
        gap_s=nearest.gap_s,
    )
