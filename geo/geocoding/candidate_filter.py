"""Filter candidates by the options `viewbox`, `bounded` and `country_codes`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from geo.geocoding.answer import Candidate
from geo.geocoding.geopy_interface import country_codes_of, viewbox_bounds
from geo.geocoding.offline.matching.polyline import farthest_m
from geo.geodesy import BoundingBox
from geo.story import Position

# The country of the map of Los Angeles.
_MAP_COUNTRY: Final = "us"


def filter_candidates(
    candidates: Sequence[Candidate], options: Mapping[str, Any]
) -> list[Candidate]:
    """The candidates that the options allow, best first.

    With `viewbox`, candidates in the box come first. With `bounded` too, all others are left out. A
    road through the box counts as inside, and its point is moved into the box. `country_codes`
    leaves out candidates in other countries. The country is known only for places on the map of Los
    Angeles ("us"); candidates whose country is unknown stay.
    """
    kept = list(candidates)
    codes = country_codes_of(options)
    if codes and _MAP_COUNTRY not in codes:
        kept = [candidate for candidate in kept if not _is_on_shipped_map(candidate)]
    if "viewbox" not in options:
        return kept
    bounds = viewbox_bounds(options["viewbox"])
    moved = [(_move_into_box(candidate, bounds), candidate) for candidate in kept]
    inside = [found for found, _ in moved if found is not None]
    if options.get("bounded"):
        return inside
    return [*inside, *(candidate for found, candidate in moved if found is None)]


def _move_into_box(candidate: Candidate, bounds: BoundingBox) -> Candidate | None:
    """The candidate with its point in the box. None if the candidate is outside the box."""
    if bounds.contains(Position(longitude=candidate.lon, latitude=candidate.lat)):
        return candidate
    if not candidate.line:
        return None
    # Imported here: loading shapely takes longer than most queries.
    from shapely import LineString, MultiLineString, box  # noqa: PLC0415
    from shapely.ops import nearest_points  # noqa: PLC0415

    lines = [LineString(line) for line in candidate.line]
    frame = box(*bounds)
    part = MultiLineString(lines).intersection(frame)
    if part.is_empty:
        return None
    # The point nearest to the middle of the box. Distances in degrees are good enough for this.
    foot, _ = nearest_points(part, frame.centroid)
    at = Position(longitude=foot.x, latitude=foot.y)
    return replace(candidate, lat=foot.y, lon=foot.x, radius_m=farthest_m(at, candidate.line))


def _is_on_shipped_map(candidate: Candidate) -> bool:
    from geo.basemap import load  # noqa: PLC0415  only a filter by country needs the map

    return load().covers([Position(longitude=candidate.lon, latitude=candidate.lat)])
