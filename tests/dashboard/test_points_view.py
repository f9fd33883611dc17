"""The Points view without a browser: the status of each place, and the effects of a placement."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import event, frame_data, open_tab, page_text, session_of, story_file
from tests.geocoding.service import Reply, nominatim, osm, running_service

Open = Callable[..., AppTest]
PLACES = [
    {"id": "station", "name": "Union Station"},
    {"id": "venice", "name": "Venice"},
    {"id": "hideout", "name": "xyzzy"},
]


@pytest.fixture
def names_only(home: Path, open_page: Open) -> AppTest:
    """The Places tab for a story with place names and without points."""
    story = story_file(places=PLACES)
    story["features"] = [
        event(place["id"], "1995-05-02T06:10", place=place["id"]) | {"geometry": None}
        for place in PLACES
    ]
    home.write_text(json.dumps(story))
    return open_tab(open_page(), "Places")


@pytest.fixture
def points(page: AppTest) -> AppTest:
    """The Points view for the small story, whose two places have points."""
    return open_points(page)


def open_points(page: AppTest) -> AppTest:
    open_tab(page, "Places")
    (view,) = (group for group in page.button_group if str(group.key).startswith("places-view"))
    return view.set_value("Points").run()


def table(page: AppTest) -> dict[str, dict[str, Any]]:
    """The rows of the table, by the name of the place."""
    (rows,) = (frame.value for frame in page.dataframe if "Status" in frame.value.columns)
    return {row["Place"]: row for row in rows.to_dict("records")}


def select(page: AppTest, name: str) -> AppTest:
    """Select a place in the session, as the table's callback does."""
    state = session_of(page)
    edits = state.edits[state.shown_story or ""]
    edits.selected = next(place.id for place in edits.places if place.name == name)
    return check(page.run())


def check(page: AppTest) -> AppTest:
    """Return the page after a check that it has no exception."""
    assert not page.exception
    return page


def look_up(page: AppTest, text: str) -> AppTest:
    """Type into the search field of the selected place."""
    field = next(item for item in page.text_input if item.label.startswith("Name, address"))
    return check(field.set_value(text).run())


def press(page: AppTest, label: str) -> AppTest:
    button = next(item for item in page.button if item.label.replace("\\", "") == label)
    return check(button.click().run())


def test_every_place_has_a_status(names_only: AppTest) -> None:
    assert not names_only.exception
    statuses = {name: row["Status"] for name, row in table(names_only).items()}
    assert statuses == {
        "Union Station": "can be found",
        "Venice": "ambiguous",
        "xyzzy": "not found",
    }
    assert "1 ambiguous, 1 not found, 1 found offline (not used yet)." in page_text(names_only)


def test_a_story_with_points_opens_the_view_of_set_and_filming_locations(page: AppTest) -> None:
    buttons = open_tab(page, "Places").get("download_button")
    labels = [getattr(button, "label", "") for button in buttons]
    assert "Save story" not in labels
    assert table(open_points(page))["The Diner"]["Status"] == "in the file"


def test_a_story_without_points_opens_the_points_view(home: Path, open_page: Open) -> None:
    story = story_file(places=PLACES)
    story["features"] = [event("a", "1995-05-02T06:10", place="station") | {"geometry": None}]
    home.write_text(json.dumps(story))
    assert table(check(open_page()))


def test_a_button_shows_the_number_of_places_without_a_point_and_opens_the_points_view(
    home: Path, open_page: Open
) -> None:
    story = story_file(places=PLACES)
    at_the_station = event("a", "1995-05-02T06:10", place="station") | {"geometry": None}
    story["features"] = [at_the_station, event("b", "1995-05-02T07:10")]
    home.write_text(json.dumps(story))
    page = open_page()
    (events,) = (frame.value for frame in page.dataframe)
    assert list(events["Place accuracy"]) == ["not on the map yet", ""]
    page = press(page, "3 places are not on the map yet; 1 can be found offline")
    assert table(page)["Union Station"]["Status"] == "can be found"


def test_the_button_is_absent_if_all_places_have_points(page: AppTest) -> None:
    assert not [button for button in page.button if "not on the map" in button.label]


def test_all_matches_can_be_used_with_one_click_and_undone(names_only: AppTest) -> None:
    before = frame_data(names_only)
    page = press(names_only, "Use the match")
    row = table(page)["Union Station"]
    assert row["Status"] == "found offline"
    assert row["Latitude"] == pytest.approx(34.0562, abs=1e-3)
    assert frame_data(page)["rev"] != before["rev"]
    assert frame_data(page)["story"] == before["story"]
    page = press(select(page, "Union Station"), "Undo")
    assert table(page)["Union Station"]["Status"] == "can be found"
    assert frame_data(page)["rev"] == before["rev"]


def test_places_are_filtered_by_status_and_name(names_only: AppTest) -> None:
    page = names_only.button_group(key="points-status").set_value(["ambiguous"]).run()
    assert list(table(page)) == ["Venice"]
    page = page.button_group(key="points-status").set_value([]).run()
    page = page.text_input(key="points-words").set_value("union").run()
    assert list(table(page)) == ["Union Station"]


