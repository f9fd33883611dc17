"""The markers of other sources' claims about the place of the current event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Place, Position, Story
from geo.story import Alternative
from tests.browser.playing import COVERED, PIXEL_OF, WRITTEN, opened, seek, written
from tests.sample import BANK, small_story

pytestmark = [pytest.mark.browser, pytest.mark.integration]

NEAR = Position(BANK.longitude + 0.002, BANK.latitude)
FAR = Position(BANK.longitude, BANK.latitude + 0.4)
NEXT = "Bank next door"
OTHER = "Bank in another town"
# The radius of the disc around the current event at its largest, see currentmarker.js.
DISC_PX = 26


def disputed(*alternatives: Alternative) -> Story:
    """The small story; the sources disagree about the place of its first event."""
    story = small_story()
    place = Place("bank", "The bank", position=BANK, radius_m=60, alternatives=alternatives)
    first, *others = story.events
    first = replace(first, where=replace(first.where, place="bank", filmed_at=None))
    places = (place, *(p for p in story.places if p.id != "bank"))
    return replace(story, places=places, events=(first, *others))


@pytest.fixture
def show(offline_context: Callable[..., BrowserContext], tmp_path: Path) -> Callable[..., Page]:
    """Opens a story at its first event, with reduced motion."""

    def show(story: Story, width: int = 1280, height: int = 720) -> Page:
        context = offline_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        page = context.new_page()
        page.add_init_script(WRITTEN)
        geo.StoryMap(story).save(tmp_path / "disputed.html")
        opened(page, tmp_path / "disputed.html")
        seek(page, story.events[0].id)
        return page

    return show


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_the_map_shows_other_claims_with_the_letters_of_the_card(
    show: Callable[..., Page], width: int, height: int
) -> None:
    story = disputed(
        Alternative(NEXT, "A letter.", NEAR, 60),
        Alternative("Nowhere", "Does not say where."),
        Alternative(OTHER, "A guide.", FAR, 100),
    )
    page = show(story, width, height)
    page.evaluate(
        "([lat, lon]) => storyMap.setCamera({ lat, lon, zoom: 15 })",
        [BANK.latitude - 0.001, BANK.longitude + 0.001],
    )
    found = {one["text"]: one for one in written(page)}
    assert f"Claim B: {NEXT}" in found
    (far,) = [text for text in found if OTHER in text]
    assert far == f"Claim D: {OTHER}, 44 km away"
    assert "B" in found
    # Claims outside the view or without a location have no marker.
    assert "D" not in found
    assert not any("Nowhere" in text for text in found)
    # The markers are neither under controls nor over people.
    boxes = page.evaluate(COVERED)
    people = [one for text, one in found.items() if len(text) <= 3 and text != "B"]
    assert people
    boxes += [[p["x"] - 12, p["y"] - 12, p["x"] + 12, p["y"] + 12] for p in people]
    for text in (f"Claim B: {NEXT}", far):
        word = found[text]
        for left, top, right, bottom in boxes:
            beside = word["x"] + word["width"] / 2 <= left or word["x"] - word["width"] / 2 >= right
            assert beside or word["y"] + 9 <= top or word["y"] - 9 >= bottom
    # This event has no other claims.
    seek(page, story.events[-1].id)
    assert not any("Claim" in one["text"] for one in written(page))


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_the_label_of_a_claim_leaves_the_disc_of_the_current_event_free(
    show: Callable[..., Page], width: int, height: int
) -> None:
    # The claim is a few pixels below the event: its label would cover the lower edge of the disc.
    below = Position(BANK.longitude + 0.0015, BANK.latitude - 0.0003)
    page = show(disputed(Alternative(NEXT, "A letter.", below, 60)), width, height)
    page.evaluate(
        "([lat, lon]) => storyMap.setCamera({ lat, lon, zoom: 15 })",
        [BANK.latitude - 0.001, BANK.longitude + 0.001],
    )
    (claim,) = [one for one in written(page) if one["text"] == f"Claim B: {NEXT}"]
    x, y = page.evaluate(PIXEL_OF, [BANK.longitude, BANK.latitude])
    aside = max(0, abs(claim["x"] - x) - claim["width"] / 2)
    down = max(0, abs(claim["y"] - y) - 9)
    assert max(aside, down) >= DISC_PX - 1


def test_the_legend_explains_claims_only_if_the_map_shows_some(
    show: Callable[..., Page],
) -> None:
    for alternatives in ((), (Alternative(NEXT, "A letter.", NEAR, 60),)):
        page = show(disputed(*alternatives))
        claims = [one["text"] for one in written(page) if "Claim" in one["text"]]
        assert len(claims) == len(alternatives)
        page.locator("#sm-list").click()
        page.get_by_text("Map legend").click()
        rows = page.locator("#sm-legend").get_by_role("listitem")
        expect(rows.filter(has_text="Current event")).to_be_visible()
        expect(rows.filter(has_text="another source")).to_have_count(len(alternatives))


def test_a_long_hostile_claim_is_shortened_and_shown_as_text(show: Callable[..., Page]) -> None:
    evil = "<img src=x onerror='window.pwned = 1'>" * 200
    page = show(disputed(Alternative(evil, evil, NEAR, 60)))
    (claim,) = [one["text"] for one in written(page) if one["text"].startswith("Claim")]
    assert "<img src=x onerror=" in claim
    assert len(claim) < 80
    assert page.evaluate("window.pwned") is None
