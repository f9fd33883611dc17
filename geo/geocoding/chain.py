"""One geocoder made of several: offline first, then cached answers, then an online service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Protocol

from geopy.exc import GeocoderUnavailable, GeopyError

from geo.errors import GeocodingError
from geo.geocoding.answer import Answer
from geo.geocoding.candidate_filter import filter_candidates
from geo.geocoding.consensus import combine, is_conclusive
from geo.geocoding.geopy_interface import GeopyGeocoder, Query
from geo.geocoding.locations import candidate_location
from geo.geocoding.no_network_adapter import NoNetwork
from geo.geocoding.offline.gazetteer import Gazetteer
from geo.geocoding.offline.parsing import coordinates
from geo.geocoding.offline.parsing.words import clean
from geo.geocoding.offline.place_index import AREAS
from geo.geocoding.online.answer_database import AnswerDatabase
from geo.geocoding.online.cached_geocoder import CachedGeocoder
from geo.geocoding.online.privacy import People
from geo.geocoding.online.providers import PROVIDERS
from geo.geocoding.online.service import OnlineService, area_of, is_a_name
from geo.geocoding.online.settings import OnlineSettings
from geo.story import Story

if TYPE_CHECKING:
    from geopy.location import Location
    from geopy.point import Point

# The keywords of `geocode` that change what a service looks for.
_FOR_SERVICES: Final = ("language", "viewbox", "bounded", "country_codes")


class Lookup(Protocol):
    """A geocoder with `lookup`, which returns an `Answer` or raises a `GeocodingError`."""

    def lookup(self, query: str) -> Answer:
        """The answer to one query."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer, and one sentence for each geocoder that could not answer."""

    answer: Answer
    troubles: tuple[str, ...] = ()


class Chain(GeopyGeocoder):
    """Queries several geocoders in order until one answer is conclusive. The first works offline.

    The other geocoders get only queries that could be the name of a place: no coordinates, no names
    of people, no very long text. They do not overrule the first geocoder. They may confirm one of
    its candidates, or find a place where it has none.

    `geocode` applies `limit`, `viewbox`, `bounded` and `country_codes` to all answers, as
    `Gazetteer` does. It also passes these (except `limit`) and `language` to the online services.
    Each service has a timeout of its own. `Location.raw` is as in `Gazetteer`.

    `reverse` queries the others only if the first has nothing more exact than a district or a city.
    It sends them the coordinates of the point.

    Args:
        offline: the first geocoder. If the others fail, its answer is the result.
        others: the next geocoders, in this order, such as `CachedGeocoder(Nominatim(settings))`.
        people: names of people. Queries with these names, and places that belong to these people
            ("Anna's flat"), are never sent to the others.
    """

    def __init__(self, offline: Lookup, *others: Lookup, people: Iterable[str] = ()) -> None:
        super().__init__(adapter_factory=NoNetwork)
        self._offline, self._others = offline, others
        self._people = People(people)

    @classmethod
    def for_story(
        cls,
        story: Story,
        settings: OnlineSettings | None = None,
        *,
        database: AnswerDatabase | None = None,
    ) -> Chain:
        """Make the chain for a story: its gazetteer and, with `settings`, the online service."""
        others = () if settings is None else (online_geocoder(settings, story, database=database),)
        return cls(Gazetteer.for_story(story), *others, people=names_of(story))

    def lookup(self, query: str) -> Answer:
        """The answer to a query. Its note names the services that could not answer."""
        outcome = self.ask(query)
        if not outcome.troubles:
            return outcome.answer
        notes = [outcome.answer.note, *outcome.troubles]
        return replace(outcome.answer, note="; ".join(note.rstrip(".") for note in notes if note))

    def ask(self, query: str, **service_options: Any) -> Outcome:
        """The answer, and separately the errors of services. They do not change the answer.

        `service_options` are passed to the `lookup` of the others.
        """
        best = self._offline.lookup(query)
        if is_conclusive(query, best) or not self._may_be_sent(query):
            return Outcome(best)
        troubles: list[str] = []
        for other in self._others:
            try:
                best = combine(query, best, other.lookup(query, **service_options))
            except GeocodingError as error:
                troubles.append(str(error))
            if is_conclusive(query, best):
                break
        return Outcome(best, tuple(troubles))

    def find_locations(
        self,
        query: Query,
        timeout: Any,  # noqa: ARG002  each service has its own
        options: dict[str, Any],
    ) -> list[Location]:
        """The locations of a query, best first."""
        outcome = self.ask(
            query.text, **{name: options[name] for name in _FOR_SERVICES if name in options}
        )
        answer = outcome.answer
        if not answer.candidates and outcome.troubles:
            raise GeocoderUnavailable(" ".join(outcome.troubles))
        candidates = filter_candidates(answer.candidates, options)
        return [candidate_location(candidate, answer.status) for candidate in candidates]

    def find_nearby(
        self,
        point: Point,
        timeout: Any,  # noqa: ARG002  each service has its own
        options: dict[str, Any],
    ) -> Sequence[Location]:
        """The named places at a point, best first."""
        best: Sequence[Location] = ()
        errors: list[GeopyError] = []
        for geocoder in (self._offline, *self._others):
            reverse: Callable[..., list[Location] | None] | None
            reverse = getattr(geocoder, "reverse", None)
            if reverse is None:
                continue
            try:
                found = reverse(point, exactly_one=False, **options) or ()
            except GeopyError as error:
                errors.append(error)
                continue
            best = [*found, *best]
            if found and found[0].raw.get("kind") not in AREAS:
                break
        if not best and errors:
            raise errors[0]
        return best

    def _may_be_sent(self, query: str) -> bool:
        text = clean(query)
        if not is_a_name(text) or not any(letter.isalpha() for letter in text):
            return False
        return not coordinates.looks_like_coordinate(text) and not self._people.are_mentioned_in(
            text
        )


def online_geocoder(
    settings: OnlineSettings, story: Story | None = None, *, database: AnswerDatabase | None = None
) -> CachedGeocoder:
    """Make the geocoder of the settings, with a cache. It searches the story's area first."""
    provider = PROVIDERS[settings.provider]
    service: type[OnlineService] = getattr(import_module(provider.module), provider.class_name)
    return CachedGeocoder(service(settings, area_of(story) if story else None), database)


def names_of(story: Story) -> tuple[str, ...]:
    """All names of the story's people."""
    return tuple(name for who in story.people for name in (who.name, *who.variants))
