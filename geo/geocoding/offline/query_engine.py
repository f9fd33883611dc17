"""Answer a query: recognise coordinates, people and times, then match names and addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from geo.geocoding.answer import Answer, Candidate, shorten_query
from geo.geocoding.offline.events_nearby import EventsNearby
from geo.geocoding.offline.matching.house_numbers import unknown_street
from geo.geocoding.offline.matching.names import Matcher, is_near_area
from geo.geocoding.offline.parsing import address_parts, coordinates
from geo.geocoding.offline.parsing.words import clean, key, words
from geo.geocoding.offline.place_index import KnownPlace, PlaceIndex, split_corner
from geo.geocoding.offline.ranking.disambiguate import Disambiguator
from geo.geocoding.offline.ranking.match import NEAR, NEAR_M, Match
from geo.story import Place, Position, Story

if TYPE_CHECKING:
    from geo.basemap import Atlas

_IN_BRACKETS: Final = re.compile(r"[^()]+\(([^()]+)\)\s*")
# `words` turns "at" into "and".
_OPENINGS: Final = frozenset({"in", "and", "on", "to"})
_NEARLY: Final = frozenset(
    {"near", "by", "around", "outside", "somewhere", "behind", "opposite", "beside"}
)
# "At sunset" is a time, not Sunset Blvd.
_TIME: Final = re.compile(
    r"(?:at|before|after|by|around|about|until|till|since|during|in|towards?) (?:the )?"
    r"(?:sunset|sunrise|sundown|dawn|dusk|noon|midday|midnight|night|nightfall|daybreak|twilight"
    r"|morning|afternoon|evening)",
    re.IGNORECASE,
)
# The largest number of words in the name of an area: Rancho Palos Verdes.
_LONGEST_AREA: Final = 3
# The city with the name of the region, and other spellings.
_CITY: Final = ("city", "of", "los", "angeles")
_NOT_A_NAME: Final = "this is not the name of a place"
_OUT_OF_RANGE: Final = (
    "these coordinates are out of range: latitude is from -90 to 90, longitude from -180 to 180"
)
_CITY_NAMES: Final = frozenset(
    {"losangeles", "la", "losangelesca", "losangelescalifornia", "laca", "lacalifornia"}
)


def _without_prepositions(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Remove leading words such as "somewhere near" and "in"."""
    while parts and (parts[0] in _OPENINGS or parts[0] in _NEARLY):
        parts = parts[1:]
    return parts


