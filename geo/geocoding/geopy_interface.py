"""The base class of all geocoders here. Its methods have the signatures of geopy's `Nominatim`.

`GeopyGeocoder` checks the arguments and passes a clean query or point to its subclass.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.point import Point

from geo.geodesy import BoundingBox
from geo.text_safety import one_line

if TYPE_CHECKING:
    from geopy.location import Location

# The keys of a structured query, from the smallest area to the largest:
# nominatim.org/release-docs/latest/api/Search, "Structured query".
STRUCTURED_KEYS: Final = ("amenity", "street", "city", "county", "state", "postalcode", "country")


@dataclass(frozen=True, slots=True)
class Query:
    """A query as text and, if the caller passed a dict, as the parts of an address.

    `parts` has keys of `STRUCTURED_KEYS`. It is empty if the caller passed text.
    """

    text: str
    parts: Mapping[str, str] = field(default_factory=dict)


class GeopyGeocoder(Geocoder, ABC):
    """A geopy geocoder that accepts the arguments of geopy's `Nominatim`.

    A geocoder ignores keywords that it cannot use. The documentation of each geocoder lists the
    keywords that have an effect. An unknown keyword raises a `TypeError`.
    """

    # Keywords of one service that `geocode` accepts in addition to its signature.
    service_keywords: frozenset[str] = frozenset()

    def geocode(
        self,
        query: object,
        exactly_one: bool = True,
        *,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
        language: Any = None,
        viewbox: Any = None,
        bounded: bool = False,
        country_codes: str | Sequence[str] | None = None,
        addressdetails: bool = False,
        geometry: str | None = None,
        extratags: bool = False,
        namedetails: bool = False,
        featuretype: str | None = None,
        **service_options: Any,
    ) -> Location | list[Location] | None:
        """Find a place by name, address or parts of an address.

        Args:
            query: text, or a dict with keys of `STRUCTURED_KEYS`. None, NaN (an empty cell of a
                table) and blank text are not queries: the result is None.
            exactly_one: return the best location (True) or a list of all, best first.
            timeout: seconds for one request; offline geocoders ignore it.
            limit: the largest number of locations in the list, from 1.
            language: language of the names, as a BCP 47 tag.
            viewbox: two opposite corners, each (latitude, longitude), text or a geopy `Point`.
                Places in this box are preferred.
            bounded: return only places in `viewbox`.
            country_codes: return only places in these countries (ISO 3166-1 alpha-2 codes).
            addressdetails: passed to Nominatim.
            geometry: passed to Nominatim.
            extratags: passed to Nominatim.
            namedetails: passed to Nominatim.
            featuretype: passed to Nominatim.
            service_options: more keywords of the service, see `service_keywords`.

        Returns:
            A `Location`, a list of them, or None if nothing was found. `Location.raw` is a dict.

        Raises:
            GeocoderQueryError: the query, the viewbox or a key of a structured query is invalid.
            TypeError: a keyword is unknown.
            ValueError: `limit` is less than 1.
            GeocoderServiceError: a service could not answer; geopy's subclasses say why.
        """
        for keyword in service_options:
            if keyword not in self.service_keywords:
                name = type(self).__name__
                raise TypeError(f"{name}.geocode() got an unexpected keyword argument {keyword!r}")
        for name, corners in (("viewbox", viewbox), ("bbox", service_options.get("bbox"))):
            if corners is not None:
                viewbox_bounds(corners, name)
        parsed = _parse_query(query)
        options = {
            "limit": _check_limit(limit),
            "language": language,
            "viewbox": viewbox,
            "bounded": bounded,
            "country_codes": country_codes,
            "addressdetails": addressdetails,
            "geometry": geometry,
            "extratags": extratags,
            "namedetails": namedetails,
            "featuretype": featuretype,
            **service_options,
        }
        if parsed is None:
            return None
        return _select(
            self.find_locations(parsed, timeout, _non_default(options)),
            exactly_one=exactly_one,
            limit=limit,
        )

    def reverse(
        self,
        query: object,
        exactly_one: bool = True,
        *,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
        language: Any = None,
        addressdetails: bool = True,
        zoom: int | None = None,
        namedetails: bool = False,
    ) -> Location | list[Location] | None:
        """Find the named places at a point.

        Args:
            query: (latitude, longitude) in degrees, the same as text ("34.05, -118.24"), or a geopy
                `Point`. None, NaN, a pair with NaN and blank text are not queries: the result is
                None.
            exactly_one: return the best location (True) or a list of all, best first.
            timeout: seconds for one request; offline geocoders ignore it.
            limit: the largest number of locations in the list, from 1.
            language: language of the names, as a BCP 47 tag.
            addressdetails: passed to Nominatim.
            zoom: passed to Nominatim: level of detail, 0 (country) to 18 (building).
            namedetails: passed to Nominatim.

        Returns:
            A `Location`, a list of them, or None if no named place is near.

        Raises:
            ValueError: the query is not a pair of coordinates, or `limit` is less than 1.
            GeocoderServiceError: a service could not answer; geopy's subclasses say why.
        """
        point = _parse_point(query)
        options = {
            "limit": _check_limit(limit),
            "language": language,
            "addressdetails": None if addressdetails else 0,
            "zoom": zoom,
            "namedetails": namedetails,
        }
        if point is None:
            return None
        return _select(
            self.find_nearby(point, timeout, _non_default(options)),
            exactly_one=exactly_one,
            limit=limit,
        )

    @abstractmethod
    def find_locations(
        self, query: Query, timeout: Any, options: dict[str, Any]
    ) -> Sequence[Location]:
        """The locations of a query, best first. `options` has only the keywords passed."""

    @abstractmethod
    def find_nearby(
        self, point: Point, timeout: Any, options: dict[str, Any]
    ) -> Sequence[Location]:
        """The named places at a point, best first. `options` has only the keywords passed."""


def is_missing(value: object) -> bool:
    """Whether the value is an empty cell of a table: None, NaN, NaT or pandas' NA."""
    if value is None or type(value).__name__ == "NAType":
        return True
    try:
        return bool(value != value)  # noqa: PLR0124  only NaN and NaT differ from themselves
    except (TypeError, ValueError):
        return False


