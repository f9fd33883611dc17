"""What tests of the player do to it, and ask of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page


def opened(page: Page, path: Path) -> Page:
    """The document in the page, ready."""
    page.goto(path.as_uri())
    page.evaluate("storyMap.ready")
    return page


def state_of(page: Page) -> dict[str, Any]:
    """What the player says of itself."""
    state = page.evaluate("storyMap.state()")
    assert isinstance(state, dict)
    return state


def seek(page: Page, event: str) -> None:
    """Go to an event."""
    page.evaluate("(event) => storyMap.seek({event})", event)


def timeline(page: Page) -> Locator:
    """The slider."""
    return page.get_by_role("slider", name="Timeline")


def box_of(found: Locator) -> Any:
    """Where an element stands, in pixels."""
    box = found.bounding_box()
    assert box, "the element is not shown"
    return box


def until_the_map_rests(page: Page, act: Callable[[], object]) -> None:
    """Do what moves the map, and wait until it stands still again."""
    page.evaluate("window.rested = false; map_story.once('moveend', () => { rested = true; })")
    act()
    page.wait_for_function("() => rested")
