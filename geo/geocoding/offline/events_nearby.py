"""Which scenes play at a place, along a line or inside an area, however long the story is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final

from geo.geocoding.offline.matching.polyline import Box, Foot, Line, distance, nearest
from geo.story import AREA_RADIUS_M, Position, Story

# A scene whose file gives no radius is taken to be this exact.
_PLAIN_RADIUS_M: Final = 50.0
# Half the width of a wide street: a scene on the pavement plays on the street.
STREET_HALF_WIDTH_M: Final = 30.0
# Spots are kept by squares of this many degrees, about two kilometres.
_SQUARE: Final = 0.02


@dataclass(frozen=True, slots=True)
class _Spot:
    """A position, how exactly it is known (metres), and the numbers of the scenes that play there.

    All points of a scene's path are spots of it.
    """

    at: Position
    radius_m: float
    scenes: list[int]


class Scenes:
    """The events of one story, asked where they play. Only pinned events play on the map."""

    def __init__(self, story: Story | None) -> None:
        self._ids: list[str] = []
        self._order: dict[str, int] = {}
        self._at_place: dict[str, set[str]] = defaultdict(set)
        self._squares: dict[tuple[int, int], list[_Spot]] = defaultdict(list)
        if story is None:
            return
        spots: dict[tuple[Position, float], list[int]] = defaultdict(list)
        for number, event in enumerate(story.events):
            where = event.where
            radius = where.radius_m
            if radius is None and where.place is not None and where.place in story.place_by_id:
                radius = story.place_by_id[where.place].radius_m
            radius = _PLAIN_RADIUS_M if radius is None else radius
            self._ids.append(event.id)
            for place in (where.place, where.filmed_at):
                if place:
                    self._at_place[place].add(event.id)
            if where.is_pinned:
                for at in dict.fromkeys(where.path):
                    spots[at, radius].append(number)
        self._order = {id_: number for number, id_ in enumerate(self._ids)}
        for (at, radius), scenes in spots.items():
            self._squares[_square(at)].append(_Spot(at, radius, scenes))

    def at_places(self, places: frozenset[str]) -> set[str]:
        """Ids of the events that are set or were filmed at one of these places, pinned or not."""
        return {id_ for place in places for id_ in self._at_place.get(place, ())}

    def near(self, point: Position, radius_m: float) -> set[str]:
        """Ids of the events that reach into the circle, unless they are vaguer than it."""
        vaguest = max(radius_m, AREA_RADIUS_M)
        return self._told(
            spot
            for spot, away in self._within(point, vaguest)
            if spot.radius_m <= vaguest and away <= max(radius_m, spot.radius_m)
        )

    def inside(self, point: Position, radius_m: float) -> set[str]:
        """Ids of the events with a position in the area, unless they are vaguer than it."""
        return self._told(
            spot for spot, _ in self._within(point, radius_m) if spot.radius_m <= radius_m
        )

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
        close: dict[int, _Spot] = {}
        for box in _boxes_along(lines, vaguest_m + beside_m):
            for spot in self._in_box(box):
                if spot.radius_m <= vaguest_m:
                    close[id(spot)] = spot
        found: dict[int, Foot] = {}
        for spot in close.values():
            foot = nearest(lines, spot.at)
            if foot.distance_m > spot.radius_m + beside_m:
                continue
            for scene in spot.scenes:
                if scene not in found or foot.distance_m < found[scene].distance_m:
                    found[scene] = foot
        return {self._ids[scene]: found[scene] for scene in sorted(found)}

    def in_order(self, ids: set[str]) -> tuple[str, ...]:
        """These ids in telling order."""
        return tuple(sorted(ids, key=self._order.__getitem__))

    def is_close(self, point: Position, radius_m: float) -> bool:
        """Whether any pinned event lies within `radius_m` metres of the point."""
        return next(self._within(point, radius_m), None) is not None

    def _told(self, spots: Iterator[_Spot]) -> set[str]:
        return {self._ids[scene] for spot in spots for scene in spot.scenes}

    def _within(self, point: Position, metres: float) -> Iterator[tuple[_Spot, float]]:
        """The spots in the circle, each with its distance in metres."""
        for spot in self._in_box(Box.around((point,)).grown(metres)):
            away = distance(point, spot.at)
            if away <= metres:
                yield spot, away

    def _in_box(self, box: Box) -> Iterator[_Spot]:
        west, south = _square(Position(box.west, box.south))
        east, north = _square(Position(box.east, box.north))
        wanted: Iterable[tuple[int, int]] = self._squares
        if (east - west + 1) * (north - south + 1) < len(self._squares):
            wanted = product(range(west, east + 1), range(south, north + 1))
        for square in wanted:
            for spot in self._squares.get(square, ()):
                if box.holds(spot.at):
                    yield spot


def _boxes_along(lines: tuple[Line, ...], metres: float) -> Iterator[Box]:
    """Rectangles about as long as a square that hold all within `metres` of the lines.

    One around each segment would do, but around a long slanting one it is vast.
    """
    whole = Box.around(tuple(vertex for line in lines for vertex in line))
    grown = whole.grown(metres)
    across, up = whole.west - grown.west, whole.south - grown.south
    for line in lines:
        for (x, y), (end_x, end_y) in pairwise(line):
            count = 1 + int(max(abs(end_x - x), abs(end_y - y)) / _SQUARE)
            step_x, step_y = (end_x - x) / count, (end_y - y) / count
            half_x, half_y = abs(step_x) / 2 + across, abs(step_y) / 2 + up
            for done in range(count):
                middle_x, middle_y = x + (done + 0.5) * step_x, y + (done + 0.5) * step_y
                yield Box(
                    middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y
                )


def _square(at: Position) -> tuple[int, int]:
    return int(at.longitude // _SQUARE), int(at.latitude // _SQUARE)
