"""Find the positions at which two paths are closest, for paths a few kilometres apart.

`geo/render/player/arithmetic/nearness.js` does the same. Both must agree to the metre, so both use
the same series instead of `geo.geodesy`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, radians

from geo.degrees import short_way_east
from geo.playback.tracks import interpolate
from geo.story import Position

# By default, a longer path is reduced to this many evenly spread positions. The cost for two paths
# grows with the product of their lengths.
MOST_POSITIONS = 64

Path = tuple[Position, ...]


def closest_positions(
    one: Path, other: Path, most: int = MOST_POSITIONS
) -> tuple[Position, Position]:
    """Return the position on each path at which the two are closest.

    Of a path with more positions than `most`, only that many are used, evenly spread.

    A path may have a single position. Each pair of segments is projected to a plane at the start of
    the first one. The error is at most half a percent for segments within about 15 kilometres,
    up to 60 degrees of latitude. Across the 180th meridian, distances go the short way.
    """
    if len(one) == len(other) == 1:
        return one[0], other[0]
    best = (one[0], other[0])
    least = float("inf")
    segments = _segments(other, most)
    for a, b in _segments(one, most):
        for c, d in segments:
            share_ab, share_cd, distance = _closest_shares(a, b, c, d)
            if distance < least:
                least, best = distance, (interpolate(a, b, share_ab), interpolate(c, d, share_cd))
    return best


def flat_distance_m(a: Position, b: Position) -> float:
    """Return the metres between two positions in a plane. Faster than a geodesic.

    It is as exact as `closest_positions`.
    """
    return hypot(*_project(a, b))


def _segments(path: Path, most: int) -> list[tuple[Position, Position]]:
    if len(path) == 1:
        return [(path[0], path[0])]
    return list(pairwise([path[number] for number in thinned(len(path), most)]))


def thinned(count: int, most: int = MOST_POSITIONS) -> Sequence[int]:
    """Return the numbers of the positions that are used of a path of `count` positions."""
    if count <= most:
        return range(count)
    last = count - 1
    return [last * i // (most - 1) for i in range(most)]


def _project(origin: Position, position: Position) -> tuple[float, float]:
    """Return the metres east and north of `origin`.

    The length of a degree on WGS84 is the usual series in the latitude (National
    Geospatial-Intelligence Agency, "Length of a degree of latitude and longitude").
    """
    latitude = radians(origin.latitude)
    wide = 111412.84 * cos(latitude) - 93.5 * cos(3 * latitude) + 0.118 * cos(5 * latitude)
    high = 111132.92 - 559.82 * cos(2 * latitude) + 1.175 * cos(4 * latitude)
    high -= 0.0023 * cos(6 * latitude)
    east = short_way_east(origin.longitude, position.longitude)
    return east * wide, (position.latitude - origin.latitude) * high


def _closest_shares(
    a: Position, b: Position, c: Position, d: Position
) -> tuple[float, float, float]:
    """Return the shares of a-b and c-d at which the two are closest, and the distance in metres.

    Source: Ericson (2005), "Real-Time Collision Detection", section 5.1.9, closest points of two
    segments.
    """
    bx, by = _project(a, b)
    cx, cy = _project(a, c)
    dx, dy = _project(a, d)
    dx, dy = dx - cx, dy - cy
    length_ab, length_cd = bx * bx + by * by, dx * dx + dy * dy
    dot_cd_ca = -(dx * cx + dy * cy)
    if length_ab == 0.0 and length_cd == 0.0:
        share_ab, share_cd = 0.0, 0.0
    elif length_ab == 0.0:
        share_ab, share_cd = 0.0, _clamp(dot_cd_ca / length_cd)
    else:
        dot_ab_ca = -(bx * cx + by * cy)
        if length_cd == 0.0:
            share_ab, share_cd = _clamp(-dot_ab_ca / length_ab), 0.0
        else:
            dot_ab_cd = bx * dx + by * dy
            determinant = length_ab * length_cd - dot_ab_cd * dot_ab_cd
            share_ab = (
                _clamp((dot_ab_cd * dot_cd_ca - dot_ab_ca * length_cd) / determinant)
                if determinant > 0.0
                else 0.0
            )
            share_cd = (dot_ab_cd * share_ab + dot_cd_ca) / length_cd
            if share_cd < 0.0:
                share_ab, share_cd = _clamp(-dot_ab_ca / length_ab), 0.0
            elif share_cd > 1.0:
                share_ab, share_cd = _clamp((dot_ab_cd - dot_ab_ca) / length_ab), 1.0
    x = bx * share_ab - cx - dx * share_cd
    y = by * share_ab - cy - dy * share_cd
    return share_ab, share_cd, hypot(x, y)


def _clamp(share: float) -> float:
    return min(max(share, 0.0), 1.0)
