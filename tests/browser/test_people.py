"""People: how each is known to be, whom the map shows and follows, and the tracks they leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from geo import Person
from tests.browser.playing import box_of, opened, seek, state_of, until_the_map_rests
from tests.sample import HOSTILE_TEXTS, small_story

pytestmark = pytest.mark.browser

# How many pixels near a point of the map are drawn on; the base map has a canvas of its own.
INK: str = """([lon, lat, reach]) => {
    const stage = document.querySelector('canvas.sm-stage');
    const { x, y } = map_story.latLngToContainerPoint([lat, lon]);
    const box = stage.getBoundingClientRect();
    const density = stage.width / box.width;
    const copy = new OffscreenCanvas(2 * reach, 2 * reach).getContext('2d');
    copy.drawImage(stage, reach - x * density, reach - y * density);
    const { data } = copy.getImageData(0, 0, 2 * reach, 2 * reach);
    return data.filter((value, i) => i % 4 === 3 && value > 20).length;
}"""


@pytest.fixture
def people(player: Page) -> Page:
    """The small story with its list of people open."""
    open_people(player)
    return player


def open_people(page: Page) -> None:
    page.get_by_role("button", name="Scenes and people").click()
    page.get_by_role("tab", name="People").click()


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("tabpanel").get_by_role("listitem").filter(has_text=name)


def choice_of(page: Page) -> dict[str, Any]:
    choice = state_of(page)["choice"]
    assert isinstance(choice, dict)
    return choice


def ink(page: Page, lon: float, lat: float, reach: int = 30) -> int:
    """How much is drawn around a position, after the next frame."""
    page.evaluate("() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    return int(page.evaluate(INK, [lon, lat, reach]))


@pytest.mark.parametrize(
    ("event", "name", "status", "where"),
    [
        ("enter", "Neil", "in the scene since Day 1 · 11:30", "At The bank"),
        ("alarm", "Hanna", "in the scene since Day 1 · 11:36", "“The alarm”"),
        ("hiding", "Hanna", "out of sight since Day 1 · 11:40", "“The alarm”"),
        ("hiding", "Neil", "nobody knows where, since Day 1 · 14:00", "“Nobody knows where”"),
        ("after", "Neil", "dead since Day 3 · 01:13", "“By the runway”"),
        ("after", "Kelso", "not seen yet", ""),
    ],
)
def test_a_row_says_how_someone_is_where_and_since_when(
    people: Page, event: str, name: str, status: str, where: str
) -> None:
    seek(people, event)
    expect(row(people, name)).to_contain_text(status)
    expect(row(people, name)).to_contain_text(where)


def test_who_is_hidden_leaves_the_map_but_not_the_scenes(people: Page) -> None:
    until_the_map_rests(people, lambda: seek(people, "duel"))
    shown = people.get_by_role("button", name="Show Neil McCauley on the map")
    expect(shown).to_have_attribute("aria-pressed", "true")
    both = ink(people, -118.3816, 33.9463, 60)
    shown.click()
    expect(shown).to_have_attribute("aria-pressed", "false")
    expect(shown).to_be_focused()
    assert ink(people, -118.3816, 33.9463, 60) < both
    state = state_of(people)
    assert state["choice"]["hidden"] == ["neil"]
    assert state["event"] == "duel"
    assert "duel" in state["visible"]
    people.get_by_role("button", name="Show all").click()
    assert ink(people, -118.3816, 33.9463, 60) == both


def test_to_follow_someone_shows_them_and_to_hide_them_stops_following(people: Page) -> None:
    follow = people.get_by_role("button", name="Follow Neil McCauley")
    show = people.get_by_role("button", name="Show Neil McCauley on the map")
    people.get_by_role("button", name="Hide all").click()
    follow.click()
    expect(follow).to_have_attribute("aria-pressed", "true")
    assert choice_of(people)["followed"] == ["neil"]
    assert choice_of(people)["hidden"] == ["hanna", "kelso"]
    show.click()
    assert choice_of(people)["followed"] == []
    follow.click()
    people.get_by_role("button", name="Follow nobody").click()
    expect(follow).to_have_attribute("aria-pressed", "false")


def test_a_thousand_people_make_few_rows_and_keys_go_through_them(
    offline_page: Page, tmp_path: Path
) -> None:
    story = small_story()
    crowd = tuple(Person(f"p{n}", HOSTILE_TEXTS[n % len(HOSTILE_TEXTS)]) for n in range(1_000))
    path = tmp_path / "crowd.html"
    replace(story, people=(*story.people, *crowd)).map().save(path)
    page = opened(offline_page, path)
    open_people(page)
    rows = page.locator("#sm-people-list > li")
    assert 0 < rows.count() < 60
    rows.first.get_by_role("button", name="Follow").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
    last = page.evaluate("document.activeElement.closest('li')?.ariaPosInSet")
    assert int(last) > 20
    page.locator("#sm-people").evaluate("(list) => list.scrollTo(0, list.scrollHeight)")
    expect(rows.last).to_have_attribute("aria-posinset", "1003")
    assert rows.count() < 60
    assert page.evaluate("window.pwned") is None
    assert page.locator("#sm-people-list img").count() == 0


def test_on_a_phone_the_list_fits_and_its_buttons_are_a_thumb_wide(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> None:
    context = offline_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = opened(context.new_page(), heat_html)
    open_people(page)
    for name in ("Show Neil McCauley on the map", "Follow Neil McCauley", "Follow nobody"):
        box = box_of(page.get_by_role("button", name=name))
        assert min(box["height"], box["width"]) >= 40
        assert 0 <= box["x"] <= 390 - box["width"]
    assert page.locator("#sm-drawer").evaluate("(d) => d.scrollWidth <= d.clientWidth")
