"""Links in the running dashboard: the address follows the state and restores it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.playing import resize
from tests.browser.visiting import (
    PATIENCE_MS,
    open_heat,
    player,
    player_frame,
    run_script,
    state,
    story_of_one_event,
    type_text,
    upload_story,
    wait_for_player,
    wait_for_state,
)

pytestmark = [pytest.mark.browser, pytest.mark.integration]

# The shoot-out in film time, with two selected people and a camera set by the viewer.
LINK = (
    "story=heat&at=1:42:01&clock=film&people=neil,hanna&hidden=breedan&followed=neil"
    "&kept=pair&ground=filmed&lanes=everyone&span=0.5,0.7&length=5&camera=34.0519,-118.256,16"
)
KEPT = ("event", "clock", "filter", "choice", "length", "film")


@pytest.fixture
def visitor(visitor: BrowserContext) -> BrowserContext:
    """The fixture `visitor`, with access to the clipboard."""
    visitor.grant_permissions(["clipboard-read", "clipboard-write"])
    return visitor


def query(page: Page) -> str:
    return urlsplit(page.url).query


def until_the_address_says(page: Page, pattern: str) -> None:
    expect(page).to_have_url(re.compile(pattern))


def expect_the_same(page: Page, before: dict[str, Any]) -> None:
    """Expect the same state: position, time scale, filter, settings, speed and camera."""
    after = state(page)
    assert {name: after[name] for name in KEPT} == {name: before[name] for name in KEPT}
    assert after["camera"]["following"] == before["camera"]["following"]
    for name in () if before["camera"]["following"] else ("lat", "lon", "zoom"):
        assert after["camera"][name] == pytest.approx(before["camera"][name], abs=1e-4)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another story, with one event."""
    return story_of_one_event(tmp_path, "Another story", id="only", title="The only one")


@pytest.mark.firefox
def test_a_link_restores_the_state_and_the_address_contains_it_again(
    visitor: BrowserContext, dashboard: str
) -> None:
    page = open_heat(visitor.new_page(), f"{dashboard}/?{LINK}")
    before = state(page)
    assert before["event"] == "s50b-takeover"
    assert before["clock"] == "film"
    assert before["film"] == pytest.approx(6121, abs=1)
    assert before["filter"] == {"people": ["neil", "hanna"], "groups": None, "days": None}
    assert before["choice"]["hidden"] == ["breedan"]
    assert before["choice"]["ground"] == "filmed"
    assert before["length"] == 5
    assert before["camera"]["zoom"] == 16
    assert before["camera"]["following"] is False
    # The widgets of the filter show it too.
    expect(page.get_by_text("Neil McCauley", exact=True).first).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Showing \d+ of \d+ scenes\.$"))).to_be_visible()
    until_the_address_says(page, r"\?story=heat&at=1:42:01(\.\d+)?&clock=film&people=neil,hanna&")
    entries = page.evaluate("history.length")
    run_script(page, "storyMap.step(1)")
    wait_for_state(page, "state.event !== 's50b-takeover'")
    until_the_address_says(page, re.escape(state(page)["link"].split("&")[0]))
    assert page.evaluate("history.length") == entries
    # A rerun of the page neither loses the address nor moves the player.
    before, address = state(page), page.url
    page.get_by_role("tab", name="People", exact=True).click()
    expect(page.get_by_test_id("stDataFrame").locator("visible=true").first).to_be_visible()
    assert page.url == address
    page.reload()
    wait_for_player(page, "Heat")
    expect_the_same(page, before)


def test_the_address_contains_the_place_search_and_the_position(
    visitor: BrowserContext, dashboard: str
) -> None:
    page = open_heat(visitor.new_page(), f"{dashboard}/?place=LAX&utm_source=mail")
    expect(page.get_by_text("Los Angeles International Airport").first).to_be_visible()
    run_script(page, "storyMap.seek({event: 's25-drive-in'})")
    until_the_address_says(page, "story=heat&at=.*&place=LAX&utm_source=mail$")
    type_text(page.get_by_role("textbox", name="Find a place"), "")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("place="))
    assert "utm_source=mail" in page.url


