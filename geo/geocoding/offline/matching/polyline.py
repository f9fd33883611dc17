"""Lengths of lines, their midpoints, and the point of a line that is nearest to a position.

Lines do not cross the 180th meridian, because GeoJSON cuts them there (RFC 7946, section 3.1.9).
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

from geo.geodesy import fast_distance_m
from geo.story import Position

Line = tuple[Position, ...]


def farthest_m(middle: Position, lines: tuple[Line, ...]) -> float:
    """Metres from `middle` to the farthest vertex of the lines."""
    return max(fast_distance_m(middle, vertex) for line in lines for vertex in line)


def length_m(lines: tuple[Line, ...]) -> float:
    """Total length of the lines in metres."""
    return sum(fast_distance_m(a, b) for line in lines for a, b in pairwise(line))


def midpoint(lines: tuple[Line, ...]) -> Position:
    """The point halfway along the lines, counted in their order."""
    left = length_m(lines) / 2
    for line in lines:
        for a, b in pairwise(line):
            step = fast_distance_m(a, b)
            if step >= left > 0:
                share = left / step
                return Position(
                    longitude=a.longitude + share * (b.longitude - a.longitude),
                    latitude=a.latitude + share * (b.latitude - a.latitude),
                )
            left -= step
    return lines[0][0]


class Foot(NamedTuple):
    """The point of the lines that is nearest to a position, its distance in metres, and its line.

    `part` is the index of the line.
    """

    position: Position
    distance_m: float
    part: int


def nearest_foot(lines: tuple[Line, ...], point: Position) -> Foot:
    """The point of the lines that is nearest to `point`. Segments are straight in degrees.

    It does not use shapely, because it runs for every event beside a road. shapely takes three
    times as long for one point, and six times if the lines are scaled to the point's latitude.
    """
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
    return Foot(foot, fast_distance_m(foot, point), best_part)
