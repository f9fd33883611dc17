"""Edits the places of the current story: select, move, undo, and show markers on the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Final

import streamlit as st

from geo.dashboard import session, story_cache, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.points.place_edits import PlaceEdits
from geo.dashboard.text_format import visible_line
from geo.dashboard.workspace import Workspace
from geo.geocoding import Candidate
from geo.geocoding.fill_in.placements import (
    BY_HAND_M,
    Placement,
    apply_placements,
    from_candidate,
    is_same,
    manual_placement,
)
from geo.story import Position

# Ids of the markers on the map: the place's own point, and candidates by number from 0.
POINT: Final = "point"
CANDIDATE: Final = "candidate-"
# A mouse or a finger misses a point by about this many pixels.
_HAND_PX = 10
_HALF_EARTH_M = 20_000_000


def today() -> date:
    """Today's date in UTC, which is recorded with a placement."""
    return datetime.now(tz=UTC).date()


def edits_of(shown: ShownStory) -> PlaceEdits:
    """Return the viewer's edits of a story; creates them on the first call."""
    original = shown.original
    return session.current().edits.setdefault(original.key, PlaceEdits(original.story.places))


def start_editing(shown: ShownStory) -> None:
    """Make this the current story, so that reports from the map apply to it.

    The session keeps the placements of other stories but not their places, so that a story that is
    no longer on the page can be freed.
    """
    key = shown.original.key
    for other, edits in session.current().edits.items():
        if other != key:
            edits.places, edits.picking = (), False
    edits_of(shown).places = shown.original.story.places


def current_edits() -> PlaceEdits | None:
    """The viewer's edits of the current story. None: the page has not been drawn yet."""
    state = session.current()
    return state.edits.get(state.shown_story or "")


def apply_edits(shown: ShownStory) -> ShownStory:
    """Return the story with the viewer's placements; `shown` itself if there are none."""
    placements = edits_of(shown).current()
    if not placements:
        return shown
    key = sha256(f"{shown.key} {sorted(placements.items())}".encode()).hexdigest()

    def make() -> Workspace:
        with st.spinner("Updating places…"):
            placed = apply_placements(shown.story, placements)
            return Workspace(placed, shown.memory_bytes, shown.warnings, shown.report)

    workspace = story_cache.WORKSPACES.get(key, make)
    return replace(shown, key=key, story=workspace.story, source=shown)


def select(
    place: str | None, candidates: Sequence[Candidate] = (), *, settled: bool = False
) -> None:
    """Select a place by its id and show it and its candidates on the map. None: no selection."""
    edits = current_edits()
    if edits is None:
        return
    if edits.selected != place:
        edits.picking, edits.note, edits.problem = False, "", ""
    edits.selected, edits.candidates, edits.settled = place, tuple(candidates), settled
    show_marks(edits)


def show_marks(edits: PlaceEdits) -> None:
    """Show only the selected place and its candidates on the map.

    All markers are movable, because the map reports clicks only for movable markers. A street is a
    line with a marker and without a radius: a circle around a street would cover half the town.
    """
    place, position = edits.selected_place(), edits.position()
    streets = [candidate for candidate in edits.candidates if candidate.line]
    marks = [_line(street) for street in streets]
    if place is not None and position is not None:
        on_street = any(is_same(position, Position(street.lon, street.lat)) for street in streets)
        radius_m = None if on_street else edits.radius_m()
        marks.append(_mark(POINT, place.name, position.latitude, position.longitude, radius_m))
    for number, candidate in enumerate(edits.candidates):
        radius_m = None if candidate.line else candidate.radius_m
        name = f"{number + 1} · {candidate.name}"
        marks.append(_mark(f"{CANDIDATE}{number}", name, candidate.lat, candidate.lon, radius_m))
    session.current().map_places = marks if place is not None else ()


def _line(street: Candidate) -> dict[str, Any]:
    lines = [[list(position) for position in part] for part in street.line]
    return {
        "name": visible_line(street.name),
        "kind": street.kind,
        "lat": street.lat,
        "lon": street.lon,
        "lines": lines,
    }


def _mark(id_: str, name: str, lat: float, lon: float, radius_m: float | None) -> dict[str, Any]:
    at = {"lat": lat, "lon": lon, "radius_m": radius_m or 0}
    return {"id": id_, "name": visible_line(name)[:60], "kind": "place", "movable": True, **at}


