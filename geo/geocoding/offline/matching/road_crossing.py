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

from geo.geocoding.offline.matching.polyline import Line, nearest_foot
from geo.geodesy import BoundingBox, fast_distance_m
from geo.story import Position

if TYPE_CHECKING:
    from shapely import STRtree

# A road that ends this close (metres) to another one ends at it: only crossings are measured.
_END_REACH_M: Final = 120.0
# Except if the two roads are nearly parallel: the sine of the smallest angle (20°).
_NEARLY_PARALLEL: Final = 0.35
# The direction of a road at its end is taken over this length (metres).
_DIRECTION_M: Final = 600.0
# A road is extended by this length (metres) beyond its last measured crossing.
_EXTENSION_M: Final = 3_500.0
# A gap between two drawn lines of a road is bridged up to this length (metres).
_GAP_M: Final = 20_000.0
# A gap is bridged only if the road continues about straight at both ends (cosine of 45°).
_STRAIGHT_AHEAD: Final = 0.7
# Two roads that cross at a small angle multiply the error, by at most this factor.
_LARGEST_SLANT: Final = 4.0
# Crossings with a lower trust are left out.
_LEAST_TRUST: Final = 0.2
# Crossings closer than this (metres) count as one: lanes, ramps, a bend.
_ONE_SPOT_M: Final = 700.0

Segment = tuple[Position, Position]


class RoadCrossing(NamedTuple):
    """A crossing: its position, its error in metres (in nine of ten cases), and the trust in it."""

    position: Position
    error_m: float
    trust: float


class _SegmentCrossing(NamedTuple):
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

    def crossings(self, other: Segments) -> Iterator[_SegmentCrossing]:
        """Yield where these segments cross or touch others, except where they overlap."""
        if not self.segments or not other.segments:
            return
        from shapely import Point, intersection  # noqa: PLC0415  as above

        own, theirs = other._tree.query(self._lines, predicate="intersects")
        if not own.size:
            return
        points = intersection(self._lines[own], other._lines[theirs])
        for mine, yours, point in sorted(
            zip(own.tolist(), theirs.tolist(), points, strict=True),
            key=lambda crossing: crossing[:2],
        ):
            if isinstance(point, Point):
                at = Position(longitude=point.x, latitude=point.y)
                yield _SegmentCrossing(self.segments[mine], other.segments[yours], at)

    def in_boxes(self, areas: Sequence[BoundingBox]) -> Iterator[tuple[int, tuple[Segment, ...]]]:
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
        self.tips = [(way[0], _point_along(way)) for line in lines for way in (line, line[::-1])]
        joined = _pair_ends(ends)
        self.gaps = Segments((ends[one][1], ends[other][1]) for one, other in joined)
        bridged = {number for pair in joined for number in pair}
        self.rays = Segments(
            (tip, far)
            for number, (before, tip) in enumerate(ends)
            if number not in bridged and (far := _extend(before, tip)) is not None
        )

    @cached_property
    def tip_boxes(self) -> list[BoundingBox]:
        """A box around each tip that contains everything at which the road may end."""
        return [BoundingBox.enclosing((tip,)).expand(_END_REACH_M) for tip, _ in self.tips]


def crossings(one: Road, other: Road) -> list[RoadCrossing]:
    """Where the drawn lines of two roads cross; if nowhere, where one road ends at the other.

    The most certain crossing is first. Crossings close together count once. Empty if the roads do
    not meet.
    """
    found = list(_line_crossings(one.drawn, other.drawn))
    return _one_per_spot(found or [*_road_ends(one, other), *_road_ends(other, one)])


def extended_crossings(one: Road, other: Road) -> list[RoadCrossing]:
    """Where two roads meet if their gaps are bridged and their ends extended, best first."""
    found = [
        *_line_crossings(one.gaps, other.drawn),
        *_line_crossings(one.gaps, other.gaps),
        *_line_crossings(other.gaps, one.drawn),
        *_ray_crossings(one.rays, other.drawn),
        *_ray_crossings(one.rays, other.gaps),
        *_ray_crossings(other.rays, one.drawn),
        *_ray_crossings(other.rays, one.gaps),
    ]
    return _one_per_spot([crossing for crossing in found if crossing.trust >= _LEAST_TRUST])


