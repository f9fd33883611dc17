"""The grid that a story without a base map has: its degrees can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

import geo
from geo import Event, Position, Story, Where
from tests.browser.playing import next_frame, opened

pytestmark = pytest.mark.browser

# Records the degrees of the last drawing: text, box in pixels, colour and opacity.
RECORD = """
  window.degrees = [];
  const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
  const onStage = (c) => c.canvas.className.includes('sm-stage');
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (onStage(this)) window.degrees = [];
    return clearRect.apply(this, box);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    if (onStage(this) && text.includes('°')) {
      const { fillStyle: colour, globalAlpha: opacity } = this;
      const box = [x, y - parseFloat(this.font), x + this.measureText(text).width, y];
      window.degrees.push({ text, box, colour, opacity });
    }
    return fillText.call(this, text, x, y);
  };"""
CONTRASTS = """() => {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\da-f]{2}/g).map((part) => parseInt(part, 16) / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const map = getComputedStyle(document.querySelector('.folium-map')).backgroundColor;
  const hex = map.match(/\\d+/g).map((part) => Number(part).toString(16).padStart(2, '0')).join('');
  const paper = luminance(hex);
  return window.degrees.map(({ colour, opacity }) => {
    const ink = luminance(colour);
    return opacity * (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  });
}"""
SCALE_BAR = """() => {
  const { left, top, right, bottom } =
    document.querySelector('.leaflet-control-scale').getBoundingClientRect();
  return [left, top, right, bottom];
}"""


@pytest.fixture
def grid(offline_context: Callable[..., BrowserContext], tmp_path: Path) -> Page:
    """A story without a base map, in the light theme."""
    where = Where((Position(31.2, 30.05),))
    geo.StoryMap(Story("T", (Event("a", "A", where=where),))).save(tmp_path / "grid.html")
    page = offline_context(color_scheme="light", reduced_motion="reduce").new_page()
    page.add_init_script(RECORD)
    return opened(page, tmp_path / "grid.html")


def _degrees(page: Page) -> list[dict[str, Any]]:
    next_frame(page)
    degrees: list[dict[str, Any]] = page.evaluate("window.degrees")
    assert degrees
    return degrees


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_degrees_have_enough_contrast(grid: Page, theme: str) -> None:
    grid.evaluate("(theme) => storyMap.setTheme(theme)", theme)
    assert len(_degrees(grid)) > 4
    # WCAG 2.2, 1.4.3. The opacity is 1, so the product is the contrast.
    assert min(grid.evaluate(CONTRASTS)) >= 4.5


def _apart(one: list[float], other: list[float]) -> bool:
    """Whether there are at least three pixels between two boxes."""
    return (
        one[0] >= other[2] + 3
        or other[0] >= one[2] + 3
        or one[1] >= other[3] + 3
        or other[1] >= one[3] + 3
    )


def test_degrees_do_not_touch_the_scale_bar(grid: Page) -> None:
    counts = set()
    for step in range(20):
        grid.evaluate(
            "(lon) => storyMap.setCamera({ lat: 30.05, lon, zoom: 10, following: false })",
            31.2 + step * 0.01,
        )
        degrees = _degrees(grid)
        bar = grid.evaluate(SCALE_BAR)
        assert all(_apart(one["box"], bar) for one in degrees), (step, bar, degrees)
        counts.add(sum("E" in one["text"] for one in degrees))
    # Degrees are left out only where the bar is.
    assert len(counts) == 2
    assert min(counts) >= max(counts) - 1 > 2


@pytest.mark.parametrize("lon", [0, 180])
def test_the_equator_and_the_meridians_of_0_and_180_have_no_side(grid: Page, lon: int) -> None:
    grid.evaluate("(lon) => storyMap.setCamera({ lat: 0, lon, zoom: 4, following: false })", lon)
    texts = [one["text"] for one in _degrees(grid)]
    assert {"0°", f"{lon}°", "0.1° N"} <= set(texts)
    assert not [text for text in texts if text.startswith(("0° ", "0.0°", "180° ", "180.0°"))]
