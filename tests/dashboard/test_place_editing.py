"""Edits of a place without a page: points from the map, candidates, and what the map shows."""

from __future__ import annotations

import json
from typing import Any

import pytest
import streamlit as st

from geo import Position
from geo.dashboard import session, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.points import place_editing, place_lookup
from geo.dashboard.tabs.points.place_edits import PlaceEdits
from geo.dashboard.tabs.points.place_status import gazetteer_excluding
from geo.formats import parse
from geo.geocoding import Candidate
from tests.dashboard.pages import story_file


@pytest.fixture
def edits(monkeypatch: pytest.MonkeyPatch) -> PlaceEdits:
    """A viewer's edits of the small story, without a page. The diner is selected."""
    monkeypatch.setattr("streamlit.session_state", {})
    edits_of_the_diner(story_file())
    return session.current().edits["k"]


def edits_of_the_diner(file: dict[str, Any]) -> ShownStory:
    """Start to edit a story without a page, and select its diner."""
    story, _ = parse(json.dumps(file), "small.geojson")
    state = session.current()
    state.revision, state.shown_story = "r", "k"
    shown = ShownStory("k", "small.geojson", story, (), 1)
    place_editing.start_editing(shown)
    place_editing.select("diner")
    return shown


def report(n: int, mark: str | None, lat: float, lon: float) -> bool:
    """Report a picked point, or a dragged or clicked marker, as the frame does."""
    return place_editing.note_map_report({"rev": "r", "n": n, "id": mark, "lat": lat, "lon": lon})


def test_a_click_counts_only_while_picking_and_only_once(edits: PlaceEdits) -> None:
    assert not report(1, None, 34.1, -118.4)
    edits.picking = True
    assert report(2, None, 34.1, -118.4)
    assert edits.position() == Position(-118.4, 34.1)
    assert not edits.picking
    edits.picking = True
    assert not report(2, None, 34.2, -118.4)
    assert not place_editing.note_map_report(
        {"rev": "other", "n": 3, "id": None, "lat": 1, "lon": 2}
    )
    assert len(edits.placements["diner"]) == 1


def test_dragging_the_marker_of_a_place_moves_it_and_clicking_does_not(edits: PlaceEdits) -> None:
    assert not report(1, place_editing.POINT, 34.0, -118.2)
    assert report(2, place_editing.POINT, 34.01, -118.2)
    (placement,) = edits.placements["diner"]
    assert placement.source.startswith("chosen by hand on 2")
    assert session.current().map_places[0]["lat"] == 34.01


@pytest.mark.parametrize(
    ("pixel_m", "radius_m"),
    # The last one is more than half of the Earth, which no map can show.
    [(254.0, 2500), (2.0, 50), (None, 50), (-1, 50), (2_000_000, 50)],
)
def test_the_accuracy_of_a_point_depends_on_the_zoom_of_the_map(
    edits: PlaceEdits, pixel_m: float | None, radius_m: int
) -> None:
    report = {"rev": "r", "n": 1, "id": place_editing.POINT, "lat": 34.1, "lon": -118.2}
    assert place_editing.note_map_report(report | {"pixel_m": pixel_m})
    assert edits.radius_m() == radius_m


@pytest.mark.usefixtures("edits")
def test_a_street_is_shown_as_a_line_with_a_marker_and_without_a_radius() -> None:
    line = ((Position(-118.3, 34.0), Position(-118.2, 34.1)),)
    street = Candidate("Main Street", 34.05, -118.25, 9_000.0, "street", 0.9, "a map", line)
    place_editing.select("diner", [street], settled=False)
    street_line, point, candidate = session.current().map_places
    assert street_line["lines"] == [[[-118.3, 34.0], [-118.2, 34.1]]]
    assert "movable" not in street_line
    assert (point["id"], point["radius_m"]) == (place_editing.POINT, 60)
    assert (candidate["id"], candidate["radius_m"]) == ("candidate-0", 0)
    place_editing.use_candidate(0)
    assert [place.get("radius_m") for place in session.current().map_places] == [None, 0, 0]


