"""One geocoder out of several: offline first, then what was kept, then a service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from geo.distance import distance_m
from geo.errors import GeocodingError
from geo.geocoding import coordinates
from geo.geocoding.answers import Answer, Candidate
from geo.geocoding.cached import Cached
from geo.geocoding.gazetteer import Gazetteer
from geo.geocoding.index import house
from geo.geocoding.no_network import NoNetwork
from geo.geocoding.nominatim import Nominatim
from geo.geocoding.normalise import clean, key, words
from geo.geocoding.online import area_of, is_a_name
from geo.geocoding.photon import Photon
from geo.geocoding.store import Store
from geo.settings import OnlineSettings
from geo.story import AREA_RADIUS_M, Position, Story


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
        people: names that are people's; they are not asked for elsewhere.
    """

    def __init__(self, offline: Looks, *others: Looks, people: Iterable[str] = ()) -> None:
        super().__init__(adapter_factory=NoNetwork)
        self._offline, self._others = offline, others
        self._people = frozenset(key(name) for name in people)

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
                best = _together(query, best, other.lookup(query))
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
        return not coordinates.looks_like_coordinate(text) and key(text) not in self._people


def online(
    settings: OnlineSettings, story: Story | None = None, *, store: Store | None = None
) -> Cached:
    """The service that the settings name, bounded to the story's area first, its answers kept."""
    service = Photon if settings.provider == "photon" else Nominatim
    return Cached(service(settings, area_of(story) if story else None), store)


def names_of(story: Story) -> tuple[str, ...]:
    """All names of the story's people."""
    return tuple(name for who in story.people for name in (who.name, *who.variants))


def is_sure(query: str, answer: Answer) -> bool:
    """Whether nobody else need be asked: found, and not merely the street of a house."""
    if answer.status != "found":
        return False
    number = house(words(clean(query).split(",", maxsplit=1)[0]))
    return number is None or answer.candidates[0].radius_m <= AREA_RADIUS_M


def _together(query: str, first: Answer, later: Answer) -> Answer:
    """One answer of two, the earlier of which has the last word about what a name may mean."""
    if later.status == "none":
        return first
    if first.status == "none":
        return later
    if later.status == "ambiguous":
        return first
    settled = later.candidates[0]
    if first.status == "found":  # the street; the house lies on it, or is another's
        return later if is_sure(query, later) and _agree(first.candidates[0], settled) else first
    agreeing = [one for one in first.candidates if _agree(one, settled)]
    if len(agreeing) == 1:
        return later
    if agreeing or len(first.candidates) > 1:
        return first
    return replace(first, candidates=(*first.candidates, settled))


def _agree(one: Candidate, other: Candidate) -> bool:
    """Whether the two can be the same place."""
    apart = distance_m(
        Position(longitude=one.lon, latitude=one.lat),
        Position(longitude=other.lon, latitude=other.lat),
    )
    return apart <= max(one.radius_m, other.radius_m, AREA_RADIUS_M)
