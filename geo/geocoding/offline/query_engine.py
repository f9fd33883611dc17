"""From a query to an answer: coordinate, person or name, and what its parts may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from geo.geocoding.answer import Answer, Candidate, shortened
from geo.geocoding.offline.events_nearby import EventsNearby
from geo.geocoding.offline.matching.house_numbers import unknown_street
from geo.geocoding.offline.matching.names import Matcher, reaches
from geo.geocoding.offline.parsing import address_parts, coordinates
from geo.geocoding.offline.parsing.words import clean, key, words
from geo.geocoding.offline.place_index import Index, Thing, split_corner
from geo.geocoding.offline.ranking.disambiguate import Choice
from geo.geocoding.offline.ranking.match import NEAR, NEAR_M, Hit
from geo.story import Place, Position, Story, is_only_a_guess

if TYPE_CHECKING:
    from geo.basemap import Atlas

_IN_BRACKETS: Final = re.compile(r"[^()]+\(([^()]+)\)\s*")
# "at" is read as "and".
_OPENINGS: Final = frozenset({"in", "and", "on", "to"})
_NEARLY: Final = frozenset(
    {"near", "by", "around", "outside", "somewhere", "behind", "opposite", "beside"}
)
# At sunset is no boulevard.
_TIME: Final = re.compile(
    r"(?:at|before|after|by|around|about|until|till|since|during|in|towards?) (?:the )?"
    r"(?:sunset|sunrise|sundown|dawn|dusk|noon|midday|midnight|night|nightfall|daybreak|twilight"
    r"|morning|afternoon|evening)",
    re.IGNORECASE,
)
# The words of an area's name at the end of a query, at most: Rancho Palos Verdes.
_LONGEST_AREA: Final = 3
# The city that has the map's name, and how else it is written.
_CITY: Final = ("city", "of", "los", "angeles")
_CITY_NAMES: Final = frozenset(
    {"losangeles", "la", "losangelesca", "losangelescalifornia", "laca", "lacalifornia"}
)


def _without_prepositions(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The words without leading ones that only say how near: "somewhere near", "in"."""
    while parts and (parts[0] in _OPENINGS or parts[0] in _NEARLY):
        parts = parts[1:]
    return parts


