"""One geocoder out of several: offline first, then what was kept, then a service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from geo.errors import GeocodingError
from geo.geocoding.answer import Answer
from geo.geocoding.consensus import is_sure, together
from geo.geocoding.no_network_adapter import NoNetwork
from geo.geocoding.offline.gazetteer import Gazetteer
from geo.geocoding.offline.parsing import coordinates
from geo.geocoding.offline.parsing.words import clean
from geo.geocoding.online.answer_database import Store
from geo.geocoding.online.cached_geocoder import Cached
from geo.geocoding.online.nominatim import Nominatim
from geo.geocoding.online.photon import Photon
from geo.geocoding.online.privacy import People
from geo.geocoding.online.service import area_of, is_a_name
from geo.geocoding.online.settings import OnlineSettings
from geo.story import Story


class Looks(Protocol):
    """Whatever answers a query honestly, or raises a `GeocodingError`."""

    def lookup(self, query: str) -> Answer:
        """The answer to one query."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer, and one plain sentence for each geocoder that could not be asked."""

    answer: Answer
    troubles: tuple[str, ...] = ()


class Chain(Geocoder):
    """Asks one geocoder after the other until one is sure. The first works offline.

    Later ones hear only what could be a place: no coordinates, nobody's name, no megabyte. They do
    not overrule the first: of the meanings it knows they may confirm one, and where it knows none
    they may name one.

    Args:
        offline: asked first; its answer stands when the others fail.
        others: asked in this order, such as `Cached(Nominatim(settings))`.
        people: names that are people's; these, and what is said to be theirs ("Anna's flat"), are
            not asked for elsewhere.
    """

    def __init__(self, offline: Looks, *others: Looks, people: Iterable[str] = ()) -> None:
        super().__init__(adapter_factory=NoNetwork)
        self._offline, self._others = offline, others
        self._people = People(people)

    @classmethod
    def for_story(
        cls, story: Story, settings: OnlineSettings | None = None, *, store: Store | None = None
    ) -> Chain:
        """The gazetteer of a story, and with `settings` the service they name, its answers kept."""
        others = () if settings is None else (online(settings, story, store=store),)
        return cls(Gazetteer.for_story(story), *others, people=names_of(story))

    def lookup(self, query: str) -> Answer:
        """The honest answer; its note tells of a service that could not be asked."""
        outcome = self.ask(query)
        told = [outcome.answer.note, *outcome.troubles]
        note = "; ".join(part.rstrip(".") for part in told if part) or None
        return replace(outcome.answer, note=note) if outcome.troubles else outcome.answer

    def ask(self, query: str) -> Outcome:
        """The answer and the troubles apart. Services that fail change nothing of the answer."""
        best = self._offline.lookup(query)
        if is_sure(query, best) or not self._is_for_others(query):
            return Outcome(best)
        troubles: list[str] = []
        for other in self._others:
            try:
                best = together(query, best, other.lookup(query))
            except GeocodingError as error:
                troubles.append(str(error))
            if is_sure(query, best):
                break
        return Outcome(best, tuple(troubles))

    def geocode(
        self,
        query: str | None,
        exactly_one: bool = True,
        *,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  each service has its own
    ) -> Location | list[Location] | None:
        """Ask as geopy asks. `Location.raw` is the `Candidate`, as with the gazetteer.

        Raises:
            GeocoderUnavailable: no geocoder has an answer, and one could not be asked.
            GeocoderQueryError: the query is neither text nor None.
        """
        if query is None:
            return None
        if not isinstance(query, str):
            raise GeocoderQueryError(f"a query is text, this is {type(query).__name__}")
        outcome = self.ask(query)
        found = [Location(one.name, (one.lat, one.lon), one) for one in outcome.answer.candidates]
        if not found and outcome.troubles:
            raise GeocoderUnavailable(" ".join(outcome.troubles))
        if not found:
            return None
        return found[0] if exactly_one else found

    def _is_for_others(self, query: str) -> bool:
        text = clean(query)
        if not is_a_name(text) or not any(letter.isalpha() for letter in text):
            return False
        return not coordinates.looks_like_coordinate(text) and not self._people.are_in(text)


def online(
    settings: OnlineSettings, story: Story | None = None, *, store: Store | None = None
) -> Cached:
    """The service that the settings name, bounded to the story's area first, its answers kept."""
    service = Photon if settings.provider == "photon" else Nominatim
    return Cached(service(settings, area_of(story) if story else None), store)


def names_of(story: Story) -> tuple[str, ...]:
    """All names of the story's people."""
    return tuple(name for who in story.people for name in (who.name, *who.variants))
