"""What a caller's `viewbox`, `bounded` and `country_codes` leave of a list of candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from geo.geocoding.answer import Candidate
from geo.geocoding.geopy_interface import country_codes_of, viewbox_bounds
from geo.geocoding.offline.matching.polyline import farthest
from geo.geodesy import BoundingBox
from geo.story import Position

# The country of the map that the package ships.
_MAP_COUNTRY: Final = "us"


def filter_candidates(
    candidates: Sequence[Candidate], options: Mapping[str, Any]
) -> list[Candidate]:
    """The candidates that the options allow, best first.

    With `viewbox`, candidates in it come first; with `bounded` too, the others are left out. A road
    that leads through the box is in it, and its point is then moved into the box. `country_codes`
    leaves out what is known to be in another country. Only of places on the shipped map of Los
    Angeles is the country known (us); all others stay.
    """
    kept = list(candidates)
    codes = country_codes_of(options)
    if codes and _MAP_COUNTRY not in codes:
        kept = [one for one in kept if not _is_on_shipped_map(one)]
    if "viewbox" not in options:
        return kept
    bounds = viewbox_bounds(options["viewbox"])
    moved = [(_within(one, bounds), one) for one in kept]
    inside = [found for found, _ in moved if found is not None]
    if options.get("bounded"):
        return inside
    return [*inside, *(one for found, one in moved if found is None)]


def _within(one: Candidate, bounds: BoundingBox) -> Candidate | None:
    """The candidate with its point in the box; None when the box does not hold it."""
    if bounds.contains(Position(longitude=one.lon, latitude=one.lat)):
        return one
    if not one.line:
        return None
    # shapely takes longer to load than most queries take.
    from shapely import LineString, MultiLineString, box  # noqa: PLC0415
    from shapely.ops import nearest_points  # noqa: PLC0415

    lines = [LineString(line) for line in one.line]
    frame = box(*bounds)
    part = MultiLineString(lines).intersection(frame)
    if part.is_empty:
        return None
    # Nearest to the middle of the box; flat degrees are exact enough to choose a point of a road.
    foot, _ = nearest_points(part, frame.centroid)
    at = Position(longitude=foot.x, latitude=foot.y)
    return replace(one, lat=foot.y, lon=foot.x, radius_m=farthest(at, one.line))


def _is_on_shipped_map(one: Candidate) -> bool:
    from geo.basemap import load  # noqa: PLC0415  reads the map only when a country is asked for

    return load().covers([Position(longitude=one.lon, latitude=one.lat)])
