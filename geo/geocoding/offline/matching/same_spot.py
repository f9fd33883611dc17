"""Remove matches that describe the same spot twice."""

from __future__ import annotations

import math
from collections.abc import Iterable

from geo.geocoding.offline.place_index import KnownPlace, PlaceIndex
from geo.geocoding.offline.ranking.match import Match
from geo.geodesy import fast_distance_m


def most_exact_of_each_spot(index: PlaceIndex, numbers: Iterable[int]) -> list[int]:
    """Drop each place whose circle touches the circle of a more exact place."""
    kept: list[int] = []
    for number in sorted(set(numbers), key=lambda n: (index.places[n].radius_m, n)):
        place = index.places[number]
        if not any(
            _gap_m(place, index.places[other]) <= place.radius_m + index.places[other].radius_m
            for other in kept
        ):
            kept.append(number)
    return kept


def first_of_each_spot(matches: Iterable[Match]) -> list[Match]:
    """Keep the first of matches that are close together, as of two roads crossing a third."""
    kept: list[Match] = []
    for match in matches:
        if not any(
            match.calculated
            and other.calculated
            and _gap_m(match.calculated, other.calculated) <= match.calculated.radius_m
            for other in kept
        ):
            kept.append(match)
    return kept


def _gap_m(one: KnownPlace, other: KnownPlace) -> float:
    """Metres between two places. Infinite if one has no position."""
    if one.position is None or other.position is None:
        return math.inf
    return fast_distance_m(one.position, other.position)
