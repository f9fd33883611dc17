"""The current distance between the two compared people, in the bar or above the card."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

import geo
from geo import Event, Person, Position, Story, When, Where
from tests.browser.playing import (
    box_of,
    next_frame,
    opened,
    resize,
    seek,
    state_of,
)
from tests.sample import at

pytestmark = [pytest.mark.browser, pytest.mark.integration]

COFFEE = "s42a-coffee"
MURDER = "s30-murder"  # Neil's location is unknown.
FIRST_SHOTS = "s54b-first-shots"  # Neil is present, Hanna is not.
HEADQUARTERS = "s52-headquarters"  # Both are present, at different places.
EPIPHANY = "s37b-epiphany"  # Both are present, at a place with low accuracy.


def glance(page: Page) -> Locator:
    return page.locator("#sm-glance")


def visible_words(page: Page) -> list[str]:
    """What the display shows. Its last part is only for screen readers."""
    shown: list[str] = glance(page).locator("> :not(.sm-hidden)").all_inner_texts()
    return " ".join(shown).split()


def distance_text(page: Page) -> Locator:
    return page.locator("#sm-glance-apart")


def test_the_first_screen_shows_the_distance_between_neil_and_hanna(heat: Page) -> None:
    assert visible_words(heat) == ["NM", "unknown", "VH"]
    expect(heat.locator("#sm-drawer")).to_be_hidden()


@pytest.mark.parametrize(
    ("event", "figure", "sure", "said"),
    [
        (COFFEE, "together", "together", "In the same scene"),
        (FIRST_SHOTS, "≈ 100 m", "assumed", "About 100 m apart, assumed"),
        (MURDER, "unknown", "unknown", "Unknown"),
        (HEADQUARTERS, "1.3 km", "known", "1.3 km apart"),
        (EPIPHANY, "at most 1.8 km", "within", "At most 1.8 km apart"),
    ],
)
def test_the_distance_is_no_more_precise_than_the_known_locations(
    heat: Page, event: str, figure: str, sure: str, said: str
) -> None:
    seek(heat, event)
    expect(distance_text(heat)).to_have_text(figure)
    expect(distance_text(heat).locator("..")).to_have_attribute("data-sure", sure)
    expect(glance(heat)).to_have_accessible_name(
        f"NM {figure} VH Neil McCauley and Vincent Hanna: {said}"
    )


def test_the_tooltip_explains_the_basis_of_the_distance(heat: Page) -> None:
    seek(heat, FIRST_SHOTS)
    next_frame(heat)
    glance(heat).hover()
    assumed = "About 100 m apart. Assumed: Vincent Hanna was last seen Day 10 · 11:41."
    expect(glance(heat)).to_have_attribute("title", re.compile(re.escape(assumed)))


def test_the_keyboard_can_open_the_distance_tab_too(heat: Page) -> None:
    glance(heat).focus()
    heat.keyboard.press("Enter")
    expect(heat.get_by_role("tab", name="Distance")).to_be_focused()
    expect(heat.locator("#sm-apart")).to_be_visible()
    assert state_of(heat)["playing"] is False


def test_the_display_shows_the_names_and_colours_of_the_pair_and_is_empty_without_a_pair(
    heat: Page,
) -> None:
    colour = "(name) => getComputedStyle(document.getElementById(name)).color"
    neil, hanna = (heat.evaluate(colour, f"sm-glance-{n}") for n in (0, 1))
    assert neil != hanna
    heat.evaluate("storyMap.setChoice({ pair: ['cheritto', 'justine'] })")
    expect(heat.locator("#sm-glance-0")).to_have_text("MC", use_inner_text=True)
    cheritto = heat.evaluate(colour, "sm-glance-0")
    assert heat.evaluate(colour, "sm-glance-1") not in (cheritto, hanna)
    heat.evaluate("storyMap.setTheme('dark')")
    next_frame(heat)
    assert heat.evaluate(colour, "sm-glance-0") != cheritto
    heat.evaluate("storyMap.setChoice({ pair: null })")
    expect(glance(heat)).to_be_hidden()


def test_the_sign_of_the_display_matches_the_outlined_blocks_on_the_timeline(heat: Page) -> None:
    sign = heat.locator("#sm-glance-sign")
    expect(sign).to_have_attribute(
        "title", "Outlined on the timeline: scenes with Neil McCauley and Vincent Hanna"
    )
    expect(sign).to_be_visible()
    lines = sign.evaluate("(one) => getComputedStyle(one).backgroundImage")
    for n in (0, 1):
        person = heat.locator(f"#sm-glance-{n}")
        assert person.evaluate("(one) => getComputedStyle(one).color") in lines
    resize(heat, 1280, 500)
    expect(sign).to_be_hidden()


def test_two_people_on_the_phone_are_in_contact(heat: Page) -> None:
    heat.evaluate("storyMap.setChoice({ pair: ['neil', 'van_zant'] })")
    seek(heat, "s21-payphone")
    expect(distance_text(heat)).to_have_text("in contact")


def test_people_who_are_only_possibly_near_are_not_shown_as_together(
    offline_page: Page, tmp_path: Path
) -> None:
    def event(name: str, people: tuple[str, ...], *hours: int) -> Event:
        when = When(at(hours[0], 0), at(hours[1], 0))
        return Event(name, name, "", when, Where((Position(0.0, 0.0),)), people=people)

    events = (
        event("a", ("neil", "vincent"), 8, 9),
        event("b", ("neil",), 10, 11),
        event("c", ("neil", "vincent"), 12, 13),
    )
    people = (Person("neil", "Neil"), Person("vincent", "Vincent"))
    geo.StoryMap(Story(title="Near", events=events, people=people)).save(tmp_path / "near.html")
    page = opened(offline_page, tmp_path / "near.html")
    seek(page, "b")
    expect(distance_text(page)).to_have_text("perhaps near")
    expect(glance(page)).to_have_accessible_name(
        "Ne perhaps near Vi Neil and Vincent: Perhaps in the same area, assumed"
    )
    # The text fits into the space between the two people.
    assert box_of(distance_text(page))["width"] < 110


@pytest.mark.parametrize("clock", ["story", "film", "telling"])
def test_at_the_end_both_people_are_still_in_the_last_event(heat: Page, clock: str) -> None:
    heat.evaluate("(clock) => storyMap.setClock(clock)", clock)
    heat.keyboard.press("End")
    expect(distance_text(heat)).to_have_text("together")


@pytest.mark.parametrize("width", [1260, 1430, 1440])
@pytest.mark.parametrize("clock", ["story", "film", "telling"])
def test_neither_the_readings_nor_the_distance_is_cut_off(
    heat: Page, clock: str, width: int
) -> None:
    resize(heat, width, 800)
    heat.evaluate("(clock) => storyMap.setClock(clock)", clock)
    for event in (COFFEE, FIRST_SHOTS, EPIPHANY):
        seek(heat, event)
        next_frame(heat)
        # A text that the bar shows briefly during playback.
        heat.evaluate("document.getElementById('sm-gap').textContent = 'back 12 minutes'")
        for name in ("reading", "other", "glance", "glance-apart"):
            # Each width is rounded separately, so they can differ by one.
            cut = "(name) => { const one = document.getElementById(`sm-${name}`);"
            cut += " return one.scrollWidth - one.clientWidth; }"
            assert heat.evaluate(cut, name) <= 1, name


WATCH_WORDS = """() => {
  window.changes = 0;
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver((found) => { window.changes += found.length; })
    .observe(document.getElementById('sm-glance'), all);
}"""


def test_the_display_updates_only_when_its_text_changes_and_moves_no_other_element(
    heat: Page,
) -> None:
    seek(heat, COFFEE)
    next_frame(heat)
    heat.evaluate(WATCH_WORDS)
    before = box_of(glance(heat))
    here = state_of(heat)["position"]
    for step in range(1, 6):
        heat.evaluate("(position) => storyMap.seek({ position })", here + step * 1e-4)
        next_frame(heat)
    assert state_of(heat)["event"] == COFFEE
    assert heat.evaluate("changes") == 0
    seek(heat, MURDER)
    next_frame(heat)
    assert heat.evaluate("changes") > 0
    assert box_of(glance(heat)) == before


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(
        one[at] < other[at] + other[size] and other[at] < one[at] + one[size]
        for at, size in (("x", "width"), ("y", "height"))
    )


SIZES = [(1024, 768), (844, 390), (640, 360), (390, 844), (360, 640)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_when_the_bar_has_no_room_the_distance_moves_and_covers_no_control(
    offline_context: Callable[..., BrowserContext], heat_html: Path, width: int, height: int
) -> None:
    page = opened(
        offline_context(viewport={"width": width, "height": height}).new_page(), heat_html
    )
    for clock in ("story", "film", "telling"):
        page.evaluate("(clock) => storyMap.setClock(clock)", clock)
        for event in (COFFEE, FIRST_SHOTS, EPIPHANY):
            seek(page, event)
            next_frame(page)
            assert page.evaluate(
                "(() => { const one = document.getElementById('sm-glance-apart');"
                " return one.scrollWidth <= one.parentElement.clientWidth; })()"
            )
            box = box_of(glance(page))
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            for name in ("card", "tray", "reading", "track", "title", "tools", "ground", "credits"):
                other = page.locator(f"#sm-{name}")
                if other.is_visible():
                    assert not overlap(box, box_of(other)), name
    assert visible_words(page) == ["NM", "at", "most", "1.8", "km", "VH"]


def test_the_display_moves_to_the_bar_and_back_when_the_window_is_resized(heat: Page) -> None:
    bar = heat.locator("#sm-bar #sm-glance")
    expect(bar).to_be_visible()
    resize(heat, 1024, 768)
    expect(heat.locator("#sm-panels #sm-glance")).to_be_visible()
    resize(heat, 1280, 768)
    expect(bar).to_be_visible()


def test_a_story_without_people_has_no_distance_display(offline_page: Page, tmp_path: Path) -> None:
    event = Event("a", "A", "", When(at(10, 0)), Where((Position(0.0, 0.0),)))
    geo.StoryMap(Story(title="Nobody", events=(event,))).save(tmp_path / "nobody.html")
    expect(glance(opened(offline_page, tmp_path / "nobody.html"))).to_be_hidden()
