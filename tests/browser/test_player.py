# Long because all tests use the same document.
"""The player in a real browser, with the network off: play, pause, drag, keys, clicks, the end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Story
from tests.browser.playing import (
    box_of,
    next_frame,
    opened,
    seek,
    state_of,
    timeline,
    until_the_map_rests,
)
from tests.sample import hostile_story, long_story, small_story

pytestmark = pytest.mark.firefox


@pytest.mark.firefox(always=True)
def test_the_player_opens_paused_at_the_first_event(player: Page) -> None:
    state = state_of(player)
    assert state["event"] == "enter"
    assert state["position"] == 0
    assert state["playing"] is False
    assert state["time"] == "1995-05-02T11:30:00"
    expect(player).to_have_title("A small story")
    expect(player.get_by_role("heading", name="Into the bank")).to_be_visible()


def test_play_advances_the_time_and_pause_stops_it(player: Page) -> None:
    player.get_by_role("button", name="Play (space)").click()
    player.wait_for_function("() => storyMap.state().position > 0.02")
    player.get_by_role("button", name="Pause (space)").click()
    held = state_of(player)
    assert held["playing"] is False
    next_frame(player)
    assert state_of(player)["position"] == held["position"]


def test_space_also_starts_playback_after_a_click_on_another_button(player: Page) -> None:
    player.get_by_role("button", name="Next scene").click()
    player.keyboard.press("Space")
    assert state_of(player)["playing"] is True


def test_playback_stops_at_the_end(player: Page) -> None:
    player.evaluate("storyMap.seek({position: 0.97}); storyMap.setSpeed(16); storyMap.play()")
    player.wait_for_function("() => !storyMap.state().playing")
    state = state_of(player)
    assert state["position"] == 1
    assert state["event"] == "after"
    assert state["visible"] == ["after"]


def test_play_at_the_end_restarts_the_story(player: Page) -> None:
    player.evaluate("storyMap.seek({position: 1}); storyMap.play(); storyMap.pause()")
    assert state_of(player)["position"] < 0.5


def test_a_loop_restarts_after_the_end(player: Page) -> None:
    player.evaluate(
        "storyMap.setLoop(true); storyMap.seek({position: 0.97});"
        "storyMap.setSpeed(16); storyMap.play()"
    )
    player.wait_for_function("() => storyMap.state().position < 0.5")
    assert state_of(player)["playing"] is True


@pytest.mark.firefox(always=True)
def test_dragging_the_timeline_updates_the_map(player: Page) -> None:
    box = box_of(timeline(player))
    y = box["y"] + box["height"] / 2
    player.mouse.move(box["x"] + 2, y)
    player.mouse.down()
    seen = []
    for share in (0.25, 0.5, 0.75, 1):
        player.mouse.move(box["x"] + box["width"] * share, y)
        seen.append(state_of(player))
    player.mouse.up()
    assert [round(state["position"], 2) for state in seen] == [0.25, 0.5, 0.75, 1]
    assert seen[-1]["event"] == "after"
    assert len({state["event"] for state in seen}) >= 3
    expect(player.get_by_role("heading", name="After", exact=True)).to_be_visible()


def test_playback_resumes_after_a_drag_of_the_timeline(player: Page) -> None:
    player.evaluate("storyMap.play()")
    box = box_of(timeline(player))
    player.mouse.move(box["x"] + 5, box["y"] + 20)
    player.mouse.down()
    player.mouse.move(box["x"] + 200, box["y"] + 20)
    assert state_of(player)["playing"] is False
    player.mouse.up()
    assert state_of(player)["playing"] is True


# Playwright emulates a touch screen and a colour scheme only in Chromium.
@pytest.mark.only_browser("chromium")
def test_the_timeline_can_be_dragged_by_touch(
    offline_context: Callable[..., BrowserContext], small_html: Path
) -> None:
    context = offline_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = opened(context.new_page(), small_html)
    box = box_of(timeline(page))
    assert box["height"] >= 44
    page.touchscreen.tap(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2)
    assert state_of(page)["position"] == pytest.approx(0.6, abs=0.01)


def test_the_keyboard_has_the_functions_of_the_buttons(player: Page) -> None:
    player.keyboard.press("ArrowRight")
    assert state_of(player)["event"] == "run"
    player.keyboard.press("ArrowRight")
    assert state_of(player)["event"] == "alarm"
    player.keyboard.press("ArrowLeft")
    assert state_of(player)["event"] == "run"
    player.keyboard.press("End")
    assert state_of(player)["position"] == 1
    player.keyboard.press("Home")
    assert state_of(player)["position"] == 0
    player.keyboard.press("Space")
    assert state_of(player)["playing"] is True
    player.keyboard.press("Space")
    assert state_of(player)["playing"] is False
    player.keyboard.press("+")
    assert state_of(player)["speed"] == 2
    player.keyboard.press("l")
    assert state_of(player)["loop"] is True


def test_the_timeline_is_an_accessible_slider_with_its_value_as_text(player: Page) -> None:
    slider = timeline(player)
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"Day 1 · 11:30, Into the bank"))
    slider.focus()
    player.keyboard.press("PageUp")
    assert state_of(player)["position"] == pytest.approx(0.05)
    player.keyboard.press("Shift+ArrowLeft")
    assert state_of(player)["position"] == pytest.approx(0.048)


def test_stepping_back_within_an_event_goes_to_its_start(player: Page) -> None:
    seek(player, "duel")
    start = state_of(player)["position"]
    player.evaluate("(p) => storyMap.seek({position: p})", start + 0.08)
    assert state_of(player)["event"] == "duel"
    player.evaluate("storyMap.step(-1)")
    assert state_of(player)["position"] == pytest.approx(start)


def test_seeking_to_a_time_works_on_a_timeline_with_gaps(player: Page) -> None:
    player.evaluate("storyMap.seek({time: '1995-05-02T11:38'})")
    state = state_of(player)
    assert state["time"] == "1995-05-02T11:38:00"
    assert set(state["visible"]) == {"run", "alarm"}


@pytest.mark.parametrize(
    "call",
    [
        "seek({event: 'nobody'})",
        "seek({})",
        "seek({time: '1995-05-02T10:58-07:00'})",
        "seek({time: '1995-02-31'})",
        "seek({time: [1995]})",
        "setTheme('pink')",
        "setSpeed('fast')",
        "setSpeed(1000)",
        "step(0)",
        "setFilter({people: 'neil'})",
        "setFilter({days: ['1']})",
        "setFilter({actors: []})",
        "showPlaces('here')",
        "showPlaces([{name: 'a', lat: 1e9, lon: 1e9}])",
        "showPlaces([{name: 'a', lat: 34, lon: -118, lines: [[[-118, 34]], 5]}])",
    ],
)
def test_an_invalid_call_reports_the_expected_arguments(player: Page, call: str) -> None:
    before = state_of(player)
    said = player.evaluate(
        f"(() => {{ try {{ storyMap.{call}; return ''; }} catch (e) {{ return e.message; }} }})()"
    )
    assert "expected" in said
    assert state_of(player) == before


def test_people_are_shown_only_where_they_are_present(player: Page) -> None:
    people = state_of(player)["people"]
    assert people["neil"] == {"status": "seen", "lon": -118.256, "lat": 34.0519}
    assert people["hanna"] == {"status": "unseen", "lon": None, "lat": None}
    seek(player, "hiding")
    people = state_of(player)["people"]
    assert people["neil"]["status"] == "unlocated"
    assert people["neil"]["lat"] is None
    assert people["hanna"]["status"] == "between"
    player.evaluate("storyMap.seek({position: 1})")
    assert state_of(player)["people"]["neil"]["status"] == "dead"


def test_people_travel_along_a_known_route_during_the_event(player: Page) -> None:
    player.evaluate("storyMap.seek({time: '1995-05-02T11:40'})")
    neil = state_of(player)["people"]["neil"]
    assert neil["status"] == "seen"
    assert 34.0458 < neil["lat"] < 34.0519


def test_a_click_on_a_marker_seeks_to_its_event(player: Page) -> None:
    until_the_map_rests(player, lambda: seek(player, "enter"))
    until_the_map_rests(player, lambda: seek(player, "hiding"))
    point = player.evaluate("""() => {
      const at = map_story.latLngToContainerPoint([33.9463, -118.3816]);
      return [at.x, at.y];
    }""")
    player.mouse.click(*point)
    assert state_of(player)["event"] == "duel"


def test_the_list_seeks_to_an_event_and_marks_the_current_one(player: Page) -> None:
    player.get_by_role("button", name="Scenes and people").click()
    player.get_by_role("button", name=re.compile("By the runway")).click()
    assert state_of(player)["event"] == "duel"
    expect(player.locator("[aria-current=true]")).to_contain_text("By the runway")
    player.get_by_role("searchbox", name="Find a scene").fill("alarm")
    rows = player.get_by_role("tabpanel").get_by_role("button")
    expect(rows).to_have_count(1)
    player.get_by_role("tab", name="People").click()
    expect(player.get_by_role("tabpanel")).to_contain_text("Kelso")
    expect(player.get_by_role("tabpanel")).to_contain_text("not seen yet")


def test_the_camera_follows_until_the_viewer_moves_the_map(player: Page) -> None:
    follow = player.get_by_role("button", name="Resume")
    expect(follow).to_be_hidden()
    until_the_map_rests(player, lambda: seek(player, "duel"))

    def drag() -> None:
        player.mouse.move(900, 300)
        player.mouse.down()
        player.mouse.move(800, 200, steps=4)
        player.mouse.up()

    until_the_map_rests(player, drag)
    expect(follow).to_have_text("Resume")
    expect(follow).to_have_accessible_name("Resume: follow the story again")
    centre = player.evaluate("map_story.getCenter().lat")
    seek(player, "enter")
    expect(player.get_by_role("heading", name="Into the bank")).to_be_visible()
    assert player.evaluate("map_story.getCenter().lat") == centre
    until_the_map_rests(player, follow.click)
    assert player.evaluate("map_story.getBounds().contains([34.0519, -118.2560])")
    expect(follow).to_be_hidden()


def test_a_filter_hides_events_and_stepping_skips_them(player: Page) -> None:
    player.evaluate("storyMap.setFilter({people: ['hanna']})")
    player.evaluate("storyMap.seek({position: 0})")
    seen = []
    for _ in range(4):
        player.evaluate("storyMap.step(1)")
        seen.append(state_of(player)["event"])
    assert seen == ["alarm", "duel", "after", "after"]
    player.evaluate("storyMap.setFilter({days: [3], groups: ['police']})")
    player.evaluate("storyMap.seek({time: '1995-05-02T11:38'})")
    assert state_of(player)["visible"] == []
    player.evaluate("storyMap.setFilter({})")
    assert set(state_of(player)["visible"]) == {"run", "alarm"}


def test_listeners_in_the_page_receive_each_change(player: Page) -> None:
    player.evaluate("""() => {
      window.heard = [];
      const note = ({ detail }) => heard.push([detail.reason, detail.state.event]);
      addEventListener('storymap:change', note);
    }""")
    player.evaluate("storyMap.seek({event: 'run'}); storyMap.play(); storyMap.pause()")
    assert player.evaluate("heard") == [["seek", "run"], ["play", "run"], ["pause", "run"]]


def test_every_control_has_an_accessible_name(player: Page) -> None:
    player.get_by_role("button", name="Scenes and people").click()
    nameless = player.evaluate("""() => {
      const controls = document.querySelectorAll('button, select, input, a, [role=slider]');
      const nameOf = (node) => node.getAttribute('aria-label')
        || node.textContent.trim() || node.closest('label')?.textContent.trim();
      return [...controls].filter((node) => !nameOf(node)).map((node) => node.outerHTML);
    }""")
    assert nameless == []


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_theme_follows_the_system_until_the_viewer_selects_one(
    offline_context: Callable[..., BrowserContext], small_html: Path, scheme: Any
) -> None:
    page = opened(offline_context(color_scheme=scheme).new_page(), small_html)
    expect(page.locator("html")).to_have_attribute("data-theme", scheme)
    other = "light" if scheme == "dark" else "dark"
    page.get_by_role("button", name=re.compile("(Light|Dark) map")).click()
    expect(page.locator("html")).to_have_attribute("data-theme", other)


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
    page.get_by_role("button", name="Scenes and people").click()
    page.get_by_role("tab", name="People").click()
    page.get_by_role("article").get_by_text("How we know").click()
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, a[href^=javascript]").count() == 0
    assert "{{7*7}}" in page.title()


def test_nothing_overlaps_or_overflows_on_a_phone(
    offline_context: Callable[..., BrowserContext], small_html: Path
) -> None:
    context = offline_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = opened(context.new_page(), small_html)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.evaluate("""() => [...document.querySelectorAll('.sm-button')]
      .filter((b) => b.offsetParent && (b.offsetWidth < 44 || b.offsetHeight < 44))
      .map((b) => b.id)""")
    assert small == []
    card = box_of(page.get_by_role("article"))
    bar = box_of(page.get_by_role("region", name="Playback"))
    assert card["y"] + card["height"] <= bar["y"]
    assert card["y"] > 844 * 0.4


@pytest.mark.parametrize("story", [small_story(), long_story(40, 4)], ids=["switch", "none"])
def test_a_phone_has_room_for_a_long_title(
    offline_context: Callable[..., BrowserContext], tmp_path: Path, story: Story
) -> None:
    path = tmp_path / "long-title.html"
    geo.StoryMap(replace(story, title="The fall of a city")).save(path)
    page = opened(offline_context(viewport={"width": 390, "height": 844}).new_page(), path)
    title = page.get_by_role("heading", name="The fall of a city")
    assert title.evaluate("title => title.scrollWidth <= title.clientWidth"), "it is cut off"
    names = ("title", "tools", "credits", "ground")
    parts = [page.locator(f"#sm-{name}") for name in names]
    boxes = [box_of(part) for part in parts if part.is_visible()]
    for one, other in combinations(boxes, 2):
        beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
        below = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
        assert beside or below


def test_a_story_without_times_plays_in_story_order(offline_page: Page, tmp_path: Path) -> None:
    from geo import Event, Position, Story, Where

    story = Story(
        "Untimed",
        tuple(
            Event(f"e{i}", f"Scene number {i}", where=Where((Position(-118.2 - i / 50, 34.0),)))
            for i in range(4)
        ),
    )
    path = tmp_path / "untimed.html"
    geo.StoryMap(story).save(path)
    page = opened(offline_page, path)
    assert state_of(page)["event"] == "e0"
    page.keyboard.press("ArrowRight")
    state = state_of(page)
    assert state["event"] == "e1"
    assert state["time"] == 1
    expect(page.get_by_text("Scene 2 of 4").first).to_be_visible()
