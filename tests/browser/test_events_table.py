"""The pages of the events table for a long story in the dashboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.dashboard.tabs.events import PAGE_ROWS
from tests.browser.visiting import PATIENCE_MS, upload_story

COUNT = PAGE_ROWS + 30


@pytest.fixture
def page(browser: Browser, dashboard: str, tmp_path: Path) -> Iterator[Page]:
    """The dashboard with a story whose table has two pages."""
    events = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [-118.2, 34.0]},
            "properties": {"title": f"Scene {number}", "start": "1995-05-02T10:00"},
        }
        for number in range(COUNT)
    ]
    path = tmp_path / "long.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": events}))
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(dashboard)
    upload_story(page, path)
    expect(page.get_by_text(f"Events 1 to {PAGE_ROWS} of {COUNT}")).to_be_visible(
        timeout=PATIENCE_MS
    )
    yield page
    context.close()


@pytest.mark.integration
def test_each_of_two_pages_has_a_button(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Page 2", exact=True).click()
    caption = page.get_by_text(f"Events {PAGE_ROWS + 1} to {COUNT} of {COUNT}")
    expect(caption).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="Page 1", exact=True)).to_be_visible()
