"""The distance between two positions, along the ground."""

from __future__ import annotations

from geographiclib.geodesic import Geodesic

from geo.story import Position


def distance_m(one: Position, other: Position) -> float:
    """Metres along the geodesic between two positions on WGS84."""
    line = Geodesic.WGS84.Inverse(
        one.latitude, one.longitude, other.latitude, other.longitude, Geodesic.DISTANCE
    )
    return float(line["s12"])
