"""The lists of events and people."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.playing import state_of

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
