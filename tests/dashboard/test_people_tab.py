"""The table of people, and the details of the selected person."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from geo.dashboard.tabs.people import _styled_table
from geo.dashboard.workspace import Workspace
from geo.formats import parse
from tests.dashboard.pages import frame_data, open_tab, story_file


def select_person(page: AppTest, person: str) -> AppTest:
    """Select a person's row in the people table."""
    row = [item["id"] for item in story_file()["story"]["people"]].index(person)
    page.session_state["people-table"] = {"selection": {"rows": [row], "cells": []}}
    return open_tab(page, "People")


def test_two_buttons_lead_to_the_first_and_the_last_event_of_a_person(page: AppTest) -> None:
    # Neil is in the first two of three events.
    select_person(page, "neil")
    labels = [button.label for button in page.button if "seen" in button.label]
    assert labels == ["First seen\\: Arrival", "Last seen\\: Theft"]
    page.button(key="go-Last seen").click().run()
    assert frame_data(page)["seek"]["to"] == {"event": "theft"}
    page.button(key="go-First seen").click().run()
    assert frame_data(page)["seek"]["to"] == {"event": "arrival"}


def test_a_button_shows_only_the_events_of_a_person_and_another_shows_everyone(
    page: AppTest,
) -> None:
    select_person(page, "neil")
    page.button(key="only").click().run()
    assert frame_data(page)["filter"]["people"] == ["neil"]
    page.button(key="everyone").click().run()
    assert frame_data(page)["filter"]["people"] is None


def people_table(file: dict[str, Any]) -> Any:
    """The table of people of a story, as pandas styles it."""
    story, _ = parse(json.dumps(file), "small.geojson")
    return _styled_table(Workspace(story, memory_bytes=0))


def test_the_table_has_the_first_and_the_last_event_of_each_person() -> None:
    table = people_table(story_file()).data
    assert table[["Name", "First seen", "Last seen", "Events"]].values.tolist() == [
        ["Neil", "Day 1 · 06:10", "Day 1 · 09:00", 2],
        ["Hanna", "Day 1 · 09:00", "Day 2 · 10:00", 2],
        ["Kelso", "never seen", "", 0],
    ]


def test_without_times_the_table_has_the_numbers_of_events() -> None:
    file = story_file()
    for feature in file["features"]:
        del feature["properties"]["start"]
    table = people_table(file).data
    assert table[["First seen", "Last seen"]].values.tolist() == [
        ["event 1", "event 2"],
        ["event 2", "event 3"],
        ["never seen", ""],
    ]


def test_the_chip_of_a_person_has_the_colour_of_the_group_or_is_grey() -> None:
    html = people_table(story_file()).to_html()
    assert [html.count(colour) for colour in ("#e69f00", "#56b4e9", "#8a8f9c")] == [1, 1, 1]
