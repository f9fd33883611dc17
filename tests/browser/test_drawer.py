"""The lists of events and people."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from geo import Story
from tests.browser.playing import data_of, state_of
from tests.sample import small_story

pytestmark = pytest.mark.firefox


def test_the_list_seeks_to_an_event_and_marks_the_current_one(player: Page) -> None:
    player.locator("#sm-list").click()
    player.get_by_role("button", name=re.compile("By the runway")).click()
    assert state_of(player)["event"] == "duel"
    expect(player.locator("[aria-current=true]")).to_contain_text("By the runway")
    player.get_by_role("searchbox", name="Find an event").fill("alarm")
    rows = player.get_by_role("tabpanel").get_by_role("list").get_by_role("button")
    expect(rows).to_have_count(1)
    player.get_by_role("tab", name="People").click()
    expect(player.get_by_role("tabpanel")).to_contain_text("Kelso")
    expect(player.get_by_role("tabpanel")).to_contain_text("not seen yet")


def _without_people() -> Story:
    story = small_story()
    events = tuple(
        replace(event, people=(), heard=(), watched=(), dies=()) for event in story.events
    )
    return replace(story, people=(), events=events)


def test_a_story_without_people_has_no_tab_and_no_keys_for_them(player: Page) -> None:
    player.locator("#sm-list").click()
    player.get_by_role("tab", name="People").click()
    player.evaluate("(story) => storyMap.setStory(story)", data_of(_without_people()))
    expect(player.get_by_role("tab")).to_have_text(["Events"])
    expect(player.get_by_role("tabpanel", name="Events")).to_be_visible()
    expect(player.get_by_role("button", name="Events", exact=True)).to_be_visible()
    player.keyboard.press("p")
    expect(player.get_by_role("tabpanel", name="Events")).to_be_visible()
    player.keyboard.press("h")
    keys = player.locator("#sm-keys-list")
    expect(keys).to_contain_text("the list of events")
    for action in ("people", "encounter", "filming locations"):
        expect(keys).not_to_contain_text(action)
