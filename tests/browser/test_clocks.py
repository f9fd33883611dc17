"""The three time scales and their switch; typed times on each of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Event, Story, When
from tests.browser.playing import (
    box_of,
    next_frame,
    opened,
    resize,
    seek,
    state_of,
    timeline,
)
from tests.sample import at, flight_story

pytestmark = pytest.mark.browser


def choose(page: Page, clock: str) -> None:
    page.get_by_label("Time scale").select_option(clock)


def test_changing_the_time_scale_keeps_the_position(heat: Page) -> None:
    seek(heat, "s11c-ram")
    before = state_of(heat)
    for clock in ("film", "telling", "story"):
        choose(heat, clock)
        state = state_of(heat)
        assert state["clock"] == clock
        assert state["event"] == before["event"]
        assert abs(state["film"] - before["film"]) < 1
    assert abs(state["position"] - before["position"]) < 1e-3


@pytest.mark.firefox
def test_each_time_scale_shows_both_readings(heat: Page) -> None:
    seek(heat, "s11c-ram")
    reading = heat.locator("#sm-reading")
    for clock in ("story", "film", "telling"):
        choose(heat, clock)
        expect(reading).to_contain_text("Day 1")
        expect(reading).to_contain_text("ilm 0:0")
    expect(reading).to_contain_text("No. ")


def test_people_are_at_the_current_event_on_every_time_scale(heat: Page) -> None:
    for event in ("s11c-ram", "s50b-takeover"):
        seek(heat, event)
        here = state_of(heat)["people"]
        for clock in ("film", "telling", "story"):
            choose(heat, clock)
            there = state_of(heat)["people"]
            assert {p for p in there if there[p]["status"] == "seen"} == {
                p for p in here if here[p]["status"] == "seen"
            }


def test_film_time_plays_events_in_film_order(heat: Page) -> None:
    choose(heat, "film")
    films = heat.evaluate("""() => Array.from({ length: 41 }, (_, n) => {
        storyMap.seek({ position: n / 40 });
        return storyMap.state().film;
    })""")
    assert films == sorted(films)


@pytest.mark.parametrize(
    ("typed", "event"),
    [
        ("film 1:42:00", "s50b-takeover"),
        ("scene 1", None),
        ("day 1", None),
        ("May 2", None),
        ("day 1 midnight", None),
    ],
)
def test_the_player_seeks_to_a_typed_time(heat: Page, typed: str, event: str | None) -> None:
    seek(heat, "s11c-ram")
    heat.keyboard.press("t")
    heat.keyboard.type(typed)
    heat.keyboard.press("Enter")
    expect(heat.get_by_label("Go to a time")).to_be_hidden()
    state = state_of(heat)
    assert state["event"] == event if event else state["position"] < 0.05


@pytest.mark.firefox
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("whenever <b>", "Could not read that as a time. Try Day"),
        ("nowhere", "Could not read that as a time. Try Day"),
        ("November", "Could not read that as a time. Try Day"),
        ("November 3", "The story runs from Day 1"),
        # Times outside the story are not moved into it.
        ("day 99 10:00", "The story runs from Day 1"),
        ("film 11:43", "The film runs from 0:0"),
    ],
)
def test_an_invalid_time_shows_a_message_and_changes_nothing(
    heat: Page, typed: str, said: str
) -> None:
    seek(heat, "s11c-ram")
    before = state_of(heat)["position"]
    heat.keyboard.press("t")
    heat.keyboard.type(typed)
    heat.keyboard.press("Enter")
    expect(heat.get_by_role("alert")).to_contain_text(said)
    heat.keyboard.press("Escape")
    expect(heat.get_by_label("Go to a time")).to_be_hidden()
    assert state_of(heat)["position"] == before


@pytest.fixture(scope="session")
def flight_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("flight") / "flight.html"
    geo.StoryMap(flight_story()).save(path)
    return path


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("05:30", "31 March 2024 · 05:30 (Rome)"),
        ("1 April 2024 12:30", "1 April 2024 · 12:30 (Tokyo)"),
        ("31 March 2024 16:00", "31 March 2024 · 16:00 (Rome)"),
        ("1 April 2024 11:00 (Tokyo)", "1 April 2024 · 11:00 (Tokyo)"),
    ],
)
def test_a_typed_time_is_on_the_local_clock_of_the_event_that_it_finds(
    offline_page: Page, flight_html: Path, typed: str, reading: str
) -> None:
    page = opened(offline_page, flight_html)
    page.keyboard.press("t")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Go to a time")).to_be_hidden()
    expect(page.locator("#sm-clock")).to_have_text(reading)


def test_in_a_gap_the_reading_shows_the_skipped_time_and_no_time_basis(heat: Page) -> None:
    heat.keyboard.press("t")
    heat.keyboard.type("day 3 12:00")
    heat.keyboard.press("Enter")
    expect(heat.locator("#sm-gap")).to_have_text("1.5 days pass")
    expect(heat.locator("#sm-basis")).to_be_empty()
    seek(heat, "s50b-takeover")
    expect(heat.locator("#sm-gap")).to_be_empty()
    expect(heat.locator("#sm-basis")).to_have_text("hour implied")


def test_in_a_gap_the_card_says_that_its_event_has_ended(heat: Page) -> None:
    eyebrow = heat.locator(".sm-eyebrow")
    seek(heat, "s50b-takeover")
    expect(eyebrow).not_to_contain_text("over", use_inner_text=True)
    heat.keyboard.press("t")
    heat.keyboard.type("day 3 12:00")
    heat.keyboard.press("Enter")
    expect(eyebrow).to_have_text(re.compile(r"^Scene \d+ of 119 · ended$"), use_inner_text=True)
    # The text is written once and not again while it stays the same.
    heat.evaluate("""() => {
        window.changes = 0;
        const all = { subtree: true, childList: true, attributes: true };
        new MutationObserver((found) => { window.changes += found.length; })
            .observe(document.querySelector('.sm-eyebrow'), all);
    }""")
    heat.keyboard.press("t")
    heat.keyboard.type("day 3 13:00")
    heat.keyboard.press("Enter")
    next_frame(heat)
    assert heat.evaluate("changes") == 0
    seek(heat, "s50b-takeover")
    expect(eyebrow).not_to_contain_text("over", use_inner_text=True)


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("clock", ["story", "film", "telling"])
def test_on_a_phone_all_readings_are_fully_visible(heat: Page, clock: str, width: int) -> None:
    resize(heat, width, 844)
    seek(heat, "s50b-takeover")
    choose(heat, clock)
    # The first reading is on one line.
    assert heat.locator("#sm-clock").evaluate("(one) => one.getClientRects().length") == 1
    readings = heat.locator("#sm-clock, #sm-other .sm-one")
    expect(readings).to_have_count(3 if clock == "telling" else 2)
    for reading in readings.all():
        assert reading.evaluate("(one) => one.scrollWidth <= one.clientWidth || !one.clientWidth")
        assert reading.bounding_box()


def test_on_a_phone_a_gap_label_does_not_change_the_height_of_the_timeline(heat: Page) -> None:
    resize(heat, 390, 844)
    seek(heat, "s50b-takeover")
    before = box_of(timeline(heat))
    heat.evaluate("storyMap.seek({ time: '1995-05-04T12:00' })")
    expect(heat.locator("#sm-gap")).to_have_text("1.5 days pass")
    assert box_of(timeline(heat)) == before


def test_a_story_without_film_times_has_no_film_time_scale(player: Page) -> None:
    options = player.get_by_label("Time scale").locator("option")
    assert "film" not in [option.get_attribute("value") for option in options.all()]


@pytest.mark.parametrize(("width", "sign"), [(390, "≈"), (1280, "none")])
def test_an_assumed_hour_is_marked_with_words_and_on_a_phone_with_a_sign(
    heat: Page, width: int, sign: str
) -> None:
    resize(heat, width, 800)
    heat.evaluate("storyMap.seek({time: '1995-05-02T07:40'})")
    # Screen readers always get the words.
    expect(heat.get_by_role("button", name="hour assumed")).to_be_visible()
    before = "getComputedStyle(document.getElementById('sm-clock'), '::before').content"
    assert sign in heat.evaluate(before)
    seek(heat, "s50b-takeover")
    expect(heat.locator("#sm-basis")).to_have_text("hour implied")
    assert sign in heat.evaluate(before)
    heat.evaluate("storyMap.setClock('film')")
    expect(heat.locator("#sm-other")).to_contain_text("hour implied")
    heat.evaluate("storyMap.setClock('telling')")
    expect(heat.locator("#sm-basis")).to_be_empty()
    assert heat.evaluate(before) == "none"


@pytest.mark.firefox
def test_the_focus_ring_of_the_reading_is_complete_after_a_jump(heat: Page) -> None:
    heat.locator("#sm-reading").focus()
    heat.keyboard.press("Enter")
    heat.keyboard.type("scene 57")
    heat.keyboard.press("Enter")
    expect(heat.locator("#sm-reading")).to_be_focused()
    # The ring is not painted outside the reading.
    assert heat.evaluate("getComputedStyle(document.activeElement).outlineOffset") == "-2px"


def test_on_a_phone_the_example_time_fits_into_its_field(heat: Page) -> None:
    resize(heat, 390, 844)
    heat.keyboard.press("t")
    assert heat.evaluate("""() => {
      const { placeholder, clientWidth } = document.activeElement;
      const c = document.createElement('canvas').getContext('2d');
      const { font, paddingLeft } = getComputedStyle(document.activeElement);
      c.font = font;
      const room = clientWidth - 2 * parseFloat(paddingLeft);
      return placeholder && c.measureText(placeholder).width <= room;
    }""")


def test_noon_is_a_time_of_the_current_day(heat: Page) -> None:
    heat.evaluate("storyMap.seek({ time: '1995-05-11T09:00' })")
    heat.keyboard.press("t")
    heat.keyboard.type("noon")
    heat.keyboard.press("Enter")
    expect(heat.get_by_label("Go to a time")).to_be_hidden()
    assert state_of(heat)["time"].startswith("1995-05-11T12:0")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_message_about_an_invalid_time_is_fully_visible(
    heat: Page, width: int
) -> None:
    resize(heat, width, 700)
    heat.keyboard.press("t")
    heat.keyboard.type("whenever")
    heat.keyboard.press("Enter")
    message = heat.get_by_role("alert")
    expect(message).to_contain_text("Try Day")
    assert message.evaluate("""(element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const fits = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
      // Nothing covers it, and nothing of its text is cut off.
      const corners = [[left + 4, top + 4], [right - 4, bottom - 4]]
        .map(([x, y]) => element.contains(document.elementFromPoint(x, y)));
      return fits && element.scrollWidth <= element.clientWidth && corners.every(Boolean);
    }""")


def test_the_example_of_a_film_time_is_one_of_the_film(
    offline_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    when = [When(at(9, n), at(9, n + 1), film_start_s=n * 20) for n in range(9)]
    events = tuple(Event(f"e{n}", f"Event {n}", "", each) for n, each in enumerate(when))
    path = tmp_path / "short.html"
    geo.StoryMap(Story("Three minutes", events)).save(path)
    page = opened(offline_context().new_page(), path)
    page.keyboard.press("t")
    expect(page.get_by_label("Go to a time")).to_have_attribute(
        "placeholder", re.compile(r"film 0:01:20")
    )
