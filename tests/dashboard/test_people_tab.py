"""The details of the selected person."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

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
