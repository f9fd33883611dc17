from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import geo
from geo import Event, Story
from geo.playback import (
    Lanes,
    Timeline,
    lanes_json,
    lay_out_lanes,
    principals,
    time_scales,
    timeline,
)
from geo.playback.lane_layers import MOST_LAYERS, LaneLayers, cut_layers
from tests.playback.lane_quality import crossings, rows_of, wiggles
from tests.playback.lane_table import CASES, mismatches, player_lanes
from tests.playback.stories import seeded_story, stories, unhurried
from tests.playback.table import name_of, story_of, timeline_of

HEAT = Path(__file__).parents[2] / "events.geojson"


def lanes_of(story: Story, line: Timeline, people: Sequence[str] | None = None) -> Lanes:
    """Return the lanes along one timeline."""
    return lay_out_lanes(story, [line], people)[0]


@pytest.fixture(scope="module")
def heat() -> Story:
    return geo.read(HEAT)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_lanes_match_the_table_of_cases(case: dict[str, Any]) -> None:
    story = story_of(case)
    lanes = lanes_of(story, timeline_of(case, story))
    assert mismatches(case, story, player_lanes(story, lanes)) == []
    assert (crossings(rows_of(lanes)), wiggles(rows_of(lanes))) == (
        case["expect"]["crossings"],
        case["expect"]["wiggles"],
    )


@settings(unhurried, max_examples=30)
@given(stories())
def test_every_block_matches_the_segments_and_no_lane_is_in_two_rows_at_once(story: Story) -> None:
    for scale in time_scales(story):
        line = timeline(story, scale)
        lanes = lanes_of(story, line, [person.id for person in story.people])
        assert [lane.person for lane in lanes.lanes] == [person.id for person in story.people]
        for lane in lanes.lanes:
            assert all(s.from_s < s.to_s for s in lane.segments)
            assert all(a.to_s <= b.from_s for a, b in pairwise(lane.segments))
        for block in lanes.blocks:
            assert set(block.people) <= set(story.events[block.event].people)
            assert 0 <= block.row <= lanes.rows - len(block.people)
            for row, person in enumerate(block.people, block.row):
                segments = next(lane.segments for lane in lanes.lanes if lane.person == person)
                (segment,) = (s for s in segments if s.from_s <= block.from_s < s.to_s)
                assert (segment.row, segment.kind != "between") == (row, True)


def test_the_written_lanes_have_the_times_of_the_blocks_and_segments(heat: Story) -> None:
    lanes = lanes_of(heat, timeline(heat))
    written = lanes_json(heat, lanes)
    seconds = [edge / 100 for edge in accumulate(written["edges"])]
    firsts = list(accumulate(block[0] for block in written["blocks"]))
    spans = [
        (seconds[first], seconds[first + block[1]])
        for first, block in zip(firsts, written["blocks"], strict=True)
    ]
    assert spans == [
        pytest.approx((block.from_s, block.to_s), abs=0.0051) for block in lanes.blocks
    ]
    between = [s for lane in lanes.lanes for s in lane.segments if s.kind == "between"]
    starts, lengths = written["between"][1::4], written["between"][2::4]
    assert [
        (seconds[start], seconds[start + length])
        for start, length in zip(starts, lengths, strict=True)
    ] == [pytest.approx((s.from_s, s.to_s), abs=0.0051) for s in between]


def test_a_story_without_people_has_no_rows() -> None:
    story = Story("x", (Event("e", "E"),))
    assert lanes_of(story, timeline(story)).rows == 0


@settings(unhurried, max_examples=10)
@given(stories())
def test_the_same_story_has_the_same_lanes(story: Story) -> None:
    line = timeline(story)
    assert lanes_of(story, line) == lanes_of(story, line)


def test_several_timelines_have_the_same_lanes_together_as_separately(heat: Story) -> None:
    lines = [timeline(heat, scale) for scale in time_scales(heat)]
    assert lay_out_lanes(heat, lines) == [lanes_of(heat, line) for line in lines]


def fixed_rows(layers: LaneLayers, lines: int) -> list[dict[int, int]]:
    """Return a simple layout: fixed lanes that meet at the mean of their rows for an event."""
    rows_by_layer = []
    for t in range(len(layers.edges) - 1):
        members: dict[Any, list[int]] = {}
        for p in range(lines):
            event = layers.events[p][t]
            members.setdefault(("alone", p) if event is None else event, []).append(p)
        units = sorted(members.values(), key=lambda unit: (sum(unit) / len(unit), unit))
        rows = {p: row for row, p in enumerate(p for unit in units for p in unit)}
        drawn = {p for p in range(lines) if layers.events[p][t] is not None or layers.between[p][t]}
        rows_by_layer.append({p: row for p, row in rows.items() if p in drawn})
    return rows_by_layer


@pytest.mark.parametrize("scale", ["story", "film", "order"])
@pytest.mark.parametrize("count", [8, 25])
def test_heat_has_fewer_crossings_and_wiggles_than_fixed_lanes(
    heat: Story, scale: Any, count: int
) -> None:
    line = timeline(heat, scale)
    people = principals(heat, count)
    lanes = lanes_of(heat, line, people)
    fixed = fixed_rows(cut_layers(heat, line, people), len(people))
    # Measured: 6 to 10 crossings (fixed lanes: 18 to 156), 13 to 24 wiggles (fixed: 80 to 203).
    assert crossings(rows_of(lanes)) < 0.7 * crossings(fixed)
    assert wiggles(rows_of(lanes)) < 0.4 * wiggles(fixed)


@pytest.mark.parametrize(
    ("scale", "most_crossings", "most_wiggles"),
    [("story", 6, 13), ("film", 7, 16), ("order", 7, 16)],
)
def test_the_lanes_of_heat_do_not_get_more_crossings_or_wiggles(
    heat: Story, scale: Any, most_crossings: int, most_wiggles: int
) -> None:
    rows = rows_of(lanes_of(heat, timeline(heat, scale)))
    assert crossings(rows) <= most_crossings
    assert wiggles(rows) <= most_wiggles


def test_neil_and_hanna_share_the_last_five_blocks_of_heat(heat: Story) -> None:
    lanes = lanes_of(heat, timeline(heat))
    last = [set(block.people) for block in lanes.blocks[-5:]]
    assert last == [{"neil", "hanna"}] * 5
    assert principals(heat)[:4] == ("neil", "chris", "cheritto", "hanna")
    assert principals(heat, 1) == ("neil",)


def size(story: Story, lanes: Lanes) -> int:
    return len(json.dumps(lanes_json(story, lanes), separators=(",", ":"), allow_nan=False))


def test_the_json_of_lanes_is_small_and_bounded(heat: Story) -> None:
    for scale in time_scales(heat):
        assert size(heat, lanes_of(heat, timeline(heat, scale))) < 4_000
    long = seeded_story(6_000, 4)
    lanes = lanes_of(long, timeline(long))
    # Each layer has at most one event per lane.
    assert 1_000 < len(lanes.blocks) <= MOST_LAYERS * 8
    assert size(long, lanes) < 40_000


def test_unknown_and_repeated_people_are_errors(heat: Story) -> None:
    line = timeline(heat)
    with pytest.raises(ValueError, match="neil, neil"):
        lanes_of(heat, line, ["neil", "neil"])
    with pytest.raises(ValueError, match="found stranger, expected ids of the story's people"):
        lanes_of(heat, line, ["stranger"])
    assert lanes_of(heat, line, []).blocks == ()
