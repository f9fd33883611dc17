"""The whole story as a table: what it holds, how it is reached, left, read in pages and printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

import geo
from geo import Event, Position, Story, Where
from tests.browser.playing import box_of, next_frame, opened, resize, seek, state_of
from tests.sample import long_story, small_story

pytestmark = pytest.mark.browser


@pytest.fixture
def heat(offline_page: Page, heat_html: Path) -> Page:
    """*Heat*, ready."""
    return opened(offline_page, heat_html)


def table(page: Page) -> Locator:
    """The table."""
    return page.get_by_role("dialog").get_by_role("table")


def texts(row: Locator) -> list[str]:
    """The texts of the cells of a row."""
    return [" ".join(text.split()) for text in row.locator("th, td").all_inner_texts()]


def test_the_table_has_every_event_with_time_place_and_people(heat: Page) -> None:
    heat.keyboard.press("s")
    rows = table(heat).get_by_role("row")
    expect(rows).to_have_count(120)
    assert texts(rows.first) == ["Number", "Title", "Time", "Film time", "Place", "People"]
    story = geo.read(Path("events.geojson"))
    (call,) = [event for event in story.events if event.id == "s44-trejo-calls"]
    place = next(place.name for place in story.places if place.id == call.where.place)
    film = timedelta(seconds=call.when.film_start_s or 0)
    row = rows.filter(has_text=call.title).first
    assert texts(row) == [
        "63",
        call.title,
        "Day 10 · 09:50–09:58 day and hour assumed",
        f"{film} estimated",
        place,
        "Trejo, Waingro, Anna Trejo, Neil McCauley (voice only)",
    ]
    expect(table(heat).locator("caption")).to_have_text("Heat")
    expect(heat.get_by_text("119 scenes")).to_be_visible()
    assert table(heat).get_by_role("columnheader").count() == 6
    assert table(heat).get_by_role("rowheader").count() == 119


def test_on_a_phone_each_event_is_a_block_that_is_still_a_row(heat: Page) -> None:
    resize(heat, 390, 844)
    heat.keyboard.press("s")
    row = table(heat).get_by_role("row").nth(1)
    boxes = [box_of(cell) for cell in row.get_by_role("cell").all()]
    assert [box["y"] for box in boxes[1:]] == sorted({box["y"] for box in boxes[1:]})
    assert table(heat).get_by_role("columnheader").count() == 6
    assert table(heat).get_by_role("rowheader").count() == 119
    scrolled = heat.locator("#sm-story-table-scroll")
    assert scrolled.evaluate("(node) => node.scrollWidth - node.clientWidth") == 0


def test_on_a_phone_a_long_title_leaves_room_for_the_button_that_closes(
    offline_page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "long.html"
    geo.StoryMap(replace(small_story(), title="Heat" * 60)).save(path)
    page = opened(offline_page, path)
    resize(page, 390, 844)
    page.keyboard.press("s")
    box = box_of(page.get_by_role("button", name="Close"))
    assert box["x"] + box["width"] <= 390


def test_nothing_of_the_table_is_made_before_it_is_opened_or_stays_after(heat: Page) -> None:
    nodes = "document.querySelectorAll('#sm-story-table-rows *').length"
    assert heat.evaluate(nodes) == 0
    heat.keyboard.press("s")
    assert heat.evaluate(nodes) > 119 * 6
    heat.keyboard.press("s")
    expect(heat.locator("#sm-story-table-rows > *")).to_have_count(0)


def test_escape_closes_the_table_and_returns_the_focus(heat: Page) -> None:
    heat.keyboard.press("e")
    button = heat.get_by_role("button", name="As a table", exact=True)
    button.focus()
    heat.keyboard.press("Enter")
    expect(heat.get_by_role("region", name="Heat")).to_be_focused()
    heat.keyboard.press("Escape")
    expect(button).to_be_focused()
    # Escape closed the table alone.
    expect(heat.get_by_role("tablist")).to_be_visible()
    heat.get_by_role("button", name="Next scene").focus()
    heat.keyboard.press("s")
    heat.get_by_role("button", name="Close table").click()
    expect(heat.get_by_role("button", name="Next scene")).to_be_focused()


def test_the_keys_of_the_player_rest_while_the_table_is_open(heat: Page) -> None:
    heat.keyboard.press("s")
    before = state_of(heat)
    for key in ("l", "Space", "End", "ArrowRight", "e"):
        heat.keyboard.press(key)
    assert state_of(heat) == before


def test_a_title_jumps_to_its_event(heat: Page) -> None:
    heat.keyboard.press("s")
    table(heat).get_by_role("button", name="Trejo's call").press("Enter")
    assert state_of(heat)["event"] == "s44-trejo-calls"
    expect(table(heat)).to_be_hidden()


def test_the_current_event_is_marked_and_in_sight_and_the_mark_moves_with_the_story(
    heat: Page,
) -> None:
    seek(heat, "s44-trejo-calls")
    heat.keyboard.press("s")
    current = table(heat).locator("[aria-current=true]")
    expect(current).to_have_count(1)
    expect(current).to_contain_text("Trejo's call")
    expect(current).to_be_in_viewport()
    heat.evaluate("storyMap.step(1)")
    expect(current).to_have_count(1)
    expect(current).not_to_contain_text("Trejo's call")


def test_the_table_follows_the_filter_and_the_time_scale(heat: Page) -> None:
    heat.keyboard.press("s")
    heat.evaluate("storyMap.setFilter({people: ['hanna']})")
    rows = table(heat).get_by_role("rowheader")
    count = rows.count()
    assert 10 < count < 119
    expect(heat.get_by_text(f"{count} of 119 scenes")).to_be_visible()
    heat.evaluate("storyMap.setFilter({}); storyMap.setClock('film')")
    times = table(heat).locator("td:nth-child(4)").all_inner_texts()
    seconds = [
        sum(60**n * int(part) for n, part in enumerate(reversed(time.split()[0].split(":"))))
        for time in times
    ]
    assert len(seconds) == 119
    assert seconds == sorted(seconds)


def test_a_story_without_film_times_and_people_has_no_columns_for_them(
    offline_page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "places.html"
    geo.StoryMap(geo.Story(title="A story", events=(geo.Event("a", "Alone"),))).save(path)
    page = opened(offline_page, path)
    page.keyboard.press("s")
    assert table(page).get_by_role("columnheader").all_inner_texts() == [
        "Number",
        "Title",
        "Time",
        "Place",
    ]
    assert texts(table(page).get_by_role("row").last)[-1] == "unknown"


@pytest.mark.integration
def test_ten_thousand_events_are_read_in_pages_as_they_are_needed(
    offline_page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "long.html"
    geo.StoryMap(long_story(10_000, showing=3)).save(path)
    page = opened(offline_page, path)
    page.evaluate("storyMap.seek({position: 0.5})")
    next_frame(page)
    page.keyboard.press("s")
    rows = table(page).get_by_role("rowheader")
    expect(rows).to_have_count(500)
    expect(table(page)).to_have_attribute("aria-rowcount", "10001")
    expect(table(page).locator("[aria-current=true]")).to_be_in_viewport()
    first = table(page).locator("tbody tr").first
    number = int(first.get_attribute("aria-rowindex") or 0)
    assert number % 500 == 2
    page.get_by_role("button", name="Next rows").press("Enter")
    expect(first).to_have_attribute("aria-rowindex", str(number + 500))
    expect(page.locator("#sm-story-table-scroll")).to_be_focused()
    page.get_by_role("button", name="Previous rows").press("Enter")
    page.get_by_role("button", name="Previous rows").press("Enter")
    expect(first).to_have_attribute("aria-rowindex", str(number - 500))


@pytest.mark.integration
def test_on_paper_there_is_the_table_alone_with_all_rows(
    offline_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    path = tmp_path / "long.html"
    geo.StoryMap(long_story(1_200, showing=3)).save(path)
    page = opened(offline_context(color_scheme="dark").new_page(), path)
    page.keyboard.press("s")
    page.evaluate("""() => {
      window.printed = 0;
      addEventListener('afterprint', () => { printed = -1; }, { capture: true });
    }""")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(table(page).get_by_role("rowheader")).to_have_count(1_200)
    expect(table(page).get_by_role("rowheader").first).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.get_by_role("slider", name="Timeline")).to_be_hidden()
    assert page.evaluate("document.scrollingElement.scrollHeight") > 1_200 * 20
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(table(page).get_by_role("rowheader")).to_have_count(500)


def test_a_printed_table_has_many_pages(offline_page: Page, heat_html: Path) -> None:
    page = opened(offline_page, heat_html)
    map_alone = page.pdf()
    page.keyboard.press("s")
    printed = page.pdf()
    pages = re.compile(rb"/Type\s*/Page\b")
    assert len(pages.findall(map_alone)) == 1
    assert len(pages.findall(printed)) >= 3


def test_texts_of_the_story_are_text_in_the_table(offline_page: Page, tmp_path: Path) -> None:
    hostile = "<img src=x onerror='window.pwned = 1'>{{7*7}}"
    path = tmp_path / "hostile.html"
    first, *others = small_story().events
    story = replace(small_story(), events=(replace(first, title=hostile), *others))
    geo.StoryMap(story).save(path)
    page = opened(offline_page, path)
    page.keyboard.press("s")
    expect(table(page).get_by_role("button", name=hostile)).to_be_visible()
    assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize(
    ("latitude", "shown"), [(90.0, "90.0000°"), (-90.0, "-90.0000°"), (83.0, "83.0000, 0.0000")]
)
def test_a_place_at_a_pole_has_no_longitude(
    offline_page: Page, tmp_path: Path, latitude: float, shown: str
) -> None:
    walk = Event("walk", "Walk", where=Where((Position(-60.0, latitude / 2),)))
    pole = Event("pole", "Pole", where=Where((Position(0.0, latitude),)))
    geo.StoryMap(Story("North", (walk, pole))).save(tmp_path / "north.html")
    page = opened(offline_page, tmp_path / "north.html")
    page.keyboard.press("s")
    assert texts(table(page).get_by_role("row").last)[-1] == shown
