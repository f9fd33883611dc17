"""The atlas as the base map in the document reads it: few bytes, only what is drawn.

Positions are whole numbers of 1e-5 degree (about one metre); after the first of a line each is the
step from the one before: `[lon, lat, dlon, dlat, …]`. Corners, interchanges and what
has no rank for it are not drawn, so they stay out.

    {"unit": 1e-05, "name": "Los Angeles", "frame": [west, south, east, north],
     "coast": [steps, …], closed rings are islands,
     "lines": [[kind, rank, label, [steps, …]], …],  kind: "freeway" | "street" | "runway"
     "points": [[kind, rank, label, lon, lat, radius_m], …]}
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from geo.story import Position

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.basemap.atlas import Atlas, Entry

UNIT = 1e-5
# Cities, districts and landmarks of a higher rank are only searched, never drawn.
_DRAWN = 4


@cache
def encode(atlas: Atlas) -> dict[str, Any]:
    """What the document's base map draws, as plain JSON values; worked out once for each atlas."""
    west, south, east, north = atlas.bounds
    # A label just outside the frame still helps (Santa Clarita); the far desert does not.
    margin = 0.1
    points = [
        [entry.kind, entry.rank, _label(entry), *_whole(entry.position), round(entry.radius_m or 0)]
        for entry in atlas.of("city", "district", "airport", "station", "landmark")
        if entry.position is not None
        and (entry.rank <= _DRAWN or entry.kind == "station")
        and west - margin <= entry.position.longitude <= east + margin
        and south <= entry.position.latitude <= north + margin
    ]
    return {
        "unit": UNIT,
        "name": atlas.name,
        "frame": list(atlas.bounds),
        "coast": [steps(line) for entry in atlas.of("coast") for line in entry.lines],
        "lines": [
            [entry.kind, entry.rank, _label(entry), [steps(line) for line in entry.lines]]
            for entry in atlas.of("freeway", "street", "runway")
        ],
        "points": points,
    }


def steps(line: Iterable[Position]) -> list[int]:
    """A line as whole numbers: the first position, then each one's step from the one before."""
    flat: list[int] = []
    before = (0, 0)
    for position in line:
        here = _whole(position)
        flat += (here[0] - before[0], here[1] - before[1])
        before = here
    return flat


def _whole(position: Position) -> tuple[int, int]:
    return round(position.longitude / UNIT), round(position.latitude / UNIT)


def _label(entry: Entry) -> str:
    """What the map writes: short, and without what the sign beside it says already."""
    if entry.label is not None:
        return entry.label
    if entry.kind == "station":
        return entry.name.removesuffix(" Station")
    if entry.kind in ("freeway", "runway"):
        return entry.name.split(" ")[-1]
    if entry.kind == "street":
        return entry.name.split(" (")[0]
    return entry.name
