"""When two people meet, are in contact, watch each other, or narrowly miss each other.

Events are indices, and times are in the unit of a timeline. `pair_encounters.py` converts the
results for users. `geo/render/player/arithmetic/meetings.js` has the same rules.
tests/analysis/pairs.json tests both.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple

from geo.analysis.closest_approach import flat_distance_m
from geo.analysis.footprints import Footprint
from geo.analysis.timed_parts import timed_parts
from geo.analysis.timeline_distances import Trail, separation_between
from geo.geodesy import BoundingBox, distance_m
from geo.playback.timelines import Timeline
from geo.playback.tracks import Track
from geo.polygons import plane_polygons
from geo.story import Event, Position, Story

Kind = Literal["face to face", "in contact", "watching", "near miss"]

# A near miss: two people within this many metres and seconds of each other. Our own choices.
NEAR_M = 1_000.0
NEAR_S = 1_800.0
# The most comparisons of sightings in the search for near misses. In a very long story, each
# sighting is compared only with the nearest ones in time. Hand-written stories stay far below.
MOST_COMPARISONS = 2_000_000
FEWEST_COMPARED = 64


@dataclass(frozen=True, slots=True)
class Encounter:
    """An encounter of two people. Times are in the unit of the timeline's time scale.

    `events` are event indices in story order, sorted by start. For a near miss they are the two
    events, one of each person, that are closest. Otherwise they are all events of the encounter.
    `distance_m` is 0 for `face to face`. For the other kinds it is None unless both positions are
    known. `gap_s` is the time in seconds between the two stays of a near miss; otherwise 0.
    `watcher` is the id of the person who watches; None for the other kinds.
    """

    kind: Kind
    from_time: float
    to_time: float
    events: tuple[int, ...]
    distance_m: float | None
    gap_s: float = 0.0
    watcher: str | None = None


def encounters(story: Story, timeline: Timeline, one: Track, other: Track) -> tuple[Encounter, ...]:
    """Return all encounters of two people, sorted by time.

    - *face to face*: both are present in the event.
    - *in contact*: at least one of them is only heard in it, and the other is present or heard.
    - *watching*: one is present and sees the other from a distance.
    - *near miss*: a stay of one person is within `NEAR_M` and `NEAR_S` of a stay of the other. Both
      places are known to within `NEAR_M`: an area that reaches farther from its middle is no stay,
      because the person's place in it is unknown. If the two meet within `NEAR_S` before or
      after the near miss, and within `NEAR_M` of one of the two stays, only the meeting counts.

    An event whose time is unknown is no stay.

    Consecutive events of one kind without a pause are one encounter. Near misses that share an
    event are one encounter. Only story time has near misses: the other time scales have no real
    durations.
    """
    shared = _SharedEvents(story, timeline, one, other)
    unsorted = [*shared.encounters, *_near_misses(story, timeline, one, other, shared)]
    return tuple(sorted(unsorted, key=lambda e: (e.from_time, e.to_time, e.events)))


def _relation(event: Event, one: str, other: str) -> tuple[Kind, str | None] | None:
    """Return the kind of encounter in an event, and the id of the watcher. None: no encounter."""
    one_present, other_present = one in event.people, other in event.people
    if one_present and other_present:
        return "face to face", None
    if (one_present or one in event.heard) and (other_present or other in event.heard):
        return "in contact", None
    if one_present and other in event.watched:
        return "watching", one
    if other_present and one in event.watched:
        return "watching", other
    return None


class _Run(NamedTuple):
    kind: Kind
    watcher: str | None
    ks: list[int]


class _SharedEvents:
    """The events in which the two people meet, are in contact or watch each other."""

    def __init__(self, story: Story, timeline: Timeline, one: Track, other: Track) -> None:
        self.ks: set[int] = set()
        self.meetings: list[int] = []
        runs: list[_Run] = []
        # Runs of different kinds can overlap. For each kind: the open run and its end.
        open_runs: dict[tuple[Kind, str | None], tuple[_Run, float]] = {}
        for k, i in enumerate(timeline.order):
            relation = _relation(story.events[i], one.person, other.person)
            if relation is None:
                continue
            self.ks.add(k)
            if relation[0] == "face to face":
                self.meetings.append(k)
            run, run_end = open_runs.get(relation, (None, 0.0))
            end = timeline.ends[k]
            if run is None or timeline.starts[k] > run_end:
                run = _Run(*relation, [])
                runs.append(run)
                run_end = end
            run.ks.append(k)
            open_runs[relation] = (run, max(run_end, end))
        trails = (Trail(story, timeline, one), Trail(story, timeline, other))
        self.encounters = [_encounter_from_run(timeline, trails, run) for run in runs]


def _encounter_from_run(timeline: Timeline, trails: tuple[Trail, Trail], run: _Run) -> Encounter:
    first = run.ks[0]
    start = timeline.starts[first]
    metres: float | None = 0.0
    if run.kind != "face to face":
        # The middle of the first event. For a call, the events of both people have begun by then.
        middle = (start + timeline.ends[first]) / 2
        one, other = (trail.located_at(middle) for trail in trails)
        separation = separation_between(one, other)
        metres = separation.distance_m if separation.certainty == "known" else None
    return Encounter(
        kind=run.kind,
        from_time=start,
        to_time=max(timeline.ends[k] for k in run.ks),
        events=tuple(timeline.order[k] for k in run.ks),
        distance_m=metres,
        watcher=run.watcher,
    )


class _Stays:
    """Events with known times, at places that are known to within `NEAR_M`, sorted by start.

    A movement with times is several stays: one for each part of the path (`timed_parts`). `ks` are
    the events.
    """

    def __init__(self, story: Story, timeline: Timeline, ks: Iterable[int]) -> None:
        events = [(k, story.events[timeline.order[k]]) for k in ks]
        timed = [(k, event) for k, event in events if event.when.start is not None]
        parts = [
            (k, part)
            for k, event in timed
            if event.where.has_marker and (event.where.radius_m or 0.0) <= NEAR_M
            for part in timed_parts(event, timeline.starts[k], timeline.ends[k])
        ]
        parts.sort(key=lambda known: known[1].start)
        self.ks = [k for k, _ in parts]
        self.starts = [part.start for _, part in parts]
        self.ends = [part.end for _, part in parts]
        self.latest_ends = list(accumulate(self.ends, max))
        self.footprints = [Footprint(part.path, part.areas) for _, part in parts]
        self.boxes = [BoundingBox.enclosing(found.extent) for found in self.footprints]


class _Miss(NamedTuple):
    """Two stays that are near each other: indices `a` and `b`. Sorts by distance, then by time."""

    distance_m: float
    gap_s: float
    a: int
    b: int


def _pairs_near(one: _Stays, other: _Stays) -> list[_Miss]:
    """Return the pairs of stays within `NEAR_M` and `NEAR_S`, sorted by the start of the first.

    Distances are rounded to a metre.
    """
    compared_each_side = max(FEWEST_COMPARED, MOST_COMPARISONS // max(1, len(one.ks))) // 2
    pairs = []
    for a, box in enumerate(one.boxes):
        around = box.expand(NEAR_M)
        earliest, latest = one.starts[a] - NEAR_S, one.ends[a] + NEAR_S
        middle = bisect_left(other.starts, one.starts[a])
        for b in range(middle - 1, max(-1, middle - 1 - compared_each_side), -1):
            if other.latest_ends[b] < earliest:
                break
            if other.ends[b] >= earliest and around.intersects(other.boxes[b]):
                pairs.append((a, b))
        for b in range(middle, min(len(other.ks), middle + compared_each_side)):
            if other.starts[b] > latest:
                break
            if around.intersects(other.boxes[b]):
                pairs.append((a, b))
    misses = []
    for a, b in pairs:
        metres = flat_distance_m(*one.footprints[a].closest_to(other.footprints[b]))
        if metres <= NEAR_M:
            gap = max(one.starts[a] - other.ends[b], other.starts[b] - one.ends[a], 0.0)
            misses.append(_Miss(float(round(metres)), gap, a, b))
    return misses


def _near_misses(
    story: Story, timeline: Timeline, one: Track, other: Track, shared: _SharedEvents
) -> list[Encounter]:
    if timeline.time_scale != "story":
        return []
    # In the story's order, so that the order of the two arguments does not change the result.
    people = [person.id for person in story.people]
    first, second = (
        _Stays(
            story,
            timeline,
            (
                k
                for k in track.sightings
                if k not in shared.ks and not _is_in_large_area(story.events[timeline.order[k]])
            ),
        )
        for track in sorted((one, other), key=lambda track: people.index(track.person))
    )
    meetings = _Stays(story, timeline, shared.meetings)
    near_first, near_second = _meetings_near(first, meetings), _meetings_near(second, meetings)

    def has_meeting(miss: _Miss) -> bool:
        # From `ends` to `starts` is the time between two stays; if they overlap, their common time.
        ends = min(first.ends[miss.a], second.ends[miss.b])
        starts = max(first.starts[miss.a], second.starts[miss.b])
        earliest, latest = min(starts, ends) - NEAR_S, max(starts, ends) + NEAR_S
        return any(
            meetings.starts[m] <= latest and meetings.ends[m] >= earliest
            for m in (*near_first.get(miss.a, ()), *near_second.get(miss.b, ()))
        )

    misses = [miss for miss in _pairs_near(first, second) if not has_meeting(miss)]
    runs = _group_misses(misses, first, second)
    return [_encounter_from_misses(timeline, first, second, run) for run in runs]


def _is_in_large_area(event: Event) -> bool:
    """Whether the box around the event's areas reaches farther than `NEAR_M` from its middle."""
    areas = event.where.areas
    if not areas:
        return False
    plane = plane_polygons(areas, areas[0][0][0].longitude)
    xs, ys = zip(*(corner for rings in plane for corner in rings[0]), strict=True)
    middle = Position((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return distance_m(middle, Position(min(xs), min(ys))) > NEAR_M


def _meetings_near(stays: _Stays, meetings: _Stays) -> dict[int, list[int]]:
    """Return for each stay the meetings within `NEAR_M` and `NEAR_S`, if there are any."""
    meetings_by_stay: dict[int, list[int]] = {}
    for near in _pairs_near(stays, meetings):
        meetings_by_stay.setdefault(near.a, []).append(near.b)
    return meetings_by_stay


def _group_misses(misses: Iterable[_Miss], first: _Stays, second: _Stays) -> Iterable[list[_Miss]]:
    """Group the misses that share an event, directly or through other misses (union-find)."""
    parent: dict[tuple[bool, int], tuple[bool, int]] = {}

    def root(node: tuple[bool, int]) -> tuple[bool, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    misses = list(misses)
    for miss in misses:
        parent[root((False, first.ks[miss.a]))] = root((True, second.ks[miss.b]))
    runs: dict[tuple[bool, int], list[_Miss]] = {}
    for miss in misses:
        runs.setdefault(root((False, first.ks[miss.a])), []).append(miss)
    return runs.values()


def _encounter_from_misses(
    timeline: Timeline, first: _Stays, second: _Stays, run: list[_Miss]
) -> Encounter:
    # In a tie the earliest pair wins, in whichever order the two people are given.
    nearest = min(
        run, key=lambda m: (m.distance_m, m.gap_s, *sorted((first.ks[m.a], second.ks[m.b])))
    )
    ks = sorted((first.ks[nearest.a], second.ks[nearest.b]))
    return Encounter(
        kind="near miss",
        from_time=min(min(first.starts[m.a], second.starts[m.b]) for m in run),
        to_time=max(max(first.ends[m.a], second.ends[m.b]) for m in run),
        events=tuple(timeline.order[k] for k in ks),
        distance_m=distance_m(
            *first.footprints[nearest.a].closest_to(second.footprints[nearest.b])
        ),
        gap_s=nearest.gap_s,
    )
