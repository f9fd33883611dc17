"""The controls of playback: the timeline by mouse, touch and keyboard, and the keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.playing import box_of, opened, state_of, timeline

pytestmark = pytest.mark.firefox


@pytest.mark.firefox(always=True)
def test_dragging_the_timeline_updates_the_map(player: Page) -> None:
    box = box_of(timeline(player))
    y = box["y"] + box["height"] / 2
    player.mouse.move(box["x"] + 2, y)
    player.mouse.down()
    seen = []
    for share in (0.25, 0.5, 0.75, 1):
        player.mouse.move(box["x"] + box["width"] * share, y)
        seen.append(state_of(player))
    player.mouse.up()
    assert [round(state["position"], 2) for state in seen] == [0.25, 0.5, 0.75, 1]
    assert seen[-1]["event"] == "after"
    assert len({state["event"] for state in seen}) >= 3
    expect(player.get_by_role("heading", name="After", exact=True)).to_be_visible()


def test_playback_resumes_after_a_drag_of_the_timeline(player: Page) -> None:
    player.evaluate("storyMap.play()")
    box = box_of(timeline(player))
    player.mouse.move(box["x"] + 5, box["y"] + 20)
    player.mouse.down()
    player.mouse.move(box["x"] + 200, box["y"] + 20)
    assert state_of(player)["playing"] is False
    player.mouse.up()
    assert state_of(player)["playing"] is True


# Playwright emulates a touch screen and a colour scheme only in Chromium.
@pytest.mark.only_browser("chromium")
def test_the_timeline_can_be_dragged_by_touch(
    offline_context: Callable[..., BrowserContext], small_html: Path
) -> None:
    context = offline_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = opened(context.new_page(), small_html)
    box = box_of(timeline(page))
    assert box["height"] >= 44
    page.touchscreen.tap(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2)
    assert state_of(page)["position"] == pytest.approx(0.6, abs=0.01)


def test_the_timeline_is_an_accessible_slider_with_its_value_as_text(player: Page) -> None:
    slider = timeline(player)
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"Day 1 · 11:30, Into the bank"))
    slider.focus()
    player.keyboard.press("PageUp")
    assert state_of(player)["position"] == pytest.approx(0.05)
    player.keyboard.press("Shift+ArrowLeft")
    assert state_of(player)["position"] == pytest.approx(0.048)


def test_the_keyboard_has_the_functions_of_the_buttons(player: Page) -> None:
    player.keyboard.press("ArrowRight")
    assert state_of(player)["event"] == "run"
    player.keyboard.press("ArrowRight")
    assert state_of(player)["event"] == "alarm"
    player.keyboard.press("ArrowLeft")
    assert state_of(player)["event"] == "run"
    player.keyboard.press("End")
    assert state_of(player)["position"] == 1
    player.keyboard.press("Home")
    assert state_of(player)["position"] == 0
    player.keyboard.press("Space")
    assert state_of(player)["playing"] is True
    player.keyboard.press("Space")
    assert state_of(player)["playing"] is False
    player.keyboard.press("+")
    assert state_of(player)["speed"] == 2
    player.keyboard.press("l")
    assert state_of(player)["loop"] is True


def test_space_also_starts_playback_after_a_click_on_another_button(player: Page) -> None:
    player.get_by_role("button", name="Next event").click()
    player.keyboard.press("Space")
    assert state_of(player)["playing"] is True
