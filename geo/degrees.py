"""Degrees: longitudes around the globe, and what numbers outside the range of degrees look like."""

from __future__ import annotations

import math

MOST_LONGITUDE, MOST_LATITUDE = 180, 90
# Longitudes up to one turn beyond the range are read as those in the range: 181 is -179.
MOST_WRAPPED_LONGITUDE = 540
# Larger numbers are probably metres.
_LARGEST_DEGREES = 1_000


def look_swapped(longitude: float, latitude: float) -> bool:
    """Whether two numbers are valid degrees in the other order."""
    return abs(longitude) <= MOST_LATITUDE and abs(latitude) <= MOST_LONGITUDE


def look_like_metres(longitude: float, latitude: float) -> bool:
    """Whether two numbers are too large for degrees, as projected coordinates are."""
    return max(abs(longitude), abs(latitude)) > _LARGEST_DEGREES


def expected_degrees(longitude: float, latitude: float) -> str:
    """Say what two numbers outside the range of degrees should be, and what they look like."""
    expected = "longitude -180 to 180, then latitude -90 to 90"
    if look_swapped(longitude, latitude):
        return f"{expected} (they look swapped: longitude comes first)"
    if look_like_metres(longitude, latitude):
        return f"{expected} (these look like metres: convert them to WGS84, EPSG:4326)"
    return expected


def short_way_east(one: float, other: float) -> float:
    """Degrees from one longitude to another, the short way round; negative to the west.

    Both are longitudes from -180 to 180. If they are exactly 180 degrees apart, the result is
    `other - one`, with its sign.
    """
    east = other - one
    return east - math.copysign(360.0, east) if abs(east) > 180.0 else east


def normal_longitude(longitude: float) -> float:
    """Convert a longitude to the range from -180 to 180. Values in this range stay the same."""
    if -180.0 <= longitude <= 180.0:
        return longitude
    return (longitude + 180.0) % 360.0 - 180.0


def nearest_copy(longitude: float, to: float) -> float:
    """The same meridian in the copy of the world that is nearest to the longitude `to`.

    The map shows the world again every 360 degrees. The result is above `to - 180`, at most
    `to + 180`. geo/render/player/arithmetic/worldcopies.js does the same in JavaScript.
    """
    return longitude + 360.0 * math.floor((to - longitude) / 360.0 + 0.5)
