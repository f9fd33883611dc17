"""The keys of the player: where they work, what a held key does, and how they are switched off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.playing import next_frame, opened, seek, state_of, timeline

pytestmark = pytest.mark.firefox

# A key that is held: the browser sends it again and again.
HELD = """([key, times, target]) => {
  const node = document.querySelector(target) ?? document;
  for (let n = 0; n < times; n += 1) {
    node.dispatchEvent(new KeyboardEvent('keydown', {
      key, code: `Key${key.toUpperCase()}`, repeat: n > 0, bubbles: true, cancelable: true,
    }));
  }
}"""


@pytest.fixture
def heat(offline_page: Page, heat_html: Path) -> Page:
    """*Heat*, ready."""
    return opened(offline_page, heat_html)


def hold(page: Page, key: str, times: int = 10, target: str = "body") -> None:
    """Send a key down and its repetitions."""
    page.evaluate(HELD, [key, times, target])


def _choice(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = state_of(page)["choice"]
    return found


@pytest.mark.integration
@pytest.mark.parametrize(
    ("key", "value"),
    [
        (" ", "storyMap.state().playing"),
        ("l", "storyMap.state().loop"),
        ("g", "storyMap.state().choice.ground === 'filmed'"),
        ("b", "document.documentElement.dataset.theme === 'light'"),
        ("e", "!document.getElementById('sm-drawer').hidden"),
        ("s", "document.getElementById('sm-story-table').open"),
        ("h", "document.getElementById('sm-keys').open"),
    ],
)
def test_a_held_key_switches_once(heat: Page, key: str, value: str) -> None:
    heat.evaluate("storyMap.setTheme('dark')")
    assert heat.evaluate(value) is False
    hold(heat, key)
    assert heat.evaluate(value) is True


def test_a_held_arrow_steps_on(heat: Page) -> None:
    heat.evaluate(
        """() => {
      for (let n = 0; n < 5; n += 1) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', {
          key: 'ArrowRight', code: 'ArrowRight', repeat: n > 0, bubbles: true, cancelable: true,
        }));
      }
    }"""
    )
    events = heat.evaluate("storyMap.state().position")
    heat.evaluate("storyMap.seek({position: 0}); for (let n = 0; n < 5; n++) storyMap.step(1)")
    assert events == heat.evaluate("storyMap.state().position")


def test_enter_that_is_held_presses_a_button_once(player: Page) -> None:
    player.get_by_role("button", name="Play", exact=True).focus()
    prevented = player.evaluate("""() => [false, true].map((repeat) => {
      const event = new KeyboardEvent('keydown', {
        key: 'Enter', code: 'Enter', repeat, bubbles: true, cancelable: true,
      });
      document.activeElement.dispatchEvent(event);
      return event.defaultPrevented;
    })""")
    assert prevented == [False, True]


def test_a_key_whose_target_is_the_document_works_too(player: Page) -> None:
    hold(player, "l", times=1, target="#no-such-element")
    assert state_of(player)["loop"] is True


def test_capslock_does_not_reverse_a_letter(heat: Page) -> None:
    positions = []
    for key in ("m", "M"):
        heat.evaluate("storyMap.seek({position: 0.5})")
        hold(heat, key, times=1)
        positions.append(state_of(heat)["position"])
    assert positions[0] == positions[1] > 0.5
    heat.evaluate("storyMap.seek({position: 0.5})")
    heat.keyboard.press("Shift+M")
    assert state_of(heat)["position"] < 0.5


@pytest.mark.parametrize(
    ("pressed", "acts"),
    [
        ({"key": "]", "ctrlKey": True, "altKey": True, "modifierAltGraph": True}, True),
        ({"key": "]", "modifierAltGraph": True}, True),
        ({"key": "]", "ctrlKey": True}, False),
        ({"key": "Ω", "code": "KeyZ", "modifierAltGraph": True}, False),
        ({"key": "я", "code": "KeyZ"}, True),
        ({"key": "z", "metaKey": True}, False),
        ({"key": "z", "isComposing": True}, False),
    ],
)
def test_altgr_types_signs_and_other_modifiers_belong_to_the_browser(
    heat: Page, pressed: dict[str, Any], acts: bool
) -> None:
    prevented = heat.evaluate(
        """(given) => {
      const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...given });
      document.body.dispatchEvent(event);
      return event.defaultPrevented;
    }""",
        pressed,
    )
    assert prevented is acts
    zoomed = heat.get_by_role("button", name="Whole timeline")
    expect(zoomed).to_be_visible() if acts else expect(zoomed).to_be_hidden()


def test_every_view_opens_and_closes_with_its_key(heat: Page) -> None:
    for key, tab in (("e", "Scenes"), ("p", "People"), ("d", "Distance")):
        heat.keyboard.press(key)
        expect(heat.get_by_role("tab", name=tab)).to_be_focused()
        expect(heat.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
    heat.keyboard.press("d")
    expect(heat.get_by_role("tablist")).to_be_hidden()
    heat.keyboard.press("?")
    expect(heat.locator("#sm-keys > summary")).to_be_focused()
    expect(heat.get_by_role("cell", name="zoom the map in")).to_be_visible()


def test_the_timeline_is_zoomed_with_letters_as_well_as_with_brackets(heat: Page) -> None:
    seek(heat, "s44-trejo-calls")
    whole = heat.get_by_role("button", name="Whole timeline")
    for closer, farther in (("z", "Shift+Z"), ("]", "[")):
        expect(whole).to_be_hidden()
        heat.keyboard.press(closer)
        expect(whole).to_be_visible()
        heat.keyboard.press(farther)
    heat.keyboard.press("z")
    heat.keyboard.press("w")
    expect(whole).to_be_hidden()


def test_the_map_is_zoomed_and_followed_again_with_keys(heat: Page) -> None:
    before = state_of(heat)["camera"]["zoom"]
    heat.keyboard.press("i")
    heat.wait_for_function("(zoom) => storyMap.state().camera.zoom > zoom", arg=before)
    heat.keyboard.press("Shift+ArrowLeft")
    expect(heat.get_by_role("button", name="Resume")).to_be_visible()
    heat.keyboard.press("r")
    expect(heat.get_by_role("button", name="Resume")).to_be_hidden()
    clocks = []
    for _ in range(3):
        clocks.append(state_of(heat)["clock"])
        heat.keyboard.press("k")
    assert len({*clocks}) == 3
    assert state_of(heat)["clock"] == clocks[0]


def test_letters_and_signs_can_be_switched_off(heat: Page) -> None:
    heat.keyboard.press("?")
    switch = heat.get_by_role("checkbox", name="Letters and signs are shortcuts")
    expect(switch).to_be_checked()
    switch.press("Space")
    expect(switch).not_to_be_checked()
    heat.get_by_role("button", name="Close list").press("Enter")
    timeline(heat).focus()
    before = state_of(heat)
    for key in ("l", "g", "+", "m", "Shift+M", "e", "t", "b", "?", "]"):
        heat.keyboard.press(key)
    after = state_of(heat)
    assert after["link"].endswith("&keys=off")
    assert after == before
    expect(heat.get_by_role("tablist")).to_be_hidden()
    heat.keyboard.press("ArrowRight")
    heat.keyboard.press("Space")
    assert state_of(heat)["playing"] is True
    assert state_of(heat)["event"] != before["event"]


def test_buttons_name_the_keys_that_work(heat: Page) -> None:
    link = heat.get_by_role("button", name="Copy link")
    expect(link).to_have_attribute("title", "Copy link (C)")
    expect(link).to_have_attribute("aria-keyshortcuts", "C")
    play = heat.get_by_role("button", name="Play", exact=True)
    expect(play).to_have_attribute("title", "Play (Space)")
    heat.evaluate("storyMap.setLink('keys=off')")
    expect(link).to_have_attribute("title", "Copy link")
    assert link.get_attribute("aria-keyshortcuts") is None
    play.click()
    paused = heat.get_by_role("button", name="Pause")
    expect(paused).to_have_attribute("title", "Pause (Space)")
    expect(paused).to_have_attribute("aria-keyshortcuts", "Space")


def test_the_switch_for_keys_survives_a_reload(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> None:
    page = offline_context().new_page()
    page.goto(f"{heat_html.as_uri()}#keys=off")
    page.evaluate("storyMap.ready")
    page.keyboard.press("l")
    assert state_of(page)["loop"] is False
    page.keyboard.press("e")
    expect(page.get_by_role("tablist")).to_be_hidden()


def _focused_row(page: Page) -> int:
    """Return the number of the row that has the focus, counted from 1."""
    return int(page.evaluate("document.activeElement.closest('li').ariaPosInSet"))


def test_home_and_end_belong_to_the_list_that_has_the_focus(heat: Page) -> None:
    heat.keyboard.press("e")
    heat.locator("#sm-scenes-list .sm-row").first.focus()
    heat.keyboard.press("End")
    assert _focused_row(heat) == 119
    expect(heat.get_by_role("button", name="Hand in hand")).to_be_in_viewport()
    heat.keyboard.press("Home")
    assert _focused_row(heat) == 1
    heat.keyboard.press("ArrowDown")
    assert _focused_row(heat) == 2
    heat.keyboard.press("PageDown")
    assert _focused_row(heat) > 4
    assert state_of(heat)["position"] == 0


def test_the_arrow_down_leads_from_the_tabs_and_the_search_into_the_list(heat: Page) -> None:
    for name in ("e", "p"):
        heat.keyboard.press(name)
        heat.keyboard.press("ArrowDown")
        assert heat.evaluate("document.activeElement.closest('li') !== null")
    heat.keyboard.press("e")
    heat.get_by_role("searchbox").press("ArrowDown")
    assert heat.evaluate("document.activeElement.closest('#sm-scenes') !== null")


def test_home_and_end_belong_to_the_tabs_that_have_the_focus(heat: Page) -> None:
    position = state_of(heat)["position"]
    heat.keyboard.press("e")
    heat.keyboard.press("End")
    expect(heat.get_by_role("tab", name="Distance")).to_be_focused()
    heat.keyboard.press("Home")
    expect(heat.get_by_role("tab", name="Scenes")).to_be_focused()
    assert state_of(heat)["position"] == position


@pytest.mark.parametrize("leave", ["Escape", "Enter"])
def test_space_plays_after_the_box_for_a_time_was_opened_by_its_key(heat: Page, leave: str) -> None:
    heat.keyboard.press("t")
    heat.keyboard.type("day 5 10:00")
    heat.keyboard.press(leave)
    heat.keyboard.press("Space")
    assert state_of(heat)["playing"] is True


def test_home_and_end_belong_to_the_card_that_has_the_focus(heat: Page) -> None:
    seek(heat, "s44-trejo-calls")
    position = state_of(heat)["position"]
    heat.locator("#sm-card-body").focus()
    heat.keyboard.press("End")
    heat.keyboard.press("Home")
    assert state_of(heat)["position"] == position
    timeline(heat).focus()
    heat.keyboard.press("End")
    assert state_of(heat)["position"] == 1


def test_a_row_keeps_the_focus_when_the_list_is_scrolled_or_changes_its_theme(heat: Page) -> None:
    heat.keyboard.press("e")
    row = heat.locator("#sm-scenes-list .sm-row").nth(2)
    row.focus()
    title = heat.locator(":focus").inner_text()
    heat.evaluate("document.getElementById('sm-scenes').scrollTop = 4000")
    next_frame(heat)
    assert heat.locator(":focus").inner_text() == title
    heat.keyboard.press("b")
    next_frame(heat)
    assert heat.locator(":focus").inner_text() == title
    heat.keyboard.press("Shift+Tab")
    next_frame(heat)
    assert heat.locator("#sm-scenes-list li").count() < 40


def test_the_people_list_moves_between_rows_in_the_same_column(heat: Page) -> None:
    heat.keyboard.press("p")
    heat.get_by_role("button", name="Show Neil McCauley on the map").focus()
    heat.keyboard.press("ArrowDown")
    expect(heat.locator(":focus")).to_have_accessible_name("Show Chris Shiherlis on the map")
    heat.keyboard.press("Enter")
    assert len(_choice(heat)["hidden"]) == 1
    expect(heat.locator(":focus")).to_have_accessible_name("Show Chris Shiherlis on the map")


def test_escape_closes_the_box_with_the_link_before_the_list(heat: Page) -> None:
    heat.keyboard.press("e")
    heat.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    heat.keyboard.press("c")
    field = heat.get_by_role("textbox", name="Copy this link")
    expect(field).to_be_focused()
    heat.get_by_role("button", name="Next scene").focus()
    heat.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(heat.get_by_role("tablist")).to_be_visible()
    heat.keyboard.press("Escape")
    expect(heat.get_by_role("tablist")).to_be_hidden()


def test_what_disappears_passes_the_focus_on(heat: Page) -> None:
    heat.keyboard.press("Shift+ArrowLeft")
    heat.get_by_role("button", name="Resume").focus()
    heat.keyboard.press("r")
    expect(heat.get_by_role("button", name="Play", exact=True)).to_be_focused()
    heat.keyboard.press("z")
    heat.get_by_role("button", name="Whole timeline").focus()
    heat.keyboard.press("Shift+Z")
    expect(timeline(heat)).to_be_focused()
    seek(heat, "s44-trejo-calls")
    next_frame(heat)
    heat.locator("#sm-card-how > summary").focus()
    heat.keyboard.press("Enter")
    heat.locator("#sm-card-how a").first.focus()
    heat.keyboard.press("ArrowRight")
    next_frame(heat)
    assert heat.evaluate("document.activeElement.closest('#sm-card') !== null")
