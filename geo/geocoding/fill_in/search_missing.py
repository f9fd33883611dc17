"""Search the places of a story that have no point, and add the points found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from geo.geocoding.answer import Answer, Candidate
from geo.geocoding.chain import Chain, Lookup, Outcome, names_of
from geo.geocoding.consensus import is_conclusive
from geo.geocoding.fill_in.placements import apply_placements, from_candidate
from geo.geocoding.offline.gazetteer import Gazetteer
from geo.geocoding.offline.place_index import AREAS
from geo.geodesy import distance_m
from geo.story import AREA_RADIUS_M, GUESS_RADIUS_M, Place, Position, Story
from geo.text_safety import one_line

# After failures for this many places in a row, the service is not queried again.
_FAILURES: Final = 3
_BRACKETS: Final = "()"


@dataclass(frozen=True, slots=True)
class Row:
    """The result for one place: its id, its name and the answer."""

    id: str
    name: str
    answer: Answer

    def __str__(self) -> str:
        """The result as one line of text."""
        name = one_line(self.name, limit=80)
        shown = [f"{one.name_and_coordinates}, {one.precision}" for one in self.answer.candidates]
        note = self.answer.note or "no location found for this name"
        if not shown:
            return one_line(f"{name}: {note}")
        why = f" ({self.answer.note})" if self.answer.note else ""
        return one_line(f"{name}: {'; or '.join(shown)}{why}")


@dataclass(frozen=True, slots=True)
class Located:
    """The story with the added points, and the places that were found, ambiguous or not found.

    `events` are the ids of the events that got the point of their place. `unplaced` are the ids of
    the events that have neither a point nor a place. `troubles` are the errors of services, one
    sentence each, without repetition. `kept` is the number of places that already had a point.
    """

    story: Story
    found: tuple[Row, ...] = ()
    ambiguous: tuple[Row, ...] = ()
    none: tuple[Row, ...] = ()
    events: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
    kept: int = 0


def locate(
    story: Story,
    *,
    today: date,
    online: Callable[[Story], Lookup] | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Located:
    """Find the places of a story that have no position, by their address and their name.

    Only a certain answer becomes a point. `apply_placements` adds it to the story.

    Args:
        story: the story to search.
        today: the date of the search, for the sources.
        online: makes the geocoder for the places without a certain offline answer. Its argument is
            the story with the points found offline. None: the search stays offline. If the service
            fails for three places in a row, it is not queried for the others.
        progress: called before each place with its number (from 1), the number of places and its
            name.
    """
    missing = [place for place in story.places if place.position is None]
    report = progress or (lambda *_: None)
    offline = _gazetteer(story)
    answers: dict[str, Answer] = {}
    troubles: list[str] = []
    for number, place in enumerate(missing, 1):
        if online is None:
            report(number, len(missing), place.name)
        answers[place.id] = _look_up(place, lambda query: Outcome(offline.lookup(query)), troubles)
    if online is not None:
        # A second pass, because the service needs the area of the points found offline.
        chain = Chain(offline, online(_apply(story, answers, today)), people=names_of(story))
        left = [place for place in missing if not _is_settled(place, answers[place.id])]
        in_a_row = 0
        for number, place in enumerate(left, 1):
            report(number, len(left), place.name)
            before = len(troubles)
            answers[place.id] = _look_up(place, chain.ask, troubles)
            in_a_row = in_a_row + 1 if len(troubles) > before else 0
            if in_a_row == _FAILURES and number < len(left):
                skipped = len(left) - number
                places = "1 more place was" if skipped == 1 else f"{skipped} more places were"
                troubles.append(f"{places} not looked up online, because the service kept failing.")
                break
    filled = _apply(story, answers, today)
    rows = [Row(place.id, place.name, answers[place.id]) for place in missing]
    had = {event.id for event in story.events if event.where.path}
    return Located(
        filled,
        found=tuple(row for row in rows if row.answer.status == "found"),
        ambiguous=tuple(row for row in rows if row.answer.status == "ambiguous"),
        none=tuple(row for row in rows if row.answer.status == "none"),
        events=tuple(e.id for e in filled.events if e.where.path and e.id not in had),
        unplaced=tuple(e.id for e in story.events if not e.where.path and e.where.place is None),
        troubles=tuple(dict.fromkeys(troubles)),
        kept=len(story.places) - len(missing),
    )


def _gazetteer(story: Story) -> Gazetteer:
    """A gazetteer of the places with a position. The others would hide places of the map."""
    return Gazetteer([place for place in story.places if place.position is not None], story=story)


def queries(place: Place) -> tuple[str, ...]:
    """The queries for a place: its address, then its name without the part in brackets."""
    name = place.name
    opened = name.find(_BRACKETS[0])
    if opened > 0 and name.rstrip().endswith(_BRACKETS[1]):
        name = name[:opened]
    texts = (text.strip() for text in (place.address or "", name))
    return tuple(dict.fromkeys(text for text in texts if text))


def _look_up(place: Place, ask: Callable[[str], Outcome], troubles: list[str]) -> Answer:
    """The best answer to the place's address and name. Ambiguous if the two disagree."""
    best: Answer | None = None
    for query in queries(place):
        outcome = ask(query)
        troubles += outcome.troubles
        answer = outcome.answer
        if best is None or best.status == "none":
            best = answer
        elif answer.status == "found" == best.status:
            best = _better(best, answer)
        elif answer.status == "found" and _is_one_of(answer.candidates[0], best):
            best = answer
        if best.status == "found" and best.candidates[0].radius_m <= AREA_RADIUS_M:
            break  # an exact address is enough; the name may improve a vague one
    if best is None:
        return Answer("", "none", note="the place has neither a name nor an address")
    if best.status == "found" and best.candidates[0].radius_m >= GUESS_RADIUS_M:
        # A point would look certain, and a later search would not look for a better one.
        return replace(best, status="ambiguous", note=_why_no_point(best.candidates[0]))
    return best


def _why_no_point(candidate: Candidate) -> str:
    if candidate.line:
        return "too long to be a point"
    return "too large to be a point" if candidate.kind in AREAS else "only a guess"


def _better(first: Answer, second: Answer) -> Answer:
    """The more exact of two answers. Ambiguous if they cannot both be right."""
    one, other = first.candidates[0], second.candidates[0]
    distance = distance_m(_at(one), _at(other))
    if distance > one.radius_m + other.radius_m:
        note = "the address and the name lead to different places"
        return Answer(first.query, "ambiguous", (one, other), note)
    return second if other.radius_m < one.radius_m else first


def _is_one_of(candidate: Candidate, answer: Answer) -> bool:
    """Whether the candidate is, or lies in, one of the candidates of an ambiguous answer.

    A city or a district is not a circle. Parts of it lie up to two radii away.
    """
    at = _at(candidate)
    return any(
        distance_m(at, _at(one)) <= 2 * one.radius_m + candidate.radius_m
        for one in answer.candidates
    )


def _is_settled(place: Place, answer: Answer) -> bool:
    """Whether the offline answer needs no online search."""
    return answer.status == "found" and any(
        is_conclusive(query, answer) for query in queries(place)
    )


def _apply(story: Story, answers: dict[str, Answer], today: date) -> Story:
    """The story with the points of all places that were found."""
    found = {id_: one.candidates[0] for id_, one in answers.items() if one.status == "found"}
    placements = {id_: from_candidate(one, today, settled=True) for id_, one in found.items()}
    return apply_placements(story, placements)


def _at(candidate: Candidate) -> Position:
    return Position(longitude=candidate.lon, latitude=candidate.lat)
