"""Add points to the places of a story. A person or a search has chosen the points.

The command `geo locate` and the dashboard both use this module, so they write the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Final, Literal

from geo.geocoding.answer import Candidate
from geo.story import Event, Place, Position, Source, Story, members_by_id
from geo.text_safety import one_line

How = Literal["by hand", "found"]

# Accuracy of a click on the map of a city, in metres: about a house and its yard.
BY_HAND_M: Final = 50.0
# Six decimals of a degree are about 0.1 m. Points that are closer count as the same point.
_DECIMALS: Final = 6
_SAME_DEGREES: Final = 1e-6
# The title of a point's source begins with how the point was chosen. `origin` reads it again.
_BY_HAND: Final = "chosen by hand"
_GEOCODED: Final = "geocoded"
# Ids of new sources, before their number.
_ID_PREFIXES: Final[dict[How, str]] = {"by hand": "chosen", "found": "geocoded"}
_OSM: Final = "OpenStreetMap"
OSM_CREDIT: Final = "© OpenStreetMap contributors (ODbL 1.0)"


@dataclass(frozen=True, slots=True)
class Placement:
    """The point of one place.

    `radius_m` (metres) and `confidence` (0 to 1) are as in `Place`; None means unknown. `source` is
    the title of the source: how and when the point was chosen, and where it comes from. `note` is
    added to the note of the place; None adds nothing.
    """

    position: Position
    radius_m: float | None
    confidence: float | None
    source: str
    how: How = "by hand"
    note: str | None = None


def manual_placement(position: Position, today: date, radius_m: float = BY_HAND_M) -> Placement:
    """Make the placement for a point that a person chose on this day. Its confidence is None."""
    return Placement(
        _round_position(position), round(radius_m), None, f"{_BY_HAND} on {today.isoformat()}"
    )


def from_candidate(found: Candidate, today: date, *, settled: bool) -> Placement:
    """Make the placement for a candidate of a search.

    Args:
        found: the candidate.
        today: the date to write into the title of the source.
        settled: whether it was the only candidate. If so, its score becomes the confidence. If not,
            a person chose it among several. The score only ranked them, so the confidence is None.
    """
    at = Position(longitude=found.lon, latitude=found.lat)
    notes = [f"Found under the name “{one_line(found.name, limit=120)}”.", found.note]
    return Placement(
        _round_position(at),
        round(found.radius_m),
        round(found.score, 2) if settled else None,
        f"{_GEOCODED} on {today.isoformat()}; {found.source}"
        if settled
        else f"{_BY_HAND} from the search results on {today.isoformat()}; {found.source}",
        "found" if settled else "by hand",
        " ".join(part for part in notes if part),
    )


def apply_placements(story: Story, placements: Mapping[str, Placement]) -> Story:
    """Return the story with these points. `placements` is keyed by the ids of places.

    An event moves with its place if it has no geometry of its own: no geometry at all, or exactly
    the point that the place had before. Lines and other points stay. An event without geometry gets
    the point of its place, even if that place is not in `placements`.

    A point that a person chose replaces the radius and the confidence. For a point that a search
    found, the larger radius and the lower confidence count: the story's or the search's. Sources
    with the same title are written once.
    """
    in_order = {place.id: placements[place.id] for place in story.places if place.id in placements}
    sources = _sources(story, in_order)
    old = story.place_by_id
    places = tuple(_apply_point(place, in_order.get(place.id), sources) for place in story.places)
    new = members_by_id(places)
    return replace(
        story,
        places=places,
        events=tuple(_update_event(event, old, new, in_order) for event in story.events),
        sources=(*story.sources, *(one for one in sources.values() if one not in story.sources)),
        attribution=_attribution(story, sources),
    )


def origin(story: Story, place: Place) -> How | None:
    """How the place's point was chosen. None means that the point was in the story file."""
    # The last source is the latest choice.
    known = story.source_by_id
    for title in (known[id_].title for id_ in reversed(place.sources) if id_ in known):
        # Older versions wrote "chosen by hand, 2026-05-02".
        if re.match(rf"{_BY_HAND}\b", title):
            return "by hand"
        if re.match(rf"{_GEOCODED}\b", title):
            return "found"
    return None


def is_same(one: Position, other: Position) -> bool:
    """Whether the two positions are equal to about 0.1 m."""
    return (
        abs(one.longitude - other.longitude) <= _SAME_DEGREES
        and abs(one.latitude - other.latitude) <= _SAME_DEGREES
    )


def _sources(story: Story, placements: Mapping[str, Placement]) -> dict[str, Source]:
    """A source for each title of the placements. Sources that the story already has are reused."""
    known = {source.title: source for source in story.sources}
    ids = {source.id for source in story.sources}
    sources: dict[str, Source] = {}
    for placement in placements.values():
        title = placement.source
        if title not in sources:
            source = known.get(title) or Source(_free_id(_ID_PREFIXES[placement.how], ids), title)
            ids.add(source.id)
            sources[title] = source
    return sources


def _free_id(prefix: str, ids: set[str]) -> str:
    return next(id_ for number in count(1) if (id_ := f"{prefix}-{number}") not in ids)


def _attribution(story: Story, sources: Mapping[str, Source]) -> str | None:
    credit = story.attribution
    if not any(_OSM in title for title in sources) or _OSM in (credit or ""):
        return credit
    return f"{credit}; {OSM_CREDIT}" if credit else OSM_CREDIT


def _apply_point(place: Place, placement: Placement | None, sources: Mapping[str, Source]) -> Place:
    if placement is None:
        return place
    source = sources[placement.source].id
    radius_m, confidence = placement.radius_m, placement.confidence
    if placement.how == "found":
        radius_m = _less_certain(place.radius_m, radius_m, max)
        confidence = _less_certain(place.confidence, confidence, min)
    return replace(
        place,
        position=placement.position,
        radius_m=radius_m,
        confidence=confidence,
        sources=(*(one for one in place.sources if one != source), source),
        note=" ".join(part for part in (place.note, placement.note) if part) or None,
    )


def _update_event(
    event: Event,
    old: Mapping[str, Place],
    new: Mapping[str, Place],
    placements: Mapping[str, Placement],
) -> Event:
    """Move the event to the point of its place, unless it has a geometry of its own."""
    where = event.where
    place = new.get(where.place or "")
    if place is None or place.position is None:
        return event
    placement = placements.get(place.id)
    if where.path and (placement is None or not _is_at_point(where.path, old[place.id])):
        return event
    radius_m, confidence = place.radius_m, place.confidence
    if placement is None or placement.how == "found":
        radius_m = _less_certain(where.radius_m, radius_m, max)
        confidence = _less_certain(where.confidence, confidence, min)
    path = (place.position,)
    return replace(event, where=replace(where, path=path, radius_m=radius_m, confidence=confidence))


def _is_at_point(path: tuple[Position, ...], place: Place) -> bool:
    return len(path) == 1 and place.position is not None and is_same(path[0], place.position)


def _less_certain(
    known: float | None, found: float | None, choose: Callable[[float, float], float]
) -> float | None:
    """Choose between the story's value and the value found. If one is None, return the other."""
    if known is None or found is None:
        return found if known is None else known
    return choose(known, found)


def _round_position(at: Position) -> Position:
    return Position(round(at.longitude, _DECIMALS), round(at.latitude, _DECIMALS))
