"""The distance between two people, with times in the unit of a timeline.

A distance is *known* while both people are in events at known places. It is *assumed* while one of
them is between two sightings or was last seen at a known place. It is *unknown* while one of them
has no position. `pair_distances.py` converts the results for users.
`geo/render/player/arithmetic/distances.js` has the same rules. tests/analysis/pairs.json tests
both.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from geo.analysis.footprints import Footprint, Footprints
from geo.geodesy import distance_m
from geo.playback.timelines import Timeline
from geo.playback.tracks import Track, Whereabouts, status_at
from geo.story import Story

Certainty = Literal["known", "assumed", "unknown"]

# The most times at which a curve is sampled. It can have two samples at each: before and after a
# jump.
MOST_MOMENTS = 240
# The most of these at which an event starts or ends. The others are evenly spaced in playing time.
MOST_BREAKS = 190
# With more sightings than this, breaks are looked up one by one instead of collected and counted.
MANY_SIGHTINGS = 2_000
# Jumps of the curve smaller than this, in metres, are ignored.
SAME_M = 0.5


@dataclass(frozen=True, slots=True)
class Separation:
    """The distance between two people at a time.

    `distance_m` is None if `certainty` is unknown. `missing` are then the ids of the people without
    a position: not seen yet, at an unknown location, or dead.
    """

    certainty: Certainty
    distance_m: float | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the timeline in which `certainty` and `missing` stay the same.

    Times are in the unit of the timeline's time scale. `samples` are (time, metres), sorted by
    time. Two samples at the same time are a jump. There are none if the distance is unknown.
    """

    from_time: float
    to_time: float
    certainty: Certainty
    missing: tuple[str, ...]
    samples: tuple[tuple[float, float], ...]


class Trail:
    """One person's sightings with an index, so that a query does not read all of them."""

    def __init__(self, story: Story, timeline: Timeline, track: Track) -> None:
        self.track = track
        self._story, self._timeline = story, timeline
        self._footprints = Footprints(story, timeline)
        sightings = track.sightings
        self._latest_ends = tuple(accumulate((timeline.ends[k] for k in sightings), max))
        # For each sighting: among all up to it, the index of the one that ends last.
        last = 0
        self._last: list[int] = []
        for j, k in enumerate(sightings):
            last = last if timeline.ends[sightings[last]] > timeline.ends[k] else j
            self._last.append(last)
        self._deaths = tuple(
            j
            for j, k in enumerate(sightings)
            if track.person in story.events[timeline.order[k]].dies
        )

    def whereabouts_at(self, time: float) -> Whereabouts:
        """Return the same as `status_at`, but read only the sightings that matter at `time`."""
        sightings = self.track.sightings
        now = min(time, self._timeline.axis.times[-1])
        started = bisect_right(sightings, now, key=self._timeline.starts.__getitem__)
        if started == 0:
            return Whereabouts("unseen")
        active_from = min(bisect_left(self._latest_ends, now), started - 1)
        relevant = {*self._deaths, self._last[started - 1], *range(active_from, started)}
        relevant.update(range(started, min(started + 1, len(sightings))))
        ks = tuple(sightings[j] for j in sorted(relevant))
        return status_at(self._story, self._timeline, Track(self.track.person, ks), time)

    def located_at(self, time: float) -> LocatedPerson:
        """Return the person with whereabouts and footprint at a time."""
        known = self.whereabouts_at(time)
        return LocatedPerson(self.track.person, known, self._footprints.of(known))


class LocatedPerson(NamedTuple):
    """A person's id, whereabouts, and footprint (None: the position is unknown)."""

    person: str
    whereabouts: Whereabouts
    footprint: Footprint | None