@pytest.mark.firefox
def test_copy_link_copies_the_address_of_the_page(visitor: BrowserContext, dashboard: str) -> None:
    page = open_heat(visitor.new_page(), dashboard)
    assert query(page) == ""
    run_script(
        page, "storyMap.seek({event: 's25-drive-in'}); storyMap.setChoice({followed: ['neil']})"
    )
    player(page).get_by_role("button", name="Copy link").click()
    expect(player(page).get_by_text("Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    # The theme is the page's, so its link does not contain it.
    link = re.sub("&theme=(dark|light)", "", state(page)["link"])
    assert copied == f"{dashboard}/?story=heat&{link}"
    again = open_heat(visitor.new_page(), copied)
    wait_for_state(again, "state.event === 's25-drive-in' && state.choice.followed[0] === 'neil'")


def test_a_hostile_address_opens_the_story_and_shows_a_message(
    visitor: BrowserContext, dashboard: str
) -> None:
    hostile = "at=whenever&camera=1,2&people=nobody&ground=%3Cscript%3E&scene=%00"
    page = open_heat(visitor.new_page(), f"{dashboard}/?{hostile}")
    assert state(page)["position"] == 0
    expect(player(page).get_by_text("Ignored in this link")).to_have_count(1)
    expect(page.get_by_role("heading", name="Heat 1995")).to_be_visible()
    until_the_address_says(page, "/\\?story=heat&at=[-0-9T:]+$")
    page.goto(f"{dashboard}/?story=../../etc/passwd&at=1:00:00")
    # First, because the toast disappears after four seconds.
    toast = page.get_by_text("This link names an unknown story")
    expect(toast).to_be_visible(timeout=PATIENCE_MS)
    wait_for_player(page, "Heat")
    assert state(page)["position"] == 0


def test_changing_tiles_and_stories_and_back_restores_the_state(
    visitor: BrowserContext, dashboard: str, other: Path
) -> None:
    page = open_heat(visitor.new_page(), f"{dashboard}/?{LINK}")
    before = state(page)
    page.get_by_role("button", name="Map", exact=True).click()
    page.get_by_text("Custom URL").click()
    type_text(page.get_by_role("textbox", name="Tile URL"), f"{dashboard}/{{z}}/{{x}}/{{y}}.png")
    page.keyboard.press("Enter")
    tiled = player(page).get_by_text("Tiles: 127.0.0.1 (online)")
    expect(tiled).to_be_visible(timeout=PATIENCE_MS)
    wait_for_player(page, "Heat")
    expect_the_same(page, before)
    page.keyboard.press("Escape")
    upload_story(page, other)
    expect(page.get_by_role("heading", name="Another story").first).to_be_visible()
    wait_for_player(page, "Another story")
    wait_for_state(page, "state.event === 'only'")
    # An uploaded story has no link, because it exists only in this window.
    until_the_address_says(page, r"/\?story=brought$")
    player(page).get_by_role("button", name="Copy link").click()
    expect(player(page).get_by_text("This story exists only in this window")).to_be_visible()
    page.get_by_role("button", name="Story").first.click()
    page.get_by_role("button", name="Back to Heat").click()
    expect(page.get_by_role("heading", name="Heat 1995")).to_be_visible()
    wait_for_player(page, "Heat")
    expect_the_same(page, before)
    until_the_address_says(page, "story=heat&at=1:42:01.*people=neil,hanna")


def test_after_a_reload_the_page_explains_that_the_uploaded_story_is_gone(
    visitor: BrowserContext, dashboard: str, other: Path
) -> None:
    page = open_heat(visitor.new_page(), dashboard)
    upload_story(page, other)
    wait_for_player(page, "Another story")
    until_the_address_says(page, r"/\?story=brought$")
    page.reload()
    # First, because the toast disappears after four seconds.
    toast = page.get_by_text("The reload removed your uploaded story.")
    expect(toast).to_be_visible(timeout=PATIENCE_MS)
    wait_for_player(page, "Heat")
    run_script(page, "storyMap.step(1)")
    until_the_address_says(page, r"/\?story=heat&at=")


@pytest.mark.firefox
def test_going_back_from_another_page_restores_the_state(
    visitor: BrowserContext, dashboard: str
) -> None:
    page = open_heat(visitor.new_page(), dashboard)
    run_script(page, "storyMap.setClock('telling'); storyMap.seek({event: 's25-drive-in'})")
    run_script(page, "storyMap.setChoice({tail: 'day'})")
    until_the_address_says(page, "clock=telling&tail=day")
    before = state(page)
    page.goto(f"{dashboard}/_stcore/health")
    page.go_back()
    wait_for_player(page, "Heat")
    expect_the_same(page, before)
    resize(page, 390, 844)
    player_frame(page).wait_for_function("() => map_story.getSize().x < 390")
    assert state(page)["event"] == "s25-drive-in"
    assert state(page)["choice"]["tail"] == "day"
