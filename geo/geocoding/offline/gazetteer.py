"""The offline geocoder. It finds the places of a story and of the atlas without a network."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geopy.geocoders.base import DEFAULT_SENTINEL

from geo.errors import StoryError
from geo.geocoding.answer import Answer, require_text
from geo.geocoding.candidate_filter import filter_candidates
from geo.geocoding.geopy_interface import GeopyGeocoder, Query
from geo.geocoding.locations import candidate_location
from geo.geocoding.no_network_adapter import NoNetwork
from geo.geocoding.offline.query_engine import QueryEngine
from geo.story import Place, Position, Story

if TYPE_CHECKING:
    from geopy.location import Location
    from geopy.point import Point

    from geo.basemap import Atlas
    from geo.geocoding.offline.nearest_places import NearestPlaces


class Gazetteer(GeopyGeocoder):
    """Finds places by name without a network: the places of the story first, then of the atlas.

    `geocode` returns the best candidate, even of an ambiguous answer. Check `raw["status"]` and
    `raw["score"]`, or call `lookup`. The keywords `limit`, `viewbox`, `bounded` and `country_codes`
    have an effect (see `filter_candidates`). `reverse` returns the named places at a point (see
    `nearest_places`); its keyword `limit` has an effect. For `Location.raw`, see
    `geo.geocoding.locations` and `NearbyPlace.location`.

    Args:
        places: the places to search, by their names, aliases and addresses. None means those of
            `story`.
        atlas: the map to search. None means the map of Los Angeles, if it covers the places, and
            otherwise no map.
        story: each candidate lists its events in this story. None: candidates have no events.
        timeout: accepted for compatibility with geopy, like all following arguments. They have no
            effect, because there is no network.
        user_agent: see `timeout`.
        domain: see `timeout`.
        scheme: see `timeout`.
        proxies: see `timeout`.
        ssl_context: see `timeout`.
        adapter_factory: see `timeout`.

    Raises:
        StoryError: `story` breaks a rule.
    """

    def __init__(
        self,
        places: Sequence[Place] | None = None,
        atlas: Atlas | None = None,
        *,
        story: Story | None = None,
        timeout: Any = DEFAULT_SENTINEL,
        user_agent: str | None = None,
        domain: str | None = None,  # noqa: ARG002  there is no network, see above
        scheme: str | None = None,
        proxies: Any = DEFAULT_SENTINEL,
        ssl_context: Any = DEFAULT_SENTINEL,
        adapter_factory: Any = None,  # noqa: ARG002  there is no network, see above
    ) -> None:
        super().__init__(
            scheme=scheme,
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            ssl_context=ssl_context,
            adapter_factory=NoNetwork,
        )
        if story is not None:
            # It loads pydantic, which a gazetteer without a story does not need.
            from geo.validation import validate  # noqa: PLC0415

            # Places can be searched before the story has events.
            problems = [one for one in validate(story) if one.field != "events"]
            if problems:
                raise StoryError(tuple(problems))
            places = story.places if places is None else places
        self._places, self._given_atlas, self._story = tuple(places or ()), atlas, story

    @classmethod
    def for_story(cls, story: Story, atlas: Atlas | None = None) -> Gazetteer:
        """Make a gazetteer with the story's places, people and events."""
        return cls(atlas=atlas, story=story)

    def lookup(self, query: str) -> Answer:
        """The answer to a query: found, ambiguous with ranked candidates, or none.

        Raises:
            AtlasError: the atlas of this package is damaged.
            TypeError: the query is not a `str`.
        """
        require_text(query)
        return self._engine.answer(query)

    def find_locations(
        self,
        query: Query,
        timeout: Any,  # noqa: ARG002  there is no network
        options: dict[str, Any],
    ) -> list[Location]:
        """The locations of a query, best first."""
        answer = self.lookup(query.text)
        candidates = filter_candidates(answer.candidates, options)
        return [candidate_location(candidate, answer.status) for candidate in candidates]

    def find_nearby(
        self,
        point: Point,
        timeout: Any,  # noqa: ARG002  there is no network
        options: dict[str, Any],  # noqa: ARG002  the limit is applied to the list
    ) -> list[Location]:
        """The named places at a point, best first."""
        position = Position(longitude=point.longitude, latitude=point.latitude)
        return [place.location() for place in self._nearest_places.find_at(position)]

    @cached_property
    def _atlas(self) -> Atlas | None:
        """The atlas to search: the argument, else the package's atlas if it covers the story."""
        if self._given_atlas is not None:
            return self._given_atlas
        from geo.basemap import load  # noqa: PLC0415  the first query needs it

        atlas = load()
        events = self._story.events if self._story else ()
        known = [place.position for place in self._places if place.position is not None]
        known += [position for event in events for position in event.where.path]
        return atlas if not known or atlas.covers(known) else None

    @cached_property
    def _engine(self) -> QueryEngine:
        return QueryEngine(self._places, self._atlas, self._story)

    @cached_property
    def _nearest_places(self) -> NearestPlaces:
        # Imported here: loading shapely takes longer than most queries.
        from geo.geocoding.offline.nearest_places import NearestPlaces  # noqa: PLC0415

        return NearestPlaces(self._places, self._atlas, self._story)
