from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Position, Story
from geo.playback import (
    Timeline,
    Whereabouts,
    status_at,
    time_scales,
    timeline,
    timeline_json,
    tracks,
)
from geo.playback.tracks import position_along
from tests.playback.stories import moments, stories, unhurried
from tests.playback.table import answers, cases_with, columns, mismatches, name_of, player_json
from tests.twins.timeline_queries import visible_at

TRACKS = ("tracks", "whereabouts")


@pytest.mark.parametrize("case", cases_with(*TRACKS), ids=name_of)
def test_whereabouts_match_the_table_of_cases(case: dict[str, Any]) -> None:
    assert mismatches(case, answers(case), *TRACKS) == []


def all_whereabouts(story: Story) -> list[tuple[Timeline, str, float, Whereabouts]]:
    """Return each person's whereabouts at all relevant times, on all time scales of the story."""
    results = []
    for scale in time_scales(story):
        line = timeline(story, scale)
        for track in tracks(story, line):
            results += [
                (line, track.person, time, status_at(story, line, track, time))
                for time in moments(line)
            ]
    return results


@unhurried
@given(stories())
def test_a_line_connects_two_known_places(story: Story) -> None:
    known_ends = {e.where.path[-1] for e in story.events if e.where.has_marker}
    known_starts = {e.where.path[0] for e in story.events if e.where.has_marker}
    for _, _, _, found in all_whereabouts(story):
        if found.line is not None:
            assert found.status == "between"
            assert found.position is not None
            assert found.line[0] in known_ends
            assert found.line[1] in known_starts


@unhurried
@given(stories())
def test_a_person_who_is_seen_is_in_a_current_event_with_a_place(story: Story) -> None:
    for line, person, time, found in all_whereabouts(story):
        if found.status in {"seen", "unlocated"}:
            assert found.event in visible_at(line, time)
            event = story.events[line.order[found.event or 0]]
            assert person in event.people
            assert event.where.has_marker == (found.status == "seen")
            assert (found.position is not None) == (found.status == "seen")
        else:
            assert found.event is None


@unhurried
@given(stories())
def test_a_person_is_unseen_until_the_first_sighting_and_never_after(story: Story) -> None:
    for line, person, time, found in all_whereabouts(story):
        started = any(
            start <= time and person in story.events[i].people
            for start, i in zip(line.starts, line.order, strict=True)
        )
        assert (found.status == "unseen") != started


@unhurried
@given(stories())
def test_a_dead_person_is_never_between_two_places(story: Story) -> None:
    for line, person, time, found in all_whereabouts(story):
        died = any(
            end <= time and person in story.events[i].dies
            for end, i in zip(line.ends, line.order, strict=True)
        )
        if died:
            assert found.status in {"dead", "seen", "unlocated"}
        else:
            assert found.status != "dead"


@unhurried
@given(stories())
def test_the_json_for_the_player_has_the_exact_values(story: Story) -> None:
    line = timeline(story)
    sent = player_json(story, line)
    assert sent["starts"] == list(line.starts)
    assert sent["ends"] == list(line.ends)
    assert sent["cues"] == list(line.cues)
    assert sent["knots"]["times"] == list(line.axis.times)
    assert sent["knots"]["seconds"] == list(line.axis.seconds)
    assert sent["tracks"] == [list(t.sightings) for t in tracks(story, line)]
    json.dumps(columns(story), allow_nan=False)


@unhurried
@given(st.floats(0, 1))
def test_a_share_of_a_line_is_a_position_on_the_line(share: float) -> None:
    path = (Position(0, 0), Position(2, 0), Position(2, 0), Position(6, 0))
    position = position_along(path, share)
    assert position.longitude == pytest.approx(6 * share)
    assert position.latitude == 0


def test_whole_numbers_are_written_without_decimals() -> None:
    line = timeline(Story("", ()))
    assert json.dumps(timeline_json(line, ())["knots"]) == '{"times": [0], "seconds": [0]}'
