"""The Points view without a browser: how each place is known, and what a placement does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo import Position
from geo.dashboard import session
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.points import place_editing
from geo.dashboard.tabs.points.place_edits import PlaceEdits
from geo.formats import parse
from geo.geocoding import Candidate
from tests.dashboard.pages import event, open_tab, sent, session_of, story_file, words
from tests.geocoding.service import Reply, nominatim, osm, running_service

Open = Callable[..., AppTest]
PLACES = [
    {"id": "station", "name": "Union Station"},
    {"id": "venice", "name": "Venice"},
    {"id": "hideout", "name": "xyzzy"},
]


@pytest.fixture
def names_only(home: Path, open_page: Open) -> AppTest:
    """The page on a story that has names, and no point at all."""
    story = story_file(places=PLACES)
    story["features"] = [
        event(place["id"], "1995-05-02T06:10", place=place["id"]) | {"geometry": None}
        for place in PLACES
    ]
    home.write_text(json.dumps(story))
    return open_tab(open_page(), "Places")


@pytest.fixture
def points(page: AppTest) -> AppTest:
    """The Points view, on the story of three scenes with both places given."""
    return open_points(page)


def open_points(page: AppTest) -> AppTest:
    open_tab(page, "Places")
    (view,) = (one for one in page.button_group if str(one.key).startswith("places-view"))
    return view.set_value("Points").run()


def table(page: AppTest) -> dict[str, dict[str, Any]]:
    """The rows of the table by the place's name."""
    (found,) = (one.value for one in page.dataframe if "Status" in one.value.columns)
    return {row["Place"]: row for row in found.to_dict("records")}


def select(page: AppTest, name: str) -> AppTest:
    """Select a row, as the table's callback does; the page's widgets do not know of it."""
    state = session_of(page)
    edits = state.edits[state.shown_story or ""]
    edits.selected = next(place.id for place in edits.places if place.name == name)
    return sound(page.run())


def sound(page: AppTest) -> AppTest:
    """The page, without a word about a problem in it."""
    assert not page.exception
    return page


def say(page: AppTest, what: str) -> AppTest:
    """Type into the search field of the place at hand."""
    field = next(one for one in page.text_input if one.label.startswith("Name, address"))
    return sound(field.set_value(what).run())


def press(page: AppTest, label: str) -> AppTest:
    button = next(one for one in page.button if one.label.replace("\\", "") == label)
    return sound(button.click().run())


@pytest.fixture
def edits(monkeypatch: pytest.MonkeyPatch) -> PlaceEdits:
    """A viewer's edits of a small story without a page, its diner selected."""
    monkeypatch.setattr("streamlit.session_state", {})
    story, _ = parse(json.dumps(story_file()), "small.geojson")
    state = session.current()
    state.revision, state.shown_story = "r", "k"
    place_editing.start_editing(ShownStory("k", "small.geojson", story, (), 1))
    place_editing.select("diner")
    return state.edits["k"]


def report(n: int, mark: str | None, lat: float, lon: float) -> bool:
    """What the frame reports when a point is picked, or a mark dragged or clicked."""
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


def test_a_dragged_mark_is_a_choice_and_a_clicked_one_is_not(edits: PlaceEdits) -> None:
    assert not report(1, place_editing.POINT, 34.0, -118.2)
    assert report(2, place_editing.POINT, 34.01, -118.2)
    (placing,) = edits.placements["diner"]
    assert placing.source.startswith("chosen by hand, 2")
    assert session.current().map_places[0]["lat"] == 34.01


@pytest.mark.parametrize(("pixel_m", "radius_m"), [(254.0, 2500), (2.0, 50), (None, 50), (-1, 50)])
def test_a_point_is_no_surer_than_the_map_was_near(
    edits: PlaceEdits, pixel_m: float | None, radius_m: int
) -> None:
    report = {"rev": "r", "n": 1, "id": place_editing.POINT, "lat": 34.1, "lon": -118.2}
    assert place_editing.note_map_report(report | {"pixel_m": pixel_m})
    assert edits.radius_m() == radius_m


