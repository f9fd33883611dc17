"""When people meet, are in contact, watch each other, or just miss each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from geo.analysis import timeline_encounters
from geo.analysis.people_by_name import find_person
from geo.analysis.story_layout import StoryLayout, layout_of
from geo.analysis.story_times import StoryTime, from_timeline
from geo.analysis.timeline_encounters import Kind
from geo.errors import AnalysisError
from geo.story import Person, Story


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two people come across each other.

    Attributes:
        kind: `face to face`: both are in the event. `in contact`: one is only heard there, or both
            are. `watching`: one is there and sees the other from afar. `near miss`: they are within
            a kilometre and half an hour of each other, at places known at least that well, and do
            not meet within half an hour of that, within a kilometre of either place.
        one: The id of the one person.
        other: The id of the other person.
        start: A naive wall-clock `datetime`; in a story without times, the number of an event.
        end: Always after `start`.
        event_ids: Events that follow each other without a pause are one encounter; these are all of
            them. Of a near miss, the two events that come closest, one of each person.
        distance_m: Metres between them: 0 face to face, else None unless both positions are known.
        gap_s: Seconds by which they miss each other, 0 if at the same time; None unless it is a
            near miss.
        watcher: The id of the one who sees the other; None unless one is `watching`.
    """

    kind: Kind
    one: str
    other: str
    start: StoryTime
    end: StoryTime
    event_ids: tuple[str, ...]
    distance_m: float | None
    gap_s: float | None = None
    watcher: str | None = None


def encounters(story: Story, one: str | None = None, other: str | None = None) -> list[Encounter]:
    """The encounters of two people (ids or names), by their start.

    Of one person with everyone if only `one` is given; of everyone with everyone without either.
    A story without times has no near misses: half an hour means nothing in it.

    Raises:
        AnalysisError: a person is not in the story, or both are the same.
    """
    if one is None and other is not None:
        one, other = other, None
    if one is None:
        pairs = list(combinations(story.people, 2))
    elif other is None:
        first = find_person(story, one)
        pairs = [(first, person) for person in story.people if person != first]
    else:
        pairs = [(find_person(story, one), find_person(story, other))]
        if pairs[0][0] == pairs[0][1]:
            raise AnalysisError(f"Found {pairs[0][0].id!r} twice, expected two different people.")
    layout = layout_of(story)
    found = [met for pair in pairs for met in _of_pair(story, layout, *pair)]
    # Stable: encounters that start together stay in the order of the people.
    return [record for _, record in sorted(found, key=lambda met: met[0])]


def _of_pair(
    story: Story, layout: StoryLayout, one: Person, other: Person
) -> list[tuple[float, Encounter]]:
    timeline, tracks = layout.timeline, layout.track_by_person
    return [
        (
            met.from_time,
            Encounter(
                kind=met.kind,
                one=one.id,
                other=other.id,
                start=from_timeline(timeline, met.from_time),
                end=from_timeline(timeline, met.to_time),
                event_ids=tuple(story.events[i].id for i in met.events),
                distance_m=met.distance_m,
                gap_s=met.gap_s if met.kind == "near miss" else None,
                watcher=met.watcher,
            ),
        )
        for met in timeline_encounters.encounters(story, timeline, tracks[one.id], tracks[other.id])
    ]
