"""Presses act when they are released, and can be taken back: on the timeline, names and markers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.playing import (
    LANE_NAMES,
    box_of,
    next_frame,
    opened,
    state_of,
    timeline,
    with_lane_names,
)

pytestmark = pytest.mark.firefox


@pytest.fixture
def heat(offline_page: Page, heat_html: Path) -> Page:
    """*Heat*, with the names in its timeline."""
    return with_lane_names(opened(offline_page, heat_html))


def press(page: Page, found: Locator, share: float) -> tuple[float, float]:
    """Press the pointer at a share of an element's width. Return where."""
    box = box_of(found)
    x, y = box["x"] + box["width"] * share, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def position(page: Page) -> float:
    """The position of the playhead."""
    return float(state_of(page)["position"])


def test_a_press_on_the_timeline_jumps_when_it_is_released(player: Page) -> None:
    press(player, timeline(player), 0.6)
    assert position(player) == 0
    player.mouse.up()
    assert position(player) == pytest.approx(0.6, abs=0.01)


def test_a_press_that_is_released_outside_the_timeline_does_nothing(player: Page) -> None:
    x, y = press(player, timeline(player), 0.6)
    player.mouse.move(x + 2, y - 200)
    player.mouse.up()
    assert position(player) == 0


def test_escape_takes_a_press_and_a_drag_back(player: Page) -> None:
    player.evaluate("storyMap.seek({position: 0.3})")
    player.keyboard.press("e")
    press(player, timeline(player), 0.6)
    player.keyboard.press("Escape")
    player.mouse.up()
    assert position(player) == pytest.approx(0.3)
    x, y = press(player, timeline(player), 0.6)
    player.mouse.move(x + 100, y)
    assert position(player) > 0.6
    player.keyboard.press("Escape")
    assert position(player) == pytest.approx(0.3)
    player.mouse.move(x + 150, y)
    player.mouse.up()
    assert position(player) == pytest.approx(0.3)
    # Escape closed nothing: it belonged to the drag.
    expect(player.get_by_role("tablist")).to_be_visible()


def test_a_drag_that_is_taken_back_plays_on(player: Page) -> None:
    player.evaluate("storyMap.setSpeed(0.25); storyMap.seek({position: 0.3}); storyMap.play()")
    x, y = press(player, timeline(player), 0.6)
    player.mouse.move(x + 100, y)
    assert state_of(player)["playing"] is False
    player.keyboard.press("Escape")
    assert state_of(player)["playing"] is True
    assert position(player) < 0.4
    player.mouse.up()
    assert state_of(player)["playing"] is True


def test_a_pointer_far_from_the_timeline_shows_where_the_drag_began(player: Page) -> None:
    x, y = press(player, timeline(player), 0.5)
    player.mouse.move(x + 50, y)
    dragged = position(player)
    assert dragged > 0.5
    player.mouse.move(x + 50, y - 60)
    assert position(player) == pytest.approx(dragged)
    player.mouse.move(x + 50, y - 300)
    assert position(player) == 0
    player.mouse.move(x + 50, y)
    assert position(player) == pytest.approx(dragged)
    player.mouse.up()
    assert position(player) == pytest.approx(dragged)


def test_a_drag_from_the_playhead_follows_at_once(player: Page) -> None:
    player.evaluate("storyMap.seek({position: 0.5})")
    next_frame(player)
    x, y = press(player, timeline(player), 0.5)
    player.mouse.move(x + 1, y)
    assert position(player) == pytest.approx(0.5 + 1 / box_of(timeline(player))["width"], abs=1e-3)
    player.mouse.up()


# The headless browsers send no pointercancel by themselves.
@pytest.mark.only_browser("chromium")
def test_a_pointer_that_the_system_takes_away_returns_the_playhead(player: Page) -> None:
    player.evaluate("storyMap.seek({position: 0.3})")
    x, y = press(player, timeline(player), 0.6)
    player.mouse.move(x + 60, y)
    assert position(player) > 0.6
    player.evaluate(
        "document.getElementById('sm-track')"
        ".dispatchEvent(new PointerEvent('pointercancel', {pointerId: 1, bubbles: true}))"
    )
    assert position(player) == pytest.approx(0.3)
    player.mouse.up()
    assert position(player) == pytest.approx(0.3)


def test_the_curve_of_a_distance_is_pressed_and_dragged_in_the_same_way(heat: Page) -> None:
    heat.keyboard.press("d")
    curve = heat.locator("#sm-curve")
    expect(curve).to_be_visible()
    x, y = press(heat, curve, 0.5)
    assert position(heat) == 0
    heat.mouse.move(x + 40, y)
    assert position(heat) > 0.5
    heat.keyboard.press("Escape")
    assert position(heat) == 0
    heat.mouse.up()
    press(heat, curve, 0.5)
    heat.mouse.up()
    assert position(heat) == pytest.approx(0.5, abs=0.01)


def test_a_name_beside_the_timeline_follows_its_person_when_it_is_released(heat: Page) -> None:
    name = heat.locator(LANE_NAMES, has_text="Neil McCauley")
    x, y = press(heat, name, 0.5)
    assert state_of(heat)["choice"]["followed"] == []
    heat.mouse.move(x, y - 300)
    heat.mouse.up()
    assert state_of(heat)["choice"]["followed"] == []
    press(heat, name, 0.5)
    heat.mouse.up()
    assert state_of(heat)["choice"]["followed"] == ["neil"]
    assert position(heat) == 0


@pytest.mark.parametrize("how", ["Escape", "pointercancel"])
def test_a_marker_that_is_moved_can_be_put_back(player: Page, how: str) -> None:
    player.evaluate("""() => {
      window.placed = [];
      addEventListener('storymap:change', ({ detail }) => {
        if (detail.reason === 'placed') placed.push(detail.place);
      });
      const at = map_story.getCenter();
      const place = { id: 'x', name: 'A place', lat: at.lat, lon: at.lng, movable: true };
      storyMap.showPlaces([place]);
    }""")
    player.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim')")
    next_frame(player)
    box = player.evaluate("""() => {
      const at = map_story.latLngToContainerPoint(map_story.getCenter());
      return [at.x, at.y];
    }""")
    player.mouse.move(*box)
    player.mouse.down()
    player.mouse.move(box[0] + 60, box[1] + 10)
    if how == "Escape":
        player.keyboard.press("Escape")
    else:
        player.evaluate("dispatchEvent(new PointerEvent('pointercancel'))")
    player.mouse.up()
    assert player.evaluate("placed") == []


@pytest.mark.only_browser("chromium")
def test_two_fingers_zoom_and_do_not_jump(
    offline_context: Callable[..., BrowserContext], small_html: Path
) -> None:
    page = opened(
        offline_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page(),
        small_html,
    )
    box = box_of(timeline(page))
    y = box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    for kind, xs in (
        ("touchStart", (100,)),
        ("touchStart", (100, 200)),
        ("touchMove", (60, 260)),
        ("touchEnd", ()),
    ):
        points = [{"x": x, "y": y, "id": n} for n, x in enumerate(xs)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    next_frame(page)
    assert position(page) == 0
    expect(page.get_by_role("button", name="Whole timeline")).to_be_visible()
