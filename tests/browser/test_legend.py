"""The legend: it explains the signs of the map and of the timeline, but only those in use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import geo
from tests.browser.playing import next_frame, open_people, opened
from tests.sample import long_story

pytestmark = pytest.mark.firefox

NUMBERED = "Number: events happening here"
SHARED = "Outlined: both people are in this scene"


def signs_of(page: Page, part: str) -> list[str]:
    """The legend's entries for the map ("list") or for the timeline."""
    return page.locator(f"#sm-legend-{part} li").all_inner_texts()


def test_the_legend_explains_the_signs_of_the_map(player: Page) -> None:
    open_people(player)
    legend = player.locator("#sm-legend")
    player.get_by_text("Map legend").focus()
    player.keyboard.press("Enter")
    for words in (
        *("Current event", "In the event", "location uncertain"),
        *("Between sightings", "Last seen", "Dead"),
    ):
        expect(legend.get_by_role("listitem").filter(has_text=words).first).to_be_visible()
    expect(legend).to_contain_text("The crew")
    blank = player.evaluate("""() => [...document.querySelectorAll('canvas')].filter((canvas) => {
        if (!canvas.closest('#sm-legend')) return false;
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
        copy.drawImage(canvas, 0, 0);
        return !copy.getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean);
    }).length""")
    assert blank == 0


def test_the_legend_explains_the_signs_of_the_timeline(offline_page: Page, heat_html: Path) -> None:
    page = opened(offline_page, heat_html)
    open_people(page)
    page.get_by_text("Map legend").click()
    signs = page.locator("#sm-legend-strip li")
    expect(signs).to_have_text(
        [
            SHARED,
            "The story jumps back in time",
            "Time skipped",
            "Hollow: location unknown",
            "Bottom row: all scenes",
        ]
    )
    # Only the signs on the timeline: in story order there are no gaps, and without a pair there are
    # no outlines.
    page.evaluate("storyMap.setClock('telling')")
    expect(signs.filter(has_text="Time skipped")).to_have_count(0)
    page.evaluate("storyMap.setChoice({ pair: null })")
    expect(signs.filter(has_text=SHARED)).to_have_count(0)
    expect(signs.filter(has_text="all scenes")).to_be_visible()


@pytest.mark.integration
def test_the_legend_explains_the_markers_of_a_long_story(
    offline_page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "long.html"
    geo.StoryMap(long_story(2_000, 100)).save(path)
    page = opened(offline_page, path)
    open_people(page)
    page.get_by_text("Map legend").click()
    told = signs_of(page, "list")
    assert {NUMBERED, "Small dot: ended · ring: still to come"} < set(told)
    assert signs_of(page, "strip") == [
        "Outlined: both people are in this event",
        "Bottom row: events at once",
    ]
    # If more than 60 events play at once, the numbers on the map and in the legend look different.
    sign = page.locator("#sm-legend-list li").filter(has_text=NUMBERED).locator("canvas")
    few = sign.evaluate("(canvas) => canvas.toDataURL()")
    page.evaluate("storyMap.seek({ position: 0.5 })")
    next_frame(page)
    assert sign.evaluate("(canvas) => canvas.toDataURL()") != few


def test_the_legend_explains_numbers_and_people_only_if_there_are_any(
    offline_page: Page, tmp_path: Path
) -> None:
    story = long_story(20, 1)
    nobody = tuple(replace(event, people=()) for event in story.events)
    path = tmp_path / "apart.html"
    geo.StoryMap(replace(story, people=(), events=nobody)).save(path)
    page = opened(offline_page, path)
    page.locator("#sm-list").click()
    page.get_by_text("Map legend").click()
    assert signs_of(page, "list") == ["Current event", "Small dot: ended · ring: still to come"]