@pytest.mark.usefixtures("edits")
def test_a_street_is_shown_as_its_line_with_a_mark_and_no_disc() -> None:
    line = ((Position(-118.3, 34.0), Position(-118.2, 34.1)),)
    street = Candidate("Main Street", 34.05, -118.25, 9_000.0, "street", 0.9, "a map", line)
    place_editing.select("diner", [street], settled=False)
    drawn, own, mark = session.current().map_places
    assert drawn["lines"] == [[[-118.3, 34.0], [-118.2, 34.1]]]
    assert "movable" not in drawn
    assert (own["id"], own["radius_m"]) == (place_editing.POINT, 60)
    assert (mark["id"], mark["radius_m"]) == ("candidate-0", 0)
    place_editing.use_candidate(0)
    assert [place.get("radius_m") for place in session.current().map_places] == [None, 0, 0]


def test_a_candidates_mark_clicked_is_taken_with_its_source_and_dragged_without(
    edits: PlaceEdits,
) -> None:
    found = Candidate("Bar", 34.05, -118.25, 80.0, "landmark", 0.9, "a map")
    place_editing.select("diner", [found], settled=True)
    assert report(1, "candidate-0", 34.05, -118.25)
    assert report(2, "candidate-0", 34.06, -118.25)
    first, second = edits.placements["diner"]
    assert "a map" in first.source
    assert "a map" not in second.source


def test_a_point_beyond_the_date_line_is_brought_back(edits: PlaceEdits) -> None:
    assert report(1, place_editing.POINT, 10.0, 190.0)
    assert edits.position() == Position(-170.0, 10.0)


def test_every_place_tells_how_it_is_known(names_only: AppTest) -> None:
    assert not names_only.exception
    statuses = {name: row["Status"] for name, row in table(names_only).items()}
    assert statuses == {
        "Union Station": "can be found",
        "Venice": "ambiguous",
        "xyzzy": "not found",
    }
    assert "1 ambiguous, 1 not found, 1 can be found" in words(names_only)


def test_a_story_without_a_point_opens_on_points_and_another_does_not(page: AppTest) -> None:
    buttons = open_tab(page, "Places").get("download_button")
    labels = [getattr(one, "label", "") for one in buttons]
    assert "Save story" not in labels
    assert table(open_points(page))["The Diner"]["Status"] == "in the file"


def test_a_story_without_a_point_opens_on_its_places(home: Path, open_page: Open) -> None:
    story = story_file(places=PLACES)
    story["features"] = [event("a", "1995-05-02T06:10", place="station") | {"geometry": None}]
    home.write_text(json.dumps(story))
    assert table(sound(open_page()))


def test_one_line_counts_the_places_without_a_point_and_leads_to_them(
    home: Path, open_page: Open
) -> None:
    story = story_file(places=PLACES)
    at_the_station = event("a", "1995-05-02T06:10", place="station") | {"geometry": None}
    story["features"] = [at_the_station, event("b", "1995-05-02T07:10")]
    home.write_text(json.dumps(story))
    page = open_page()
    (scenes,) = (one.value for one in page.dataframe)
    assert list(scenes["How sure of place"]) == ["not on the map yet", ""]
    page = press(page, "3 places have no point yet; 1 can be found offline")
    assert table(page)["Union Station"]["Status"] == "can be found"


def test_a_story_whose_places_are_known_says_nothing_of_points(page: AppTest) -> None:
    assert not [one for one in page.button if "no point" in one.label]


def test_what_can_be_found_is_taken_at_once_and_undone(names_only: AppTest) -> None:
    before = sent(names_only)
    page = press(names_only, "Use the match")
    row = table(page)["Union Station"]
    assert row["Status"] == "found offline"
    assert row["Latitude"] == pytest.approx(34.0562, abs=1e-3)
    assert sent(page)["rev"] != before["rev"]
    assert sent(page)["story"] == before["story"]
    page = press(select(page, "Union Station"), "Undo")
    assert table(page)["Union Station"]["Status"] == "can be found"
    assert sent(page)["rev"] == before["rev"]


