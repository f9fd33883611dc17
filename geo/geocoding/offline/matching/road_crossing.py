"""Where two roads of the atlas meet, and how far to trust it.

Roads are only measured at their crossings and are laid straight between these. How far that errs
was measured on the atlas itself, by leaving out vertices between others. At `e` metres from the
nearest measured point a road, be it street or freeway, strays by less than 100 m + 28 % of e in
nine of ten cases, and by less than 250 m in a share of exp(-e / 3,200 m). Run on straight beyond
its last vertex by `b` metres, it strays by less than 150 m + 47 % of b, and by less than 250 m in
a share of 0.9 exp(-b / 2,500 m).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Final, NamedTuple

from geo.geocoding.offline.matching.polyline import Box, Line, distance, nearest
from geo.story import Position

# A road that ends this close to another one ends at it; the lines are only measured at crossings.
_REACH_M: Final = 120.0
# Unless it only comes alongside: what leads away at less (sine of 20°) does not end there.
_ALONGSIDE: Final = 0.35
# How far (metres) a road is followed to see where it leads.
_LEADS_M: Final = 600.0
# A road may run on this far beyond the last crossing that was measured.
_BEYOND_M: Final = 3_500.0
# A gap in what is drawn of a road is bridged up to this length.
_GAP_M: Final = 20_000.0
# And only when it goes on about straight ahead at both ends (cosine of 45°).
_AHEAD: Final = 0.7
# Two roads that meet at a slant make a long error out of a short one, up to this many times.
_SLANT: Final = 4.0
# What is less to be trusted than this is not worth telling.
_LEAST_TRUST: Final = 0.2
# Crossings closer than this are one: lanes, ramps, a kink.
_ONE_SPOT_M: Final = 700.0
# Segments a rectangle is laid around: of a long road nearly all is passed over at a glance.
_PIECE: Final = 6


class Met(NamedTuple):
    """A crossing: where, how far off it may be (metres, nine in ten), and the trust in it."""

    position: Position
    reach_m: float
    trust: float


class Piece(NamedTuple):
    """A short stretch of road, and the rectangle around it."""

    line: Line
    box: Box

    @classmethod
    def of(cls, line: Line) -> Piece:
        """The stretch with its rectangle."""
        return cls(line, Box.around(line))


class Road:
    """The lines of a road, laid out to be crossed with others.

    `pieces` are drawn. `gaps` lead straight from one line to the next of the same road. `rays` run
    on from where no line follows.
    """

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.pieces = [
            Piece.of(line[begin : begin + _PIECE + 1])
            for line in lines
            for begin in range(0, len(line) - 1, _PIECE)
        ]
        # Each end of a line, the vertex before it first.
        ends = [end for line in lines for end in ((line[1], line[0]), (line[-2], line[-1]))]
        # Each end, and a point some way back on its line.
        self.tips = [(way[0], _some_way_on(way)) for line in lines for way in (line, line[::-1])]
        joined = _joined(ends)
        self.gaps = [Piece.of((ends[one][1], ends[other][1])) for one, other in joined]
        bridged = {number for pair in joined for number in pair}
        self.rays = [
            Piece.of((tip, far))
            for number, (before, tip) in enumerate(ends)
            if number not in bridged and (far := _run_on(before, tip)) is not None
        ]


def crossings(one: Road, other: Road) -> list[Met]:
    """Where two roads meet as they are drawn, else where one ends at the other; the surest first.

    Crossings of one spot count once. Empty when the roads do not meet.
    """
    found = list(_crossed(one.pieces, other.pieces))
    if not found:
        found = [
            Met(foot.position, _strays_m(0.0) + foot.distance_m, _trust(_REACH_M))
            for ends_of, through in ((one, other), (other, one))
            for tip, back in ends_of.tips
            for around in (Box.around((tip,)).grown(_REACH_M),)
            for near in (
                tuple(w for p in through.pieces if around.meets(p.box) for w in pairwise(p.line)),
            )
            for foot in ((nearest(near, tip),) if near else ())
            if foot.distance_m <= _REACH_M
            and abs(_sine((tip, back), near[foot.part])) >= _ALONGSIDE
        ]
    return _apart(found)


def crossings_beyond(one: Road, other: Road) -> list[Met]:
    """Where they would meet if both went on straight where nothing is drawn; the surest first."""
    drawn_and_gaps = [*other.pieces, *other.gaps]
    found = [
        *_crossed(one.gaps, drawn_and_gaps),
        *_crossed(other.gaps, one.pieces),
        *_run_into(one.rays, drawn_and_gaps),
        *_run_into(other.rays, [*one.pieces, *one.gaps]),
    ]
    return _apart([met for met in found if met.trust >= _LEAST_TRUST])


def _crossed(some: list[Piece], others: list[Piece]) -> Iterator[Met]:
    for piece in some:
        near = [second for second in others if piece.box.meets(second.box)]
        for way in pairwise(piece.line) if near else ():
            for second_way, at, slant in _met(way, near):
                off = slant * max(_unmeasured_m(way, at), _unmeasured_m(second_way, at))
                yield Met(at, _strays_m(off), _trust(off))


def _run_into(rays: list[Piece], others: list[Piece]) -> Iterator[Met]:
    for line, _ in rays:
        for second_way, at, slant in _met((line[0], line[1]), others):
            beyond = slant * distance(line[0], at)
            off = slant * _unmeasured_m(second_way, at)
            strays = max(150.0 + 0.47 * beyond, _strays_m(off))
            yield Met(at, strays, min(0.9 * math.exp(-beyond / 2_500.0), _trust(off)))


def _unmeasured_m(way: tuple[Position, Position], at: Position) -> float:
    """Metres from a point of a way to the nearer of its ends, which are measured."""
    return min(distance(way[0], at), distance(way[1], at))


def _strays_m(unmeasured_m: float) -> float:
    return 100.0 + 0.28 * unmeasured_m


def _trust(unmeasured_m: float) -> float:
    return math.exp(-unmeasured_m / 3_200.0)


def _apart(found: list[Met]) -> list[Met]:
    """The surest crossing of each spot, the surest first."""
    kept: list[Met] = []
    for met in sorted(found, key=lambda met: -met.trust):
        if all(distance(met.position, other.position) > _ONE_SPOT_M for other in kept):
            kept.append(met)
    return kept


def _joined(ends: list[tuple[Position, Position]]) -> list[tuple[int, int]]:
    """Which ends of a road's lines face each other over a gap, as numbers of `ends`.

    Ends 2n and 2n + 1 belong to one line. The shortest gaps are taken first.
    """
    gaps = sorted(
        (distance(ends[one][1], ends[other][1]), one, other)
        for one, other in combinations(range(len(ends)), 2)
        if one // 2 != other // 2
    )
    taken: set[int] = set()
    group = [number // 2 for number in range(len(ends))]
    joined = []
    for gap, one, other in gaps:
        if gap > _GAP_M:
            break
        if one in taken or other in taken or group[one] == group[other] or gap == 0:
            continue
        tip, far = ends[one][1], ends[other][1]
        if min(_ahead(*ends[one], far), _ahead(*ends[other], tip)) < _AHEAD:
            continue
        taken |= {one, other}
        group = [group[one] if number == group[other] else number for number in group]
        joined.append((one, other))
    return joined


def _ahead(before: Position, tip: Position, far: Position) -> float:
    """The cosine of the turn at `tip` on the way to `far`; 1 is straight ahead."""
    narrow = math.cos(math.radians(tip.latitude))
    here = ((tip.longitude - before.longitude) * narrow, tip.latitude - before.latitude)
    there = ((far.longitude - tip.longitude) * narrow, far.latitude - tip.latitude)
    size = math.hypot(*here) * math.hypot(*there)
    return (here[0] * there[0] + here[1] * there[1]) / size if size else -1.0


def _run_on(before: Position, tip: Position) -> Position | None:
    """Where a road is that goes on straight as far as it is trusted, None without a direction."""
    step = distance(before, tip)
    if step == 0:
        return None
    share = _BEYOND_M / step
    return Position(
        longitude=tip.longitude + share * (tip.longitude - before.longitude),
        latitude=tip.latitude + share * (tip.latitude - before.latitude),
    )


def _met(
    way: tuple[Position, Position], pieces: list[Piece]
) -> Iterator[tuple[tuple[Position, Position], Position, float]]:
    """The segments that cross the way, where, and how many times their slant multiplies errors."""
    box = Box.around(way)
    for piece in pieces:
        if box.meets(piece.box):
            for second in pairwise(piece.line):
                at = _meet(*way, *second)
                if at is not None:
                    yield second, at, _slant(way, second)


def _some_way_on(way: Line) -> Position:
    return next((at for at in way if distance(way[0], at) >= _LEADS_M), way[-1])


def _slant(one: tuple[Position, Position], other: tuple[Position, Position]) -> float:
    sine = abs(_sine(one, other))
    return min(1.0 / sine, _SLANT) if sine else _SLANT


def _sine(one: tuple[Position, Position], other: tuple[Position, Position]) -> float:
    """The sine of the angle between two ways; 0 is parallel."""
    narrow = math.cos(math.radians(one[0].latitude))
    ax, ay = (one[1].longitude - one[0].longitude) * narrow, one[1].latitude - one[0].latitude
    bx, by = (
        (other[1].longitude - other[0].longitude) * narrow,
        (other[1].latitude - other[0].latitude),
    )
    size = math.hypot(ax, ay) * math.hypot(bx, by)
    return (ax * by - ay * bx) / size if size else 0.0


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
