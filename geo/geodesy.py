"""Distances, bounding boxes and points inside polygons on WGS84, also across the antimeridian."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from geographiclib.geodesic import Geodesic

from geo.story import Position

# WGS84: the equatorial radius in metres, and the square of the eccentricity.
_EQUATORIAL_RADIUS_M: Final = 6_378_137.0
_ECCENTRICITY_SQUARED: Final = 6.694379990141e-3
# One degree of longitude at the equator (2 pi 6,378,137 m / 360), rounded up. One degree of
# latitude is at most 111,694 m (at the poles).
METRES_A_DEGREE: Final = 111_320.0
# Up to these degrees apart and this latitude, the flat formula has an error of at most 0.02%.
_FLAT_DEGREES: Final = 2.0
_FLAT_LATITUDE: Final = 80.0
# One degree of latitude is up to 0.7% shorter than METRES_A_DEGREE; this factor is larger.
_MARGIN_FACTOR: Final = 1.02


def distance_m(one: Position, other: Position) -> float:
    """Return the metres along the geodesic between two positions on WGS84."""
    line = Geodesic.WGS84.Inverse(
        one.latitude, one.longitude, other.latitude, other.longitude, Geodesic.DISTANCE
    )
    return float(line["s12"])


def fast_distance_m(one: Position, other: Position) -> float:
    """Return the metres between two positions on WGS84, with an error of at most 0.02%.

    Positions up to two degrees apart are projected on a plane, scaled by the radii of curvature of
    the ellipsoid halfway between them (along the meridian and perpendicular to it). For larger
    distances and above 80 degrees of latitude the result is `distance_m`, which is 30 times slower.
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


def short_way_east(one: float, other: float) -> float:
    """Return the degrees from one longitude to another, the shorter way; negative is west.

    Both are longitudes from -180 to 180. If they are 180 degrees apart, the sign is that of
    `other - one`.
    """
    east = other - one
    return east - math.copysign(360.0, east) if abs(east) > 180.0 else east


def normal_longitude(longitude: float) -> float:
    """Return the longitude in the range -180 to 180; a value in this range is not changed."""
    if -180.0 <= longitude <= 180.0:
        return longitude
    return (longitude + 180.0) % 360.0 - 180.0


class BoundingBox(NamedTuple):
    """A rectangle in degrees: west, south, east, north, as in GeoJSON (RFC 7946, section 5).

    A box with west > east crosses the antimeridian. A box includes its sides.
    """

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, positions: Iterable[Position]) -> BoundingBox:
        """Return the smallest box that contains the positions, across the antimeridian if narrower.

        Raises:
            ValueError: there are no positions.
        """
        points = list(positions)
        longitudes = [position.longitude for position in points]
        latitudes = [position.latitude for position in points]
        west, east = min(longitudes), max(longitudes)
        if east - west > 180.0:
            west, east = _narrowest_range(sorted(longitudes))
        return cls(west, min(latitudes), east, max(latitudes))

    @property
    def crosses_antimeridian(self) -> bool:
        """Whether the box crosses the antimeridian."""
        return self.west > self.east

    @property
    def width(self) -> float:
        """The degrees of longitude from the western to the eastern side, 0 to 360."""
        return self.east - self.west + (360.0 if self.west > self.east else 0.0)

    @property
    def middle(self) -> Position:
        """The center of the box."""
        longitude = normal_longitude(self.west + self.width / 2)
        return Position(longitude, (self.south + self.north) / 2)

    def parts(self) -> tuple[BoundingBox, ...]:
        """Return the same area as one or two boxes that do not cross the antimeridian."""
        if self.west <= self.east:
            return (self,)
        return (self._replace(east=180.0), self._replace(west=-180.0))

    def contains(self, position: Position) -> bool:
        """Return whether the position is in the box or on its sides."""
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
        """Return whether the two boxes overlap or touch."""
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
        """Return degrees of longitude and latitude that are at least `metres` anywhere in the box.

        The longitude is 360 if a pole is within `metres`.
        """
        north = metres / METRES_A_DEGREE * _MARGIN_FACTOR
        farthest = max(abs(self.south), abs(self.north)) + north
        if farthest >= 90.0:
            return 360.0, north
        return min(north / math.cos(math.radians(farthest)), 360.0), north

    def expand(self, metres: float) -> BoundingBox:
        """Return a box that contains everything within `metres` of this box (and a little more)."""
        east, north = self.margin(metres)
        south, north = max(self.south - north, -90.0), min(self.north + north, 90.0)
        if self.width + 2 * east >= 360.0:
            return BoundingBox(-180.0, south, 180.0, north)
        west, east = normal_longitude(self.west - east), normal_longitude(self.east + east)
        return BoundingBox(west, south, east, north)


