"""Polygons of positions, also across the 180th meridian and around a pole.

A polygon is a list of rings: the outline, then the holes. A ring is closed: it ends at its first
position. Between two neighbouring positions, a ring takes the short way around the globe.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from geo.degrees import normal_longitude
from geo.position import Position, to_position

Ring = tuple[Position, ...]
Polygon = tuple[Ring, ...]
PlaneRing = list[tuple[float, float]]


def closed_polygon(rings: Any) -> Any:
    """Convert lists of positions to a polygon with closed rings. Return other values unchanged."""
    if not isinstance(rings, (tuple, list)):
        return rings
    return tuple(map(_closed_ring, rings))


def _closed_ring(ring: Any) -> Any:
    if getattr(ring, "ndim", 0):
        ring = ring.tolist()
    if not isinstance(ring, (tuple, list)) or isinstance(ring, Position):
        return ring
    made = tuple(map(to_position, ring))
    return made if not made or made[0] == made[-1] else (*made, made[0])


def has_three_corners(ring: Sequence[Position]) -> bool:
    """Whether a ring has at least three different positions, so that it can be drawn as an area."""
    first = ring[0] if ring else None
    second = next((at for at in ring if at != first), None)
    return any(at not in (first, second) for at in ring)


def is_simple(rings: Sequence[Sequence[Position]]) -> bool:
    """Whether no ring of a polygon crosses itself or another one, and its holes lie inside it."""
    from shapely import Polygon  # noqa: PLC0415  see `point_inside`

    # The two halves of a bow tie have opposite areas, so it looks as if it had none.
    outline, *holes = _unroll(rings) or [_unroll_ring(rings[0])]
    if Polygon(outline, holes).is_valid:
        return True
    outline = _without_detours(outline)
    goes_round = max(x for x, _ in outline) - min(x for x, _ in outline) >= 360.0
    return goes_round and len(outline) > 2 and bool(Polygon(outline, holes).is_valid)


def _without_detours(ring: PlaneRing) -> PlaneRing:
    """Return a ring around a pole without its ways to the pole and back along one meridian.

    Where the file draws the sides and the pole, `_unroll_ring` closes the ring along them again.
    """
    start = min(range(len(ring)), key=lambda index: abs(ring[index][1]))
    ring = [*ring[start:], *ring[:start]]
    along_pole = (x if abs(y) < 90.0 else None for x, y in ring)
    ring = _ends_of_runs(ring, along_pole)
    return _ends_of_runs(ring, [x for x, _ in ring])


def _ends_of_runs(ring: PlaneRing, keys: Iterable[float | None]) -> PlaneRing:
    """Return the first and the last position of each run of equal keys."""
    runs = groupby(zip(keys, ring, strict=True), key=itemgetter(0))
    kept = ([at for _, at in run] for _, run in runs)
    return [at for run in kept for at in (run if len(run) < 3 else (run[0], run[-1]))]


def point_inside(polygons: Sequence[Sequence[Sequence[Position]]]) -> Position:
    """A point inside the largest polygon: its centroid, or another point if that is outside.

    It calculates on a plane, in degrees. Between two neighbouring vertices, an outline takes the
    short way, also across the 180th meridian. An outline around the globe encloses the nearer pole.

    Args:
        polygons: one or more. Each is a list of rings: the outline, then the holes. An outline has
            at least one position.
    """
    # Loaded late: shapely takes longer to load than most commands take to run.
    from shapely import Polygon  # noqa: PLC0415

    largest = max(
        (Polygon(rings[0], rings[1:]) for rings in map(_unroll, polygons) if rings),
        key=lambda polygon: polygon.area,
        default=None,
    )
    if largest is None or not largest.area:
        return polygons[0][0][0]  # no area: a line, or a point
    point = largest.centroid
    # The centroid of an outline that crosses itself can lie outside it.
    if not largest.is_valid or not largest.contains(point):
        point = largest.point_on_surface()
    # Adding 0.0 turns -0.0 into 0.0.
    return Position(normal_longitude(point.x) + 0.0, point.y + 0.0)


def plane_polygons(polygons: Sequence[Polygon], longitude: float) -> list[list[PlaneRing]]:
    """The polygons on a plane, in degrees: each as its rings, the outline first.

    Each polygon is in one piece and as near as possible to the longitude. So its longitudes can go
    beyond 180 degrees. A ring around a pole is closed along that pole. Rings without an area, and
    polygons without one, are left out.
    """
    unrolled = [rings for rings in map(_unroll, polygons) if rings]
    turns = (_turns_near(rings[0], longitude) for rings in unrolled)
    return [
        [_shift_by(ring, degrees) for ring in rings]
        for rings, degrees in zip(unrolled, turns, strict=True)
    ]


def _unroll(rings: Sequence[Sequence[Position]]) -> list[PlaneRing]:
    """A polygon's rings on a plane, with longitudes beyond 180 where they cross that meridian.

    Rings without an area are left out. The result is empty if the outline has no area.
    """
    outline = _unroll_ring(rings[0])
    if not _has_area(outline):
        # Use the given longitudes. The whole globe needs this: its sides at -180 and 180 are the
        # same meridian, so unrolling leaves no area.
        given = [tuple(ring) for ring in rings]
        kept = [[(at.longitude, at.latitude) for at in ring] for ring in given]
        return [ring for ring in kept if _has_area(ring)] if _has_area(kept[0]) else []
    middle = (min(x for x, _ in outline) + max(x for x, _ in outline)) / 2
    holes = [ring for ring in map(_unroll_ring, rings[1:]) if _has_area(ring)]
    return [outline, *(_shift_near(ring, middle) for ring in holes)]


def _unroll_ring(ring: Sequence[Position]) -> PlaneRing:
    if not ring:
        return []
    longitudes = [longitude for longitude, _ in ring]
    if max(longitudes) - min(longitudes) <= 180.0:
        return [(longitude, latitude) for longitude, latitude in ring]
    flat = [(ring[0].longitude, ring[0].latitude)]
    turns = 0  # whole turns around the globe, so that the ring closes exactly
    for before, after in pairwise([*ring, ring[0]]):
        step = after.longitude - before.longitude
        turns += (step < -180.0) - (step > 180.0)
        flat.append((after.longitude + 360.0 * turns, after.latitude))
    if turns:  # the ring goes around a pole: close it along the pole
        pole = math.copysign(90.0, sum(latitude for _, latitude in flat))
        flat += [(flat[-1][0], pole), (flat[0][0], pole)]
    return flat


def _has_area(ring: PlaneRing) -> bool:
    if len(ring) < 3:
        return False
    (x0, y0), *_ = ring
    closed = pairwise([*ring, ring[0]])
    doubled = sum((ax - x0) * (by - y0) - (bx - x0) * (ay - y0) for (ax, ay), (bx, by) in closed)
    return doubled != 0.0


def _shift_near(ring: PlaneRing, middle: float) -> PlaneRing:
    """Shift the ring by whole turns around the globe, so that it is nearest to a longitude."""
    return _shift_by(ring, _turns_near(ring, middle))


def _turns_near(ring: PlaneRing, longitude: float) -> float:
    """The degrees of the whole turns by which the ring comes nearest to a longitude."""
    longitudes = [x for x, _ in ring]
    own = (min(longitudes) + max(longitudes)) / 2
    return 360.0 * round((longitude - own) / 360.0)


def _shift_by(ring: PlaneRing, degrees: float) -> PlaneRing:
    return [(x + degrees, y) for x, y in ring] if degrees else ring
