"""How each place of a story is known, in one word or two, and what a search makes of the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from geo.dashboard.cache import kept
from geo.dashboard.stories import Telling
from geo.dashboard.tabs.points.chosen_points import Bench, today
from geo.geocoding import Answer, Gazetteer
from geo.geocoding.fill_in.placements import Placement, from_candidate, origin
from geo.geocoding.fill_in.search_missing import Row, locate
from geo.story import Place, Story

GIVEN, FOUND, BY_HAND = "in the file", "found offline", "chosen by hand"
GUESS, CAN_BE_FOUND, AMBIGUOUS, NONE = "only a guess", "can be found", "ambiguous", "not found"
# The order in which they are offered: first what wants to be looked at.
ALL: Final = (AMBIGUOUS, NONE, GUESS, CAN_BE_FOUND, FOUND, BY_HAND, GIVEN)


@dataclass(frozen=True, slots=True)
class Standing:
    """A place as it is by now, how it is known, and how many events are set or filmed there."""

    place: Place
    status: str
    scenes: int


def standings(telling: Telling, base: Telling, bench: Bench) -> list[Standing]:
    """All places of the story, in its order. `base` is the story as it was read."""
    answers = {row.id: row.answer for row in rows_of(base)}
    scenes = scenes_at(base.key, base.story)
    placements = bench.placements()
    return [
        Standing(
            place,
            status_of(telling.story, place, placements.get(place.id), answers.get(place.id)),
            scenes[place.id],
        )
        for place in telling.story.places
    ]


def status_of(
    story: Story, place: Place, placement: Placement | None, answer: Answer | None
) -> str:
    """How a place is known. `answer` is what the search says of one without a point."""
    if place.position is None:
        known = {"found": CAN_BE_FOUND, "ambiguous": AMBIGUOUS}
        return NONE if answer is None else known.get(answer.status, NONE)
    how = placement.how if placement else origin(story, place)
    if how == "by hand":
        return BY_HAND
    if place.is_guess:
        return GUESS
    return FOUND if how == "found" else GIVEN


def rows_of(base: Telling) -> tuple[Row, ...]:
    """What the offline search says of each place that has no point in the file."""
    if all(place.position is not None for place in base.story.places):
        return ()
    return _rows(base.key, base.story)


@kept("Looking the places up…")
def _rows(key: str, _story: Story) -> tuple[Row, ...]:  # noqa: ARG001  the key stands for the story
    located = locate(_story, today=today())
    return (*located.found, *located.ambiguous, *located.none)


def findable(base: Telling, bench: Bench) -> dict[str, Placement]:
    """The places that the search is sure of and that nobody has put anywhere, by their ids."""
    placements = bench.placements()
    return {
        row.id: from_candidate(row.answer.candidates[0], today(), settled=True)
        for row in rows_of(base)
        if row.answer.status == "found" and row.id not in placements
    }


@kept()
def scenes_at(key: str, _story: Story) -> Counter[str]:  # noqa: ARG001  the key stands for the story
    """How many events are set or filmed at each place, by its id."""
    return Counter(
        place
        for event in _story.events
        for place in {event.where.place, event.where.filmed_at}
        if place is not None
    )


@kept("Learning the places…", most=4)
def others(key: str, place: str, _story: Story) -> Gazetteer:  # noqa: ARG001  the key names the story
    """A search that does not know this one place: it would only find itself."""
    known = [one for one in _story.places if one.position is not None and one.id != place]
    return Gazetteer(known, story=_story)
