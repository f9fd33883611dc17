"""One slip of the pen in any name of the atlas: found again or asked back, hardly ever another."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from geo.basemap import load
from geo.geocoding import Gazetteer
from geo.geocoding.offline.matching.typos import Spelling

KINDS = frozenset({"city", "district", "landmark", "airport", "street", "station"})
SHORTEST = 7


def slip(name: str, dice: random.Random) -> str | None:
    """The name with one letter exchanged with its neighbour, dropped, doubled or wrong."""
    at = dice.randrange(1, len(name) - 1)
    one, other = name[at], name[at + 1]
    if not (one.isalpha() and other.isalpha()) or one == other:
        return None
    made = dice.choice((other + one, other, one + one + other, dice.choice("aeinorst") + other))
    return name[:at] + made + name[at + 2 :]


KNOWN = {"westlake": ("westlake",), "wilshireblvd": ("wilshire", "blvd")}


@pytest.mark.parametrize(
    ("typed", "trust"),
    [
        (("wilshare", "blvd"), 0.95),
        (("milshire", "blvd"), 0.5),
        (("xestlake",), 0.5),
        (("westlale",), 0.95),
        (("eastlake",), None),
    ],
)
def test_a_wrong_first_letter_is_trusted_less_than_any_other(
    typed: tuple[str, ...], trust: float | None
) -> None:
    found = Spelling(KNOWN).find_similar(typed)
    assert [guess.trust for guess in found] == ([] if trust is None else [trust])


def test_a_name_with_a_wrong_first_letter_is_asked_back() -> None:
    assert Gazetteer().lookup("Milshire Blvd").status == "ambiguous"
    assert Gazetteer().lookup("Wilshare Blvd").status == "found"


def test_a_slip_finds_its_name_or_asks_back() -> None:
    dice, gazetteer = random.Random(3), Gazetteer()
    outcomes: Counter[str] = Counter()
    for entry in load().entries:
        if entry.kind not in KINDS or len(entry.name) < SHORTEST or "(" in entry.name:
            continue
        typed = slip(entry.name, dice)
        if typed is None or typed == entry.name:
            continue
        answer = gazetteer.lookup(typed)
        meant = any(one.name == entry.name for one in answer.candidates)
        outcomes["none" if answer.status == "none" else f"{answer.status} {meant}"] += 1
    tried = sum(outcomes.values())
    assert tried > 300
    assert outcomes["found True"] > 0.7 * tried
    assert outcomes["found False"] <= 0.01 * tried
