"""The whole page: what it shows, what it sends to the player, and what a viewer can do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo.dashboard.tabs.events import PAGE_ROWS
from tests.dashboard.pages import event, frame_data, open_tab, page_text, session_of, story_file

Open = Callable[..., AppTest]


def test_the_page_shows_the_story_and_sends_the_document_to_the_player(
    page: AppTest,
) -> None:
    assert not page.exception
    assert page.title[0].value == "Small Story"
    assert [tab.label for tab in page.tabs] == ["Events", "People", "Places", "Export"]
    data = frame_data(page)
    assert data["html"].startswith("<!")
    assert "Small Story" in data["title"]


def test_a_story_with_a_running_time_calls_its_events_scenes(home: Path, open_page: Open) -> None:
    home.write_text(json.dumps(story_file(running_time_s=600)), encoding="utf-8")
    page = open_page(people="hanna")
    assert [tab.label for tab in page.tabs] == ["Scenes", "People", "Places", "Export"]
    assert [search.label for search in page.text_input if "scenes" in search.label] == [
        "Search scenes"
    ]
    assert "Showing 2 of 3 scenes." in page_text(page)
    assert "event" not in page_text(page).casefold()


def test_the_document_is_sent_once(page: AppTest) -> None:
    page.run()
    assert "html" not in frame_data(page)


def test_a_frame_that_requests_the_document_receives_it_once_more(page: AppTest) -> None:
    page.session_state["player"] = {"lacks": 1795390000000, "playhead": None}
    assert "html" in frame_data(page.run())
    assert "html" not in frame_data(page.run())


def test_only_the_open_tab_has_content(page: AppTest) -> None:
    assert [len(tab.children) > 0 for tab in page.tabs] == [True, False, False, False]
    open_tab(page, "Export")
    assert not page.dataframe
    assert [len(tab.children) > 0 for tab in page.tabs] == [False, False, False, True]


def test_the_search_in_a_tab_stays_when_the_viewer_opens_another_tab(page: AppTest) -> None:
    page.text_input(key="scene-words").set_value("hanna diner").run()
    open_tab(page, "People")
    open_tab(page, "Events")
    assert list(page.dataframe[0].value["Event"]) == ["Theft"]


@pytest.mark.parametrize(
    ("label", "value", "filtered", "count"),
    [
        ("People", "neil", {"people": ["neil"], "groups": None, "days": None}, 2),
        ("Groups", "police", {"people": None, "groups": ["police"], "days": None}, 2),
    ],
)
def test_a_filter_reaches_the_player_and_the_table(
    page: AppTest, label: str, value: str, filtered: dict[str, object], count: int
) -> None:
    revision = frame_data(page)["rev"]
    next(box for box in page.multiselect if box.label == label).select(value).run()
    assert frame_data(page)["filter"] == filtered
    assert frame_data(page)["rev"] == revision
    assert len(page.dataframe[0].value) == count
    assert f"Showing {count} of 3 events." in page_text(page)


def test_a_filter_by_day_can_be_set_and_cleared(page: AppTest) -> None:
    page.button_group(key="days").set_value([2]).run()
    assert frame_data(page)["filter"] == {"people": None, "groups": None, "days": [2]}
    assert list(page.dataframe[0].value["Event"]) == ["Farewell"]
    next(button for button in page.button if button.label == "Clear filters").click().run()
    assert frame_data(page)["filter"] == {"people": None, "groups": None, "days": None}
    assert len(page.dataframe[0].value) == 3


def test_a_note_on_a_hidden_current_event_offers_the_first_matching_event(page: AppTest) -> None:
    page.multiselect(key="people").select("hanna").run()
    page.text_input(key="place").set_value("the diner").run()
    page.button_group(key="found-scene").set_value("arrival").run()
    assert "The filters hide the current event." in page_text(page)
    name = "Go to the first matching event"
    next(button for button in page.button if button.label == name).click().run()
    assert frame_data(page)["seek"]["to"] == {"event": "theft"}
    page.run()
    assert "The filters hide" not in page_text(page)


def test_there_is_no_note_on_a_hidden_event_right_after_a_filter_change(
    page: AppTest,
) -> None:
    page.text_input(key="place").set_value("the diner").run()
    page.button_group(key="found-scene").set_value("arrival").run()
    page.multiselect(key="people").select("hanna").run()
    assert "Showing 2 of 3 events." in page_text(page)
    assert "The filters hide" not in page_text(page)


def test_a_filter_without_matches_shows_a_message(page: AppTest) -> None:
    page.multiselect(key="people").select("kelso").run()
    assert "No events match" in page_text(page)


def test_the_search_of_the_events_table_covers_titles_people_and_places(page: AppTest) -> None:
    page.text_input(key="scene-words").set_value("hanna diner").run()
    assert list(page.dataframe[0].value["Event"]) == ["Theft"]


def test_the_event_where_playback_pauses_is_marked_in_the_table(page: AppTest) -> None:
    revision = frame_data(page)["rev"]
    playhead = {"rev": revision, "event": "theft", "position": 0.4}
    page.session_state["player"] = {"lacks": None, "playhead": playhead}
    session_of(page).playhead = "theft"
    page.run()
    assert "Now · Day 1 · 09:00 · Theft" in page_text(page)
    assert page.session_state["scenes-table-1"]["selection"]["rows"] == [1]


def test_the_places_table_shows_the_distance_from_set_to_filming_location(page: AppTest) -> None:
    places = open_tab(page, "Places").dataframe[0].value
    (pair,) = places.to_dict("records")
    assert (pair["Set at"], pair["Filmed at"]) == ("The Diner", "The Soundstage")
    # A tenth of a degree of longitude at 34 degrees north: 0.1 × 92.4 km.
    assert pair["Distance"] == "9.2 km"
    assert pair["Accuracy (set)"] == "about 60 m, 90% confidence"
    # One of the two events has no filming location. It does not get a separate row.
    assert pair["Events"] == 2


def test_a_set_location_that_is_also_the_filming_location_is_named_once(
    home: Path, open_page: Open
) -> None:
    story = story_file()
    story["features"][0]["properties"]["filmed_at"] = "diner"
    home.write_text(json.dumps(story))
    pair = open_tab(open_page(), "Places").dataframe[0].value.iloc[0]
    assert (pair["Set at"], pair["Filmed at"]) == ("The Diner", "same place")
    assert (pair["Accuracy (filmed)"], pair["Distance"]) == ("", "")


def test_the_tables_show_direction_marks_as_escape_sequences(home: Path, open_page: Open) -> None:
    story = story_file()
    for kind in ("people", "places"):
        story["story"][kind][0]["name"] = "Neil \u202egnp"
    story["features"][0]["properties"]["title"] = "Neil \u202egnp"
    home.write_text(json.dumps(story))
    page = open_page()
    for tab in ("Events", "People", "Places"):
        (table,) = open_tab(page, tab).dataframe
        cells = table.value.astype(str).to_numpy().ravel()
        assert any("Neil \\u202egnp" in cell for cell in cells)
        assert not any("\u202e" in cell for cell in cells)


def test_the_people_table_shows_when_each_person_is_first_and_last_seen(page: AppTest) -> None:
    people = open_tab(page, "People").dataframe[0].value.set_index("Name")
    assert people.loc["Neil", "First seen"] == "Day 1 · 06:10"
    assert people.loc["Neil", "Last seen"] == "Day 1 · 09:00"
    assert people.loc["Kelso", "First seen"] == "never seen"


@pytest.mark.parametrize(
    ("members", "words"),
    [({"running_time_s": 9000}, "present in any scene."), ({}, "present in any event.")],
    ids=["film", "other"],
)
def test_the_details_of_a_person_who_is_never_present_say_so(
    members: dict[str, Any], words: str, home: Path, open_page: Open
) -> None:
    home.write_text(json.dumps(story_file(**members)))
    page = open_page()
    kelso = [person["id"] for person in story_file()["story"]["people"]].index("kelso")
    page.session_state["people-table"] = {"selection": {"rows": [kelso], "cells": []}}
    assert f"Not {words}" in page_text(open_tab(page, "People"))


def test_the_people_table_leaves_out_empty_columns(home: Path, open_page: Open) -> None:
    people = [{"id": "neil", "name": "Neil"}, {"id": "hanna", "name": "Hanna"}]
    home.write_text(json.dumps(story_file(groups=[], people=people)))
    (table,) = open_tab(open_page(), "People").dataframe
    assert {"Actor", "Group"}.isdisjoint(table.value.columns)
    assert list(table.value["Name"]) == ["Neil", "Hanna"]


def test_the_exported_file_is_named_after_the_story(page: AppTest) -> None:
    open_tab(page, "Export")
    assert "small-story.html" in page_text(page).replace("\\", "")
    assert "works offline" in page_text(page)


def test_a_long_table_shows_the_page_with_the_playhead(home: Path, open_page: Open) -> None:
    story = story_file()
    story["features"] = [event(f"e{i}", "1995-05-02T06:10") for i in range(PAGE_ROWS + 5)]
    home.write_text(json.dumps(story))
    page = open_page(scene=f"e{PAGE_ROWS + 1}")
    assert list(page.dataframe[0].value["No."]) == [PAGE_ROWS + i for i in range(1, 6)]
    assert f"Events {PAGE_ROWS + 1} to {PAGE_ROWS + 5} of {PAGE_ROWS + 5}" in page_text(page)
    page.session_state["scenes-page"] = 1
    assert list(page.run().dataframe[0].value["No."])[:2] == [1, 2]


def events_table(page: AppTest) -> str:
    """The id of the events table. While it stays the same, so does the scroll position."""
    return str(page.dataframe[0].proto.id)


def test_the_events_table_scrolls_to_the_top_when_its_rows_change(
    home: Path, open_page: Open
) -> None:
    story = story_file()
    story["features"] = [event(f"e{i}", "1995-05-02T06:10") for i in range(PAGE_ROWS + 5)]
    home.write_text(json.dumps(story))
    page = open_page()
    tables = [events_table(page), events_table(page.run())]
    assert tables[0] == tables[1]
    page.session_state["scenes-page"] = 2
    tables.append(events_table(page.run()))
    tables.append(events_table(page.text_input(key="scene-words").set_value("e1").run()))
    assert len(set(tables)) == 3


def test_the_events_table_leaves_out_empty_columns(home: Path, open_page: Open) -> None:
    story = story_file(day_one=None)
    story["features"] = [event(f"e{i}", "1995-05-02T06:10") for i in range(3)]
    home.write_text(json.dumps(story))
    assert list(open_page().dataframe[0].value.columns) == ["No.", "When", "Event"]


def test_a_column_stays_when_a_search_shows_only_rows_without_a_value(page: AppTest) -> None:
    page.text_input(key="scene-words").set_value("farewell").run()
    assert list(page.dataframe[0].value["Place"]) == [""]


def test_columns_are_wide_enough_for_long_numbers_and_dates(home: Path, open_page: Open) -> None:
    story = story_file(day_one=None)
    story["features"] = [event(f"e{i}", "1995-09-30T06:10") for i in range(1_000)]
    home.write_text(json.dumps(story))
    columns = json.loads(open_page().dataframe[0].proto.columns)
    assert columns["When"]["width"] >= 190
    assert columns["No."]["width"] >= 75
    assert columns["No."]["type_config"]["format"] == "localized"
