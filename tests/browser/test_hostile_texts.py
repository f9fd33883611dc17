"""Texts of a story that look like templates, markup or code."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import geo
from tests.browser.playing import opened
from tests.sample import hostile_story

pytestmark = pytest.mark.firefox


def test_hostile_texts_are_shown_as_text_and_run_no_code(
    offline_page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.html"
    geo.StoryMap(hostile_story()).save(path)
    page = opened(offline_page, path)
    expect(page.get_by_role("article")).to_contain_text("{{7*7}} {% raw %}")
    expect(page.get_by_role("article")).to_contain_text(
        "</script><script>window.pwned = 1</script>"
    )
    page.locator("#sm-list").click()
    page.get_by_role("tab", name="People").click()
    page.get_by_role("article").get_by_text("How we know").click()
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, a[href^=javascript]").count() == 0
    assert "{{7*7}}" in page.title()
