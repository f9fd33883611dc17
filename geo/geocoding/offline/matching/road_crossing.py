"""Calculate where two roads of the atlas meet, with an error and a trust.

Roads are measured only at their crossings. Between these, their lines are straight. We measured the
error on the atlas itself, by leaving out vertices. At `e` metres from the nearest measured point,
the error is less than 100 m + 28% of e in nine of ten cases. It is less than 250 m with probability
exp(-e / 3,200 m). If a line is extended by `b` metres beyond its last vertex, the error is less
than 150 m + 47% of b in nine of ten cases. It is less than 250 m with probability
0.9 exp(-b / 2,500 m).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from geo.geocoding.offline.matching.polyline import Line, nearest
from geo.geodesy import BoundingBox, fast_distance_m
from geo.story import Position

if TYPE_CHECKING:
    from shapely import STRtree

# A road that ends this close (metres) to another one ends at it: only crossings are measured.
_REACH_M: Final = 120.0
# Except if the two roads are nearly parallel: the sine of the smallest angle (20°).
_ALONGSIDE: Final = 0.35
# The direction of a road at its end is taken over this length (metres).
_LEADS_M: Final = 600.0
# A road is extended by this length (metres) beyond its last measured crossing.
_BEYOND_M: Final = 3_500.0
# A gap between two drawn lines of a road is bridged up to this length (metres).
_GAP_M: Final = 20_000.0
# A gap is bridged only if the road continues about straight at both ends (cosine of 45°).
_AHEAD: Final = 0.7
# Two roads that cross at a small angle multiply the error, by at most this factor.
_SLANT: Final = 4.0
# Crossings with a lower trust are left out.
_LEAST_TRUST: Final = 0.2
# Crossings closer than this (metres) count as one: lanes, ramps, a bend.
_ONE_SPOT_M: Final = 700.0

Segment = tuple[Position, Position]


class Met(NamedTuple):
    """A crossing: its position, its error in metres (in nine of ten cases), and the trust in it."""

    position: Position
    reach_m: float
    trust: float


class _Crossing(NamedTuple):
    """Two segments and the position where they cross."""

    one: Segment
    other: Segment
    position: Position


class Segments:
    """Straight segments of a road, in a shapely tree that is built when it is first needed."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self.segments: Sequence[Segment] = list(segments)

    @cached_property
    def _lines(self) -> Any:
        from shapely import linestrings  # noqa: PLC0415  loading it takes longer than most queries

        return linestrings(self.segments)

    @cached_property
    def _tree(self) -> STRtree:
        from shapely import STRtree  # noqa: PLC0415  as above

        return STRtree(self._lines)

    def crossings(self, other: Segments) -> Iterator[_Crossing]:
        """Yield where these segments cross or touch others, except where they overlap."""
        if not self.segments or not other.segments:
            return
        from shapely import Point, intersection  # noqa: PLC0415  as above

        own, theirs = other._tree.query(self._lines, predicate="intersects")
        if not own.size:
            return
        points = intersection(self._lines[own], other._lines[theirs])
        for mine, yours, point in sorted(
            zip(own.tolist(), theirs.tolist(), points, strict=True), key=lambda met: met[:2]
        ):
            if isinstance(point, Point):
                at = Position(longitude=point.x, latitude=point.y)
                yield _Crossing(self.segments[mine], other.segments[yours], at)

    def around(self, areas: Sequence[BoundingBox]) -> Iterator[tuple[int, tuple[Segment, ...]]]:
        """Yield the index of each box that has segments in or near it, with these segments."""
        if not self.segments or not areas:
            return
        from shapely import box  # noqa: PLC0415  as above

        in_box: dict[int, list[int]] = defaultdict(list)
        west, south, east, north = zip(*areas, strict=True)
        for number, segment in self._tree.query(box(west, south, east, north)).T.tolist():
            in_box[number].append(segment)
        for number in sorted(in_box):
            yield number, tuple(self.segments[segment] for segment in sorted(in_box[number]))


class Road:
    """The lines of a road, prepared for finding crossings with other roads.

    `drawn` has the segments of the atlas. `gaps` join one line of the road to the next. `rays`
    extend lines that have no next line. `tips` are the ends of the lines, each with a point some
    way back on its line.
    """

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.drawn = Segments(segment for line in lines for segment in pairwise(line))
        # Each end of a line, preceded by the vertex before it.
        ends = [end for line in lines for end in ((line[1], line[0]), (line[-2], line[-1]))]
        self.tips = [(way[0], _some_way_on(way)) for line in lines for way in (line, line[::-1])]
        joined = _joined(ends)
        self.gaps = Segments((ends[one][1], ends[other][1]) for one, other in joined)
        bridged = {number for pair in joined for number in pair}
        self.rays = Segments(
            (tip, far)
            for number, (before, tip) in enumerate(ends)
            if number not in bridged and (far := _run_on(before, tip)) is not None
        )

    @cached_property
    def around_tips(self) -> list[BoundingBox]:
        """A box around each tip that contains everything at which the road may end."""
        return [BoundingBox.around((tip,)).grown(_REACH_M) for tip, _ in self.tips]


