"""Interchanges by the numbers or names of their freeways: "10/110", "the 110 and the 10"."""

from __future__ import annotations

from typing import Final

from geo.geocoding.offline.matching.same_spot import most_exact_of_each_spot
from geo.geocoding.offline.parsing.freeways import freeway
from geo.geocoding.offline.parsing.words import words
from geo.geocoding.offline.place_index import PlaceIndex
from geo.geocoding.offline.ranking.match import CORNER, VAGUE, WEIGHTS, Match

# The East LA Interchange joins four freeways.
_MOST_FREEWAYS: Final = 4
# Trust in two numbers without a word between them, as in "10 110".
_NO_WORD_BETWEEN: Final = 0.85
_LEADING: Final = frozenset({"corner", "intersection", "interchange", "junction", "of", "under"})


class Interchanges:
    """Finds the interchanges of an index."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index

    def find(self, parts: tuple[str, ...]) -> list[Match]:
        """Interchanges by the numbers or names of freeways, with or without "and" between them."""
        sides = _sides(parts)
        if not 2 <= len(sides) <= _MOST_FREEWAYS:
            return []
        wanted = [self._numbers(side) for side in sides]
        if not all(wanted):
            return []
        trust = CORNER if "and" in parts else _NO_WORD_BETWEEN
        matches = []
        for numbers in _choices(wanted):
            if len(numbers) < 2:
                continue
            exact = self._index.interchanges.get(numbers)
            larger = [
                number
                for known, places in self._index.interchanges.items()
                if numbers < known
                for number in places
            ]
            base = trust if exact else VAGUE
            matches += [
                Match((number,), WEIGHTS["interchange"], base)
                for number in most_exact_of_each_spot(self._index, exact or larger)
            ]
        return matches

    def _numbers(self, side: tuple[str, ...]) -> set[str]:
        """The numbers of the freeways that these words may mean."""
        named = freeway(side)
        if named is not None:
            return {named.number}
        places = (self._index.places[n] for n in self._index.names.get("".join(side), ()))
        roads = (freeway(words(place.name)) for place in places if place.kind == "freeway")
        return {road.number for road in roads if road is not None}


def _sides(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words of each freeway of an interchange."""
    useful = tuple(word for word in parts if word not in _LEADING)
    if "and" in useful:
        sides: list[tuple[str, ...]] = [()]
        for word in useful:
            if word == "and":
                sides.append(())
            else:
                sides[-1] += (word,)
        return sides
    splits = [
        [useful[:middle], useful[middle:]]
        for middle in range(1, len(useful))
        if freeway(useful[:middle]) and freeway(useful[middle:])
    ]
    return splits[0] if splits else []


def _choices(wanted: list[set[str]]) -> list[frozenset[str]]:
    """All combinations of one number from each set."""
    chosen: list[frozenset[str]] = [frozenset()]
    for numbers in wanted:
        chosen = [taken | {number} for taken in chosen for number in sorted(numbers)]
    return chosen
