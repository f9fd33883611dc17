"""How far two people are from each other, in the units of a timeline.

A distance is only as good as the two positions it is measured between. It is *known* while both are
seen at a place, *assumed* while one of them is between two sightings or was last seen somewhere,
and *unknown* while the position of one of them is not known. `pair_distances.py` answers users with
this; `geo/render/player/arithmetic/distances.js` has the same rules. tests/analysis/pairs.json
holds for both.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from geo.geodesy import distance_m
from geo.playback.timelines import Timeline
from geo.playback.tracks import Track, Whereabouts, status_at
from geo.story import Story

Certainty = Literal["known", "assumed", "unknown"]

# The most moments at which a curve is sampled. It has two samples at each: where it arrives, and
# from where it goes on.
MOST_MOMENTS = 240
# The most of these at which an event starts or ends; the others lie evenly between.
MOST_BREAKS = 190
# From this many sightings on, the moments are looked up rather than all put in order first.
MANY_SIGHTINGS = 2_000
# A step of the curve smaller than this, in metres, is no step.
SAME_M = 0.5


@dataclass(frozen=True, slots=True)
class Separation:
    """How far two people are from each other at a moment.

    `distance_m` is None when `certainty` is unknown; `missing` are then the ids of those without a
    position: not seen yet, somewhere unlocated, or dead.
    """

    certainty: Certainty
    distance_m: float | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the timeline over which a distance is equally well known.

    Times are in the unit of the timeline's time scale. `samples` are (time, metres); times never go
    back, and two of the same time are a step. There are none when the distance is unknown.
    """

    from_time: float
    to_time: float
    certainty: Certainty
    missing: tuple[str, ...]
    samples: tuple[tuple[float, float], ...]


class Trail:
    """One person's whereabouts, prepared so that a moment does not go through all sightings."""

    def __init__(self, story: Story, timeline: Timeline, track: Track) -> None:
        self.track = track
        self._story, self._timeline = story, timeline
        sightings = track.sightings
        self._reach = tuple(accumulate((timeline.ends[k] for k in sightings), max))
        # By sighting, the place in the list of the one that ends last of all up to it.
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

    def at(self, time: float) -> Whereabouts:
        """The same as `status_at`, but it looks only at the sightings that can matter at `time`."""
        sightings = self.track.sightings
        now = min(time, self._timeline.axis.times[-1])
        started = bisect_right(sightings, now, key=self._timeline.starts.__getitem__)
        if started == 0:
            return Whereabouts("unseen")
        on_from = min(bisect_left(self._reach, now), started - 1)
        matter = {*self._deaths, self._last[started - 1], *range(on_from, started)}
        matter.update(range(started, min(started + 1, len(sightings))))
        few = tuple(sightings[j] for j in sorted(matter))
        return status_at(self._story, self._timeline, Track(self.track.person, few), time)


def separation_between(*two: tuple[str, Whereabouts]) -> Separation:
    """How far two people are from each other, along the geodesic on WGS84.

    Each is given by id with what is known of them. The dead have no distance to anyone.
    """
    places = [found.position if found.status != "dead" else None for _, found in two]
    here, there = places
    if here is None or there is None:
        missing = tuple(
            person for (person, _), place in zip(two, places, strict=True) if place is None
        )
        return Separation("unknown", None, missing)
    certainty: Certainty = "assumed"
    if all(found.status == "seen" for _, found in two):
        certainty = "known"
    return Separation(certainty, distance_m(here, there))


def separation_curve(
    story: Story, timeline: Timeline, one: Track, other: Track
) -> tuple[Stretch, ...]:
    """The distance of two people from the start of the timeline to its end, without a hole.

    It is exact where a sighting of either starts or ends, and bounded: of more such moments than
    `MOST_BREAKS` those are kept that lie evenly in playing seconds, and what holds at one is taken
    to hold until the next. `timeline` should be in story time where the story has it: in film time,
    a straight line from one sighting to the next would run through moments that lie apart.
    """
    trails = (Trail(story, timeline, one), Trail(story, timeline, other))
    stretches: list[Stretch] = []
    samples: list[tuple[float, float]] = []
    opened: tuple[float, Separation] | None = None
    for here, there in pairwise(_moments(timeline, one, other)):
        leaving = _apart(trails, here)
        if opened and not _is_as_well_known(opened[1], leaving):
            stretches.append(_stretch(*opened, here, samples))
            opened = None
        if opened is None:
            opened, samples = (here, leaving), []
        if leaving.distance_m is None:
            continue
        if not samples or abs(samples[-1][1] - leaving.distance_m) > SAME_M:
            samples.append((here, leaving.distance_m))
        arriving = _apart(trails, just_before(there))
        if arriving.distance_m is not None:
            samples.append((there, arriving.distance_m))
    if opened:
        stretches.append(_stretch(*opened, timeline.axis.times[-1], samples))
    return tuple(stretches)


def _apart(trails: tuple[Trail, Trail], time: float) -> Separation:
    one, other = trails
    return separation_between(
        (one.track.person, one.at(time)), (other.track.person, other.at(time))
    )


def _is_as_well_known(a: Separation, b: Separation) -> bool:
    return (a.certainty, a.missing) == (b.certainty, b.missing)


def _stretch(
    from_time: float, begun: Separation, to_time: float, samples: list[tuple[float, float]]
) -> Stretch:
    return Stretch(from_time, to_time, begun.certainty, begun.missing, tuple(samples))


def just_before(time: float) -> float:
    """A time so shortly before `time` that nothing moves in between, in seconds or events."""
    return time - max(1e-6, abs(time) * 2.0**-51)


def _moments(timeline: Timeline, one: Track, other: Track) -> list[float]:
    """When the curve is read: from the first moment of the axis to its last, ascending."""
    axis = timeline.axis
    points = {axis.times[0], axis.times[-1], *_breaks(timeline, one, other)}
    steps = MOST_MOMENTS - len(points)
    points.update(axis.time_at(axis.seconds[-1] * j / steps) for j in range(1, steps))
    return sorted(points)


def _breaks(timeline: Timeline, one: Track, other: Track) -> set[float]:
    if len(one.sightings) + len(other.sightings) <= MANY_SIGHTINGS:
        found = {
            time
            for k in (*one.sightings, *other.sightings)
            for time in (timeline.starts[k], timeline.ends[k])
        }
        if len(found) <= MOST_BREAKS:
            return found
    axis = timeline.axis
    kept = set()
    for j in range(1, MOST_BREAKS - 1):
        time = axis.time_at(axis.seconds[-1] * j / MOST_BREAKS)
        started = [
            timeline.starts[track.sightings[count - 1]]
            for track in (one, other)
            if (count := bisect_right(track.sightings, time, key=timeline.starts.__getitem__))
        ]
        kept.update([max(started)] if started else [])
    return kept
