"""Weigh the meanings of a query against each other: one that is clear, or which of these?"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geo.geocoding.answer import MOST_CANDIDATES, Answer
from geo.geocoding.offline.events_nearby import EventsNearby
from geo.geocoding.offline.parsing.words import key
from geo.geocoding.offline.place_index import AREAS, Index, Thing
from geo.geocoding.offline.ranking.candidate_builder import Candidates
from geo.geocoding.offline.ranking.match import Hit
from geo.geocoding.offline.ranking.namesakes import city_elsewhere, namesake
from geo.geodesy import fast_distance_m
from geo.story import Position

# To be found, the best meaning has this share of all weight, and its match this trust.
_CLEAR_SHARE: Final = 0.79
_CLEAR_TRUST: Final = 0.7
# A corner or street this close to a scene is more likely meant than one across the county.
_CONTEXT_M: Final = 3_000.0
_CONTEXT: Final = 3.0
# A street by its bare name, when a city beyond the map is called so: no more than perhaps.
_PERHAPS: Final = 0.65


class Choice:
    """Turns the meanings of a query into its answer."""

    def __init__(self, index: Index, scenes: EventsNearby) -> None:
        self._index, self._scenes = index, scenes
        self._candidates = Candidates(index, scenes)

    def among(self, asked: str, hits: list[Hit], focus: Position | None = None) -> Answer:
        """The answer when these are all the meanings.

        Args:
            asked: the query, as the answer repeats it.
            hits: at least one meaning.
            focus: where on a road it is asked for; None when nobody said.
        """
        hits = [self._in_context(hit) for hit in self._absorb(hits)]
        if focus is None:
            hits = [self._beside_a_city(hit) for hit in hits]
        total = sum(hit.weight for hit in hits)
        hits.sort(key=lambda hit: -hit.weight * hit.base)
        things = [thing for hit in hits for thing in hit.things(self._index)]
        placed = [hit for hit in hits if self._is_placed(hit)]
        lost = [hit.things(self._index)[0] for hit in hits if not self._is_placed(hit)]
        lost_note = self._lost_note(lost) if lost else None
        if not placed:
            return Answer(asked, "none", note=lost_note)
        best = placed[0]
        clear = best.weight / total >= _CLEAR_SHARE and best.base >= _CLEAR_TRUST
        shown = placed[:1] if clear else placed[:MOST_CANDIDATES]
        candidates = tuple(
            self._candidates.of(hit, hit.base * hit.weight / total, focus) for hit in shown
        )
        if clear and not candidates[0].is_only_a_guess:
            return Answer(asked, "found", candidates, lost_note)
        candidates = tuple(replace(one, note=one.note or one.difference) for one in candidates)
        note = lost_note or namesake(things)
        if note is None and len(shown) == 1:
            said = candidates[0].note if candidates[0].is_only_a_guess else shown[0].note
            why = said or "Only a part of its name, or another word for it, was given."
            note = (why[0].lower() + why[1:]).rstrip(".")
        return Answer(asked, "ambiguous", candidates, note)

    def _is_placed(self, hit: Hit) -> bool:
        return any(thing.position or thing.lines for thing in hit.things(self._index))

    def _lost_note(self, lost: list[Thing]) -> str:
        """What to say of places of the story that have no position."""
        ids = self._scenes.at_places(frozenset(thing.place.id for thing in lost if thing.place))
        scenes = f" ({len(ids)} {'scene' if len(ids) == 1 else 'scenes'})" if ids else ""
        names = " or ".join(f"“{thing.name}”" for thing in lost)
        return f"nobody knows where {names} is{scenes}"

    def _in_context(self, hit: Hit) -> Hit:
        """A road or corner where the story plays weighs more than its namesake elsewhere."""
        thing = hit.things(self._index)[0]
        if thing.kind == "corner" and thing.position is not None:
            near = self._scenes.is_close(thing.position, _CONTEXT_M)
        else:
            meant = hit.explicit and thing.kind == "street"
            near = meant and bool(self._candidates.events_along(hit.numbers))
        return replace(hit, weight=hit.weight * _CONTEXT) if near else hit

    def _beside_a_city(self, hit: Hit) -> Hit:
        thing = hit.things(self._index)[0]
        also = city_elsewhere(thing) if thing.kind == "street" and not hit.explicit else None
        if also is None:
            return hit
        return replace(hit, base=min(hit.base, _PERHAPS), note=f"{also[0].upper()}{also[1:]}.")

    def _absorb(self, hits: list[Hit]) -> list[Hit]:
        """One hit for each place: what the atlas and the story both have is the story's.

        A road that is plainly meant takes in the story's places on it; a point of the atlas that is
        a place of the story is answered as that place.
        """
        kept = list(hits)
        for story_hit in hits:
            place = story_hit.things(self._index)[0]
            if place.kind != "place" or place.position is None:
                continue
            for atlas_hit in hits:
                if atlas_hit not in kept or story_hit not in kept:
                    continue
                thing = atlas_hit.things(self._index)[0]
                if thing.kind == "place":
                    continue
                if thing.lines:
                    if atlas_hit.explicit and self._candidates.lies_on(place, thing):
                        kept.remove(story_hit)
                elif _is_same(place, thing):
                    kept.remove(atlas_hit)
                    kept[kept.index(story_hit)] = replace(
                        story_hit,
                        numbers=story_hit.numbers + atlas_hit.numbers,
                        weight=story_hit.weight + atlas_hit.weight,
                        base=max(story_hit.base, atlas_hit.base),
                        slack_m=max(story_hit.slack_m, atlas_hit.slack_m),
                    )
                    break
        return kept


def _is_same(place: Thing, thing: Thing) -> bool:
    """Whether a story's place and a point of the atlas are one place.

    An area is only the same when it has the same name: a club in Koreatown is not Koreatown. A
    point is when the two nearly coincide: a flat somewhere in Venice is not Venice Beach.
    """
    if place.position is None or thing.position is None:
        return False
    apart = fast_distance_m(place.position, thing.position)
    if thing.kind in AREAS:
        return key(place.name) == key(thing.name) and apart <= thing.radius_m
    if key(place.name) == key(thing.name):
        return apart <= max(place.radius_m, thing.radius_m, 300.0)
    return apart <= max(0.25 * min(place.radius_m, thing.radius_m), 120.0)
