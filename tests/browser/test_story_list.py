"""The list of events: without JavaScript, in an old browser, and if the player cannot open."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import geo
from geo.story import Story
from geo.words import english
from tests.browser.playing import opened
from tests.sample import hostile_story, long_story
from tools import serve

pytestmark = pytest.mark.browser

# The text and background of each element with text that does not reach a contrast of 4.5 (WCAG 2.2,
# 1.4.3). The background is that of the page.
LOW_CONTRAST = """() => {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = luminance(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll('#story-list *')].filter((element) => {
    const ink = luminance(getComputedStyle(element).color);
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) < 4.5;
  }).map((element) => element.outerHTML);
}"""


def _saved(story: Story, folder: Path) -> Path:
    path = folder / "story.html"
    geo.StoryMap(story).save(path)
    return path


@pytest.fixture
def plain_page(offline_context: Callable[..., BrowserContext]) -> Page:
    """An offline page without JavaScript. Any request or console message makes the test fail."""
    return offline_context(java_script_enabled=False).new_page()


def test_without_javascript_the_page_lists_the_story(plain_page: Page, heat_html: Path) -> None:
    plain_page.goto(heat_html.as_uri())
    heading = plain_page.get_by_role("heading", level=1)
    expect(heading).to_have_count(1)
    expect(heading).to_have_text("Heat")
    expect(plain_page.get_by_role("main")).to_have_count(1)
    # By their order: Playwright finds no text in a `noscript`.
    description = plain_page.locator("#story-list > p").nth(1)
    expect(description).to_be_visible()
    expect(description).to_contain_text("Michael Mann's film, scene by scene")
    expect(plain_page.locator("#story-list-reason")).to_be_visible()
    expect(plain_page.locator("#story-list-reason")).to_contain_text("The map needs JavaScript")
    scenes = plain_page.get_by_role("listitem")
    expect(scenes).to_have_count(119)
    expect(scenes.first).to_contain_text("Off the train")
    scenes.last.scroll_into_view_if_needed()
    expect(scenes.last).to_be_in_viewport()
    expect(plain_page.get_by_role("button")).to_have_count(0)
    expect(plain_page.locator(".folium-map")).to_be_hidden()


def test_without_javascript_a_long_story_ends_with_a_number(
    plain_page: Page, tmp_path: Path
) -> None:
    plain_page.goto(_saved(long_story(1_200, showing=1), tmp_path).as_uri())
    expect(plain_page.get_by_role("listitem").last).to_contain_text("Event 999")
    last = plain_page.locator("#story-list > p").last
    expect(last).to_be_visible()
    expect(last).to_have_text("and 200 more")


def test_without_javascript_hostile_texts_are_only_text(plain_page: Page, tmp_path: Path) -> None:
    plain_page.goto(_saved(hostile_story(), tmp_path).as_uri())
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("{{7*7}} {% raw %}")
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("</script><script>")
    expect(plain_page.locator("#story-list img, #story-list script")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_list_is_readable_in_both_themes_on_every_screen(
    offline_context: Callable[..., BrowserContext], heat_html: Path, scheme: Any, width: int
) -> None:
    viewport: Any = {"width": width, "height": 800}
    page = offline_context(color_scheme=scheme, viewport=viewport).new_page()
    _without_its_scripts(page, heat_html)
    assert page.evaluate(LOW_CONTRAST) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (min(map(int, re.findall(r"\d+", background))) > 200) == (scheme == "light")


def test_the_list_is_printed_in_black_on_white(offline_page: Page, heat_html: Path) -> None:
    _without_its_scripts(offline_page, heat_html)
    offline_page.emulate_media(media="print", color_scheme="dark")
    assert offline_page.evaluate(LOW_CONTRAST) == []
    background = "getComputedStyle(document.body).backgroundColor"
    assert offline_page.evaluate(background) == "rgb(255, 255, 255)"


def _without_its_scripts(page: Page, document: Path) -> None:
    """Show a document as without JavaScript, in a page in which a test can measure styles."""
    markup = document.read_text("utf-8")
    markup = re.sub(r"<script>.*?</script>|</?noscript.*?>", "", markup, flags=re.DOTALL)
    page.set_content(markup)


def test_while_the_player_runs_the_list_has_no_elements(
    offline_page: Page, heat_html: Path
) -> None:
    offline_page.add_init_script("""
      document.addEventListener('DOMContentLoaded', () => {
        const source = document.getElementById('story-list-source');
        window.parsed = [source.childNodes.length, source.firstChild.nodeType === Node.TEXT_NODE];
      });
    """)
    opened(offline_page, heat_html)
    assert offline_page.evaluate("parsed") == [1, True]
    expect(offline_page.locator("#story-list")).to_have_count(0)
    expect(offline_page.get_by_role("heading", level=1)).to_have_count(1)


@pytest.mark.parametrize(
    "missing",
    ["DecompressionStream", "CanvasRenderingContext2D.prototype.roundRect"],
    ids=["Safari 16.3 or Firefox 112", "Chrome 98"],
)
def test_an_old_browser_names_the_browsers_that_work_and_shows_the_list(
    browser: Browser, heat_html: Path, missing: str
) -> None:
    page = browser.new_page()
    page.add_init_script(f"delete window.{missing}")
    page.goto(heat_html.as_uri())
    _expect_list(page)
    expect(page.get_by_role("alert")).to_have_text(
        "This map needs a newer browser: Chrome 99, Edge 99, Firefox 113, Safari 16.4 or newer."
    )
    page.close()


def test_in_an_old_browser_hostile_texts_are_only_text(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(_saved(hostile_story(), tmp_path).as_uri())
    expect(page.get_by_role("alert")).to_contain_text("This map needs a newer browser")
    expect(page.get_by_role("heading", level=1)).to_contain_text("</script><script>window.pwned")
    expect(page.locator("#story-list img, #story-list script")).to_have_count(0)
    assert page.evaluate("'pwned' in window") is False
    page.close()


def test_a_browser_that_cannot_parse_the_player_shows_the_list(
    browser: Browser, heat_html: Path, tmp_path: Path
) -> None:
    document = _with_script(heat_html, tmp_path, "syntax of the future;")
    page = browser.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(document.as_uri())
    _expect_list(page)
    expect(page.get_by_role("alert")).to_contain_text("This map needs a newer browser")
    page.close()


def test_a_script_that_fails_before_the_player_is_named(
    browser: Browser, heat_html: Path, tmp_path: Path
) -> None:
    document = _with_script(heat_html, tmp_path, "throw new Error('the layer is broken');")
    page = browser.new_page()
    page.goto(document.as_uri())
    _expect_list(page)
    expect(page.get_by_role("alert")).to_have_text(
        "This map cannot be opened: Uncaught Error: the layer is broken"
    )
    page.close()


def test_data_that_cannot_be_read_is_named(
    browser: Browser, small_html: Path, tmp_path: Path
) -> None:
    path = tmp_path / "broken.html"
    markup = small_html.read_text("utf-8")
    path.write_text(markup.replace('id="storymap-data">{', 'id="storymap-data">!'), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    expect(page.get_by_role("alert")).to_contain_text(
        "This map cannot be opened: SyntaxError: Unexpected token"
    )
    expect(page.get_by_role("listitem")).to_have_count(6)
    page.close()


def test_a_document_without_its_map_shows_the_list(
    browser: Browser, small_html: Path, tmp_path: Path
) -> None:
    """Without the script that makes the map, its name means the element of that id."""
    path = tmp_path / "without_map.html"
    markup = small_html.read_text("utf-8")
    assert markup.count("var map_story = L.map(") == 1
    head, rest = markup.split("var map_story = L.map(", 1)
    markup = head + rest.split("});", 1)[1]
    policy = '<meta http-equiv="Content-Security-Policy"'
    head, rest = markup.split(policy, 1)
    path.write_text(head + rest.split(">", 1)[1], "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    expect(page.get_by_role("alert")).to_contain_text("found no map")
    expect(page.get_by_role("listitem")).to_have_count(6)
    page.close()


def _with_script(document: Path, folder: Path, script: str) -> Path:
    """Copy a document with a statement before its own script, and no policy against it."""
    markup = document.read_text("utf-8")
    markup = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", markup)
    *before, last = markup.split("<script>")
    path = folder / "changed.html"
    path.write_text("<script>".join([*before, f"{script}{last}"]), "utf-8")
    return path


def _expect_list(page: Page) -> None:
    expect(page.get_by_role("listitem")).to_have_count(119)
    expect(page.get_by_role("heading", level=1)).to_have_text("Heat")
    expect(page.locator(".folium-map")).to_be_hidden()
    expect(page.get_by_role("slider")).to_have_count(0)


def test_the_message_names_the_browsers_that_the_linter_checks() -> None:
    message = english().phrase("listBrowserTooOld")
    (named,) = re.findall(r"needs a newer browser: (.*) or newer", message)
    listed = json.loads((serve.ROOT / "package.json").read_text("utf-8"))["browserslist"]
    oldest = [entry.replace(" >=", "").title() for entry in listed if "ios" not in entry]
    assert named.split(", ") == oldest
