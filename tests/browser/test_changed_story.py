"""A changed story replaces the one that is shown, while the player runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Event, Position, Story, Where
from tests.browser.playing import (
    LANE_NAMES,
    PICTURE,
    PIXEL_OF,
    data_of,
    next_frame,
    open_people,
    opened,
    opened_at_rest,
    seek,
    state_of,
    timeline,
    until_the_map_rests,
)
from tests.browser.test_links import FRAMING, tell
from tests.sample import STATION, changed_story, long_story, small_story

pytestmark = [pytest.mark.browser, pytest.mark.integration]


def show(page: Page, story: Story) -> None:
    """Replace the story of the player."""
    page.evaluate("(data) => storyMap.setStory(data)", data_of(story))


def click_at(page: Page, place: Position) -> None:
    """Click a place of the map."""
    page.mouse.click(*page.evaluate(PIXEL_OF, list(place)))


def test_a_story_is_replaced_while_it_plays(offline_page: Page, small_html: Path) -> None:
    page = opened_at_rest(offline_page, small_html)
    page.evaluate("storyMap.seek({event: 'run'}); storyMap.play()")
    page.clock.run_for(600)
    before = state_of(page)
    assert before["event"] == "run"
    picture = page.evaluate(PICTURE)
    show(page, changed_story())
    page.clock.run_for(100)
    after = state_of(page)
    assert after["playing"] is True
    assert after["event"] == "run"
    # A tenth of a second of playing has passed in story time, and no more.
    assert before["time"] <= after["time"] <= "1995-05-02T11:40:00"
    page.clock.run_for(300)
    assert state_of(page)["position"] > after["position"]
    expect(page.get_by_role("heading", name="A changed story")).to_be_visible()
    expect(page).to_have_title("A changed story")
    assert page.evaluate(PICTURE) != picture


def test_events_are_called_scenes_as_soon_as_the_story_is_a_film(
    offline_page: Page, small_html: Path
) -> None:
    page = opened(offline_page, small_html)
    seek(page, "run")
    page.locator("#sm-list").click()
    expect(page.locator("#sm-tab-scenes")).to_have_text("Events")
    show(page, replace(small_story(), running_time_s=600.0))
    expect(page.locator("#sm-tab-scenes")).to_have_text("Scenes")
    expect(page.get_by_role("searchbox", name="Find a scene")).to_be_visible()
    expect(page.get_by_role("button", name="Next scene")).to_be_visible()
    expect(page.locator("#sm-card-count")).to_have_text("Scene 2 of 6")
    show(page, small_story())
    expect(page.locator("#sm-card-count")).to_have_text("Event 2 of 6")


def test_list_card_map_and_timeline_show_the_changed_story(
    offline_page: Page, small_html: Path
) -> None:
    page = opened(offline_page, small_html)
    open_people(page)
    show(page, changed_story())
    people = page.locator("#sm-people-list")
    expect(people).to_contain_text("Lieutenant Hanna")
    expect(people).not_to_contain_text("Vincent Hanna")
    expect(page.locator(LANE_NAMES)).to_have_text(["Neil McCauley", "Lieutenant Hanna"])
    page.locator("#sm-tab-scenes").click()
    titles = page.locator("#sm-scenes-list .sm-row-title")
    expect(titles).to_have_text(
        [
            "Into the bank",
            "Down Flower Street",
            "The alarm",
            "At the station",
            "By the runway",
            "After",
        ]
    )
    page.get_by_role("button", name="Close list").click()
    until_the_map_rests(page, lambda: seek(page, "train"))
    expect(page.get_by_role("article")).to_contain_text("At the station")
    expect(page.get_by_role("article")).to_contain_text("Lieutenant Hanna")
    expect(timeline(page)).to_have_attribute("aria-valuetext", "Day 1 · 12:30, At the station")
    # The added event has a marker, which leads to it.
    seek(page, "alarm")
    until_the_map_rests(page, lambda: seek(page, "train"))
    seek(page, "alarm")
    click_at(page, STATION)
    assert state_of(page)["event"] == "train"
    show(page, small_story())
    seek(page, "alarm")
    click_at(page, STATION)
    assert state_of(page)["event"] == "alarm"
    expect(page.locator(LANE_NAMES)).to_have_text(["Neil McCauley", "Vincent Hanna"])


def test_the_moment_stays_when_the_current_event_is_removed(
    offline_page: Page, small_html: Path
) -> None:
    page = opened(offline_page, small_html)
    page.evaluate("storyMap.seek({time: '1995-05-02T14:30'})")
    assert state_of(page)["event"] == "hiding"
    show(page, changed_story())
    next_frame(page)
    after = state_of(page)
    assert after["time"] == "1995-05-02T14:30:00"
    assert after["event"] == "train"
    expect(page.get_by_role("article")).to_contain_text("At the station")


@pytest.mark.parametrize("clock", ["story", "telling"])
@pytest.mark.parametrize("event", ["enter", "run", "alarm", "duel", "after"])
def test_the_current_event_stays_on_every_time_scale(
    offline_page: Page, small_html: Path, event: str, clock: str
) -> None:
    page = opened(offline_page, small_html)
    page.evaluate("(clock) => storyMap.setClock(clock)", clock)
    seek(page, event)
    before = state_of(page)
    for story in (changed_story(), small_story()):
        show(page, story)
        after = state_of(page)
        assert after["event"] == event
        assert after["time"] == before["time"]
        assert after["clock"] == clock


CHOSEN: dict[str, Any] = {
    "hidden": ["kelso"],
    "followed": ["hanna"],
    "pair": ["hanna", "kelso"],
    "kept": True,
    "tail": "day",
    "ground": "set",
    "lanes": "everyone",
}


def test_choices_stay_as_far_as_the_changed_story_has_them(
    offline_page: Page, small_html: Path
) -> None:
    page = opened(offline_page, small_html)
    page.evaluate("(choice) => storyMap.setChoice(choice)", CHOSEN)
    page.evaluate(
        "storyMap.setFilter({people: ['hanna', 'kelso'], days: [3]});"
        "storyMap.setLength(0.4); storyMap.setTheme('light'); storyMap.setLoop(true);"
        "storyMap.setCamera({lat: 34.05, lon: -118.26, zoom: 15, following: false})"
    )
    before = state_of(page)
    story = changed_story()
    # The same people in another order, so that numbers would name others.
    show(page, replace(story, people=story.people[::-1]))
    after = state_of(page)
    for name in ("choice", "filter", "length", "loop", "camera", "clock"):
        assert after[name] == before[name], name
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    people = tuple(person for person in story.people if person.id != "kelso")
    show(page, replace(story, people=people))
    after = state_of(page)
    # The two with the most events, in the order of the changed story.
    assert after["choice"] == CHOSEN | {"hidden": [], "pair": ["hanna", "neil"]}
    assert after["filter"] == {"people": ["hanna"], "groups": None, "days": [3]}


def test_another_area_has_another_base_map_and_no_base_map_is_none(
    offline_page: Page, small_html: Path
) -> None:
    page = opened(offline_page, small_html)
    drawn = page.locator("canvas.basemap")
    picture = "document.querySelector('canvas.basemap').toDataURL()"
    first = page.evaluate(picture)
    show(page, geo.read(Path(__file__).parents[2] / "events.geojson"))
    next_frame(page)
    assert page.evaluate(picture) != first
    paris = Event("tower", "The tower", where=Where((Position(2.2945, 48.8584),)))
    show(page, Story("Elsewhere", (paris,)))
    expect(drawn).to_be_hidden()
    expect(page.get_by_text("No base map for this area")).to_be_visible()
    show(page, small_story())
    expect(drawn).to_be_visible()


def test_a_story_in_another_language_is_marked_with_it(
    offline_page: Page, small_html: Path
) -> None:
    page = opened(offline_page, small_html)
    title = page.locator("#sm-title")
    show(page, replace(small_story(), language="fr"))
    expect(title).to_have_attribute("lang", "fr")
    show(page, small_story())
    assert title.get_attribute("lang") is None


@pytest.mark.parametrize("story", [Story("Nothing yet", ()), long_story(3_000, 40)])
def test_a_story_can_become_empty_or_long_and_come_back(
    offline_page: Page, small_html: Path, story: Story
) -> None:
    page = opened(offline_page, small_html)
    seek(page, "duel")
    show(page, story)
    next_frame(page)
    assert len(state_of(page)["visible"]) >= (1 if story.events else 0)
    show(page, small_story())
    next_frame(page)
    assert state_of(page)["event"] in {"enter", "duel", "after"}
    expect(page.get_by_role("article")).to_be_visible()


def test_fifty_replacements_leave_no_elements_and_no_listeners_behind(
    offline_context: Callable[..., BrowserContext], small_html: Path
) -> None:
    page = opened(offline_context().new_page(), small_html)
    open_people(page)
    protocol = page.context.new_cdp_session(page)
    protocol.send("Performance.enable")
    stories = [data_of(changed_story()), data_of(small_story())]

    def counts_after(times: int) -> tuple[float, float]:
        page.evaluate(
            """async ([stories, times]) => {
              const frame = () => new Promise(requestAnimationFrame);
              storyMap.play();
              for (let n = 0; n < times; n += 1) {
                storyMap.setStory(structuredClone(stories[n % 2]));
                await frame();
              }
              storyMap.pause();
              storyMap.seek({ event: 'run' });
              for (let n = 0; n < 4; n += 1) await frame();
            }""",
            [stories, times],
        )
        protocol.send("HeapProfiler.collectGarbage")
        found = protocol.send("Performance.getMetrics")["metrics"]
        metrics = {metric["name"]: metric["value"] for metric in found}
        return metrics["Nodes"], metrics["JSEventListeners"]

    before = counts_after(4)
    # A browser may keep what the last replacements have dropped a little longer. It can be
    # different elements each time: what is left behind for good is in every count.
    counts = [counts_after(50), *(counts_after(2) for _ in range(4))]
    assert min(nodes for nodes, _ in counts) <= before[0] + 100
    assert min(listeners for _, listeners in counts) <= before[1] + 20


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (None, "null"),
        ({"version": 99}, "version 99"),
        ({"version": 1}, "no events"),
        ("text", "text"),
    ],
)
def test_data_that_is_no_story_is_an_error_and_the_story_stays(
    player: Page, data: object, found: str
) -> None:
    before = state_of(player)
    said = player.evaluate(
        "(data) => { try { storyMap.setStory(data); return ''; } catch (e) { return e.message; } }",
        data,
    )
    assert said.startswith("setStory: found ")
    assert found in said
    assert "expected" in said
    assert state_of(player) == before


def test_the_parent_page_can_replace_the_story_of_a_frame(
    offline_page: Page, small_html: Path
) -> None:
    page = offline_page
    page.set_content(FRAMING)
    html = small_html.read_text("utf-8")
    page.evaluate("(html) => { document.querySelector('iframe').srcdoc = html; }", html)
    page.wait_for_function("() => heard.some(({ type }) => type === 'ready')")
    tell(page, "setStory", data_of(changed_story()))
    page.wait_for_function(
        "() => heard.some(({ type, reason }) => type === 'change' && reason === 'story')"
    )
    expect(page.frames[1].get_by_role("article")).to_contain_text("Lieutenant Hanna")
