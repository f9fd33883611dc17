"""Walks through a story: with keys only, and through what a screen reader reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.playing import next_frame, opened, resize, state_of, timeline

pytestmark = pytest.mark.firefox

# The element that has the focus: whether it is one, and can be seen.
FOCUS = """() => {
  const node = document.activeElement;
  const { left, right, top, bottom } = node.getBoundingClientRect();
  const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(node);
  const reach = parseFloat(outlineOffset) + parseFloat(outlineWidth);
  const clips = (one) => {
    const { overflow, contain } = getComputedStyle(one);
    return overflow !== 'visible' || /paint|content|strict/.test(contain);
  };
  let cut = null;
  for (let one = node.parentElement; one && one.id !== 'sm'; one = one.parentElement) {
    const box = one.getBoundingClientRect();
    const isInside = left - reach >= box.left - 0.5 && right + reach <= box.right + 0.5
      && top - reach >= box.top - 0.5 && bottom + reach <= box.bottom + 0.5;
    if (clips(one) && !isInside) cut ??= one.cloneNode().outerHTML;
  }
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return {
    html: node.cloneNode().outerHTML,
    lost: node === document.body,
    outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    seen: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
    cut,
    covered: !(node.contains(hit) || hit?.contains(node)),
  };
}"""
# Elements that the Tab key should reach, in the order of the page.
TABBABLE = """() => [...document.querySelectorAll(
  'button, input, select, summary, a[href], [tabindex="0"]',
)].filter((node) => node.id && node.tabIndex >= 0 && !node.disabled)
  .filter((node) => node.checkVisibility({ visibilityProperty: true }))
  .map((node) => node.id)"""
# Whether the focus is in the page, and not in the browser's own controls around it.
IN_PAGE = "document.hasFocus() && document.activeElement !== document.body"
SENTENCES = "document.getElementById('sm-said').textContent.trim().replace(/\\s+/g, ' ')"


@pytest.fixture
def heat(offline_page: Page, heat_html: Path) -> Page:
    """*Heat*, ready."""
    return opened(offline_page, heat_html)


def focus_of(page: Page) -> dict[str, Any]:
    """The element that has the focus, which must be visible and marked."""
    next_frame(page)
    found: dict[str, Any] = page.evaluate(FOCUS)
    assert not found["lost"], "no element has the focus"
    assert found["outlined"], f"the focus has no outline: {found['html']}"
    assert found["seen"], f"the focus is outside the window: {found['html']}"
    assert not found["covered"], f"the focus is covered: {found['html']}"
    assert not found["cut"], f"{found['cut']} cuts the outline of {found['html']}"
    return found


def press(page: Page, *keys: str) -> None:
    """Press keys. After each of them, an element has the focus, and it can be seen."""
    for key in keys:
        page.keyboard.press(key)
        focus_of(page)


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until this element has the focus."""
    for _ in range(60):
        page.keyboard.press(key)
        # After the last element, the focus leaves the page and returns to the first one.
        if not page.evaluate(IN_PAGE):
            continue
        focus_of(page)
        if wanted.evaluate("(node) => node === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {wanted}")


def _walk_to_an_event_of_the_list(heat: Page) -> None:
    tab_to(heat, heat.get_by_role("button", name="Scenes and people"))
    press(heat, "Enter")
    expect(heat.get_by_role("tab", name="Scenes")).to_be_focused()
    tab_to(heat, heat.get_by_role("searchbox"))
    heat.keyboard.type("trejo's call")
    tab_to(heat, heat.locator("#sm-scenes-list .sm-row").first)
    press(heat, "Enter")
    assert state_of(heat)["event"] == "s44-trejo-calls"


def _walk_through_the_people(heat: Page) -> None:
    press(heat, "p")
    expect(heat.get_by_role("tab", name="People")).to_be_focused()
    tab_to(heat, heat.get_by_role("button", name="Follow Neil McCauley"))
    press(heat, "Space")
    assert state_of(heat)["choice"]["followed"] == ["neil"]
    tab_to(heat, heat.get_by_role("button", name="Stop following"), "Shift+Tab")
    press(heat, "Enter")
    assert state_of(heat)["choice"]["followed"] == []


def _walk_through_the_distance(heat: Page) -> None:
    tab_to(heat, heat.get_by_role("tab", name="People"), "Shift+Tab")
    press(heat, "ArrowRight")
    expect(heat.get_by_role("tab", name="Distance")).to_be_focused()
    before = state_of(heat)["position"]
    press(heat, "m")
    assert state_of(heat)["position"] > before
    tab_to(heat, heat.get_by_role("button", name="Pin to map"))
    press(heat, "Space")
    assert state_of(heat)["choice"]["kept"] is True


