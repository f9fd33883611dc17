"""Check the answers of services: at most 50 places, and every field that we use has its type.

The fields are those of nominatim.org/release-docs/latest/api/Output and github.com/komoot/photon.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from geo.counted_nouns import with_number
from geo.geocoding.online.explained_errors import UnreadableAnswer
from geo.geocoding.online.scoring import MOST_WEIGHED
from geo.text_safety import one_line

MOST_PLACES: Final = MOST_WEIGHED
"""How many places of an answer are used: the first ones, which the service considers the best."""
# Full addresses are shorter than this.
_LONGEST_TEXT: Final = 2_000
_NOMINATIM_TEXTS: Final = ("name", "type", "class", "category", "addresstype")
_PHOTON_TEXTS: Final = (
    *("name", "housenumber", "street", "postcode", "city", "state", "country", "countrycode"),
    *("type", "osm_value"),
)


def checked_nominatim(answer: Any) -> Any:
    """Return Nominatim's answer: a list of places, cut to the first ones, or one place.

    Raises:
        UnreadableAnswer: a field has the wrong type.
    """
    if isinstance(answer, dict):
        if "error" in answer:
            _require(isinstance(answer["error"], str), "error", answer["error"], "text")
        elif answer:
            _check_nominatim_place("the place", answer)
        return answer
    if answer is None:
        return None
    _require(isinstance(answer, list), "the answer", answer, "a list of places")
    places = answer[:MOST_PLACES]
    for number, place in enumerate(places, 1):
        _require(isinstance(place, dict), f"place {number}", place, "an object")
        _check_nominatim_place(f"place {number}", place)
    return places


def _check_nominatim_place(where: str, place: dict[str, Any]) -> None:
    _check_text(f"{where}: display_name", place.get("display_name"))
    _check_degrees(f"{where}: lat", place.get("lat"), 90)
    _check_degrees(f"{where}: lon", place.get("lon"), 180)
    _check_texts(where, place, _NOMINATIM_TEXTS)
    address = place.get("address")
    if address is not None:
        _require(isinstance(address, dict), f"{where}: address", address, "an object")
        _check_texts(f"{where}: address", address, ("house_number",))


def checked_photon(answer: Any) -> Any:
    """Return Photon's answer, a feature collection, cut to the first places.

    Raises:
        UnreadableAnswer: a field has the wrong type.
    """
    features = answer.get("features") if isinstance(answer, dict) else None
    _require(isinstance(features, list), "features", features, "a list of places")
    places = features[:MOST_PLACES]  # type: ignore[index]  # it is a list
    for number, place in enumerate(places, 1):
        _check_photon_place(f"place {number}", place)
    return {**answer, "features": places}


def _check_photon_place(where: str, place: Any) -> None:
    _require(isinstance(place, dict), where, place, "an object")
    properties, geometry = place.get("properties"), place.get("geometry")
    _require(isinstance(properties, dict), f"{where}: properties", properties, "an object")
    _require(isinstance(geometry, dict), f"{where}: geometry", geometry, "an object")
    point = geometry.get("coordinates")
    is_pair = isinstance(point, list) and len(point) >= 2
    _require(is_pair, f"{where}: coordinates", point, "longitude and latitude")
    _check_degrees(f"{where}: longitude", point[0], 180)
    _check_degrees(f"{where}: latitude", point[1], 90)
    _check_texts(where, properties, _PHOTON_TEXTS)


def _check_texts(where: str, fields: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if fields.get(name) is not None:
            _check_text(f"{where}: {name}", fields[name])


def _check_text(field: str, value: Any) -> None:
    _require(isinstance(value, str), field, value, "text")
    _require(len(value) <= _LONGEST_TEXT, field, value, f"at most {_LONGEST_TEXT:,} characters")


def _check_degrees(field: str, value: Any, largest: float) -> None:
    """Check a coordinate, which may be a number or a text with a number."""
    try:
        is_number = isinstance(value, str | int | float) and not isinstance(value, bool)
        degrees = float(value) if is_number else math.nan
    except (ValueError, OverflowError):
        degrees = math.nan
    _require(abs(degrees) <= largest, field, value, f"a number from -{largest} to {largest}")


def _require(is_right: bool, field: str, value: Any, expected: str) -> None:
    if not is_right:
        raise UnreadableAnswer(f"{field}: found {_shown(value)}, expected {expected}")


def _shown(value: Any) -> str:
    """A value of an answer in a few words."""
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return f"a list of {with_number(len(value), 'value')}"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = one_line(value, limit=60)
        return f"“{text}”" if len(value) <= 60 else f"a text of {len(value):,} characters"
    return one_line(str(value), limit=60)
