"""Rank the matches of a query, and decide whether the best one is certain."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geo.geocoding.answer import MOST_CANDIDATES, Answer
from geo.geocoding.offline.events_nearby import EventsNearby
from geo.geocoding.offline.parsing.words import key
from geo.geocoding.offline.place_index import AREAS, KnownPlace, PlaceIndex
from geo.geocoding.offline.ranking.candidate_builder import CandidateBuilder
from geo.geocoding.offline.ranking.match import Match
from geo.geocoding.offline.ranking.namesakes import city_elsewhere, namesake
from geo.geodesy import fast_distance_m
from geo.story import Position

# The best match is certain from this share of the total weight, and from this trust.
_CLEAR_SHARE: Final = 0.79
_CLEAR_TRUST: Final = 0.7
# A corner this close (metres) to an event, or a street with an event, gets this factor.
_CONTEXT_M: Final = 3_000.0
_CONTEXT: Final = 3.0
# Highest trust in a street by its bare name if a city outside the map has the same name.
_PERHAPS: Final = 0.65


class Disambiguator:
    """Turns the matches of a query into its answer."""

    def __init__(self, index: PlaceIndex, events: EventsNearby) -> None:
        self._index, self._events = index, events
        self._candidates = CandidateBuilder(index, events)

    def answer(
        self, shown_query: str, matches: list[Match], focus: Position | None = None
    ) -> Answer:
        """Make the answer from all matches of a query.

        Args:
            shown_query: the query, as the answer repeats it.
            matches: one or more matches.
            focus: the middle of the city or district in the query. None without one.
        """
        matches = [self._weigh_by_context(match) for match in self._merge_same_places(matches)]
        if focus is None:
            matches = [self._weigh_against_city(match) for match in matches]
        total = sum(match.weight for match in matches)
        matches.sort(key=lambda match: -match.weight * match.base)
        located = [match for match in matches if self._has_location(match)]
        unlocated = [
            match.places(self._index)[0] for match in matches if not self._has_location(match)
        ]
        unlocated_note = self._unlocated_note(unlocated) if unlocated else None
        if not located:
            return Answer(shown_query, "none", note=unlocated_note)
        best = located[0]
        clear = best.weight / total >= _CLEAR_SHARE and best.base >= _CLEAR_TRUST
        shown = located[:1] if clear else located[:MOST_CANDIDATES]
        candidates = tuple(
            self._candidates.build(match, match.base * match.weight / total, focus)
            for match in shown
        )
        if clear and not candidates[0].is_only_a_guess:
            return Answer(shown_query, "found", candidates, unlocated_note)
        candidates = tuple(replace(one, note=one.note or one.difference) for one in candidates)
        # A note of a match is the reason why it is uncertain, so it comes before other cities.
        unexplained = [match for match in matches if match.note is None]
        note = unlocated_note or namesake(
            place for match in unexplained for place in match.places(self._index)
        )
        if note is None and len(shown) == 1:
            own_note = candidates[0].note if candidates[0].is_only_a_guess else shown[0].note
            why = own_note or "The query is only part of a place's name, or another name for it."
            note = (why[0].lower() + why[1:]).rstrip(".")
        return Answer(shown_query, "ambiguous", candidates, note)

    def _has_location(self, match: Match) -> bool:
        return any(place.position or place.lines for place in match.places(self._index))

    def _unlocated_note(self, unlocated: list[KnownPlace]) -> str:
        """The note about places of the story that have no position."""
        ids = self._events.ids_at_places(
            frozenset(place.place.id for place in unlocated if place.place)
        )
        events = f" ({len(ids)} {'event' if len(ids) == 1 else 'events'})" if ids else ""
        names = " or ".join(f"“{place.name}”" for place in unlocated)
        return f"the location of {names} is unknown{events}"

    def _weigh_by_context(self, match: Match) -> Match:
        """Give more weight to a road or corner where events of the story happen."""
        place = match.places(self._index)[0]
        if place.kind == "corner" and place.position is not None:
            near = self._events.has_event_near(place.position, _CONTEXT_M)
        else:
            meant = match.explicit and place.kind == "street"
            near = meant and bool(self._candidates.events_along(match.numbers))
        return replace(match, weight=match.weight * _CONTEXT) if near else match

    def _weigh_against_city(self, match: Match) -> Match:
        place = match.places(self._index)[0]
        city_note = city_elsewhere(place) if place.kind == "street" and not match.explicit else None
        if city_note is None:
            return match
        return replace(
            match, base=min(match.base, _PERHAPS), note=f"{city_note[0].upper()}{city_note[1:]}."
        )

    def _merge_same_places(self, matches: list[Match]) -> list[Match]:
        """Merge matches of the same place in the atlas and in the story.

        If the query clearly means a road, the story's places on the road are dropped. A point of
        the atlas that is also a place of the story is merged into the story's place.
        """
        kept = list(matches)
        for story_match in matches:
            place = story_match.places(self._index)[0]
            if place.kind != "place" or place.position is None:
                continue
            for atlas_match in matches:
                if atlas_match not in kept or story_match not in kept:
                    continue
                entry = atlas_match.places(self._index)[0]
                if entry.kind == "place":
                    continue
                if entry.lines:
                    if atlas_match.explicit and self._candidates.is_on_road(place, entry):
                        kept.remove(story_match)
                elif _is_same(place, entry):
                    kept.remove(atlas_match)
                    kept[kept.index(story_match)] = replace(
                        story_match,
                        numbers=story_match.numbers + atlas_match.numbers,
                        weight=story_match.weight + atlas_match.weight,
                        base=max(story_match.base, atlas_match.base),
                        slack_m=max(story_match.slack_m, atlas_match.slack_m),
                    )
                    break
        return kept


def _is_same(place: KnownPlace, entry: KnownPlace) -> bool:
    """Whether a story's place and a point of the atlas are the same place.

    An area must have the same name: a club in Koreatown is not Koreatown. Other points must nearly
    coincide, or have the same name and be close: a flat somewhere in Venice is not Venice Beach.
    """
    if place.position is None or entry.position is None:
        return False
    distance = fast_distance_m(place.position, entry.position)
    if entry.kind in AREAS:
        return key(place.name) == key(entry.name) and distance <= entry.radius_m
    if key(place.name) == key(entry.name):
        return distance <= max(place.radius_m, entry.radius_m, 300.0)
    return distance <= max(0.25 * min(place.radius_m, entry.radius_m), 120.0)
