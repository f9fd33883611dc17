"""The offline geocoder, for anyone's geopy code and for ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from geo.geocoding.answer import Answer, Candidate, must_be_text
from geo.geocoding.no_network_adapter import NoNetwork
from geo.geocoding.offline.query_engine import QueryEngine
from geo.story import Place, Story

if TYPE_CHECKING:
    from geo.basemap import Atlas


class Gazetteer(Geocoder):
    """Finds places by name without a network: the story's own first, then the atlas's.

    Args:
        places: a story's places; their names, aliases and addresses are searched.
        atlas: the map to search; None means the one shipped with the package, or no map at all
            when it does not cover the places.
        story: whose scenes play at the places; None means no scenes are listed.
    """

    def __init__(
        self,
        places: Sequence[Place] = (),
        atlas: Atlas | None = None,
        *,
        story: Story | None = None,
    ) -> None:
        super().__init__(adapter_factory=NoNetwork)
        self._places, self._atlas, self._story = tuple(places), atlas, story
        self._engine: QueryEngine | None = None

    @classmethod
    def for_story(cls, story: Story, atlas: Atlas | None = None) -> Gazetteer:
        """A gazetteer that knows the story's places, people and scenes."""
        return cls(story.places, atlas, story=story)

    def lookup(self, query: str) -> Answer:
        """The honest answer: found, ambiguous with ranked candidates, or none.

        Raises:
            AtlasError: the atlas shipped with the package is damaged.
            TypeError: the query is no text.
        """
        must_be_text(query)
        if self._engine is None:
            atlas = self._atlas or self._shipped_atlas()
            self._engine = QueryEngine(self._places, atlas, self._story)
        return self._engine.answer(query)

    def _shipped_atlas(self) -> Atlas | None:
        """The package's atlas; None when the story plays somewhere else."""
        from geo.basemap import load  # noqa: PLC0415  read only when somebody asks

        atlas = load()
        events = self._story.events if self._story else ()
        known = [place.position for place in self._places if place.position is not None]
        known += [position for event in events for position in event.where.path]
        return atlas if not known or atlas.covers(known) else None

    def geocode(
        self,
        query: str | None,
        exactly_one: bool = True,
        *,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  geopy's signature; nothing is waited for
    ) -> Location | list[Location] | None:
        """Ask as geopy asks. `Location.raw` is the `Candidate`, with its score and its doubts.

        With `exactly_one` the best candidate, also of an ambiguous answer: look at its `raw.score`,
        or call `lookup`. Without it, all candidates, best first. No match gives None.

        Raises:
            GeocoderQueryError: the query is neither text nor None.
        """
        if query is None:
            return None
        if not isinstance(query, str):
            raise GeocoderQueryError(f"a query is text, this is {type(query).__name__}")
        locations = [_location(candidate) for candidate in self.lookup(query).candidates]
        if not locations:
            return None
        return locations[0] if exactly_one else locations


def _location(candidate: Candidate) -> Location:
    return Location(candidate.name, (candidate.lat, candidate.lon), candidate)
