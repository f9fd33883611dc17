"""The hints over the timeline and the distance curve: where they are, and what they cost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.playing import box_of, opened

pytestmark = pytest.mark.browser

# Counts how often a script asks for the layout of the page.
LAYOUT_READS = """() => {
  window.layoutReads = 0;
  const counted = (prototype, name) => {
    const property = Object.getOwnPropertyDescriptor(prototype, name);
    const kind = property.get ? 'get' : 'value';
    const read = property[kind];
    Object.defineProperty(prototype, name, {
      ...property,
      [kind](...given) { window.layoutReads += 1; return read.apply(this, given); },
    });
  };
  for (const name of ['getBoundingClientRect', 'clientWidth', 'clientHeight', 'scrollWidth']) {
    counted(Element.prototype, name);
  }
  for (const name of ['offsetWidth', 'offsetHeight', 'offsetLeft']) {
    counted(HTMLElement.prototype, name);
  }
}"""
charts = pytest.mark.parametrize(
    ("target", "hint"), [("#sm-curve", "#sm-curve-hint"), ("#sm-track", "#sm-hint")]
)


@pytest.fixture
def heat(offline_page: Page, heat_html: Path) -> Page:
    """*Heat* with the distance curve."""
    page = opened(offline_page, heat_html)
    page.get_by_role("button", name="Scenes and people").click()
    page.get_by_role("tab", name="Distance").click()
    return page


@charts
def test_moving_the_pointer_over_a_chart_reads_no_layout(
    heat: Page, target: str, hint: str
) -> None:
    box = box_of(heat.locator(target))
    # Near the bottom, where the timeline has no person to highlight.
    y = box["y"] + box["height"] - 4
    heat.mouse.move(box["x"] + 20, y)
    expect(heat.locator(hint)).to_be_visible()
    heat.evaluate(LAYOUT_READS)
    for share in (0.2, 0.4, 0.6, 0.8):
        heat.mouse.move(box["x"] + box["width"] * share, y)
    assert heat.evaluate("layoutReads") == 0


@charts
def test_the_hint_of_a_chart_is_above_the_pointer_and_inside_the_chart(
    heat: Page, target: str, hint: str
) -> None:
    box = box_of(heat.locator(target))
    y = box["y"] + box["height"] / 2
    for share in (0.003, 0.5, 0.997):
        x = box["x"] + box["width"] * share
        heat.mouse.move(x, y)
        expect(heat.locator(hint)).to_be_visible()
        found = box_of(heat.locator(hint))
        left = min(max(x - found["width"] / 2, box["x"]), box["x"] + box["width"] - found["width"])
        assert found["x"] == pytest.approx(left, abs=1)
