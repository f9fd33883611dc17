"""Photon, another place search over OpenStreetMap's data: the public one or anybody's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geopy.geocoders import Photon as GeopyPhoton

from geo.geocoding.online.nominatim import radius_of
from geo.geocoding.online.scoring import Sighting
from geo.geocoding.online.service import Online, most_answers
from geo.geodesy import BoundingBox
from geo.story import Position
from geo.text_safety import one_line

if TYPE_CHECKING:
    from geopy.location import Location

# github.com/komoot/photon: `type` is one of house, street, locality, district, city, county, …
# A house is also any shop or sight; only one without a name is just an address.
_KINDS: Final = {"street": "street", "locality": "district", "district": "district", "city": "city"}


class Photon(Online, GeopyPhoton):
    """geopy's Photon, bounded to the story's area first. See `Online`."""

    def _ask(
        self, query: str, area: BoundingBox | None, timeout: Any, options: dict[str, Any]
    ) -> list[Location] | None:
        chosen = {"language": self.settings.language} | options
        if area is not None and "bbox" not in options:
            chosen["bbox"] = ((area.south, area.west), (area.north, area.east))
        found: list[Location] | None = GeopyPhoton.geocode(
            self, query, exactly_one=False, timeout=timeout, **most_answers(chosen)
        )
        return found

    def _sighting(self, location: Location) -> Sighting:
        properties = location.raw.get("properties") if isinstance(location.raw, dict) else None
        told: dict[str, Any] = properties if isinstance(properties, dict) else {}
        at = Position(longitude=location.longitude, latitude=location.latitude)
        number, street = told.get("housenumber"), told.get("street")
        extent = told.get("extent")
        box = None
        if isinstance(extent, list) and len(extent) == 4:  # west, north, east, south
            box = [extent[3], extent[1], extent[0], extent[2]]
        return Sighting(
            str(told.get("name") or f"{number or ''} {street or location.address}".strip()),
            location.address,
            at,
            radius_of(at, box),
            _kind(told),
            None if number is None else str(number).casefold(),
        )


def _kind(told: dict[str, Any]) -> str:
    kind = str(told.get("type") or "")
    if kind in _KINDS:
        return _KINDS[kind]
    if kind == "house" and not told.get("name"):
        return "address"
    plain = str(told.get("osm_value") or kind or "place")
    return one_line(plain.replace("_", " "), limit=40)
