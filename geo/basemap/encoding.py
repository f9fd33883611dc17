"""Encode the atlas for the base map of the document: small, and only the entries that are drawn.

Positions are whole numbers in units of 1e-5 degree (about one metre). A line is its first position,
then the difference of each position from the previous one: `[lon, lat, dlon, dlat, …]`. Corners,
interchanges and entries of a high rank are not drawn, so they are left out.

    {"unit": 1e-05, "name": "Los Angeles", "frame": [west, south, east, north],
     "coast": [steps, …], closed rings are islands,
     "lines": [[kind, rank, label, [steps, …], shield], …],  kind: "freeway" | "street" | "runway";
     shield: "pointed" | "rounded" | "oval", of freeways only
     "points": [[kind, rank, label, lon, lat, radius_m], …],
     "seas": [[name, [[lon, lat], …]], …], "openSea": [lon, lat] or null}: see Atlas, in degrees
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from geo.story import Position

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.basemap.atlas import Atlas, Entry

UNIT = 1e-5
# The signs of the networks of the United States: interstate, US route, state route.
_SHIELDS = {"I": "pointed", "US": "rounded", "SR": "oval"}
# Places of a higher rank are only for the search; the map does not draw them.
_DRAWN = 4


@cache
def encode(atlas: Atlas) -> dict[str, Any]:
    """The base map of the document as plain JSON values. Cached for each atlas."""
    west, south, east, north = atlas.bounds
    # Include places up to this many degrees outside the frame: their labels help (Santa Clarita).
    margin = 0.1
    points = [
        [entry.kind, entry.rank, _label(entry), *_whole(entry.position), round(entry.radius_m or 0)]
        for entry in atlas.entries_of("city", "district", "airport", "station", "landmark")
        if entry.position is not None
        and (entry.rank <= _DRAWN or entry.kind == "station")
        and west - margin <= entry.position.longitude <= east + margin
        and south <= entry.position.latitude <= north + margin
    ]
    return {
        "unit": UNIT,
        "name": atlas.name,
        "frame": list(atlas.bounds),
        "coast": [steps(line) for entry in atlas.entries_of("coast") for line in entry.lines],
        "lines": [
            [
                entry.kind,
                entry.rank,
                _label(entry),
                [steps(line) for line in entry.lines],
                *_shield(entry),
            ]
            for entry in atlas.entries_of("freeway", "street", "runway")
        ],
        "points": points,
        "seas": [[sea.name, [_degrees(at) for at in sea.at]] for sea in atlas.seas],
        "openSea": None if atlas.open_sea is None else _degrees(atlas.open_sea),
    }


def _degrees(position: Position) -> list[float]:
    return [position.longitude, position.latitude]


def steps(line: Iterable[Position]) -> list[int]:
    """A line as whole numbers: its first position, then the difference to each next position."""
    flat: list[int] = []
    before = (0, 0)
    for position in line:
        here = _whole(position)
        flat += (here[0] - before[0], here[1] - before[1])
        before = here
    return flat


def _whole(position: Position) -> tuple[int, int]:
    return round(position.longitude / UNIT), round(position.latitude / UNIT)


def _label(entry: Entry) -> str:
    """The text on the map: short, without words that the symbol beside it makes redundant."""
    if entry.label is not None and entry.kind != "freeway":
        return entry.label
    if entry.kind == "station":
        return entry.name.removesuffix(" Station")
    if entry.kind == "runway":
        return entry.name.split(" ")[-1]
    if entry.kind == "freeway":
        return _route(entry)[1]
    if entry.kind == "street":
        return entry.name.split(" (")[0]
    return entry.name


def _shield(entry: Entry) -> list[str]:
    """The form of the sign with a freeway's number, as the last item of its line."""
    return [_SHIELDS[_route(entry)[0]]] if entry.kind == "freeway" else []


def _route(entry: Entry) -> tuple[str, str]:
    """A freeway's network and number: "I" and "405" of "San Diego Fwy I-405"."""
    network, number = (entry.label or entry.name.split(" ")[-1]).split("-")
    return network, number
