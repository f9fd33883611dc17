"""The Points view in a real browser: points are picked, dragged and chosen, and saved."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ElementHandle, Page, expect

import geo
from geo import Position, Story
from geo.geocoding import Gazetteer
from geo.geocoding.fill_in.placements import origin
from tests.browser.visiting import (
    PATIENCE_MS,
    PLAYER,
    ROW,
    click_row,
    open_heat,
    player_frame,
    type_text,
    wait_for_player,
)

pytestmark = pytest.mark.integration

# The first place of the story. The first event is set there and has the same point.
PLACE, SCENE = "firestone_station", "s01-off-the-train"
CAMERA = {"lat": 33.97, "lon": -118.26, "zoom": 12, "following": False}
# A busy machine may take longer than Playwright's five seconds.
expect.set_options(timeout=PATIENCE_MS)
# One grey pixel.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)


@pytest.fixture
def page(browser: Browser, dashboard: str) -> Iterator[Page]:
    """The Points view with the first place selected; the playhead is in mid-story."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(PATIENCE_MS)
    page = open_heat(context.new_page(), dashboard)
    page.get_by_role("tab", name="Places").click()
    page.get_by_text("Points", exact=True).click()
    expect(page.get_by_role("button", name="Save story")).to_be_visible()
    click_row(page, 0)
    expect(page.get_by_role("heading", name="Firestone station")).to_be_visible()
    player_frame(page).wait_for_function("() => !storyMap.state().camera.following")
    player_frame(page).evaluate(
        "(camera) => { storyMap.seek({position: 0.4}); storyMap.setCamera(camera); }", CAMERA
    )
    yield page
    context.close()


def element(page: Page) -> ElementHandle:
    found = page.locator(PLAYER).element_handle()
    assert found is not None
    return found


def expect_taken_up(page: Page, before: ElementHandle) -> None:
    """Wait for the next document, and check that it has the same state as this one."""
    page.wait_for_function("(frame) => !frame.isConnected", arg=before)
    wait_for_player(page, "Heat")
    player_frame(page).wait_for_function(
        """(camera) => {
          const state = storyMap.state();
          return Math.abs(state.position - 0.4) < 1e-6 && state.camera.zoom === camera.zoom
            && Math.abs(state.camera.lat - camera.lat) < 1e-3
            && Math.abs(state.camera.lon - camera.lon) < 1e-3 && !state.camera.following;
        }""",
        arg=CAMERA,
    )


def on_screen(page: Page, lat: float, lon: float) -> tuple[float, float]:
    """The position of a point of the map on the page."""
    page.locator(PLAYER).scroll_into_view_if_needed()
    box = page.locator(PLAYER).bounding_box()
    assert box is not None
    x, y = player_frame(page).evaluate(
        """([lat, lon]) => {
          const { left, top } = map_story.getContainer().getBoundingClientRect();
          const { x, y } = map_story.latLngToContainerPoint([lat, lon]);
          return [left + x, top + y];
        }""",
        [lat, lon],
    )
    return box["x"] + x, box["y"] + y


