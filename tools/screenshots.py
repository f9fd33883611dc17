"""Take the pictures: the document and the dashboard, desk and phone, light and dark.

All go to build/screenshots as PNG; the README's few go to docs/images, made small. Look at each one
before committing: a picture is only as good as what it shows.
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

TAKEN = serve.ROOT / "build" / "screenshots"
KEPT = serve.ROOT / "docs" / "images"
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("dark", "light")


@dataclass(frozen=True, slots=True)
class Device:
    """A screen. `options` is what `Browser.new_context` takes."""

    name: str
    options: dict[str, Any]


DESK = Device("desktop", {"viewport": {"width": 1440, "height": 900}})
PHONE = Device(
    "phone",
    {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "has_touch": True,
        "is_mobile": True,
    },
)

# A moment's name, and a sentence of the synopsis that its event tells; None: as the story opens.
MOMENTS = {"opening": None, "robbery": 30, "shootout": 152, "finale": 224}
TABS = ("Scenes", "People", "Places", "Export")
# Picture taken → picture in docs/images.
README = {
    "dashboard-desktop-dark": "dashboard.jpg",
    "heat-shootout-desktop-dark": "heat-dark.jpg",
    "heat-robbery-phone-light": "heat-phone.jpg",
}
# Time for a frame to be drawn and a picture to settle after a jump without animation, ms.
SETTLE_MS = 700


def main() -> int:
    """Take all pictures and print where they are."""
    TAKEN.mkdir(parents=True, exist_ok=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    story = geo.read(serve.ROOT / "events.geojson")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(LAUNCH_ARGS))
        take_document(browser, story)
        take_dashboard(browser, story)
        browser.close()
    for taken, kept in README.items():
        shrink(TAKEN / f"{taken}.png", KEPT / kept)
    print(f"{len(list(TAKEN.glob('*.png')))} pictures in {TAKEN.relative_to(serve.ROOT)}")
    return 0


def event_told_in(story: Story, sentence: int) -> str:
    """The id of the first event drawn from a numbered sentence of the synopsis."""
    for event in story.events:
        if event.synopsis and event.synopsis[0] <= sentence <= event.synopsis[1]:
            return event.id
    raise LookupError(f"no event is drawn from sentence {sentence}")


@contextlib.contextmanager
def opened(browser: Browser, device: Device, scheme: Scheme, address: str) -> Iterator[Page]:
    """A page on a device, in a colour scheme, with motion reduced so that jumps are at once."""
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
        event = event_told_in(story, sentence)
        frame.evaluate("(event) => storyMap.seek({event})", event)
        frame.wait_for_function("(event) => storyMap.state().event === event", arg=event)


def take(page: Page, name: str) -> None:
    """Take one picture of the screen."""
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=TAKEN / f"{name}.png")


def take_document(browser: Browser, story: Story) -> None:
    """The document at its moments, on each device, in each scheme."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "heat.html"
        geo.StoryMap(story).save(path)
        for device in (DESK, PHONE):
            for scheme in SCHEMES:
                with opened(browser, device, scheme, path.as_uri()) as page:
                    for moment, sentence in MOMENTS.items():
                        go_to(page.main_frame, story, sentence)
                        take(page, f"heat-{moment}-{device.name}-{scheme}")


def take_dashboard(browser: Browser, story: Story) -> None:
    """The dashboard on each device, in each scheme, and each of its tabs once."""
    with tempfile.TemporaryDirectory() as folder, serve.running(Path(folder) / "log") as address:
        for device in (DESK, PHONE):
            for scheme in SCHEMES:
                with opened(browser, device, scheme, address) as page:
                    go_to(document_in(page), story, MOMENTS["robbery"])
                    take(page, f"dashboard-{device.name}-{scheme}")
                    # The tabs lie below the player: a screen twice as high shows them whole.
                    width, height = device.options["viewport"].values()
                    page.set_viewport_size({"width": width, "height": 2 * height})
                    for tab in TABS:
                        page.get_by_role("tab", name=tab).click()
                        take(page, f"dashboard-{tab.lower()}-{device.name}-{scheme}")


def document_in(page: Page) -> Frame:
    """The frame in which the dashboard shows the document."""
    page.wait_for_selector("iframe[sandbox]")
    frame = page.locator("iframe[sandbox]").element_handle().content_frame()
    assert frame is not None
    return frame


def shrink(source: Path, target: Path) -> None:
    """Keep a picture at a size fit for a repository."""
    with Image.open(source) as picture:
        picture.convert("RGB").save(target, quality=85, optimize=True, progressive=True)


if __name__ == "__main__":
    sys.exit(main())
