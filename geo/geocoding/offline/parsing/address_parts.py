"""Split a query at its commas into the place and the city or district around it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from geo.geocoding.offline.parsing.words import DIRECTIONS, key, street_parts, words
from geo.geocoding.offline.place_index import KnownPlace, PlaceIndex

# Words after a place's name that apply to the whole atlas.
REGION: Final = frozenset(
    ("losangeles", "la", "lacounty", "losangelescounty", "countyoflosangeles", "ca", "calif",
     "california", "usa", "us", "unitedstates", "unitedstatesofamerica", "socal", "lacalifornia",
     "losangelesca", "losangelescalifornia", "laca", "socalif", "southerncalifornia")
)  # fmt: skip
_ZIP: Final = re.compile(r"(?:ca\s*)?9\d{4}(?:-\d{4})?(?:/9\d{4})?", re.IGNORECASE)
_ZIP_AT_END: Final = re.compile(
    r"\s+(?:(?:CA|California)\s+)?9\d{4}(?:-\d{4})?(?:/9\d{4})?$", re.IGNORECASE
)
# Rooms and floors of a building, which are not on the map.
_ROOM: Final = re.compile(
    r"(?:(?:suite|ste|apt|apartment|unit|room|rm|floor|fl)\.?\s*#?|#\s*)\w?\d\w*"
    r"|\d+\w*\s+(?:floor|fl)",
    re.IGNORECASE,
)
_RELATED: Final = frozenset({"near", "between", "just", "by", "off", "and", "above", "below"})


class AddressParts(NamedTuple):
    """The words of the place, the areas around it, and a part that is not on the map.

    `head` has the words before the first comma. `before_city` is true if a city, a district or the
    region follows, as in an address.
    """

    head: tuple[str, ...]
    parts: tuple[str, ...]
    within: tuple[KnownPlace, ...]
    elsewhere: str | None
    before_city: bool = False


def without_region(text: str) -> list[str]:
    """Remove the region from the end of the text, one part after the other. Return each result.

    "UCLA, Los Angeles, CA 90095" gives ["UCLA, Los Angeles", "UCLA"].
    """
    found = []
    head, comma, tail = text.rpartition(",")
    while comma and (key(_ZIP_AT_END.sub("", tail)) in REGION or _ZIP.fullmatch(tail.strip())):
        found.append(head)
        head, comma, tail = head.rpartition(",")
    return found


def split_address(text: str, index: PlaceIndex) -> AddressParts:
    """Split a query into the place and its surroundings.

    "Figueroa, 5th" is a corner, "Venice Blvd, east of Normandie" a place on a street, "Main St,
    Venice" a street in a district, and "Berth 159, Port of Los Angeles" a place on a larger site.
    If a part is none of these, the place is elsewhere.
    """
    head, *tails = (_ZIP_AT_END.sub("", part.strip()) for part in text.split(","))
    parts = words(head)
    first = parts
    within: list[KnownPlace] = []
    before_city = False
    for tail in tails:
        tail_words = words(tail)
        areas = index.areas(tail)
        before_city = before_city or bool(areas) or key(tail) in REGION
        if not tail_words or key(tail) in REGION or _ZIP.fullmatch(tail) or _ROOM.fullmatch(tail):
            continue
        if areas:
            within += areas
        elif _continues_road(tail_words):
            parts += tail_words
        elif "and" not in parts and _may_meet(parts, tail_words, index):
            parts = (*parts, "and", *tail_words)
        elif sites := index.sites(tail):
            within += sites
        else:
            return AddressParts(first, parts, tuple(within), tail)
    return AddressParts(first, parts, tuple(within), None, before_city)


def _continues_road(tail_words: tuple[str, ...]) -> bool:
    """Whether these words describe a position on the road before the comma."""
    return tail_words[0] in _RELATED or (
        len(tail_words) > 2 and tail_words[0] in DIRECTIONS and tail_words[1] == "of"
    )


def _may_meet(one: tuple[str, ...], other: tuple[str, ...], index: PlaceIndex) -> bool:
    """Whether these are two roads of the map or of a corner in the story."""
    keys = [index.road_keys(side) for side in (one, other)]
    if all(keys):
        return True
    first, second = (
        found or {"".join(street_parts(side)[0])}
        for found, side in zip(keys, (one, other), strict=True)
    )
    return any(frozenset((a, b)) in index.corners for a in first for b in second)
