"""Where the camera moves while it follows: close enough, rarely, and with nothing covered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Event, Position, Story, When, Where
from tests.browser.playing import (
    FREE_MIDDLE,
    IN_SIGHT,
    PIXEL_OF,
    next_frame,
    opened,
    seek,
    state_of,
    until_the_map_rests,
)
from tests.sample import at

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}


def scene(name: str, where: Where, minute: int, minutes: int = 5) -> Event:
    """An event on the first morning."""
    return Event(name, name, "It happens.", When(at(9, minute), at(9, minute + minutes)), where)


def known_place(lon: float, lat: float, radius_m: float = 60) -> Where:
    """A known place."""
    return Where((Position(lon, lat),), radius_m=radius_m, confidence=0.9)


# Two events one block apart, one in an area, and far away two at the same time with a third nearby.
STREET = [(-118.2560, 34.0519), (-118.2572, 34.0510), (-118.2561, 34.0518), (-118.2570, 34.0511)]
STORY = Story(
    "Streets",
    (
        *(scene(f"street-{n}", known_place(*point), 5 * n) for n, point in enumerate(STREET)),
        scene("area", known_place(-118.40, 34.03, 2_000), 20),
        scene("far", known_place(-118.10, 34.15), 30, 20),
        scene("here", known_place(-118.45, 34.00), 35, 15),
        scene("near", known_place(-118.43, 34.01), 40),
    ),
)


@pytest.fixture(scope="module")
def streets_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story, exported once."""
    path = tmp_path_factory.mktemp("streets") / "streets.html"
    geo.StoryMap(STORY).save(path)
    return path


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def still(
    request: pytest.FixtureRequest,
    offline_context: Callable[..., BrowserContext],
    streets_html: Path,
) -> Page:
    """The open story with reduced motion, so the camera moves without animation."""
    context = offline_context(viewport=request.param, reduced_motion="reduce")
    return opened(context.new_page(), streets_html)


def look(page: Page, event: str) -> dict[str, Any]:
    """Seek to an event and return the camera."""
    seek(page, event)
    next_frame(page)
    camera = state_of(page)["camera"]
    assert isinstance(camera, dict)
    return camera


def point_of(event: str) -> list[float]:
    """The longitude and latitude of an event."""
    (found,) = [e.where.path[0] for e in STORY.events if e.id == event]
    return [found.longitude, found.latitude]


def test_the_zoom_is_high_for_an_exact_place_and_low_for_an_area(
    still: Page,
) -> None:
    assert look(still, "street-0")["zoom"] >= 16
    assert look(still, "area")["zoom"] <= 14.5


def test_the_camera_does_not_move_for_events_one_block_apart(still: Page) -> None:
    views = [look(still, f"street-{n}") for n in range(len(STREET))]
    assert views.count(views[0]) == len(views)


def test_a_nearby_event_at_the_same_time_stays_in_view(still: Page) -> None:
    look(still, "near")
    assert still.evaluate(IN_SIGHT, point_of("near"))
    assert still.evaluate(IN_SIGHT, point_of("here"))
    assert not still.evaluate(IN_SIGHT, point_of("far"))


def test_no_control_covers_the_current_event(still: Page) -> None:
    for event in ("street-0", "area", "near"):
        look(still, event)
        assert still.evaluate(IN_SIGHT, point_of(event))