def test_a_search_shows_candidates_on_the_map_and_one_can_be_chosen(names_only: AppTest) -> None:
    page = look_up(select(names_only, "xyzzy"), "Venice")
    marks = [mark for mark in frame_data(page)["places"] if mark.get("movable")]
    assert [mark["id"] for mark in marks] == ["candidate-0", "candidate-1"]
    page = press(page, "1 · Venice")
    assert table(page)["xyzzy"]["Status"] == "chosen by hand"
    assert "; Los Angeles Times" in page_text(page).replace("\\", "")
    assert "point" in [mark.get("id") for mark in frame_data(page)["places"]]


@pytest.mark.parametrize("typed", ["34.1, -118.3", "-118.3, 34.1"])
def test_coordinates_are_accepted_in_either_order(points: AppTest, typed: str) -> None:
    page = look_up(select(points, "The Diner"), typed)
    row = table(page)["The Diner"]
    assert (row["Latitude"], row["Longitude"]) == (34.1, -118.3)
    assert row["Status"] == "chosen by hand"
    assert ("swapped" in page_text(page)) == typed.startswith("-")


def test_invalid_coordinates_and_unknown_names_change_nothing(points: AppTest) -> None:
    before = frame_data(points)["rev"]
    page = select(points, "The Diner")
    for typed, reason in (
        ("95, 200", "95, 200: these coordinates are out of range"),
        ("qwertyuiop", "Nothing found offline for “qwertyuiop”"),
    ):
        page = look_up(page, typed)
        assert reason in page_text(page)
        assert not page.exception
        assert frame_data(page)["rev"] == before


def test_the_viewer_can_state_accuracy_and_confidence_of_a_point(points: AppTest) -> None:
    page = look_up(select(points, "The Diner"), "34.1, -118.3")
    assert [field.value for field in page.number_input][1] is None
    page = page.number_input[0].set_value(200).run()
    page = page.number_input[1].set_value(70).run()
    assert table(page)["The Diner"]["Accuracy"] == "about 200 m, 70% confidence"


def test_the_map_is_notified_when_picking_starts_and_is_cancelled(points: AppTest) -> None:
    page = select(points, "The Diner")
    assert frame_data(page)["pick"] is False
    page = press(page, "Pick on the map")
    assert "Click on the map" in page_text(page)
    page.run()
    assert frame_data(page)["pick"] is True
    page = press(page, "Cancel picking")
    page.run()
    assert frame_data(page)["pick"] is False


def search_online(page: AppTest, endpoint: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Search with a server that the viewer chooses, and that the host allows."""
    monkeypatch.setenv("GEO_VIEWER_ENDPOINTS", "any")
    page = page.toggle(key="points-online").set_value(True).run()
    page = page.text_input(key="points-endpoint").set_value(endpoint).run()
    return press(page, "Search online")


def test_the_online_search_sends_a_request_only_on_demand_and_shows_a_candidate(
    names_only: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with running_service() as service:
        service.default = nominatim(osm("Drive-in", 34.2, -118.5))
        page = select(names_only, "xyzzy")
        assert not service.requests
        page = search_online(page, service.url, monkeypatch)
        assert [request.query for request in service.requests] == ["xyzzy"]
        assert "Nothing found online" not in page_text(page)
    (mark,) = frame_data(page)["places"]
    assert (mark["lat"], mark["lon"]) == (34.2, -118.5)
    page = press(page, "1 · Drive-in")
    assert table(page)["xyzzy"]["Latitude"] == 34.2


def test_an_error_of_the_online_service_is_shown_as_one_sentence(
    names_only: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with running_service() as service:
        service.default = Reply(status=500)
        page = search_online(select(names_only, "xyzzy"), service.url, monkeypatch)
        assert not page.exception
        host = service.url.removeprefix("http://")
        assert f"Nominatim at {host} reported a server error." in page_text(page)
    page = search_online(page, "nonsense", monkeypatch)
    assert "is not an address such as" in page_text(page)


def test_viewers_cannot_choose_the_server_unless_the_host_allows_it(
    names_only: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GEO_VIEWER_ENDPOINTS", raising=False)
    page = select(names_only, "xyzzy")
    page = page.toggle(key="points-online").set_value(True).run()
    assert "points-endpoint" not in [field.key for field in page.text_input]
    assert "https://nominatim.openstreetmap.org receives your search text" in page_text(page)


def test_with_public_servers_allowed_a_viewer_cannot_reach_this_machine(
    names_only: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with running_service() as service:
        page = select(names_only, "xyzzy")
        monkeypatch.setenv("GEO_VIEWER_ENDPOINTS", "public")
        page = page.toggle(key="points-online").set_value(True).run()
        page = page.text_input(key="points-endpoint").set_value(service.url).run()
        page = press(page, "Search online")
        assert "its address is not public" in page_text(page)
        assert not service.requests
