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
# Crossings that are trusted less than this are left out.
_LEAST_TRUST: Final = 0.2
# Crossings closer than this are one: lanes, ramps, a kink.
_ONE_SPOT_M: Final = 700.0

Segment = tuple[Position, Position]


class Met(NamedTuple):
    """A crossing: where, how far off it may be (metres, nine in ten), and the trust in it."""

    position: Position
    reach_m: float
    trust: float


class _Crossing(NamedTuple):
    """Two segments that cross, and where."""

    one: Segment
    other: Segment
    position: Position


class Segments:
    """Straight stretches of a road in shapely's tree, which is loaded with the first crossing."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self.segments: Sequence[Segment] = list(segments)

    @cached_property
    def _lines(self) -> Any:
        from shapely import linestrings  # noqa: PLC0415  it takes longer to load than most queries

        return linestrings(self.segments)

    @cached_property
    def _tree(self) -> STRtree:
        from shapely import STRtree  # noqa: PLC0415  as above

        return STRtree(self._lines)

    def crossings(self, other: Segments) -> Iterator[_Crossing]:
        """Where these segments cross others or touch them; not where two run along each other."""
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
        """The number of each box that has segments in or near it, and these."""
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
    """The lines of a road, laid out to be crossed with others.

    `drawn` is what the atlas draws. `gaps` lead straight from one line to the next of the same
    road. `rays` run on from where no line follows. `tips` are the ends of its lines, each with a
    point some way back on its line.
    """

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.drawn = Segments(segment for line in lines for segment in pairwise(line))
        # Each end of a line, the vertex before it first.
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
        """A box around each tip that holds all that it may end at."""
        return [BoundingBox.around((tip,)).expand(_REACH_M) for tip, _ in self.tips]


def crossings(one: Road, other: Road) -> list[Met]:
    """Where two roads meet as they are drawn, else where one ends at the other; the surest first.

    Crossings of one spot count once. Empty when the roads do not meet.
    """
    found = list(_crossed(one.drawn, other.drawn))
    return _apart(found or [*_ends_at(one, other), *_ends_at(other, one)])


def crossings_beyond(one: Road, other: Road) -> list[Met]:
    """Where they would meet if both went on straight where nothing is drawn; the surest first."""
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
    """Where a road ends at another one, or a little before it."""
    for number, near in through.drawn.around(ending.around_tips):
        tip = ending.tips[number]
        foot = nearest(near, tip[0])
        leads_away = abs(_sine(tip, near[foot.part])) >= _ALONGSIDE
        if foot.distance_m <= _REACH_M and leads_away:
            yield Met(foot.position, _strays_m(0.0) + foot.distance_m, _trust(_REACH_M))


def _unmeasured_m(segment: Segment, at: Position) -> float:
    """Metres from a point of a segment to the nearer of its ends, which are measured."""
    return min(fast_distance_m(segment[0], at), fast_distance_m(segment[1], at))


def _strays_m(unmeasured_m: float) -> float:
    return 100.0 + 0.28 * unmeasured_m


def _trust(unmeasured_m: float) -> float:
    return math.exp(-unmeasured_m / 3_200.0)


def _apart(found: list[Met]) -> list[Met]:
    """The surest crossing of each spot, the surest first."""
    kept: list[Met] = []
    for met in sorted(found, key=lambda met: -met.trust):
        if all(fast_distance_m(met.position, other.position) > _ONE_SPOT_M for other in kept):
            kept.append(met)
    return kept


def _joined(ends: list[Segment]) -> list[tuple[int, int]]:
    """Which ends of a road's lines face each other over a gap, as numbers of `ends`.

    Ends 2n and 2n + 1 belong to one line. The shortest gaps are taken first.
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
    """Where a road is that goes on straight as far as it is trusted, None without a direction."""
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
    """How many times the slant at which two segments cross multiplies errors."""
    sine = abs(_sine(one, other))
    return min(1.0 / sine, _SLANT) if sine else _SLANT


def _ahead(before: Position, tip: Position, far: Position) -> float:
    """The cosine of the turn at `tip` on the way to `far`; 1 is straight ahead, -1 no direction."""
    ax, ay, bx, by = _on_plane((before, tip), (tip, far), tip)
    size = math.hypot(ax, ay) * math.hypot(bx, by)
    return (ax * bx + ay * by) / size if size else -1.0


def _sine(one: Segment, other: Segment) -> float:
    """The sine of the angle between two segments; 0 is parallel."""
    ax, ay, bx, by = _on_plane(one, other, one[0])
    size = math.hypot(ax, ay) * math.hypot(bx, by)
    return (ax * by - ay * bx) / size if size else 0.0


def _on_plane(one: Segment, other: Segment, at: Position) -> tuple[float, float, float, float]:
    """East and north of two segments, in degrees of latitude at `at`."""
    narrow = math.cos(math.radians(at.latitude))
    return (
        (one[1].longitude - one[0].longitude) * narrow,
        one[1].latitude - one[0].latitude,
        (other[1].longitude - other[0].longitude) * narrow,
        other[1].latitude - other[0].latitude,
    )
