"""Nominatim, the geocoder of OpenStreetMap: the public server or your own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geopy.geocoders import Nominatim as GeopyNominatim

from geo.geocoding.geopy_interface import STRUCTURED_KEYS, Query
from geo.geocoding.online.answer_checks import checked_nominatim
from geo.geocoding.online.scoring import ServicePlace
from geo.geocoding.online.service import OnlineService, with_limit
from geo.geodesy import BoundingBox, distance_m
from geo.story import Position
from geo.text_safety import one_line

if TYPE_CHECKING:
    from geopy.location import Location
    from geopy.point import Point

# nominatim.org/release-docs/latest/api/Output: `class` and `type` are the object's main tag.
_KINDS: Final = {
    "highway": "street",
    "building": "address",
    "house": "address",
    "house_number": "address",
    "city": "city",
    "town": "city",
    "village": "city",
    "suburb": "district",
    "quarter": "district",
    "neighbourhood": "district",
    "borough": "district",
}
# The radius (metres) of an object without an extent, such as a door.
_POINT_M: Final = 30.0


class Nominatim(OnlineService, GeopyNominatim):
    """geopy's Nominatim, which searches the story's area first. See `OnlineService`.

    All keywords of `geocode` and `reverse` have an effect. They are passed to Nominatim.
    """

    # The service also supports `amenity`, which geopy 2.5 leaves out.
    structured_query_params = frozenset(STRUCTURED_KEYS)

    _checked = staticmethod(checked_nominatim)

    def _request(
        self, query: Query, area: BoundingBox | None, timeout: Any, options: dict[str, Any]
    ) -> list[Location] | None:
        chosen = {"language": self.settings.language, "addressdetails": True} | options
        if area is not None:
            corners = ((area.south, area.west), (area.north, area.east))
            chosen |= {"viewbox": corners, "bounded": True}
        found: list[Location] | None = GeopyNominatim.geocode(
            self,
            query.parts or query.text,
            exactly_one=False,
            timeout=timeout,
            **with_limit(chosen),
        )
        return found

    def _request_near(
        self, point: Point, timeout: Any, options: dict[str, Any]
    ) -> list[Location] | None:
        chosen = {"language": self.settings.language} | options
        chosen.pop("limit", None)  # Nominatim returns one place
        found: list[Location] | None = GeopyNominatim.reverse(
            self, point, exactly_one=False, timeout=timeout, **chosen
        )
        return found

    def _place_of(self, location: Location) -> ServicePlace:
        raw: Any = location.raw if isinstance(location.raw, dict) else {}
        at = Position(longitude=location.longitude, latitude=location.latitude)
        address = raw.get("address")
        number = address.get("house_number") if isinstance(address, dict) else None
        name = raw.get("name") or location.address.split(",", maxsplit=1)[0]
        return ServicePlace(
            str(name),
            location.address,
            at,
            radius_of(at, raw.get("boundingbox")),
            _kind(raw),
            None if number is None else str(number).casefold(),
        )


def _kind(raw: dict[str, Any]) -> str:
    address = raw.get("address")
    if isinstance(address, dict) and address.get("house_number") and not raw.get("name"):
        return "address"
    tags = [str(raw.get(field) or "") for field in ("addresstype", "type", "class", "category")]
    known = next((_KINDS[tag] for tag in tags if tag in _KINDS), None)
    plain = next((tag for tag in tags if tag), "place")
    return known or one_line(plain.replace("_", " "), limit=40)


def radius_of(at: Position, box: Any) -> float:
    """Metres from the point to the farthest corner of `[south, north, west, east]` (texts)."""
    if not isinstance(box, list):
        return _POINT_M
    try:
        south, north, west, east = (float(side) for side in box)
        corners = [Position(lon, lat) for lon in (west, east) for lat in (south, north)]
        farthest = max(distance_m(at, corner) for corner in corners)
    except (TypeError, ValueError):
        return _POINT_M
    return max(_POINT_M, farthest) if farthest < float("inf") else _POINT_M
