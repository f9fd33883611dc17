"""What all online geocoders share: the area first, the rate limit, plain errors, honest answers."""

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

from geo.geocoding.answer import Answer, must_be_text
from geo.geocoding.geopy_interface import GeopyGeocoder, Query
from geo.geocoding.offline.parsing.words import clean, words
from geo.geocoding.online.rate_limit import PROCESS_LIMITER, Limiter
from geo.geocoding.online.scoring import ServicePlace, answer_from
from geo.geocoding.online.service_errors import as_ours
from geo.geocoding.online.settings import OnlineSettings
from geo.geodesy import BoundingBox, normal_longitude
from geo.story import Story

if TYPE_CHECKING:
    from geopy.location import Location
    from geopy.point import Point

# Enough answers to show whether a name means several places.
_MOST: Final = 8
# With these keywords the caller says where to look.
_WHERE: Final = frozenset({"viewbox", "bbox"})
# A story's area is widened to full steps, so that one more event does not make all cached answers
# answers to another question.
_STEP_DEGREES: Final = 0.25


def area_of(story: Story) -> BoundingBox | None:
    """The box in which the story plays, a little widened; None when it has no point yet."""
    points = [place.position for place in story.places if place.position is not None]
    points += [position for event in story.events for position in event.where.path]
    if not points:
        return None
    box = BoundingBox.around(points)
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
    """A geopy geocoder for one service. A class for a service inherits from it and from geopy's.

    `geocode` and `reverse` work as geopy's, and raise geopy's exceptions. `lookup` gives an honest
    `Answer`, and raises ours. `Location.raw` is what the service sent. Every request keeps the rate
    limit of the settings.

    Args:
        settings: which service to ask, and how.
        area: where to look first; only what is not there is looked for everywhere. None: look
            everywhere at once.
        limiter: None means the one that all geocoders of this process share.
    """

    def __init__(
        self,
        settings: OnlineSettings,
        area: BoundingBox | None = None,
        *,
        limiter: Limiter | None = None,
    ) -> None:
        # Imported here, so that importing the gazetteer loads no way to the network.
        from geo.geocoding.online.http_adapter import HttpAdapter  # noqa: PLC0415

        super().__init__(
            domain=settings.domain,
            scheme=settings.scheme,
            timeout=settings.timeout_s,
            user_agent=settings.user_agent,
            adapter_factory=HttpAdapter,
        )
        self.settings, self.area = settings, area
        self._limiter = limiter or PROCESS_LIMITER

    @abstractmethod
    def _request(
        self, query: Query, area: BoundingBox | None, timeout: Any, options: dict[str, Any]
    ) -> list[Location] | None:
        """One request: the service's answers in this area (None: anywhere), best first."""

    @abstractmethod
    def _request_near(
        self, point: Point, timeout: Any, options: dict[str, Any]
    ) -> list[Location] | None:
        """One request: the service's places at a point, best first."""

    @abstractmethod
    def _place_of(self, location: Location) -> ServicePlace:
        """What one of the service's answers says, from its `raw`."""

    def lookup(self, query: str, **options: Any) -> Answer:
        """The honest answer, made from all that the service sent.

        `options` are keywords of `geocode`.

        Raises:
            GeocodingError: the service could not answer; one plain sentence.
            TypeError: the query is no text.
        """
        must_be_text(query)
        try:
            found = self.geocode(query, exactly_one=False, **options)
        except GeopyError as error:
            raise as_ours(error, self.settings.service) from error
        return self.to_answer(query, found or (), datetime.now(tz=UTC).date())

    def to_answer(self, query: str, locations: Iterable[Location], asked_on: date) -> Answer:
        """The answer that these locations, which the service gave on that day, amount to."""
        places = [self._place_of(location) for location in locations]
        source = f"{self.settings.service}, asked {asked_on}; © OpenStreetMap contributors, ODbL"
        return answer_from(query, places, source, self.area.contains if self.area else None)

    def find_locations(self, query: Query, timeout: Any, options: dict[str, Any]) -> list[Location]:
        """The locations of a query, best first."""
        cleaned = clean_query(query)
        if cleaned is None:
            return []
        # A service knows no box across the 180th meridian: it gets one request for either side.
        inside = self.area.parts() if self.area and not _WHERE & options.keys() else ()
        for areas in (inside, (None,)):
            requests = [partial(self._request, cleaned, area, timeout, options) for area in areas]
            found = [one for request in requests for one in self._understood(request) or ()]
            if found:
                return found
        return []

    def find_nearby(self, point: Point, timeout: Any, options: dict[str, Any]) -> list[Location]:
        """The named places at a point, best first."""
        return self._understood(partial(self._request_near, point, timeout, options)) or []

    @staticmethod
    def _understood(request: Callable[[], list[Location] | None]) -> list[Location] | None:
        """Make the request; turn errors of geopy's parsing into `GeocoderParseError`."""
        try:
            return request()
        except GeopyError:
            raise
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise GeocoderParseError("the answer has an unknown shape") from error

    def _call_geocoder(self, url: str, callback: Callable[[Any], Any], **how: Any) -> Any:
        # Every request of geopy's classes passes here, `reverse` too.
        return self._limiter.call(
            lambda: super(OnlineService, self)._call_geocoder(url, callback, **how),
            interval_s=self.settings.interval_s,
            longest_wait_s=self.settings.longest_wait_s,
        )

    def _geocoder_exception_handler(self, error: Exception) -> None:
        """Statuses that geopy reads otherwise: it takes 503 for a timeout and 404 for a problem."""
        if not isinstance(error, AdapterHTTPError):
            return
        if error.status_code == 503 and get_retry_after(error.headers) is not None:
            raise GeocoderRateLimited("busy", retry_after=get_retry_after(error.headers)) from error
        if error.status_code == 503:
            raise GeocoderServiceError("status 503") from error
        if error.status_code < 400 or error.status_code in (404, 405, 410):
            raise GeocoderParseError(f"status {error.status_code}") from error


def with_limit(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options with a limit, where the caller gave none."""
    return {"limit": _MOST, **options}


def clean_query(query: Query) -> Query | None:
    """The query in the one spelling that is sent and cached; None when it names nothing."""
    text = clean(query.text)
    if not is_a_name(text):
        return None
    return Query(text, {key: clean(part) for key, part in query.parts.items()})


def is_a_name(text: str) -> bool:
    """Whether a cleaned query holds a word that a service could look for."""
    return any(part != "and" for part in words(text))
