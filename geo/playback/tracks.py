"""Who is where: each person's sightings, and what is known of them at a moment.

Between two sightings it is not known where a person is. The line drawn between them is a reminder
that they got from one to the other, never a claim about the way. A path that an event gives is a
fact.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal

from geo.geodesy import distance_m, short_way_east
from geo.playback.timelines import Timeline
from geo.story import Event, Position, Story

Status = Literal["unseen", "seen", "between", "unlocated", "last-seen", "dead"]


@dataclass(frozen=True, slots=True)
class Track:
    """One person's sightings: `sightings` are the places k in the timeline's order, ascending."""

    person: str
    sightings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is known of a person at a moment.

    `position` None: not known. `event` is the k they are in now, else None. `line` is given only
    when the way from one known place to another is not known: those two places. `known_from` is the
    k that this is known from: the event they are in, died in, or were last seen in; None before
    the first.
    """

    status: Status
    position: Position | None = None
    event: int | None = None
    line: tuple[Position, Position] | None = None
    known_from: int | None = None


def tracks(story: Story, timeline: Timeline) -> tuple[Track, ...]:
    """One track for each of the story's people, in their order. Only who is there is sighted.

    People that are heard, watched or mentioned are somewhere else, so they do not count.
    """
    sightings: dict[str, list[int]] = {person.id: [] for person in story.people}
    for k, i in enumerate(timeline.order):
        # A set, so that a name listed twice is still one sighting.
        for person in set(story.events[i].people):
            if person in sightings:
                sightings[person].append(k)
    return tuple(Track(person, tuple(found)) for person, found in sightings.items())


def status_at(story: Story, timeline: Timeline, track: Track, time: float) -> Whereabouts:
    """What is known of a person at a time, in the unit of the timeline's time scale.

    In several events at once, the one that started last wins. Death holds from the end of the event
    they die in. It also ends every event that began before that end. An event that starts at that
    end or later shows them again: a flashback, or a body. In story order the next event always
    starts at the very end of the one before, so a flashback right after a death counts.
    """
    # After the last end the player keeps showing the last events.
    time = min(time, timeline.axis.times[-1])
    started = bisect_right(track.sightings, time, key=timeline.starts.__getitem__)
    if started == 0:
        return Whereabouts("unseen")
    death = _death(story, timeline, track, started, time)
    alive_from = float("-inf") if death is None else timeline.ends[death]
    # What ended last, not what started last: someone who leaves a long event was there until then.
    last = track.sightings[started - 1]
    for k in reversed(track.sightings[:started]):
        if timeline.is_on(k, time) and timeline.starts[k] >= alive_from:
            return _in_event(story, timeline, k, time)
        if timeline.ends[k] > timeline.ends[last]:
            last = k
    if death is not None:
        return Whereabouts("dead", _end_of(_event(story, timeline, death)), known_from=death)
    leaving = _end_of(_event(story, timeline, last))
    if started == len(track.sightings):
        return Whereabouts("last-seen", leaving, known_from=last)
    return _between(story, timeline, last, track.sightings[started], time)


def _event(story: Story, timeline: Timeline, k: int) -> Event:
    return story.events[timeline.order[k]]


def _end_of(event: Event) -> Position | None:
    return event.where.path[-1] if event.where.is_pinned else None


def _death(story: Story, timeline: Timeline, track: Track, started: int, time: float) -> int | None:
    """The last event k, over by `time`, in which the person dies."""
    deaths = [
        k
        for k in track.sightings[:started]
        if timeline.ends[k] <= time and track.person in _event(story, timeline, k).dies
    ]
    return max(deaths, key=timeline.ends.__getitem__, default=None)


def _in_event(story: Story, timeline: Timeline, k: int, time: float) -> Whereabouts:
    where = _event(story, timeline, k).where
    if not where.is_pinned:
        return Whereabouts("unlocated", None, k, known_from=k)
    start, end = timeline.starts[k], timeline.ends[k]
    position = along(where.path, min((time - start) / (end - start), 1.0))
    return Whereabouts("seen", position, k, known_from=k)


def _between(
    story: Story, timeline: Timeline, last: int, following: int, time: float
) -> Whereabouts:
    leaving = _end_of(_event(story, timeline, last))
    ahead = _event(story, timeline, following).where
    if leaving is None or not ahead.is_pinned:
        return Whereabouts("between", leaving, known_from=last)
    arriving = ahead.path[0]
    left, arrives = timeline.ends[last], timeline.starts[following]
    position = mixed(leaving, arriving, (time - left) / (arrives - left))
    return Whereabouts("between", position, None, (leaving, arriving), known_from=last)


def along(path: tuple[Position, ...], share: float) -> Position:
    """The position at a share (0 to 1) of a path's geodesic length; a point is its own path.

    Between two neighbours it moves straight in degrees, as RFC 7946, section 3.1.1, draws a line.
    """
    if len(path) == 1:
        return path[0]
    reached = _reached_m(path)
    wanted = reached[-1] * share
    # The last stretch that begins at or before the wanted length; the end belongs to the last one.
    i = min(bisect_right(reached, wanted) - 1, len(path) - 2)
    length = reached[i + 1] - reached[i]
    return mixed(path[i], path[i + 1], (wanted - reached[i]) / length if length > 0 else 1.0)


@lru_cache(maxsize=4096)
def _reached_m(path: tuple[Position, ...]) -> tuple[float, ...]:
    """How many metres along the path each position lies. Geodesics on WGS84 (Karney 2013)."""
    return tuple(accumulate((distance_m(a, b) for a, b in pairwise(path)), initial=0.0))


def mixed(a: Position, b: Position, share: float) -> Position:
    """The position at a share (0 to 1) of the way from `a` to `b`, straight in degrees.

    Across the 180th meridian it takes the short way round.
    """
    longitude = a.longitude + short_way_east(a.longitude, b.longitude) * share
    if abs(longitude) > 180.0:
        longitude -= 360.0 if longitude > 0 else -360.0
    return Position(longitude, a.latitude + (b.latitude - a.latitude) * share)
