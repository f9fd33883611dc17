"""The quality of a lane layout: how many times lines cross, and how many times they change rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geo.playback import Lanes


def crossings(rows: Sequence[dict[int, int]]) -> int:
    """Count how many times two lines swap their order from one layer to the next."""
    count = 0
    for before, after in pairwise(rows):
        both = [(row, after[line]) for line, row in before.items() if line in after]
        both.sort()
        heights = [row for _, row in both]
        count += sum(above > below for i, above in enumerate(heights) for below in heights[i + 1 :])
    return count


def wiggles(rows: Sequence[dict[int, int]]) -> int:
    """Count how many times a line changes its row from one layer to the next."""
    return sum(
        after.get(line, row) != row
        for before, after in pairwise(rows)
        for line, row in before.items()
    )


def rows_of(lanes: Lanes) -> list[dict[int, int]]:
    """Return the row of each lane (by its number), for each period in which no row changes."""
    edges = sorted(
        {edge for lane in lanes.lanes for s in lane.segments for edge in (s.from_s, s.to_s)}
    )
    return [
        {
            number: s.row
            for number, lane in enumerate(lanes.lanes)
            for s in lane.segments
            if s.from_s <= from_s and to_s <= s.to_s
        }
        for from_s, to_s in pairwise(edges)
    ]