def test_clicking_the_marker_of_a_candidate_records_its_source_and_dragging_does_not(
    edits: PlaceEdits,
) -> None:
    bar = Candidate("Bar", 34.05, -118.25, 80.0, "landmark", 0.9, "a map")
    place_editing.select("diner", [bar], settled=True)
    assert report(1, "candidate-0", 34.05, -118.25)
    assert report(2, "candidate-0", 34.06, -118.25)
    first, second = edits.placements["diner"]
    assert "a map" in first.source
    assert "a map" not in second.source


def test_a_longitude_beyond_180_degrees_is_wrapped(edits: PlaceEdits) -> None:
    assert report(1, place_editing.POINT, 10.0, 190.0)
    assert edits.position() == Position(-170.0, 10.0)


def test_undo_removes_the_last_of_two_placements(edits: PlaceEdits) -> None:
    assert report(1, place_editing.POINT, 34.01, -118.2)
    assert report(2, place_editing.POINT, 34.02, -118.2)
    place_editing.undo()
    assert edits.position() == Position(-118.2, 34.01)
    place_editing.undo()
    assert edits.position() == Position(-118.2, 34.0)


def test_a_new_story_has_no_settled_search() -> None:
    assert not PlaceEdits(()).settled


@pytest.mark.usefixtures("edits")
def test_a_report_without_a_selected_place_changes_nothing() -> None:
    place_editing.select(None)
    assert not report(1, None, 34.1, -118.4)
    assert not report(2, place_editing.POINT, 34.1, -118.4)
    assert not place_editing.note_map_report(None)


def test_the_frame_reveals_the_panel_of_the_selected_place_or_the_summary(
    edits: PlaceEdits,
) -> None:
    revealed = place_editing.panel_to_reveal()
    assert revealed == {"key": place_editing.panel_key(), "n": 0}
    place_editing.select("set")
    assert place_editing.panel_to_reveal() != revealed
    place_editing.select(None)
    assert place_editing.panel_to_reveal() is None
    edits.reveals = 1
    assert place_editing.panel_to_reveal() == {"key": widget_keys.POINTS_SUMMARY, "n": 1}


def test_the_claims_of_other_sources_are_candidates_until_the_viewer_types(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("streamlit.session_state", {})
    file = story_file()
    file["story"]["places"][0]["alternatives"] = [
        {"name": "Old Diner", "position": [-118.25, 34.0], "radius_m": 90, "why": "A letter"},
        {"name": "Lost Diner", "position": [-118.26, 34.0], "why": "A map"},
        {"name": "Somewhere", "why": "No position"},
    ]
    shown = edits_of_the_diner(file)
    edits = session.current().edits["k"]
    place_lookup.look_up(shown, edits)
    assert [(one.name, one.radius_m) for one in edits.candidates] == [
        ("Old Diner", 90.0),
        ("Lost Diner", 50.0),
    ]
    st.session_state[f"{widget_keys.POINTS_QUERY}-diner"] = "Union Station"
    place_lookup.look_up(shown, edits)
    assert [one.name for one in edits.candidates] == ["Union Station"]


@pytest.mark.parametrize(
    ("typed", "how", "confident"),
    [("Union Station", "found", True), ("Venice", "by hand", False)],
)
def test_the_only_candidate_has_a_confidence_and_one_of_several_has_none(
    edits: PlaceEdits, typed: str, how: str, confident: bool
) -> None:
    st.session_state[f"{widget_keys.POINTS_QUERY}-diner"] = typed
    place_lookup.look_up(edits_of_the_diner(story_file()), edits)
    place_editing.use_candidate(0)
    (placement,) = edits.placements["diner"]
    assert placement.how == how
    assert (placement.confidence is not None) == confident


@pytest.mark.usefixtures("edits")
def test_the_search_for_a_place_does_not_find_the_place_itself() -> None:
    workspace = edits_of_the_diner(story_file()).workspace
    without_diner, with_diner = (
        gazetteer_excluding(workspace, place).lookup("The Diner").candidates
        for place in ("diner", "set")
    )
    assert "place" not in [candidate.kind for candidate in without_diner]
    assert [candidate.kind for candidate in with_diner] == ["place"]
