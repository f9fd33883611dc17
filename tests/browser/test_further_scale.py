"""A story with a further time scale: its name in the player, its times, typed times and links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from tests.browser.playing import opened, resize, seek, state_of
from tests.sample import HOSTILE_TEXTS, diary_story

pytestmark = [pytest.mark.browser, pytest.mark.integration]

DIARY = "Travellers' diary"


@pytest.fixture
def diary(offline_context: Callable[..., BrowserContext], tmp_path: Path) -> Page:
    path = tmp_path / "diary.html"
    geo.StoryMap(diary_story()).save(path)
    return opened(offline_context().new_page(), path)


def test_the_scale_is_offered_under_its_own_name_and_shows_the_times_of_events(
    diary: Page,
) -> None:
    seek(diary, "train")
    reading = diary.locator("#sm-reading")
    expect(diary.locator("#sm-other")).to_contain_text(f"{DIARY}: 21 December 1872")
    expect(diary.locator("#sm-card")).to_contain_text(f"{DIARY}: 21 December 1872")
    diary.get_by_label("Time scale").select_option(label=DIARY)
    assert state_of(diary)["clock"] == "further"
    assert state_of(diary)["event"] == "train"
    expect(diary.locator("#sm-clock")).to_have_text(f"{DIARY}: 21 December 1872")
    expect(reading).to_contain_text("20 December 1872")
    assert "clock=further" in state_of(diary)["link"]


def test_on_a_phone_the_list_of_time_scales_names_the_scale_instead_of_the_reading(
    diary: Page,
) -> None:
    resize(diary, 390, 800)
    seek(diary, "train")
    expect(diary.locator("#sm-other")).to_contain_text("Travelle…: 21 December 1872")
    diary.get_by_label("Time scale").select_option(label="Travelle…")
    expect(diary.locator("#sm-clock")).to_have_text("21 December 1872")


def test_a_time_can_be_typed_with_the_name_of_the_scale(diary: Page) -> None:
    def type_time(text: str) -> None:
        diary.keyboard.press("t")
        diary.get_by_label("Go to a time").fill(text)
        diary.keyboard.press("Enter")

    type_time(f"{DIARY} 22 December")
    assert state_of(diary)["event"] == "vows"
    type_time(f"{DIARY}: 24 December 1872")
    expect(diary.locator("#sm-goto-fault")).to_have_text(
        f"{DIARY}: the times run from 2 October 1872 · 20:00 to 22 December 1872 · 20:45."
    )


def test_the_table_has_a_column_for_the_scale(diary: Page) -> None:
    diary.keyboard.press("s")
    table = diary.get_by_role("dialog").get_by_role("table")
    expect(table.get_by_role("columnheader", name=DIARY)).to_have_count(1)
    expect(table).to_contain_text("22 December 1872 · 20:45")


@pytest.mark.parametrize("text", [text[:60] for text in HOSTILE_TEXTS])
def test_a_hostile_name_is_shown_as_text(
    offline_context: Callable[..., BrowserContext], tmp_path: Path, text: str
) -> None:
    path = tmp_path / "hostile.html"
    geo.StoryMap(replace(diary_story(), further_scale=text)).save(path)
    page = opened(offline_context().new_page(), path)
    seek(page, "train")
    shown = page.locator("#sm-card").evaluate("(node) => node.textContent")
    assert f"{text}: 21 December 1872" in shown
    assert page.evaluate("window.pwned") is None
