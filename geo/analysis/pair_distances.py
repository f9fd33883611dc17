"""The distance between two people: at a time, and throughout the story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.analysis.footprints import Footprints
from geo.analysis.people_by_name import find_person
from geo.analysis.person_status import as_last_seen, whereabouts
from geo.analysis.story_layout import layout_of
from geo.analysis.story_times import StoryTime, from_timeline, to_timeline
from geo.analysis.timeline_distances import (
    Certainty,
    LocatedPerson,
    Trail,
    separation_between,
    separation_curve,
)
from geo.playback.timelines import Timeline
from geo.playback.tracks import Track, Whereabouts
from geo.story import Story


class _TimedTrail(Trail):
    """A trail without presence in events whose time is unknown."""

    def __init__(self, story: Story, timeline: Timeline, track: Track) -> None:
        super().__init__(story, timeline, track)
        self._timed = (story, timeline)

    def whereabouts_at(self, time: float) -> Whereabouts:
        return as_last_seen(*self._timed, super().whereabouts_at(time), time)


@dataclass(frozen=True, slots=True)
class Distance:
    """The distance between two people at a time.

    Attributes:
        time: A naive wall-clock `datetime`. In a story without times, the number of an event.
        one: The id of one person.
        other: The id of the other person.
        distance_m: Metres along the geodesic on WGS84. For a person in an event with areas, to the
            nearest point of these areas. None if `certainty` is `unknown`.
        certainty: `known`: both are in events at known places. `assumed`: at least one of them is
            between two sightings or was last seen at a known place. `unknown`: at least one of them
            has no position.
        without_position: The ids of the people without a position: not seen yet, at an unknown
            location, or dead. Empty unless `certainty` is `unknown`.
    """

    time: StoryTime
    one: str
    other: str
    distance_m: float | None
    certainty: Certainty
    without_position: tuple[str, ...] = ()


def distance_between(story: Story, one: str, other: str, time: StoryTime | date | str) -> Distance:
    """Return the distance between two people (ids or names) at a time.

    `time` has the same forms as in `who_was_where`.

    Raises:
        StoryError: the story breaks a rule.
        AnalysisError: a person is not in the story, or the time is invalid.
    """
    layout = layout_of(story)
    two = (find_person(story, one), find_person(story, other))
    at = to_timeline(story, layout.timeline, time)
    known = [whereabouts(story, layout, person, at) for person in two]
    footprints = Footprints(story, layout.timeline)
    one_located, other_located = (
        LocatedPerson(person.id, found, footprints.of(found))
        for person, found in zip(two, known, strict=True)
    )
    separation = separation_between(one_located, other_located)
    return Distance(
        time=from_timeline(layout.timeline, at),
        one=two[0].id,
        other=two[1].id,
        distance_m=separation.distance_m,
        certainty=separation.certainty,
        without_position=separation.missing,
    )


def distance_curve(story: Story, one: str, other: str) -> list[Distance]:
    """Return the distance between two people from the start of the story to its end, for a plot.

    Draw straight lines between the samples. A jump and a change of `certainty` have two samples at
    the same time. While the distance is unknown, `distance_m` is None. There is a sample at each
    start and end of an event of either person, up to about 500 samples in total. A longer story has
    a selection that is evenly spaced in playing time. The last sample describes the moment just
    before the end.

    Raises:
        StoryError: the story breaks a rule.
        AnalysisError: a person is not in the story.
    """
    layout = layout_of(story)
    a, b = find_person(story, one), find_person(story, other)
    tracks = layout.track_by_person
    curve = []
    for stretch in separation_curve(
        story, layout.timeline, tracks[a.id], tracks[b.id], _TimedTrail
    ):
        samples: list[tuple[float, float | None]] = [*stretch.samples]
        if not samples:
            samples = [(stretch.from_time, None), (stretch.to_time, None)]
        curve += [
            Distance(
                time=from_timeline(layout.timeline, at),
                one=a.id,
                other=b.id,
                distance_m=distance_m,
                certainty=stretch.certainty,
                without_position=stretch.missing,
            )
            for at, distance_m in samples
        ]
    return curve
