from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import geo
from geo import Story
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
from tests.playback.lane_table import CASES, mismatches, unfolded
from tests.playback.stories import seeded_story, stories, unhurried
from tests.playback.table import name_of, story_of, timeline_of

HEAT = Path(__file__).parents[2] / "events.geojson"


def lanes_of(story: Story, line: Timeline, people: Sequence[str] | None = None) -> Lanes:
    """The lanes along one timeline."""
    return lay_out_lanes(story, [line], people)[0]


@pytest.fixture(scope="module")
def heat() -> Story:
    return geo.read(HEAT)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_lanes_are_as_worked_out_by_hand(case: dict[str, Any]) -> None:
    story = story_of(case)
    found = lanes_of(story, timeline_of(case, story))
    assert mismatches(case, story, unfolded(story, found)) == []
    assert (crossings(rows_of(found)), wiggles(rows_of(found))) == (
        case["expect"]["crossings"],
        case["expect"]["wiggles"],
    )


@settings(unhurried, max_examples=30)
@given(stories())
def test_all_events_are_in_blocks_and_no_lane_is_in_two_rows_at_once(story: Story) -> None:
    for scale in time_scales(story):
        line = timeline(story, scale)
        found = lanes_of(story, line, [person.id for person in story.people])
        assert [drawn.person for drawn in found.lanes] == [person.id for person in story.people]
        for drawn in found.lanes:
            assert all(s.from_s < s.to_s for s in drawn.segments)
            assert all(a.to_s <= b.from_s for a, b in pairwise(drawn.segments))
        for block in found.blocks:
            assert set(block.people) <= set(story.events[block.event].people)
            assert 0 <= block.row <= found.rows - len(block.people)
            for row, person in enumerate(block.people, block.row):
                strands = next(d.segments for d in found.lanes if d.person == person)
                (strand,) = (s for s in strands if s.from_s <= block.from_s < s.to_s)
                assert (strand.row, strand.kind != "between") == (row, True)


@settings(unhurried, max_examples=10)
@given(stories())
def test_the_same_story_has_the_same_lanes(story: Story) -> None:
    line = timeline(story)
    assert lanes_of(story, line) == lanes_of(story, line)


def test_lanes_along_several_time_scales_are_those_along_each(heat: Story) -> None:
    lines = [timeline(heat, scale) for scale in time_scales(heat)]
    assert lay_out_lanes(heat, lines) == [lanes_of(heat, line) for line in lines]


def naive(layers: LaneLayers, lines: int) -> list[dict[int, int]]:
    """Everyone in a fixed lane, pulled together for a scene at the mean of their lanes."""
    rows_by_layer = []
    for t in range(len(layers.edges) - 1):
        together: dict[Any, list[int]] = {}
        for p in range(lines):
            event = layers.events[p][t]
            together.setdefault(("alone", p) if event is None else event, []).append(p)
        units = sorted(together.values(), key=lambda unit: (sum(unit) / len(unit), unit))
        rows = {p: row for row, p in enumerate(p for unit in units for p in unit)}
        drawn = {p for p in range(lines) if layers.events[p][t] is not None or layers.between[p][t]}
        rows_by_layer.append({p: row for p, row in rows.items() if p in drawn})
    return rows_by_layer


@pytest.mark.parametrize("scale", ["story", "film", "order"])
@pytest.mark.parametrize("many", [8, 25])
def test_heat_has_fewer_crossings_and_wiggles_than_fixed_lanes(
    heat: Story, scale: Any, many: int
) -> None:
    line = timeline(heat, scale)
    people = principals(heat, many)
    found = lanes_of(heat, line, people)
    fixed = naive(cut_layers(heat, line, people), len(people))
    # Measured: 6 to 10 crossings to 18 to 156, 13 to 24 wiggles to 80 to 203.
    assert crossings(rows_of(found)) < 0.7 * crossings(fixed)
    assert wiggles(rows_of(found)) < 0.4 * wiggles(fixed)


@pytest.mark.parametrize(
    ("scale", "most_crossings", "most_wiggles"),
    [("story", 6, 13), ("film", 7, 16), ("order", 7, 16)],
)
def test_the_lanes_of_heat_are_as_straight_as_they_were(
    heat: Story, scale: Any, most_crossings: int, most_wiggles: int
) -> None:
    rows = rows_of(lanes_of(heat, timeline(heat, scale)))
    assert crossings(rows) <= most_crossings
    assert wiggles(rows) <= most_wiggles


def test_neil_and_hanna_run_side_by_side_to_the_end(heat: Story) -> None:
    found = lanes_of(heat, timeline(heat))
    last = [set(block.people) for block in found.blocks[-5:]]
    assert last == [{"neil", "hanna"}] * 5
    assert principals(heat)[:4] == ("neil", "chris", "cheritto", "hanna")
    assert principals(heat, 1) == ("neil",)


def size(story: Story, found: Lanes) -> int:
    return len(json.dumps(lanes_json(story, found), separators=(",", ":"), allow_nan=False))


def test_lanes_are_small_to_write_and_bounded(heat: Story) -> None:
    for scale in time_scales(heat):
        assert size(heat, lanes_of(heat, timeline(heat, scale))) < 4_000
    long = seeded_story(6_000, 4)
    found = lanes_of(long, timeline(long))
    # The most important scenes of each layer: as many as fit, and no more than there is room for.
    assert 1_000 < len(found.blocks) <= MOST_LAYERS * 8
    assert size(long, found) < 40_000


def test_unknown_and_repeated_people_are_errors(heat: Story) -> None:
    line = timeline(heat)
    with pytest.raises(ValueError, match="neil, neil"):
        lanes_of(heat, line, ["neil", "neil"])
    with pytest.raises(ValueError, match="nobody"):
        lanes_of(heat, line, ["nobody"])
    assert lanes_of(heat, line, []).blocks == ()
