"""What tests of the dashboard do to its page, and ask of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, FrameLocator, Locator, Page, expect

# What a busy machine may take to answer, in milliseconds.
PATIENCE_MS = 20_000
# Of the tables: the height of a row, and of the row of headings, in pixels.
ROW = 35
# The frame of the document that plays; the one that is about to replace it is not ready.
PLAYER = ".stage.ready iframe[title$='story map']"


def opened(page: Page, address: str) -> Page:
    """The page at an address that leads to *Heat*, its player ready."""
    page.goto(address)
    started(page, "Heat")
    return page


def started(page: Page, story: str) -> None:
    """Wait for this story's player: the one before it may be ready, and about to be replaced."""
    frame = page.frame_locator(f".stage.ready iframe[title='{story}: story map']")
    slider = frame.get_by_role("slider", name="Timeline")
    expect(slider).to_be_visible(timeout=PATIENCE_MS)


def player(page: Page) -> FrameLocator:
    """The document in its frame."""
    return page.frame_locator(PLAYER)


def inside(page: Page) -> Frame:
    """The same, to run scripts in."""
    frame = page.locator(PLAYER).element_handle().content_frame()
    assert frame is not None
    return frame


def state(page: Page) -> dict[str, Any]:
    """What the player says of itself."""
    found: dict[str, Any] = inside(page).evaluate("() => storyMap.state()")
    return found


def eventually(page: Page, condition: str, argument: object = None) -> None:
    """Wait until a condition on `state` (and `arg`) holds in the frame."""
    inside(page).wait_for_function(
        f"(arg) => {{ const state = storyMap.state(); return {condition}; }}", arg=argument
    )


def tell(page: Page, script: str) -> None:
    """Run statements in the frame."""
    inside(page).evaluate(f"() => {{ {script} }}")


def mark(page: Page) -> None:
    """Mark the document in the frame, to see later that it was not loaded anew."""
    inside(page).evaluate("() => { window.mark = 'still the same document'; }")


def expect_marked(page: Page) -> None:
    """It is still the document that was marked."""
    assert inside(page).evaluate("() => window.mark") == "still the same document"


def table(page: Page) -> Locator:
    """The table of the tab that is open."""
    return page.get_by_test_id("stDataFrame").locator("visible=true").first


def click_row(page: Page, number: int) -> None:
    """Click into a row of the visible table, counted from 0. The table is drawn on a canvas."""
    table(page).scroll_into_view_if_needed()
    table(page).click(position={"x": 250, "y": ROW + ROW * number + ROW / 2})


def marked_rows(page: Page) -> Locator:
    """The marked rows, as the table tells them to a screen reader."""
    return table(page).locator("tr[aria-selected=true]")


def now(page: Page) -> Locator:
    """The line above the scenes that tells where playback rests."""
    return page.get_by_text(re.compile("^Now · "))


def expect_reported(page: Page) -> None:
    """The page has heard where the player rests. A click before that may cross its report."""
    moment = re.escape(state(page)["link"].split("&")[0])
    expect(page).to_have_url(re.compile(rf"[?&]{moment}(&|$)"))


def bring(page: Page, path: Path) -> None:
    """Upload a story file."""
    page.get_by_role("button", name="Story").first.click()
    page.locator("input[type=file]").set_input_files(path)
