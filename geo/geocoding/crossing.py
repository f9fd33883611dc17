"""Where two lines of the atlas meet. Segments are straight in degrees, as they are drawn."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from geo.geocoding.nearby import Line, nearest, rough_distance
from geo.story import Position

# A road that ends this close to another one ends at it; the lines are only measured at crossings.
_REACH_M: Final = 120.0
# A road may run on this far beyond the last crossing that was measured.
_BEYOND_M: Final = 3_000.0


def crossing(one: tuple[Line, ...], other: tuple[Line, ...]) -> Position | None:
    """The first crossing along `one`, else where one line ends at the other, else None."""
    for line in one:
        for start, end in pairwise(line):
            for second in other:
                for begin, stop in pairwise(second):
                    met = _meet(start, end, begin, stop)
                    if met is not None:
                        return met
    for ends_of, through in ((one, other), (other, one)):
        for line in ends_of:
            for tip in (line[0], line[-1]):
                foot = nearest(through, tip)
                if foot.distance_m <= _REACH_M:
                    return foot.position
    return None


def crossing_beyond(one: tuple[Line, ...], other: tuple[Line, ...]) -> Position | None:
    """Where one line would meet the other if it ran on straight from an end, else None.

    Lines end where their crossings were no longer measured; streets here are straight for miles.
    """
    for runs_on, through in ((one, other), (other, one)):
        for line in runs_on:
            for before, tip in ((line[1], line[0]), (line[-2], line[-1])):
                step = rough_distance(before, tip)
                if step == 0:
                    continue
                share = _BEYOND_M / step
                far = Position(
                    longitude=tip.longitude + share * (tip.longitude - before.longitude),
                    latitude=tip.latitude + share * (tip.latitude - before.latitude),
                )
                for second in through:
                    for begin, stop in pairwise(second):
                        met = _meet(tip, far, begin, stop)
                        if met is not None:
                            return met
    return None


def _meet(a: Position, b: Position, c: Position, d: Position) -> Position | None:
    ab = (b.longitude - a.longitude, b.latitude - a.latitude)
    cd = (d.longitude - c.longitude, d.latitude - c.latitude)
    ac = (c.longitude - a.longitude, c.latitude - a.latitude)
    slope = ab[0] * cd[1] - ab[1] * cd[0]
    if slope == 0:
        return None
    along = (ac[0] * cd[1] - ac[1] * cd[0]) / slope
    across = (ac[0] * ab[1] - ac[1] * ab[0]) / slope
    if not (0 <= along <= 1 and 0 <= across <= 1):
        return None
    return Position(longitude=a.longitude + along * ab[0], latitude=a.latitude + along * ab[1])
