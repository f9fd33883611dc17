"""Take screenshots of the document and the dashboard: desktop and phone, light and dark.

All are saved as PNG in build/screenshots. Those for the README are also compressed and saved in
docs/images. Look at each one before you commit it.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PIL import Image
from playwright.sync_api import Browser, Frame, Page, sync_playwright

import geo
from geo import Story
from tools import serve
from tools.browser import LAUNCH_ARGS, find_browser

SCREENSHOTS = serve.ROOT / "build" / "screenshots"
IMAGES = serve.ROOT / "docs" / "images"
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("dark", "light")


@dataclass(frozen=True, slots=True)
class Device:
    """A screen. `options` are arguments of `Browser.new_context`."""

    name: str
    options: dict[str, Any]


DESKTOP = Device("desktop", {"viewport": {"width": 1440, "height": 900}})
PHONE = Device(
    "phone",
    {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "has_touch": True,
        "is_mobile": True,
    },
)

# The name of a moment, and a sentence of the synopsis in its event. None: the start of the story.
MOMENTS = {"opening": None, "robbery": 30, "shootout": 152, "finale": 224}
TABS = ("Scenes", "People", "Places", "Export")
# Screenshot → image in docs/images.
README = {
    "dashboard-desktop-dark": "dashboard.jpg",
    "heat-shootout-desktop-dark": "heat-dark.jpg",
    "heat-robbery-phone-light": "heat-phone.jpg",
}
# The time to wait for the drawing after a jump, in milliseconds.
SETTLE_MS = 700


def main() -> int:
    """Take all screenshots and print their folder."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    IMAGES.mkdir(parents=True, exist_ok=True)
    story = geo.read(serve.ROOT / "events.geojson")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(LAUNCH_ARGS))
        take_document(browser, story)
        take_dashboard(browser, story)
        browser.close()
    for screenshot, image in README.items():
        compress(SCREENSHOTS / f"{screenshot}.png", IMAGES / image)
    count = len(list(SCREENSHOTS.glob("*.png")))
    print(f"{count} screenshots in {SCREENSHOTS.relative_to(serve.ROOT)}")
    return 0


def find_event(story: Story, sentence: int) -> str:
    """Return the id of the first event that covers a sentence of the synopsis."""
    for event in story.events:
        if event.synopsis and event.synopsis[0] <= sentence <= event.synopsis[1]:
            return event.id
    raise LookupError(f"no event covers sentence {sentence}")


@contextlib.contextmanager
def open_page(browser: Browser, device: Device, scheme: Scheme, address: str) -> Iterator[Page]:
    """Open a page on a device in a colour scheme. Reduced motion makes jumps immediate."""
    context = browser.new_context(
        **device.options, color_scheme=scheme, reduced_motion="reduce", locale="en-GB"
    )
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def go_to(frame: Frame, story: Story, sentence: int | None) -> None:
    """Wait for the document in a frame, and go to a moment of the story."""
    frame.wait_for_function("() => window.storyMap !== undefined")
    frame.evaluate("() => storyMap.ready")
    if sentence is not None:
        event = find_event(story, sentence)
        frame.evaluate("(event) => storyMap.seek({event})", event)
        frame.wait_for_function("(event) => storyMap.state().event === event", arg=event)


def take(page: Page, name: str) -> None:
    """Take one screenshot."""
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def take_document(browser: Browser, story: Story) -> None:
    """Take screenshots of the document at all moments, on each device, in each scheme."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "heat.html"
        geo.StoryMap(story).save(path)
        for device in (DESKTOP, PHONE):
            for scheme in SCHEMES:
                with open_page(browser, device, scheme, path.as_uri()) as page:
                    for moment, sentence in MOMENTS.items():
                        go_to(page.main_frame, story, sentence)
                        take(page, f"heat-{moment}-{device.name}-{scheme}")


def take_dashboard(browser: Browser, story: Story) -> None:
    """Take screenshots of the dashboard and its tabs, on each device, in each scheme."""
    with tempfile.TemporaryDirectory() as folder, serve.running(Path(folder) / "log") as address:
        for device in (DESKTOP, PHONE):
            for scheme in SCHEMES:
                with open_page(browser, device, scheme, address) as page:
                    go_to(document_in(page), story, MOMENTS["robbery"])
                    take(page, f"dashboard-{device.name}-{scheme}")
                    # The tabs are below the player, so double the height of the screen.
                    width, height = device.options["viewport"].values()
                    page.set_viewport_size({"width": width, "height": 2 * height})
                    for tab in TABS:
                        page.get_by_role("tab", name=tab).click()
                        take(page, f"dashboard-{tab.lower()}-{device.name}-{scheme}")


def document_in(page: Page) -> Frame:
    """Return the frame of the document in the dashboard."""
    page.wait_for_selector("iframe[sandbox]")
    frame = page.locator("iframe[sandbox]").element_handle().content_frame()
    assert frame is not None
    return frame


def compress(source: Path, target: Path) -> None:
    """Save a screenshot as a small JPEG file."""
    with Image.open(source) as picture:
        picture.convert("RGB").save(target, quality=85, optimize=True, progressive=True)


if __name__ == "__main__":
    sys.exit(main())
