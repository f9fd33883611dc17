"""Hard cases of the player: small windows, short events, crowds, places outside the base map."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Event, Person, Position, Story, When, Where
from tests.browser.playing import box_of, next_frame, opened, seek, state_of, until_the_map_rests
from tests.sample import at, small_story

pytestmark = pytest.mark.browser


@pytest.mark.integration
def test_short_events_in_quick_succession_stay_in_view(heat: Page) -> None:
    heat.evaluate(
        "storyMap.setSpeed(64); storyMap.seek({event: 's44-trejo-calls'}); storyMap.play()"
    )
    heat.wait_for_function("() => storyMap.state().event > 's70'")
    heat.evaluate("storyMap.pause()")
    heat.wait_for_function("""() => {
      const bounds = map_story.getBounds();
      const inSight = ({ status, lat, lon }) => status === 'seen' && bounds.contains([lat, lon]);
      return Object.values(storyMap.state().people).some(inSight);
    }""")
    expect(heat.get_by_role("button", name="Resume")).to_be_hidden()


def test_a_filter_that_hides_the_current_event_seeks_to_the_next_matching_one(player: Page) -> None:
    player.evaluate("storyMap.setFilter({days: [3]})")
    assert state_of(player)["event"] == "duel"
    expect(player.get_by_role("heading", name="By the runway")).to_be_visible()


def test_show_places_adds_and_removes_places(player: Page) -> None:
    place = "{name: 'City Hall', lat: 34.0537, lon: -118.2427, radius_m: 50}"
    until_the_map_rests(player, lambda: player.evaluate(f"storyMap.showPlaces([{place}])"))
    assert player.evaluate("map_story.getBounds().contains([34.0537, -118.2427])")
    player.evaluate("storyMap.showPlaces([])")
    expect(player.get_by_role("button", name="Resume")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(844, 390), (700, 420), (320, 568)])
def test_everything_is_reachable_in_a_small_window(
    offline_context: Callable[..., BrowserContext], small_html: Path, width: int, height: int
) -> None:
    viewport: Any = {"width": width, "height": height}
    page = opened(offline_context(viewport=viewport).new_page(), small_html)
    page.get_by_role("button", name="More").click()
    card = page.get_by_role("article")
    card.get_by_text("Accurate to about 60 m, 90% confidence").scroll_into_view_if_needed()
    expect(card.get_by_text("Accurate to about 60 m, 90% confidence")).to_be_in_viewport()
    page.get_by_role("button", name="Less").click()
    title, tools = box_of(card), box_of(page.get_by_role("group", name="Map"))
    assert tools["y"] + tools["height"] <= title["y"]


@pytest.mark.parametrize(("width", "height"), [(844, 390), (667, 375)])
def test_in_a_low_window_the_tray_leaves_room_for_the_card(
    offline_context: Callable[..., BrowserContext], heat_html: Path, width: int, height: int
) -> None:
    viewport: Any = {"width": width, "height": height}
    page = opened(offline_context(viewport=viewport).new_page(), heat_html)
    seek(page, "s50b-takeover")
    expect(page.get_by_text("The tip-off")).to_be_visible()
    text = page.locator("#sm-card-text")
    line = 20
    assert box_of(page.locator("#sm-card-body"))["height"] > 2 * line
    expect(text).to_be_in_viewport(ratio=0.9)
    page.get_by_role("button", name="More", exact=True).click()
    assert box_of(page.locator("#sm-card-body"))["height"] > 3 * line
    page.get_by_role("button", name="Less", exact=True).click()


def test_a_message_appears_if_there_is_no_base_map_for_the_area(
    offline_page: Page, tmp_path: Path
) -> None:
    from geo import Event, Position, Story, Where

    paris = Story("Paris", (Event("a", "One", where=Where((Position(2.3522, 48.8566),))),))
    path = tmp_path / "paris.html"
    geo.StoryMap(paris).save(path)
    page = opened(offline_page, path)
    expect(page.get_by_text("No base map for this area")).to_be_visible()


def test_the_list_keeps_the_keyboard_focus_when_the_event_changes(player: Page) -> None:
    player.locator("#sm-list").click()
    row = player.get_by_role("button", name=re.compile("By the runway"))
    row.focus()
    player.keyboard.press("Enter")
    expect(row).to_be_focused()
    expect(row).to_have_attribute("aria-current", "true")


def test_a_crowd_is_shown_as_a_number(offline_page: Page, tmp_path: Path) -> None:
    from geo import Event, Person, Position, Story, Where

    people = tuple(Person(f"p{i}", f"Person Number{i}") for i in range(300))
    event = Event(
        "all",
        "All of them",
        where=Where((Position(-118.25, 34.05),)),
        people=tuple(p.id for p in people),
    )
    path = tmp_path / "crowd.html"
    geo.StoryMap(Story("Crowd", (event,), people=people)).save(path)
    page = offline_page
    page.add_init_script("""
      window.written = [];
      const write = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
        window.written.push(text);
        return write.call(this, text, ...at);
      };""")
    opened(page, path)
    assert "+286" in page.evaluate("written")


def test_a_story_of_one_person_opens_in_a_frame_of_size_zero(offline_page: Page) -> None:
    alone = Person("neil", "Neil McCauley")
    place = Where((Position(-118.2, 34.0),))
    event = Event("e", "Alone", "", When(at(9, 0), at(10, 0)), place, people=("neil",))
    html = geo.StoryMap(Story("Alone", (event,), people=(alone,))).to_html()
    offline_page.evaluate(
        """(html) => {
          addEventListener('message', ({ data }) => { window.told = data?.type; });
          const frame = document.createElement('iframe');
          Object.assign(frame, { width: 0, height: 0, srcdoc: html });
          document.body.append(frame);
        }""",
        html,
    )
    offline_page.wait_for_function("() => window.told === 'ready'", timeout=10_000)


def test_a_frame_that_gets_its_size_late_shows_the_same_view(
    offline_page: Page,
) -> None:
    html = geo.StoryMap(small_story()).to_html()
    cameras = """async ([html, late]) => {
      const frame = document.createElement('iframe');
      const size = { width: 390, height: 660 };
      const isReady = new Promise((done) => {
        addEventListener('message', ({ data }) => { if (data?.type === 'ready') done(); });
      });
      Object.assign(frame, late ? { width: 0, height: 0 } : size, { srcdoc: html });
      document.body.append(frame);
      await isReady;
      Object.assign(frame, size);
      const { map_story: map, storyMap } = frame.contentWindow;
      // A frame tells of its size, and the next is drawn with it.
      while (map.getSize().x !== size.width) await new Promise(requestAnimationFrame);
      for (let n = 0; n < 3; n += 1) await new Promise(requestAnimationFrame);
      const { camera } = storyMap.state();
      frame.remove();
      return camera;
    }"""
    early, late = (offline_page.evaluate(cameras, [html, late]) for late in (False, True))
    assert late["zoom"] == early["zoom"]
    # Accurate to a pixel: a degree has about 400 pixels.
    assert [late["lon"], late["lat"]] == pytest.approx([early["lon"], early["lat"]], abs=0.003)
    assert late["following"]


def test_a_long_list_opens_quickly_and_a_search_starts_at_the_first_match(
    offline_page: Page, tmp_path: Path
) -> None:
    place = Where((Position(-118.25, 34.05),))
    events = tuple(
        Event(f"e{n}", f"Number {n}", "", When(at(9, n % 60), at(10, n % 60)), place)
        for n in range(3000)
    )
    path = tmp_path / "long.html"
    geo.StoryMap(Story("Long", events)).save(path)
    page = opened(offline_page, path)
    seek(page, "e2999")
    next_frame(page)
    page.evaluate("""() => {
      document.getElementById('sm-list').click();
      const list = document.getElementById('sm-scenes');
      window.jumped = list.scrollTop > 100000;
    }""")
    assert page.evaluate("jumped"), "nothing is scrolled through"
    page.get_by_label("Find an event").fill("Number 1")
    expect(page.get_by_role("button", name="Number 1").first).to_be_in_viewport()
    assert page.evaluate("document.getElementById('sm-scenes').scrollTop") == 0


def test_the_tooltip_of_a_cluster_shows_playing_and_total_events(
    offline_page: Page, tmp_path: Path
) -> None:
    place = Where((Position(-118.25, 34.05),))
    events = tuple(
        Event(f"e{n}", f"Number {n}", "", When(at(9 + n // 3, n), at(9 + n // 3, 30)), place)
        for n in range(5)
    )
    path = tmp_path / "gathered.html"
    geo.StoryMap(Story("Gathered", events)).save(path)
    page = opened(offline_page, path)
    seek(page, "e2")
    next_frame(page)
    x, y = page.evaluate("""() => {
      const { x, y } = map_story.latLngToContainerPoint([34.05, -118.25]);
      return [x, y];
    }""")
    page.mouse.move(x, y)
    expect(page.locator("#sm-tip")).to_contain_text("3 now, 5 in all")


def test_events_that_a_script_sends_to_the_document_are_no_errors(player: Page) -> None:
    """Their target is the document, which is no element."""
    player.evaluate("document.dispatchEvent(new PointerEvent('pointerdown'))")
    player.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }))")
    assert state_of(player)["playing"]
