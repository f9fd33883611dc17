"""How far it is to a point or to a line, in metres, quick enough to be asked thousands of times."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Final, NamedTuple

from geo.geodesy import distance_m
from geo.story import Position

Line = tuple[Position, ...]

# WGS84: half the equator's width in metres, and the square of the eccentricity.
_A: Final = 6_378_137.0
_E2: Final = 6.694379990141e-3
# Within these degrees the plane through the middle is right to two in ten thousand.
_FLAT_DEGREES: Final = 2.0
_FLAT_LATITUDE: Final = 80.0
_METRES_A_DEGREE: Final = 111_320.0


def distance(one: Position, other: Position) -> float:
    """Metres between two positions on WGS84, right to two in ten thousand.

    Close points lie on a plane whose scale is the ellipsoid's between them (its radii of curvature
    along the meridian and across it); for far ones the geodesic is solved, thirty times slower.
    """
    up = other.latitude - one.latitude
    across = other.longitude - one.longitude
    if abs(up) > _FLAT_DEGREES or abs(across) > _FLAT_DEGREES:
        return distance_m(one, other)
    middle = one.latitude + up / 2
    if abs(middle) > _FLAT_LATITUDE:
        return distance_m(one, other)
    sine = math.sin(math.radians(middle))
    bulge = 1.0 - _E2 * sine * sine
    wide = _A / math.sqrt(bulge)
    high = wide * (1.0 - _E2) / bulge
    narrow = math.sqrt(1.0 - sine * sine)
    return math.radians(math.hypot(up * high, across * wide * narrow))


def farthest(middle: Position, lines: tuple[Line, ...]) -> float:
    """Metres from `middle` to the vertex of the lines that is farthest from it."""
    return max(distance(middle, vertex) for line in lines for vertex in line)


def length(lines: tuple[Line, ...]) -> float:
    """Metres along all the lines."""
    return sum(distance(a, b) for line in lines for a, b in pairwise(line))


def halfway(lines: tuple[Line, ...]) -> Position:
    """The point with as much of the lines' length before it as after it, in their order."""
    left = length(lines) / 2
    for line in lines:
        for a, b in pairwise(line):
            step = distance(a, b)
            if step >= left > 0:
                share = left / step
                return Position(
                    longitude=a.longitude + share * (b.longitude - a.longitude),
                    latitude=a.latitude + share * (b.latitude - a.latitude),
                )
            left -= step
    return lines[0][0]


class Foot(NamedTuple):
    """The point of a line that is nearest to somewhere, and how far off it is in metres."""

    position: Position
    distance_m: float
    part: int


def nearest(lines: tuple[Line, ...], point: Position) -> Foot:
    """The foot of `point` on the lines. Segments are straight in degrees, as they are drawn."""
    narrow = math.cos(math.radians(point.latitude))
    x, y = point.longitude, point.latitude
    best, best_x, best_y, best_part = math.inf, 0.0, 0.0, 0
    for part, line in enumerate(lines):
        start_x, start_y = line[0]
        for end_x, end_y in line[1:]:
            across, up = (end_x - start_x) * narrow, end_y - start_y
            to_x, to_y = (x - start_x) * narrow, y - start_y
            square = across * across + up * up
            share = (to_x * across + to_y * up) / square if square else 0.0
            share = 0.0 if share < 0.0 else min(share, 1.0)
            off = (to_x - share * across) ** 2 + (to_y - share * up) ** 2
            if off < best:
                best, best_part = off, part
                best_x, best_y = start_x + share * (end_x - start_x), start_y + share * up
            start_x, start_y = end_x, end_y
    foot = Position(longitude=best_x, latitude=best_y)
    return Foot(foot, distance(foot, point), best_part)


class Box(NamedTuple):
    """A rectangle around a line, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, line: Line) -> Box:
        """The smallest rectangle that holds the line."""
        longitudes = [at.longitude for at in line]
        latitudes = [at.latitude for at in line]
        return cls(min(longitudes), min(latitudes), max(longitudes), max(latitudes))

    def grown(self, metres: float) -> Box:
        """The rectangle with everything in it that lies within `metres` of this one, and more."""
        up = metres / _METRES_A_DEGREE * 1.02
        widest = min(max(abs(self.south), abs(self.north)) + up, 89.0)
        across = up / math.cos(math.radians(widest))
        return Box(self.west - across, self.south - up, self.east + across, self.north + up)

    def holds(self, at: Position) -> bool:
        """Whether the position lies in the rectangle."""
        return self.west <= at.longitude <= self.east and self.south <= at.latitude <= self.north

    def meets(self, other: Box) -> bool:
        """Whether the two rectangles touch."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )
