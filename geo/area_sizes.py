"""The size of areas on the ellipsoid of WGS84."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from geo.polygons import PlaneRing, Polygon, plane_polygons

# WGS84: the equatorial radius in metres, and the square of the eccentricity.
_EQUATORIAL_RADIUS_M: Final = 6_378_137.0
_ECCENTRICITY_SQUARED: Final = 6.694379990141e-3


# A longer edge, in degrees of latitude, is measured by Simpson's rule; the error of the trapezoid
# is below one in a million for shorter ones.
_LONG_EDGE_DEGREES: Final = 0.1


def area_m2(polygons: Sequence[Polygon]) -> float:
    """Return the square metres of polygons, without their holes.

    An edge is straight in degrees, as in RFC 7946, section 3.1.1. For such edges the error is below
    one in a million if they are up to 10 degrees long. Polygons that overlap count twice. Of a ring
    that crosses itself, the parts with opposite directions are subtracted from each other.
    """
    return plane_area_m2(plane_polygons(polygons, 0.0))


def plane_area_m2(polygons: Iterable[Sequence[PlaneRing]]) -> float:
    """Return the same for polygons on a plane in degrees, see `plane_polygons`."""
    return sum(
        abs(_ring_m2(rings[0])) - sum(abs(_ring_m2(hole)) for hole in rings[1:])
        for rings in polygons
    )


def _ring_m2(ring: PlaneRing) -> float:
    """Return the square metres between a ring and the equator; the sign is its direction.

    The area below an edge is the integral of `_zone` over the longitude.
    """
    total = 0.0
    west, south = ring[-1]
    zone = _zone(south)
    for east, north in ring:
        next_zone = _zone(north)
        mean = (zone + next_zone) / 2
        if abs(north - south) > _LONG_EDGE_DEGREES:
            mean += (2 * _zone((south + north) / 2) - zone - next_zone) / 3
        total += (east - west) * mean
        west, south, zone = east, north, next_zone
    return math.radians(total) * _EQUATORIAL_RADIUS_M**2 / 2


def _zone(latitude: float) -> float:
    """Return the function q of the authalic latitude: Snyder (1987), "Map projections", eq. 3-12.

    A radian of longitude from the equator to the latitude has q / 2 squared equatorial radii. This
    is the first part of its series in the eccentricity; the rest is below two in a billion.
    """
    sine = math.sin(math.radians(latitude))
    x = _ECCENTRICITY_SQUARED * sine * sine
    series = 2 + x * (4 / 3 + x * (6 / 5 + x * (8 / 7)))
    return (1 - _ECCENTRICITY_SQUARED) * sine * series