def _narrowest_range(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the western and eastern ends of the narrowest range of sorted longitudes."""
    gaps = [(after - before, before, after) for before, after in pairwise(longitudes)]
    gap, before, after = max(gaps)
    west, east = longitudes[0], longitudes[-1]
    return (after, before) if gap > 360.0 - (east - west) else (west, east)


def mean_position(positions: Sequence[Position]) -> Position:
    """Return the mean of one or more positions, across the antimeridian if that is narrower."""
    west = BoundingBox.around(positions).west
    east = [point.longitude + (360.0 if point.longitude < west else 0.0) for point in positions]
    return Position(
        normal_longitude(sum(east) / len(east)),
        sum(point.latitude for point in positions) / len(positions),
    )


def point_inside(polygons: Sequence[Sequence[Sequence[Position]]]) -> Position:
    """Return a point inside the largest polygon: its centroid if inside, else another point.

    Degrees are treated as plane coordinates. An outline takes the shorter way between two vertices,
    also across the antimeridian. An outline around the globe contains the nearer pole.

    Args:
        polygons: one or more. Each is a list of rings: the outline, with at least one position,
            then the holes.
    """
    # Imported here because shapely takes longer to load than most commands take to run.
    from shapely import Polygon  # noqa: PLC0415

    largest = max(
        (Polygon(rings[0], rings[1:]) for rings in map(_unroll, polygons) if rings),
        key=lambda polygon: polygon.area,
        default=None,
    )
    if largest is None or not largest.area:
        return polygons[0][0][0]  # no polygon has an area
    point = largest.centroid
    # The centroid of an outline that crosses itself can be outside it.
    if not largest.is_valid or not largest.contains(point):
        point = largest.point_on_surface()
    # Adding 0.0 turns -0.0 into 0.0.
    return Position(normal_longitude(point.x) + 0.0, point.y + 0.0)


_Ring = list[tuple[float, float]]


def _unroll(rings: Sequence[Sequence[Position]]) -> list[_Ring]:
    """Return a polygon's rings on a plane, with longitudes beyond 180 across the antimeridian.

    Rings without an area are omitted. The result is empty if the outline has no area.
    """
    outline = _unroll_ring(rings[0])
    if not _has_area(outline):
        # Use the coordinates as they are. An outline of the whole globe, from -180 to 180, has no
        # width when each step takes the shorter way.
        flat_rings = [[(point.longitude, point.latitude) for point in ring] for ring in rings]
        has_area = _has_area(flat_rings[0])
        return [ring for ring in flat_rings if _has_area(ring)] if has_area else []
    middle = (min(x for x, _ in outline) + max(x for x, _ in outline)) / 2
    holes = [ring for ring in map(_unroll_ring, rings[1:]) if _has_area(ring)]
    return [outline, *(_shift_near(ring, middle) for ring in holes)]


def _unroll_ring(ring: Sequence[Position]) -> _Ring:
    if not ring:
        return []
    flat = [(ring[0].longitude, ring[0].latitude)]
    turns = 0  # whole turns, so that the ring ends exactly at its start
    for before, after in pairwise([*ring, ring[0]]):
        step = after.longitude - before.longitude
        turns += (step < -180.0) - (step > 180.0)
        flat.append((after.longitude + 360.0 * turns, after.latitude))
    if turns:  # the ring surrounds a pole; close it along the pole
        pole = math.copysign(90.0, sum(latitude for _, latitude in flat))
        flat += [(flat[-1][0], pole), (flat[0][0], pole)]
    return flat


def _has_area(ring: _Ring) -> bool:
    if len(ring) < 3:
        return False
    (x0, y0), *_ = ring
    closed = pairwise([*ring, ring[0]])
    doubled = sum((ax - x0) * (by - y0) - (bx - x0) * (ay - y0) for (ax, ay), (bx, by) in closed)
    return doubled != 0.0


def _shift_near(ring: _Ring, middle: float) -> _Ring:
    """Shift the ring by whole turns of 360 degrees, as near as possible to a longitude."""
    own = (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2
    turns = 360.0 * round((middle - own) / 360.0)
    return [(x + turns, y) for x, y in ring]
