"""The state that survives going back, a reload, a hidden tab and a resized window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.playing import CHOSEN, KEPT, opened, opened_at_rest, resize, same, state_of

pytestmark = [pytest.mark.firefox, pytest.mark.integration]


# Playwright waits in vain when Firefox goes back to a page that it has kept in memory.
@pytest.mark.only_browser("chromium")
def test_going_back_to_the_document_restores_its_state(
    offline_context: Callable[..., BrowserContext], small_html: Path
) -> None:
    page = opened(offline_context().new_page(), small_html)
    page.evaluate(CHOSEN)
    page.wait_for_function("() => location.hash === `#${storyMap.state().link}`")
    before = state_of(page)
    page.goto("about:blank")
    page.go_back()
    page.evaluate("storyMap.ready")
    assert same(before, state_of(page))
    page.reload()
    page.evaluate("storyMap.ready")
    assert same(before, state_of(page))


def test_a_reload_during_playback_returns_to_about_the_same_position(
    offline_page: Page, small_html: Path
) -> None:
    page = opened(offline_page, small_html)
    page.evaluate("storyMap.setSpeed(2); storyMap.play()")
    page.wait_for_function("() => storyMap.state().position > 0.4")
    before = state_of(page)["position"]
    page.reload()
    page.evaluate("storyMap.ready")
    # At double speed, half a second is less than a twentieth of the story.
    assert before - 0.15 < state_of(page)["position"] < before + 0.15


TAB = """(seen) => {
  Object.defineProperty(document, 'visibilityState', { value: seen, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
PAGE = "(event) => dispatchEvent(new PageTransitionEvent(event, { persisted: true }))"


def test_a_suspended_page_resumes_at_its_position_with_all_settings(
    offline_page: Page, small_html: Path
) -> None:
    page = opened_at_rest(offline_page, small_html)
    page.evaluate(CHOSEN)
    # Hidden events would be skipped at a different speed, so clear the filter.
    page.evaluate("storyMap.setFilter({})")
    page.evaluate("storyMap.play()")
    page.clock.run_for(1_000)
    page.evaluate(TAB, "hidden")
    page.evaluate(PAGE, "pagehide")
    before = state_of(page)
    page.clock.fast_forward(600_000)
    page.evaluate(TAB, "visible")
    page.evaluate(PAGE, "pageshow")
    page.clock.run_for(2_000)
    after = state_of(page)
    assert after["playing"] is True
    assert {name: after[name] for name in KEPT[1:]} == {name: before[name] for name in KEPT[1:]}
    # At most 2.25 s have passed of the 24 in which the whole story plays.
    assert before["position"] < after["position"] < before["position"] + 2.6 / 24
    # The address follows the state again.
    page.evaluate("storyMap.setLink(location.hash.slice(1))")
    assert after["position"] - 1.1 / 24 < state_of(page)["position"] <= after["position"]


def test_the_address_of_a_hidden_tab_contains_its_position(
    offline_page: Page, small_html: Path
) -> None:
    page = opened_at_rest(offline_page, small_html)
    page.evaluate("storyMap.play()")
    page.clock.run_for(1_000)
    before = state_of(page)
    page.evaluate(TAB, "hidden")
    assert page.evaluate("location.hash") == f"#{before['link']}"
    page.clock.fast_forward(600_000)
    after = state_of(page)
    assert after["playing"] is True
    # At most a quarter of a second has passed, not ten minutes.
    assert 0 <= (after["position"] - before["position"]) * 22.95 < 0.3


@pytest.mark.parametrize(("width", "height"), [(844, 390), (390, 300), (1600, 1000)])
def test_resizing_the_window_keeps_time_camera_and_settings(
    offline_context: Callable[..., BrowserContext], small_html: Path, width: int, height: int
) -> None:
    page = offline_context(viewport={"width": 390, "height": 844}).new_page()
    opened(page, small_html)
    page.evaluate(CHOSEN)
    before = state_of(page)
    resize(page, width, height)
    page.wait_for_function(f"() => map_story.getSize().x === {width}")
    assert same(before, state_of(page))
    resize(page, 390, 844)
    page.wait_for_function("() => map_story.getSize().x === 390")
    assert same(before, state_of(page))


def test_rotating_a_phone_keeps_the_event_in_view(
    offline_context: Callable[..., BrowserContext], small_html: Path
) -> None:
    page = offline_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{small_html.as_uri()}#scene=duel")
    page.evaluate("storyMap.ready")
    for width, height in ((844, 390), (390, 844)):
        resize(page, width, height)
        page.wait_for_function(f"() => map_story.getSize().x === {width}")
        x, y = page.evaluate("""() => {
          const { x, y } = map_story.latLngToContainerPoint([33.9463, -118.3816]);
          return [x, y];
        }""")
        card, bar = (page.locator(name).bounding_box() for name in ("#sm-card", "#sm-bar"))
        assert card
        assert bar
        assert 0 < x < width
        assert 0 < y < bar["y"]
        assert not (
            card["x"] < x < card["x"] + card["width"] and card["y"] < y < card["y"] + card["height"]
        )
