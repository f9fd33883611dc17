"""Sizes that style sheets and scripts share: the scripts follow the style sheets."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.playing import LANE_NAMES, box_of, opened, resize

pytestmark = [pytest.mark.browser, pytest.mark.integration]

OFFSET_OF_SECOND_ROW = """(list) => {
  const [first, second] = document.getElementById(list).children;
  return second.getBoundingClientRect().top - first.getBoundingClientRect().top;
}"""


@pytest.fixture
def changed(
    offline_context: Callable[..., BrowserContext], heat_html: Path, tmp_path: Path
) -> Callable[..., Page]:
    """Opens a copy of *Heat* with other values of custom properties: their names, old and new
    values. `rules` are added to the style sheets."""

    def changed(*values: tuple[str, str, str], rules: str = "") -> Page:
        document = heat_html.read_text("utf-8")
        for name, old, new in values:
            # Minified, there is no space.
            document, count = re.subn(rf"({name}:\s*){old}\b", rf"\g<1>{new}", document)
            assert count == 1, name
        document = document.replace("</head>", f"<style>{rules}</style></head>")
        (tmp_path / "changed.html").write_text(document, "utf-8")
        # The policy of the document refuses any other style sheet.
        context = offline_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
        return opened(context.new_page(), tmp_path / "changed.html")

    return changed


def test_rows_have_the_height_of_the_style_sheet(changed: Callable[..., Page]) -> None:
    page = changed(("--row-event", "54px", "66px"), ("--row-person", "80px", "94px"))
    page.locator("#sm-list").click()
    assert page.evaluate(OFFSET_OF_SECOND_ROW, "sm-scenes-list") == 66
    page.get_by_role("tab", name="People").click()
    assert page.evaluate(OFFSET_OF_SECOND_ROW, "sm-people-list") == 94


def test_rows_follow_a_media_query(changed: Callable[..., Page]) -> None:
    page = changed(rules="@media (max-width: 900px) { main.sm { --row-event: 70px; } }")
    page.locator("#sm-list").click()
    assert page.evaluate(OFFSET_OF_SECOND_ROW, "sm-scenes-list") == 54
    resize(page, 880, 720)
    assert page.evaluate(OFFSET_OF_SECOND_ROW, "sm-scenes-list") == 70
    resize(page, 1280, 720)
    assert page.evaluate(OFFSET_OF_SECOND_ROW, "sm-scenes-list") == 54


def test_the_timeline_has_lanes_where_the_style_sheet_gives_them_room(
    changed: Callable[..., Page],
) -> None:
    expect(changed().locator(LANE_NAMES).first).to_be_visible()
    page = changed(("--has-lanes", "1", "0"))
    page.evaluate("storyMap.seek({ position: 0.5 })")
    expect(page.locator("#sm-everyone")).to_be_hidden()
    assert page.locator(LANE_NAMES).count() == 0


def test_the_readings_of_two_people_are_where_the_style_sheet_has_room(
    changed: Callable[..., Page],
) -> None:
    in_bar = changed().locator("#sm-bar #sm-glance")
    expect(in_bar).to_have_count(1)
    page = changed(("--has-glance-in-bar", "1", "0"))
    expect(page.locator("#sm-panels #sm-glance")).to_have_count(1)


def test_signs_of_the_legend_have_the_size_of_the_style_sheet(changed: Callable[..., Page]) -> None:
    page = changed(("--sign-width", "52px", "60px"))
    page.locator("#sm-list").click()
    page.get_by_text("Map legend").click()
    sign = page.locator("#sm-legend canvas").first
    assert box_of(sign)["width"] == 60
    # Two pixels of the picture to a pixel of the page.
    assert sign.get_attribute("width") == "120"
