"""A typo in a name of the atlas: the answer is the right place or ambiguous, rarely a wrong one."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from geo.basemap import load
from geo.geocoding import Gazetteer
from geo.geocoding.offline.matching.typos import Spelling

KINDS = frozenset({"city", "district", "landmark", "airport", "street", "station"})
SHORTEST = 7


def misspell(name: str, dice: random.Random) -> str | None:
    """The name with one typo: two letters exchanged, one dropped, doubled or wrong."""
    at = dice.randrange(1, len(name) - 1)
    one, other = name[at], name[at + 1]
    if not (one.isalpha() and other.isalpha()) or one == other:
        return None
    made = dice.choice((other + one, other, one + one + other, dice.choice("aeinorst") + other))
    return name[:at] + made + name[at + 2 :]


KNOWN = {
    "westlake": ("westlake",),
    "wilshireblvd": ("wilshire", "blvd"),
    "venice": ("venice",),
    "eaglerock": ("eagle", "rock"),
    "montebello": ("montebello",),
    "inglewood": ("inglewood",),
    "nfigueroast": ("n", "figueroa", "st"),
}


@pytest.mark.parametrize(
    ("typed", "trust"),
    [
        (("wilshare", "blvd"), 0.95),
        (("milshire", "blvd"), 0.5),
        (("xestlake",), 0.5),
        (("westlale",), 0.95),
        (("eastlake",), None),
        # A short name.
        (("venica",), 0.5),
        # One word instead of two.
        (("eaglerok",), 0.6),
        (("aeglerock",), None),
        (("eaglarokk",), None),
        # Two typos, in a long name and in a shorter one.
        (("monticello",), 0.65),
        (("inglewuud",), 0.5),
        # A direction is never corrected, nor anything to a direction.
        (("s", "figueroa", "st"), None),
        (("x", "figueroa", "st"), None),
    ],
)
def test_the_trust_depends_on_the_typos_and_on_the_length_of_the_name(
    typed: tuple[str, ...], trust: float | None
) -> None:
    found = Spelling(KNOWN).find_similar(typed)
    assert [guess.trust for guess in found] == ([] if trust is None else [trust])


def test_a_name_with_a_wrong_first_letter_is_ambiguous() -> None:
    assert Gazetteer().lookup("Milshire Blvd").status == "ambiguous"
    assert Gazetteer().lookup("Wilshare Blvd").status == "found"


def test_a_name_of_five_letters_with_a_typo_is_found_but_uncertain() -> None:
    answer = Gazetteer().lookup("Grnad")
    assert (answer.status, answer.candidates[0].name) == ("ambiguous", "Grand Ave")


@pytest.mark.parametrize("word", ["Boulevrad", "Bkulevard", "Boulevarf"])
def test_a_misspelt_kind_of_street_is_corrected_with_a_lower_trust(word: str) -> None:
    answer = Gazetteer().lookup(f"Wilshire {word}")
    assert [one.name for one in answer.candidates] == ["Wilshire Blvd"]
    assert answer.candidates[0].score == pytest.approx(0.98 * 0.9)


def test_most_names_are_found_in_spite_of_a_typo() -> None:
    dice, gazetteer = random.Random(3), Gazetteer()
    outcomes: Counter[str] = Counter()
    for entry in load().entries:
        if entry.kind not in KINDS or len(entry.name) < SHORTEST or "(" in entry.name:
            continue
        typed = misspell(entry.name, dice)
        if typed is None or typed == entry.name:
            continue
        answer = gazetteer.lookup(typed)
        meant = any(one.name == entry.name for one in answer.candidates)
        outcomes["none" if answer.status == "none" else f"{answer.status} {meant}"] += 1
    tried = sum(outcomes.values())
    assert tried > 300
    assert outcomes["found True"] > 0.7 * tried
    assert outcomes["found False"] <= 0.01 * tried
