"""The status of each place of a story, and the search results for places without a point."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

import streamlit as st

from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.points.place_editing import today
from geo.dashboard.tabs.points.place_edits import PlaceEdits
from geo.dashboard.workspace import Workspace
from geo.geocoding import Answer, Gazetteer
from geo.geocoding.fill_in.placements import Placement, from_candidate, origin
from geo.geocoding.fill_in.search_missing import Row, locate
from geo.story import Place, Story

GIVEN, FOUND, BY_HAND = "in the file", "found offline", "chosen by hand"
GUESS, CAN_BE_FOUND, AMBIGUOUS, NONE = "only a guess", "can be found", "ambiguous", "not found"
# The order of the filter: first the places that need attention.
ALL: Final = (AMBIGUOUS, NONE, GUESS, CAN_BE_FOUND, FOUND, BY_HAND, GIVEN)
# How the summary of all places names them: "2 with a point in the file, 1 ambiguous".
IN_SUMMARY: Final = {
    AMBIGUOUS: "ambiguous",
    NONE: "not found",
    GUESS: "with only a guess",
    CAN_BE_FOUND: "found offline (not used yet)",
    FOUND: "with a point found offline",
    BY_HAND: "with a point chosen by hand",
    GIVEN: "with a point in the file",
}
# Viewers search for a few places, one after another.
_KEPT_GAZETTEERS = 4


@dataclass(frozen=True, slots=True)
class PlaceStatus:
    """A place with the viewer's edits, its status, and the number of events set or filmed there."""

    place: Place
    status: str
    events: int


def statuses(shown: ShownStory, edits: PlaceEdits) -> list[PlaceStatus]:
    """The status of each place, with the viewer's placements, in the order of `Story.places`."""
    workspace = shown.original.workspace
    answers = {row.id: row.answer for row in workspace.get(_search_results)}
    events = workspace.get(_events_by_place)
    placements = edits.current()
    return [
        PlaceStatus(
            place,
            _status(shown.story, place, placements.get(place.id), answers.get(place.id)),
            events[place.id],
        )
        for place in shown.story.places
    ]


def _status(story: Story, place: Place, placement: Placement | None, answer: Answer | None) -> str:
    """The status of a place. `answer` is the search result if the file has no point for it."""
    if place.position is None:
        known = {"found": CAN_BE_FOUND, "ambiguous": AMBIGUOUS}
        return NONE if answer is None else known.get(answer.status, NONE)
    how = placement.how if placement else origin(story, place)
    if how == "by hand":
        return BY_HAND
    if place.is_guess:
        return GUESS
    return FOUND if how == "found" else GIVEN


def _search_results(workspace: Workspace) -> tuple[Row, ...]:
    """The results of the offline search for each place without a point in the file."""
    if all(place.position is not None for place in workspace.story.places):
        return ()
    with st.spinner("Looking up places…"):
        located = locate(workspace.story, today=today())
    return (*located.found, *located.ambiguous, *located.none)


def certain_matches(shown: ShownStory, edits: PlaceEdits) -> dict[str, Placement]:
    """Placements, by place id, where the search is certain and the viewer has made none."""
    placements = edits.current()
    return {
        row.id: from_candidate(row.answer.candidates[0], today(), settled=True)
        for row in shown.original.workspace.get(_search_results)
        if row.answer.status == "found" and row.id not in placements
    }


def _events_by_place(workspace: Workspace) -> Counter[str]:
    """How many events are set or filmed at each place, by its id."""
    return Counter(
        place
        for event in workspace.story.events
        for place in {event.where.place, event.where.filmed_at}
        if place is not None
    )


def gazetteer_excluding(workspace: Workspace, place: str) -> Gazetteer:
    """A gazetteer without this place, so that the search for a place does not find itself."""
    return workspace.get(_gazetteer_excluding, place, keep=_KEPT_GAZETTEERS)


def _gazetteer_excluding(workspace: Workspace, place: str) -> Gazetteer:
    story = workspace.story
    with st.spinner("Indexing places…"):
        others = [item for item in story.places if item.position is not None and item.id != place]
        return Gazetteer(others, story=story)
