"""The workbench without a browser: what each place is known by, and what a choice does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo import Position
from geo.dashboard.stories import Telling
from geo.dashboard.tabs.points import chosen_points
from geo.formats import parse
from geo.geocoding import Candidate
from tests.dashboard.pages import event, open_tab, sent, story_file, words
from tests.geocoding.service import Reply, nominatim, osm, served

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
def bench(page: AppTest) -> AppTest:
    """The workbench, on the story of three scenes with both places given."""
    return open_bench(page)


def open_bench(page: AppTest) -> AppTest:
    open_tab(page, "Places")
    (view,) = (one for one in page.button_group if str(one.key).startswith("places-view"))
    return view.set_value("Points").run()


def table(page: AppTest) -> dict[str, dict[str, Any]]:
    """The rows of the workbench by the place's name."""
    (found,) = (one.value for one in page.dataframe if "Status" in one.value.columns)
    return {row["Place"]: row for row in found.to_dict("records")}


def select(page: AppTest, name: str) -> AppTest:
    """Select a row, as the table's callback does; the page's widgets do not know of it."""
    bench = page.session_state["benches"][page.session_state["bench"]]
    bench.place = next(place.id for place in bench.story.places if place.name == name)
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
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A viewer's session without a page, the bench of a small story in it, its diner at hand."""
    state: dict[str, Any] = {"revision": "r"}
    monkeypatch.setattr("streamlit.session_state", state)
    story, _ = parse(json.dumps(story_file()), "small.geojson")
    chosen_points.bench_for(Telling("k", "small.geojson", story, ()))
    chosen_points.take_up("diner", settled=False)
    return state


def told(n: int, mark: str | None, lat: float, lon: float) -> bool:
    """What the frame reports when a point is picked, or a mark dragged or clicked."""
    return chosen_points.note_placed({"rev": "r", "n": n, "id": mark, "lat": lat, "lon": lon})


def test_a_click_counts_only_while_picking_and_only_once(state: dict[str, Any]) -> None:
    bench = state["benches"]["k"]
    assert not told(1, None, 34.1, -118.4)
    bench.picking = True
    assert told(2, None, 34.1, -118.4)
    assert bench.point() == Position(-118.4, 34.1)
    assert not bench.picking
    bench.picking = True
    assert not told(2, None, 34.2, -118.4)
    assert not chosen_points.note_placed({"rev": "other", "n": 3, "id": None, "lat": 1, "lon": 2})
    assert len(bench.chosen["diner"]) == 1


def test_a_dragged_mark_is_a_choice_and_a_clicked_one_is_not(state: dict[str, Any]) -> None:
    assert not told(1, chosen_points.POINT, 34.0, -118.2)
    assert told(2, chosen_points.POINT, 34.01, -118.2)
    (placement,) = state["benches"]["k"].chosen["diner"]
    assert placement.source.startswith("chosen by hand, 2")
    assert state["shown"][0]["lat"] == 34.01


@pytest.mark.parametrize(("pixel_m", "radius_m"), [(254.0, 2500), (2.0, 50), (None, 50), (-1, 50)])
def test_a_point_is_no_surer_than_the_map_was_near(
    state: dict[str, Any], pixel_m: float | None, radius_m: int
) -> None:
    report = {"rev": "r", "n": 1, "id": chosen_points.POINT, "lat": 34.1, "lon": -118.2}
    assert chosen_points.note_placed(report | {"pixel_m": pixel_m})
    assert state["benches"]["k"].radius() == radius_m


def test_a_street_is_shown_as_its_line_with_a_mark_and_no_disc(state: dict[str, Any]) -> None:
    line = ((Position(-118.3, 34.0), Position(-118.2, 34.1)),)
    street = Candidate("Main Street", 34.05, -118.25, 9_000.0, "street", 0.9, "a map", line)
    chosen_points.take_up("diner", [street], settled=False)
    drawn, own, mark = state["shown"]
    assert drawn["lines"] == [[[-118.3, 34.0], [-118.2, 34.1]]]
    assert "movable" not in drawn
    assert (own["id"], own["radius_m"]) == (chosen_points.POINT, 60)
    assert (mark["id"], mark["radius_m"]) == ("candidate-0", 0)
    chosen_points.take(0)
    assert [place.get("radius_m") for place in state["shown"]] == [None, 0, 0]


def test_a_candidates_mark_clicked_is_taken_with_its_source_and_dragged_without(
    state: dict[str, Any],
) -> None:
    found = Candidate("Bar", 34.05, -118.25, 80.0, "landmark", 0.9, "a map")
    chosen_points.take_up("diner", [found], settled=True)
    assert told(1, "candidate-0", 34.05, -118.25)
    assert told(2, "candidate-0", 34.06, -118.25)
    first, second = state["benches"]["k"].chosen["diner"]
    assert "a map" in first.source
    assert "a map" not in second.source


