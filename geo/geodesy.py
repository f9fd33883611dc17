"""Distances and bounding boxes, on WGS84 and across the 180th meridian."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from geographiclib.geodesic import Geodesic

from geo.degrees import normal_longitude
from geo.position import Position

# WGS84: the equatorial radius in metres, and the square of the eccentricity.
_EQUATORIAL_RADIUS_M: Final = 6_378_137.0
_ECCENTRICITY_SQUARED: Final = 6.694379990141e-3
# A degree of longitude on the equator (2 pi 6,378,137 m / 360), rounded up. A degree of latitude is
# at most 111,694 m long (at the poles).
METRES_A_DEGREE: Final = 111_320.0
# Up to these differences in degrees, and up to this latitude, the flat approximation has a relative
# error of at most 2e-4.
_FLAT_DEGREES: Final = 2.0
_FLAT_LATITUDE: Final = 80.0
# A degree of latitude is up to 0.7 percent shorter than METRES_A_DEGREE. Margins of boxes are
# multiplied by this factor, which is larger.
_MARGIN_FACTOR: Final = 1.02


def distance_m(one: Position, other: Position) -> float:
    """Metres along the geodesic between two positions on WGS84."""
    line = Geodesic.WGS84.Inverse(
        one.latitude, one.longitude, other.latitude, other.longitude, Geodesic.DISTANCE
    )
    return float(line["s12"])


def fast_distance_m(one: Position, other: Position) -> float:
    """Metres between two positions on WGS84, with a relative error of at most 2e-4.

    For positions within two degrees of each other, it calculates on a plane. The scale of the plane
    comes from the ellipsoid's radii of curvature halfway between the two. For other positions, and
    beyond 80 degrees of latitude, it calls `distance_m`, which takes thirty times as long.
    """
    north = other.latitude - one.latitude
    east = other.longitude - one.longitude
    if abs(east) > 180.0:
        east -= math.copysign(360.0, east)
    if abs(north) > _FLAT_DEGREES or abs(east) > _FLAT_DEGREES:
        return distance_m(one, other)
    middle = one.latitude + north / 2
    if abs(middle) > _FLAT_LATITUDE:
        return distance_m(one, other)
    sine = math.sin(math.radians(middle))
    bulge = 1.0 - _ECCENTRICITY_SQUARED * sine * sine
    across_m = _EQUATORIAL_RADIUS_M / math.sqrt(bulge)
    along_m = across_m * (1.0 - _ECCENTRICITY_SQUARED) / bulge
    cosine = math.sqrt(1.0 - sine * sine)
    return math.radians(math.hypot(north * along_m, east * across_m * cosine))


class BoundingBox(NamedTuple):
    """A rectangle in degrees: west, south, east, north, as in GeoJSON (RFC 7946, section 5).

    A box with west > east crosses the 180th meridian. The box includes its sides.
    """

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def enclosing(cls, positions: Iterable[Position]) -> BoundingBox:
        """The smallest box that contains the positions, the narrower way round the globe.

        Raises:
            ValueError: there are no positions.
        """
        held = list(positions)
        longitudes = [position.longitude for position in held]
        latitudes = [position.latitude for position in held]
        west, east = min(longitudes), max(longitudes)
        if east - west > 180.0:
            west, east = _narrowest_range(sorted(longitudes))
        return cls(west, min(latitudes), east, max(latitudes))

    @property
    def crosses_antimeridian(self) -> bool:
        """Whether the box crosses the 180th meridian."""
        return self.west > self.east

    @property
    def width(self) -> float:
        """Degrees of longitude from the western to the eastern side, 0 to 360."""
        return self.east - self.west + (360.0 if self.west > self.east else 0.0)

    @property
    def middle(self) -> Position:
        """The position halfway between the sides."""
        longitude = normal_longitude(self.west + self.width / 2)
        return Position(longitude, (self.south + self.north) / 2)

    def parts(self) -> tuple[BoundingBox, ...]:
        """The same area as boxes that do not cross the 180th meridian: one or two."""
        if self.west <= self.east:
            return (self,)
        return (self._replace(east=180.0), self._replace(west=-180.0))

    def contains(self, position: Position) -> bool:
        """Whether the position lies in the box or on its sides."""
        longitude, latitude = position
        if not self.south <= latitude <= self.north:
            return False
        if self.west <= self.east:
            # 180 and -180 are the same meridian.
            return self.west <= longitude <= self.east or (
                abs(longitude) == 180.0 and (self.east == 180.0 or self.west == -180.0)
            )
        return longitude >= self.west or longitude <= self.east

    def intersects(self, other: BoundingBox) -> bool:
        """Whether the two boxes overlap or touch."""
        if self.south > other.north or other.south > self.north:
            return False
        if self.west <= self.east and other.west <= other.east:
            return (self.west <= other.east and other.west <= self.east) or (
                max(self.east, other.east) == 180.0 and min(self.west, other.west) == -180.0
            )
        return any(
            one.west <= two.east and two.west <= one.east
            for one in self.parts()
            for two in other.parts()
        )

    def margin(self, metres: float) -> tuple[float, float]:
        """Degrees of longitude and of latitude that are at least `metres` long anywhere in the box.

        The degrees of longitude are 360 if the box is within `metres` of a pole.
        """
        north = metres / METRES_A_DEGREE * _MARGIN_FACTOR
        farthest = max(abs(self.south), abs(self.north)) + north
        if farthest >= 90.0:
            return 360.0, north
        return min(north / math.cos(math.radians(farthest)), 360.0), north

    def expand(self, metres: float) -> BoundingBox:
        """A box that contains every point within `metres` of this one. It is a little larger."""
        east, north = self.margin(metres)
        south, north = max(self.south - north, -90.0), min(self.north + north, 90.0)
        if self.width + 2 * east >= 360.0:
            return BoundingBox(-180.0, south, 180.0, north)
        west, east = normal_longitude(self.west - east), normal_longitude(self.east + east)
        return BoundingBox(west, south, east, north)


def _narrowest_range(longitudes: Sequence[float]) -> tuple[float, float]:
    """The western and the eastern end of the narrowest range that contains sorted longitudes."""
    gaps = [(after - before, before, after) for before, after in pairwise(longitudes)]
    gap, before, after = max(gaps)
    west, east = longitudes[0], longitudes[-1]
    return (after, before) if gap > 360.0 - (east - west) else (west, east)


def mean_position(positions: Sequence[Position]) -> Position:
    """The mean of one or more positions, taken the narrower way round the globe."""
    west = BoundingBox.enclosing(positions).west
    east = [at.longitude + (360.0 if at.longitude < west else 0.0) for at in positions]
    return Position(
        normal_longitude(sum(east) / len(east)),
        sum(at.latitude for at in positions) / len(positions),
    )
