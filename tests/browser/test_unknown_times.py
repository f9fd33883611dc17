"""An event whose time is unknown: no view shows the time at which it plays as a fact."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import geo
from tests.browser.playing import opened, seek, state_of
from tests.sample import story_of_centuries

pytestmark = pytest.mark.browser


@pytest.fixture
def plague(offline_page: Page, tmp_path: Path) -> Page:
    """The story of centuries, at the event whose time is unknown."""
    path = tmp_path / "centuries.html"
    geo.StoryMap(story_of_centuries()).save(path)
    page = opened(offline_page, path)
    seek(page, "plague")
    return page


def test_the_card_the_clock_and_the_state_say_that_the_time_is_unknown(plague: Page) -> None:
    expect(plague.locator("#sm-card-when")).to_have_text("time unknown")
    expect(plague.locator("#sm-clock")).to_have_text("Time unknown")
    assert state_of(plague)["time"] is None
    expect(plague.locator("#sm-track")).to_have_attribute("aria-valuetext", "time unknown, Plague")


def test_the_lists_and_the_table_say_that_the_time_is_unknown(plague: Page) -> None:
    plague.get_by_role("button", name="Events and people").click()
    expect(plague.get_by_role("button", name="time unknown Plague")).to_be_visible()
    plague.keyboard.press("s")
    row = plague.get_by_role("dialog").get_by_role("row").filter(has_text="Plague")
    expect(row.get_by_role("cell", name="time unknown")).to_be_visible()


def test_the_list_of_people_has_no_time_for_an_unknown_one(plague: Page) -> None:
    plague.keyboard.press("p")
    expect(plague.get_by_text("present, time unknown")).to_be_visible()


def test_at_its_end_a_story_of_years_shows_its_last_year(plague: Page) -> None:
    plague.evaluate("storyMap.seek({position: 1})")
    expect(plague.locator("#sm-clock")).to_have_text("2023")


def test_the_message_about_a_time_outside_the_story_names_known_times(plague: Page) -> None:
    plague.keyboard.press("t")
    plague.keyboard.type("1 May 2100")
    plague.keyboard.press("Enter")
    expect(plague.get_by_text("The story runs from 1066 to 2023.")).to_be_visible()
