"""From a query's words to the things it may mean, each with how it was matched."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from geo.geocoding.crossing import crossing
from geo.geocoding.freeways import freeway
from geo.geocoding.index import AREAS, LINES, Index, Thing, house, split_corner
from geo.geocoding.nearby import nearest, rough_distance
from geo.geocoding.normalise import DIRECTIONS, street_parts, words
from geo.geocoding.spelling import SHORTEST, guesses
from geo.story import Position

# How much a meaning weighs against the others that the same words have. A city outweighs the street
# that is named after it; a district does not, nor does a story's alias outweigh something real.
_WEIGHTS: Final = {
    "city": 16.0,
    "district": 9.0,
    "airport": 8.0,
    "landmark": 8.0,
    "station": 8.0,
    "runway": 8.0,
    "freeway": 10.0,
    "interchange": 10.0,
    "corner": 10.0,
    "street": 10.0,
}
_STORY_NAME: Final = 40.0
_STORY_ALIAS: Final = 8.0
_BARE_STREET: Final = 3.0
# A station is seldom called by its first half alone ("Pico", "Artesia").
_HALF_STATION: Final = 0.5
# Of several roads with one name, the one that needs no district to tell it apart.
_MAIN_ROAD: Final = 4.0

# How often an answer is right that was matched in this way, when nothing else has the name.
NAME, ALIAS, NICKNAME, ADDRESS, CORNER, BARE = 0.98, 0.95, 0.93, 0.97, 0.97, 0.9
_CROSSING, _ADDRESS_ON_STREET, _HEAD, _VAGUE = 0.8, 0.75, 0.78, 0.5

_KIND_WORDS: Final = frozenset({"district", "neighbourhood", "area", "city", "of", "town"})
# Words that many names share; alone they name nothing.
_GENERIC: Final = frozenset(
    (
        *("station", "hotel", "house", "office", "airport", "building", "center", "stadium"),
        *("park", "pier", "beach", "hospital", "museum", "terminal", "parking", "restaurant"),
        *("hills", "hall", "tower", "plaza", "square", "market", "school", "church", "library"),
        *("bar", "room", "garage", "club", "motel", "bank", "diner", "coffee", "shop", "theater"),
        *("medical", "international", "municipal", "memorial", "police", "general", "public"),
        *("national", "los", "angeles", "north", "south", "old", "new", "big", "st", "fence"),
        *("runway", "city", "town", "land", "valley", "lake", "mission", "west", "east"),
    )
)
_POINTS: Final = frozenset({"landmark", "station", "interchange", "corner"})
_HEADED: Final = frozenset({"place", "landmark", "station", "airport"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One meaning. `numbers` are things of the index (several when one road has several entries).

    `explicit`: the words say that a road is meant (Blvd, Fwy, I-). `made` is a thing that is in no
    index, worked out for this query; `numbers` is then empty.
    """

    numbers: tuple[int, ...]
    weight: float
    base: float
    explicit: bool = False
    note: str | None = None
    made: Thing | None = None


