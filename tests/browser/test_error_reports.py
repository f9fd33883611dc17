"""Errors of the player in a frame: the page around learns of each, and the dashboard shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.visiting import PATIENCE_MS, open_heat, player, player_frame, wait_for_state

pytestmark = pytest.mark.browser

REASON: Final = "Error: broken by the test"
WORDS: Final = (
    "The time display stopped working and was switched off. The rest of the map still works."
)
# Makes the time display fail with the next moment.
BREAK_CLOCK: Final = """() => {
  Object.defineProperty(document.getElementById('sm-clock'), 'textContent', {
    set() { throw new Error('broken by the test'); },
  });
}"""
FRAME_PAGE: Final = """<!DOCTYPE html><title>Page</title><iframe sandbox="allow-scripts"
  style="width: 900px; height: 600px"></iframe><script>
  window.messages = [];
  addEventListener('message', (event) => window.messages.push(event.data));
</script>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may have errors."""
    page = browser.new_page()
    yield page
    page.close()


def _framed(page: Page, html: str) -> Frame:
    page.set_content(FRAME_PAGE)
    page.evaluate("(html) => { document.querySelector('iframe').srcdoc = html; }", html)
    return page.frames[1]


def _errors(page: Page) -> Any:
    return page.evaluate("messages.filter(({ type }) => type === 'error')")


def test_the_page_around_gets_one_message(page: Page, small_html: Path) -> None:
    frame = _framed(page, small_html.read_text("utf-8"))
    page.wait_for_function("() => messages.some(({ type }) => type === 'ready')")
    frame.evaluate(BREAK_CLOCK)
    frame.evaluate("storyMap.play()")
    page.wait_for_function("() => messages.some(({ type }) => type === 'error')")
    frame.evaluate("storyMap.seek({ event: 'duel' })")
    page.wait_for_function("() => messages.at(-1).state?.event === 'duel'")
    assert _errors(page) == [
        {
            "from": "storymap",
            "type": "error",
            "part": "clock",
            "message": WORDS,
            "reason": REASON,
            "stopped": False,
        }
    ]


def test_the_page_around_learns_that_the_map_cannot_be_opened(page: Page, small_html: Path) -> None:
    markup = small_html.read_text("utf-8")
    _framed(page, markup.replace('id="storymap-data">{', 'id="storymap-data">!'))
    page.wait_for_function("() => messages.length > 0")
    (error,) = page.evaluate("messages")
    assert (error["type"], error["part"], error["stopped"]) == ("error", "player", True)
    assert error["message"].startswith("This map cannot be opened: SyntaxError: Unexpected token")


def test_the_page_around_learns_that_the_browser_is_too_old(page: Page, small_html: Path) -> None:
    page.add_init_script("delete window.DecompressionStream")
    _framed(page, small_html.read_text("utf-8"))
    page.wait_for_function("() => messages.length > 0")
    (error,) = page.evaluate("messages")
    assert error["stopped"] is True
    assert error["message"].startswith("This map needs a newer browser")


@pytest.fixture
def dashboard_page(browser: Browser, dashboard: str) -> Iterator[Page]:
    """*Heat* in the dashboard, in a page whose console may have errors."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE_MS)
    yield open_heat(page, dashboard)
    page.close()


@pytest.mark.integration
def test_the_dashboard_shows_the_error_once_and_logs_it(
    dashboard_page: Page, dashboard_log: Path
) -> None:
    before = dashboard_log.read_text().count("part 'clock'")
    frame = player_frame(dashboard_page)
    frame.evaluate(BREAK_CLOCK)
    frame.evaluate("storyMap.play()")
    warning = dashboard_page.get_by_test_id("stAlert").filter(has_text="The time display")
    expect(warning).to_have_count(1)
    expect(warning).to_contain_text(WORDS)
    # The player is still the same, and goes on.
    wait_for_state(dashboard_page, "state.playing && state.position > 0.005")
    expect(player(dashboard_page).locator("#sm-errors")).to_contain_text(WORDS)
    log = dashboard_log.read_text()
    assert log.count("part 'clock'") - before == 1
    assert "failed: 'Error: broken by the test'" in log


@pytest.mark.integration
def test_the_dashboard_shows_the_list_if_the_document_cannot_run(
    browser: Browser, dashboard: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script("if (window.parent !== window) delete window.DecompressionStream")
    page.goto(dashboard)
    frame = page.frame_locator(".stage.ready iframe")
    expect(frame.get_by_role("alert")).to_contain_text(
        "This map needs a newer browser", timeout=PATIENCE_MS
    )
    expect(frame.get_by_role("listitem").first).to_be_visible()
    warning = page.get_by_test_id("stAlert").filter(has_text="This map needs a newer browser")
    expect(warning).to_be_visible(timeout=PATIENCE_MS)
    page.close()
