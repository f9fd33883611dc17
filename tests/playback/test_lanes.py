from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import geo
from geo import Story
from geo.playback import (
    Storylines,
    clocks,
    lane_order,
    principals,
    storylines,
    storylines_along,
    storylines_wire,
    timeline,
)
from geo.playback.lane_layers import MOST_LAYERS, Cast, cast_of
from tests.playback.lane_table import CASES, mismatches, unfolded
from tests.playback.stories import seeded_story, stories
from tests.playback.table import name_of, story_of

HEAT = Path(__file__).parents[2] / "events.geojson"


@pytest.fixture(scope="module")
def heat() -> Story:
    return geo.read(HEAT)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_strips_are_as_worked_out_by_hand(case: dict[str, Any]) -> None:
    story = story_of(case)
    found = storylines(story, timeline(story, case.get("clock")))
    assert mismatches(case, story, unfolded(story, found)) == []
    assert (found.crossings, found.wiggles) == (
        case["expect"]["crossings"],
        case["expect"]["wiggles"],
    )


@settings(max_examples=30)
@given(stories())
def test_everybodys_scenes_are_in_blocks_and_no_line_is_in_two_rows_at_once(story: Story) -> None:
    for clock in clocks(story):
        line = timeline(story, clock)
        found = storylines(story, line, [person.id for person in story.people])
        assert [drawn.person for drawn in found.lines] == [person.id for person in story.people]
        for drawn in found.lines:
            assert all(s.from_s < s.to_s for s in drawn.strands)
            assert all(a.to_s <= b.from_s for a, b in pairwise(drawn.strands))
        for block in found.blocks:
            assert set(block.people) <= set(story.events[block.event].people)
            assert 0 <= block.row <= found.rows - len(block.people)
            for row, person in enumerate(block.people, block.row):
                strands = next(d.strands for d in found.lines if d.person == person)
                (strand,) = (s for s in strands if s.from_s <= block.from_s < s.to_s)
                assert (strand.row, strand.kind != "between") == (row, True)


@settings(max_examples=10)
@given(stories())
def test_the_same_story_has_the_same_strip(story: Story) -> None:
    line = timeline(story)
    assert storylines(story, line) == storylines(story, line)


def test_strips_along_several_clocks_are_those_along_each(heat: Story) -> None:
    lines = [timeline(heat, clock) for clock in clocks(heat)]
    assert storylines_along(heat, lines) == [storylines(heat, line) for line in lines]


def naive(cast: Cast, lines: int) -> list[dict[int, int]]:
    """Everyone in a fixed lane, pulled together for a scene at the mean of their lanes."""
    placed = []
    for t in range(len(cast.edges) - 1):
        together: dict[Any, list[int]] = {}
        for p in range(lines):
            event = cast.events[p][t]
            together.setdefault(("alone", p) if event is None else event, []).append(p)
        units = sorted(together.values(), key=lambda unit: (sum(unit) / len(unit), unit))
        rows = {p: row for row, p in enumerate(p for unit in units for p in unit)}
        drawn = {p for p in range(lines) if cast.events[p][t] is not None or cast.between[p][t]}
        placed.append({p: row for p, row in rows.items() if p in drawn})
    return placed


@pytest.mark.parametrize("clock", ["story", "film", "telling"])
@pytest.mark.parametrize("many", [8, 25])
def test_heat_has_fewer_crossings_and_wiggles_than_fixed_lanes(
    heat: Story, clock: Any, many: int
) -> None:
    line = timeline(heat, clock)
    people = principals(heat, many)
    found = storylines(heat, line, people)
    fixed = naive(cast_of(heat, line, people), len(people))
    # Measured: 6 to 10 crossings to 18 to 156, 13 to 24 wiggles to 80 to 203.
    assert found.crossings < 0.7 * lane_order.crossings(fixed)
    assert found.wiggles < 0.4 * lane_order.wiggles(fixed)


def test_neil_and_hanna_run_side_by_side_to_the_end(heat: Story) -> None:
    found = storylines(heat, timeline(heat))
    last = [set(block.people) for block in found.blocks[-5:]]
    assert last == [{"neil", "hanna"}] * 5
    assert principals(heat)[:4] == ("neil", "chris", "cheritto", "hanna")
    assert principals(heat, 1) == ("neil",)


def size(story: Story, found: Storylines) -> int:
    return len(json.dumps(storylines_wire(story, found), separators=(",", ":"), allow_nan=False))


def test_a_strip_is_small_to_write_and_bounded(heat: Story) -> None:
    for clock in clocks(heat):
        assert size(heat, storylines(heat, timeline(heat, clock))) < 4_000
    long = seeded_story(6_000, 4)
    found = storylines(long, timeline(long))
    # The most important scenes of each layer: as many as fit, and no more than there is room for.
    assert 1_000 < len(found.blocks) <= MOST_LAYERS * 8
    assert size(long, found) < 40_000


def test_strangers_and_doubles_have_no_line(heat: Story) -> None:
    line = timeline(heat)
    with pytest.raises(ValueError, match="neil, neil"):
        storylines(heat, line, ["neil", "neil"])
    with pytest.raises(ValueError, match="nobody"):
        storylines(heat, line, ["nobody"])
    assert storylines(heat, line, []).blocks == ()
