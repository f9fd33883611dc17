"""Points that a person chose for a story's places, and the story as it is with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from geo.geocoding.answer import Candidate
from geo.story import Event, Place, Position, Source, Story
from geo.text_safety import one_line

How = Literal["by hand", "found"]

# A click on a map of a city is not meant more exactly than a house and its yard.
BY_HAND_M: Final = 50.0
# Six decimals are 0.1 m; what is nearer than that is the same point.
_DECIMALS: Final = 6
_SAME_DEGREES: Final = 1e-6
# Where a point comes from, at the beginning of its source's title. `batch` writes the second, too.
_BY_HAND: Final = "chosen by hand"
_GEOCODED: Final = "geocoded"
_OSM: Final = "OpenStreetMap"
OSM_CREDIT: Final = "© OpenStreetMap contributors (ODbL 1.0)"


@dataclass(frozen=True, slots=True)
class Placing:
    """One choice: this place is here.

    `radius_m` and `confidence` as in `Place`; None means that nobody said. `source` tells who says
    so, and since when. `note` says as what it was found, or is None.
    """

    position: Position
    radius_m: float | None
    confidence: float | None
    source: str
    how: How = "by hand"
    note: str | None = None


def by_hand(position: Position, today: date, radius_m: float = BY_HAND_M) -> Placing:
    """A point that somebody picked, dragged or typed on that day. How sure, they did not say."""
    return Placing(_rounded(position), round(radius_m), None, f"{_BY_HAND}, {today.isoformat()}")


def from_candidate(found: Candidate, today: date, *, settled: bool) -> Placing:
    """A candidate that was taken on that day.

    Args:
        found: one of an answer's candidates.
        today: the day that is written down.
        settled: it was the only meaning, so its score is how sure it is. Otherwise somebody chose
            among several, and the score, which spoke of the choice, says nothing any more.
    """
    at = Position(longitude=found.lon, latitude=found.lat)
    told = [f"Found as {one_line(found.name, limit=120)}.", found.note]
    return Placing(
        _rounded(at),
        round(found.radius_m),
        round(found.score, 2) if settled else None,
        f"{_GEOCODED} {today.isoformat()}, {found.source}"
        if settled
        else f"{_BY_HAND}, {today.isoformat()}, among candidates; {found.source}",
        "found" if settled else "by hand",
        " ".join(part for part in told if part),
    )


def placed(story: Story, placings: Mapping[str, Placing]) -> Story:
    """The story with these places, by their ids, where they were put.

    Events move along whose place it is and which have no geometry of their own: none at all, or the
    very point at which the place was. Lines and other points stay.
    """
    if not placings:
        return story
    sources = _sources(story, placings)
    places = story.place_by_id
    titles = {placing.source for placing in placings.values()}
    credit = story.attribution
    if any(_OSM in title for title in titles) and _OSM not in (credit or ""):
        credit = f"{credit}; {OSM_CREDIT}" if credit else OSM_CREDIT
    return replace(
        story,
        places=tuple(_place(place, placings.get(place.id), sources) for place in story.places),
        events=tuple(
            _moved(event, places.get(event.where.place or ""), placings) for event in story.events
        ),
        sources=(*story.sources, *(one for one in sources.values() if one not in story.sources)),
        attribution=credit,
    )


def origin(story: Story, place: Place) -> How | None:
    """How the place's point came to be, from its sources' titles; None: the story says so."""
    # The last source is the latest choice.
    known = story.source_by_id
    for title in (known[id_].title for id_ in reversed(place.sources) if id_ in known):
        if title.startswith(f"{_BY_HAND},"):
            return "by hand"
        if title.startswith(f"{_GEOCODED} "):
            return "found"
    return None


def is_same(one: Position, other: Position) -> bool:
    """Whether the two are one point, to a tenth of a metre."""
    return (
        abs(one.longitude - other.longitude) <= _SAME_DEGREES
        and abs(one.latitude - other.latitude) <= _SAME_DEGREES
    )


def _sources(story: Story, placings: Mapping[str, Placing]) -> dict[str, Source]:
    """A source for each title; one that the story has already is used again."""
    found = {source.title: source for source in story.sources}
    taken = {source.id for source in story.sources}
    made: dict[str, Source] = {}
    number = 0
    for placing in placings.values():
        title = placing.source
        if title in made:
            continue
        if title in found:
            made[title] = found[title]
            continue
        while (id_ := f"chosen-{(number := number + 1)}") in taken:
            pass
        made[title] = Source(id_, title)
    return made


def _place(place: Place, placing: Placing | None, sources: Mapping[str, Source]) -> Place:
    if placing is None:
        return place
    source = sources[placing.source].id
    radius, confidence = _doubts(placing, place.radius_m, place.confidence)
    return replace(
        place,
        position=placing.position,
        radius_m=radius,
        confidence=confidence,
        sources=(*(one for one in place.sources if one != source), source),
        note=" ".join(part for part in (place.note, placing.note) if part) or None,
    )


def _moved(event: Event, place: Place | None, placings: Mapping[str, Placing]) -> Event:
    placing = None if place is None else placings.get(place.id)
    if place is None or placing is None:
        return event
    where = event.where
    was_there = (
        len(where.path) == 1
        and place.position is not None
        and is_same(where.path[0], place.position)
    )
    if where.path and not was_there:
        return event
    radius, confidence = _doubts(placing, where.radius_m, where.confidence)
    moved = replace(where, path=(placing.position,), radius_m=radius, confidence=confidence)
    return replace(event, where=moved)


def _doubts(
    placing: Placing, radius_m: float | None, confidence: float | None
) -> tuple[float | None, float | None]:
    """Radius and confidence of what is put there, told the story's own.

    A person's choice replaces them. What a search found does not overrule the story's doubts: the
    radius only grows, and the confidence only falls.
    """
    if placing.how == "by hand":
        return placing.radius_m, placing.confidence
    radii = [one for one in (radius_m, placing.radius_m) if one is not None]
    chances = [one for one in (confidence, placing.confidence) if one is not None]
    return max(radii, default=None), min(chances, default=None)


def _rounded(at: Position) -> Position:
    return Position(round(at.longitude, _DECIMALS), round(at.latitude, _DECIMALS))
