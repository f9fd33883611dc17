from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import geo
from geo import Position, Story
from geo.analysis.encounter_rules import NEAR_M, NEAR_S, encounters
from geo.analysis.pair_choice import default_pair
from geo.geodesy import distance_m
from geo.playback import timeline, tracks
from tests.analysis.pair_table import CASES, answers, mismatches
from tests.playback.stories import seeded_story, stories, unhurried
from tests.playback.table import name_of


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_encounters_match_the_table_of_cases(case: dict[str, Any]) -> None:
    assert mismatches(case, answers(case), "encounters", "default_pair") == []


@unhurried
@given(stories())
def test_the_order_of_the_two_people_does_not_change_the_encounters(story: Story) -> None:
    line = timeline(story)
    for one, other in combinations(tracks(story, line), 2):
        assert encounters(story, line, one, other) == encounters(story, line, other, one)


@unhurried
@given(stories())
def test_every_event_with_both_people_is_in_exactly_one_meeting(story: Story) -> None:
    line = timeline(story)
    for one, other in combinations(tracks(story, line), 2):
        found = encounters(story, line, one, other)
        met = [i for met in found if met.kind == "face to face" for i in met.events]
        both = {one.person, other.person}
        assert sorted(met) == [i for i, e in enumerate(story.events) if both <= set(e.people)]
        assert [met.from_time for met in found] == sorted(met.from_time for met in found)


def crossing_story() -> Story:
    """Make a story of two people who never meet but are often near each other."""
    events = []
    for event in seeded_story(600, 9, people=2).events:
        path = tuple(
            Position(-118 + (p.longitude + 118) / 25, 34 + (p.latitude - 34) / 25)
            for p in event.where.path[:1]
        )
        events.append(
            replace(event, people=event.people[:1], where=replace(event.where, path=path, times=()))
        )
    return replace(seeded_story(1, 9, people=2), events=tuple(events))


def test_near_misses_match_a_comparison_of_all_pairs_of_sightings() -> None:
    story = crossing_story()
    line = timeline(story)
    one, other = tracks(story, line)
    pairs = []
    for a, b in product(one.sightings, other.sightings):
        first, second = (story.events[line.order[k]].where for k in (a, b))
        gap = max(line.starts[a] - line.ends[b], line.starts[b] - line.ends[a], 0.0)
        if first.has_marker and second.has_marker and gap <= NEAR_S:
            metres = distance_m(first.path[0], second.path[0])
            if metres <= NEAR_M:
                pairs.append((a, b, metres))
    near_misses = [met for met in encounters(story, line, one, other) if met.kind == "near miss"]
    assert len(near_misses) > 10
    for met in near_misses:
        spans = [(k, line.starts[k], line.ends[k]) for k in map(line.order.index, met.events)]
        inside = [
            metres
            for a, b, metres in pairs
            if a in (k for k, _, _ in spans) or b in (k for k, _, _ in spans)
        ]
        assert met.distance_m == pytest.approx(min(inside), abs=1.0)
        assert all(met.from_time <= start < end <= met.to_time for _, start, end in spans)
    # Every near pair is within one of the near misses.
    for a, b, _ in pairs:
        start, end = (
            min(line.starts[a], line.starts[b]),
            max(line.ends[a], line.ends[b]),
        )
        assert any(met.from_time <= start and end <= met.to_time for met in near_misses)


def test_the_default_pair_of_heat_is_neil_and_hanna_with_their_known_encounters() -> None:
    story = geo.read(Path(__file__).parents[2] / "events.geojson")
    assert default_pair(story) == ("neil", "hanna")
    line = timeline(story)
    by_id = {track.person: track for track in tracks(story, line)}
    found = encounters(story, line, by_id["neil"], by_id["hanna"])
    ids = [[story.events[i].id for i in met.events] for met in found]
    assert ["s42a-coffee", "s42b-warnings"] in ids
    assert [met.watcher for met in found if met.kind == "watching"] == ["hanna"] * 3 + ["neil"]
    assert ids[-1][-1] == "s73b-end"