def save_story(page: Page, folder: Path) -> Story:
    """Download the story with “Save story” and read it."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save story").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return geo.read(path)


def point_of(story: Story, how: str = "by hand") -> Position:
    """The point of the place. Checks that its event has the same point."""
    place = next(place for place in story.places if place.id == PLACE)
    scene = next(event for event in story.events if event.id == SCENE)
    assert place.position is not None
    assert scene.where.path == (place.position,)
    assert origin(story, place) == how
    return place.position


def test_a_document_cannot_change_which_document_its_report_is_about(
    page: Page, tmp_path: Path
) -> None:
    player_frame(page).evaluate("storyMap.ready")
    page.get_by_role("button", name="Pick on the map").click()
    expect(page.get_by_text("Click on the map where this place is.")).to_be_visible()
    page.frame_locator(PLAYER).locator(".sm-picking").wait_for()
    player_frame(page).evaluate("""() => {
      const place = { id: null, lat: 33.975, lon: -118.255, pixel_m: 1, rev: 'other', n: -1 };
      window.parent.postMessage({ from: 'storymap', type: 'change', reason: 'placed', place }, '*');
    }""")
    expect(page.get_by_text(re.compile("^Chosen by hand · 33.97"))).to_be_visible()
    assert point_of(save_story(page, tmp_path)).latitude == pytest.approx(33.975, abs=2e-3)


def test_a_point_can_be_picked_on_the_map_saved_and_undone(page: Page, tmp_path: Path) -> None:
    before = element(page)
    page.get_by_role("button", name="Pick on the map").click()
    expect(page.get_by_text("Click on the map where this place is.")).to_be_visible()
    page.frame_locator(PLAYER).locator(".sm-picking").wait_for()
    page.mouse.click(*on_screen(page, 33.975, -118.255))
    expect_taken_up(page, before)
    expect(page.get_by_text(re.compile("^Chosen by hand · 33.97"))).to_be_visible()
    point = point_of(save_story(page, tmp_path))
    assert point.latitude == pytest.approx(33.975, abs=2e-3)
    assert point.longitude == pytest.approx(-118.255, abs=2e-3)
    before = element(page)
    page.get_by_role("button", name="Undo").click()
    expect_taken_up(page, before)
    expect(page.get_by_text(re.compile("^In the file · 33.95961"))).to_be_visible()


def test_the_marker_of_a_place_can_be_dragged(page: Page, tmp_path: Path) -> None:
    before = element(page)
    x, y = on_screen(page, 33.95961, -118.24321)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=4)
    page.mouse.up()
    expect_taken_up(page, before)
    point = point_of(save_story(page, tmp_path))
    assert point.latitude > 33.96
    assert point.longitude > -118.24


def test_a_candidate_can_be_chosen_by_its_marker_on_the_map(page: Page, tmp_path: Path) -> None:
    field = page.get_by_role("textbox", name="Name, address or coordinates")
    type_text(field, "Watts")
    field.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^1 · Watts"))).to_be_visible()
    player_frame(page).wait_for_function("() => storyMap.state().camera.zoom !== 12")
    player_frame(page).evaluate("(camera) => storyMap.setCamera(camera)", CAMERA)
    (watts,) = Gazetteer().lookup("Watts").candidates
    before = element(page)
    page.mouse.click(*on_screen(page, watts.lat, watts.lon))
    expect_taken_up(page, before)
    expect(page.get_by_text(re.compile("^Source: geocoded .*Los Angeles Times"))).to_be_visible()
    point = point_of(save_story(page, tmp_path), "found")
    assert point == Position(round(watts.lon, 6), round(watts.lat, 6))


def test_the_first_click_on_a_new_table_is_handled(
    browser: Browser, dashboard: str, tmp_path: Path
) -> None:
    places = [{"id": "station", "name": "Union Station"}, {"id": "hideout", "name": "xyzzy"}]
    scene = {"title": "A", "start": "1995-05-02T06:10", "place": "station"}
    event = {"type": "Feature", "geometry": None, "properties": scene}
    story = {"title": "Names only", "places": places}
    path = tmp_path / "names.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "story": story, "features": [event]}))
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(dashboard)
    page.get_by_role("tab", name="Places").click()
    page.get_by_role("button", name="Story").first.click()
    page.locator("input[type=file]").set_input_files(path)
    # The map is not drawn yet, so its report arrives during the click.
    table = page.get_by_role("region", name="Points of places")
    table.click(position={"x": 250, "y": ROW + ROW / 2})
    expect(page.get_by_role("heading", name="Union Station")).to_be_visible()
    expect(page.frame_locator(PLAYER).get_by_text("Not on the map yet.")).to_have_count(1)
    page.context.close()


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
def test_the_map_stays_in_view_above_the_selected_place(
    browser: Browser, dashboard: str, size: tuple[int, int]
) -> None:
    width, height = size
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(dashboard)
    wait_for_player(page, "Heat")
    before = element(page)
    page.get_by_role("tab", name="Places").click()
    page.get_by_text("Points", exact=True).click()
    table = page.get_by_role("region", name="Points of places")
    table.click(position={"x": 120, "y": ROW + ROW / 2})
    for name in ("Pick on the map", "Cancel picking"):
        button = page.get_by_role("button", name=name)
        button.wait_for()
        page.wait_for_function(
            """([map, button]) => {
              const [above, below] = [map, button].map((one) => one.getBoundingClientRect());
              return above.top >= 0 && above.height < 0.5 * innerHeight
                && below.top >= above.bottom && below.bottom <= innerHeight;
            }""",
            arg=[before, button.element_handle()],
        )
        button.click()
    # The document was not reloaded, and the selected point is in the smaller map.
    assert before.is_visible()
    player_frame(page).wait_for_function(
        "() => map_story.getBounds().pad(-0.1).contains([33.95961, -118.24321])"
    )
    page.get_by_role("tab", name="Scenes").click()
    page.wait_for_function("(map) => map.clientHeight > 0.5 * innerHeight", arg=before)
    page.context.close()


class _Tiles(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(PNG)

    def log_message(self, *_: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def tiles() -> Iterator[str]:
    """The address of a tile server on a free local port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Tiles)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_switching_tiles_on_and_off_keeps_the_position(page: Page, tiles: str) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.get_by_role("button", name="Map", exact=True).click()
    page.get_by_text("Custom URL").click()
    before = element(page)
    field = page.get_by_role("textbox", name="Tile URL")
    type_text(field, tiles + "/{z}/{x}/{y}.png")
    field.press("Enter")
    expect_taken_up(page, before)
    loaded = page.frame_locator(PLAYER).locator(".leaflet-tile-loaded")
    expect(loaded.first).to_be_attached()
    expect(page.get_by_text(re.compile("Online: map tiles come from"))).to_be_visible()
    dashboard = page.url.partition("/?")[0].rstrip("/")
    own = (tiles, dashboard, "ws", "data:", "blob:", "about:")
    assert all(url.startswith(own) for url in requested)
    before = element(page)
    page.get_by_text("Built-in", exact=True).click()
    expect_taken_up(page, before)
    expect(page.get_by_text(re.compile("Online: map tiles"))).to_have_count(0)
