"""Helpers for tests that break a part of the player and look at the rest."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page, expect

from tests.browser.playing import state_of

# Makes a property or a method of an element throw, and counts how often it is used.
BREAK: Final = """
  window.uses = 0;
  const broken = () => { window.uses += 1; throw new Error('broken by the test'); };
  window.breakText = (id) => {
    Object.defineProperty(document.getElementById(id), 'textContent', { set: broken });
  };
  window.breakMethod = (id, method) => { document.getElementById(id)[method] = broken; };
  window.errors = [];
  addEventListener('storymap:error', ({ detail }) => window.errors.push(detail));
"""
REASON: Final = "Error: broken by the test"
# What the message says of the rest of the map; the second if the map has lost what shows the story.
REST_WORKS: Final = "The rest of the map still works."
MAIN_OFF: Final = "The map cannot show the whole story any more. Reload the page."


class Console:
    """What a page has written to its console."""

    def __init__(self, page: Page) -> None:
        self.lines: list[str] = []
        page.on("console", lambda said: self.lines.append(said.text))
        page.on("pageerror", lambda error: self.lines.append(str(error)))


def expect_playing(page: Page) -> None:
    """Expect that playback moves the playhead, on the timeline as well."""
    page.evaluate("storyMap.setSpeed(16); storyMap.seek({ position: 0 }); storyMap.play()")
    line = page.locator("#sm-playhead")
    before = line.get_attribute("style")
    page.wait_for_function("() => storyMap.state().position > 0.02")
    assert line.get_attribute("style") != before
    assert state_of(page)["playing"]
    page.evaluate("storyMap.pause()")


def expect_one_error(
    page: Page, console: Console, part: str, words: str, rest: str = REST_WORKS
) -> None:
    """Expect that one view was named once: to the viewer, to the page and on the console."""
    notice = page.locator("#sm-errors")
    expect(notice.locator("#sm-errors-off")).to_have_text(
        f"{words} stopped working and was switched off."
    )
    expect(notice.locator("#sm-errors-names")).to_be_empty()
    notice.get_by_text("Technical details").click()
    expect(notice.get_by_role("listitem")).to_have_text(f"{part}: {REASON}")
    expect(notice.locator("#sm-errors-rest")).to_have_text(rest)
    message = f"{words} stopped working and was switched off. {rest}"
    assert page.evaluate("errors") == [
        {"part": part, "message": message, "reason": REASON, "stopped": False}
    ]
    assert len(console.lines) == 1
    assert "broken by the test" in console.lines[0]
    assert page.evaluate("uses") == 1
