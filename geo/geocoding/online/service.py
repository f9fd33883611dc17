"""What all online geocoders share: the area first, the limiter, plain errors, honest answers."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from geopy.adapters import AdapterHTTPError, get_retry_after
from geopy.exc import (
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeopyError,
)
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder

from geo.geocoding.answer import Answer, must_be_text
from geo.geocoding.offline.parsing.words import clean, words
from geo.geocoding.online.rate_limit import PROCESS, Limiter
from geo.geocoding.online.scoring import Sighting, weigh
from geo.geocoding.online.service_errors import as_ours
from geo.geocoding.online.settings import OnlineSettings
from geo.geodesy import BoundingBox, normal_longitude
from geo.story import Story

if TYPE_CHECKING:
    from geopy.location import Location

# So many answers show whether a name means several places.
_MOST: Final = 8
# A story's area is widened to full steps, so that one more scene asks nothing a second time.
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


class Online(Geocoder, ABC):
    """A geopy geocoder with our manners; the classes of the services inherit from it and geopy's.

    `geocode` speaks geopy's language, its exceptions too. `lookup` speaks ours.

    Args:
        settings: whom to ask, and how.
        area: where to look first; only what is not there is looked for everywhere. None: at once.
        limiter: None means the one of this process, which is what services ask for.
    """

    def __init__(
        self,
        settings: OnlineSettings,
        area: BoundingBox | None = None,
        *,
        limiter: Limiter | None = None,
    ) -> None:
        # Read late, so that importing the gazetteer loads no way to the network.
        from geo.geocoding.online.http_adapter import Transport  # noqa: PLC0415

        super().__init__(
            domain=settings.domain,
            scheme=settings.scheme,
            timeout=settings.timeout_s,
            user_agent=settings.user_agent,
            adapter_factory=Transport,
        )
        self.settings, self.area = settings, area
        self._limiter = limiter or PROCESS

    @abstractmethod
    def _ask(
        self, query: str, area: BoundingBox | None, timeout: Any, options: dict[str, Any]
    ) -> list[Location] | None:
        """One request: the service's answers in this area (None: anywhere), best first."""

    @abstractmethod
    def _sighting(self, location: Location) -> Sighting:
        """What one of the service's answers says, from its `raw`."""

    def geocode(
        self,
        query: str | None,
        exactly_one: bool = True,
        *,
        timeout: Any = DEFAULT_SENTINEL,
        **options: Any,
    ) -> Location | list[Location] | None:
        """Ask as geopy asks. `Location.raw` is what the service sent; no match gives None.

        `options` are those of geopy's class for the service, and go there as they are.

        Raises:
            GeocoderServiceError: the service could not be asked (geopy's own kinds tell why).
            GeocoderQueryError: the query is neither text nor None.
        """
        if query is None:
            return None
        if not isinstance(query, str):
            raise GeocoderQueryError(f"a query is text, this is {type(query).__name__}")
        text = clean(query)
        if not is_a_name(text):
            return None
        # A service knows no box across the 180th meridian; it is asked for either side of it.
        inside = self.area.parts() if self.area else ()
        for areas in (inside, (None,)):
            found = [
                location
                for area in areas
                for location in self._understood(partial(self._ask, text, area, timeout, options))
                or ()
            ]
            if found:
                return found[0] if exactly_one else found
        return None

    def lookup(self, query: str) -> Answer:
        """The honest answer, weighed from all that the service sent.

        Raises:
            GeocodingError: the service could not be asked; one plain sentence.
            TypeError: the query is no text.
        """
        must_be_text(query)
        try:
            found = self.geocode(query, exactly_one=False)
        except GeopyError as error:
            raise as_ours(error, self.settings.service) from error
        return self.weighed(query, found or (), datetime.now(tz=UTC).date())

    def weighed(self, query: str, locations: Iterable[Location], asked_on: date) -> Answer:
        """The answer that these locations, asked for on that day, amount to."""
        sightings = [self._sighting(location) for location in locations]
        source = f"{self.settings.service}, asked {asked_on}; © OpenStreetMap contributors, ODbL"
        return weigh(query, sightings, source, self.area.contains if self.area else None)

    @staticmethod
    def _understood(ask: Callable[[], list[Location] | None]) -> list[Location] | None:
        """What `ask` gives; what geopy's reading of an odd answer trips over is told as such."""
        try:
            return ask()
        except GeopyError:
            raise
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise GeocoderParseError("the answer has an unknown shape") from error

    def _call_geocoder(self, url: str, callback: Callable[[Any], Any], **how: Any) -> Any:
        # Every request of geopy's classes passes here, `reverse` too.
        return self._limiter.call(
            lambda: super(Online, self)._call_geocoder(url, callback, **how),
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


def most_answers(options: dict[str, Any]) -> dict[str, Any]:
    """Geopy's options with a limit, where the caller gave none."""
    return {"limit": _MOST, **options}


def is_a_name(text: str) -> bool:
    """Whether a cleaned query holds a word that a service could look for."""
    return any(part != "and" for part in words(text))
