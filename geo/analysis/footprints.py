"""Where people and events are on the ground, as a path or as areas, and where two come closest.

`geo/render/player/arithmetic/footprints.js` does the same. tests/analysis/areas.json tests both.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geo.analysis.closest_approach import Path, closest_positions, flat_distance_m
from geo.degrees import normal_longitude
from geo.playback.timelines import Timeline
from geo.playback.tracks import Whereabouts
from geo.polygons import PlaneRing, Polygon, plane_polygons
from geo.story import Position, Story, Where

# Of a ring with more corners, only this many are compared with a point, and with other lines. The
# time for two lines grows with the product of their lengths.
MOST_CORNERS_TO_POINT = 4_096
MOST_CORNERS_TO_LINE = 256


class Footprint:
    """A path, or areas. `path` has one position inside the areas, if there are areas."""

    def __init__(self, path: Path, areas: Sequence[Polygon] = ()) -> None:
        self.path = path
        self.areas = areas
        plane = plane_polygons(areas, path[0].longitude) if areas else []
        self._plane = plane
        self._west = min((x for rings in plane for x, _ in rings[0]), default=0.0)
        # Other areas, and where these come closest to them: areas stay where they are.
        self._closest: list[tuple[Footprint, tuple[Position, Position]]] = []

    @property
    def lines(self) -> tuple[Path, ...]:
        """The rings of the areas, or the path."""
        return tuple(ring for rings in self.areas for ring in rings) or (self.path,)

    @property
    def extent(self) -> tuple[Position, ...]:
        """Positions whose bounding box contains the footprint."""
        outlines = (corner for rings in self._plane for corner in rings[0])
        return tuple(Position(normal_longitude(x), y) for x, y in outlines) or self.path

    def covers(self, position: Position) -> bool:
        """Whether a position is in the areas, and not in a hole. A path covers nothing."""
        longitude, latitude = position
        # In the copy of the world that begins at the western side.
        longitude = self._west + (longitude - self._west) % 360.0
        return any(
            sum(_crossings(ring, longitude, latitude) for ring in rings) % 2
            for rings in self._plane
        )

    def closest_to(self, other: Footprint) -> tuple[Position, Position]:
        """Return the position in each of the two at which they are closest.

        It is the same position twice if one is in the areas of the other. See `closest_positions`
        for the error.
        """
        if not self.areas and not other.areas:
            return closest_positions(self.path, other.path)
        if not self.areas or not other.areas:
            return self._compute_closest(other)
        for known, closest in self._closest:
            if known is other:
                return closest
        self._closest.append((other, self._compute_closest(other)))
        return self._closest[-1][1]

    def _compute_closest(self, other: Footprint) -> tuple[Position, Position]:
        for one, two in ((self, other), (other, self)):
            for first, *_ in one.lines:
                if two.covers(first):
                    return first, first
        is_point = any(not one.areas and len(one.path) == 1 for one in (self, other))
        most = MOST_CORNERS_TO_POINT if is_point else MOST_CORNERS_TO_LINE
        pairs = (closest_positions(a, b, most) for a in self.lines for b in other.lines)
        return min(pairs, key=lambda pair: flat_distance_m(*pair))


def _crossings(ring: PlaneRing, x: float, y: float) -> int:
    """Return how often a ring crosses the ray from a point to the east."""
    return sum(
        (a_y > y) != (b_y > y) and x < a_x + (b_x - a_x) * (y - a_y) / (b_y - a_y)
        for (a_x, a_y), (b_x, b_y) in pairwise([*ring, ring[0]])
    )


def footprint_of(where: Where) -> Footprint:
    """Return the footprint of an event with a known location."""
    return Footprint(where.path, where.areas)


class Footprints:
    """The footprints of people in a story. Those of areas are computed once."""

    def __init__(self, story: Story, timeline: Timeline) -> None:
        self._story, self._timeline = story, timeline
        self._by_k: dict[int, Footprint] = {}

    def of(self, known: Whereabouts) -> Footprint | None:
        """Return where a person is, or was last seen. None: the position is unknown.

        A person in an event with areas is somewhere in these areas.
        """
        if known.position is None:
            return None
        k = known.known_from
        if k is None or known.status not in ("seen", "last-seen"):
            return Footprint((known.position,))
        if k in self._by_k:
            return self._by_k[k]
        where = self._story.events[self._timeline.order[k]].where
        if not where.areas:
            return Footprint((known.position,))
        return self._by_k.setdefault(k, footprint_of(where))
