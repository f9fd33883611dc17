"""The events of one person, in order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from geo.analysis.people_by_name import find_person
from geo.analysis.story_layout import layout_of
from geo.analysis.story_times import StoryTime, TimeBasis, end_basis, end_of, start_basis, start_of
from geo.area_sizes import area_m2
from geo.geodesy import distance_m
from geo.story import Position, Precision, Story


@dataclass(frozen=True, slots=True)
class Sighting:
    """One event in which a person is present. None always means unknown.

    Attributes:
        event_id: The id of the event.
        event_title: The title of the event.
        start: A naive wall-clock `datetime`. In a story without times, the number of the event.
            None: the time of the event is unknown. It is between its neighbours in story order.
        end: The end of the event, inferred if the story has none. Always after `start`. None if
            `start` is None.
        start_basis: How the story knows the start: `stated`, `implied` or `assumed`. None if the
            story does not say.
        end_basis: As `start_basis`, or `inferred`.
        start_precision: The precision of the start: `year`, `month`, `day` or `time`. None in a
            story without times, and without a start.
        place: The name of the place.
        longitude: Where the event begins, in degrees east of Greenwich (WGS84). For an event that
            covers areas, a position inside them.
        latitude: Where the event begins, in degrees north of the equator (WGS84).
        end_longitude: Where the event ends. Different from `longitude` only if the event has a
            route.
        end_latitude: See `end_longitude`.
        travelled_m: Length of the event's route in metres. 0 for an event at a single place.
        dies: True if the person dies in the event.
        area_m2: Square metres of the areas that the event covers. None if it covers none.
    """

    event_id: str
    event_title: str
    start: StoryTime | None
    end: StoryTime | None
    start_basis: TimeBasis | None
    end_basis: TimeBasis | None
    start_precision: Precision | None
    place: str | None
    longitude: float | None
    latitude: float | None
    end_longitude: float | None
    end_latitude: float | None
    travelled_m: float | None
    dies: bool
    area_m2: float | None = None


def itinerary(story: Story, person: str) -> list[Sighting]:
    """Return the events in which a person (an id or a name) is present, sorted by start.

    An event without a time stands between its neighbours in story order. Events in which the
    person is only heard, watched or mentioned are left out, because the person is somewhere else.
    If the location of an event is only a guess, the record has no coordinates, but it can have a
    place name.

    Raises:
        StoryError: the story breaks a rule.
        AnalysisError: no person or several people have this name.
    """
    layout = layout_of(story)
    timeline = layout.timeline
    wanted = find_person(story, person)
    sightings = []
    for k in layout.track_by_person[wanted.id].sightings:
        event = story.events[timeline.order[k]]
        is_timed = event.when.start is not None
        path = event.where.path if event.where.has_marker else ()
        place = story.place_by_id.get(event.where.place or "")
        sightings.append(
            Sighting(
                event_id=event.id,
                event_title=event.title,
                start=start_of(story, timeline, k),
                end=end_of(story, timeline, k),
                start_basis=start_basis(event) if is_timed else None,
                end_basis=end_basis(event) if is_timed else None,
                start_precision=event.when.precision if is_timed else None,
                place=place.name if place else None,
                longitude=path[0].longitude if path else None,
                latitude=path[0].latitude if path else None,
                end_longitude=path[-1].longitude if path else None,
                end_latitude=path[-1].latitude if path else None,
                travelled_m=_length_m(path) if path else None,
                dies=wanted.id in event.dies,
                area_m2=area_m2(event.where.areas) if event.where.areas else None,
            )
        )
    return sightings


def _length_m(path: tuple[Position, ...]) -> float:
    return sum((distance_m(a, b) for a, b in pairwise(path)), 0.0)
