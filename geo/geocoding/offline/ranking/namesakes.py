"""Cities elsewhere with a name of this map: Venice is also in Italy, Ventura not only a street."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib import resources

from geo.geocoding.offline.parsing.words import key, street_parts, words
from geo.geocoding.offline.place_index import AREAS, KnownPlace


def namesake(things: Iterable[KnownPlace]) -> str | None:
    """That a city far off has the name of one of these areas, or None."""
    for thing in things:
        countries = _table("elsewhere").get(key(thing.name)) if thing.kind in AREAS else None
        if countries:
            return _sentence(thing.name, countries)
    return None


def city_elsewhere(street: KnownPlace) -> str | None:
    """That a city beyond the map has the bare name of this street (Ventura, Anaheim), or None."""
    core, _ = street_parts(words(street.name.split("(", maxsplit=1)[0]))
    countries = _table("streets").get("".join(core))
    return _sentence(" ".join(core).title(), countries) if countries else None


def is_common_word(core: tuple[str, ...]) -> bool:
    """Whether a street's own words mean much else: Hope, Grand, Spring."""
    return "".join(core) in _words()


def _sentence(name: str, countries: list[str]) -> str:
    where = " and in ".join(countries)
    article = "an" if name[0] in "AEIOU" else "a"
    return f"there is also {article} {name} in {where}; this map does not reach there"


@cache
def _words() -> frozenset[str]:
    file = resources.files("geo.geocoding.offline.ranking") / "namesakes.json"
    return frozenset(json.loads(file.read_text(encoding="utf-8"))["words"])


@cache
def _table(which: str) -> dict[str, list[str]]:
    """Countries and states by the key of the city's name."""
    file = resources.files("geo.geocoding.offline.ranking") / "namesakes.json"
    names: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))[which]
    return {key(name): countries for name, countries in names.items()}
