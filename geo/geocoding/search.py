"""From a query to an honest answer: which meanings there are, how they differ, what plays there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from geo.geocoding import commas, coordinates
from geo.geocoding.answers import Answer, Candidate
from geo.geocoding.freeways import freeway
from geo.geocoding.hits import Hit
from geo.geocoding.index import AREAS, Index, Thing, split_corner
from geo.geocoding.matching import Matcher, reaches
from geo.geocoding.namesakes import namesake
from geo.geocoding.nearby import (
    Scenes,
    distance,
    farthest,
    length,
    nearest,
    nearest_within,
)
from geo.geocoding.normalise import clean, key, street_parts, words
from geo.geocoding.numbers import unknown_street
from geo.story import Place, Position, Story

if TYPE_CHECKING:
    from geo.atlas import Atlas

# To be found, the best meaning has this share of all weight, and its match this trust.
_CLEAR_SHARE: Final = 0.79
_CLEAR_TRUST: Final = 0.7
# More than this many candidates help nobody to choose.
_MOST: Final = 6
# A corner or street this close to a scene is more likely meant than one across the county.
_CONTEXT_M: Final = 3_000.0
_CONTEXT: Final = 3.0
# A story's place on a street may be given a little beside the line, which bends between crossings.
_BESIDE_M: Final = 250.0
# Of a street that the map draws no longer than this (metres), much is likely missing.
_STUB_M: Final = 2_000.0
# An airport's ground reaches about this far beyond its runways.
_AIRFIELD_M: Final = 300.0
_IN_BRACKETS: Final = re.compile(r"[^()]+\(([^()]+)\)\s*")
_OPENINGS: Final = ("in", "at", "near", "on", "to")


class Search:
    """Answers queries over a story's places and an atlas; builds its tables on the first query."""

    def __init__(self, places: Sequence[Place], atlas: Atlas | None, story: Story | None) -> None:
        self._places, self._atlas, self._story = tuple(places), atlas, story
        self._line_events: dict[tuple[int, ...], tuple[str, ...]] = {}
        # What a place's candidate says besides its score and notes; it does not change.
        self._known: dict[tuple[int, ...], Candidate] = {}

    @cached_property
    def _index(self) -> Index:
        sources = self._story.sources if self._story else ()
        return Index(self._places, self._atlas, {source.id: source.title for source in sources})

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._index)

    @cached_property
    def _scenes(self) -> Scenes:
        return Scenes(self._story)

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
        asked = query if len(query) <= 200 else f"{query[:200]}…"
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
            events=here, note=found.note,
        )  # fmt: skip
        mirrored = coordinates.mirrored(at, self._middle)
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
            return self._resolve(asked, hits)
        split = commas.asked(text, self._index)
        if split.elsewhere is not None:
            return Answer(asked, "none", note=f"{split.elsewhere} is not on this map")
        answer = self._within(asked, split, split.parts)
        if answer.status == "none" and split.head != split.parts:  # the comma made no corner
            answer = self._within(asked, split, split.head)
        inner = _IN_BRACKETS.fullmatch(text)
        if answer.status == "none" and inner:  # "LAPD headquarters (Parker Center)"
            hits = self._matcher.direct(words(inner[1]))
            if hits:
                return self._resolve(asked, hits)
        return answer

    def _within(self, asked: str, split: commas.Asked, parts: tuple[str, ...]) -> Answer:
        """The answer to a name whose city, district or region was given, or is its last words."""
        within = list(split.within)
        if parts and parts[0] in _OPENINGS:
            parts = parts[1:]
        if not parts or "".join(parts) in commas.REGION:
            if within:
                return self._resolve(asked, self._matcher.direct(words(within[0].name)))
            return Answer(asked, "none", note="that is the whole map; name a place on it")
        hits = self._matcher.direct(parts)
        for count in range(1, min(4, len(parts))):
            if hits:
                break
            head, tail = parts[:-count], parts[-count:]
            areas = self._index.areas(" ".join(tail))
            if "".join(tail) in commas.REGION or areas:
                hits = self._matcher.direct(head)
                within = within + areas if hits else within
        hits = hits or self._matcher.wider(parts) or unknown_street(parts, within)
        if not hits:
            return Answer(asked, "none", note=self._why_not(parts))
        if not within:
            hits = self._matcher.as_in_addresses(hits, split.before_city)
            return self._resolve(asked, hits)
        area = within[0]
        if area.position is None:
            return Answer(asked, "none", note=f"nobody knows where {area.name} is")
        inside = [hit for hit in hits if self._lies_in(hit, area.position, area.radius_m)]
        inside = inside or self._matcher.run_together(parts)  # "Wilshire Fairfax" is no district's
        inside = inside or unknown_street(parts, within)
        if not inside:
            return Answer(asked, "none", note=f"the map has no such place in {area.name}")
        inside = self._matcher.as_in_addresses(inside, split.before_city)
        return self._resolve(asked, inside, area.position)

    def _lies_in(self, hit: Hit, middle: Position, radius_m: float) -> bool:
        return any(reaches(thing, middle, radius_m) for thing in self._things(hit))

    def _is_named_so(self, hits: list[Hit], parts: tuple[str, ...]) -> bool:
        """Whether a place bears these words as its own name, and not as somebody's shorthand."""
        wanted = "".join(parts)
        return any(key(thing.name) == wanted for hit in hits for thing in self._things(hit))

    def _why_not(self, parts: tuple[str, ...]) -> str:
        sides = split_corner(parts)
        if sides is not None:
            unknown = [" ".join(side) for side in sides if not self._index.road_keys(side)]
            if len(unknown) == 1:
                return f"the map knows no road named {unknown[0]}"
            if not unknown:
                return "these roads do not meet on the map"
        return "not a place of the story or the map"

    def _things(self, hit: Hit) -> list[Thing]:
        return [hit.made] if hit.made else [self._index.things[number] for number in hit.numbers]

    def _resolve(self, asked: str, hits: list[Hit], focus: Position | None = None) -> Answer:
        hits = [self._in_context(hit) for hit in self._absorb(hits)]
        total = sum(hit.weight for hit in hits)
        hits.sort(key=lambda hit: -hit.weight * hit.base)
        placed = [hit for hit in hits if any(t.position or t.lines for t in self._things(hit))]
        lost = [self._things(hit)[0] for hit in hits if hit not in placed]
        note = self._lost_note(lost) if lost else namesake(t for h in hits for t in self._things(h))
        if not placed:
            return Answer(asked, "none", note=note)
        best = placed[0]
        clear = best.weight / total >= _CLEAR_SHARE and best.base >= _CLEAR_TRUST
        shown = placed[:1] if clear else placed[:_MOST]
        candidates = tuple(
            self._candidate(hit, hit.base * hit.weight / total, focus) for hit in shown
        )
        if not clear:
            candidates = tuple(replace(one, note=one.note or one.difference) for one in candidates)
        if clear:
            return Answer(asked, "found", candidates, self._lost_note(lost) if lost else None)
        return Answer(asked, "ambiguous", candidates, note)

    def _lost_note(self, lost: list[Thing]) -> str:
        """What to say of places of the story that have no position."""
        ids = self._scenes.at_places(frozenset(thing.place.id for thing in lost if thing.place))
        scenes = f" ({len(ids)} {'scene' if len(ids) == 1 else 'scenes'})" if ids else ""
        names = " or ".join(f"“{thing.name}”" for thing in lost)
        return f"nobody knows where {names} is{scenes}"

    def _in_context(self, hit: Hit) -> Hit:
        """A road or corner where the story plays weighs more than its namesake elsewhere."""
        thing = self._things(hit)[0]
        if thing.kind == "corner" and thing.position is not None:
            near = self._scenes.is_close(thing.position, _CONTEXT_M)
        else:
            near = thing.kind == "street" and bool(hit.explicit and self._events_along(hit.numbers))
        return replace(hit, weight=hit.weight * _CONTEXT) if near else hit

    def _absorb(self, hits: list[Hit]) -> list[Hit]:
        """One hit for each place: what the atlas and the story both have is the story's.

        A road that is plainly meant takes in the story's places on it; a point of the atlas that is
        a place of the story is answered as that place.
        """
        kept = list(hits)
        for story_hit in hits:
            place = self._things(story_hit)[0]
            if place.kind != "place" or place.position is None:
                continue
            for atlas_hit in hits:
                if atlas_hit not in kept or story_hit not in kept:
                    continue
                thing = self._things(atlas_hit)[0]
                if thing.kind == "place":
                    continue
                if thing.lines:
                    if atlas_hit.explicit and self._on(place, thing):
                        kept.remove(story_hit)
                elif _is_same(place, thing):
                    kept.remove(atlas_hit)
                    kept[kept.index(story_hit)] = Hit(
                        story_hit.numbers + atlas_hit.numbers,
                        story_hit.weight + atlas_hit.weight,
                        max(story_hit.base, atlas_hit.base),
                        note=story_hit.note,
                    )
                    break
        return kept

    @staticmethod
    def _on(place: Thing, road: Thing) -> bool:
        reach = place.radius_m + _BESIDE_M
        return (
            place.position is not None
            and nearest_within(road.lines, place.position, reach) is not None
        )

    @cached_property
    def _places_on(self) -> dict[int, set[str]]:
        """Ids of the story's places that call themselves by a road's full name, by the road."""
        found: dict[int, set[str]] = {}
        for thing in self._index.things:
            if thing.place is None or thing.position is None:
                continue
            for name in (thing.name, *thing.place.aliases):
                parts = words(name)
                if street_parts(parts)[1] is None and freeway(parts) is None:
                    continue
                for road in self._index.road_keys(parts):
                    for number in self._index.lines_of(road):
                        if self._on(thing, self._index.things[number]):
                            found.setdefault(number, set()).add(thing.place.id)
        return found

    def _events_along(self, numbers: tuple[int, ...]) -> tuple[str, ...]:
        if numbers not in self._line_events:
            lines = tuple(line for number in numbers for line in self._index.things[number].lines)
            places = frozenset(id_ for n in numbers for id_ in self._places_on.get(n, ()))
            ids = set(self._scenes.along(lines)) | self._scenes.at_places(places)
            self._line_events[numbers] = self._scenes.in_order(ids)
        return self._line_events[numbers]

    def _candidate(self, hit: Hit, score: float, focus: Position | None) -> Candidate:
        first = self._things(hit)[0]
        known = self._known.get(hit.numbers) if focus is None else None
        if known is None:
            make = self._line_candidate if first.lines else self._point_candidate
            known = make(hit, focus)
            if hit.numbers and focus is None:
                self._known[hit.numbers] = known
        note = first.note or hit.note or known.note
        return replace(known, score=score, note=note, radius_m=known.radius_m + hit.slack_m)

    def _point_candidate(self, hit: Hit, _: Position | None) -> Candidate:
        things = self._things(hit)
        first = things[0]
        if first.position is None:  # only what has a position or a line comes here
            raise AssertionError(first.name)
        ids: set[str] = set()
        for thing in things:
            if thing.place is not None:
                ids |= self._scenes.at_places(frozenset((thing.place.id,)))
            elif thing.position is not None and thing.kind == "airport":
                ids |= self._at_airport(thing.position, thing.radius_m)
            elif thing.position is not None and thing.kind in AREAS:
                ids |= self._scenes.inside(thing.position, thing.radius_m)
            elif thing.position is not None:
                ids |= self._scenes.near(thing.position, thing.radius_m)
        return Candidate(
            first.name,
            first.position.latitude,
            first.position.longitude,
            first.radius_m,
            things[-1].kind,
            0.0,
            "; ".join(dict.fromkeys(thing.source for thing in things)),
            events=self._scenes.in_order(ids),
            note=_lies_in_note(first),
        )

    def _at_airport(self, middle: Position, radius_m: float) -> set[str]:
        """Scenes inside the airport's circle, or beside a runway that begins in it."""
        ids = self._scenes.inside(middle, radius_m)
        runways = tuple(
            line
            for thing in self._index.things
            if thing.kind == "runway" and nearest_within(thing.lines, middle, radius_m)
            for line in thing.lines
        )
        if runways:
            ids |= set(self._scenes.along(runways, radius_m, _AIRFIELD_M))
        return ids

    def _line_candidate(self, hit: Hit, focus: Position | None) -> Candidate:
        things = self._things(hit)
        lines = tuple(line for thing in things for line in thing.lines)
        feet = list(self._scenes.along(lines).values())
        if focus is not None:
            feet = [nearest(lines, focus)]
        plays = [0] * len(lines)
        for foot in feet:
            plays[foot.part] += 1
        order = sorted(range(len(lines)), key=lambda part: (-plays[part], -len(lines[part]), part))
        on_first = [foot.position for foot in feet if foot.part == order[0]]
        line = lines[order[0]]
        at = on_first[len(on_first) // 2] if on_first else line[len(line) // 2]
        return Candidate(
            " / ".join(thing.name for thing in things),
            at.latitude,
            at.longitude,
            farthest(at, lines),
            things[0].kind,
            0.0,
            things[0].source,
            line=tuple(lines[part] for part in order),
            events=self._events_along(hit.numbers),
            note=_lies_in_note(things[0]) or _stub_note(things[0]),
        )


def _is_same(place: Thing, thing: Thing) -> bool:
    """Whether a story's place and a point of the atlas are one place.

    An area is only the same when it has the same name: a club in Koreatown is not Koreatown. A
    point is when the two nearly coincide: a flat somewhere in Venice is not Venice Beach.
    """
    if place.position is None or thing.position is None:
        return False
    apart = distance(place.position, thing.position)
    if thing.kind in AREAS:
        return key(place.name) == key(thing.name) and apart <= thing.radius_m
    if key(place.name) == key(thing.name):
        return apart <= max(place.radius_m, thing.radius_m, 300.0)
    return apart <= max(0.25 * min(place.radius_m, thing.radius_m), 120.0)


def _stub_note(thing: Thing) -> str | None:
    """That a street is longer than what is drawn of it, where little is."""
    drawn = length(thing.lines)
    if thing.kind != "street" or drawn > _STUB_M:
        return None
    return f"Only {drawn / 1000:.1f} km of it are drawn on this map."


def _lies_in_note(thing: Thing) -> str | None:
    return f"In {thing.area}." if thing.area else None
