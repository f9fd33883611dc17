"""Cities elsewhere that bear the name of a city or district of the map: Venice is also in Italy."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib import resources

from geo.geocoding.index import AREAS, Thing


def namesake(things: Iterable[Thing]) -> str | None:
    """That a city far off has the name of one of these areas, or None."""
    for thing in things:
        countries = _elsewhere().get(thing.name) if thing.kind in AREAS else None
        if countries:
            where = " and in ".join(countries)
            return f"there is also a {thing.name} in {where}; this map does not reach there"
    return None


@cache
def _elsewhere() -> dict[str, list[str]]:
    """Countries and states by name of the city."""
    file = resources.files("geo.geocoding") / "namesakes.json"
    elsewhere: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))["elsewhere"]
    return elsewhere