def _line_crossings(some: Segments, others: Segments) -> Iterator[RoadCrossing]:
    for one, other, at in some.crossings(others):
        unmeasured_m = _slant(one, other) * max(_unmeasured_m(one, at), _unmeasured_m(other, at))
        yield RoadCrossing(at, _error_m(unmeasured_m), _trust(unmeasured_m))


def _ray_crossings(rays: Segments, others: Segments) -> Iterator[RoadCrossing]:
    for ray, other, at in rays.crossings(others):
        extension_m = _slant(ray, other) * fast_distance_m(ray[0], at)
        unmeasured_m = _slant(ray, other) * _unmeasured_m(other, at)
        error_m = max(150.0 + 0.47 * extension_m, _error_m(unmeasured_m))
        yield RoadCrossing(
            at, error_m, min(0.9 * math.exp(-extension_m / 2_500.0), _trust(unmeasured_m))
        )


def _road_ends(ending: Road, through: Road) -> Iterator[RoadCrossing]:
    """Yield where one road ends at another, or a little before it."""
    for number, near in through.drawn.in_boxes(ending.tip_boxes):
        tip = ending.tips[number]
        foot = nearest_foot(near, tip[0])
        leads_away = abs(_sine(tip, near[foot.part])) >= _NEARLY_PARALLEL
        if foot.distance_m <= _END_REACH_M and leads_away:
            yield RoadCrossing(foot.position, _error_m(0.0) + foot.distance_m, _trust(_END_REACH_M))


def _unmeasured_m(segment: Segment, at: Position) -> float:
    """Metres from a point of a segment to the nearer of its measured ends."""
    return min(fast_distance_m(segment[0], at), fast_distance_m(segment[1], at))


def _error_m(unmeasured_m: float) -> float:
    return 100.0 + 0.28 * unmeasured_m


def _trust(unmeasured_m: float) -> float:
    return math.exp(-unmeasured_m / 3_200.0)


def _one_per_spot(found: list[RoadCrossing]) -> list[RoadCrossing]:
    """Keep the most certain crossing of each spot, most certain first."""
    kept: list[RoadCrossing] = []
    for crossing in sorted(found, key=lambda crossing: -crossing.trust):
        if all(fast_distance_m(crossing.position, other.position) > _ONE_SPOT_M for other in kept):
            kept.append(crossing)
    return kept


def _pair_ends(ends: list[Segment]) -> list[tuple[int, int]]:
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
        if min(_turn_cosine(*ends[one], far), _turn_cosine(*ends[other], tip)) < _STRAIGHT_AHEAD:
            continue
        taken |= {one, other}
        group = [group[one] if number == group[other] else number for number in group]
        joined.append((one, other))
    return joined


def _extend(before: Position, tip: Position) -> Position | None:
    """The end of a ray that extends the road straight. None if the road has no direction."""
    step = fast_distance_m(before, tip)
    if step == 0:
        return None
    share = _EXTENSION_M / step
    return Position(
        longitude=tip.longitude + share * (tip.longitude - before.longitude),
        latitude=tip.latitude + share * (tip.latitude - before.latitude),
    )


def _point_along(way: Line) -> Position:
    return next((at for at in way if fast_distance_m(way[0], at) >= _DIRECTION_M), way[-1])


def _slant(one: Segment, other: Segment) -> float:
    """The factor by which the crossing angle of two segments multiplies the error."""
    sine = abs(_sine(one, other))
    return min(1.0 / sine, _LARGEST_SLANT) if sine else _LARGEST_SLANT


def _turn_cosine(before: Position, tip: Position, far: Position) -> float:
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
