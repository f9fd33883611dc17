"""Addresses that no source lists: the block (downtown) or the street, with a matching radius.

Downtown, south of 1st Street, house numbers grow by one hundred from one numbered street to the
next: number 444 is between 4th and 5th Street.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geo.geocoding.offline.matching.polyline import length_m
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

# The atlas does not join measured crossings that are farther apart than this (metres). So the drawn
# line may end this much before the street does.
_UNDRAWN_M: Final = 3_000.0
# Parts of an area lie outside its circle, rarely by more than this share of the radius.
_CORNERS: Final = 0.5
# The longest block (metres) in which house numbers are interpolated.
_LONGEST_BLOCKS_M: Final = 450.0
# Added to the radius (metres): buildings are beside the line, and numbers are spaced unevenly.
_BESIDE_M: Final = 60.0


class HouseNumbers:
    """Finds the block or the street of addresses that are not listed."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index

    def match_addresses(self, parts: tuple[str, ...], streets: list[Match]) -> list[Match]:
        """The block of the address if its numbers can be interpolated, otherwise its street.

        Args:
            parts: the words of the address, the house number first.
            streets: the matches of the words after the number.
        """
        block = self._block_of(parts)
        if block is not None:
            return [Match((), WEIGHTS["street"], ADDRESS_IN_BLOCK, calculated=block)]
        matches = []
        for match in streets:
            if not match.numbers:
                continue
            kilometres = length_m(self._index.places[match.numbers[0]].lines) / 1000
            note = (
                f"Number {parts[0]} is not listed; it is somewhere along the street, "
                f"which is {kilometres:.1f} km long on this map."
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

    def _block_of(self, parts: tuple[str, ...]) -> KnownPlace | None:
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
        blocks_m = fast_distance_m(a, b)
        if blocks_m > _LONGEST_BLOCKS_M * (high - low):
            return None
        share = (number - low * 100) / ((high - low) * 100)
        at = Position(
            longitude=a.longitude + share * (b.longitude - a.longitude),
            latitude=a.latitude + share * (b.latitude - a.latitude),
        )
        name = self._index.places[roads[0].number].name
        between = f"{ordinal_of(low)} and {ordinal_of(high)}"
        return KnownPlace(
            f"{number} {name}",
            "street",
            "interpolated between the corners of the atlas",
            at,
            blocks_m / 2 + _BESIDE_M,
            note=f"Not listed; interpolated between {between} Street.",
        )


def unknown_street(parts: tuple[str, ...], areas: list[KnownPlace]) -> list[Match]:
    """The city or district of a street or address that is not on the map, as an uncertain match."""
    if not any(word in SUFFIXES for word in parts[1:]) or "and" in parts:
        return []
    return [
        Match(
            (),
            WEIGHTS[area.kind],
            AREA_ONLY,
            note=f"The map has no such street in {area.name}; this is the whole {area.kind}.",
            calculated=area,
            slack_m=_CORNERS * area.radius_m,
        )
        for area in areas[:1]
    ]
