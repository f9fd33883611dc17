from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.playback import lane_order
from geo.playback.lane_order import Layer, rows
from tests.playback.lane_quality import crossings, wiggles
from tests.playback.stories import unhurried

# In one of three scenes, alone, or not drawn.
WHERE = ("a", "a", "b", "c", "alone", "away")


def layer_of(where: Sequence[str]) -> Layer:
    """A layer from where each line is."""
    scenes = [tuple(p for p, name in enumerate(where) if name == scene) for scene in "abc"]
    alone = tuple(p for p, name in enumerate(where) if name == "alone")
    return Layer(tuple(scene for scene in scenes if scene), alone)


@st.composite
def layers(draw: st.DrawFn, lines: int = 4, most: int = 6) -> list[Layer]:
    """Layers in which some people are together, some alone, and some not there."""
    wheres = st.lists(st.sampled_from(WHERE), min_size=lines, max_size=lines)
    return [layer_of(draw(wheres)) for _ in range(draw(st.integers(1, most)))]


def fewest_crossings(found: list[Layer]) -> int:
    """The fewest crossings that any orders have, by trying all of them."""
    best: list[tuple[int, dict[int, int]]] = [(0, {})]
    for layer in found:
        orders = [{line: i for i, line in enumerate(order)} for order in permutations(layer.drawn)]
        best = [
            (min(cost + crossings([before, order]) for cost, before in best), order)
            for order in orders
            if all(
                max(order[line] for line in scene) - min(order[line] for line in scene)
                == len(scene) - 1
                for scene in layer.scenes
            )
        ]
    return min(cost for cost, _ in best)


@unhurried
@given(layers())
def test_lines_of_one_event_lie_in_neighbouring_rows_and_no_two_in_the_same(
    found: list[Layer],
) -> None:
    for layer, placed in zip(found, rows(found, 4), strict=True):
        assert placed.keys() == layer.drawn
        assert len(set(placed.values())) == len(placed)
        assert set(placed.values()) <= set(range(4))
        for scene in layer.scenes:
            taken = sorted(placed[line] for line in scene)
            assert taken == list(range(taken[0], taken[0] + len(scene)))


@unhurried
@given(layers())
def test_in_a_short_story_as_few_lines_cross_as_possible(found: list[Layer]) -> None:
    assert crossings(rows(found, 4)) == fewest_crossings(found)


def test_in_a_long_story_hardly_more_lines_cross_than_necessary(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As for a long one: not with all the orders there are, only with those of the sweeps.
    monkeypatch.setattr(lane_order, "MOST_COMPARED", 0)
    chance = random.Random(4)
    drawn = must = 0
    for _ in range(40):
        found = [layer_of([chance.choice("aabc") for _ in range(4)]) for _ in range(8)]
        count, fewest = crossings(rows(found, 4)), fewest_crossings(found)
        assert count <= fewest + 2
        drawn, must = drawn + count, must + fewest
    assert must > 40
    assert drawn <= 1.25 * must


@settings(unhurried, max_examples=15)
@given(layers(lines=5, most=8))
def test_the_same_layers_give_the_same_rows(found: list[Layer]) -> None:
    assert rows(found, 5) == rows(found, 5)


def test_crossings_and_wiggles_are_counted_where_lines_go_on() -> None:
    placed = [{0: 0, 1: 1, 2: 2}, {0: 2, 1: 1, 2: 0}, {1: 1, 0: 0}, {0: 3}]
    # All three pairs change sides, then 0 and 1 do; 2 is not drawn any more.
    assert crossings(placed) == 4
    assert wiggles(placed) == 4


def test_lines_that_need_not_move_lie_as_they_are_named() -> None:
    apart = [Layer(((0,), (1,), (2,)))] * 3
    assert rows(apart, 3) == [{0: 0, 1: 1, 2: 2}] * 3
    assert rows([], 3) == []
