"""How far apart two people are: at a time, and through the whole story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.analysis.people_by_name import find_person
from geo.analysis.person_status import whereabouts
from geo.analysis.story_layout import layout_of
from geo.analysis.story_times import StoryTime, from_timeline, to_timeline
from geo.analysis.timeline_distances import Certainty, separation_between, separation_curve
from geo.story import Story


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two people are from each other at a time.

    Attributes:
        time: A naive wall-clock `datetime`; in a story without times, the number of an event.
        one: The id of the one person.
        other: The id of the other person.
        distance_m: Metres along the ground, the geodesic on WGS84; None if `certainty` is
            `unknown`.
        certainty: `known` while both are in events at known places; `assumed` while one of them is
            between two sightings or was last seen somewhere; `unknown` while one has no position.
        without_position: The ids of those who have none: not seen yet, in an event whose place is
            not known, or dead. Empty unless `certainty` is `unknown`.
    """

    time: StoryTime
    one: str
    other: str
    distance_m: float | None
    certainty: Certainty
    without_position: tuple[str, ...] = ()


def distance_between(story: Story, one: str, other: str, time: StoryTime | date | str) -> Distance:
    """How far two people (ids or names) are from each other at a time.

    `time` is as in `who_was_where`.

    Raises:
        AnalysisError: a person is not in the story, or the time cannot be used.
    """
    layout = layout_of(story)
    two = (find_person(story, one), find_person(story, other))
    at = to_timeline(story, layout.timeline, time)
    found = separation_between(
        *((person.id, whereabouts(story, layout, person, at)) for person in two)
    )
    return Distance(
        time=from_timeline(layout.timeline, at),
        one=two[0].id,
        other=two[1].id,
        distance_m=found.distance_m,
        certainty=found.certainty,
        without_position=found.missing,
    )


def distance_curve(story: Story, one: str, other: str) -> list[Distance]:
    """The distance of two people from the start of the story to its end, ready to plot.

    Straight lines between the samples give the curve. A jump has two samples at the same time, and
    so has a change of `certainty`; where the distance is unknown the curve has samples with None.
    It has a sample wherever an event of either starts or ends, and at most some 500 in all: of a
    longer story, those that lie evenly in playing time. The last sample holds just before the end.

    Raises:
        AnalysisError: a person is not in the story.
    """
    layout = layout_of(story)
    a, b = find_person(story, one), find_person(story, other)
    tracks = layout.track_by_person
    found = []
    for stretch in separation_curve(story, layout.timeline, tracks[a.id], tracks[b.id]):
        samples: list[tuple[float, float | None]] = [*stretch.samples]
        if not samples:
            samples = [(stretch.from_time, None), (stretch.to_time, None)]
        found += [
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
    return found