def _walk_through_the_legend_and_the_keys(heat: Page) -> None:
    press(heat, "h")
    expect(heat.locator("#sm-keys-list")).to_be_visible()
    tab_to(heat, heat.locator("#sm-legend > summary"), "Shift+Tab")
    press(heat, "Enter")
    expect(heat.locator("#sm-legend-list")).to_be_visible()


def _walk_to_a_typed_time_and_the_table(heat: Page) -> None:
    press(heat, "t")
    heat.keyboard.type("scene 10")
    press(heat, "Enter")
    expect(heat.get_by_role("article")).to_contain_text("story order 10")
    press(heat, "s", "End", "Home", "Tab", "Tab", "Escape")
    expect(heat.get_by_role("dialog", name="Heat")).to_be_hidden()


def _walk_through_theme_locations_and_link(heat: Page) -> None:
    press(heat, "b", "g")
    assert state_of(heat)["choice"]["ground"] == "filmed"
    press(heat, "c")
    if heat.locator("#sm-share").is_visible():
        press(heat, "Escape")
        expect(heat.get_by_role("button", name="Copy link")).to_be_focused()


def _walk_across_map_and_timeline(heat: Page) -> None:
    press(heat, "Shift+ArrowRight")
    tab_to(heat, heat.get_by_role("button", name="Resume"))
    press(heat, "Enter")
    expect(heat.get_by_role("button", name="Resume")).to_be_hidden()
    press(heat, "z")
    tab_to(heat, heat.get_by_role("button", name="Whole timeline"))
    press(heat, "Enter")
    expect(timeline(heat)).to_be_focused()
    press(heat, "PageUp", "ArrowUp", "Escape")
    expect(heat.get_by_role("tablist")).to_be_hidden()


# After the last element, Firefox moves the focus to its own controls, and keys that Playwright
# sends do not bring it back.
@pytest.mark.integration
@pytest.mark.only_browser("chromium")
def test_a_walk_with_keys_only_never_loses_the_focus(heat: Page) -> None:
    heat.keyboard.press("Space")
    assert state_of(heat)["playing"] is True
    heat.keyboard.press("Space")
    assert state_of(heat)["playing"] is False
    heat.keyboard.press("ArrowRight")
    assert state_of(heat)["event"] == "s02-ambulance-taken"
    _walk_to_an_event_of_the_list(heat)
    _walk_through_the_people(heat)
    _walk_through_the_distance(heat)
    _walk_through_the_legend_and_the_keys(heat)
    _walk_to_a_typed_time_and_the_table(heat)
    _walk_through_theme_locations_and_link(heat)
    _walk_across_map_and_timeline(heat)


@pytest.mark.integration
@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("forced_colours", ["none", "active"])
@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
@pytest.mark.parametrize("drawer", [None, "e", "p", "d", "h"])
def test_tab_reaches_everything_and_the_focus_is_always_visible(
    heat: Page, drawer: str | None, size: tuple[int, int], forced_colours: Any
) -> None:
    heat.emulate_media(forced_colors=forced_colours)
    resize(heat, *size)
    if drawer:
        heat.keyboard.press(drawer)
    wanted = set(heat.evaluate(TABBABLE))
    reached: set[str] = set()
    for _ in range(2 * len(wanted) + 20):
        heat.keyboard.press("Tab")
        if heat.evaluate(IN_PAGE):
            focus_of(heat)
            reached.add(heat.evaluate("document.activeElement.id"))
    assert wanted - reached == set()