def separation_between(one: LocatedPerson, other: LocatedPerson) -> Separation:
    """Return the distance between two people along the geodesic on WGS84.

    For a person in areas, it is the distance to their nearest point. A dead person has no distance
    to anyone.
    """
    two = (one, other)
    a, b = (each.footprint if each.whereabouts.status != "dead" else None for each in two)
    if a is None or b is None:
        missing = tuple(each.person for each, at in zip(two, (a, b), strict=True) if at is None)
        return Separation("unknown", None, missing)
    certainty: Certainty = "assumed"
    if all(each.whereabouts.status == "seen" for each in two):
        certainty = "known"
    return Separation(certainty, distance_m(*a.closest_to(b)))


def separation_curve(
    story: Story, timeline: Timeline, one: Track, other: Track, trail: type[Trail] = Trail
) -> tuple[Stretch, ...]:
    """Return the distance between two people from the start of the timeline to its end.

    The stretches follow each other without holes. The curve has samples where a sighting of either
    person starts or ends. Of more than `MOST_BREAKS` such times it uses a selection that is evenly
    spaced in playing seconds, and assumes that nothing changes between two of them. `timeline`
    should be in story time if the story has it. In film time, a flashback between two sightings
    would distort the straight line between them. `trail` looks up where people are.
    """
    trails = (trail(story, timeline, one), trail(story, timeline, other))
    stretches: list[Stretch] = []
    samples: list[tuple[float, float]] = []
    current: tuple[float, Separation] | None = None
    for from_time, to_time in pairwise(_sample_times(timeline, one, other)):
        first = _separation_at(trails, from_time)
        if current and not _has_same_certainty(current[1], first):
            stretches.append(_stretch(*current, from_time, samples))
            current = None
        if current is None:
            current, samples = (from_time, first), []
        if first.distance_m is None:
            continue
        if not samples or abs(samples[-1][1] - first.distance_m) > SAME_M:
            samples.append((from_time, first.distance_m))
        last = _separation_at(trails, moment_before(to_time))
        if last.distance_m is not None:
            samples.append((to_time, last.distance_m))
    if current:
        stretches.append(_stretch(*current, timeline.axis.times[-1], samples))
    return tuple(stretches)


def _separation_at(trails: tuple[Trail, Trail], time: float) -> Separation:
    one, other = trails
    return separation_between(one.located_at(time), other.located_at(time))


def _has_same_certainty(a: Separation, b: Separation) -> bool:
    return (a.certainty, a.missing) == (b.certainty, b.missing)


def _stretch(
    from_time: float, first: Separation, to_time: float, samples: list[tuple[float, float]]
) -> Stretch:
    return Stretch(from_time, to_time, first.certainty, first.missing, tuple(samples))


def moment_before(time: float) -> float:
    """Return a time slightly before `time`, in the same unit (seconds or events)."""
    return time - max(1e-6, abs(time) * 2.0**-51)


def _sample_times(timeline: Timeline, one: Track, other: Track) -> list[float]:
    """Return the times of the samples, ascending. They include both ends of the axis."""
    axis = timeline.axis
    points = {axis.times[0], axis.times[-1], *_breaks(timeline, one, other)}
    steps = MOST_MOMENTS - len(points)
    points.update(axis.time_at(axis.seconds[-1] * j / steps) for j in range(1, steps))
    return sorted(points)


def _breaks(timeline: Timeline, one: Track, other: Track) -> set[float]:
    if len(one.sightings) + len(other.sightings) <= MANY_SIGHTINGS:
        times = {
            time
            for k in (*one.sightings, *other.sightings)
            for time in (timeline.starts[k], timeline.ends[k])
        }
        if len(times) <= MOST_BREAKS:
            return times
    axis = timeline.axis
    selected = set()
    for j in range(1, MOST_BREAKS - 1):
        time = axis.time_at(axis.seconds[-1] * j / MOST_BREAKS)
        started = [
            timeline.starts[track.sightings[count - 1]]
            for track in (one, other)
            if (count := bisect_right(track.sightings, time, key=timeline.starts.__getitem__))
        ]
        selected.update([max(started)] if started else [])
    return selected
