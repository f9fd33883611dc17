"""An online geocoder that asks nothing twice. It stands outside the limiter: a hit never waits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from geopy.exc import GeocoderQueryError, GeocoderServiceError, GeopyError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from geo.geocoding.answer import Answer, must_be_text
from geo.geocoding.offline.parsing.words import clean
from geo.geocoding.online.answer_database import Kept, Store
from geo.geocoding.online.service import Online, is_a_name
from geo.geocoding.online.service_errors import as_ours

_DAY_S: Final = 86_400.0


class Cached(Geocoder):
    """Keeps what an online geocoder answers, also that there is no such place.

    Both have their own lifetime, which the settings give. An answer that is too old is asked for
    again; when that fails, the old one stands, with its date.
    """

    def __init__(self, online: Online, store: Store | None = None) -> None:
        super().__init__(
            scheme=online.scheme,
            timeout=online.timeout,
            user_agent=online.settings.user_agent,
            adapter_factory=lambda **_: online.adapter,
        )
        self.online = online
        self.store = store or Store(online.settings.cache_folder)

    def geocode(
        self,
        query: str | None,
        exactly_one: bool = True,
        *,
        timeout: Any = DEFAULT_SENTINEL,
        **options: Any,
    ) -> Location | list[Location] | None:
        """Ask as geopy asks; see `Online.geocode`.

        Raises:
            GeocoderServiceError: nothing was kept, and the service could not be asked.
            GeocoderQueryError: the query is neither text nor None.
        """
        if query is None:
            return None
        if not isinstance(query, str):
            raise GeocoderQueryError(f"a query is text, this is {type(query).__name__}")
        locations, _ = self._locations(query, timeout, options)
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def lookup(self, query: str) -> Answer:
        """The honest answer; see `Online.lookup`. It carries the day on which it was asked for.

        Raises:
            GeocodingError: nothing was kept, and the service could not be asked.
            TypeError: the query is no text.
        """
        must_be_text(query)
        try:
            locations, asked_on = self._locations(query, DEFAULT_SENTINEL, {})
        except GeopyError as error:
            raise as_ours(error, self.online.settings.service) from error
        return self.online.weighed(query, locations, asked_on)

    def _locations(
        self, query: str, timeout: Any, options: dict[str, Any]
    ) -> tuple[list[Location], date]:
        """All that the service said, and the day it did; from the store while it is fresh."""
        text = clean(query)
        if not is_a_name(text):
            return [], self._day(self.store.clock())
        question = self._question(text, options)
        kept = self.store.get(question)
        locations = None if kept is None else _unpacked(kept)
        if kept is not None and locations is not None and self._is_fresh(kept, locations):
            return locations, self._day(kept.asked_at)
        with self.store.asking(question):
            told = self.store.get(question)
            if told is not None and told != kept:  # somebody else has asked meanwhile
                fresh = _unpacked(told)
                if fresh is not None and self._is_fresh(told, fresh):
                    return fresh, self._day(told.asked_at)
            return self._asked(question, text, kept, timeout, options)

    def _asked(
        self, question: str, text: str, kept: Kept | None, timeout: Any, options: dict[str, Any]
    ) -> tuple[list[Location], date]:
        """What the service says now; what was kept when it cannot be asked."""
        locations = None if kept is None else _unpacked(kept)
        try:
            found = self.online.geocode(text, exactly_one=False, timeout=timeout, **options)
        except GeocoderServiceError:
            if kept is None or locations is None:
                raise
            return locations, self._day(kept.asked_at)
        told = list(found or ())
        self.store.put(question, _packed(told))
        return told, self._day(self.store.clock())

    def _question(self, text: str, options: dict[str, Any]) -> str:
        """The key: all that the answer depends on, in an order of its own."""
        settings = self.online.settings
        asked = [settings.provider, settings.scheme, settings.domain, text.casefold()]
        how = {**options, "language": options.get("language", settings.language)}
        return json.dumps([*asked, self.online.area, how], sort_keys=True, default=str)

    def _is_fresh(self, kept: Kept, locations: Sequence[Location]) -> bool:
        settings = self.online.settings
        days = settings.found_days if locations else settings.missing_days
        age = self.store.clock() - kept.asked_at
        # An answer from the future was written under a wrong clock.
        return 0 <= age < days * _DAY_S

    @staticmethod
    def _day(seconds: float) -> date:
        return datetime.fromtimestamp(seconds, tz=UTC).date()


def _packed(locations: Sequence[Location]) -> str:
    rows = [[at.address, at.latitude, at.longitude, at.raw] for at in locations]
    return json.dumps(rows, ensure_ascii=True)


def _unpacked(kept: Kept) -> list[Location] | None:
    """The locations in a row; None when somebody else wrote it and it cannot be read."""
    try:
        rows = json.loads(kept.answer)
        if any(abs(lat) > 90 for _, lat, _, _ in rows):  # geopy would also warn
            return None
        return [Location(address, (lat, lon), raw) for address, lat, lon, raw in rows]
    except (ValueError, TypeError, RecursionError):
        return None
