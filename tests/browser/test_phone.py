"""The layout on a phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Story
from tests.browser.playing import box_of, opened, resize
from tests.sample import long_story, small_story

pytestmark = pytest.mark.firefox


def test_nothing_overlaps_or_overflows_on_a_phone(
    offline_context: Callable[..., BrowserContext], small_html: Path
) -> None:
    context = offline_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = opened(context.new_page(), small_html)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.evaluate("""() => [...document.querySelectorAll('.sm-button')]
      .filter((b) => b.offsetParent && (b.offsetWidth < 44 || b.offsetHeight < 44))
      .map((b) => b.id)""")
    assert small == []
    card = box_of(page.get_by_role("article"))
    bar = box_of(page.get_by_role("region", name="Playback"))
    assert card["y"] + card["height"] <= bar["y"]
    assert card["y"] > 844 * 0.4


@pytest.mark.parametrize("story", [small_story(), long_story(40, 4)], ids=["switch", "none"])
def test_a_phone_has_room_for_a_long_title(
    offline_context: Callable[..., BrowserContext], tmp_path: Path, story: Story
) -> None:
    path = tmp_path / "long-title.html"
    geo.StoryMap(replace(story, title="The fall of a city")).save(path)
    page = opened(offline_context(viewport={"width": 390, "height": 844}).new_page(), path)
    title = page.get_by_role("heading", name="The fall of a city")
    assert title.evaluate("title => title.scrollWidth <= title.clientWidth"), "it is cut off"
    names = ("title", "tools", "credits", "ground")
    parts = [page.locator(f"#sm-{name}") for name in names]
    boxes = [box_of(part) for part in parts if part.is_visible()]
    for one, other in combinations(boxes, 2):
        beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
        below = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
        assert beside or below


@pytest.mark.parametrize("key", ["e", "p", "d", "h"])
def test_on_a_phone_what_the_open_list_covers_cannot_be_reached(heat: Page, key: str) -> None:
    resize(heat, 390, 844)
    heat.keyboard.press(key)
    for covered in ("#sm-tools button", "#sm-ground", "#sm-panels button", "#sm-credits summary"):
        expect(heat.locator(covered).first).to_be_hidden()
    heat.keyboard.press("Escape")
    expect(heat.locator("#sm-list")).to_be_focused()
