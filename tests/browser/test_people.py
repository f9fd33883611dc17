"""People: their status, who is shown and followed on the map, and their tracks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

import geo
from geo import Event, Person, Position, Story, When, Where
from tests.browser.playing import (
    box_of,
    next_frame,
    open_people,
    opened,
    resize,
    seek,
    state_of,
    until_the_map_rests,
)
from tests.sample import AIRPORT, BANK, HOSTILE_TEXTS, LOT, at, long_story, small_story

pytestmark = pytest.mark.browser

# The number of drawn pixels near a point of the map. The base map has a separate canvas.
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
    """The small story with the list of people open."""
    open_people(player)
    return player


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("tabpanel").get_by_role("listitem").filter(has_text=name)


def choice_of(page: Page) -> dict[str, Any]:
    choice = state_of(page)["choice"]
    assert isinstance(choice, dict)
    return choice


def ink(page: Page, lon: float, lat: float, reach: int = 30) -> int:
    """The number of drawn pixels around a position, after the next frame."""
    next_frame(page)
    return int(page.evaluate(INK, [lon, lat, reach]))


@pytest.mark.parametrize(
    ("event", "name", "status", "where"),
    [
        ("enter", "Neil", "present since Day 1 · 11:30", "At The bank"),
        ("alarm", "Hanna", "present since Day 1 · 11:36", "“The alarm”"),
        ("hiding", "Hanna", "between sightings since Day 1 · 11:40", "“The alarm”"),
        ("hiding", "Neil", "location unknown since Day 1 · 14:00", "“Nobody knows where”"),
        ("after", "Neil", "dead since Day 3 · 01:13", "“By the runway”"),
        ("after", "Kelso", "not seen yet", ""),
    ],
)
def test_a_row_shows_status_place_and_start_time(
    people: Page, event: str, name: str, status: str, where: str
) -> None:
    seek(people, event)
    expect(row(people, name)).to_contain_text(status)
    expect(row(people, name)).to_contain_text(where)


@pytest.mark.integration
def test_a_hidden_person_is_removed_from_the_map_but_not_from_events(people: Page) -> None:
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
    assert (state["event"], "duel" in state["visible"]) == ("duel", True)
    people.get_by_role("button", name="Show all").click()
    assert ink(people, -118.3816, 33.9463, 60) == both


def test_following_a_hidden_person_shows_them_and_hiding_a_person_stops_following(
    people: Page,
) -> None:
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
    people.get_by_role("button", name="Stop following").click()
    expect(follow).to_have_attribute("aria-pressed", "false")


@pytest.mark.integration
def test_a_list_of_1000_people_renders_few_rows_and_supports_keys(
    offline_page: Page, tmp_path: Path
) -> None:
    story = small_story()
    crowd = tuple(Person(f"p{n}", HOSTILE_TEXTS[n % len(HOSTILE_TEXTS)]) for n in range(1_000))
    path = tmp_path / "crowd.html"
    geo.StoryMap(replace(story, people=(*story.people, *crowd))).save(path)
    page = opened(offline_page, path)
    open_people(page)
    rows = page.locator("#sm-people-list > li")
    assert 0 < rows.count() < 60
    rows.first.get_by_role("button", name="Follow").focus()
    for _ in range(20):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('li')?.ariaPosInSet") == "21"
    # Tab reaches the buttons of this row, and then what is below the list.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert not page.evaluate(
        "document.getElementById('sm-people').contains(document.activeElement)"
    )
    page.locator("#sm-people").evaluate("(list) => list.scrollTo(0, list.scrollHeight)")
    expect(rows.last).to_have_attribute("aria-posinset", "1003")
    assert rows.count() < 60
    assert page.evaluate("window.pwned") is None
    assert page.locator("#sm-people-list img").count() == 0


@pytest.mark.firefox
def test_on_a_phone_the_list_fits_and_its_buttons_are_large_enough(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> None:
    context = offline_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = opened(context.new_page(), heat_html)
    open_people(page)
    for name in ("Show Neil McCauley on the map", "Follow Neil McCauley", "Stop following"):
        box = box_of(page.get_by_role("button", name=name))
        assert min(box["height"], box["width"]) >= 40
        assert 0 <= box["x"] <= 390 - box["width"]
    assert page.locator("#sm-drawer").evaluate("(d) => d.scrollWidth <= d.clientWidth")


# Halfway from the bank to the airport, where there is no marker.
BETWEEN = (-118.3188, 33.9991)
BEACH = Position(-118.6800, 34.0300)


def look_at(page: Page, lon: float, lat: float, zoom: float = 11) -> None:
    """Show a place, with the camera not following."""
    page.evaluate("(to) => storyMap.setCamera(to)", {"lon": lon, "lat": lat, "zoom": zoom})


def tail(page: Page, choice: str) -> None:
    page.evaluate("(tail) => storyMap.setChoice({ tail })", choice)


def there_and_back() -> Story:
    """Neil is at the bank, the airport, an unknown place, the beach, and next day at a lot."""
    spots = (BANK, AIRPORT, None, BEACH, LOT)
    times = (at(8, 0), at(10, 0), at(12, 0), at(14, 0), at(9, 0, day=3))
    events = tuple(
        Event(
            f"e{n}",
            f"Scene {n}",
            when=When(time, time + timedelta(minutes=10)),
            where=Where((spot,) if spot else (), confidence=0.9 if spot else None),
            people=("neil",),
        )
        for n, (spot, time) in enumerate(zip(spots, times, strict=True))
    )
    return replace(small_story(), events=events, places=(), sources=())


@pytest.fixture
def walker(offline_context: Callable[..., BrowserContext], tmp_path: Path) -> Page:
    """`there_and_back`, open with reduced motion, so the camera jumps."""
    path = tmp_path / "walker.html"
    geo.StoryMap(there_and_back()).save(path)
    return opened(offline_context(reduced_motion="reduce").new_page(), path)


@pytest.mark.firefox
@pytest.mark.parametrize(
    ("event", "kind", "drawn"),
    [
        ("e0", "story", False),
        ("e1", "none", False),
        ("e1", "day", True),
        ("e1", "story", True),
        ("e3", "day", True),
        ("e4", "day", False),
        ("e4", "story", True),
    ],
)
def test_a_tail_ends_now_and_has_the_selected_length(
    walker: Page, event: str, kind: str, drawn: bool
) -> None:
    seek(walker, event)
    look_at(walker, *BETWEEN)
    tail(walker, kind)
    assert (ink(walker, *BETWEEN) > 0) == drawn


def test_a_track_is_interrupted_where_the_location_is_unknown(walker: Page) -> None:
    seek(walker, "e3")
    tail(walker, "story")
    for spot, other, drawn in ((BANK, AIRPORT, True), (AIRPORT, BEACH, False)):
        halfway = (spot[0] + other[0]) / 2, (spot[1] + other[1]) / 2
        look_at(walker, *halfway)
        assert (ink(walker, *halfway) > 0) == drawn


def test_only_followed_and_visible_people_have_tails(walker: Page) -> None:
    seek(walker, "e1")
    tail(walker, "story")
    walker.evaluate("storyMap.setChoice({ followed: ['hanna'] })")
    look_at(walker, *BETWEEN)
    assert ink(walker, *BETWEEN) == 0
    walker.evaluate("storyMap.setChoice({ followed: ['neil'] })")
    look_at(walker, *BETWEEN)
    assert ink(walker, *BETWEEN) > 0
    walker.evaluate("storyMap.setChoice({ followed: [], hidden: ['neil'] })")
    look_at(walker, *BETWEEN)
    assert ink(walker, *BETWEEN) == 0


def test_pointing_at_a_person_in_the_list_highlights_the_whole_track(walker: Page) -> None:
    open_people(walker)
    seek(walker, "e0")
    look_at(walker, *BETWEEN)
    assert ink(walker, *BETWEEN) == 0
    row(walker, "Neil").hover()
    ahead = ink(walker, *BETWEEN)
    assert ahead > 0
    walker.get_by_role("tab", name="People").hover()
    assert ink(walker, *BETWEEN) == 0
    walker.get_by_role("button", name="Follow Neil McCauley").focus()
    look_at(walker, *BETWEEN)
    assert ink(walker, *BETWEEN) == ahead
    walker.keyboard.press("Escape")
    assert ink(walker, *BETWEEN) == 0
    assert "pointed" not in choice_of(walker)


@pytest.mark.firefox
def test_the_camera_follows_people_and_stays_while_their_location_is_unknown(walker: Page) -> None:
    open_people(walker)
    seek(walker, "e0")
    walker.get_by_role("button", name="Follow Neil McCauley").click()
    for event, spot in (("e1", AIRPORT), ("e3", BEACH)):
        seek(walker, event)
        in_sight(walker, *spot)
        assert state_of(walker)["camera"]["following"]
    seek(walker, "e1")
    in_sight(walker, *AIRPORT)
    seek(walker, "e2")
    in_sight(walker, *AIRPORT)


def in_sight(page: Page, lon: float, lat: float) -> None:
    page.wait_for_function(
        "([lon, lat]) => map_story.getBounds().contains([lat, lon]) && map_story.getZoom() > 12",
        arg=[lon, lat],
    )


def test_between_sightings_the_camera_shows_both_places(walker: Page) -> None:
    walker.evaluate("storyMap.setChoice({ followed: ['neil'] })")
    walker.evaluate("storyMap.seek({ time: '1995-05-02T09:00' })")
    walker.wait_for_function(
        "(spots) => spots.every(([lon, lat]) => map_story.getBounds().contains([lat, lon]))",
        arg=[BANK, AIRPORT],
    )


def test_moving_the_map_pauses_following_and_the_button_names_the_person(walker: Page) -> None:
    walker.evaluate("storyMap.setChoice({ followed: ['neil'] })")
    walker.mouse.move(700, 300)
    until_the_map_rests(walker, lambda: walker.mouse.wheel(0, 300))
    resume = walker.get_by_role("button", name="Resume: follow Neil McCauley again")
    expect(resume).to_be_visible()
    walker.evaluate("storyMap.setChoice({ followed: ['neil', 'hanna'] })")
    expect(walker.locator("#sm-resume")).to_be_hidden()
    walker.evaluate("storyMap.setCamera({ ...storyMap.state().camera, following: false })")
    seek(walker, "e1")
    resume = walker.get_by_role("button", name="Resume: follow Neil McCauley and Vincent Hanna")
    resume.click()
    in_sight(walker, *AIRPORT)


@pytest.mark.integration
def test_at_high_speed_following_moves_the_map_only_occasionally(heat: Page) -> None:
    seek(heat, "s11c-ram")
    heat.evaluate("""() => {
        storyMap.setChoice({ followed: ['neil', 'hanna'] });
        storyMap.setSpeed(16);
        window.flights = 0;
        window.scenes = 0;
        const { flyTo } = map_story;
        map_story.flyTo = function (...given) { flights += 1; return flyTo.apply(this, given); };
        addEventListener('storymap:change', ({ detail }) => {
            scenes += detail.reason === 'event';
        });
        storyMap.play();
    }""")
    heat.wait_for_function("() => scenes >= 12")
    # One move per event, and one whenever a person leaves, would be about 30 moves.
    assert heat.evaluate("flights") <= 6


def test_a_row_shows_the_full_time_on_desktop_and_phone(offline_page: Page, tmp_path: Path) -> None:
    path = tmp_path / "dated.html"
    geo.StoryMap(long_story(300, 40)).save(path)
    page = opened(offline_page, path)
    page.evaluate("storyMap.seek({ position: 0.5 })")
    open_people(page)
    for size in ((1440, 900), (390, 844)):
        resize(page, *size)
        expect(row(page, "Person 0")).to_contain_text(re.compile(r"\sMay\s1995\s·\s\d\d:\d\d"))
        cut_off = page.locator(".sm-how").evaluate_all(
            "(said) => said.filter((one) => one.scrollWidth > one.clientWidth).length"
        )
        assert cut_off == 0
        # The whole text of a row is inside it.
        spilt = page.locator(".sm-row-person").evaluate_all(
            "(rows) => rows.filter((one) => one.scrollHeight > one.clientHeight).length"
        )
        assert spilt == 0
