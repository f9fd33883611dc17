"""After a change of the pixel density (zoom, another screen), everything is drawn sharp again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page

from tests.browser.playing import next_frame, opened, seek, with_lane_names

pytestmark = [pytest.mark.browser, pytest.mark.integration]

WIDTH, HEIGHT = 1280, 720
# The pixels of each canvas to a CSS pixel.
DENSITIES: Final = """() => {
  const densityOf = (canvas) => canvas.width / parseFloat(getComputedStyle(canvas).width);
  const names = {
    stage: 'canvas.sm-stage', basemap: 'canvas.basemap', timeline: '#sm-track-canvas',
  };
  return Object.fromEntries(Object.entries(names)
    .map(([name, selector]) => [name, densityOf(document.querySelector(selector))]));
}"""
# A picture of the timeline.
PAINTED: Final = "document.getElementById('sm-track-canvas').toDataURL()"
# The share of the numbers (four to a pixel) that differ clearly between two pictures.
DIFFERENCE: Final = """async (pictures) => {
  const pixels = await Promise.all(pictures.map(async (picture) => {
    const image = new Image();
    image.src = picture;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data;
  }));
  const [one, other] = pixels;
  if (one.length !== other.length) return 1;
  return one.filter((number, n) => Math.abs(number - other[n]) > 100).length / one.length;
}"""
# Notes the media queries for a density, and the density of each small picture on the stage.
NOTES: Final = """
  window.densityQueries = [];
  const { matchMedia } = window;
  window.matchMedia = (text) => {
    const query = matchMedia.call(window, text);
    if (text.includes('dppx')) window.densityQueries.push(query);
    return query;
  };
  window.pictures = new Set();
  const { drawImage } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.drawImage = function (image, x, y, wide, high) {
    if (this.canvas.className.includes('sm-stage')) window.pictures.add(image.width / wide);
    return drawImage.call(this, image, x, y, wide, high);
  };"""


@pytest.fixture
def sharp(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> tuple[Page, CDPSession]:
    """*Heat*, paused at an event, and the connection that changes its density."""
    context = offline_context(
        viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce", color_scheme="dark"
    )
    page = context.new_page()
    page.add_init_script(NOTES)
    with_lane_names(opened(page, heat_html))
    seek(page, "s50b-takeover")
    next_frame(page)
    return page, context.new_cdp_session(page)


def _set_density(page: Page, session: CDPSession, density: float, width: int = WIDTH) -> None:
    """Change the density, and the width of the window in CSS pixels."""
    metrics: dict[str, Any] = {
        "width": width,
        "height": HEIGHT,
        "deviceScaleFactor": density,
        "mobile": False,
    }
    session.send("Emulation.setDeviceMetricsOverride", metrics)
    page.wait_for_function("(density) => devicePixelRatio === density", arg=density)
    if width == WIDTH:
        # Here, Chromium reports a new density only together with a new size.
        page.evaluate("densityQueries.at(-1).dispatchEvent(new Event('change'))")
    next_frame(page)
    page.evaluate("pictures.clear(); storyMap.setCamera({ ...storyMap.state().camera })")
    next_frame(page)


def test_canvases_and_pictures_follow_each_change_of_the_density(
    sharp: tuple[Page, CDPSession],
) -> None:
    page, session = sharp
    for density in (2, 1, 1.5):
        _set_density(page, session, density)
        found = page.evaluate(DENSITIES)
        assert found == pytest.approx(dict.fromkeys(found, density), abs=0.01)
        pictures = page.evaluate("[...pictures]")
        assert pictures == pytest.approx([density] * len(pictures), abs=0.01)
        assert pictures
    # Each density has a query of its own, which is listened to once.
    assert page.evaluate("densityQueries.map(({ media }) => media)") == [
        "(resolution: 1dppx)",
        "(resolution: 2dppx)",
        "(resolution: 1dppx)",
        "(resolution: 1.5dppx)",
    ]


def test_zooming_the_page_changes_density_and_size_together(sharp: tuple[Page, CDPSession]) -> None:
    page, session = sharp
    _set_density(page, session, 1.5, width=900)
    assert page.evaluate("[...pictures]") == pytest.approx([1.5], abs=0.01)
    assert page.evaluate("densityQueries.at(-1).media") == "(resolution: 1.5dppx)"


def test_after_a_change_of_the_density_the_timeline_is_painted_as_in_a_new_document(
    sharp: tuple[Page, CDPSession],
    offline_context: Callable[..., BrowserContext],
    heat_html: Path,
) -> None:
    page, session = sharp
    _set_density(page, session, 2)
    fresh = offline_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=2,
        reduced_motion="reduce",
        color_scheme="dark",
    ).new_page()
    with_lane_names(opened(fresh, heat_html))
    # Letters may differ by parts of a pixel.
    pictures = [page.evaluate(PAINTED), fresh.evaluate(PAINTED)]
    assert offline_context().new_page().evaluate(DIFFERENCE, pictures) < 0.02


def test_the_distance_curve_follows_a_change_of_the_density(
    sharp: tuple[Page, CDPSession],
) -> None:
    page, session = sharp
    page.get_by_role("button", name="Scenes and people").click()
    page.get_by_role("tab", name="Distance").click()
    page.get_by_role("tab", name="People").click()
    # While the curve is hidden, too.
    _set_density(page, session, 2)
    page.get_by_role("tab", name="Distance").click()
    next_frame(page)
    for density in (2, 1):
        _set_density(page, session, density)
        wide = page.locator("#sm-curve-canvas").evaluate(
            "(canvas) => canvas.width / canvas.getBoundingClientRect().width"
        )
        assert wide == pytest.approx(density, abs=0.01)
