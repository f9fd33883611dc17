"""Numbers that should be degrees: their range, and what numbers outside it look like."""

from __future__ import annotations

MOST_LONGITUDE, MOST_LATITUDE = 180, 90
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
