"""Which scenes play at a place, along a line or inside an area; distances are geodesic (WGS84)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from geographiclib.geodesic import Geodesic

from geo.story import AREA_RADIUS_M, Position, Story

Line = tuple[Position, ...]

# A scene whose file gives no radius is taken to be this exact.
_PLAIN_RADIUS_M: Final = 50.0
# Half the width of a wide street: a scene on the pavement plays on the street.
STREET_HALF_WIDTH_M: Final = 30.0
_METRES_A_DEGREE: Final = 111_320.0


def distance(one: Position, other: Position) -> float:
    """Metres along the ellipsoid."""
    inverse = Geodesic.WGS84.Inverse(
        one.latitude, one.longitude, other.latitude, other.longitude, Geodesic.DISTANCE
    )
    return float(inverse["s12"])


def rough_distance(one: Position, other: Position) -> float:
    """Metres on a plane, right to a few in a thousand here. For ranking, not for telling."""
    east = (other.longitude - one.longitude) * math.cos(math.radians(one.latitude))
    return math.hypot(east, other.latitude - one.latitude) * _METRES_A_DEGREE


# `rough_distance` is wrong by less than this share of what it says: the earth is taken as a sphere
# and the degree of longitude at one end.
_ROUGH_SHARE: Final = 0.01


def surely_beyond(one: Position, other: Position, metres: float) -> bool:
    """Whether two points are plainly farther apart than `metres`; cheap, so asked first."""
    return rough_distance(one, other) * (1.0 - _ROUGH_SHARE) - 1.0 > metres


def farthest(middle: Position, lines: tuple[Line, ...]) -> float:
    """Metres from `middle` to the vertex of the lines that is farthest from it."""
    vertices = [vertex for line in lines for vertex in line]
    rough = [rough_distance(middle, vertex) for vertex in vertices]
    bound = max(rough) * (1.0 - 2 * _ROUGH_SHARE)
    return max(
        distance(middle, vertex)
        for vertex, about in zip(vertices, rough, strict=True)
        if about >= bound
    )


def length(lines: tuple[Line, ...]) -> float:
    """Metres along all the lines."""
    return sum(rough_distance(a, b) for line in lines for a, b in pairwise(line))


class Foot(NamedTuple):
    """The point of a line that is nearest to somewhere, and how far off it is in metres."""

    position: Position
    distance_m: float
    part: int


def nearest(lines: tuple[Line, ...], point: Position) -> Foot:
    """The foot of `point` on the lines. Segments are straight in degrees, as they are drawn."""
    best, part = _foot(lines, point)
    return Foot(best, distance(best, point), part)


def nearest_within(lines: tuple[Line, ...], point: Position, metres: float) -> Foot | None:
    """The foot of `point` when it is at most `metres` off, else None; quick for far lines."""
    best, part = _foot(lines, point)
    if surely_beyond(best, point, metres):
        return None
    away = distance(best, point)
    return Foot(best, away, part) if away <= metres else None


def _foot(lines: tuple[Line, ...], point: Position) -> tuple[Position, int]:
    """The point of the lines nearest to `point`, and the number of its line."""
    narrow = math.cos(math.radians(point.latitude))
    best, best_part, best_square = lines[0][0], 0, math.inf
    for part, line in enumerate(lines):
        for start, end in pairwise(line):
            across = (end.longitude - start.longitude) * narrow
            up = end.latitude - start.latitude
            to_x = (point.longitude - start.longitude) * narrow
            to_y = point.latitude - start.latitude
            length = across * across + up * up
            share = 0.0 if length == 0 else (to_x * across + to_y * up) / length
            share = min(1.0, max(0.0, share))
            square = (to_x - share * across) ** 2 + (to_y - share * up) ** 2
            if square < best_square:
                best_square, best_part = square, part
                best = Position(
                    longitude=start.longitude + share * (end.longitude - start.longitude),
                    latitude=start.latitude + share * up,
                )
    return best, best_part


class _Box(NamedTuple):
    """A rectangle around lines, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, lines: tuple[Line, ...]) -> _Box:
        longitudes = [at.longitude for line in lines for at in line]
        latitudes = [at.latitude for line in lines for at in line]
        return cls(min(longitudes), min(latitudes), max(longitudes), max(latitudes))

    def may_reach(self, at: Position, metres: float) -> bool:
        """False only when the point is plainly farther than this from everything inside."""
        up = metres / _METRES_A_DEGREE * 1.02
        if not self.south - up <= at.latitude <= self.north + up:
            return False
        across = up / max(math.cos(math.radians(abs(at.latitude) + up)), 1e-6)
        return self.west - across <= at.longitude <= self.east + across


