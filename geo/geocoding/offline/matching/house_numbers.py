"""House numbers: the block downtown, else the street with its length as the uncertainty.

South of 1st Street the house numbers of downtown's long streets count by the hundred from one
numbered street to the next: number 444 stands between 4th and 5th Street.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geo.geocoding.offline.matching.polyline import length
from geo.geocoding.offline.parsing.words import SUFFIXES, ordinal_of
from geo.geocoding.offline.place_index import KnownPlace, PlaceIndex, house
from geo.geocoding.offline.ranking.match import (
    ADDRESS_IN_BLOCK,
    ADDRESS_ON_STREET,
    AREA_ONLY,
    WEIGHTS,
    Match,
)
from geo.geodesy import fast_distance_m
from geo.story import Position

# The atlas leaves a street open where its measured crossings lie farther apart than this (metres),
# and so it may end that much before the street does.
_UNDRAWN_M: Final = 3_000.0
# An area's corners lie beyond its circle of equal area, seldom by more than this share of it.
_CORNERS: Final = 0.5
# How far apart two numbered streets may be for the numbers between them to be counted (metres).
_LONGEST_BLOCKS_M: Final = 450.0
# Buildings stand beside the line, and some blocks count faster than others.
_BESIDE_M: Final = 60.0


class HouseNumbers:
    """Finds the block or the street of addresses that no source lists."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index

    def on_streets(self, parts: tuple[str, ...], streets: list[Match]) -> list[Match]:
        """The address's block where it can be counted, else its street.

        Args:
            parts: the words of the address, the house number first.
            streets: what the words after the number name.
        """
        block = self._block(parts)
        if block is not None:
            return [Match((), WEIGHTS["street"], ADDRESS_IN_BLOCK, made=block)]
        matches = []
        for match in streets:
            if not match.numbers:
                continue
            kilometres = length(self._index.things[match.numbers[0]].lines) / 1000
            note = (
                f"Number {parts[0]} is not listed; it is somewhere along the street, "
                f"{kilometres:.1f} km long on this map."
            )
            matches.append(
                replace(
                    match,
                    base=ADDRESS_ON_STREET,
                    explicit=True,
                    note=note,
                    slack_m=_UNDRAWN_M,
                    anywhere=True,
                )
            )
        return matches

    def _block(self, parts: tuple[str, ...]) -> KnownPlace | None:
        listed = house(parts)
        if listed is None or not parts[0].isdigit() or parts[1] in ("n", "e", "w"):
            return None
        number, street = int(parts[0]), listed[1]
        counted = self._index.counted.get(street, {})
        roads = self._index.roads.get(street)
        below = [n for n in counted if n * 100 <= number]
        above = [n for n in counted if n * 100 > number]
        if not below or not above or not roads:
            return None
        low, high = max(below), min(above)
        a, b = counted[low], counted[high]
        apart = fast_distance_m(a, b)
        if apart > _LONGEST_BLOCKS_M * (high - low):
            return None
        share = (number - low * 100) / ((high - low) * 100)
        at = Position(
            longitude=a.longitude + share * (b.longitude - a.longitude),
            latitude=a.latitude + share * (b.latitude - a.latitude),
        )
        name = self._index.things[roads[0].thing].name
        between = f"{ordinal_of(low)} and {ordinal_of(high)}"
        return KnownPlace(
            f"{number} {name}",
            "street",
            "counted from the corners of the atlas",
            at,
            apart / 2 + _BESIDE_M,
            note=f"Not listed; counted off between {between} Street.",
        )


def unknown_street(parts: tuple[str, ...], areas: list[KnownPlace]) -> list[Match]:
    """The city or district of a street or address that the map does not draw in it; unsure."""
    if not any(word in SUFFIXES for word in parts[1:]) or "and" in parts:
        return []
    note = "The map draws no such street there; this is only the area it is said to be in."
    return [
        Match(
            (),
            WEIGHTS[area.kind],
            AREA_ONLY,
            made=replace(area, note=note),
            slack_m=_CORNERS * area.radius_m,
        )
        for area in areas[:1]
    ]