def crossings(one: Road, other: Road) -> list[Met]:
    """Where the drawn lines of two roads cross; if nowhere, where one road ends at the other.

    The most certain crossing is first. Crossings close together count once. Empty if the roads do
    not meet.
    """
    found = list(_crossed(one.drawn, other.drawn))
    return _apart(found or [*_ends_at(one, other), *_ends_at(other, one)])


def crossings_beyond(one: Road, other: Road) -> list[Met]:
    """Where two roads meet if their gaps are bridged and their ends extended, best first."""
    found = [
        *_crossed(one.gaps, other.drawn),
        *_crossed(one.gaps, other.gaps),
        *_crossed(other.gaps, one.drawn),
        *_run_into(one.rays, other.drawn),
        *_run_into(one.rays, other.gaps),
        *_run_into(other.rays, one.drawn),
        *_run_into(other.rays, one.gaps),
    ]
    return _apart([met for met in found if met.trust >= _LEAST_TRUST])


def _crossed(some: Segments, others: Segments) -> Iterator[Met]:
    for one, other, at in some.crossings(others):
        off = _slant(one, other) * max(_unmeasured_m(one, at), _unmeasured_m(other, at))
        yield Met(at, _strays_m(off), _trust(off))


def _run_into(rays: Segments, others: Segments) -> Iterator[Met]:
    for ray, other, at in rays.crossings(others):
        beyond = _slant(ray, other) * fast_distance_m(ray[0], at)
        off = _slant(ray, other) * _unmeasured_m(other, at)
        strays = max(150.0 + 0.47 * beyond, _strays_m(off))
        yield Met(at, strays, min(0.9 * math.exp(-beyond / 2_500.0), _trust(off)))


def _ends_at(ending: Road, through: Road) -> Iterator[Met]:
    """Yield where one road ends at another, or a little before it."""
    for number, near in through.drawn.around(ending.around_tips):
        tip = ending.tips[number]
        foot = nearest(near, tip[0])
        leads_away = abs(_sine(tip, near[foot.part])) >= _ALONGSIDE
        if foot.distance_m <= _REACH_M and leads_away:
            yield Met(foot.position, _strays_m(0.0) + foot.distance_m, _trust(_REACH_M))


def _unmeasured_m(segment: Segment, at: Position) -> float:
    """Metres from a point of a segment to the nearer of its measured ends."""
    return min(fast_distance_m(segment[0], at), fast_distance_m(segment[1], at))


def _strays_m(unmeasured_m: float) -> float:
    return 100.0 + 0.28 * unmeasured_m


def _trust(unmeasured_m: float) -> float:
    return math.exp(-unmeasured_m / 3_200.0)


def _apart(found: list[Met]) -> list[Met]:
    """Keep the most certain crossing of each spot, most certain first."""
    kept: list[Met] = []
    for met in sorted(found, key=lambda met: -met.trust):
        if all(fast_distance_m(met.position, other.position) > _ONE_SPOT_M for other in kept):
            kept.append(met)
    return kept


def _joined(ends: list[Segment]) -> list[tuple[int, int]]:
    """Pairs of ends of a road's lines that face each other across a gap, as indices of `ends`.

    Ends 2n and 2n + 1 belong to one line. Shorter gaps are bridged first.
    """
    gaps = sorted(
        (fast_distance_m(ends[one][1], ends[other][1]), one, other)
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


def _run_on(before: Position, tip: Position) -> Position | None:
    """The end of a ray that extends the road straight. None if the road has no direction."""
    step = fast_distance_m(before, tip)
    if step == 0:
        return None
    share = _BEYOND_M / step
    return Position(
        longitude=tip.longitude + share * (tip.longitude - before.longitude),
        latitude=tip.latitude + share * (tip.latitude - before.latitude),
    )


def _some_way_on(way: Line) -> Position:
    return next((at for at in way if fast_distance_m(way[0], at) >= _LEADS_M), way[-1])


def _slant(one: Segment, other: Segment) -> float:
    """The factor by which the crossing angle of two segments multiplies the error."""
    sine = abs(_sine(one, other))
    return min(1.0 / sine, _SLANT) if sine else _SLANT


def _ahead(before: Position, tip: Position, far: Position) -> float:
    """The cosine of the turn at `tip` towards `far`: 1 is straight ahead. -1 if undefined."""
    ax, ay, bx, by = _on_plane((before, tip), (tip, far), tip)
    size = math.hypot(ax, ay) * math.hypot(bx, by)
    return (ax * bx + ay * by) / size if size else -1.0


def _sine(one: Segment, other: Segment) -> float:
    """The sine of the angle between two segments. 0 means parallel."""
    ax, ay, bx, by = _on_plane(one, other, one[0])
    size = math.hypot(ax, ay) * math.hypot(bx, by)
    return (ax * by - ay * bx) / size if size else 0.0


def _on_plane(one: Segment, other: Segment, at: Position) -> tuple[float, float, float, float]:
    """The east and north components of two segments, in degrees of latitude at `at`."""
    narrow = math.cos(math.radians(at.latitude))
    return (
        (one[1].longitude - one[0].longitude) * narrow,
        one[1].latitude - one[0].latitude,
        (other[1].longitude - other[0].longitude) * narrow,
        other[1].latitude - other[0].latitude,
    )
