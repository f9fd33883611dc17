"""Photon, another geocoder with OpenStreetMap data: the public server or your own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geopy.geocoders import Photon as GeopyPhoton

from geo.geocoding.geopy_interface import Query, country_codes_of, viewbox_bounds
from geo.geocoding.online.answer_checks import checked_photon
from geo.geocoding.online.nominatim import radius_of
from geo.geocoding.online.scoring import ServicePlace
from geo.geocoding.online.service import OnlineService, with_limit
from geo.geodesy import BoundingBox
from geo.story import Position
from geo.text_safety import one_line

if TYPE_CHECKING:
    from geopy.location import Location
    from geopy.point import Point

# github.com/komoot/photon: `type` is one of house, street, locality, district, city, county, …
# Shops and sights have the type `house`, too. A house without a name is an address.
_KINDS: Final = {"street": "street", "locality": "district", "district": "district", "city": "city"}
# The keywords of geopy's Photon.
_OWN_KEYWORDS: Final = ("language", "limit", "bbox", "location_bias", "osm_tag")


class Photon(OnlineService, GeopyPhoton):
    """geopy's Photon, which searches the story's area first. See `OnlineService`.

    These keywords of `geocode` have an effect: `limit`, `language`, `viewbox`, `bounded`,
    `country_codes`, and geopy's keywords for Photon, `bbox`, `location_bias` and `osm_tag`.
    `viewbox` without `bounded` prefers places near its middle. A structured query is sent as one
    line of text.
    """

    service_keywords = frozenset({"bbox", "location_bias", "osm_tag"})

    _checked = staticmethod(checked_photon)

    def check_places(self, raws: list[Any]) -> None:
        """See `OnlineService.check_places`."""
        self._checked({"features": raws})

    def _request(
        self, query: Query, area: BoundingBox | None, timeout: Any, options: dict[str, Any]
    ) -> list[Location] | None:
        chosen: dict[str, Any] = {"language": self.settings.language}
        chosen |= {name: options[name] for name in _OWN_KEYWORDS if name in options}
        if area is not None:
            chosen["bbox"] = _corners(area)
        elif "viewbox" in options:
            box = viewbox_bounds(options["viewbox"])
            if options.get("bounded"):
                chosen.setdefault("bbox", _corners(box))
            else:
                chosen.setdefault("location_bias", box.middle[::-1])
        found: list[Location] | None = GeopyPhoton.geocode(
            self, query.text, exactly_one=False, timeout=timeout, **with_limit(chosen)
        )
        codes = country_codes_of(options)
        return [one for one in found or () if not codes or _country_of(one) in codes]

    def _request_near(
        self, point: Point, timeout: Any, options: dict[str, Any]
    ) -> list[Location] | None:
        chosen = {"language": self.settings.language}
        chosen |= {name: options[name] for name in ("language", "limit") if name in options}
        found: list[Location] | None = GeopyPhoton.reverse(
            self, point, exactly_one=False, timeout=timeout, **chosen
        )
        return found

    def _place_of(self, location: Location) -> ServicePlace:
        properties = _properties(location)
        at = Position(longitude=location.longitude, latitude=location.latitude)
        number, street = properties.get("housenumber"), properties.get("street")
        extent = properties.get("extent")
        box = None
        if isinstance(extent, list) and len(extent) == 4:  # west, north, east, south
            box = [extent[3], extent[1], extent[0], extent[2]]
        return ServicePlace(
            str(properties.get("name") or f"{number or ''} {street or location.address}".strip()),
            location.address,
            at,
            radius_of(at, box),
            _kind(properties),
            None if number is None else str(number).casefold(),
        )


def _corners(box: BoundingBox) -> tuple[tuple[float, float], tuple[float, float]]:
    """The corners in geopy's order: latitude first."""
    return (box.south, box.west), (box.north, box.east)


def _properties(location: Location) -> dict[str, Any]:
    found = location.raw.get("properties") if isinstance(location.raw, dict) else None
    return found if isinstance(found, dict) else {}


def _country_of(location: Location) -> str:
    return str(_properties(location).get("countrycode") or "").casefold()


def _kind(properties: dict[str, Any]) -> str:
    kind = str(properties.get("type") or "")
    if kind in _KINDS:
        return _KINDS[kind]
    if kind == "house" and not properties.get("name"):
        return "address"
    plain = str(properties.get("osm_value") or kind or "place")
    return one_line(plain.replace("_", " "), limit=40)
