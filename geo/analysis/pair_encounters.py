"""When people meet, are in contact, watch each other, or narrowly miss each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from geo.analysis import encounter_rules
from geo.analysis.encounter_rules import Kind
from geo.analysis.people_by_name import find_person
from geo.analysis.story_layout import StoryLayout, layout_of
from geo.analysis.story_times import StoryTime, from_timeline
from geo.errors import AnalysisError
from geo.story import Person, Story


@dataclass(frozen=True, slots=True)
class Encounter:
    """An encounter of two people.

    Attributes:
        kind: `face to face`: both are present in the event. `in contact`: at least one of them is
            only heard in it. `watching`: one is present and sees the other from a distance. `near
            miss`: they are at most 1 km and 30 minutes apart, and both places are known to within
            1 km. If the two meet within 30 minutes before or after a near miss, and at most 1 km
            from it, only the meeting counts.
        one: The id of one person.
        other: The id of the other person.
        start: A naive wall-clock `datetime`. In a story without times, the number of an event.
            None: the time of the first event is unknown.
        end: Always after `start`. None: the time of the event that ends last is unknown.
        event_ids: The events of the encounter. Consecutive events without a pause are one
            encounter. For a near miss, the two closest events, one of each person.
        distance_m: Metres between the two people. 0 for `face to face`. For the other kinds, None
            unless both positions are known.
        gap_s: For a near miss, the seconds between the two stays (0 if they overlap). None for the
            other kinds.
        watcher: For `watching`, the id of the person who watches. None for the other kinds.
    """

    kind: Kind
    one: str
    other: str
    start: StoryTime | None
    end: StoryTime | None
    event_ids: tuple[str, ...]
    distance_m: float | None
    gap_s: float | None = None
    watcher: str | None = None


def encounters(story: Story, one: str | None = None, other: str | None = None) -> list[Encounter]:
    """Return the encounters of two people (ids or names), sorted by start.

    If you give one person, you get that person's encounters with everyone. Without a person, you
    get the encounters of all pairs. A story without times has no near misses, because it has no
    durations.

    Raises:
        StoryError: the story breaks a rule.
        AnalysisError: a person is not in the story, or both are the same person.
    """
    layout = layout_of(story)
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
            raise AnalysisError(
                f"People: found {pairs[0][0].id!r} twice, expected two different people."
            )
    timed = [met for pair in pairs for met in _encounters_of_pair(story, layout, *pair)]
    # The sort is stable: encounters with the same start stay in the order of the people.
    return [record for _, record in sorted(timed, key=lambda met: met[0])]


def _encounters_of_pair(
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
                start=_known_time(story, layout, met, met.from_time),
                end=_known_time(story, layout, met, met.to_time),
                event_ids=tuple(story.events[i].id for i in met.events),
                distance_m=met.distance_m,
                gap_s=met.gap_s if met.kind == "near miss" else None,
                watcher=met.watcher,
            ),
        )
        for met in encounter_rules.encounters(story, timeline, tracks[one.id], tracks[other.id])
    ]


def _known_time(
    story: Story, layout: StoryLayout, met: encounter_rules.Encounter, time: float
) -> StoryTime | None:
    """Convert the start or end of an encounter. None: it is that of an event of unknown time."""
    timeline = layout.timeline
    if timeline.time_scale == "story":
        untimed = [i for i in met.events if story.events[i].when.start is None]
        places = [timeline.order.index(i) for i in untimed]
        if any(time in (timeline.starts[k], timeline.ends[k]) for k in places):
            return None
    return from_timeline(timeline, time)
