"""Candidates and nearby places as geopy's `Location`, and the dict that its `raw` is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Final

from geopy.location import Location

from geo.geocoding.answer import Candidate, Status
from geo.story import Position

# The shortest degree of latitude on WGS84, at the equator (metres), so that the box of a circle is
# never too small.
_SHORTEST_DEGREE_M: Final = 110_574.0


def candidate_location(candidate: Candidate, status: Status) -> Location:
    """The candidate as geopy gives places. `Location.raw` is a dict with these keys.

    As in Nominatim: `display_name`; `lat` and `lon` in degrees, but as numbers; `boundingbox`, see
    `bounding_box`. Our own: `name`, `radius_m`, `kind`, `score` and `source` as in `Candidate`,
    `status` of the answer ("found" or "ambiguous"), `events` (ids) and `note` (text or None).
    """
    raw: dict[str, Any] = {
        "display_name": candidate.name,
        **candidate.as_dict(),
        "boundingbox": bounding_box(
            candidate.lat, candidate.lon, candidate.radius_m, candidate.line
        ),
        "status": status,
        "events": list(candidate.events),
        "note": candidate.note,
    }
    return Location(candidate.name, (candidate.lat, candidate.lon), raw)


def bounding_box(
    lat: float, lon: float, radius_m: float, lines: Iterable[Iterable[Position]] = ()
) -> list[float]:
    """South, north, west and east in degrees, in Nominatim's order.

    The box of the lines, or without lines of the circle with `radius_m` metres around the point. A
    box over the 180th meridian has a west greater than its east, as in RFC 7946.
    """
    vertices = [position for line in lines for position in line]
    if vertices:
        lons, lats = zip(*vertices, strict=True)
        sides = [min(lats), max(lats), min(lons), max(lons)]
    else:
        up = radius_m / _SHORTEST_DEGREE_M
        south, north = max(-90.0, lat - up), min(90.0, lat + up)
        narrow = math.cos(math.radians(max(abs(south), abs(north))))
        across = up / narrow if narrow > up / 180.0 else 180.0
        west, east = (lon - across, lon + across) if across < 180.0 else (-180.0, 180.0)
        sides = [south, north, _on_globe(west), _on_globe(east)]
    return [round(side, 6) for side in sides]


def _on_globe(longitude: float) -> float:
    return longitude if abs(longitude) <= 180.0 else (longitude + 180.0) % 360.0 - 180.0
