"""axe-core finds nothing in the document: WCAG 2.2 A and AA, and axe's own best practices."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import findings
from tests.browser.playing import (
    box_of,
    data_of,
    next_frame,
    open_people,
    opened,
    resize,
    seek,
)
from tests.sample import small_story

pytestmark = pytest.mark.browser


def _opening(_: Page) -> None:
    """The page as it opens."""


def _playing(page: Page) -> None:
    seek(page, "s44-trejo-calls")
    page.evaluate("storyMap.play()")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def _list(page: Page) -> None:
    page.locator("#sm-list").click()
    expect(page.locator("#sm-tab-scenes")).to_be_visible()


def _distance(page: Page) -> None:
    _list(page)
    page.get_by_role("tab", name="Distance").click()


def _legend(page: Page) -> None:
    _list(page)
    page.get_by_text("Map legend").click()
    expect(page.locator("#sm-legend-list")).to_be_visible()


def _keys(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("#sm-keys-list tr").first).to_be_visible()


def _table(page: Page) -> None:
    seek(page, "s44-trejo-calls")
    page.keyboard.press("s")
    expect(page.get_by_role("dialog", name="Heat")).to_be_visible()


def _skip_buttons(page: Page) -> None:
    page.get_by_role("button", name="What happens now").focus()


def _typed_time(page: Page) -> None:
    page.locator("#sm-reading").click()
    page.get_by_label("Go to a time").fill("nonsense")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()


STATES = {
    "opening": _opening,
    "playing": _playing,
    "list": _list,
    "people": open_people,
    "distance": _distance,
    "legend": _legend,
    "keys": _keys,
    "table": _table,
    "buttons for screen readers": _skip_buttons,
    "typed time": _typed_time,
}
SCREENS = {"desktop": (1280, 720), "phone": (390, 844)}
# In every run of the tests; the others in `make test-integrations`.
ALWAYS = {("opening", "light", "phone"), ("list", "dark", "desktop")}


@pytest.mark.parametrize(
    ("state", "scheme", "screen"),
    [
        pytest.param(*case, marks=[] if case in ALWAYS else pytest.mark.integration)
        for case in product(STATES, ("dark", "light"), SCREENS)
    ],
)
def test_axe_finds_nothing(
    offline_context: Callable[..., BrowserContext],
    heat_html: Path,
    scheme: Any,
    screen: str,
    state: str,
) -> None:
    width, height = SCREENS[screen]
    viewport: Any = {"width": width, "height": height}
    # Without transitions, colours have their final values at once.
    context = offline_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = opened(context.new_page(), heat_html)
    STATES[state](page)
    next_frame(page)
    assert findings(page) == []


@pytest.mark.integration
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_in_the_list_without_javascript(
    offline_context: Callable[..., BrowserContext], heat_html: Path, scheme: Any
) -> None:
    page = offline_context(color_scheme=scheme).new_page()
    markup = heat_html.read_text("utf-8")
    page.set_content(re.sub(r"<script>.*?</script>|</?noscript.*?>", "", markup, flags=re.DOTALL))
    expect(page.get_by_role("listitem")).to_have_count(119)
    assert findings(page) == []


@pytest.mark.firefox
def test_every_control_has_an_accessible_name(player: Page) -> None:
    player.locator("#sm-list").click()
    nameless = player.evaluate("""() => {
      const controls = document.querySelectorAll('button, select, input, a, [role=slider]');
      const nameOf = (node) => node.getAttribute('aria-label')
        || node.textContent.trim() || node.closest('label')?.textContent.trim();
      return [...controls].filter((node) => !nameOf(node)).map((node) => node.outerHTML);
    }""")
    assert nameless == []


def test_a_screen_reader_says_what_a_key_has_changed(heat: Page) -> None:
    said = heat.locator("#sm-said")
    for key, words in [
        ("l", "Loop on"),
        ("+", "Speed 2×"),
        ("k", "Film time"),
        ("g", "Filming locations"),
        ("Space", "Playing"),
        ("Space", "Paused"),
        ("End", None),
        ("m", "No later encounter"),
    ]:
        heat.keyboard.press(key)
        if words:
            expect(said).to_have_text(words)


def test_what_happens_now_is_written_for_viewers_who_see_it(heat: Page) -> None:
    heat.keyboard.press("Tab")
    expect(heat.get_by_role("button", name="What happens now")).to_be_focused()
    heat.keyboard.press("Enter")
    said = heat.locator("#sm-said")
    expect(said).to_contain_text("Scene 1 of")
    assert box_of(said)["height"] > 20
    heat.locator("#sm-play").focus()
    assert box_of(said)["height"] <= 1


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_a_title_that_is_cut_is_complete_in_its_tooltip(
    player: Page, size: tuple[int, int]
) -> None:
    resize(player, *size)
    heading = player.get_by_role("heading", level=1)
    heading.hover()
    expect(heading).to_have_attribute("title", "")
    title = " ".join(["The long title of a story that says everything"] * 5)
    changed = data_of(replace(small_story(), title=title))
    player.evaluate("(story) => storyMap.setStory(story)", changed)
    player.mouse.move(200, 300)
    heading.hover()
    expect(heading).to_have_attribute("title", f"{title} (1995)")


def test_the_scale_bar_is_for_the_eye_alone(player: Page) -> None:
    expect(player.locator(".leaflet-control-scale")).to_have_attribute("aria-hidden", "true")
