"""Playback in a browser without a network: play, pause, loop, the end, steps and seeks."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import geo
from geo import Event, Position, Story, Where
from tests.browser.playing import next_frame, opened, seek, state_of

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
    player.get_by_role("button", name="Play", exact=True).click()
    player.wait_for_function("() => storyMap.state().position > 0.02")
    player.get_by_role("button", name="Pause").click()
    held = state_of(player)
    assert held["playing"] is False
    next_frame(player)
    assert state_of(player)["position"] == held["position"]


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


def test_a_story_without_times_plays_in_story_order(offline_page: Page, tmp_path: Path) -> None:
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
    # The number stands for the time, so it is on the card once.
    card = page.get_by_role("article")
    expect(card.get_by_text("Event 2 of 4")).to_have_count(1)
    expect(card.get_by_text("Event 2 of 4")).to_be_visible()
