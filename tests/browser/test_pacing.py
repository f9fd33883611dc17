"""Speed: a multiple of the normal speed, or a total playing time; and labels of gaps."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.playing import opened, opened_at_rest, resize, state_of

pytestmark = pytest.mark.browser

HEAT_S = 900  # At normal speed.


def speeds(page: Page) -> dict[str, list[str]]:
    """The options of the speed menu, by group."""
    found: dict[str, list[str]] = page.locator("#sm-speed").evaluate(
        "(list) => Object.fromEntries([...list.children].map((group) => "
        "[group.label, [...group.children].map((option) => option.text)]))"
    )
    return found


def test_the_speed_menu_offers_total_playing_times(heat: Page) -> None:
    offered = speeds(heat)
    assert offered["Speed"] == ["0.5×", "1×", "2×", "4×", "8×", "16×"]
    assert offered["Whole story in"][:4] == [
        "1 min\u200315×",
        "2 min\u20037.5×",
        "5 min\u20033×",
        "10 min\u20031.5×",
    ]
    assert offered["Whole story in"][-1] == "30 min\u20030.5×"


def test_a_short_story_has_only_useful_playing_times(player: Page) -> None:
    assert "Whole story in" not in speeds(player)


def test_selecting_a_playing_time_sets_the_speed_and_selecting_a_speed_clears_it(
    heat: Page,
) -> None:
    heat.locator("#sm-speed").select_option("5 min\u20033×")
    state = state_of(heat)
    assert (state["length"], state["speed"]) == (5, 3)
    heat.keyboard.press("+")
    state = state_of(heat)
    assert (state["length"], state["speed"]) == (None, 4)
    heat.evaluate("storyMap.setLength(7.5)")
    expect(heat.locator("#sm-speed")).to_have_value("length 7.5")
    heat.evaluate("storyMap.setSpeed(3)")
    expect(heat.locator("#sm-speed")).to_have_value("speed 3")


def test_after_a_selection_with_the_pointer_the_keys_control_the_player(heat: Page) -> None:
    speed = heat.get_by_label("Speed")
    speed.click()
    speed.select_option(label="2×")
    heat.keyboard.press("Space")
    assert state_of(heat)["playing"] is True
    heat.keyboard.press("Space")
    # After a selection with the keyboard, the focus stays in the menu.
    speed.focus()
    speed.select_option(label="4×")
    expect(speed).to_be_focused()


def test_the_playing_time_applies_to_every_time_scale_and_with_a_filter(heat: Page) -> None:
    heat.evaluate("storyMap.setLength(2)")
    for clock in ("film", "telling", "story"):
        heat.evaluate("(clock) => storyMap.setClock(clock)", clock)
        assert state_of(heat)["speed"] == pytest.approx(HEAT_S / 120, rel=0.01)
    heat.evaluate("storyMap.setFilter({days: [10]})")
    filtered = state_of(heat)
    assert filtered["length"] == 2
    # Hidden events are skipped, so there is more time for the rest.
    assert 0.25 <= filtered["speed"] < HEAT_S / 120 / 1.5


@pytest.mark.integration
def test_a_playing_time_is_accurate_to_the_second(offline_page: Page, small_html: Path) -> None:
    page = opened_at_rest(offline_page, small_html)
    page.evaluate("storyMap.setLength(0.1); storyMap.play()")
    page.clock.run_for(5_800)
    assert state_of(page)["playing"] is True
    page.clock.run_for(400)
    assert state_of(page)["playing"] is False
    assert state_of(page)["position"] == 1


def test_a_playing_time_that_is_not_possible_becomes_the_nearest_one_and_is_said(
    player: Page,
) -> None:
    player.evaluate("storyMap.setLength(600)")
    state = state_of(player)
    assert state["speed"] == 0.25
    assert 0 < state["length"] < 600
    said = "The story cannot take 600 min. The nearest possible is"
    expect(player.locator("#sm-said")).to_contain_text(said)
    expect(player.locator("#sm-speed")).to_have_attribute("title", re.compile(f"^{said}"))
    assert "0.25×" in player.locator("#sm-speed option:checked").inner_text()
    assert "length=600" in state["link"]


@pytest.mark.parametrize("wrong", ["0", "-5", "'5'", "null", "1e9", "NaN"])
def test_an_invalid_playing_time_is_rejected(player: Page, wrong: str) -> None:
    said = player.evaluate(
        f"() => {{ try {{ storyMap.setLength({wrong}); }} catch (e) {{ return e.message; }} }}"
    )
    assert "expected minutes" in said
    assert state_of(player)["speed"] == 1


@pytest.mark.integration
@pytest.mark.parametrize("speed", [1, 64])
def test_gap_labels_are_readable_at_any_speed_even_on_a_phone(
    offline_context: Callable[..., BrowserContext], heat_html: Path, speed: float
) -> None:
    page = offline_context(viewport={"width": 390, "height": 844}).new_page()
    opened_at_rest(page, heat_html)
    page.evaluate("""() => {
      window.told = [];
      const gap = document.getElementById('sm-gap');
      new MutationObserver(() => {
        const { width, height } = gap.getBoundingClientRect();
        told.push([performance.now(), gap.textContent, width * height > 0]);
      }).observe(gap, { childList: true });
    }""")
    page.evaluate("(speed) => storyMap.setSpeed(speed)", speed)
    page.evaluate("(position) => storyMap.seek({ position })", 230 / HEAT_S)
    page.evaluate("storyMap.play()")
    page.clock.run_for(2_500)
    told = page.evaluate("told")
    spans = [(text, after - at, seen) for (at, text, seen), (after, _, _) in pairwise(told) if text]
    assert spans
    assert all(lasts >= 800 and seen for _, lasts, seen in spans)
    assert all("pass" in text for text, _, _ in spans)


def test_on_a_phone_the_speed_menu_contains_the_loop_option(
    offline_context: Callable[..., BrowserContext], small_html: Path
) -> None:
    page = opened(offline_context(viewport={"width": 390, "height": 844}).new_page(), small_html)
    expect(page.locator("#sm-loop")).to_be_hidden()
    chosen = page.locator("#sm-speed")
    assert speeds(page)["At the end"] == ["Stop ✓", "Loop"]
    chosen.select_option("Loop")
    assert state_of(page)["loop"] is True
    assert speeds(page)["At the end"] == ["Stop", "Loop ✓"]
    # The menu still shows the speed, also after the current option is selected again.
    expect(chosen).to_have_value("speed 1")
    chosen.select_option("Loop ✓")
    expect(chosen).to_have_value("speed 1")
    chosen.select_option("Stop")
    assert state_of(page)["loop"] is False
    # With room for the button, the menu does not contain the option.
    resize(page, 1280, 720)
    expect(page.locator("#sm-loop")).to_be_visible()
    assert "At the end" not in speeds(page)
