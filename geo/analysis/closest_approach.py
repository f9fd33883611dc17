"""Where two ways come closest to each other, on the ground within a few kilometres.

`geo/render/player/arithmetic/nearness.js` does the same. The player must come to the same distances
to the metre, so both measure by the same series and not by `geo.geodesy`.
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, hypot, radians

from geo.geodesy import short_way_east
from geo.playback.tracks import mixed
from geo.story import Position

# Of a way of more positions than this, this many, evenly spread, stand for it: the cost of two ways
# grows with the product of their lengths.
MOST_POSITIONS = 64

Way = tuple[Position, ...]


def closest(one: Way, other: Way) -> tuple[Position, Position]:
    """The position of each way at which the two come closest; a point is a way of its own.

    Each pair of steps is laid flat at the first one's start, which is good to half a percent while
    the two are within some dozen kilometres, and crosses the 180th meridian the short way.
    """
    if len(one) == len(other) == 1:
        return one[0], other[0]
    best = (one[0], other[0])
    least = float("inf")
    for a, b in _steps(one):
        for c, d in _steps(other):
            share, across, distance = _steps_apart(a, b, c, d)
            if distance < least:
                least, best = distance, (mixed(a, b, share), mixed(c, d, across))
    return best


def flat_m(a: Position, b: Position) -> float:
    """Metres between two positions on a plane: as exact as `closest`, faster than a geodesic."""
    return hypot(*_flat(a, b))


def _steps(way: Way) -> list[tuple[Position, Position]]:
    if len(way) == 1:
        return [(way[0], way[0])]
    if len(way) > MOST_POSITIONS:
        last = len(way) - 1
        way = tuple(way[last * i // (MOST_POSITIONS - 1)] for i in range(MOST_POSITIONS))
    return list(pairwise(way))


def _flat(origin: Position, position: Position) -> tuple[float, float]:
    """Metres east and north of `origin`.

    The length of a degree on WGS84 by the usual series in the latitude (National
    Geospatial-Intelligence Agency, "Length of a degree of latitude and longitude").
    """
    latitude = radians(origin.latitude)
    wide = 111412.84 * cos(latitude) - 93.5 * cos(3 * latitude) + 0.118 * cos(5 * latitude)
    high = 111132.92 - 559.82 * cos(2 * latitude) + 1.175 * cos(4 * latitude)
    high -= 0.0023 * cos(6 * latitude)
    east = short_way_east(origin.longitude, position.longitude)
    return east * wide, (position.latitude - origin.latitude) * high


def _steps_apart(a: Position, b: Position, c: Position, d: Position) -> tuple[float, float, float]:
    """The shares of a-b and c-d at which the two are closest, and their distance in metres.

    Ericson (2005), "Real-Time Collision Detection", section 5.1.9, closest points of two segments.
    """
    bx, by = _flat(a, b)
    cx, cy = _flat(a, c)
    dx, dy = _flat(a, d)
    dx, dy = dx - cx, dy - cy
    along, across = bx * bx + by * by, dx * dx + dy * dy
    toward = -(dx * cx + dy * cy)
    if along == 0.0 and across == 0.0:
        share, turn = 0.0, 0.0
    elif along == 0.0:
        share, turn = 0.0, _clamped(toward / across)
    else:
        back = -(bx * cx + by * cy)
        if across == 0.0:
            share, turn = _clamped(-back / along), 0.0
        else:
            both = bx * dx + by * dy
            cross = along * across - both * both
            share = _clamped((both * toward - back * across) / cross) if cross > 0.0 else 0.0
            turn = (both * share + toward) / across
            if turn < 0.0:
                share, turn = _clamped(-back / along), 0.0
            elif turn > 1.0:
                share, turn = _clamped((both - back) / along), 1.0
    x = bx * share - cx - dx * turn
    y = by * share - cy - dy * turn
    return share, turn, hypot(x, y)


def _clamped(share: float) -> float:
    return min(max(share, 0.0), 1.0)
