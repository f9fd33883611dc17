"""The areas of an event in words, for the list of events without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.area_sizes import area_m2

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.polygons import Polygon
    from geo.words import Noun, Words

# A smaller area is written in square metres; as in words/quantities.js of the player.
LEAST_IN_KM2 = 1e5
DIGITS = 3


def area_in_words(areas: Sequence[Polygon], words: Words, noun: Noun) -> str:
    """Return the size of the areas in three digits, such as "area, 12.3 km²"."""
    square_metres = area_m2(areas)
    if square_metres < LEAST_IN_KM2:
        number = words.decimal(square_metres, DIGITS)
        return words.phrase("areaInSquareMetres", noun, number=number)
    number = words.decimal(square_metres / 1e6, DIGITS)
    return words.phrase("areaInSquareKilometres", noun, number=number)
