"""From a service's list of places to an honest answer: is it one place, and the one asked for?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geo.geocoding.answer import MOST_CANDIDATES, Answer, Candidate, Status, shortened
from geo.geocoding.offline.parsing.words import DIRECTIONS, SUFFIXES, clean, words
from geo.geocoding.offline.place_index import house
from geo.geodesy import distance_m
from geo.story import Position
from geo.text_safety import one_line

# The score of a name found in the story's area, or only outside. Set by judgement: without labelled
# answers of a service, both stay below the scores of the gazetteer.
_IN_AREA: Final = 0.85
_ELSEWHERE: Final = 0.6
# A name that lacks some of the words of the query is only a hint.
_PARTLY: Final = 0.4
# A person, a company or a shop may have the same name; nothing but the name fits.
_SAME_NAME: Final = 0.5
# The number of the house is not listed, its street is.
_STREET_ONLY: Final = 0.7
# What has a name of its own on a map, so that the bare name means it.
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
# Words that say that a place is meant; a service's word for the kind of a place does, too.
_SAYS_PLACE: Final = SUFFIXES | {
    *("station", "hotel", "motel", "house", "building", "center", "stadium", "park", "pier"),
    *("beach", "hospital", "museum", "restaurant", "cafe", "bar", "club", "diner", "coffee"),
    *("tower", "plaza", "square", "market", "school", "church", "library", "theater", "cinema"),
    *("airport", "bridge", "garage", "mall", "shop", "bank", "office", "clinic", "cemetery"),
    *("interchange", "harbour", "lake", "river", "island", "mt", "studio", "studios", "gallery"),
}
# Answers this close, or within each other's reach, are one place: its building, its gate, its stop.
_SAME_M: Final = 250.0
# A query for a street means all of its parts.
_SAME_STREET_M: Final = 5_000.0


@dataclass(frozen=True, slots=True)
class ServicePlace:
    """One place in a service's answer.

    `label` is its whole address, `name` its first part. `kind` is in our words: address, street,
    district, city, or the service's own. `radius_m` reaches to the farthest corner of its extent.
    `house` is its number, in lower case, or None.
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
    """The answer: found when all places are one place with all the words of the query in its name.

    `places` come best first. `in_area` None means that no area is known to prefer.
    """
    asked = shortened(query)
    if not places:
        return Answer(asked, "none", note="the service knows no such place")
    head = words(clean(query).split(",", maxsplit=1)[0])
    number = house(head)
    exact = [one for one in places if number is not None and one.house == number[0]]
    clusters = _clusters(exact or places)
    candidates = []
    for rank, one in enumerate(clusters[:MOST_CANDIDATES]):
        near = in_area is None or in_area(one.position)
        trust = _IN_AREA if near else _ELSEWHERE
        note = None if near else "Outside the area of the story."
        if not _bears(one, head, number):
            trust = min(trust, _PARTLY)
            note = "Only some of the words fit."
        elif number is not None and one.house != number[0]:
            trust = min(trust, _STREET_ONLY)
            note = f"Number {number[0]} is not listed; this is its street."
        elif "," not in query and number is None and not _is_plainly_a_place(one, head):
            trust = min(trust, _SAME_NAME)
            note = "It has this name; nothing says that a place was meant."
        # The service's order counts: each further meaning weighs half of the one before.
        share = 0.5**rank / sum(0.5**other for other in range(len(clusters)))
        candidates.append(_candidate(one, trust * share, source, note))
    sure = len(clusters) == 1 and candidates[0].score >= _ELSEWHERE
    status: Status = "found" if sure else "ambiguous"
    return Answer(asked, status, tuple(candidates))


def _clusters(places: Sequence[ServicePlace]) -> list[ServicePlace]:
    """One sighting for each place; a street takes in its parts, and reaches as far as they do."""
    kept: list[ServicePlace] = []
    for one in places:
        for index, other in enumerate(kept):
            apart = distance_m(one.position, other.position)
            street = one.kind == other.kind == "street" and one.name == other.name
            if street and apart <= _SAME_STREET_M:
                reach = max(other.radius_m, apart + one.radius_m)
                kept[index] = replace(other, radius_m=reach)
                break
            alike = words(one.name) == words(other.name) or one.house == other.house is not None
            if apart <= _SAME_M or (alike and apart <= max(one.radius_m, other.radius_m)):
                break
        else:
            kept.append(one)
    return kept


def _bears(one: ServicePlace, head: tuple[str, ...], number: tuple[str, str] | None) -> bool:
    """Whether the place has the name of the query, up to the first comma.

    All words of the query are in its address, and its name has few others: "Home" is not the Home
    Depot, but "Kate Mantilini" is the Kate Mantilini Restaurant.
    """
    plain = SUFFIXES | DIRECTIONS | {"and"}
    wanted = {word for word in head if word not in plain} or set(head)
    if number is not None:
        wanted -= {number[0]}
    others = set(words(one.name)) - set(head) - plain
    return wanted <= set(words(one.label)) and len(others) <= len(wanted) // 2


def _is_plainly_a_place(one: ServicePlace, head: tuple[str, ...]) -> bool:
    """Whether maps show it by its name alone, or the words of the query say what it is."""
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