def add_placement(placement: Placement) -> None:
    """Add a placement of the selected place. `undo` removes it."""
    edits = current_edits()
    if edits is None or edits.selected is None:
        return
    edits.placements[edits.selected] = (*edits.placements.get(edits.selected, ()), placement)
    edits.picking, edits.note, edits.problem = False, "", ""
    show_marks(edits)


def use_candidate(number: int) -> None:
    """Move the selected place to a candidate, given by its number from 0."""
    edits = current_edits()
    if edits is not None and 0 <= number < len(edits.candidates):
        add_placement(from_candidate(edits.candidates[number], today(), settled=edits.settled))


def undo() -> None:
    """Remove the last placement of the selected place."""
    _change_history(lambda history: history[:-1])


def set_accuracy(radius_m: float | None, confidence: float | None) -> None:
    """Set the accuracy of the last placement of the selected place.

    Args:
        radius_m: metres around the point. None: not stated.
        confidence: the probability, 0 to 1, that the place is within the radius. None: not stated.
    """
    _change_history(
        lambda history: (
            *history[:-1],
            replace(history[-1], radius_m=radius_m, confidence=confidence, how="by hand"),
        )
    )


def _change_history(change: Callable[[tuple[Placement, ...]], tuple[Placement, ...]]) -> None:
    edits = current_edits()
    if edits is None or not (history := edits.placements.get(edits.selected or "")):
        return
    edits.placements[edits.selected or ""] = change(history)
    show_marks(edits)


def is_picking() -> bool:
    """Whether the next click on the map moves the selected place."""
    edits = current_edits()
    return edits is not None and edits.picking


def panel_key() -> str | None:
    """Widget key of the detail panel; different for each selected place. None: no selection.

    The key is also a CSS class of the panel, which the frame uses to find it.
    """
    edits = current_edits()
    if edits is None or edits.selected is None:
        return None
    return f"{widget_keys.POINTS}-{sha256(edits.selected.encode()).hexdigest()[:12]}"


def panel_to_reveal() -> dict[str, Any] | None:
    """The key of the panel, and a counter. The frame scrolls the panel into view on a change."""
    edits = current_edits()
    if edits is None or not (edits.selected or edits.reveals):
        return None
    return {"key": panel_key() or widget_keys.POINTS_SUMMARY, "n": edits.reveals}


def note_map_report(report: Mapping[str, Any] | None) -> bool:
    """Handle a click on the map, or a dragged or clicked marker.

    Args:
        report: the frame's report: `rev`; `n`, its number; `id` of the marker, or None for a click
            beside the markers; `lat` and `lon`; `pixel_m`, the size of a pixel in metres.

    Returns:
        True if the selected place has moved.
    """
    state, edits = session.current(), current_edits()
    if edits is None or edits.selected is None or not report:
        return False
    # Each rerun delivers the last report again.
    if report.get("rev") != state.revision or report.get("n") == state.last_map_report:
        return False
    state.last_map_report = report.get("n")
    at = Position(longitude=float(report["lon"]), latitude=float(report["lat"]))
    mark = report.get("id")
    if mark is None and not edits.picking:
        return False
    number = _candidate_number(mark)
    if number is not None and number < len(edits.candidates):
        candidate = edits.candidates[number]
        if is_same(at, Position(longitude=candidate.lon, latitude=candidate.lat)):
            use_candidate(number)
            return True
    position = edits.position()
    if mark == POINT and position is not None and is_same(at, position):
        return False
    add_placement(manual_placement(_on_earth(at), today(), _hand_accuracy_m(report.get("pixel_m"))))
    return True


def _hand_accuracy_m(pixel_m: object) -> float:
    """The accuracy in metres, to two digits, of a point set on a map with pixels of `pixel_m`."""
    if not isinstance(pixel_m, int | float) or not 0 < pixel_m * _HAND_PX < _HALF_EARTH_M:
        return BY_HAND_M
    return max(BY_HAND_M, float(f"{pixel_m * _HAND_PX:.2g}"))


def _candidate_number(mark: object) -> int | None:
    digits = str(mark).removeprefix(CANDIDATE)
    return int(digits) if str(mark).startswith(CANDIDATE) and digits.isdecimal() else None


def _on_earth(at: Position) -> Position:
    """Wrap the longitude: Leaflet reports values beyond 180 degrees after the antimeridian."""
    return Position((at.longitude + 180) % 360 - 180, max(-90.0, min(90.0, at.latitude)))