def test_a_point_beyond_the_date_line_is_brought_back(state: dict[str, Any]) -> None:
    assert told(1, chosen_points.POINT, 10.0, 190.0)
    assert state["benches"]["k"].point() == Position(-170.0, 10.0)


def test_every_place_tells_how_it_is_known(names_only: AppTest) -> None:
    assert not names_only.exception
    statuses = {name: row["Status"] for name, row in table(names_only).items()}
    assert statuses == {
        "Union Station": "can be found",
        "Venice": "ambiguous",
        "xyzzy": "not found",
    }
    assert "1 ambiguous, 1 not found, 1 can be found" in words(names_only)


def test_a_story_without_a_point_opens_the_workbench_and_another_does_not(page: AppTest) -> None:
    buttons = open_tab(page, "Places").get("download_button")
    labels = [getattr(one, "label", "") for one in buttons]
    assert "Save story" not in labels
    assert table(open_bench(page))["The Diner"]["Status"] == "in the file"


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
    page = press(names_only, "Take the one found")
    row = table(page)["Union Station"]
    assert row["Status"] == "found offline"
    assert row["Latitude"] == pytest.approx(34.0562, abs=1e-3)
    assert sent(page)["rev"] != before["rev"]
    assert sent(page)["story"] == before["story"]
    page = press(select(page, "Union Station"), "Undo")
    assert table(page)["Union Station"]["Status"] == "can be found"
    assert sent(page)["rev"] == before["rev"]


def test_places_are_filtered_by_status_and_name(names_only: AppTest) -> None:
    page = names_only.button_group(key="bench-status").set_value(["ambiguous"]).run()
    assert list(table(page)) == ["Venice"]
    page = page.button_group(key="bench-status").set_value([]).run()
    page = page.text_input(key="bench-words").set_value("union").run()
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
def test_typed_coordinates_are_taken_in_either_order(bench: AppTest, typed: str) -> None:
    page = say(select(bench, "The Diner"), typed)
    row = table(page)["The Diner"]
    assert (row["Latitude"], row["Longitude"]) == (34.1, -118.3)
    assert row["Status"] == "chosen by hand"
    assert ("swapped" in words(page)) == typed.startswith("-")


def test_a_point_off_the_globe_or_an_unknown_name_changes_nothing(bench: AppTest) -> None:
    before = sent(bench)["rev"]
    page = select(bench, "The Diner")
    for typed in ("95, 200", "qwertyuiop"):
        page = say(page, typed)
        assert typed in words(page)
        assert not page.exception
        assert sent(page)["rev"] == before


def test_how_sure_a_choice_is_can_be_said(bench: AppTest) -> None:
    page = say(select(bench, "The Diner"), "34.1, -118.3")
    assert [field.value for field in page.number_input][1] is None
    page = page.number_input[0].set_value(200).run()
    page = page.number_input[1].set_value(70).run()
    assert table(page)["The Diner"]["Known"] == "within 200 m, 70 % sure"


def test_picking_is_told_to_the_map_and_can_be_cancelled(bench: AppTest) -> None:
    page = select(bench, "The Diner")
    assert sent(page)["pick"] is False
    page = press(page, "Pick on the map")
    assert "Click on the map" in words(page)
    page.run()
    assert sent(page)["pick"] is True
    page = press(page, "Cancel picking")
    page.run()
    assert sent(page)["pick"] is False


def ask_online(page: AppTest, endpoint: str) -> AppTest:
    page = page.toggle(key="bench-online").set_value(True).run()
    page = page.text_input(key="bench-endpoint").set_value(endpoint).run()
    return press(page, "Ask")


def test_a_service_is_asked_when_wanted_and_its_answer_is_a_candidate(
    names_only: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with served() as service:
        service.default = nominatim(osm("Drive-in", 34.2, -118.5))
        page = select(names_only, "xyzzy")
        assert not service.asked
        page = ask_online(page, service.url)
        assert [asked.query for asked in service.asked] == ["xyzzy"]
    (mark,) = sent(page)["places"]
    assert (mark["lat"], mark["lon"]) == (34.2, -118.5)
    page = press(page, "1 · Drive-in")
    assert table(page)["xyzzy"]["Latitude"] == 34.2


def test_a_service_that_fails_is_one_plain_sentence(
    names_only: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with served() as service:
        service.default = Reply(status=500)
        page = ask_online(select(names_only, "xyzzy"), service.url)
        assert not page.exception
        host = service.url.removeprefix("http://")
        assert f"Nominatim at {host} has a problem of its own." in words(page)
    page = ask_online(page, "nonsense")
    assert "is no address such as" in words(page)
