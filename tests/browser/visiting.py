"""Helpers for tests of the dashboard: actions on its page, and its state."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, FrameLocator, Locator, Page, expect

# The maximum response time on a busy machine, in milliseconds.
PATIENCE_MS = 20_000
# The heights of a table row and of the header row, in pixels.
ROW = 35
# The frame of the current document. A new document that loads is not `ready` yet.
PLAYER = ".stage.ready iframe[title$='story map']"


def open_heat(page: Page, address: str) -> Page:
    """Open an address that shows *Heat*, and wait until its player is ready."""
    page.goto(address)
    wait_for_player(page, "Heat")
    return page


def wait_for_player(page: Page, story: str) -> None:
    """Wait for the player of this story; the player of the previous story may still be ready."""
    frame = page.frame_locator(f".stage.ready iframe[title='{story}: story map']")
    slider = frame.get_by_role("slider", name="Timeline")
    expect(slider).to_be_visible(timeout=PATIENCE_MS)


def player(page: Page) -> FrameLocator:
    """The document in its frame, for locators."""
    return page.frame_locator(PLAYER)


def player_frame(page: Page) -> Frame:
    """The document in its frame, to run scripts in it."""
    frame = page.locator(PLAYER).element_handle().content_frame()
    assert frame is not None
    return frame


def state(page: Page) -> dict[str, Any]:
    """The state that the player reports."""
    found: dict[str, Any] = player_frame(page).evaluate("() => storyMap.state()")
    return found


def wait_for_state(page: Page, condition: str, argument: object = None) -> None:
    """Wait until a condition on `state` (and `arg`) holds in the frame."""
    player_frame(page).wait_for_function(
        f"(arg) => {{ const state = storyMap.state(); return {condition}; }}", arg=argument
    )


def run_script(page: Page, script: str) -> None:
    """Run JavaScript statements in the frame."""
    player_frame(page).evaluate(f"() => {{ {script} }}")


def mark_document(page: Page) -> None:
    """Mark the document in the frame, to check later that it was not reloaded."""
    player_frame(page).evaluate("() => { window.mark = 'still the same document'; }")


def expect_marked(page: Page) -> None:
    """Expect that the marked document was not reloaded."""
    assert player_frame(page).evaluate("() => window.mark") == "still the same document"


def table(page: Page) -> Locator:
    """The table of the open tab."""
    return page.get_by_test_id("stDataFrame").locator("visible=true").first


def click_row(page: Page, number: int) -> None:
    """Click a row of the visible table, counted from 0. The table is drawn on a canvas."""
    table(page).scroll_into_view_if_needed()
    table(page).click(position={"x": 250, "y": ROW + ROW * number + ROW / 2})


def marked_rows(page: Page) -> Locator:
    """The marked rows, as the table reports them to screen readers."""
    return table(page).locator("tr[aria-selected=true]")


def current_event_line(page: Page) -> Locator:
    """The line above the table with the current event."""
    return page.get_by_text(re.compile("^Now · "))


def expect_reported(page: Page) -> None:
    """Wait until the page has received the player's report. An earlier click could coincide."""
    moment = re.escape(state(page)["link"].split("&")[0])
    expect(page).to_have_url(re.compile(rf"[?&]{moment}(&|$)"))


def type_text(field: Locator, text: str) -> None:
    """Replace the text of a field with keys, as a person does.

    `Locator.fill` sets the value by script in Firefox, and Streamlit does not notice that.
    """
    field.click()
    field.press("ControlOrMeta+A")
    field.press("Delete")
    field.press_sequentially(text)


def story_of_one_event(folder: Path, story_title: str, **properties: Any) -> Path:
    """Write a story file with one event, which has these properties."""
    event = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [-118.2, 34.0]},
        "properties": {"title": "An event", "start": "1995-05-02T10:00", **properties},
    }
    path = folder / f"{story_title}.geojson"
    story = {"title": story_title}
    path.write_text(json.dumps({"type": "FeatureCollection", "story": story, "features": [event]}))
    return path


def upload_story(page: Page, path: Path) -> None:
    """Upload a story file."""
    page.get_by_role("button", name="Story").first.click()
    page.locator("input[type=file]").set_input_files(path)
