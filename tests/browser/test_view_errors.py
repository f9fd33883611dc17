"""A view that throws is switched off and named once; everything else goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.breaking import (
    BREAK,
    MAIN_OFF,
    REASON,
    REST_WORKS,
    Console,
    expect_one_error,
    expect_playing,
)
from tests.browser.playing import box_of, next_frame, opened, seek

pytestmark = [pytest.mark.browser, pytest.mark.integration]

STAGE = "document.querySelector('.sm-stage').toDataURL()"
# Whether the stage has not changed since the last call.
AT_REST = """() => {
  const before = window.lastPicture;
  window.lastPicture = document.querySelector('.sm-stage').toDataURL();
  return window.lastPicture === before;
}"""


def test_a_view_that_cannot_draw_a_moment_is_switched_off(broken: Page, console: Console) -> None:
    broken.evaluate("breakText('sm-clock')")
    expect_playing(broken)
    seek(broken, "duel")
    expect_one_error(broken, console, "clock", "The time display")
    expect(broken.locator("#sm-reading")).to_be_hidden()
    expect(broken.locator("#sm-card-title")).to_have_text("By the runway")


def test_a_view_whose_watcher_throws_is_switched_off(broken: Page, console: Console) -> None:
    broken.get_by_role("button", name="Events and people").click()
    broken.evaluate("breakText('sm-find-count')")
    broken.evaluate("storyMap.setFilter({ groups: ['crew'] })")
    broken.evaluate("storyMap.setFilter({})")
    expect_one_error(broken, console, "list", "The list of events")
    expect(broken.locator("#sm-drawer")).to_be_hidden()
    expect(broken.get_by_role("button", name="Events and people")).to_be_hidden()
    # The map uses the room of the list again.
    assert broken.locator("#sm").get_attribute("data-drawer") == "no"
    expect_playing(broken)


def test_a_view_whose_button_throws_is_switched_off(broken: Page, console: Console) -> None:
    broken.evaluate("breakMethod('sm-goto-time', 'focus')")
    broken.locator("#sm-reading").click()
    expect_one_error(broken, console, "goto", "The box for a time")
    expect(broken.get_by_label("Go to a time")).to_be_hidden()
    # The box was in the place of the time.
    expect(broken.locator("#sm-reading")).to_be_visible()
    broken.locator("#sm-reading").click()
    broken.keyboard.press("t")
    assert broken.evaluate("uses") == 1
    expect_playing(broken)


def test_a_button_that_throws_leaves_the_other_buttons_alone(
    broken: Page, console: Console
) -> None:
    broken.evaluate("breakMethod('sm-loop', 'setAttribute')")
    broken.get_by_role("button", name="Loop").click()
    expect(broken.locator("#sm-errors").get_by_role("status")).to_have_text(
        "A button did not work. If this happens again, reload the page."
    )
    broken.get_by_role("button", name="Play").click()
    broken.wait_for_function("() => storyMap.state().playing")
    broken.keyboard.press("Space")
    broken.wait_for_function("() => !storyMap.state().playing")
    assert broken.evaluate("uses") > 1
    assert len(console.lines) == len(broken.evaluate("errors")) == 1


@pytest.mark.parametrize(
    ("id_", "part", "words"),
    [
        ("sm-about", "heading", "The title"),
        ("sm-find-count", "list", "The list of events"),
    ],
)
def test_a_view_that_cannot_be_made_is_missing_and_the_map_opens(
    breakable: Page, console: Console, small_html: Path, id_: str, part: str, words: str
) -> None:
    breakable.add_init_script(
        f"""
      const text = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent');
      Object.defineProperty(Node.prototype, 'textContent', {{ ...text, set(value) {{
        if (this.id === {id_!r}) broken();
        text.set.call(this, value);
      }} }});
    """.replace("broken()", "{ window.uses += 1; throw new Error('broken by the test'); }")
    )
    opened(breakable, small_html)
    expect_one_error(breakable, console, part, words)
    expect_playing(breakable)
    for key in ("t", "Escape", "m", "l", "]"):
        breakable.keyboard.press(key)
    assert len(console.lines) == 1


def test_two_views_that_throw_are_named_in_one_message(broken: Page, console: Console) -> None:
    broken.evaluate("breakText('sm-clock')")
    broken.evaluate("breakText('sm-card-title')")
    seek(broken, "duel")
    notice = broken.locator("#sm-errors")
    expect(notice.locator("#sm-errors-off")).to_have_text(
        "2 parts stopped working and were switched off:"
    )
    names = notice.locator("#sm-errors-names").get_by_role("listitem")
    expect(names).to_have_text(["The event card", "The time display"])
    expect(notice.get_by_text(REST_WORKS)).to_have_count(1)
    expect(broken.locator("#sm-card")).to_be_hidden()
    assert sorted(error["part"] for error in broken.evaluate("errors")) == ["card", "clock"]
    notice.get_by_role("button", name="Close this message").click()
    expect(notice).not_to_contain_text("stopped working")
    expect(broken.get_by_role("button", name="Play")).to_be_focused()
    assert len(console.lines) == 2


def test_escape_closes_the_message(broken: Page) -> None:
    broken.evaluate("breakText('sm-clock')")
    seek(broken, "duel")
    notice = broken.locator("#sm-errors")
    notice.get_by_text("Technical details").focus()
    broken.keyboard.press("Escape")
    expect(notice).to_have_attribute("data-open", "no")


def test_a_view_that_cannot_be_hidden_is_named_too(broken: Page) -> None:
    broken.evaluate("""() => {
      Object.defineProperty(document.getElementById('sm-reading'), 'hidden', {
        set() { throw new Error('cannot be hidden'); },
      });
    }""")
    broken.evaluate("breakText('sm-clock')")
    seek(broken, "duel")
    expect(broken.locator("#sm-errors-off")).to_contain_text("The time display stopped working")


def test_without_the_timeline_its_room_goes_to_the_map(broken: Page, console: Console) -> None:
    before = box_of(broken.locator("#sm-bar"))["height"]
    broken.evaluate("breakMethod('sm-track', 'setAttribute')")
    seek(broken, "duel")
    expect_one_error(broken, console, "timeline", "The timeline", MAIN_OFF)
    assert box_of(broken.locator("#sm-bar"))["height"] < before - 30
    broken.keyboard.press("Space")
    broken.wait_for_function("() => storyMap.state().playing")


def test_a_tab_whose_view_has_failed_is_not_in_front(broken: Page, console: Console) -> None:
    broken.evaluate("breakText('sm-apart')")
    broken.keyboard.press("d")
    expect_one_error(broken, console, "distance", "The distance panel")
    tab = broken.get_by_role("tab", name="Events")
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(broken.get_by_role("tabpanel", name="Events")).to_be_visible()
    broken.get_by_role("button", name="Close list").click()
    broken.keyboard.press("d")
    expect(broken.locator("#sm-drawer")).to_be_hidden()


def test_what_a_failed_distance_panel_had_on_the_map_goes_with_it(broken: Page) -> None:
    broken.evaluate("storyMap.setChoice({ pair: ['neil', 'hanna'] }); storyMap.pause()")
    seek(broken, "duel")
    broken.locator("#sm-list").click()
    broken.wait_for_function(AT_REST, polling=200)
    before = broken.evaluate(STAGE)
    broken.evaluate("breakText('sm-apart')")
    broken.keyboard.press("d")
    expect(broken.locator("#sm-errors-off")).to_contain_text("The distance panel")
    broken.wait_for_function(AT_REST, polling=200)
    assert broken.evaluate(STAGE) == before


def test_an_error_outside_of_all_views_is_named_once(broken: Page) -> None:
    broken.evaluate("""async () => {
      for (const message of ['first', 'second']) {
        setTimeout(() => { throw new Error(message); });
        await new Promise((done) => setTimeout(done, 20));
      }
      Promise.reject(new Error('third'));
      await new Promise((done) => setTimeout(done, 20));
    }""")
    expect(broken.locator("#sm-errors").get_by_role("status")).to_have_text(
        "Something on this page failed. If the map does not work as expected, reload the page."
    )
    assert [(error["part"], error["reason"]) for error in broken.evaluate("errors")] == [
        ("page", "Error: first")
    ]
    expect_playing(broken)


def test_a_warning_of_the_browser_is_no_error(broken: Page) -> None:
    broken.evaluate("dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop' }))")
    next_frame(broken)
    assert broken.evaluate("errors") == []
    expect(broken.locator("#sm-errors")).to_have_attribute("data-open", "no")


def test_without_what_all_views_depend_on_the_page_shows_the_list(
    broken: Page, console: Console
) -> None:
    # The first that a frame does is to calculate the moment, for which it reads the time.
    broken.evaluate("""() => {
      let isInFrame = false;
      const { requestAnimationFrame } = window;
      window.requestAnimationFrame = (draw) => requestAnimationFrame.call(window, (now) => {
        isInFrame = true;
        try { draw(now); } finally { isInFrame = false; }
      });
      const { now } = performance;
      performance.now = () => {
        if (!isInFrame) return now.call(performance);
        window.uses += 1;
        throw new Error('broken by the test');
      };
    }""")
    broken.evaluate("storyMap.play()")
    alert = broken.get_by_role("alert")
    expect(alert).to_have_text(f"This map stopped working: {REASON}")
    expect(broken.get_by_role("listitem")).to_have_count(6)
    expect(broken.get_by_role("heading", level=1)).to_have_text("A small story")
    expect(broken.locator(".folium-map")).to_be_hidden()
    expect(broken.get_by_role("slider")).to_have_count(0)
    assert [error["part"] for error in broken.evaluate("errors")] == ["player"]
    uses = broken.evaluate("uses")
    next_frame(broken)
    assert broken.evaluate("uses") == uses
    assert len(console.lines) == 1


def test_hostile_texts_in_an_error_are_only_text(broken: Page) -> None:
    broken.evaluate("""() => {
      Object.defineProperty(document.getElementById('sm-clock'), 'textContent', {
        set() { throw new Error('<img src=x onerror="window.pwned = 1"> {{ 7*7 }}'); },
      });
    }""")
    seek(broken, "duel")
    broken.locator("#sm-errors").get_by_text("Technical details").click()
    expect(broken.locator("#sm-errors-reasons")).to_contain_text("<img src=x")
    expect(broken.locator("#sm-errors-reasons")).to_contain_text("{{ 7*7 }}")
    assert broken.locator("#sm-errors img").count() == 0
    assert broken.evaluate("'pwned' in window") is False


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_message_fits_the_window_and_covers_no_playback_control(
    browser: Browser, small_html: Path, width: int, scheme: Any
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 720}, color_scheme=scheme)
    page.add_init_script(BREAK)
    opened(page, small_html)
    for part in ("sm-clock", "sm-card-title"):
        page.evaluate("(part) => breakText(part)", part)
    seek(page, "duel")
    page.get_by_text("Technical details").click()
    box = page.locator("#sm-errors").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    bar = page.locator("#sm-bar").bounding_box()
    assert bar
    assert box["y"] + box["height"] <= bar["y"]
    scrolled = "(element) => element.scrollWidth <= element.clientWidth"
    assert page.locator("#sm-errors").evaluate(scrolled)
    page.close()
