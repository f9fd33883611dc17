"""Uploads to the running dashboard: their errors are listed, and hostile ones do no harm."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.visiting import (
    click_row,
    expect_marked,
    mark_document,
    open_heat,
    player,
    upload_story,
)


@pytest.fixture
def page(visitor: BrowserContext, dashboard: str) -> Page:
    """The dashboard with its player ready."""
    return open_heat(visitor.new_page(), dashboard)


@pytest.mark.integration
def test_a_broken_upload_lists_its_errors_and_the_story_keeps_playing(
    page: Page, tmp_path: Path
) -> None:
    mark_document(page)
    path = tmp_path / "broken.geojson"
    event = {"type": "Feature", "geometry": None, "properties": {"title": "A", "start": "soon"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [event]}))
    upload_story(page, path)
    expect(page.get_by_text("broken.geojson cannot be shown: 1 error.")).to_be_visible()
    expect(page.get_by_text(re.compile('start: found "soon", expected .*ISO 8601'))).to_be_visible()
    expect_marked(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_text("cannot be shown")).to_have_count(0)


def test_hostile_titles_are_shown_as_text_everywhere(page: Page, tmp_path: Path) -> None:
    title = "{{7*7}} </script><script>alert(1)</script> <img src=x onerror=alert(2)> :red[loud] $x$"
    name = "[here](javascript:alert(3)) ![i](http://example.com/x.png) www.example.com"
    event = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [-118.2, 34.0]},
        "properties": {"id": "e", "title": title, "start": "1995-05-02T10:00", "people": ["p"]},
    }
    story = {"title": title, "people": [{"id": "p", "name": name}]}
    path = tmp_path / "hostile.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "story": story, "features": [event]}))
    upload_story(page, path)
    expect(page.get_by_role("heading", name=title).first).to_be_visible()
    expect(player(page).get_by_role("heading", name=title).first).to_be_visible()
    page.get_by_role("tab", name="People", exact=True).click()
    click_row(page, 0)
    # An invisible joiner stops Streamlit from turning text that looks like an address into a link.
    heading = page.get_by_role("tabpanel").get_by_role("heading")
    assert heading.inner_text().replace("\u2060", "") == name
    expect(page.get_by_role("tabpanel").get_by_role("link")).to_have_count(0)
    page.get_by_role("button", name="Story").first.click()
    page.get_by_role("button", name="Back to Heat").click()
    expect(page.get_by_role("heading", name="Heat 1995")).to_be_visible()
