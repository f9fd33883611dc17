"""Where people are at a moment."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.playing import seek, state_of

pytestmark = pytest.mark.firefox


def test_people_are_shown_only_where_they_are_present(player: Page) -> None:
    people = state_of(player)["people"]
    assert people["neil"] == {"status": "seen", "lon": -118.256, "lat": 34.0519}
    assert people["hanna"] == {"status": "unseen", "lon": None, "lat": None}
    seek(player, "hiding")
    people = state_of(player)["people"]
    assert people["neil"]["status"] == "unlocated"
    assert people["neil"]["lat"] is None
    assert people["hanna"]["status"] == "between"
    player.evaluate("storyMap.seek({position: 1})")
    assert state_of(player)["people"]["neil"]["status"] == "dead"


def test_people_travel_along_a_known_route_during_the_event(player: Page) -> None:
    player.evaluate("storyMap.seek({time: '1995-05-02T11:40'})")
    neil = state_of(player)["people"]["neil"]
    assert neil["status"] == "seen"
    assert 34.0458 < neil["lat"] < 34.0519
