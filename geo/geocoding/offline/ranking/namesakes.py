"""Cities outside the map with the same name as a place on it: Venice is also in Italy."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib import resources

from geo.geocoding.offline.parsing.words import key, street_parts, words
from geo.geocoding.offline.place_index import AREAS, KnownPlace


def namesake(places: Iterable[KnownPlace]) -> str | None:
    """A sentence about a city outside the map with the name of one of these areas, or None."""
    for place in places:
        countries = _table("elsewhere").get(key(place.name)) if place.kind in AREAS else None
        if countries:
            return _sentence(place.name, countries)
    return None


def city_elsewhere(street: KnownPlace) -> str | None:
    """A sentence about a city outside the map with the bare name of this street, or None."""
    core, _ = street_parts(words(street.name.split("(", maxsplit=1)[0]))
    countries = _table("streets").get("".join(core))
    return _sentence(" ".join(core).title(), countries) if countries else None


def is_common_word(core: tuple[str, ...]) -> bool:
    """Whether the bare name of a street has many other meanings: Hope, Grand, Spring."""
    return "".join(core) in _words()


def _sentence(name: str, countries: list[str]) -> str:
    where = " and in ".join(countries)
    article = "an" if name[0] in "AEIOU" else "a"
    return f"there is also {article} {name} in {where}; this map does not cover it"


@cache
def _words() -> frozenset[str]:
    file = resources.files("geo.geocoding.offline.ranking") / "namesakes.json"
    return frozenset(json.loads(file.read_text(encoding="utf-8"))["words"])


@cache
def _table(which: str) -> dict[str, list[str]]:
    """Key of a city's name → countries and states."""
    file = resources.files("geo.geocoding.offline.ranking") / "namesakes.json"
    names: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))[which]
    return {key(name): countries for name, countries in names.items()}