class Matcher:
    """Finds the meanings of words in an index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def direct(self, parts: tuple[str, ...]) -> list[Hit]:
        """Everything that has exactly this name, this number, this corner or this address."""
        hits = self._freeways(parts)
        hits += self._named(parts, bool(hits))
        hits += self._streets(parts, bool(hits))
        hits += self._interchanges(parts)
        if not any(self._is_kind(hit, "interchange") for hit in hits):
            hits += self._corners(parts, slips=False)
        listed = house(parts)
        if listed is not None:
            hits += [
                Hit((number,), _STORY_NAME, ADDRESS)
                for number in self._index.addresses.get(listed, ())
            ]
        return self._one_spot(self._once(hits))

    def wider(self, parts: tuple[str, ...]) -> list[Hit]:
        """What the words may mean when nothing has exactly this name; the surest way first."""
        for attempt in (
            self._area_words(parts),
            self._number_on_street(parts),
            self._other_suffix(parts),
            self._headed(parts),
            self._corners(parts, slips=True),
            self._misspelt(parts),
            self._begun(parts),
        ):
            if attempt:
                return self._once(attempt)
        return []

    def _is_kind(self, hit: Hit, kind: str) -> bool:
        return any(self._index.things[number].kind == kind for number in hit.numbers)

    def _once(self, hits: list[Hit]) -> list[Hit]:
        """Each meaning once, in its best match."""
        best: dict[tuple[tuple[int, ...], str | None], Hit] = {}
        for hit in hits:
            meaning = (hit.numbers, hit.made.name if hit.made else None)
            known = best.get(meaning)
            if known is None or hit.weight * hit.base > known.weight * known.base:
                best[meaning] = hit
        grouped = {
            number for hit in best.values() if len(hit.numbers) > 1 for number in hit.numbers
        }
        return [
            hit for hit in best.values() if len(hit.numbers) != 1 or hit.numbers[0] not in grouped
        ]

    def _one_spot(self, hits: list[Hit]) -> list[Hit]:
        """Without points of the atlas that name one spot twice (a station and its building)."""
        points = [
            hit.numbers[0]
            for hit in hits
            if len(hit.numbers) == 1 and self._index.things[hit.numbers[0]].kind in _POINTS
        ]
        kept = set(self._apart(points))
        dropped = set(points) - kept
        return [hit for hit in hits if not dropped.intersection(hit.numbers)]

    def _freeways(self, parts: tuple[str, ...]) -> list[Hit]:
        named = freeway(parts)
        if named is None or named.number not in self._index.freeways:
            return []
        numbers = self._index.freeways[named.number]
        if named.network is not None:
            prefix = f"{named.network}-"
            numbers = [
                n for n in numbers if self._index.things[n].name.startswith(prefix)
            ] or numbers
        alone = len(parts) == 1 and parts[0].isdigit()
        base = ALIAS if not alone else BARE if len(parts[0]) > 1 else 0.6
        numbers = sorted(numbers, key=lambda n: self._index.things[n].name)
        return [Hit(tuple(numbers), _WEIGHTS["freeway"], base, explicit=True)]

    def _named(self, parts: tuple[str, ...], is_freeway: bool) -> list[Hit]:
        hits = []
        for number, way in self._index.names.get("".join(parts), {}).items():
            thing = self._index.things[number]
            if thing.kind == "freeway" and is_freeway:
                continue
            base = {"name": NAME, "nickname": NICKNAME, "address": ADDRESS}.get(way, ALIAS)
            if thing.kind == "place":
                weight = _STORY_ALIAS if way == "alias" else _STORY_NAME
            elif thing.kind == "station" and way == "alias" and "station" not in parts:
                weight = _HALF_STATION
            else:
                weight = _WEIGHTS.get(thing.kind, 1.0)
            hits.append(Hit((number,), weight, base, explicit=thing.kind in LINES))
        return hits

    def _streets(self, parts: tuple[str, ...], taken: bool) -> list[Hit]:
        core, suffix = street_parts(parts)
        if suffix is None and taken and parts and parts[0] in DIRECTIONS:
            return []  # North Hollywood is not Hollywood Blvd
        hits = []
        for road in self._index.roads.get("".join(core), ()):
            if suffix is not None and road.suffix not in (None, suffix):
                continue
            weight = _WEIGHTS["street"] if suffix else _BARE_STREET
            if self._index.things[road.thing].main:
                weight *= _MAIN_ROAD
            base = BARE if suffix is None else NAME if road.suffix else 0.92
            hits.append(Hit((road.thing,), weight, base, explicit=suffix is not None))
        if suffix is None and hits:  # beside other kinds a bare name weighs little, however main
            scale = _BARE_STREET / max(hit.weight for hit in hits)
            hits = [replace(hit, weight=hit.weight * scale) for hit in hits]
        return hits

    def _other_suffix(self, parts: tuple[str, ...]) -> list[Hit]:
        core, suffix = street_parts(parts)
        if suffix in (None, "fwy"):
            return []
        return [
            Hit(
                (road.thing,),
                _WEIGHTS["street"],
                _VAGUE,
                explicit=True,
                note=f"The map knows no other {' '.join(core).title()}.",
            )
            for road in self._index.roads.get("".join(core), ())
        ]

    def _interchanges(self, parts: tuple[str, ...]) -> list[Hit]:
        sides: list[tuple[str, ...]] = [()]
        for word in parts:
            if word == "and":
                sides.append(())
            elif word != "interchange":
                sides[-1] += (word,)
        named = [freeway(side) for side in sides]
        wanted = frozenset(one.number for one in named if one is not None)
        if None in named or len(wanted) < 2:
            return []
        exact = self._index.interchanges.get(wanted)
        if exact:
            weight = _WEIGHTS["interchange"]
            return [Hit((number,), weight, CORNER) for number in self._apart(exact)]
        larger = [
            number
            for numbers, things in self._index.interchanges.items()
            if wanted < numbers
            for number in things
        ]
        return [Hit((number,), _WEIGHTS["interchange"], _VAGUE) for number in self._apart(larger)]

    def _apart(self, numbers: list[int]) -> list[int]:
        """Without entries that name one spot twice; of two, the more exact stays."""
        kept: list[int] = []
        for number in sorted(set(numbers), key=lambda n: (self._index.things[n].radius_m, n)):
            thing = self._index.things[number]
            if not any(
                _gap(thing, self._index.things[other])
                <= thing.radius_m + self._index.things[other].radius_m
                for other in kept
            ):
                kept.append(number)
        return kept

    def _corners(self, parts: tuple[str, ...], *, slips: bool) -> list[Hit]:
        sides = split_corner(parts)
        if sides is None:
            return []
        trust = 1.0
        found: list[set[str]] = []
        for side in sides:
            keys = self._index.road_keys(side)
            if not keys and slips:
                near = guesses(side, self._index.spelt)
                for guess in near:
                    keys |= self._index.road_keys(self._index.spelt[guess.key])
                trust = min([trust, *(guess.trust for guess in near)])
            found.append(keys)
        if not slips:  # a story's corner may name a road that no map knows
            found = [keys or {_unmapped(side)} for keys, side in zip(found, sides, strict=True)]
        return self._corner_hits(found, sides, trust)

    def _corner_hits(
        self, found: list[set[str]], sides: tuple[tuple[str, ...], ...], trust: float
    ) -> list[Hit]:
        pairs = [(one, other) for one in found[0] for other in found[1] if one != other]
        hits = []
        for one, other in pairs:
            for number in self._index.corners.get(frozenset((one, other)), ()):
                thing = self._index.things[number]
                if thing.kind == "place":
                    hits.append(Hit((number,), _STORY_ALIAS, ALIAS * trust))
                elif _suffixes_fit(thing.name, sides):
                    hits.append(Hit((number,), _WEIGHTS["corner"], CORNER * trust))
        if hits:
            return hits
        for one, other in pairs:
            made = self._crossing(one, other)
            if made is not None:
                hits.append(Hit((), _WEIGHTS["corner"], _CROSSING * trust, made=made))
        return hits

    def _crossing(self, one: str, other: str) -> Thing | None:
        """The corner of two roads, worked out from their lines, or None when they do not meet."""
        for first in self._index.lines_of(one):
            for second in self._index.lines_of(other):
                a, b = self._index.things[first], self._index.things[second]
                met = crossing(a.lines, b.lines)
                if met is not None:
                    return Thing(
                        f"{a.name} & {b.name}",
                        "corner",
                        f"worked out from two lines of the atlas: {a.source}",
                        met,
                        250.0,
                        note="Worked out from where the two lines meet, not measured.",
                    )
        return None

    def _number_on_street(self, parts: tuple[str, ...]) -> list[Hit]:
        """An address that nobody listed: its street, whose length is then the uncertainty."""
        if house(parts) is None:
            return []
        hits = [hit for hit in self._streets(parts[1:], taken=False) if hit.numbers]
        note = f"Number {parts[0]} is not listed; it is somewhere along the street."
        return [replace(hit, base=_ADDRESS_ON_STREET, explicit=True, note=note) for hit in hits]

    def _area_words(self, parts: tuple[str, ...]) -> list[Hit]:
        """Names beside a word that says what they are: Venice district, LAX airport, West LA."""
        if parts[-1] == "la":
            return self.direct((*parts[:-1], "los", "angeles"))
        kinds, bare = AREAS, tuple(word for word in parts if word not in _KIND_WORDS)
        if parts[-1] == "airport":
            kinds, bare = frozenset({"airport"}), parts[:-1]
        if bare == parts or not bare:
            return []
        hits = self._once(self._named(bare, is_freeway=False))
        return [hit for hit in hits if self._index.things[hit.numbers[0]].kind in kinds]

    def _headed(self, parts: tuple[str, ...]) -> list[Hit]:
        """Names that end with the query's last word and hold the others: Bonaventure Hotel."""
        wanted, telling = set(parts), [word for word in parts if word not in _GENERIC]
        if not telling and len(parts) > 1:
            return []
        if len(parts) == 1 and telling and len(parts[0]) < 7:
            return []
        base = _HEAD if telling and len(parts) > 1 else _VAGUE
        found: dict[int, Hit] = {}
        for name, spelt in self._index.spelt.items():
            if len(spelt) <= len(parts) or spelt[-1] != parts[-1] or not wanted <= set(spelt):
                continue
            if "near" in spelt or "and" in spelt:  # then its last word names something else
                continue
            for number in self._index.names.get(name, ()):
                kind = self._index.things[number].kind
                if kind in _HEADED and (telling or kind != "station"):
                    weight = _STORY_NAME if kind == "place" else _WEIGHTS[kind]
                    found.setdefault(number, Hit((number,), weight, base))
        return list(found.values())

    def _begun(self, parts: tuple[str, ...]) -> list[Hit]:
        """The story's places whose name begins with these words; never certain."""
        if len("".join(parts)) < SHORTEST or all(word in _GENERIC for word in parts):
            return []
        found: dict[int, Hit] = {}
        for name, spelt in self._index.spelt.items():
            if spelt[: len(parts)] == parts:
                for number in self._index.names.get(name, ()):
                    if self._index.things[number].kind == "place":
                        found.setdefault(number, Hit((number,), _STORY_ALIAS, _VAGUE))
        return list(found.values())

    def _misspelt(self, parts: tuple[str, ...]) -> list[Hit]:
        hits = []
        for guess in guesses(parts, self._index.spelt):
            spelt = self._index.spelt[guess.key]
            hits += [
                replace(
                    hit, base=hit.base * guess.trust, note=hit.note or "Read as a slip of the pen."
                )
                for hit in self.direct(spelt)
            ]
        return hits


def _unmapped(side: tuple[str, ...]) -> str:
    """The key that a road has in a corner's name although the map draws no line for it."""
    named = freeway(side)
    return named.road if named else "".join(street_parts(side)[0])


def _suffixes_fit(corner: str, sides: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the kinds of street in the query (Dr, Blvd) are not others than the corner's."""
    known = dict(street_parts(words(half)) for half in corner.split("&"))
    for side in sides:
        core, suffix = street_parts(side)
        if suffix is not None and known.get(core, suffix) not in (None, suffix):
            return False
    return True


def _gap(one: Thing, other: Thing) -> float:
    """Rough metres between two points; infinite when one has none."""
    if one.position is None or other.position is None:
        return math.inf
    return rough_distance(one.position, other.position)


def reaches(thing: Thing, middle: Position, radius_m: float) -> bool:
    """Whether the thing lies or runs within `radius_m` metres of `middle`, or a third more."""
    if thing.lines:
        return nearest(thing.lines, middle).distance_m <= radius_m * 1.3
    if thing.position is None:
        return False
    return rough_distance(thing.position, middle) <= radius_m * 1.3 + thing.radius_m
