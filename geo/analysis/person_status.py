"""Where each person was at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from geo.analysis.story_layout import StoryLayout, layout_of
from geo.analysis.story_times import (
    StoryTime,
    TimeBasis,
    end_basis,
    end_of,
    is_unknown,
    start_basis,
    start_of,
    to_timeline,
)
from geo.playback.timelines import Timeline
from geo.playback.tracks import Whereabouts, status_at
from geo.story import Event, Person, Position, Precision, Story

StatusName = Literal[
    "present", "between sightings", "last seen", "location unknown", "not yet seen", "dead"
]
PositionBasis = Literal["event", "straight line", "last place", "place of death"]

_STATUS_NAMES: dict[str, StatusName] = {
    "seen": "present",
    "between": "between sightings",
    "last-seen": "last seen",
    "unlocated": "location unknown",
    "unseen": "not yet seen",
    "dead": "dead",
}


@dataclass(frozen=True, slots=True)
class PersonStatus:
    """What is known about a person at a time. None always means unknown.

    Attributes:
        person_id: The person's id.
        name: The person's name.
        status: `present`: in an event at a known place. `location unknown`: in an event without a
            known place. `between sightings`: after one event and before the next. `last seen`:
            after the last event. `not yet seen`: before the first event. `dead`: after the event in
            which they die.
        longitude: Degrees east of Greenwich (WGS84), or None. In an event that covers areas, the
            position is one inside them.
        latitude: Degrees north of the equator (WGS84), or None.
        position_basis: How the position is known. `event`: the story gives it. `straight line`: a
            guess, interpolated by time between the last known place and the next one. `last place`:
            a guess that the person is still at the last known place. `place of death`: where the
            person died. None without a position.
        radius_m: The true position is within this many metres, with a probability of `confidence`
            (0 to 1). Both are None on a straight line, and if the story does not give them.
        confidence: See `radius_m`.
        place: The name of the event's place. None on a straight line.
        event_id: The event that gives this information. The person is in it, was last seen in it,
            or died in it. None before the first event.
        event_title: The title of that event.
        since: When this status began. For `present` and `location unknown` it is the start of the
            event, else its end. None before the first event, and if the time of the event is
            unknown.
        since_basis: How `since` is known: `stated`, `implied` or `assumed` by the story, or
            `inferred` because the story gives no end, or no time. None if the story does not say.
        since_precision: The precision of the event's start: `year`, `month`, `day` or `time`. None
            before the first event, and if the time of the event is unknown.
    """

    person_id: str
    name: str
    status: StatusName
    longitude: float | None = None
    latitude: float | None = None
    position_basis: PositionBasis | None = None
    radius_m: float | None = None
    confidence: float | None = None
    place: str | None = None
    event_id: str | None = None
    event_title: str | None = None
    since: StoryTime | None = None
    since_basis: TimeBasis | None = None
    since_precision: Precision | None = None

    @property
    def position(self) -> Position | None:
        """Longitude and latitude as one value; None if unknown."""
        if self.longitude is None or self.latitude is None:
            return None
        return Position(self.longitude, self.latitude)


def who_was_where(story: Story, time: StoryTime | date | str) -> list[PersonStatus]:
    """Return what is known about each person at a time, in the order of `story.people`.

    Args:
        story: The story.
        time: A wall-clock time of the story: a naive `datetime`, a `date` (its midnight) or ISO
            text. If no event of the story has a time, use the number of an event in story order
            instead, counted from 1. It means the start of that event.

    Raises:
        StoryError: the story breaks a rule.
        AnalysisError: the time is invalid. The message says why.
    """
    layout = layout_of(story)
    at = to_timeline(story, layout.timeline, time)
    return [
        _record(story, layout, person, whereabouts(story, layout, person, at))
        for person in story.people
    ]


def whereabouts(story: Story, layout: StoryLayout, person: Person, at: float) -> Whereabouts:
    """Return what is known about a person at a time of the timeline.

    The player keeps showing the last event after its end. Here the event has ended. The player also
    plays an event whose time is unknown. Here people are never present in such an event: after the
    events before it, they were last seen in it.
    """
    known = status_at(story, layout.timeline, layout.track_by_person[person.id], at)
    return as_last_seen(story, layout.timeline, known, at)


def as_last_seen(story: Story, timeline: Timeline, known: Whereabouts, at: float) -> Whereabouts:
    """Return the whereabouts without an event that has ended by `at`, or whose time is unknown."""
    k = known.event
    if k is not None and (at >= timeline.ends[k] or is_unknown(story, timeline, k)):
        return replace(known, status="last-seen", event=None)
    return known


def _record(story: Story, layout: StoryLayout, person: Person, known: Whereabouts) -> PersonStatus:
    status = _STATUS_NAMES[known.status]
    timeline, k = layout.timeline, known.known_from
    if k is None:
        return PersonStatus(person.id, person.name, status)
    event = story.events[timeline.order[k]]
    is_in_event = known.event is not None
    is_on_line = known.line is not None
    is_at_place = known.position is not None and not is_on_line
    place = story.place_by_id.get(event.where.place or "")
    since_time = start_of(story, timeline, k) if is_in_event else end_of(story, timeline, k)
    is_timed = event.when.start is not None
    return PersonStatus(
        person_id=person.id,
        name=person.name,
        status=status,
        longitude=known.position.longitude if known.position else None,
        latitude=known.position.latitude if known.position else None,
        position_basis=_position_basis(known),
        radius_m=event.where.radius_m if is_at_place else None,
        confidence=event.where.confidence if is_at_place else None,
        place=place.name if place and not is_on_line else None,
        event_id=event.id,
        event_title=event.title,
        since=since_time,
        since_basis=_since_basis(layout, event, is_in_event=is_in_event),
        since_precision=event.when.precision if is_timed else None,
    )


def _position_basis(known: Whereabouts) -> PositionBasis | None:
    if known.position is None:
        return None
    if known.event is not None:
        return "event"
    if known.line is not None:
        return "straight line"
    return "place of death" if known.status == "dead" else "last place"


def _since_basis(layout: StoryLayout, event: Event, *, is_in_event: bool) -> TimeBasis | None:
    if layout.timeline.time_scale == "order":
        return None
    return start_basis(event) if is_in_event else end_basis(event)
