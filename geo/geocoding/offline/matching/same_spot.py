"""Matches that name one spot twice, of which one is enough."""

from __future__ import annotations

import math
from collections.abc import Iterable

from geo.geocoding.offline.place_index import Index, Thing
from geo.geocoding.offline.ranking.match import Hit
from geo.geodesy import fast_distance_m


def most_exact_of_each_spot(index: Index, numbers: Iterable[int]) -> list[int]:
    """The numbers of the index without those whose circle touches that of a more exact one."""
    kept: list[int] = []
    for number in sorted(set(numbers), key=lambda n: (index.things[n].radius_m, n)):
        thing = index.things[number]
        if not any(
            _gap_m(thing, index.things[other]) <= thing.radius_m + index.things[other].radius_m
            for other in kept
        ):
            kept.append(number)
    return kept


def first_of_each_spot(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits close together the first: two roads that cross a third at one spot."""
    kept: list[Hit] = []
    for hit in hits:
        if not any(
            hit.made and other.made and _gap_m(hit.made, other.made) <= hit.made.radius_m
            for other in kept
        ):
            kept.append(hit)
    return kept


def _gap_m(one: Thing, other: Thing) -> float:
    """Metres between two points; infinite when one has none."""
    if one.position is None or other.position is None:
        return math.inf
    return fast_distance_m(one.position, other.position)
