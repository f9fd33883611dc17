"""Candidates and nearby places as geopy's `Location`, and the dict that its `raw` is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geopy.location import Location

from geo.geocoding.answer import Candidate, Status
from geo.geodesy import BoundingBox
from geo.story import Position


def candidate_location(candidate: Candidate, status: Status) -> Location:
    """The candidate as geopy gives places. `Location.raw` is a dict with these keys.

    As in Nominatim: `display_name`; `lat` and `lon` in degrees, but as numbers; `boundingbox`, see
    `bounding_box`. Our own: `name`, `radius_m`, `kind`, `score` and `source` as in `Candidate`,
    `status` of the answer ("found" or "ambiguous"), `events` (ids) and `note` (text or None).
    """
    at = Position(longitude=candidate.lon, latitude=candidate.lat)
    raw: dict[str, Any] = {
        "display_name": candidate.name,
        **candidate.as_dict(),
        "boundingbox": bounding_box(at, candidate.radius_m, candidate.line),
        "status": status,
        "events": list(candidate.events),
        "note": candidate.note,
    }
    return Location(candidate.name, (candidate.lat, candidate.lon), raw)


def bounding_box(
    at: Position, radius_m: float, lines: Iterable[Iterable[Position]] = ()
) -> list[float]:
    """South, north, west and east in degrees, in Nominatim's order.

    The box of the lines or, without lines, one that holds the circle of `radius_m` metres around
    the point. A box over the 180th meridian has a west greater than its east, as in RFC 7946.
    """
    vertices = [position for line in lines for position in line]
    box = BoundingBox.around(vertices) if vertices else BoundingBox(*at, *at).expand(radius_m)
    return [round(side, 6) for side in (box.south, box.north, box.west, box.east)]