# What a screen reader reads, from the top. Firefox has no accessibility tree in Playwright's sense;
# the snapshot is made from the page by a script, the same in all browsers.
def test_a_walk_with_a_screen_reader(heat: Page) -> None:
    body = heat.locator("body")
    expect(body).to_match_aria_snapshot("""
    - main:
      - button "What happens now"
      - button "Story as a table"
      - heading /Heat/ [level=1]
      - switch /Set, Filmed/
      - group "Map":
        - button "Scenes and people"
        - button "Copy link"
      - article:
        - heading [level=2]
        - region "About this scene"
      - region "Playback":
        - button "Previous scene"
        - button "Play"
        - button "Next scene"
        - slider "Timeline"
    """)

    # An event is read once, when the playhead rests.
    heat.get_by_role("button", name="Next scene").click()
    expect(heat.locator("#sm-said")).to_contain_text("A stolen ambulance")

    # What happens now: time, event, place, people, where they came from.
    heat.evaluate("storyMap.seek({event: 's44-trejo-calls'})")
    heat.get_by_role("button", name="What happens now").press("Enter")
    expect(heat.locator("#sm-said")).to_have_text(
        re.compile(
            r"Day 10 · 09:50\. Scene 63 of 119\. Trejo's call\. Place: Trejo's house\. "
            r"People: Trejo, Waingro, and Anna Trejo\. Voice only: Neil McCauley\. "
            r"Trejo came from .* At the same time:"
        )
    )
    expect(heat.get_by_role("article")).to_match_aria_snapshot("""
    - article "Trejo's call":
      - paragraph: /Scene 63 of 119/
      - heading "Trejo's call" [level=2]
    """)

    # The timeline reads its value.
    expect(timeline(heat)).to_have_attribute("aria-valuetext", re.compile("Trejo's call"))

    # The list.
    heat.get_by_role("button", name="Scenes and people").press("Enter")
    drawer = heat.get_by_role("complementary", name="Scenes, people and distance")
    expect(drawer).to_match_aria_snapshot("""
    - complementary "Scenes, people and distance":
      - tablist:
        - tab "Scenes" [selected]
        - tab "People"
        - tab "Distance"
      - button "Close list"
      - tabpanel "Scenes":
        - searchbox "Find a scene"
        - button "As a table"
        - list:
          - listitem:
            - button
    """)
    # The keys.
    heat.keyboard.press("?")
    expect(heat.locator("#sm-keys")).to_match_aria_snapshot("""
    - group:
      - checkbox "Letters and signs are shortcuts" [checked]
      - table:
        - rowgroup:
          - row "Space play, pause"
          - row "→ the next scene"
    """)
    # The table.
    heat.keyboard.press("s")
    expect(heat.get_by_role("dialog")).to_match_aria_snapshot("""
    - dialog "Heat":
      - heading "Heat" [level=2]
      - paragraph: 119 scenes
      - button "Close table"
      - region "Heat":
        - table "Heat":
          - caption: Heat
          - rowgroup:
            - row:
              - columnheader "Number"
              - columnheader "Title"
              - columnheader "Time"
              - columnheader "Film time"
              - columnheader "Place"
              - columnheader "People"
          - rowgroup:
            - row:
              - cell "1"
              - rowheader:
                - button
    """)


@pytest.mark.integration
def test_a_drag_is_read_once(heat: Page) -> None:
    expect(heat.locator("#sm-said")).to_contain_text("Off the train")
    heat.evaluate(f"""() => {{
      window.read = [];
      const note = () => read.push({SENTENCES});
      new MutationObserver(note).observe(
        document.getElementById('sm-said'), {{ childList: true, subtree: true }});
      window.values = 0;
      new MutationObserver((changes) => {{ values += changes.length; }}).observe(
        document.getElementById('sm-track'), {{ attributeFilter: ['aria-valuetext'] }});
    }}""")
    heat.keyboard.press("d")
    box = heat.locator("#sm-curve").bounding_box()
    assert box
    heat.mouse.move(box["x"] + 5, box["y"] + 40)
    heat.mouse.down()
    for n in range(60):
        heat.mouse.move(box["x"] + 5 + n * 4, box["y"] + 40)
    heat.mouse.up()
    heat.wait_for_function("() => read.length > 0")
    title = heat.locator("#sm-card-title").inner_text()
    assert len(heat.evaluate("read")) == 1
    assert title in heat.evaluate("read")[0]
    assert heat.evaluate("values") <= 2


def test_the_timeline_that_has_the_focus_reads_its_value_alone(heat: Page) -> None:
    expect(heat.locator("#sm-said")).to_contain_text("Off the train")
    timeline(heat).focus()
    heat.keyboard.press("ArrowRight")
    expect(timeline(heat)).to_have_attribute("aria-valuetext", re.compile("A stolen ambulance"))
    # The sentence would have come by now: the one after it, from another element, is there.
    heat.get_by_role("button", name="Next scene").focus()
    heat.keyboard.press("ArrowRight")
    expect(heat.locator("#sm-said")).not_to_contain_text("Off the train")
    title = heat.locator("#sm-card-title").inner_text()
    assert title in heat.evaluate(SENTENCES)
    assert "A stolen ambulance" not in heat.evaluate(SENTENCES)