@dataclass(frozen=True, slots=True)
class _Scene:
    id: str
    path: tuple[Position, ...]
    radius_m: float
    places: frozenset[str]


class Scenes:
    """The events of one story, asked where they play. Only pinned events play on the map."""

    def __init__(self, story: Story | None) -> None:
        self._all: list[_Scene] = []
        if story is None:
            return
        radii = {place.id: place.radius_m for place in story.places}
        for event in story.events:
            where = event.where
            radius = where.radius_m
            if radius is None and where.place is not None:
                radius = radii.get(where.place)
            self._all.append(
                _Scene(
                    event.id,
                    where.path if where.is_pinned else (),
                    _PLAIN_RADIUS_M if radius is None else radius,
                    frozenset(place for place in (where.place, where.filmed_at) if place),
                )
            )

    def at_places(self, places: frozenset[str]) -> set[str]:
        """Ids of the events that are set or were filmed at one of these places, pinned or not."""
        return {scene.id for scene in self._all if scene.places & places}

    def near(self, point: Position, radius_m: float) -> set[str]:
        """Ids of the events that reach into the circle, unless they are vaguer than it."""
        return {
            scene.id
            for scene in self._all
            if scene.radius_m <= max(radius_m, AREA_RADIUS_M)
            and _any_within(point, scene.path, max(radius_m, scene.radius_m))
        }

    def inside(self, point: Position, radius_m: float) -> set[str]:
        """Ids of the events with a position in the area, unless they are vaguer than it."""
        return {
            scene.id
            for scene in self._all
            if scene.radius_m <= radius_m and _any_within(point, scene.path, radius_m)
        }

    def along(
        self,
        lines: tuple[Line, ...],
        vaguest_m: float = AREA_RADIUS_M,
        beside_m: float = STREET_HALF_WIDTH_M,
    ) -> dict[str, Foot]:
        """The events that play on the line, each with the point of the line that is nearest to it.

        An event plays on it when the line lies within the event's radius, give or take `beside_m`.
        An event vaguer than `vaguest_m` is on no line: every street of its area would claim it.
        """
        found: dict[str, Foot] = {}
        known: dict[tuple[Position, float], Foot | None] = {}
        box = _Box.around(lines)
        for scene in self._all:
            if scene.radius_m > vaguest_m or not scene.path:
                continue
            reach = scene.radius_m + beside_m
            feet = []
            for at in scene.path:
                if not box.may_reach(at, reach):
                    continue
                if (at, reach) not in known:
                    known[at, reach] = nearest_within(lines, at, reach)
                foot = known[at, reach]
                if foot is not None:
                    feet.append(foot)
            if feet:
                found[scene.id] = min(feet, key=lambda foot: foot.distance_m)
        return found

    def in_order(self, ids: set[str]) -> tuple[str, ...]:
        """These ids in telling order."""
        return tuple(scene.id for scene in self._all if scene.id in ids)

    def is_close(self, point: Position, radius_m: float) -> bool:
        """Whether any pinned event lies within `radius_m` metres of the point."""
        places = (at for scene in self._all for at in scene.path)
        return any(rough_distance(point, at) <= radius_m for at in places)


def _any_within(point: Position, path: Line, metres: float) -> bool:
    return any(
        not surely_beyond(point, at, metres) and distance(point, at) <= metres for at in path
    )
