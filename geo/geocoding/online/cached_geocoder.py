"""Add a cache to an online geocoder. Cached answers do not wait for the rate limit."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from geopy.exc import GeocoderParseError, GeocoderServiceError, GeopyError
from geopy.geocoders.base import DEFAULT_SENTINEL
from geopy.location import Location

from geo.geocoding.answer import Answer, require_text
from geo.geocoding.geopy_interface import GeopyGeocoder, Query
from geo.geocoding.online.answer_database import AnswerDatabase, StoredAnswer
from geo.geocoding.online.scoring import MOST_WEIGHED
from geo.geocoding.online.service import OnlineService, clean_query
from geo.geocoding.online.service_errors import convert_error

if TYPE_CHECKING:
    from geopy.point import Point

_DAY_S: Final = 86_400.0


class CachedGeocoder(GeopyGeocoder):
    """Caches the answers of an online geocoder, also empty answers.

    The settings have one lifetime for answers with places and one for empty answers. An expired
    answer is requested again. If that fails, the expired answer is used, with its date. Keywords
    have the same effect as for the online geocoder. `Location.raw` is the data of the service.

    Args:
        online: the online geocoder.
        database: the cache. None means a file in the folder of the geocoder's settings.
    """

    def __init__(self, online: OnlineService, database: AnswerDatabase | None = None) -> None:
        super().__init__(
            scheme=online.scheme,
            timeout=online.timeout,
            user_agent=online.settings.user_agent,
            adapter_factory=lambda **_: online.adapter,
        )
        self.online = online
        self.database = database or AnswerDatabase(online.settings.cache_folder)
        self.service_keywords = online.service_keywords

    def lookup(self, query: str, **options: Any) -> Answer:
        """The answer to a query; see `OnlineService.lookup`. Its source has the day of the request.

        Raises:
            GeocodingError: no answer is cached, and the service could not answer.
            TypeError: the query is not a `str`.
        """
        require_text(query)
        try:
            locations, asked_on = self._find_with_date(Query(query), DEFAULT_SENTINEL, options)
        except GeopyError as error:
            raise convert_error(error, self.online.settings.service) from error
        return self.online.to_answer(query, locations, asked_on)

    def find_locations(self, query: Query, timeout: Any, options: dict[str, Any]) -> list[Location]:
        """The locations of a query, best first."""
        return self._find_with_date(query, timeout, options)[0]

    def find_nearby(self, point: Point, timeout: Any, options: dict[str, Any]) -> list[Location]:
        """The named places at a point, best first."""
        at = [
            round(point.latitude, 6),
            round(point.longitude, 6),
        ]  # six decimals of a degree are about 0.1 m
        key = self._key("at", at, options)
        return self._answer(key, lambda: self.online.find_nearby(point, timeout, options))[0]

    def _find_with_date(
        self, query: Query, timeout: Any, options: dict[str, Any]
    ) -> tuple[list[Location], date]:
        """All locations of the service's answer, and the day of the request."""
        cleaned = clean_query(query)
        if cleaned is None:
            return [], _day(self.database.clock())
        subject = {name: part.casefold() for name, part in cleaned.parts.items()}
        key = self._key("for", subject or cleaned.text.casefold(), options)
        return self._answer(key, lambda: self.online.find_locations(cleaned, timeout, options))

    def _answer(
        self, key: str, request: Callable[[], list[Location]]
    ) -> tuple[list[Location], date]:
        """The cached answer if it is fresh, else a new one. If that fails, the old one."""
        stored = self.database.get(key)
        known = None if stored is None else self._unpack(stored)
        if stored is not None and known is not None and self._is_fresh(stored, known):
            return known, _day(stored.asked_at)
        try:
            found = request()
        except GeocoderServiceError:
            if stored is None or known is None:
                raise
            return known, _day(stored.asked_at)
        self.database.put(key, _pack(found))
        return found, _day(self.database.clock())

    def _unpack(self, stored: StoredAnswer) -> list[Location] | None:
        """The locations in a row. None if the content is invalid, as from another program."""
        try:
            rows = json.loads(stored.answer)[:MOST_WEIGHED]
            self.online.check_places([raw for _, _, _, raw in rows])
            if all(_is_location(row) for row in rows):
                return [Location(address, (lat, lon), raw) for address, lat, lon, raw in rows]
        except (ValueError, TypeError, KeyError, RecursionError, GeocoderParseError):
            pass
        self.database.report_format()
        return None

    def _key(self, kind: str, subject: object, options: dict[str, Any]) -> str:
        """The cache key: everything that the answer depends on, as readable JSON."""
        settings = self.online.settings
        how = {"language": settings.language, **options}
        service = [settings.provider, settings.scheme, settings.domain]
        return json.dumps(
            [*service, kind, subject, self.online.area, how], sort_keys=True, default=str
        )

    def _is_fresh(self, stored: StoredAnswer, locations: Sequence[Location]) -> bool:
        settings = self.online.settings
        days = settings.found_days if locations else settings.missing_days
        age = self.database.clock() - stored.asked_at
        # A date in the future comes from a wrong clock.
        return 0 <= age < days * _DAY_S


def _day(seconds: float) -> date:
    return datetime.fromtimestamp(seconds, tz=UTC).date()


def _is_location(row: list[Any]) -> bool:
    """Whether the row has an address, and coordinates that geopy accepts without a warning."""
    address, lat, lon, _ = row
    are_numbers = all(type(side) in (int, float) for side in (lat, lon))
    return isinstance(address, str) and are_numbers and abs(lat) <= 90 and abs(lon) <= 180


def _pack(locations: Sequence[Location]) -> str:
    rows = [[at.address, at.latitude, at.longitude, at.raw] for at in locations]
    return json.dumps(rows, ensure_ascii=True)