def test_an_opened_card_does_not_cover_the_current_event(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> None:
    context = offline_context(viewport=PHONE, reduced_motion="reduce")
    page = opened(context.new_page(), heat_html)
    look(page, "s42a-coffee")
    page.get_by_role("button", name="More", exact=True).click()
    kate_mantilini = [-118.3901, 34.0672]
    page.wait_for_function(IN_SIGHT, arg=kate_mantilini)


def test_the_camera_moves_faster_after_a_filter_change_than_after_a_seek(heat: Page) -> None:
    heat.evaluate("""() => {
        window.flights = [];
        map_story.flyTo = (centre, zoom, { duration }) => {
            flights.push(duration);
            map_story.setView(centre, zoom, { animate: false });
        };
    }""")
    seek(heat, "s11c-ram")
    next_frame(heat)
    heat.evaluate("storyMap.setFilter({ days: [10] })")
    next_frame(heat)
    heat.evaluate("storyMap.setFilter({})")
    next_frame(heat)
    seek(heat, "s11c-ram")
    next_frame(heat)
    sought, led, again = heat.evaluate("flights")
    assert led < sought / 3
    assert again == sought


def test_when_a_list_opens_the_whole_story_fits_beside_it(
    offline_context: Callable[..., BrowserContext], streets_html: Path
) -> None:
    page = opened(offline_context(viewport=DESK).new_page(), streets_html)
    page.locator("#sm-list").click()
    page.wait_for_function(
        """() => {
      const { left } = document.getElementById('sm-drawer').getBoundingClientRect();
      const east = map_story.latLngToContainerPoint([34.15, -118.10]);
      const west = map_story.latLngToContainerPoint([34.0, -118.45]);
      const panels = document.getElementById('sm-panels').getBoundingClientRect();
      return Math.abs((east.x + west.x) / 2 - (left + panels.right) / 2) < 40;
    }""",
        timeout=5000,
    )


# The position of an event between card and list, from 0 (left) to 1 (right).
BESIDE_THE_LIST = """([lon, lat]) => {
  const { right } = document.getElementById('sm-panels').getBoundingClientRect();
  const { left } = document.getElementById('sm-drawer').getBoundingClientRect();
  return (map_story.latLngToContainerPoint([lat, lon]).x - right) / (left - right);
}"""


def test_when_a_list_opens_the_event_moves_to_the_middle_of_the_free_area(
    offline_context: Callable[..., BrowserContext], streets_html: Path
) -> None:
    context = offline_context(viewport=DESK, reduced_motion="reduce")
    page = opened(context.new_page(), streets_html)
    look(page, "street-0")
    page.locator("#sm-list").click()
    in_the_middle = f"(at) => Math.abs(({BESIDE_THE_LIST})(at) - 0.5) < 0.2"
    page.wait_for_function(in_the_middle, arg=point_of("street-0"))
    # The event is near the middle when the list closes, so the map does not move.
    camera = state_of(page)["camera"]
    page.get_by_role("button", name="Close list").click()
    next_frame(page)
    assert state_of(page)["camera"] == camera


def test_opening_a_list_does_not_move_a_map_that_the_viewer_has_moved(
    offline_context: Callable[..., BrowserContext], streets_html: Path
) -> None:
    context = offline_context(viewport=DESK, reduced_motion="reduce")
    page = opened(context.new_page(), streets_html)
    camera = look(page, "street-0") | {"following": False}
    page.evaluate("(camera) => storyMap.setCamera(camera)", camera)
    page.locator("#sm-list").click()
    next_frame(page)
    next_frame(page)
    assert state_of(page)["camera"] == pytest.approx(camera)
    assert page.evaluate(BESIDE_THE_LIST, point_of("street-0")) > 0.7


POINT_AT = """([x, y]) => {
  const { lat, lng } = map_story.containerPointToLatLng([x, y]);
  return [lng, lat];
}"""


def drag_map(page: Page) -> None:
    """Drag the map a little, so that the current event stays in view."""
    page.mouse.move(700, 250)
    page.mouse.down()
    page.mouse.move(790, 330, steps=4)
    until_the_map_rests(page, page.mouse.up)
    assert not state_of(page)["camera"]["following"]


def test_the_zoom_buttons_zoom_around_the_current_event(still: Page) -> None:
    look(still, "area")
    at = still.evaluate(PIXEL_OF, point_of("area"))
    for _ in range(3):
        still.get_by_role("button", name="Zoom in").click()
    assert still.evaluate(PIXEL_OF, point_of("area")) == pytest.approx(at, abs=3)


def test_after_the_viewer_has_moved_the_map_the_buttons_zoom_around_its_middle(
    offline_context: Callable[..., BrowserContext], streets_html: Path
) -> None:
    context = offline_context(viewport=DESK, reduced_motion="reduce")
    page = opened(context.new_page(), streets_html)
    look(page, "area")
    drag_map(page)
    middle = page.evaluate(FREE_MIDDLE)
    there = page.evaluate(POINT_AT, middle)
    zoom = state_of(page)["camera"]["zoom"]
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    assert state_of(page)["camera"]["zoom"] > zoom + 2
    assert page.evaluate(PIXEL_OF, there) == pytest.approx(middle, abs=3)


@pytest.mark.integration
@pytest.mark.firefox
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