def viewbox_bounds(viewbox: Any, name: str = "viewbox") -> BoundingBox:
    """Convert a `viewbox` argument to a box. `name` is the argument's name for the error message.

    As in geopy, the corners may be any two opposite corners. So the box never crosses the 180th
    meridian.

    Raises:
        GeocoderQueryError: the argument is not two points.
    """
    try:
        one, other = (_to_point(corner) for corner in viewbox)
    except (TypeError, ValueError) as error:
        raise GeocoderQueryError(
            f"{name}: found {_quote(viewbox)}, expected two corners, each (latitude, longitude)"
        ) from error
    return BoundingBox(
        min(one.longitude, other.longitude),
        min(one.latitude, other.latitude),
        max(one.longitude, other.longitude),
        max(one.latitude, other.latitude),
    )


def country_codes_of(options: Mapping[str, Any]) -> frozenset[str]:
    """The country codes in the options, in lower case. Empty if there are none."""
    codes = options.get("country_codes") or ()
    listed = codes.split(",") if isinstance(codes, str) else codes
    return frozenset(str(code).strip().casefold() for code in listed)


def _parse_query(query: object) -> Query | None:
    if isinstance(query, str):
        return Query(query) if query.strip() else None
    if isinstance(query, Mapping):
        return _parse_parts(query)
    if is_missing(query):
        return None
    raise GeocoderQueryError(
        f"query: found {_quote(query)} ({type(query).__name__}), expected text or a dict"
        f" with keys such as {STRUCTURED_KEYS[1]!r} and {STRUCTURED_KEYS[2]!r}"
    )


def _parse_parts(query: Mapping[Any, Any]) -> Query | None:
    parts: dict[str, str] = {}
    for key, value in query.items():
        if key not in STRUCTURED_KEYS:
            known = ", ".join(STRUCTURED_KEYS)
            raise GeocoderQueryError(f"query: found key {_quote(key)}, expected one of {known}")
        if is_missing(value):
            continue
        # pandas stores a column of whole numbers with an empty cell as floats.
        whole = isinstance(value, float) and value.is_integer()
        if not whole and not isinstance(value, str | int):
            raise GeocoderQueryError(f"query[{key!r}]: found {_quote(value)}, expected text")
        if text := str(int(value) if whole else value).strip():
            parts[key] = text
    ordered: dict[str, str] = {key: parts[key] for key in STRUCTURED_KEYS if key in parts}
    return Query(", ".join(ordered.values()), ordered) if ordered else None


def _parse_point(query: Any) -> Point | None:
    if is_missing(query) or (isinstance(query, str) and not query.strip()):
        return None
    if not isinstance(query, str | Point):
        pair = tuple(query)[:2] if isinstance(query, Iterable) else ()
        if any(is_missing(number) for number in pair):
            return None
    try:
        return _to_point(query)
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"query: found {_quote(query)}, expected (latitude, longitude) in degrees,"
            " the same as text, or a geopy Point"
        ) from error


def _to_point(value: Any) -> Point:
    """Convert to a geopy `Point`. Raises `TypeError` or `ValueError` if that is impossible."""
    if isinstance(value, str | Point):
        return Point(value)
    latitude, longitude, *_ = value
    if not abs(float(latitude)) <= 90:  # geopy would also print a warning
        raise ValueError("a latitude is from -90 to 90")
    return Point(float(latitude), float(longitude))


def _check_limit(limit: int | None) -> int | None:
    if limit is not None and int(limit) < 1:
        raise ValueError(f"limit: found {limit}, expected 1 or more")
    return None if limit is None else int(limit)


def _non_default(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options whose values are not the defaults None and False."""
    return {
        name: value for name, value in options.items() if value is not None and value is not False
    }


def _select(
    locations: Sequence[Location], *, exactly_one: bool, limit: int | None
) -> Location | list[Location] | None:
    if not locations:
        return None
    return locations[0] if exactly_one else list(locations)[:limit]


def _quote(value: object) -> str:
    return one_line(repr(value), limit=60)
