"""The base class of online geocoders: search the area first, keep the rate limit, map errors."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from geopy.adapters import AdapterHTTPError, get_retry_after
from geopy.exc import (
    GeocoderParseError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeopyError,
)
from geopy.geocoders.base import DEFAULT_SENTINEL

from geo.degrees import normal_longitude
from geo.geocoding.answer import Answer, require_text
from geo.geocoding.geopy_interface import GeopyGeocoder, Query
from geo.geocoding.offline.parsing.words import clean, words
from geo.geocoding.online.rate_limit import Limiter, ServiceLimiters
from geo.geocoding.online.scoring import ServicePlace, answer_from
from geo.geocoding.online.search_time import SearchTime
from geo.geocoding.online.service_errors import convert_error
from geo.geocoding.online.settings import PUBLIC_HOSTS, OnlineSettings
from geo.geodesy import BoundingBox
from geo.story import Story

if TYPE_CHECKING:
    from geopy.location import Location
    from geopy.point import Point

# Number of places to request: enough to see whether a name means several places.
_MOST: Final = 8
# Keywords by which the caller chooses the area.
_WHERE: Final = frozenset({"viewbox", "bbox"})
# The sides of a story's area are multiples of this. So one more event rarely changes the area, and
# cached answers stay valid.
_STEP_DEGREES: Final = 0.25

PROCESS_LIMITERS: Final = ServiceLimiters(kept=PUBLIC_HOSTS)
"""The limiters that all online geocoders of this process share, one for each service."""


def area_of(story: Story) -> BoundingBox | None:
    """The box around all points of the story, with a margin. None if it has no points."""
    points = [place.position for place in story.places if place.position is not None]
    points += [position for event in story.events for position in event.where.path]
    if not points:
        return None
    box = BoundingBox.enclosing(points)
    west = math.floor(box.west / _STEP_DEGREES - 1) * _STEP_DEGREES
    east = math.ceil((box.west + box.width) / _STEP_DEGREES + 1) * _STEP_DEGREES
    if east - west >= 360.0:
        west, east = -180.0, 180.0
    return BoundingBox(
        normal_longitude(west),
        max(-90.0, math.floor(box.south / _STEP_DEGREES - 1) * _STEP_DEGREES),
        normal_longitude(east),
        min(90.0, math.ceil(box.north / _STEP_DEGREES + 1) * _STEP_DEGREES),
    )


class OnlineService(GeopyGeocoder, ABC):
    """A geopy geocoder for one service. The class of a service inherits from this and from geopy's.

    `geocode` and `reverse` work like geopy's methods and raise geopy's exceptions. `lookup` returns
    an `Answer` and raises the exceptions of `geo.errors`. `Location.raw` is the data of the
    service. Every request keeps the rate limit of the settings.

    Args:
        settings: the service and its limits.
        area: search this box first, and everywhere only if it has no match. None: search
            everywhere.
        limiter: None means the limiter that all geocoders of this process share for the service.
    """

    def __init__(
        self,
        settings: OnlineSettings,
        area: BoundingBox | None = None,
        *,
        limiter: Limiter | None = None,
    ) -> None:
        # Imported here, so that importing the gazetteer loads no network code.
        from geo.geocoding.online.http_adapter import HttpAdapter  # noqa: PLC0415

        super().__init__(
            domain=settings.domain,
            scheme=settings.scheme,
            timeout=settings.timeout_s,
            user_agent=settings.user_agent,
            adapter_factory=partial(HttpAdapter, public_only=settings.public_addresses_only),
        )
        self.settings, self.area = settings, area
        self._limiter = limiter or PROCESS_LIMITERS.of(settings.service_key)

    @abstractmethod
    def _request(
        self, query: Query, area: BoundingBox | None, timeout: Any, options: dict[str, Any]
    ) -> list[Location] | None:
        """Send one request. Return the places in this area (None: anywhere), best first."""

    @abstractmethod
    def _request_near(
        self, point: Point, timeout: Any, options: dict[str, Any]
    ) -> list[Location] | None:
        """Send one request. Return the places at a point, best first."""

    @staticmethod
    @abstractmethod
    def _checked(answer: Any) -> Any:
        """Check the types in an answer and cut its list of places.

        Raises:
            UnreadableAnswer: a field has the wrong type.
        """

    @abstractmethod
    def _place_of(self, location: Location) -> ServicePlace:
        """Convert one place of the service's answer, from its `raw`."""

    def check_places(self, raws: list[Any]) -> None:
        """Check places in the form of `Location.raw`, such as cached ones.

        Raises:
            UnreadableAnswer: a field has the wrong type.
        """
        self._checked(raws)

    def lookup(self, query: str, **options: Any) -> Answer:
        """The answer to a query. `options` are keywords of `geocode`.

        Raises:
            GeocodingError: the service could not answer. The message is one sentence.
            TypeError: the query is not a `str`.
        """
        require_text(query)
        try:
            found = self.geocode(query, exactly_one=False, **options)
        except GeopyError as error:
            raise convert_error(error, self.settings.service) from error
        return self.to_answer(query, found or (), datetime.now(tz=UTC).date())

    def to_answer(self, query: str, locations: Iterable[Location], asked_on: date) -> Answer:
        """Make the answer from the locations that the service returned on this day."""
        places = [self._place_of(location) for location in locations]
        source = f"{self.settings.service}, queried {asked_on}; © OpenStreetMap contributors, ODbL"
        return answer_from(query, places, source, self.area.contains if self.area else None)

    def find_locations(self, query: Query, timeout: Any, options: dict[str, Any]) -> list[Location]:
        """The locations of a query, best first."""
        cleaned = clean_query(query)
        if cleaned is None:
            return []
        # Services do not support a box across the 180th meridian: send one request for each side.
        inside = self.area.parts() if self.area and not _WHERE & options.keys() else ()
        time = self._search_time(timeout)
        for areas in (inside, (None,)):
            requests = [partial(self._request, cleaned, area, time, options) for area in areas]
            found = [one for request in requests for one in self._send(request) or ()]
            if found:
                return found
        return []

    def find_nearby(self, point: Point, timeout: Any, options: dict[str, Any]) -> list[Location]:
        """The named places at a point, best first."""
        time = self._search_time(timeout)
        return self._send(partial(self._request_near, point, time, options)) or []

    def _search_time(self, timeout: Any) -> SearchTime:
        """The time of one search: that of the call, else that of the settings."""
        return SearchTime(self.timeout if timeout is DEFAULT_SENTINEL else timeout)

    @staticmethod
    def _send(request: Callable[[], list[Location] | None]) -> list[Location] | None:
        """Send the request. Convert errors in geopy's parsing to `GeocoderParseError`."""
        try:
            return request()
        except GeopyError:
            raise
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise GeocoderParseError("the answer has an unknown format") from error

    def _call_geocoder(
        self, url: str, callback: Callable[[Any], Any], *, timeout: SearchTime, **how: Any
    ) -> Any:
        # All requests of geopy's classes call this method, also those of `reverse`.
        def request() -> Any:
            with timeout.request() as seconds:
                return super(OnlineService, self)._call_geocoder(
                    url, lambda answer: callback(self._checked(answer)), timeout=seconds, **how
                )

        return self._limiter.call(
            request,
            interval_s=self.settings.interval_s,
            longest_wait_s=self.settings.longest_wait_s,
            pauses=timeout.pauses,
        )

    def _geocoder_exception_handler(self, error: Exception) -> None:
        """Map status codes for which geopy raises a misleading exception."""
        # geopy maps 503 to a timeout and 404 to a service error.
        if not isinstance(error, AdapterHTTPError):
            return
        if error.status_code == 503 and get_retry_after(error.headers) is not None:
            raise GeocoderRateLimited("busy", retry_after=get_retry_after(error.headers)) from error
        if error.status_code == 503:
            raise GeocoderServiceError("status 503") from error
        if error.status_code < 400 or error.status_code in (404, 405, 410):
            raise GeocoderParseError(f"status {error.status_code}") from error


def with_limit(options: Mapping[str, Any]) -> dict[str, Any]:
    """Add the default limit to the options, unless the caller set one."""
    return {"limit": _MOST, **options}


def clean_query(query: Query) -> Query | None:
    """The normal form of the query, for requests and the cache. None if it has no words."""
    text = clean(query.text)
    if not is_a_name(text):
        return None
    return Query(text, {key: clean(part) for key, part in query.parts.items()})


def is_a_name(text: str) -> bool:
    """Whether a cleaned query contains a word to search for."""
    return any(part != "and" for part in words(text))
