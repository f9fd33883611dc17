"""Where two lines of the atlas meet. Segments are straight in degrees, as they are drawn."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from geo.geocoding.lines import Box, Line, distance, nearest
from geo.story import Position

# A road that ends this close to another one ends at it; the lines are only measured at crossings.
_REACH_M: Final = 120.0
# A road may run on this far beyond the last crossing that was measured.
_BEYOND_M: Final = 3_000.0


# Segments a rectangle is laid around: of a long road nearly all is passed over at a glance.
_PIECE: Final = 6


class Piece(NamedTuple):
    """A short stretch of road, and the rectangle around it."""

    line: Line
    box: Box


class Road:
    """The lines of a road, laid out to be crossed with others."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.pieces = [
            Piece(piece, Box.around(piece))
            for line in lines
            for begin in range(0, len(line) - 1, _PIECE)
            for piece in (line[begin : begin + _PIECE + 1],)
        ]
        # Each end of a line, with the vertex before it.
        self.ends = [end for line in lines for end in ((line[1], line[0]), (line[-2], line[-1]))]


def crossing(one: Road, other: Road) -> Position | None:
    """The first crossing along `one`, else where one line ends at the other, else None."""
    for piece in one.pieces:
        near = [second for second in other.pieces if piece.box.meets(second.box)]
        for start, end in pairwise(piece.line) if near else ():
            met = _first_met(start, end, near)
            if met is not None:
                return met
    for ends_of, through in ((one, other), (other, one)):
        for _, tip in ends_of.ends:
            around = Box.around((tip,)).grown(_REACH_M)
            near = [piece for piece in through.pieces if around.meets(piece.box)]
            if near:
                foot = nearest(tuple(piece.line for piece in near), tip)
                if foot.distance_m <= _REACH_M:
                    return foot.position
    return None


def crossing_beyond(one: Road, other: Road) -> Position | None:
    """Where one line would meet the other if it ran on straight from an end, else None.

    Lines end where their crossings were no longer measured; streets here are straight for miles.
    """
    for runs_on, through in ((one, other), (other, one)):
        for before, tip in runs_on.ends:
            step = distance(before, tip)
            if step == 0:
                continue
            share = _BEYOND_M / step
            far = Position(
                longitude=tip.longitude + share * (tip.longitude - before.longitude),
                latitude=tip.latitude + share * (tip.latitude - before.latitude),
            )
            met = _first_met(tip, far, through.pieces)
            if met is not None:
                return met
    return None


def _first_met(start: Position, end: Position, pieces: list[Piece]) -> Position | None:
    """The first crossing of the pieces with the way from start to end."""
    way = Box.around((start, end))
    for piece in pieces:
        if way.meets(piece.box):
            for begin, stop in pairwise(piece.line):
                met = _meet(start, end, begin, stop)
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
