"""Screen readers read the interface in English and the story in the language of the story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from tests.browser.playing import next_frame, opened, seek
from tests.sample import small_story

pytestmark = pytest.mark.browser

# The language of an element: its own, or that of its nearest ancestor with one.
LANGUAGE = "(element) => element.closest('[lang]').lang"
# Text nodes of the player that are marked as German, and text nodes of the story that are not.
# Nodes that are hidden from screen readers do not count.
MISREAD = """(words) => {
  const walker = document.createTreeWalker(document.getElementById('sm'), NodeFilter.SHOW_TEXT);
  const wrong = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    const text = data.trim();
    if (!text || parentElement.closest('[aria-hidden=true]')) continue;
    const isGerman = parentElement.closest('[lang]').lang === 'de';
    if (words.includes(text) !== isGerman) wrong.push(`${isGerman ? 'de' : 'en'}: ${text}`);
  }
  return wrong;
}"""
# The edges of the texts of elements, in whole pixels.
TEXT_EDGES = """(selector) => {
  const edges = { left: [], right: [] };
  for (const element of document.querySelectorAll(selector)) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const box = range.getBoundingClientRect();
    if (!box.width) continue;
    edges.left.push(Math.round(box.left));
    edges.right.push(Math.round(box.right));
  }
  return edges;
}"""


@pytest.fixture
def german(offline_context: Callable[..., BrowserContext], tmp_path: Path) -> Callable[[str], Page]:
    """Opens the small story in the given language."""

    def open_in(language: str) -> Page:
        path = tmp_path / f"{language}.html"
        geo.StoryMap(replace(small_story(), language=language)).save(path)
        return opened(offline_context(reduced_motion="reduce").new_page(), path)

    return open_in


def test_screen_readers_read_the_story_in_its_language_and_the_rest_in_english(
    german: Callable[[str], Page],
) -> None:
    page = german("de")
    page.locator("#sm-list").click()
    seek(page, "enter")
    page.locator("#sm-card-how").evaluate("(fold) => { fold.open = true; }")
    page.locator("#sm-legend").evaluate("(fold) => { fold.open = true; }")
    expect(page.locator("#sm-card-known li")).to_have_count(2)
    expect(page.locator("#sm-legend-groups .sm-chip")).to_have_count(2)
    for tab in ("People", "Distance", "Events"):
        page.get_by_role("tab", name=tab).click()
    next_frame(page)
    story = small_story()
    words = [
        story.title,
        "(1995)",
        story.description,
        *(event.title for event in story.events),
        *(event.text for event in story.events),
        *(person.name for person in story.people),
        *(group.name for group in story.groups),
        *(place.name for place in story.places),
        *(place.address for place in story.places if place.address),
        *(place.today for place in story.places if place.today),
        *(source.title for source in story.sources),
        "NM",
        "VH",
    ]
    assert page.evaluate(MISREAD, words) == []
    assert page.locator("#sm-card-title").evaluate(LANGUAGE) == "de"
    assert page.locator("#sm-play").evaluate(LANGUAGE) == "en"


def test_after_a_seek_the_time_is_read_in_english_and_the_title_in_the_story_language(
    german: Callable[[str], Page],
) -> None:
    page = german("de")
    seek(page, "duel")
    said = page.locator("#sm-said")
    expect(said).to_contain_text("Day 3")
    expect(said.locator("[lang=de]")).to_have_text("By the runway")
    assert said.evaluate(LANGUAGE) == "en"


def test_an_english_story_needs_no_language_attributes(german: Callable[[str], Page]) -> None:
    page = german("en-GB")
    seek(page, "enter")
    assert page.locator("main [lang]").count() == 0
    assert page.evaluate("document.documentElement.lang") == "en-GB"


@pytest.fixture
def hebrew(offline_context: Callable[..., BrowserContext], tmp_path: Path) -> Page:
    """The small story in Hebrew, with a title in Hebrew first and the others in English."""
    first, *others = small_story().events
    titled = replace(first, title="אל תוך הבנק")
    story = replace(small_story(), language="he", events=(titled, *others))
    geo.StoryMap(story).save(tmp_path / "hebrew.html")
    return opened(offline_context().new_page(), tmp_path / "hebrew.html")


def test_titles_in_the_lists_have_the_direction_of_their_text(hebrew: Page) -> None:
    hebrew.locator("#sm-list").click()
    directions = hebrew.locator(".sm-row-title").evaluate_all(
        "(titles) => titles.map((title) => getComputedStyle(title).direction)"
    )
    assert directions[:2] == ["rtl", "ltr"]


def test_a_title_begins_at_the_side_where_the_texts_beside_it_begin(hebrew: Page) -> None:
    hebrew.locator("#sm-list").click()
    lefts = hebrew.evaluate(TEXT_EDGES, "#sm-scenes-list .sm-row > *")["left"]
    assert len(lefts) == 2 * len(small_story().events)
    assert len(set(lefts)) == 1
    card = hebrew.evaluate(TEXT_EDGES, "#sm-card-count, #sm-card-title, #sm-card-when")["left"]
    assert len(card) == 3
    assert max(card) - min(card) < 2
    hebrew.evaluate("document.getElementById('sm-story-table-open').click()")
    titles = hebrew.evaluate(TEXT_EDGES, ".sm-plain-link")["left"]
    assert len(titles) == len(small_story().events)
    assert len(set(titles)) == 1
