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
    """Make a layer: for each line, the name of its scene, "alone" or "away"."""
    scenes = [tuple(p for p, name in enumerate(where) if name == scene) for scene in "abc"]
    alone = tuple(p for p, name in enumerate(where) if name == "alone")
    return Layer(tuple(scene for scene in scenes if scene), alone)


@st.composite
def layers(draw: st.DrawFn, lines: int = 4, most: int = 6) -> list[Layer]:
    """Draw layers in which some lines share scenes, some are alone, and some are not drawn."""
    wheres = st.lists(st.sampled_from(WHERE), min_size=lines, max_size=lines)
    return [layer_of(draw(wheres)) for _ in range(draw(st.integers(1, most)))]


def fewest_crossings(drawn_layers: list[Layer]) -> int:
    """Return the smallest possible number of crossings. Tries all orders."""
    best: list[tuple[int, dict[int, int]]] = [(0, {})]
    for layer in drawn_layers:
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
def test_lines_of_one_event_have_neighbouring_rows_and_no_row_has_two_lines(
    drawn_layers: list[Layer],
) -> None:
    for layer, row_of in zip(drawn_layers, rows(drawn_layers, 4), strict=True):
        assert row_of.keys() == layer.drawn
        assert len(set(row_of.values())) == len(row_of)
        assert set(row_of.values()) <= set(range(4))
        for scene in layer.scenes:
            scene_rows = sorted(row_of[line] for line in scene)
            assert scene_rows == list(range(scene_rows[0], scene_rows[0] + len(scene)))


@unhurried
@given(layers())
def test_a_short_story_has_the_smallest_possible_number_of_crossings(
    drawn_layers: list[Layer],
) -> None:
    assert crossings(rows(drawn_layers, 4)) == fewest_crossings(drawn_layers)


def test_a_long_story_has_at_most_a_quarter_more_crossings_than_necessary(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As in a long story, use only the orders of the sweeps and not all possible ones.
    monkeypatch.setattr(lane_order, "MOST_COMPARED", 0)
    chance = random.Random(4)
    total = minimum = 0
    for _ in range(40):
        drawn_layers = [layer_of([chance.choice("aabc") for _ in range(4)]) for _ in range(8)]
        count, fewest = crossings(rows(drawn_layers, 4)), fewest_crossings(drawn_layers)
        assert count <= fewest + 2
        total, minimum = total + count, minimum + fewest
    assert minimum > 40
    assert total <= 1.25 * minimum


@settings(unhurried, max_examples=15)
@given(layers(lines=5, most=8))
def test_the_same_layers_give_the_same_rows(drawn_layers: list[Layer]) -> None:
    assert rows(drawn_layers, 5) == rows(drawn_layers, 5)


def test_crossings_and_wiggles_are_counted_only_for_lines_that_continue() -> None:
    rows_by_layer = [{0: 0, 1: 1, 2: 2}, {0: 2, 1: 1, 2: 0}, {1: 1, 0: 0}, {0: 3}]
    # First all three pairs cross, then 0 and 1 cross. Line 2 is not drawn any more.
    assert crossings(rows_by_layer) == 4
    assert wiggles(rows_by_layer) == 4


def test_lines_without_common_events_keep_the_given_order() -> None:
    separate = [Layer(((0,), (1,), (2,)))] * 3
    assert rows(separate, 3) == [{0: 0, 1: 1, 2: 2}] * 3
    assert rows([], 3) == []
