"""Style rules that keep the truth or the text visible: doubt, messages, scroll bars."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from geo.render import assets
from tests.browser.playing import box_of, opened, seek

pytestmark = [pytest.mark.browser, pytest.mark.integration]


@pytest.fixture
def phone(offline_context: Callable[..., BrowserContext], heat_html: Path) -> Page:
    """*Heat* on a phone."""
    viewport: Any = {"width": 390, "height": 844}
    return opened(offline_context(viewport=viewport).new_page(), heat_html)


def test_a_sign_with_an_alternative_text_has_a_plain_one_before_it() -> None:
    style = assets.player_style()
    signs = re.findall(r"content:('[^']*') / ''", style)
    assert len(signs) == 3
    for sign in signs:
        assert f"content:{sign};content:{sign} / ''" in style
    assert style.count("/ ''") == len(signs)


def test_on_a_phone_the_sign_of_doubt_stands_for_the_words(phone: Page) -> None:
    seek(phone, "s44-trejo-calls")
    expect(phone.locator("#sm-basis")).to_have_text(re.compile("assumed|implied"))
    sign = "getComputedStyle(document.getElementById('sm-clock'), '::before').content"
    assert "≈" in phone.evaluate(sign)
    assert box_of(phone.locator("#sm-basis"))["width"] <= 1


def test_a_browser_that_cannot_place_the_sign_of_doubt_keeps_the_words(phone: Page) -> None:
    seek(phone, "s44-trejo-calls")
    # As in a browser without `:has`: the rules inside `@supports` do not apply.
    removed = phone.evaluate("""() => {
      let removed = 0;
      const remove = (list) => {
        for (let i = list.cssRules.length - 1; i >= 0; i--) {
          const rule = list.cssRules[i];
          if (rule instanceof CSSSupportsRule) { list.deleteRule(i); removed++; }
          else if (rule.cssRules) remove(rule);
        }
      };
      for (const sheet of document.styleSheets) remove(sheet);
      return removed;
    }""")
    assert removed == 1
    assert box_of(phone.locator("#sm-basis"))["width"] > 20


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_message_about_a_typed_time_is_shown_whole(
    offline_context: Callable[..., BrowserContext], heat_html: Path, width: int
) -> None:
    viewport: Any = {"width": width, "height": 700}
    page = opened(offline_context(viewport=viewport).new_page(), heat_html)
    page.locator("#sm-reading").click()
    page.get_by_label("Go to a time").fill("25:99")
    page.keyboard.press("Enter")
    message = page.get_by_role("alert")
    expect(message).to_contain_text("Try")
    expect(message).to_be_in_viewport(ratio=1)
    assert message.evaluate("(box) => box.scrollWidth <= box.clientWidth")
    # Nothing clips it or lies above it.
    assert message.evaluate("""(box) => {
      const { left, top, right, bottom } = box.getBoundingClientRect();
      const points = [[left + 3, top + 3], [right - 3, top + 3], [(left + right) / 2, bottom - 3]];
      return points.every(([x, y]) => document.elementFromPoint(x, y) === box);
    }""")


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_scroll_bars_have_the_colours_of_the_theme(
    offline_context: Callable[..., BrowserContext], small_html: Path, scheme: Any
) -> None:
    page = opened(offline_context(color_scheme=scheme).new_page(), small_html)
    thumb = {"dark": "rgb(91, 103, 128)", "light": "rgb(152, 160, 174)"}[scheme]
    for name in ("#sm-card-body", "#sm-scenes", "#sm-people", "#sm-met", "#sm-legend"):
        colour = page.locator(name).evaluate("(box) => getComputedStyle(box).scrollbarColor")
        assert colour == f"{thumb} rgba(0, 0, 0, 0)"


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_theme_follows_the_system_until_the_viewer_selects_one(
    offline_context: Callable[..., BrowserContext], small_html: Path, scheme: Any
) -> None:
    page = opened(offline_context(color_scheme=scheme).new_page(), small_html)
    expect(page.locator("html")).to_have_attribute("data-theme", scheme)
    other = "light" if scheme == "dark" else "dark"
    page.get_by_role("button", name=re.compile("(Light|Dark) theme")).click()
    expect(page.locator("html")).to_have_attribute("data-theme", other)
