"""Match the end or the beginning of a name: "Bonaventure Hotel", "Civic Center"."""

from __future__ import annotations

from typing import Final

from geo.geocoding.offline.matching.typos import SHORTEST
from geo.geocoding.offline.parsing.words import words
from geo.geocoding.offline.place_index import KnownPlace, PlaceIndex, house
from geo.geocoding.offline.ranking.match import HEAD, STORY_ALIAS, STORY_NAME, VAGUE, WEIGHTS, Match

_ONE_ADDRESS: Final = "The map has this address, but not the rest of the street."
# Kinds of places that people call by a part of the name.
LANDMARKS: Final = frozenset({"place", "landmark", "station", "airport"})
# Kinds with two names in one: Compton/Woodley Airport, Wilshire / Vermont Station.
_TWO_NAMED: Final = frozenset({"station", "airport"})
# A single word that is shorter than this does not match the end of a name.
_SHORTEST_LONE_WORD: Final = 7
# Words that many names share. Alone they identify no place.
_GENERIC: Final = frozenset(
    (
        *("station", "hotel", "house", "office", "airport", "building", "center", "stadium"),
        *("park", "pier", "beach", "hospital", "museum", "terminal", "parking", "restaurant"),
        *("hills", "hall", "tower", "plaza", "square", "market", "school", "church", "library"),
        *("bar", "room", "garage", "club", "motel", "bank", "diner", "coffee", "shop", "theater"),
        *("medical", "international", "municipal", "memorial", "police", "general", "public"),
        *("national", "los", "angeles", "north", "south", "old", "new", "big", "st", "fence"),
        *("drive", "dr", "in", "docks", "runways", "end", "of"),
        *("runway", "city", "town", "land", "valley", "lake", "mission", "west", "east"),
    )
)


class PartialNames:
    """Finds the places in an index whose names contain the words of a query."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index

    def match_ending(self, parts: tuple[str, ...]) -> list[Match]:
        """Names that end with the query's last word and contain the others: "Bonaventure Hotel".

        Stations whose names begin with all the words are added as rivals: "Civic Center" may be the
        one in East LA, or Civic Center / Grand Park.
        """
        own_words = [word for word in parts if word not in _GENERIC]
        if not _may_be_an_ending(parts, own_words):
            return []
        trust = self._trust(parts, own_words)
        found: dict[int, Match] = {}
        for name in self._index.ending.get(parts[-1], ()):
            spelt = self._index.spelt[name]
            if len(spelt) <= len(parts) or not set(parts) <= set(spelt):
                continue
            for number in self._index.names.get(name, ()):
                place = self._index.places[number]
                if _is_called(place, spelt, parts[-1], has_own_words=bool(own_words)):
                    found.setdefault(number, _match(number, place, spelt, trust))
        if found and len(parts) > 1:
            for number in self.numbers_with_prefix(parts, "station"):
                found.setdefault(number, Match((number,), WEIGHTS["station"], VAGUE))
        return list(found.values())

    def match_beginning(self, parts: tuple[str, ...]) -> list[Match]:
        """The story's places whose names begin with these words. Never certain."""
        if len("".join(parts)) < SHORTEST or all(word in _GENERIC for word in parts):
            return []
        numbers = self.numbers_with_prefix(parts, "place")
        return [Match((number,), STORY_ALIAS, VAGUE) for number in numbers]

    def numbers_with_prefix(self, parts: tuple[str, ...], kind: str) -> list[int]:
        """Numbers of the places of this kind whose main name begins with these words."""
        found: dict[int, None] = {}
        for name in self._index.beginning.get(parts[0], ()):
            if self._index.spelt[name][: len(parts)] == parts:
                for number, way in self._index.names.get(name, {}).items():
                    if way == "name" and self._index.places[number].kind == kind:
                        found.setdefault(number)
        return list(found)

    def _trust(self, parts: tuple[str, ...], own_words: list[str]) -> float:
        # "Hollywood Park" is not any park with "Hollywood" in its name.
        is_area = parts[-1] not in _TWO_NAMED and bool(self._index.areas(" ".join(own_words)))
        return HEAD if own_words and len(parts) > 1 and not is_area else VAGUE


def _may_be_an_ending(parts: tuple[str, ...], own_words: list[str]) -> bool:
    """Whether the words can identify a place: not "the old hotel", and not one short word."""
    if len(parts) > 1:
        return bool(own_words)
    return not own_words or len(parts[0]) >= _SHORTEST_LONE_WORD


def _is_called(
    place: KnownPlace, spelt: tuple[str, ...], last: str, *, has_own_words: bool
) -> bool:
    """Whether people may call a place by the end of this name.

    "The airport" is not a hotel beside an airport, and "the beach" is not a hospital of Long Beach.
    In "diner near Figueroa and 5th", the last word is not about the diner.
    """
    if place.kind not in LANDMARKS:
        return False
    if not has_own_words and (place.kind == "station" or not _is_a(place, last)):
        return False
    return last in _TWO_NAMED or not {"near", "and"} & set(spelt)


def _is_a(place: KnownPlace, word: str) -> bool:
    """Whether a general word describes the place, and is not just part of a name."""
    if word not in ("airport", "beach"):
        return True
    return place.kind == word or words(place.name)[-1] == word  # not "… Airport (the hotel)"


def _match(number: int, place: KnownPlace, spelt: tuple[str, ...], trust: float) -> Match:
    weight = STORY_NAME if place.kind == "place" else WEIGHTS[place.kind]
    if house(spelt) is not None:  # a street is more than one of its houses
        return Match((number,), weight, VAGUE, note=_ONE_ADDRESS)
    return Match((number,), weight, trust)