class QueryEngine:
    """Answers queries about the places of a story and an atlas. Builds its tables on first use."""

    def __init__(self, places: Sequence[Place], atlas: Atlas | None, story: Story | None) -> None:
        self._places, self._atlas, self._story = tuple(places), atlas, story

    @cached_property
    def _index(self) -> PlaceIndex:
        sources = self._story.sources if self._story else ()
        return PlaceIndex(
            self._places, self._atlas, {source.id: source.title for source in sources}
        )

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._index)

    @cached_property
    def _events(self) -> EventsNearby:
        return EventsNearby(self._story)

    @cached_property
    def _disambiguator(self) -> Disambiguator:
        return Disambiguator(self._index, self._events)

    @cached_property
    def _people(self) -> dict[str, str]:
        people = self._story.people if self._story else ()
        return {key(name): who.name for who in people for name in (who.name, *who.variants)}

    @cached_property
    def _middle(self) -> Position | None:
        """A point of the story, else of the atlas. Typed coordinates are expected to be near it."""
        for place in self._places:
            if place.position is not None:
                return place.position
        return next(
            (place.position for place in self._index.places if place.position),
            None,
        )

    def answer(self, query: str) -> Answer:
        """Answer a query; see `Answer`."""
        shown_query = shorten_query(query)
        text = clean(query)
        if not text:
            is_empty = not query[:800].strip()
            note = "enter the name of a place" if is_empty else _NOT_A_NAME
            return Answer(shown_query, "none", note=note)
        if coordinates.looks_like_coordinate(text):
            return self._answer_coordinate(shown_query, text)
        parts = words(text)
        if not parts:
            return Answer(shown_query, "none", note=_NOT_A_NAME)
        if len(parts) == 1 and parts[0].isdigit() and text.casefold().startswith("the "):
            parts = (*parts, "fwy")  # only a freeway has an article before its number
        return self._answer_name(shown_query, text, parts)

    def _answer_coordinate(self, shown_query: str, text: str) -> Answer:
        found = coordinates.parse(text, self._middle)
        if found is None:
            return Answer(shown_query, "none", note=_OUT_OF_RANGE)
        at = found.position
        here = self._events.sort_ids(self._events.ids_near(at, found.radius_m))
        name = f"{at.latitude:.5f}, {at.longitude:.5f}"
        candidate = Candidate(
            name, at.latitude, at.longitude, found.radius_m, "coordinate", 1.0, "as typed",
            events=here, note=found.note,
        )  # fmt: skip
        mirrored = coordinates.correct_sign(at, self._middle)
        if mirrored is None:
            return Answer(shown_query, "found", (candidate,))
        note = "The typed point is far away; a minus sign is probably missing."
        near = replace(
            candidate,
            name=f"{mirrored.latitude:.5f}, {mirrored.longitude:.5f}",
            lat=mirrored.latitude,
            lon=mirrored.longitude,
            score=0.8,
            events=self._events.sort_ids(self._events.ids_near(mirrored, found.radius_m)),
            note=note,
        )
        typed = replace(candidate, score=0.2, note=candidate.note or "The point as typed.")
        return Answer(shown_query, "ambiguous", (near, typed))

    def _answer_name(self, shown_query: str, text: str, parts: tuple[str, ...]) -> Answer:
        person = self._people.get("".join(parts))
        matches = self._matcher.match_exactly(parts)
        if person is not None and not self._is_main_name(matches, parts):
            return Answer(
                shown_query, "none", note=f"{person} is a person in the story, not a place"
            )
        if matches:
            return self._disambiguator.answer(shown_query, matches)
        if _TIME.fullmatch(text):
            return Answer(shown_query, "none", note="this is a time, not a place")
        # A name may contain a comma: "LAX, west end of …".
        for whole in address_parts.without_region(text):
            if "," in whole and (matches := self._matcher.match_exactly(words(whole))):
                return self._disambiguator.answer(shown_query, matches)
        split = address_parts.split_address(text, self._index)
        if split.elsewhere is not None:
            return Answer(shown_query, "none", note=f"{split.elsewhere} is not on this map")
        answer = self._answer_in_area(shown_query, split, split.parts)
        made_corner = "and" in split.parts and "and" not in split.head
        if answer.status == "none" and split.head != split.parts and not made_corner:
            answer = self._answer_in_area(shown_query, split, split.head)
        inner = _IN_BRACKETS.fullmatch(text)
        if answer.status == "none" and inner:  # "LAPD headquarters (Parker Center)"
            matches = self._matcher.match_exactly(words(inner[1]))
            if matches:
                return self._disambiguator.answer(shown_query, matches)
        return answer

    def _answer_in_area(
        self, shown_query: str, split: address_parts.AddressParts, parts: tuple[str, ...]
    ) -> Answer:
        """Answer a name with its city, district or region, if one is given."""
        is_near = bool(parts) and parts[0] in _NEARLY
        name = _without_prepositions(parts)
        if not name or "".join(name) in address_parts.REGION:
            if split.within:
                matches = self._matcher.match_exactly(words(split.within[0].name))
            else:
                matches = self._region_matches(name)
            if is_near:
                matches = [self._as_vicinity(match) for match in matches]
            if matches:
                return self._disambiguator.answer(shown_query, matches)
            note = "this is the whole area of the map; enter a place in it"
            return Answer(shown_query, "none", note=note)
        matches, areas = self._with_area_at_end(name)
        within = [*split.within, *areas]
        matches = matches or self._matcher.match_inexactly(name) or unknown_street(name, within)
        if not matches:
            return Answer(shown_query, "none", note=self._not_found_note(name))
        area = within[0] if within else None
        if area is not None and area.position is None:
            return Answer(shown_query, "none", note=f"the location of {area.name} is unknown")
        if area is not None:
            # Two roads without "and" between them, "Wilshire Fairfax", may be a corner in the area.
            matches = (
                self._matches_inside(matches, area)
                or self._matcher.match_adjacent_roads(name)
                or unknown_street(name, within)
            )
            if not matches:
                return Answer(
                    shown_query, "none", note=f"the map has no place of this name in {area.name}"
                )
        matches = self._matcher.drop_bare_streets(matches, split.before_city)
        if is_near:
            matches = [self._as_vicinity(match) for match in matches]
        return self._disambiguator.answer(shown_query, matches, area.position if area else None)

    def _with_area_at_end(self, name: tuple[str, ...]) -> tuple[list[Match], list[KnownPlace]]:
        """The matches of a name, and the areas whose name is at its end.

        "Main St Venice" is a street, followed by its district. Both lists are empty if nothing
        matches.
        """
        matches = self._matcher.match_exactly(name)
        for count in range(1, min(_LONGEST_AREA + 1, len(name))):
            if matches:
                break
            head, tail = name[:-count], name[-count:]
            areas = self._index.areas(" ".join(tail))
            if areas or "".join(tail) in address_parts.REGION:
                matches = self._matcher.match_exactly(head)
                if matches:
                    return matches, areas
        return matches, []

    def _matches_inside(self, matches: list[Match], area: KnownPlace) -> list[Match]:
        """The matches in the area or a little outside it."""
        if area.position is None:
            return []
        middle, radius_m = area.position, area.radius_m
        return [
            match
            for match in matches
            if any(is_near_area(place, middle, radius_m) for place in match.places(self._index))
        ]

    def _region_matches(self, parts: tuple[str, ...]) -> list[Match]:
        """For the name of the whole region: the city of that name, if the map has it."""
        city = self._matcher.match_exactly(_CITY) if "".join(parts) in _CITY_NAMES else []
        note = "The whole city, which covers nearly the whole map."
        return [replace(match, note=note) for match in city]

    def _as_vicinity(self, match: Match) -> Match:
        reach = max([NEAR_M, *(place.radius_m for place in match.places(self._index))])
        note = match.note or "Somewhere near this place, at an unknown distance."
        return replace(match, base=match.base * NEAR, slack_m=match.slack_m + reach, note=note)

    def _is_main_name(self, matches: list[Match], parts: tuple[str, ...]) -> bool:
        """Whether these words are the main name of a place, not an alias."""
        wanted = "".join(parts)
        return any(
            key(place.name) == wanted for match in matches for place in match.places(self._index)
        )

    def _not_found_note(self, parts: tuple[str, ...]) -> str:
        sides = split_corner(parts)
        if sides is not None:
            unknown = [" ".join(side) for side in sides if not self._index.road_keys(side)]
            if len(unknown) == 1:
                return f"the map has no road named {unknown[0]}"
            if not unknown:
                return "these roads do not meet on the map"
        return "no location found for this name"