def test_places_are_filtered_by_status_and_name(names_only: AppTest) -> None:
    page = names_only.button_group(key="points-status").set_value(["ambiguous"]).run()
    assert list(table(page)) == ["Venice"]
    page = page.button_group(key="points-status").set_value([]).run()
    page = page.text_input(key="points-words").set_value("union").run()
    assert list(table(page)) == ["Union Station"]


def test_a_name_offers_candidates_on_the_map_and_one_is_chosen(names_only: AppTest) -> None:
    page = say(select(names_only, "xyzzy"), "Venice")
    marks = [mark for mark in sent(page)["places"] if mark.get("movable")]
    assert [mark["id"] for mark in marks] == ["candidate-0", "candidate-1"]
    page = press(page, "1 · Venice")
    assert table(page)["xyzzy"]["Status"] == "chosen by hand"
    assert "among candidates; Los Angeles Times" in words(page).replace("\\", "")
    assert "point" in [mark.get("id") for mark in sent(page)["places"]]


@pytest.mark.parametrize("typed", ["34.1, -118.3", "-118.3, 34.1"])
def test_typed_coordinates_are_taken_in_either_order(points: AppTest, typed: str) -> None:
    page = say(select(points, "The Diner"), typed)
    row = table(page)["The Diner"]
    assert (row["Latitude"], row["Longitude"]) == (34.1, -118.3)
    assert row["Status"] == "chosen by hand"
    assert ("swapped" in words(page)) == typed.startswith("-")


def test_a_point_off_the_globe_or_an_unknown_name_changes_nothing(points: AppTest) -> None:
    before = sent(points)["rev"]
    page = select(points, "The Diner")
    for typed in ("95, 200", "qwertyuiop"):
        page = say(page, typed)
        assert typed in words(page)
        assert not page.exception
        assert sent(page)["rev"] == before


def test_how_sure_a_choice_is_can_be_said(points: AppTest) -> None:
    page = say(select(points, "The Diner"), "34.1, -118.3")
    assert [field.value for field in page.number_input][1] is None
    page = page.number_input[0].set_value(200).run()
    page = page.number_input[1].set_value(70).run()
    assert table(page)["The Diner"]["Known"] == "within 200 m, 70 % sure"


def test_picking_is_told_to_the_map_and_can_be_cancelled(points: AppTest) -> None:
    page = select(points, "The Diner")
    assert sent(page)["pick"] is False
    page = press(page, "Pick on the map")
    assert "Click on the map" in words(page)
    page.run()
    assert sent(page)["pick"] is True
    page = press(page, "Cancel picking")
    page.run()
    assert sent(page)["pick"] is False


def ask_online(page: AppTest, endpoint: str) -> AppTest:
    page = page.toggle(key="points-online").set_value(True).run()
    page = page.text_input(key="points-endpoint").set_value(endpoint).run()
    return press(page, "Ask")


def test_a_service_is_asked_when_wanted_and_its_answer_is_a_candidate(
    names_only: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with running_service() as service:
        service.default = nominatim(osm("Drive-in", 34.2, -118.5))
        page = select(names_only, "xyzzy")
        assert not service.requests
        page = ask_online(page, service.url)
        assert [request.query for request in service.requests] == ["xyzzy"]
    (mark,) = sent(page)["places"]
    assert (mark["lat"], mark["lon"]) == (34.2, -118.5)
    page = press(page, "1 · Drive-in")
    assert table(page)["xyzzy"]["Latitude"] == 34.2


def test_a_service_that_fails_is_one_plain_sentence(
    names_only: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with running_service() as service:
        service.default = Reply(status=500)
        page = ask_online(select(names_only, "xyzzy"), service.url)
        assert not page.exception
        host = service.url.removeprefix("http://")
        assert f"Nominatim at {host} reported a server error." in words(page)
    page = ask_online(page, "nonsense")
    assert "is not an address such as" in words(page)
