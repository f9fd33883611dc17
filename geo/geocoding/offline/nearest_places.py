"""Reverse geocoding: find the named places of the story and of the atlas at a point.

A place is at the point if the point is inside its circle, or within `REACH_M` metres of the circle
or of the road. For a district or a city, the point must be inside the circle. Places that are only
a guess are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geopy.location import Location
from shapely import MultiLineString, Point, STRtree, box

from geo.geocoding.locations import bounding_box
from geo.geocoding.offline.matching.polyline import Line, farthest_m, nearest_foot
from geo.geocoding.offline.place_index import AREAS
from geo.geodesy import BoundingBox, fast_distance_m
from geo.story import Place, Position, Story

if TYPE_CHECKING:
    from geo.basemap import Atlas

# About two blocks of downtown Los Angeles. Chosen by judgement.
REACH_M: Final = 200.0
# The map draws the coast, but reverse geocoding should not return it.
_UNNAMED: Final = frozenset({"coast"})
# More exact kinds come first: other kinds (0), then districts, then cities.
_RANKS: Final = {"district": 1, "city": 2}


@dataclass(frozen=True, slots=True)
class _Place:
    """A place with a point and a radius in metres, or with lines."""

    name: str
    kind: str
    source: str
    radius_m: float
    position: Position | None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class NearbyPlace:
    """A named place at a point.

    `position` is the place's point, or the nearest point of its road. The whole place lies within
    `radius_m` metres of it. `distance_m` is the distance in metres from the query to `position`.
    `outside_m` is the distance to the edge of the place; it is 0 inside.
    """

    name: str
    kind: str
    source: str
    position: Position
    radius_m: float
    distance_m: float
    outside_m: float
    lines: tuple[Line, ...] = ()

    def location(self) -> Location:
        """The place as a geopy `Location`. `Location.raw` is a dict with these keys.

        Keys of Nominatim: `display_name`; `lat` and `lon` in degrees, but as numbers;
        `boundingbox`, see `geo.geocoding.locations.bounding_box`. Other keys: `name`, `radius_m`,
        `kind` and `source` as in `Candidate`, and `distance_m`.
        """
        at = self.position
        raw: dict[str, Any] = {
            "display_name": self.name,
            "name": self.name,
            "lat": round(at.latitude, 6),
            "lon": round(at.longitude, 6),
            "boundingbox": bounding_box(at, self.radius_m, self.lines),
            "radius_m": round(self.radius_m, 1),
            "kind": self.kind,
            "source": self.source,
            "distance_m": round(self.distance_m, 1),
        }
        return Location(self.name, (at.latitude, at.longitude), raw)


class NearestPlaces:
    """Finds the named places at a point."""

    def __init__(
        self, places: Sequence[Place], atlas: Atlas | None, story: Story | None = None
    ) -> None:
        sources = story.sources if story else ()
        titles = {source.id: source.title for source in sources}
        known = [*_story_places(places, titles), *_atlas_places(atlas)]
        # Two trees, in degrees: boxes of circles with their surroundings, and roads.
        boxes = [
            (place, part)
            for place in known
            if place.position is not None
            for part in _boxes_around(place.position, place.radius_m)
        ]
        self._circles = [place for place, _ in boxes]
        self._circle_tree = STRtree([box(*part) for _, part in boxes])
        self._roads = [place for place in known if place.lines]
        self._road_tree = STRtree([MultiLineString(place.lines) for place in self._roads])

    def find_at(self, point: Position) -> list[NearbyPlace]:
        """The places at the point, best first. Empty if no place is near.

        Places that contain the point come before places beside it, and smaller places before larger
        ones. Districts come after all other places, and cities last.
        """
        near = (_measure_place(place, point) for place in self._places_around(point))
        found = [one for one in near if one is not None]
        found.sort(key=lambda one: (_RANKS.get(one.kind, 0), one.outside_m, one.radius_m, one.name))
        best: dict[str, NearbyPlace] = {}
        for one in found:  # a place of the story may also be on the map, with the same name
            best.setdefault(one.name, one)
        return list(best.values())

    def _places_around(self, point: Position) -> Iterator[_Place]:
        """All places that may be at the point, and some that are a little farther away."""
        here = Point(point.longitude, point.latitude)
        yield from (self._circles[number] for number in sorted(self._circle_tree.query(here)))
        numbers: set[int] = set()
        for part in _boxes_around(point, 0.0):
            numbers.update(self._road_tree.query(box(*part), predicate="intersects"))
        yield from (self._roads[number] for number in sorted(numbers))


def _measure_place(place: _Place, point: Position) -> NearbyPlace | None:
    if place.position is None:
        foot = nearest_foot(place.lines, point)
        at, radius_m = foot.position, farthest_m(foot.position, place.lines)
        distance = outside = fast_distance_m(point, at)
    else:
        at, radius_m = place.position, place.radius_m
        distance = fast_distance_m(point, at)
        outside = max(0.0, distance - radius_m)
    if outside > (0.0 if place.kind in AREAS else REACH_M):
        return None
    return NearbyPlace(
        place.name, place.kind, place.source, at, radius_m, distance, outside, place.lines
    )


def _story_places(places: Sequence[Place], titles: dict[str, str]) -> Iterator[_Place]:
    for place in places:
        if place.has_marker and place.position is not None:
            named = "; ".join(titles.get(id_, id_) for id_ in place.sources)
            source = f"the story: {named}" if named else "the story, no source given"
            yield _Place(place.name, "place", source, place.radius_m or 0.0, place.position)


def _atlas_places(atlas: Atlas | None) -> Iterator[_Place]:
    for entry in atlas.entries if atlas else ():
        if entry.kind not in _UNNAMED:
            yield _Place(
                entry.name, entry.kind, entry.source, entry.radius_m or 0.0, entry.position,
                entry.lines,
            )  # fmt: skip


def _boxes_around(middle: Position, radius_m: float) -> tuple[BoundingBox, ...]:
    """One or two boxes that contain a circle and all points within `REACH_M` of it."""
    return BoundingBox(*middle, *middle).expand(radius_m + REACH_M).parts()
