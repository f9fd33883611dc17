"""Combine the answers of two geocoders: do they mean the same place, and which one counts?"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geo.geocoding.answer import Answer, Candidate
from geo.geocoding.offline.matching.polyline import nearest_foot
from geo.geocoding.offline.parsing.words import clean, words
from geo.geocoding.offline.place_index import AREAS, LINES, house
from geo.geodesy import distance_m
from geo.story import AREA_RADIUS_M, Position

# Largest distance (metres) between a service's point and our point or line of the same place.
_BESIDE_M: Final = 250.0
# Largest distance (metres) of a house from the drawn part of its street: the map has gaps.
_UNDRAWN_M: Final = 3_000.0
# For these kinds, a service may answer with one of the roads or with a ramp.
_MEETINGS: Final = frozenset({"corner", "interchange"})


def is_conclusive(query: str, answer: Answer) -> bool:
    """Whether to stop here: found and, for an address, more exact than its street."""
    if answer.status != "found":
        return False
    number = house(words(clean(query).split(",", maxsplit=1)[0]))
    return number is None or answer.candidates[0].radius_m <= AREA_RADIUS_M


def combine(query: str, first: Answer, later: Answer) -> Answer:
    """Combine two answers. The first decides which places the name may mean."""
    if later.status == "none":
        return first
    if first.status == "none":
        return later
    if later.status == "ambiguous":
        return first
    settled = later.candidates[0]
    number = house(words(clean(query).split(",", maxsplit=1)[0]))
    on_street = number is not None and len(first.candidates) == 1 and first.candidates[0].line
    if first.status == "found" or on_street:  # accept the house only if it is on this street
        is_same_house = is_conclusive(query, later) and _is_beside(
            first.candidates[0], settled, _UNDRAWN_M
        )
        return later if is_same_house else first
    agreeing = [one for one in first.candidates if _is_same_place(one, settled, number is not None)]
    if len(agreeing) == 1:
        return later
    if agreeing or len(first.candidates) > 1:
        return first
    return replace(
        first, candidates=(*first.candidates, settled)
    )  # two candidates, neither certain


def _is_same_place(one: Candidate, other: Candidate, is_address: bool) -> bool:
    """Whether a service's place is the same as our candidate: of the same kind, at the same place.

    A café in Venice does not confirm that "Venice" means the district. A café beside a freeway does
    not confirm the freeway.
    """
    if one.kind in LINES:
        return (is_address or other.kind in LINES) and _is_beside(one, other, _BESIDE_M)
    if other.kind in LINES and one.kind not in _MEETINGS:
        return False
    return (one.kind in AREAS) == (other.kind in AREAS) and _is_beside(one, other, _BESIDE_M)


def _is_beside(one: Candidate, other: Candidate, beside_m: float) -> bool:
    """Whether the other is in our circle, or within `beside_m` metres of our line."""
    at = Position(longitude=other.lon, latitude=other.lat)
    if one.line:
        return nearest_foot(one.line, at).distance_m <= beside_m
    middle = Position(longitude=one.lon, latitude=one.lat)
    return distance_m(middle, at) <= max(one.radius_m, _BESIDE_M)
