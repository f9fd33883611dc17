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
from geo.playback.tracks import along
from tests.playback.stories import moments, stories, unhurried
from tests.playback.table import answers, cases_with, columns, mismatches, name_of, wired
from tests.twins.timeline_queries import visible_at

TRACKS = ("tracks", "whereabouts")


@pytest.mark.parametrize("case", cases_with(*TRACKS), ids=name_of)
def test_whereabouts_are_as_worked_out_by_hand(case: dict[str, Any]) -> None:
    assert mismatches(case, answers(case), *TRACKS) == []


def everything(story: Story) -> list[tuple[Timeline, str, float, Whereabouts]]:
    """Every person at every interesting moment, on every time scale that the story has."""
    found = []
    for scale in time_scales(story):
        line = timeline(story, scale)
        for track in tracks(story, line):
            found += [
                (line, track.person, time, status_at(story, line, track, time))
                for time in moments(line)
            ]
    return found


@unhurried
@given(stories())
def test_a_line_only_joins_two_known_places(story: Story) -> None:
    known_ends = {e.where.path[-1] for e in story.events if e.where.is_pinned}
    known_starts = {e.where.path[0] for e in story.events if e.where.is_pinned}
    for _, _, _, found in everything(story):
        if found.line is not None:
            assert found.status == "between"
            assert found.position is not None
            assert found.line[0] in known_ends
            assert found.line[1] in known_starts


@unhurried
@given(stories())
def test_who_is_seen_is_in_an_event_that_shows_and_has_a_place(story: Story) -> None:
    for line, person, time, found in everything(story):
        if found.status in {"seen", "unlocated"}:
            assert found.event in visible_at(line, time)
            event = story.events[line.order[found.event or 0]]
            assert person in event.people
            assert event.where.is_pinned == (found.status == "seen")
            assert (found.position is not None) == (found.status == "seen")
        else:
            assert found.event is None


@unhurried
@given(stories())
def test_nobody_is_unseen_after_a_sighting_nor_seen_before_one(story: Story) -> None:
    for line, person, time, found in everything(story):
        started = any(
            start <= time and person in story.events[i].people
            for start, i in zip(line.starts, line.order, strict=True)
        )
        assert (found.status == "unseen") != started


@unhurried
@given(stories())
def test_the_dead_do_not_travel(story: Story) -> None:
    for line, person, time, found in everything(story):
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
def test_the_player_is_given_exactly_what_was_worked_out(story: Story) -> None:
    line = timeline(story)
    given_to_player = wired(story, line)
    assert given_to_player["starts"] == list(line.starts)
    assert given_to_player["ends"] == list(line.ends)
    assert given_to_player["cues"] == list(line.cues)
    assert given_to_player["knots"]["times"] == list(line.axis.times)
    assert given_to_player["knots"]["seconds"] == list(line.axis.seconds)
    assert given_to_player["tracks"] == [list(t.sightings) for t in tracks(story, line)]
    json.dumps(columns(story), allow_nan=False)


@unhurried
@given(st.floats(0, 1))
def test_a_share_of_a_line_lies_on_the_line(share: float) -> None:
    found = along((Position(0, 0), Position(2, 0), Position(2, 0), Position(6, 0)), share)
    assert found.longitude == pytest.approx(6 * share)
    assert found.latitude == 0


def test_whole_numbers_are_written_short() -> None:
    line = timeline(Story("", ()))
    assert json.dumps(timeline_json(line, ())["knots"]) == '{"times": [0], "seconds": [0]}'