class QueryEngine:
    """Answers queries over a story's places and an atlas; builds its tables on the first query."""

    def __init__(self, places: Sequence[Place], atlas: Atlas | None, story: Story | None) -> None:
        self._places, self._atlas, self._story = tuple(places), atlas, story

    @cached_property
    def _index(self) -> Index:
        sources = self._story.sources if self._story else ()
        return Index(self._places, self._atlas, {source.id: source.title for source in sources})

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._index)

    @cached_property
    def _scenes(self) -> EventsNearby:
        return EventsNearby(self._story)

    @cached_property
    def _choice(self) -> Choice:
        return Choice(self._index, self._scenes)

    @cached_property
    def _people(self) -> dict[str, str]:
        people = self._story.people if self._story else ()
        return {key(name): who.name for who in people for name in (who.name, *who.variants)}

    @cached_property
    def _middle(self) -> Position | None:
        """A point of the story, else of the atlas: what a typed coordinate should be near to."""
        for place in self._places:
            if place.position is not None:
                return place.position
        return next((thing.position for thing in self._index.things if thing.position), None)

    def answer(self, query: str) -> Answer:
        """What the query means; see `Answer`."""
        asked = shortened(query)
        text = clean(query)
        if not text:
            note = "nothing was asked" if not query[:800].strip() else "this is no place's name"
            return Answer(asked, "none", note=note)
        if coordinates.looks_like_coordinate(text):
            return self._coordinate(asked, text)
        parts = words(text)
        if not parts:
            return Answer(asked, "none", note="this is no place's name")
        if len(parts) == 1 and parts[0].isdigit() and text.casefold().startswith("the "):
            parts = (*parts, "fwy")  # only a freeway is called by an article and a number
        return self._by_name(asked, text, parts)

    def _coordinate(self, asked: str, text: str) -> Answer:
        found = coordinates.parse(text, self._middle)
        if found is None:
            return Answer(asked, "none", note="these numbers are off the globe")
        at = found.position
        here = self._scenes.in_order(self._scenes.near(at, found.radius_m))
        name = f"{at.latitude:.5f}, {at.longitude:.5f}"
        candidate = Candidate(
            name, at.latitude, at.longitude, found.radius_m, "coordinate", 1.0, "as typed",
            events=here, note=found.note, is_only_a_guess=is_only_a_guess(found.radius_m, None),
        )  # fmt: skip
        mirrored = coordinates.mirrored(at, self._middle)
        if mirrored is None and candidate.is_only_a_guess:
            return Answer(asked, "ambiguous", (candidate,), "typed with too few decimals")
        if mirrored is None:
            return Answer(asked, "found", (candidate,))
        note = "As typed it lies far away; a minus sign is likely missing."
        near = replace(
            candidate,
            name=f"{mirrored.latitude:.5f}, {mirrored.longitude:.5f}",
            lat=mirrored.latitude,
            lon=mirrored.longitude,
            score=0.8,
            events=self._scenes.in_order(self._scenes.near(mirrored, found.radius_m)),
            note=note,
        )
        typed = replace(candidate, score=0.2, note=candidate.note or "As typed.")
        return Answer(asked, "ambiguous", (near, typed))

    def _by_name(self, asked: str, text: str, parts: tuple[str, ...]) -> Answer:
        person = self._people.get("".join(parts))
        hits = self._matcher.direct(parts)
        if person is not None and not self._is_named_so(hits, parts):
            return Answer(asked, "none", note=f"{person} is a person of the story, not a place")
        if hits:
            return self._choice.among(asked, hits)
        if _TIME.fullmatch(text):
            return Answer(asked, "none", note="that is a time, not a place")
        # A name may hold a comma: "LAX, west end of …".
        for whole in address_parts.without_region(text):
            if "," in whole and (hits := self._matcher.direct(words(whole))):
                return self._choice.among(asked, hits)
        split = address_parts.asked(text, self._index)
        if split.elsewhere is not None:
            return Answer(asked, "none", note=f"{split.elsewhere} is not on this map")
        answer = self._within(asked, split, split.parts)
        made_corner = "and" in split.parts and "and" not in split.head
        if answer.status == "none" and split.head != split.parts and not made_corner:
            answer = self._within(asked, split, split.head)
        inner = _IN_BRACKETS.fullmatch(text)
        if answer.status == "none" and inner:  # "LAPD headquarters (Parker Center)"
            hits = self._matcher.direct(words(inner[1]))
            if hits:
                return self._choice.among(asked, hits)
        return answer

    def _within(self, asked: str, split: address_parts.Asked, parts: tuple[str, ...]) -> Answer:
        """The answer to a name whose city, district or region was given, or is its last words."""
        is_near = bool(parts) and parts[0] in _NEARLY
        name = _without_prepositions(parts)
        if not name or "".join(name) in address_parts.REGION:
            if split.within:
                area_name = words(split.within[0].name)
                return self._choice.among(asked, self._matcher.direct(area_name))
            return self._region(asked, name)
        hits, areas = self._with_area_at_end(name)
        within = [*split.within, *areas]
        hits = hits or self._matcher.wider(name) or unknown_street(name, within)
        if not hits:
            return Answer(asked, "none", note=self._why_not(name))
        area = within[0] if within else None
        if area is not None and area.position is None:
            return Answer(asked, "none", note=f"nobody knows where {area.name} is")
        if area is not None:
            # Two roads with nothing between, "Wilshire Fairfax", may be a corner in the area.
            hits = (
                self._inside(hits, area)
                or self._matcher.run_together(name)
                or unknown_street(name, within)
            )
            if not hits:
                return Answer(asked, "none", note=f"the map has no such place in {area.name}")
        hits = self._matcher.as_in_addresses(hits, split.before_city)
        if is_near:
            hits = [self._near(hit) for hit in hits]
        return self._choice.among(asked, hits, area.position if area else None)

    def _with_area_at_end(self, name: tuple[str, ...]) -> tuple[list[Hit], list[Thing]]:
        """What has this name, or has it before an area's name, and the areas of that name.

        "Main St Venice" is a street and the district behind it. Both are empty when nothing has it.
        """
        hits = self._matcher.direct(name)
        for count in range(1, min(_LONGEST_AREA + 1, len(name))):
            if hits:
                break
            head, tail = name[:-count], name[-count:]
            areas = self._index.areas(" ".join(tail))
            if areas or "".join(tail) in address_parts.REGION:
                hits = self._matcher.direct(head)
                if hits:
                    return hits, areas
        return hits, []

    def _inside(self, hits: list[Hit], area: Thing) -> list[Hit]:
        """The hits that lie or run in the area, or a little beside it."""
        if area.position is None:
            return []
        middle, radius_m = area.position, area.radius_m
        return [
            hit
            for hit in hits
            if any(reaches(thing, middle, radius_m) for thing in hit.things(self._index))
        ]

    def _region(self, asked: str, parts: tuple[str, ...]) -> Answer:
        """What the name of the whole region means: the city, where the map has one of that name."""
        city = self._matcher.direct(_CITY) if "".join(parts) in _CITY_NAMES else []
        if not city:
            return Answer(asked, "none", note="that is the whole map; name a place on it")
        note = "The whole city, which is nearly the whole map."
        return self._choice.among(asked, [replace(hit, note=note) for hit in city])

    def _near(self, hit: Hit) -> Hit:
        reach = max([NEAR_M, *(thing.radius_m for thing in hit.things(self._index))])
        note = hit.note or "Near it; how near is not said."
        return replace(hit, base=hit.base * NEAR, slack_m=hit.slack_m + reach, note=note)

    def _is_named_so(self, hits: list[Hit], parts: tuple[str, ...]) -> bool:
        """Whether a place bears these words as its own name, and not as somebody's shorthand."""
        wanted = "".join(parts)
        return any(key(thing.name) == wanted for hit in hits for thing in hit.things(self._index))

    def _why_not(self, parts: tuple[str, ...]) -> str:
        sides = split_corner(parts)
        if sides is not None:
            unknown = [" ".join(side) for side in sides if not self._index.road_keys(side)]
            if len(unknown) == 1:
                return f"the map knows no road named {unknown[0]}"
            if not unknown:
                return "these roads do not meet on the map"
        return "not a place of the story or the map"
