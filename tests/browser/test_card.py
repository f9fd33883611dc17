"""The card of the current event: its content, and that expanded sections scroll into view."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.playing import opened, seek

pytestmark = pytest.mark.browser


def test_an_event_with_an_unknown_location_appears_only_on_the_card(player: Page) -> None:
    tray = player.get_by_role("complementary", name="Somewhere in Los Angeles")
    expect(tray).to_be_hidden()
    # The card has all the information if no other event plays.
    seek(player, "hiding")
    expect(player.get_by_role("article")).to_contain_text("Location unknown.")
    expect(tray).to_be_hidden()


def test_the_card_shows_title_time_people_and_accuracy(player: Page) -> None:
    card = player.get_by_role("article")
    expect(card).to_contain_text("Neil walks in.")
    expect(card).to_contain_text("Day 1 · 11:30–11:35")
    expect(card).to_contain_text("day assumed, hour stated")
    expect(card).to_contain_text("Neil McCauley")
    expect(card).to_contain_text("Vincent Hanna")
    expect(card).to_contain_text("voice only")
    expect(card).to_contain_text("Location The bank")
    expect(card).to_contain_text("Accurate to about 60 m, 90% confidence")
    expect(card).to_contain_text("Filmed at A studio 1 Studio Way")
    card.get_by_text("How we know").click()
    link = card.get_by_role("link", name="A guide to the places")
    expect(link).to_have_attribute("href", "https://example.org/guide")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(card).to_contain_text("No source")


@pytest.mark.parametrize("opens", ["Sources disagree about the location", "How we know"])
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_an_expanded_section_of_the_card_scrolls_into_view(
    offline_context: Callable[..., BrowserContext], heat_html: Path, opens: str, motion: str
) -> None:
    context = offline_context(viewport={"width": 1280, "height": 720}, reduced_motion=motion)
    page = opened(context.new_page(), heat_html)
    body = page.locator("#sm-card-body")
    summary = body.get_by_text(opens)
    summary.focus()
    body.evaluate("(body) => { body.scrollTop = 0; }")
    page.keyboard.press("Enter")
    # If the section fits, its end is visible; otherwise its beginning is at the top.
    page.wait_for_function(
        """(words) => {
          const body = document.getElementById('sm-card-body').getBoundingClientRect();
          const one = [...document.querySelectorAll('#sm-card-body details')]
            .find((details) => details.firstElementChild.textContent === words);
          const { top, bottom } = one.getBoundingClientRect();
          const isWhole = top >= body.top - 1 && bottom <= body.bottom + 1;
          return one.open && (isWhole || Math.abs(top - body.top) <= 1);
        }""",
        arg=opens,
    )
    assert page.evaluate("document.scrollingElement.scrollTop") == 0
