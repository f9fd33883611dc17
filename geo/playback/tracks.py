"""Each person's sightings, and what is known about a person's location at a time.

Between two sightings, the location of a person is unknown. The line between them only connects the
two places. It does not show the route. A path that an event gives is a known route.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from geo.degrees import short_way_east
from geo.playback.path_measures import metres_to_vertices, seconds_to_vertices
from geo.playback.timelines import Timeline
from geo.story import Event, Position, Story

Status = Literal["unseen", "seen", "between", "unlocated", "last-seen", "dead"]


@dataclass(frozen=True, slots=True)
class Track:
    """One person's sightings: numbers k in the timeline's order, ascending."""

    person: str
    sightings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is known about a person's location at a time. Events are numbers k in the timeline.

    `position`: None if unknown. `event`: the event the person is in; None outside events. `line`:
    the two known places between which the person travels by an unknown route; None otherwise.
    `known_from`: the event that gives this information. The person is in it, died in it, or was
    last seen in it. None before the first sighting.
    """

    status: Status
    position: Position | None = None
    event: int | None = None
    line: tuple[Position, Position] | None = None
    known_from: int | None = None


def tracks(story: Story, timeline: Timeline) -> tuple[Track, ...]:
    """Return one track for each of the story's people, in the order of `story.people`.

    Only people who are present have a sighting. People who are heard, watched or mentioned are
    somewhere else.
    """
    sightings: dict[str, list[int]] = {person.id: [] for person in story.people}
    for k, i in enumerate(timeline.order):
        # A set: a person listed twice still has one sighting.
        for person in set(story.events[i].people):
            if person in sightings:
                sightings[person].append(k)
    return tuple(Track(person, tuple(ks)) for person, ks in sightings.items())


def status_at(story: Story, timeline: Timeline, track: Track, time: float) -> Whereabouts:
    """Return what is known about a person at a time, in the unit of the timeline's time scale.

    If the person is in several events at once, the one that started last wins. A person is dead
    from the end of the event in which they die. From then on, events that began earlier no longer
    count. An event that starts at that end or later shows the person again: a flashback, or a body.
    In story order, each event starts exactly when the previous one ends, so a flashback directly
    after a death counts.
    """
    # After the last end the player keeps showing the last events.
    time = min(time, timeline.axis.times[-1])
    started = bisect_right(track.sightings, time, key=timeline.starts.__getitem__)
    if started == 0:
        return Whereabouts("unseen")
    death = _death(story, timeline, track, started, time)
    alive_from = float("-inf") if death is None else timeline.ends[death]
    # The event that ended last, not the one that started last: a person stays in a long event until
    # its end.
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
    return event.where.path[-1] if event.where.has_marker else None


def _death(story: Story, timeline: Timeline, track: Track, started: int, time: float) -> int | None:
    """Return the last event k in which the person dies and which has ended by `time`."""
    deaths = [
        k
        for k in track.sightings[:started]
        if timeline.ends[k] <= time and track.person in _event(story, timeline, k).dies
    ]
    return max(deaths, key=timeline.ends.__getitem__, default=None)


def _in_event(story: Story, timeline: Timeline, k: int, time: float) -> Whereabouts:
    event = _event(story, timeline, k)
    if not event.where.has_marker:
        return Whereabouts("unlocated", None, k, known_from=k)
    start, end = timeline.starts[k], timeline.ends[k]
    position = position_in_event(event, min((time - start) / (end - start), 1.0))
    return Whereabouts("seen", position, k, known_from=k)


def _between(
    story: Story, timeline: Timeline, last: int, following: int, time: float
) -> Whereabouts:
    leaving = _end_of(_event(story, timeline, last))
    ahead = _event(story, timeline, following).where
    if leaving is None or not ahead.has_marker:
        return Whereabouts("between", leaving, known_from=last)
    arriving = ahead.path[0]
    left, arrives = timeline.ends[last], timeline.starts[following]
    position = interpolate(leaving, arriving, (time - left) / (arrives - left))
    return Whereabouts("between", position, None, (leaving, arriving), known_from=last)


# Times this close are the same: rounding must not put a mover before a vertex at the vertex's time.
SAME_TIME_S = 1e-6


def position_in_event(event: Event, share: float) -> Position:
    """Return where the mover of an event is at a share (0 to 1) of the event's length in time.

    With a time for each position of the path, it moves at even speed between two of them. Before
    the first time it is at the first position, after the last time at the last one. Without times,
    it travels the whole path at even speed. The event has a path, maybe of a single position.
    """
    path = event.where.path
    if not event.where.times or len(path) == 1:
        return position_along(path, share)
    seconds = seconds_to_vertices(event)
    wanted = seconds[-1] * share
    # The last position that is reached by then. The end of the event is no position.
    i = min(bisect_right(seconds, wanted + SAME_TIME_S), len(path)) - 1
    if i < 0:
        return path[0]
    if i == len(path) - 1:
        return path[-1]
    part = (wanted - seconds[i]) / (seconds[i + 1] - seconds[i])
    return interpolate(path[i], path[i + 1], max(part, 0.0))


def position_along(path: tuple[Position, ...], share: float) -> Position:
    """Return the position at a share (0 to 1) of a path's geodesic length.

    Between two vertices it moves on a straight line in degrees, as RFC 7946, section 3.1.1, defines
    lines. A path may have a single position.
    """
    if len(path) == 1:
        return path[0]
    lengths = metres_to_vertices(path)
    wanted = lengths[-1] * share
    # The last segment that begins at or before the wanted length. The end is in the last segment.
    i = min(bisect_right(lengths, wanted) - 1, len(path) - 2)
    length = lengths[i + 1] - lengths[i]
    return interpolate(path[i], path[i + 1], (wanted - lengths[i]) / length if length > 0 else 1.0)


def interpolate(a: Position, b: Position, share: float) -> Position:
    """Return the position at a share (0 to 1) of the straight line (in degrees) from `a` to `b`.

    The line takes the short way, so it may cross the 180th meridian.
    """
    longitude = a.longitude + short_way_east(a.longitude, b.longitude) * share
    if abs(longitude) > 180.0:
        longitude -= 360.0 if longitude > 0 else -360.0
    return Position(longitude, a.latitude + (b.latitude - a.latitude) * share)
