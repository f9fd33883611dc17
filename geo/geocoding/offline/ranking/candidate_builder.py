"""Turn matches into candidates: with a point, a radius, a line and the events there."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Final

from geo.geocoding.answer import Candidate
from geo.geocoding.offline.events_nearby import EventsNearby
from geo.geocoding.offline.matching.polyline import farthest_m, length_m, midpoint, nearest_foot
from geo.geocoding.offline.parsing.freeways import freeway
from geo.geocoding.offline.parsing.words import street_parts, words
from geo.geocoding.offline.place_index import AREAS, KnownPlace, PlaceIndex
from geo.geocoding.offline.ranking.match import Match
from geo.story import Position, is_only_a_guess

# Largest distance (metres) of a story's place from the line of its street: lines are not exact.
_BESIDE_M: Final = 250.0
# If the drawn line of a street is shorter than this (metres), much of it is probably missing.
_STUB_M: Final = 2_000.0
# The site of an airport extends about this far (metres) beyond its runways.
_AIRFIELD_M: Final = 300.0


class CandidateBuilder:
    """Makes candidates from an index and the events of a story."""

    def __init__(self, index: PlaceIndex, events: EventsNearby) -> None:
        self._index, self._events = index, events
        self._line_events: dict[tuple[int, ...], tuple[str, ...]] = {}
        # Numbers of a match → its candidate without score and notes, which do not change.
        self._known: dict[tuple[int, ...], Candidate] = {}

    def build(self, match: Match, score: float, focus: Position | None = None) -> Candidate:
        """Make the candidate of a match that has a position or a line.

        Args:
            match: the match.
            score: its score in the answer.
            focus: the point of a road is chosen near this position. None: near the events on it.
        """
        first = match.places(self._index)[0]
        usual = focus is None and not match.anywhere
        known = self._known.get(match.numbers) if usual else None
        if known is None:
            known = (
                self._line_candidate(match, focus) if first.lines else self._point_candidate(match)
            )
            if match.numbers and usual:
                self._known[match.numbers] = known
        radius_m = known.radius_m + match.slack_m
        return replace(
            known,
            score=score,
            note=first.note or match.note or known.note,
            radius_m=radius_m,
            is_only_a_guess=_is_only_a_guess(match, first, radius_m),
        )

    def is_on_road(self, place: KnownPlace, road: KnownPlace) -> bool:
        """Whether a story's place is on a road of the map, or a little beside it."""
        if place.position is None:
            return False
        return nearest_foot(road.lines, place.position).distance_m <= place.radius_m + _BESIDE_M

    def events_along(self, numbers: tuple[int, ...]) -> tuple[str, ...]:
        """Ids of the events on these roads, in story order."""
        if numbers not in self._line_events:
            lines = tuple(line for number in numbers for line in self._index.places[number].lines)
            places = frozenset(id_ for n in numbers for id_ in self._places_by_road.get(n, ()))
            ids = set(self._events.feet_along(lines)) | self._events.ids_at_places(places)
            self._line_events[numbers] = self._events.sort_ids(ids)
        return self._line_events[numbers]

    @cached_property
    def _places_by_road(self) -> dict[int, set[str]]:
        """Number of a road → ids of the story's places that have its full name."""
        found: dict[int, set[str]] = {}
        for place in self._index.places:
            if place.place is None or place.position is None:
                continue
            for name in (place.name, *place.place.aliases):
                parts = words(name)
                if street_parts(parts)[1] is None and freeway(parts) is None:
                    continue
                for road in self._index.road_keys(parts):
                    for number in self._index.lines_of(road):
                        if self.is_on_road(place, self._index.places[number]):
                            found.setdefault(number, set()).add(place.place.id)
        return found

    def _point_candidate(self, match: Match) -> Candidate:
        places = match.places(self._index)
        first = places[0]
        if first.position is None:  # the caller passes only matches with a position or a line
            raise AssertionError(first.name)
        ids: set[str] = set()
        for place in places:
            if place.place is not None:
                ids |= self._events.ids_at_places(frozenset((place.place.id,)))
            elif place.position is not None and place.kind == "airport":
                ids |= self._airport_events(place.position, place.radius_m)
            elif place.position is not None and place.kind in AREAS:
                ids |= self._events.ids_inside(place.position, place.radius_m)
            elif place.position is not None:
                ids |= self._events.ids_near(place.position, place.radius_m)
        return Candidate(
            first.name,
            first.position.latitude,
            first.position.longitude,
            first.radius_m,
            places[-1].kind,
            0.0,
            "; ".join(dict.fromkeys(place.source for place in places)),
            events=self._events.sort_ids(ids),
            note=_area_note(first),
        )

    def _airport_events(self, middle: Position, radius_m: float) -> set[str]:
        """Ids of the events inside the airport's circle, or beside a runway in it."""
        ids = self._events.ids_inside(middle, radius_m)
        runways = tuple(
            line
            for place in self._index.places
            if place.kind == "runway" and nearest_foot(place.lines, middle).distance_m <= radius_m
            for line in place.lines
        )
        if runways:
            ids |= set(self._events.feet_along(runways, radius_m, _AIRFIELD_M))
        return ids

    def _line_candidate(self, match: Match, focus: Position | None) -> Candidate:
        places = match.places(self._index)
        lines = tuple(line for place in places for line in place.lines)
        feet = list(self._events.feet_along(lines).values())
        if focus is not None:
            feet = [nearest_foot(lines, focus)]
        event_counts = [0] * len(lines)
        for foot in feet:
            event_counts[foot.part] += 1
        order = sorted(
            range(len(lines)), key=lambda part: (-event_counts[part], -len(lines[part]), part)
        )
        on_first = [foot.position for foot in feet if foot.part == order[0]]
        line = lines[order[0]]
        if match.anywhere and focus is None:
            at = midpoint(lines)
        else:
            at = on_first[len(on_first) // 2] if on_first else line[len(line) // 2]
        return Candidate(
            " / ".join(place.name for place in places),
            at.latitude,
            at.longitude,
            farthest_m(at, lines),
            places[0].kind,
            0.0,
            places[0].source,
            line=tuple(lines[part] for part in order),
            events=self.events_along(match.numbers),
            note=_area_note(places[0]) or _stub_note(places[0]),
        )


def _is_only_a_guess(match: Match, place: KnownPlace, radius_m: float) -> bool:
    """Whether the match is only a guess; see `Candidate.is_only_a_guess`."""
    if place.place is not None and place.place.is_guess:
        return True
    return match.slack_m > 0 and is_only_a_guess(radius_m, None)


def _stub_note(place: KnownPlace) -> str | None:
    """A note that most of the street is not drawn, or None."""
    drawn = length_m(place.lines)
    if place.kind != "street" or drawn > _STUB_M:
        return None
    return f"The map shows only {drawn / 1000:.1f} km of it."


def _area_note(place: KnownPlace) -> str | None:
    return f"In {place.area}." if place.area else None
