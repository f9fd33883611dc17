"""Find the events at a place, along a line or inside an area, quickly also in long stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final

from geo.degrees import normal_longitude
from geo.geocoding.offline.matching.polyline import Foot, Line, nearest_foot
from geo.geodesy import BoundingBox, fast_distance_m
from geo.story import AREA_RADIUS_M, Position, Story

# The accuracy of an event without a radius, in metres.
_UNSTATED_RADIUS_M: Final = 50.0
# Half the width of a wide street, in metres: an event on the pavement counts as on the street.
STREET_HALF_WIDTH_M: Final = 30.0
# Spots are grouped into squares of this many degrees, about two kilometres. A dict of squares
# instead of shapely's tree, because every command that looks up a place needs it. Loading shapely
# would take a quarter of the time of such a command.
_SQUARE_DEGREES: Final = 0.02


@dataclass(frozen=True, slots=True)
class _Spot:
    """A position, its accuracy in metres, and the numbers of the events there.

    Each point of an event's path is a spot.
    """

    at: Position
    radius_m: float
    events: list[int]


class EventsNearby:
    """Finds the events of one story by location. Only events with a marker have a location."""

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
            radius = _UNSTATED_RADIUS_M if radius is None else radius
            self._ids.append(event.id)
            for place in (where.place, where.filmed_at):
                if place:
                    self._at_place[place].add(event.id)
            if where.has_marker:
                for at in dict.fromkeys(where.path):
                    spots[at, radius].append(number)
        self._order = {id_: number for number, id_ in enumerate(self._ids)}
        for (at, radius), events in spots.items():
            self._squares[_square(at)].append(_Spot(at, radius, events))

    def ids_at_places(self, places: frozenset[str]) -> set[str]:
        """Ids of all events set or filmed at one of these places, also without a marker."""
        return {id_ for place in places for id_ in self._at_place.get(place, ())}

    def ids_near(self, point: Position, radius_m: float) -> set[str]:
        """Ids of the events whose circle touches this circle. Much vaguer events are left out."""
        vaguest = max(radius_m, AREA_RADIUS_M)
        return self._event_ids(
            spot
            for spot, away in self._spots_within(point, vaguest)
            if spot.radius_m <= vaguest and away <= max(radius_m, spot.radius_m)
        )

    def ids_inside(self, point: Position, radius_m: float) -> set[str]:
        """Ids of the events with a position in the circle. Events vaguer than it are left out."""
        return self._event_ids(
            spot for spot, _ in self._spots_within(point, radius_m) if spot.radius_m <= radius_m
        )

    def feet_along(
        self,
        lines: tuple[Line, ...],
        vaguest_m: float = AREA_RADIUS_M,
        beside_m: float = STREET_HALF_WIDTH_M,
    ) -> dict[str, Foot]:
        """The events on the line, each with the point of the line that is nearest to it.

        An event is on the line if its distance is at most its radius plus `beside_m` metres. Events
        with a radius above `vaguest_m` metres are left out: they would be on every street of their
        area.
        """
        close: dict[int, _Spot] = {}
        for box in _boxes_along(lines, vaguest_m + beside_m):
            for spot in self._spots_in_box(box):
                if spot.radius_m <= vaguest_m:
                    close[id(spot)] = spot
        feet: dict[int, Foot] = {}
        for spot in close.values():
            foot = nearest_foot(lines, spot.at)
            if foot.distance_m > spot.radius_m + beside_m:
                continue
            for event in spot.events:
                if event not in feet or foot.distance_m < feet[event].distance_m:
                    feet[event] = foot
        return {self._ids[event]: feet[event] for event in sorted(feet)}

    def sort_ids(self, ids: set[str]) -> tuple[str, ...]:
        """These ids in story order."""
        return tuple(sorted(ids, key=self._order.__getitem__))

    def has_event_near(self, point: Position, radius_m: float) -> bool:
        """Whether any event with a marker lies within `radius_m` metres of the point."""
        return next(self._spots_within(point, radius_m), None) is not None

    def _event_ids(self, spots: Iterator[_Spot]) -> set[str]:
        return {self._ids[event] for spot in spots for event in spot.events}

    def _spots_within(self, point: Position, metres: float) -> Iterator[tuple[_Spot, float]]:
        """The spots in the circle, each with its distance in metres."""
        for spot in self._spots_in_box(BoundingBox.enclosing((point,)).expand(metres)):
            away = fast_distance_m(point, spot.at)
            if away <= metres:
                yield spot, away

    def _spots_in_box(self, box: BoundingBox) -> Iterator[_Spot]:
        for square in self._squares_of(box):
            for spot in self._squares.get(square, ()):
                if box.contains(spot.at):
                    yield spot

    def _squares_of(self, box: BoundingBox) -> Iterable[tuple[int, int]]:
        """The squares that the box touches. All squares, if they are fewer."""
        parts = []
        for part in box.parts():
            west, south = _square(Position(part.west, part.south))
            east, north = _square(Position(part.east, part.north))
            parts.append((range(west, east + 1), range(south, north + 1)))
        if sum(len(across) * len(up) for across, up in parts) >= len(self._squares):
            return self._squares
        return [square for across, up in parts for square in product(across, up)]


def _boxes_along(lines: tuple[Line, ...], metres: float) -> Iterator[BoundingBox]:
    """Boxes, about as long as a square, that contain all points within `metres` of the lines.

    One box for each segment would be too large for long diagonal segments.
    """
    whole = BoundingBox.enclosing(vertex for line in lines for vertex in line)
    across, up = whole.margin(metres)
    for line in lines:
        for (x, y), (end_x, end_y) in pairwise(line):
            count = 1 + int(max(abs(end_x - x), abs(end_y - y)) / _SQUARE_DEGREES)
            step_x, step_y = (end_x - x) / count, (end_y - y) / count
            half_x, half_y = abs(step_x) / 2 + across, abs(step_y) / 2 + up
            if half_x >= 180.0:
                yield BoundingBox(-180.0, min(y, end_y) - up, 180.0, max(y, end_y) + up)
                continue
            for done in range(count):
                middle_x, middle_y = x + (done + 0.5) * step_x, y + (done + 0.5) * step_y
                yield BoundingBox(
                    normal_longitude(middle_x - half_x),
                    middle_y - half_y,
                    normal_longitude(middle_x + half_x),
                    middle_y + half_y,
                )


def _square(at: Position) -> tuple[int, int]:
    return int(at.longitude // _SQUARE_DEGREES), int(at.latitude // _SQUARE_DEGREES)
