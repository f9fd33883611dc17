"""Turn a service's list of places into an answer: is it one place, and does it match the query?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geo.geocoding.answer import MOST_CANDIDATES, Answer, Candidate, Status, shorten_query
from geo.geocoding.offline.parsing.words import DIRECTIONS, SUFFIXES, clean, words
from geo.geocoding.offline.place_index import house
from geo.geodesy import distance_m
from geo.story import Position
from geo.text_safety import one_line

# The score of a place inside and outside the story's area. Chosen by judgement: we have no labelled
# answers of a service, so both are below the scores of the gazetteer.
_IN_AREA: Final = 0.85
_ELSEWHERE: Final = 0.6
# The score of a place whose name lacks some words of the query.
_PARTLY: Final = 0.4
# The score if only the name matches: a person or a company may have the same name.
_SAME_NAME: Final = 0.5
# The score of the street if the house number is not listed.
_STREET_ONLY: Final = 0.7
# Kinds of places that maps label with their name, so that a bare name is enough.
_ON_MAPS: Final = frozenset(
    (
        *("city", "district", "town", "village", "hamlet", "suburb", "country", "state", "county"),
        *("administrative", "region", "island", "islet", "archipelago", "locality", "postcode"),
        *("peak", "volcano", "mountain range", "valley", "bay", "beach", "cape", "river", "lake"),
        *("water", "reservoir", "sea", "ocean", "forest", "park", "national park", "airport"),
        *("aerodrome", "station", "train station", "railway", "bridge", "harbour", "square"),
        *("castle", "monument", "memorial", "museum", "attraction", "stadium", "university"),
        *("cathedral", "zoo", "theme park"),
    )
)
# Words in a query that show that it means a place. The kind of the place does so, too.
_SAYS_PLACE: Final = SUFFIXES | {
    *("station", "hotel", "motel", "house", "building", "center", "stadium", "park", "pier"),
    *("beach", "hospital", "museum", "restaurant", "cafe", "bar", "club", "diner", "coffee"),
    *("tower", "plaza", "square", "market", "school", "church", "library", "theater", "cinema"),
    *("airport", "bridge", "garage", "mall", "shop", "bank", "office", "clinic", "cemetery"),
    *("interchange", "harbour", "lake", "river", "island", "mt", "studio", "studios", "gallery"),
}
MOST_WEIGHED: Final = 50
"""How many places of an answer are compared, in the service's order."""
# Places closer than this (metres) count as one: its building, its gate, its stop.
_SAME_M: Final = 250.0
# Parts of one street are at most this far (metres) apart.
_SAME_STREET_M: Final = 5_000.0


@dataclass(frozen=True, slots=True)
class ServicePlace:
    """One place in a service's answer.

    `label` is the full address, `name` its first part. `kind` is address, street, district, city or
    the service's own word. `radius_m` is the distance in metres to the farthest corner of its
    extent. `house` is the house number in lower case, or None.
    """

    name: str
    label: str
    position: Position
    radius_m: float
    kind: str
    house: str | None = None


def answer_from(
    query: str,
    places: Sequence[ServicePlace],
    source: str,
    in_area: Callable[[Position], bool] | None,
) -> Answer:
    """Make the answer. It is `found` if all places are one place whose name matches the query.

    `places` are in the service's order, best first; only the first 50 count. `in_area` tells
    whether a position is in the story's area; None means that no area is known.
    """
    shown_query = shorten_query(query)
    places = places[:MOST_WEIGHED]
    if not places:
        return Answer(shown_query, "none", note="the service found no such place")
    head = words(clean(query).split(",", maxsplit=1)[0])
    number = house(head)
    exact = [one for one in places if number is not None and one.house == number[0]]
    clusters = _clusters(exact or places)
    candidates = []
    for rank, one in enumerate(clusters[:MOST_CANDIDATES]):
        near = in_area is None or in_area(one.position)
        trust = _IN_AREA if near else _ELSEWHERE
        note = None if near else "Outside the area of the story."
        if not _has_name(one, head, number):
            trust = min(trust, _PARTLY)
            note = "Only some words of the query match."
        elif number is not None and one.house != number[0]:
            trust = min(trust, _STREET_ONLY)
            note = f"Number {number[0]} is not listed; this is its street."
        elif "," not in query and number is None and not _is_plainly_a_place(one, head):
            trust = min(trust, _SAME_NAME)
            note = "This place has the name, but the query may not mean a place."
        # The order of the service counts: each place weighs half as much as the previous one.
        share = 0.5**rank / (2.0 - 2.0 ** (1 - len(clusters)))
        candidates.append(_candidate(one, trust * share, source, note))
    is_certain = len(clusters) == 1 and candidates[0].score >= _ELSEWHERE
    status: Status = "found" if is_certain else "ambiguous"
    return Answer(shown_query, status, tuple(candidates))


def _clusters(places: Sequence[ServicePlace]) -> list[ServicePlace]:
    """Merge results for the same place. The radius of a street grows to include all its parts."""
    kept: list[ServicePlace] = []
    names = {one.name: words(one.name) for one in places}
    for one in places:
        for index, other in enumerate(kept):
            distance = distance_m(one.position, other.position)
            street = one.kind == other.kind == "street" and one.name == other.name
            if street and distance <= _SAME_STREET_M:
                reach = max(other.radius_m, distance + one.radius_m)
                kept[index] = replace(other, radius_m=reach)
                break
            alike = names[one.name] == names[other.name] or one.house == other.house is not None
            if distance <= _SAME_M or (alike and distance <= max(one.radius_m, other.radius_m)):
                break
        else:
            kept.append(one)
    return kept


def _has_name(one: ServicePlace, head: tuple[str, ...], number: tuple[str, str] | None) -> bool:
    """Whether the place has the name in the query (up to the first comma).

    All words of the query must be in its address, and its name may have few others: "Home" is not
    the Home Depot, but "Kate Mantilini" is the Kate Mantilini Restaurant.
    """
    plain = SUFFIXES | DIRECTIONS | {"and"}
    wanted = {word for word in head if word not in plain} or set(head)
    if number is not None:
        wanted -= {number[0]}
    others = set(words(one.name)) - set(head) - plain
    return wanted <= set(words(one.label)) and len(others) <= len(wanted) // 2


def _is_plainly_a_place(one: ServicePlace, head: tuple[str, ...]) -> bool:
    """Whether maps label places of this kind, or the query has a word for a kind of place."""
    if one.kind in _ON_MAPS:
        return True
    return bool(set(head) & (_SAYS_PLACE | set(words(one.kind))))


def _candidate(one: ServicePlace, score: float, source: str, note: str | None) -> Candidate:
    return Candidate(
        one_line(one.name, limit=200),
        one.position.latitude,
        one.position.longitude,
        one.radius_m,
        one.kind,
        score,
        source,
        note=note,
    )
