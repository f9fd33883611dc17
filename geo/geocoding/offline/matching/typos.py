"""Find the names that a misspelt query may mean, but not other words that only look similar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.geocoding.offline.parsing.words import DIRECTIONS, LONG_FORMS, SHORT_FORMS

# Shorter words are not corrected: one typo often makes another word.
SHORTEST: Final = 5
# In a name with this many letters, the other words identify it.
_LONG: Final = 10


class Guess(NamedTuple):
    """A known name that the query may mean, the number of typos, and the trust in the match."""

    key: str
    typos: int
    trust: float


class Spelling:
    """Finds the known names that a misspelt name may mean.

    Args:
        known: key of each name → its words.
    """

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        self._known = known
        # By length, because a name differs in length by at most the number of typos.
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for name in known:
            self._by_length[len(name)].append(name)

    def find_similar(self, parts: tuple[str, ...]) -> list[Guess]:
        """The known names with the fewest typos. Empty if no name is similar.

        A typo is an extra, a missing or a wrong letter, or two neighbouring letters exchanged.
        Numbers and compass letters are never corrected: 5th is not 6th.
        """
        typed = "".join(parts)
        if len(typed) < SHORTEST:
            return []
        allowed = 1 if len(typed) < 8 else 2 if len(typed) < 15 else 3
        found: list[Guess] = []
        for size in range(len(typed) - allowed, len(typed) + allowed + 1):
            names = self._by_length.get(size, ())
            near = process.extract(typed, names, scorer=OSA.distance, score_cutoff=allowed, limit=8)
            for name, typos, _ in near:
                trust = _trust(parts, self._known[name], int(typos))
                if trust > 0:
                    found.append(Guess(name, int(typos), trust))
        fewest = min((guess.typos for guess in found), default=0)
        return [guess for guess in found if guess.typos == fewest]


def correct_spelling(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Correct words such as "boulevrad" and "nortth". Other words stay the same."""
    return tuple(_correct_word(word) for word in parts)


def _correct_word(word: str) -> str:
    if len(word) < SHORTEST or word in SHORT_FORMS:
        return word
    allowed = 2 if len(word) >= 8 else 1
    near = process.extractOne(word, LONG_FORMS.keys(), scorer=OSA.distance, score_cutoff=allowed)
    return LONG_FORMS[near[0]] if near and near[0][0] == word[0] else word


def _trust(typed: tuple[str, ...], name: tuple[str, ...], typos: int) -> float:
    """The trust that `typed` is a misspelling of `name`. 0 means that it is another name.

    The length of each word limits its typos. A different first letter often means another name
    (Eastlake, Westlake). A short word may have a typo only in a long name with two other words:
    "Marina del Ray".
    """
    whole = "".join(typed)
    if len(typed) != len(name):
        may_match = typos <= 1 and len(whole) >= 8 and _digits(typed) == _digits(name)
        return 0.6 if may_match and whole[0] == "".join(name)[0] else 0.0
    first_letter_differs = False
    for one, other in zip(typed, name, strict=True):
        if one == other:
            continue
        if one in DIRECTIONS or other in DIRECTIONS or _digits((one,)) or _digits((other,)):
            return 0.0
        shorter = min(len(one), len(other))
        least = 1 if len(typed) > 2 and len(whole) >= _LONG and typos == 1 else 0
        if OSA.distance(one, other) > (least if shorter < 4 else 1 if shorter < 7 else 2):
            return 0.0
        first_letter_differs = first_letter_differs or one[0] != other[0]
    if first_letter_differs:
        return 0.5 if typos == 1 else 0.0
    if typos == 1:
        return 0.95 if len(whole) >= 7 else 0.5
    return 0.65 if len(whole) >= 10 else 0.5  # Monticello is not Montebello


def _digits(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if any(character.isdigit() for character in part))
