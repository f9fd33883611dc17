"""Assign rows to lanes whose order is known, with as few bends as possible.

This combines StoryFlow's alignment and compaction (see `lane_order.py`). Each layer keeps its
order. Its lines get rows so that as many lines as possible stay in the row that they have in the
neighbouring layers. StoryFlow keeps the longest common subsequence of two orders straight. A
dynamic program over the rows does the same, respects the number of rows, and prefers short bends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from operator import add

# The most times that the rows of each layer are computed again from both neighbours.
ROW_SWEEPS = 4
# The cost of a bend, of each row by which a bend goes up or down, and of each row between a line's
# first or last row and its home row. Only the order of magnitude matters.
BEND = 100
BEND_ROW = 5
HOME_ROW = 2

Unit = tuple[int, ...]


def align(
    layers: Sequence[Sequence[Unit]], home: Sequence[int], lines: int
) -> list[dict[int, int]]:
    """Return the row of each line in each layer.

    The fullest layers come first because they have the least freedom. Their neighbours follow.
    Then all layers are computed again, forwards and backwards, until nothing changes.

    Args:
        layers: For each layer, its units from the top. The lines of a unit get neighbouring rows.
        home: For each line, the preferred row where the line begins or ends.
        lines: The number of rows.
    """
    bend = [
        [0 if row == before else BEND + BEND_ROW * abs(row - before) for row in range(lines)]
        for before in range(lines)
    ]
    away = [[HOME_ROW * abs(row - home[line]) for row in range(lines)] for line in range(lines)]
    rows = [dict[int, int]() for _ in layers]

    def update_rows(t: int) -> bool:
        """Compute the rows of layer t. True: they changed."""
        sides = [rows[s] for s in (t - 1, t + 1) if 0 <= s < len(rows)]
        before = rows[t]
        rows[t] = _cheapest_rows(layers[t], sides, bend, away)
        return rows[t] != before

    for t in _fullest_first([sum(map(len, units)) for units in layers]):
        update_rows(t)
    # Layers with a neighbour that changed since their own rows were computed.
    due = [True] * len(layers)
    for sweep in range(ROW_SWEEPS):
        for t in range(len(layers)) if sweep % 2 == 0 else range(len(layers) - 1, -1, -1):
            if due[t]:
                due[t] = False
                if update_rows(t):
                    for s in range(max(t - 1, 0), min(t + 2, len(layers))):
                        due[s] = s != t
    return rows


def _fullest_first(sizes: Sequence[int]) -> Iterator[int]:
    """Yield the layers, fullest first. Each is followed by its neighbours up to an empty layer."""
    seen = [size == 0 for size in sizes]
    for t in sorted(range(len(sizes)), key=lambda t: -sizes[t]):
        for direction in (range(t, len(sizes)), range(t - 1, -1, -1)) if not seen[t] else ():
            for at in takewhile(lambda at: not seen[at], direction):
                seen[at] = True
                yield at


def _cheapest_rows(
    units: Sequence[Unit],
    sides: Sequence[dict[int, int]],
    bend: Sequence[Sequence[int]],
    away: Sequence[Sequence[int]],
) -> dict[int, int]:
    """Return the cheapest rows for units in this order: a dynamic program over units and rows.

    `bend[before][row]` is the cost of `row` for a line that has the row `before` in a neighbouring
    layer. `away[line][row]` is the cost of `row` for a line that begins or ends here.
    """
    choices = len(bend) - sum(map(len, units)) + 1
    # For each number of free rows above the unit: the cost of everything down to it.
    costs = [0] * choices
    least: list[list[int]] = []
    costs_above: list[list[int]] = []
    top = 0
    for unit in units:
        costs_above.append(costs)
        costs = list(accumulate(costs, min))
        least.append(costs)
        for line in unit:
            beside = [side[line] for side in sides if line in side]
            for before in beside:
                costs = list(map(add, costs, bend[before][top : top + choices]))
            if len(beside) < 2:
                costs = list(map(add, costs, away[line][top : top + choices]))
            top += 1
    rows = {}
    wanted = min(costs, default=0)
    for unit, above, cheapest in zip(
        reversed(units), reversed(costs_above), reversed(least), strict=True
    ):
        free = costs.index(wanted)
        for line in reversed(unit):
            top -= 1
            rows[line] = top + free
        costs, wanted = above, cheapest[free]
    return rows
