"""Names that a mistyped query may mean: few slips, never another word that merely looks alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.geocoding.offline.parsing.words import DIRECTIONS, MENDABLE, MENDED

# Shorter than this, one slip already makes another word.
SHORTEST: Final = 5
# A name this long is known by its other words.
_LONG: Final = 10


class Guess(NamedTuple):
    """A known name that the query may have meant, how many letters slipped, and the trust in it."""

    key: str
    slips: int
    trust: float


class Spelling:
    """Known names, asked which of them a mistyped one may mean.

    Args:
        known: a name's key to its words.
    """

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        self._known = known
        # Names that are longer or shorter by more than the slips allowed are not looked at.
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for name in known:
            self._by_length[len(name)].append(name)

    def near(self, parts: tuple[str, ...]) -> list[Guess]:
        """The nearest known names, all with the same number of slips; empty when none is near.

        A slip is one letter too many, missing, wrong, or two neighbours exchanged. Numbers and
        compass letters never slip: 5th is not 6th.
        """
        typed = "".join(parts)
        if len(typed) < SHORTEST:
            return []
        allowed = 1 if len(typed) < 8 else 2 if len(typed) < 15 else 3
        found: list[Guess] = []
        for size in range(len(typed) - allowed, len(typed) + allowed + 1):
            names = self._by_length.get(size, ())
            near = process.extract(typed, names, scorer=OSA.distance, score_cutoff=allowed, limit=8)
            for name, slips, _ in near:
                trust = _trust(parts, self._known[name], int(slips))
                if trust > 0:
                    found.append(Guess(name, int(slips), trust))
        fewest = min((guess.slips for guess in found), default=0)
        return [guess for guess in found if guess.slips == fewest]


def mended(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The words with "boulevrad", "nortth" and the like put right; the same words otherwise."""
    return tuple(_mend(word) for word in parts)


def _mend(word: str) -> str:
    if len(word) < SHORTEST or word in MENDED:
        return word
    allowed = 2 if len(word) >= 8 else 1
    near = process.extractOne(word, MENDABLE.keys(), scorer=OSA.distance, score_cutoff=allowed)
    return MENDABLE[near[0]] if near and near[0][0] == word[0] else word


def _trust(typed: tuple[str, ...], name: tuple[str, ...], slips: int) -> float:
    """How likely it is a slip of the pen, 0 when it is another name.

    Every word may slip by itself only as far as its length allows; a wrong first letter more often
    makes another name (Eastlake, Westlake) than a slip. A short word may only slip where two others
    of a long name are right: Marina del Ray.
    """
    whole = "".join(typed)
    if len(typed) != len(name):
        apart = slips <= 1 and len(whole) >= 8 and _digits(typed) == _digits(name)
        return 0.6 if apart and whole[0] == "".join(name)[0] else 0.0
    first_slipped = False
    for one, other in zip(typed, name, strict=True):
        if one == other:
            continue
        if one in DIRECTIONS or other in DIRECTIONS or _digits((one,)) or _digits((other,)):
            return 0.0
        shorter = min(len(one), len(other))
        least = 1 if len(typed) > 2 and len(whole) >= _LONG and slips == 1 else 0
        if OSA.distance(one, other) > (least if shorter < 4 else 1 if shorter < 7 else 2):
            return 0.0
        first_slipped = first_slipped or one[0] != other[0]
    if first_slipped:
        return 0.5 if slips == 1 else 0.0
    if slips == 1:
        return 0.95 if len(whole) >= 7 else 0.5
    return 0.65 if len(whole) >= 10 else 0.5  # Monticello is not Montebello


def _digits(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if any(character.isdigit() for character in part))
