"""Forced colours (high contrast): what is selected, focused or playing stays visible."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.playing import next_frame, opened, seek

pytestmark = [pytest.mark.browser, pytest.mark.integration]

BACKGROUND = "(element) => getComputedStyle(element).backgroundColor"
# The value of a system colour. An element outside the player has no rules of the player's.
SYSTEM = """(name) => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = name;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}"""


@pytest.fixture(params=["dark", "light"])
def forced(
    request: pytest.FixtureRequest,
    offline_context: Callable[..., BrowserContext],
    heat_html: Path,
) -> Page:
    """*Heat* at a scene, in each palette of forced colours."""
    scheme: Any = request.param
    context = offline_context(forced_colors="active", color_scheme=scheme, reduced_motion="reduce")
    page = opened(context.new_page(), heat_html)
    seek(page, "s44-trejo-calls")
    next_frame(page)
    return page


def _background(element: Locator) -> str:
    return str(element.evaluate(BACKGROUND))


def test_the_playhead_differs_from_the_timeline(forced: Page) -> None:
    assert _background(forced.locator("#sm-playhead")) != _background(forced.locator("#sm-track"))
    knob = forced.evaluate(
        "getComputedStyle(document.getElementById('sm-playhead'), '::before').backgroundColor"
    )
    assert knob != _background(forced.locator("#sm-track"))


def test_what_opens_the_legend_and_the_credits_does_not_look_like_a_link(forced: Page) -> None:
    text = forced.evaluate(SYSTEM, "CanvasText")
    assert text != forced.evaluate(SYSTEM, "LinkText")
    colours = forced.evaluate(
        "[...document.querySelectorAll('.sm summary')].map((one) => getComputedStyle(one).color)"
    )
    assert len(colours) >= 3
    assert set(colours) == {text}


def test_the_chosen_side_of_set_and_filmed_is_highlighted(forced: Page) -> None:
    highlight = forced.evaluate(SYSTEM, "Highlight")
    switch = forced.get_by_role("switch", name="Show filming locations")
    chosen, other = switch.get_by_text("Set"), switch.get_by_text("Filmed")
    assert _background(chosen) == highlight != _background(other)
    switch.click()
    assert _background(other) == highlight != _background(chosen)


def test_the_selected_tab_and_the_current_row_are_highlighted(forced: Page) -> None:
    highlight = forced.evaluate(SYSTEM, "Highlight")
    forced.locator("#sm-list").click()
    row = forced.locator(".sm-row[aria-current='true']")
    expect(row).to_have_count(1)
    assert _background(row) == highlight
    assert _background(forced.locator(".sm-row:not([aria-current='true'])").first) != highlight
    for name in ("People", "Distance", "Scenes"):
        forced.get_by_role("tab", name=name).click()
        selected = [
            tab.inner_text()
            for tab in forced.get_by_role("tab").all()
            if _background(tab) == highlight
        ]
        assert selected == [name]


def test_a_pressed_button_is_highlighted(forced: Page) -> None:
    loop = forced.locator("#sm-loop")
    highlight = forced.evaluate(SYSTEM, "Highlight")
    assert _background(loop) != highlight
    loop.click()
    assert _background(loop) == highlight


def test_panels_have_an_edge_and_the_focus_has_another(forced: Page) -> None:
    outline = "(element) => getComputedStyle(element).outline"
    edge = forced.evaluate(SYSTEM, "CanvasText")
    for name in ("#sm-card", "#sm-tools", "#sm-ground"):
        assert forced.locator(name).evaluate(outline) == f"{edge} solid 1px"
    forced.keyboard.press("Tab")
    focus = forced.evaluate(SYSTEM, "Highlight")
    assert forced.locator(":focus").evaluate(outline) == f"{focus} solid 3px"
