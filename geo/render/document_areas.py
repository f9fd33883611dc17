"""Areas for the document: their size, their box, and their polygons on a plane."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.area_sizes import plane_area_m2
from geo.polygons import plane_polygons
from geo.render.coordinates import COORDINATE_DIGITS, STEPS_PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.polygons import Polygon
    from geo.story import Position


def document_areas(polygons: Sequence[Polygon], near: Position) -> dict[str, Any] | None:
    """Return areas in the structure that the player reads, or None if no polygon has an area.

    They are in the copy of the world in which each polygon is nearest to the position `near`.

    - `size`: square metres.
    - `box`: the south-west and the north-east corner, in degrees.
    - `rings`: by polygon, its outline and its holes. A ring is a flat list: longitude and latitude
      by turns, first those of a corner, then the difference of each corner from the one before, in
      steps of `STEPS_PER_DEGREE`. The first corner is not repeated at the end.
    """
    plane = plane_polygons(polygons, near.longitude)
    if not plane:
        return None
    longitudes = [x for rings in plane for x, _ in rings[0]]
    latitudes = [y for rings in plane for _, y in rings[0]]
    corners = (min(longitudes), min(latitudes)), (max(longitudes), max(latitudes))
    return {
        "size": round(plane_area_m2(plane)),
        "box": [[round(degrees, COORDINATE_DIGITS) for degrees in corner] for corner in corners],
        "rings": [[_ring_steps(ring) for ring in rings] for rings in plane],
    }


def _ring_steps(ring: Iterable[tuple[float, float]]) -> list[int]:
    corners = [
        (round(longitude * STEPS_PER_DEGREE), round(latitude * STEPS_PER_DEGREE))
        for longitude, latitude in ring
    ]
    x, y = corners[0]
    steps = [x, y]
    for corner_x, corner_y in corners:
        if corner_x != x or corner_y != y:
            steps += (corner_x - x, corner_y - y)
            x, y = corner_x, corner_y
    if len(steps) > 2 and corners[0] == (x, y):
        del steps[-2:]
    return steps
