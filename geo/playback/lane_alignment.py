"""Give lanes whose order is known their rows, so that few of them bend.

Alignment and compaction of StoryFlow (see `lane_order.py`) in one: within its order each layer is
given rows so that as many lines as can be stay in the row they have on both sides. StoryFlow keeps
the longest common subsequence of two orders straight; a dynamic program over the rows does that,
knows how many rows there are, and prefers short bends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from operator import add

# How often each layer is put in rows anew at most, seen from both sides.
ROW_SWEEPS = 4
# What a bend costs, what each row by which it goes up or down, and what each row away from home
# where a line sets in. Only their order of size matters.
BEND = 100
BEND_ROW = 5
HOME_ROW = 2

Unit = tuple[int, ...]


def align(found: Sequence[Sequence[Unit]], home: Sequence[int], lines: int) -> list[dict[int, int]]:
    """Rows for all layers: the fullest first, which have the least choice, and outwards from them.

    Then forth and back over all, each seen from both sides, until nothing changes.

    Args:
        found: By layer, its units from the top; the lines of a unit lie in neighbouring rows.
        home: By line, the row in which it lies best where it sets in.
        lines: How many rows there are.
    """
    bend = [
        [0 if row == other else BEND + BEND_ROW * abs(row - other) for row in range(lines)]
        for other in range(lines)
    ]
    away = [[HOME_ROW * abs(row - home[line]) for row in range(lines)] for line in range(lines)]
    rows = [dict[int, int]() for _ in found]

    def place(t: int) -> bool:
        """Put a layer in rows; whether it was not so already."""
        sides = [rows[s] for s in (t - 1, t + 1) if 0 <= s < len(rows)]
        before = rows[t]
        rows[t] = _in_rows(found[t], sides, bend, away)
        return rows[t] != before

    for t in _outwards([sum(map(len, units)) for units in found]):
        place(t)
    # Layers beside which something changed since they were put in rows.
    due = [True] * len(found)
    for sweep in range(ROW_SWEEPS):
        for t in range(len(found)) if sweep % 2 == 0 else range(len(found) - 1, -1, -1):
            if due[t]:
                due[t] = False
                if place(t):
                    for s in range(max(t - 1, 0), min(t + 2, len(found))):
                        due[s] = s != t
    return rows


def _outwards(sizes: Sequence[int]) -> Iterator[int]:
    """The layers, fullest first, each followed by those around it up to one that is empty."""
    seen = [size == 0 for size in sizes]
    for t in sorted(range(len(sizes)), key=lambda t: -sizes[t]):
        for way in (range(t, len(sizes)), range(t - 1, -1, -1)) if not seen[t] else ():
            for at in takewhile(lambda at: not seen[at], way):
                seen[at] = True
                yield at


def _in_rows(
    units: Sequence[Unit],
    sides: Sequence[dict[int, int]],
    bend: Sequence[Sequence[int]],
    away: Sequence[Sequence[int]],
) -> dict[int, int]:
    """The cheapest rows for units in their order: a dynamic program over units and rows.

    `bend[other][row]` is what it costs a line that lies in row `other` beside to lie in `row`,
    `away[line][row]` what it costs where the line sets in or ends.
    """
    choices = len(bend) - sum(map(len, units)) + 1
    # By free rows left above the unit: what everything down to it costs.
    costs = [0] * choices
    least: list[list[int]] = []
    whence: list[list[int]] = []
    top = 0
    for unit in units:
        whence.append(costs)
        costs = list(accumulate(costs, min))
        least.append(costs)
        for line in unit:
            beside = [side[line] for side in sides if line in side]
            for other in beside:
                costs = list(map(add, costs, bend[other][top : top + choices]))
            if len(beside) < 2:
                costs = list(map(add, costs, away[line][top : top + choices]))
            top += 1
    rows = {}
    wanted = min(costs, default=0)
    for unit, before, cheapest in zip(
        reversed(units), reversed(whence), reversed(least), strict=True
    ):
        free = costs.index(wanted)
        for line in reversed(unit):
            top -= 1
            rows[line] = top + free
        costs, wanted = before, cheapest[free]
    return rows
