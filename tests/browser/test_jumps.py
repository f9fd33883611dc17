"""Jumps back in time: marked on the timeline, with an arc, and shown during playback."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.playing import (
    PICTURE,
    box_of,
    hover,
    next_frame,
    opened_at_rest,
    seek,
    state_of,
    timeline,
    with_lane_names,
)

pytestmark = [pytest.mark.browser, pytest.mark.integration]


@pytest.fixture
def heat(heat: Page) -> Page:
    """*Heat* with the names of its lanes."""
    return with_lane_names(heat)


@pytest.mark.parametrize(
    ("clock", "event", "said"),
    [
        ("film", "s17-hanna-reads-scene", "7 hours earlier, to Day 1 · 12:00"),
        ("telling", "s43-biker-bar", "6 days earlier, to Day 3 · 22:30"),
        ("story", "s43-biker-bar", "flashback after"),
    ],
)
def test_jumps_in_time_are_marked_at_their_positions(
    heat: Page, clock: str, event: str, said: str
) -> None:
    heat.evaluate("(clock) => storyMap.setClock(clock)", clock)
    seek(heat, event)
    hover(heat, state_of(heat)["position"], down=0.1)
    expect(heat.locator("#sm-hint")).to_contain_text(said)


# The start and end of the arc over the timeline, in pixels from the left; null: there is no arc.
ARC = """() => {
  const arc = document.querySelector('.sm-arc');
  if (!arc || arc.style.display === 'none') return null;
  const way = arc.firstChild.getAttribute('d').split('m')[0];
  const xs = way.match(/[-\\d.]+/g).map(Number);
  return [xs[0], xs.at(-2)];
}"""


@pytest.mark.parametrize(
    ("clock", "end"),
    [
        # The first event in story order that happens later.
        ("telling", "s21-payphone"),
        # The event before it in story order.
        ("story", "s42b-warnings"),
    ],
)
def test_an_arc_connects_the_ends_of_the_current_jump(heat: Page, clock: str, end: str) -> None:
    heat.evaluate("(clock) => storyMap.setClock(clock)", clock)
    wide = box_of(timeline(heat))["width"]
    seek(heat, end)
    other = state_of(heat)["position"] * wide
    next_frame(heat)
    assert heat.evaluate(ARC) is None
    seek(heat, "s43-biker-bar")
    here = state_of(heat)["position"] * wide
    next_frame(heat)
    assert heat.evaluate(ARC) == pytest.approx([here, other], abs=1)


def test_the_arc_of_a_jump_stays_while_the_pointer_is_on_its_marker(heat: Page) -> None:
    heat.evaluate("storyMap.setClock('film')")
    seek(heat, "s17-hanna-reads-scene")
    at = state_of(heat)["position"]
    seek(heat, "s50b-takeover")
    next_frame(heat)
    assert heat.evaluate(ARC) is None
    before = heat.evaluate(PICTURE)
    hover(heat, at, down=0.1)
    begins, ends = heat.evaluate(ARC)
    assert begins == pytest.approx(at * box_of(timeline(heat))["width"], abs=1)
    assert ends < begins
    assert heat.evaluate(PICTURE) == before, "the strip is not painted for it"
    heat.mouse.move(640, 5)
    assert heat.evaluate(ARC) is None


def test_the_arc_moves_when_the_timeline_is_zoomed(heat: Page) -> None:
    heat.evaluate("storyMap.setClock('film')")
    seek(heat, "s17-hanna-reads-scene")
    next_frame(heat)
    begins, ends = heat.evaluate(ARC)
    for _ in range(2):
        heat.keyboard.press("]")
    next_frame(heat)
    nearer, farther = heat.evaluate(ARC)
    assert nearer == pytest.approx(begins, abs=1)
    assert nearer - farther > begins - ends


def test_during_playback_the_bar_shows_the_length_of_a_jump_back(
    offline_page: Page, heat_html: Path
) -> None:
    page = opened_at_rest(offline_page, heat_html)
    page.evaluate("storyMap.setClock('telling')")
    seek(page, "s43-biker-bar")
    position = state_of(page)["position"]
    page.evaluate("(position) => storyMap.seek({ position })", position - 1e-4)
    page.clock.run_for(100)
    gap = page.locator("#sm-gap")
    expect(gap).to_have_text("")
    page.evaluate("storyMap.play()")
    page.clock.run_for(400)
    expect(gap).to_have_text("6 days earlier")
    page.clock.run_for(1_000)
    assert state_of(page)["event"] == "s43-biker-bar"
    expect(gap).to_have_text("")
