"""Match a query's words with known places, and record how each match was made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from geo.geocoding.offline.matching.house_numbers import HouseNumbers
from geo.geocoding.offline.matching.interchanges import Interchanges
from geo.geocoding.offline.matching.intersections import Intersections
from geo.geocoding.offline.matching.partial_names import LANDMARKS, PartialNames
from geo.geocoding.offline.matching.polyline import nearest_foot
from geo.geocoding.offline.matching.same_spot import most_exact_of_each_spot
from geo.geocoding.offline.matching.typos import correct_spelling
from geo.geocoding.offline.parsing.freeways import freeway
from geo.geocoding.offline.parsing.words import DIRECTIONS, street_parts
from geo.geocoding.offline.place_index import AREAS, LINES, KnownPlace, PlaceIndex, compass, house
from geo.geocoding.offline.ranking.match import (
    ADDRESS,
    ALIAS,
    BARE,
    HALF_NAMED,
    NAME,
    NICKNAME,
    STORY_ALIAS,
    STORY_NAME,
    VAGUE,
    WEIGHTS,
    Match,
)
from geo.geocoding.offline.ranking.namesakes import is_common_word
from geo.geodesy import fast_distance_m
from geo.story import Position

# Trust in a name after correcting a misspelt "Boulevard" or "North" beside it.
_CORRECTED_WORD: Final = 0.9
_BARE_STREET: Final = 3.0
# Trust in a street by a bare word with many other meanings.
_COMMON_WORD: Final = 0.65
# Weight of a station by the first half of its name alone ("Pico", "Artesia"), which is rare.
_HALF_STATION: Final = 0.5
# Factor for the main one of several roads with the same name: it has no district in brackets.
_MAIN_ROAD: Final = 4.0

_KIND_WORDS: Final = frozenset({"district", "neighbourhood", "area", "city", "of", "town"})
# Parts of an area lie outside its circle, up to this many radii from its middle.
_AREA_REACH: Final = 1.5
_POINTS: Final = frozenset({"landmark", "station", "interchange", "corner"})


class Matcher:
    """Finds the places in an index that words may mean."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index
        self._corners = Intersections(index)
        self._interchanges = Interchanges(index)
        self._numbers = HouseNumbers(index)
        self._partial_names = PartialNames(index)

    def match_exactly(self, parts: tuple[str, ...]) -> list[Match]:
        """All places with exactly this name, road number, corner or address."""
        matches = self._match_freeways(parts)
        matches += self._match_names(parts, bool(matches))
        matches += self._match_streets(parts, bool(matches))
        matches += self._interchanges.find(parts)
        if not any(self._is_kind(match, "interchange") for match in matches):
            matches += self._corners.find_corners(parts)
        listed = house(parts)
        if listed is not None:
            side = compass(parts)
            matches += [
                Match((number,), STORY_NAME, ADDRESS)
                for number, known in self._index.addresses.get(listed, ())
                if side is None or known in (None, side)
            ]
        return self._drop_same_spot(
            self._best_matches([*matches, *self._landmarks_with_prefix(parts, matches)])
        )

    def _landmarks_with_prefix(self, parts: tuple[str, ...], matches: list[Match]) -> list[Match]:
        """Landmarks and airports whose names begin with these words, if only streets match them.

        "Santa Anita" is an avenue, but more often the fashion park.
        """
        if not matches or any(
            match.explicit or not self._is_kind(match, "street") for match in matches
        ):
            return []
        return [
            Match((number,), _BARE_STREET, VAGUE)
            for kind in ("landmark", "airport")
            for number in self._partial_names.numbers_with_prefix(parts, kind)
        ]

    def match_inexactly(self, parts: tuple[str, ...]) -> list[Match]:
        """Inexact matches: the result of the first method that finds one, most reliable first."""
        ways: tuple[Callable[[tuple[str, ...]], list[Match]], ...] = (
            self._match_area_words,
            self._match_house_number,
            self._match_other_suffix,
            self._partial_names.match_ending,
            self._corners.find_station_corners,
            self._corners.find_described,
            self._corners.find_misspelt_corners,
            self._match_misspelt,
            self._partial_names.match_beginning,
            self._corners.find_adjacent_roads,
            self._corners.find_half_known,
            self._corners.find_extended,
        )
        for way in ways:
            matches = way(parts)
            if matches:
                return self._best_matches(matches)
        return []

    def _is_kind(self, match: Match, kind: str) -> bool:
        return any(self._index.places[number].kind == kind for number in match.numbers)

    def _is_point(self, match: Match) -> bool:
        return any(self._index.places[number].kind in LANDMARKS for number in match.numbers)

    def _best_matches(self, matches: list[Match]) -> list[Match]:
        """Keep the best match of each place."""
        best: dict[tuple[tuple[int, ...], str | None, Position | None], Match] = {}
        for match in matches:
            calculated = (
                (match.calculated.name, match.calculated.position)
                if match.calculated
                else (None, None)
            )
            meaning = (match.numbers, *calculated)
            known = best.get(meaning)
            if known is None or match.weight * match.base > known.weight * known.base:
                best[meaning] = match
        grouped = {
            number for match in best.values() if len(match.numbers) > 1 for number in match.numbers
        }
        return [
            match
            for match in best.values()
            if len(match.numbers) != 1 or match.numbers[0] not in grouped
        ]

    def _drop_same_spot(self, matches: list[Match]) -> list[Match]:
        """Drop points of the atlas at the same spot as a more exact one (a station's building)."""
        points = [
            match.numbers[0]
            for match in matches
            if len(match.numbers) == 1 and self._index.places[match.numbers[0]].kind in _POINTS
        ]
        kept = set(most_exact_of_each_spot(self._index, points))
        dropped = set(points) - kept
        return [match for match in matches if not dropped.intersection(match.numbers)]

    def _match_freeways(self, parts: tuple[str, ...]) -> list[Match]:
        named = freeway(parts)
        if named is None or named.number not in self._index.freeways:
            return []
        numbers = self._index.freeways[named.number]
        if named.network is not None:
            prefix = f"{named.network}-"
            numbers = [
                n for n in numbers if self._index.places[n].name.startswith(prefix)
            ] or numbers
        alone = len(parts) == 1 and parts[0].isdigit()
        base = ALIAS if not alone else BARE if len(parts[0]) > 1 else 0.6
        numbers = sorted(numbers, key=lambda n: self._index.places[n].name)
        return [Match(tuple(numbers), WEIGHTS["freeway"], base, explicit=True)]

    def _match_names(self, parts: tuple[str, ...], is_freeway: bool) -> list[Match]:
        matches = []
        for number, way in self._index.names.get("".join(parts), {}).items():
            place = self._index.places[number]
            if place.kind == "freeway" and is_freeway:
                continue
            base = {"name": NAME, "nickname": NICKNAME, "address": ADDRESS}.get(way, ALIAS)
            if place.kind == "place":
                weight = STORY_ALIAS if way == "alias" else STORY_NAME
            elif place.kind == "station" and way == "alias" and "station" not in parts:
                weight = _HALF_STATION
                if "and" not in parts:  # "7th Street / Metro Center" can only be the station
                    base = HALF_NAMED
            else:
                weight = WEIGHTS.get(place.kind, 1.0)
            matches.append(Match((number,), weight, base, explicit=place.kind in LINES))
        return matches

    def _match_streets(self, parts: tuple[str, ...], taken: bool) -> list[Match]:
        core, suffix = street_parts(parts)
        if suffix is None and taken and parts and parts[0] in DIRECTIONS:
            return []  # "North Hollywood" is not Hollywood Blvd
        matches: list[Match] = []
        if suffix == "fwy":  # "Glendale Freeway" is not Glendale Blvd
            return matches
        for road in self._index.roads.get("".join(core), ()):
            if suffix is not None and road.suffix not in (None, suffix):
                continue
            weight = WEIGHTS["street"] if suffix else _BARE_STREET
            if self._index.places[road.number].main:
                weight *= _MAIN_ROAD
            base = BARE if suffix is None else NAME if road.suffix else 0.92
            note = None
            if suffix is None and is_common_word(core):
                base, note = _COMMON_WORD, "A common word."
            matches.append(
                Match((road.number,), weight, base, explicit=suffix is not None, note=note)
            )
        if suffix is None and matches:
            # A bare name weighs little against other kinds, even the name of a main road.
            scale = _BARE_STREET / max(match.weight for match in matches)
            matches = [replace(match, weight=match.weight * scale) for match in matches]
        return matches

    def _match_other_suffix(self, parts: tuple[str, ...]) -> list[Match]:
        core, suffix = street_parts(parts)
        if suffix in (None, "fwy"):
            return []
        note = f"The map has no {' '.join(parts).title()}; this road has the same name."
        return [
            Match(
                (road.number,),
                WEIGHTS["street"],
                VAGUE,
                explicit=True,
                note=note,
            )
            for road in self._index.roads.get("".join(core), ())
        ]

    def _match_house_number(self, parts: tuple[str, ...]) -> list[Match]:
        """An address that is not listed: its block or its street."""
        if house(parts) is None:
            return []
        return self._numbers.match_addresses(parts, self._match_streets(parts[1:], taken=False))

    def drop_bare_streets(self, matches: list[Match], before_city: bool) -> list[Match]:
        """Before a city, drop streets matched by their bare name if an area has the same name.

        In an address, a street has its kind: "Wilmington, Los Angeles" is the district, not the
        avenue.
        """
        areas = [match for match in matches for kind in AREAS if self._is_kind(match, kind)]
        if not before_city or not areas:
            return matches
        return [match for match in matches if match.explicit or not self._is_kind(match, "street")]

    def match_adjacent_roads(self, parts: tuple[str, ...]) -> list[Match]:
        """The possible corner of two roads without a word between them."""
        return self._best_matches(self._corners.find_adjacent_roads(parts))

    def _match_area_words(self, parts: tuple[str, ...]) -> list[Match]:
        """Names with their kind or region: "Venice district", "LAX airport", "West LA"."""
        if parts[-1] == "la":
            return self.match_exactly((*parts[:-1], "los", "angeles"))
        if parts[0] == "la" and (matches := self.match_exactly(("los", "angeles", *parts[1:]))):
            return matches
        bare = parts[2:] if parts[:2] == ("los", "angeles") else parts[parts[0] == "la" :]
        if bare and bare != parts:  # "Los Angeles Union Station"
            return [match for match in self.match_exactly(bare) if self._is_point(match)]
        kinds, bare = AREAS, tuple(word for word in parts if word not in _KIND_WORDS)
        if parts[-1] == "airport":
            kinds, bare = frozenset({"airport"}), parts[:-1]
        if bare == parts or not bare:
            return []
        matches = self._best_matches(self._match_names(bare, is_freeway=False))
        return [match for match in matches if self._index.places[match.numbers[0]].kind in kinds]

    def _match_misspelt(self, parts: tuple[str, ...]) -> list[Match]:
        right = correct_spelling(parts)
        matches = (
            self._as_misspelling(self.match_exactly(right), _CORRECTED_WORD)
            if right != parts
            else []
        )
        if matches:
            return matches
        for guess in self._index.similar_names(parts):
            spelt = self._index.spelt[guess.key]
            matches += self._as_misspelling(self.match_exactly(spelt), guess.trust)
        return matches

    @staticmethod
    def _as_misspelling(matches: list[Match], trust: float) -> list[Match]:
        note = "Found despite a spelling mistake."
        return [
            replace(match, base=match.base * trust, note=match.note or note) for match in matches
        ]


def is_near_area(place: KnownPlace, middle: Position, radius_m: float) -> bool:
    """Whether the place is within 1.5 times `radius_m` metres of `middle`."""
    if place.lines:
        return nearest_foot(place.lines, middle).distance_m <= radius_m * _AREA_REACH
    if place.position is None:
        return False
    return fast_distance_m(place.position, middle) <= radius_m * _AREA_REACH + place.radius_m
