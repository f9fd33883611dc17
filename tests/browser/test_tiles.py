"""Map tiles in a real browser, from a local server."""

from __future__ import annotations

import base64
import math
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import geo
from tests.browser.playing import box_of
from tests.sample import small_story

# The credits of the tiles and of the base map below them, in one line that is always visible.
CREDIT = "Tiles: 127.0.0.1 (online); built-in map: © OpenStreetMap contributors"

# One grey pixel.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)


class _Tiles(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        broken = self.path.startswith("/broken")
        self.send_response(503 if broken else 200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(b"" if broken else PNG)

    def log_message(self, *_: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def tile_server() -> Iterator[ThreadingHTTPServer]:
    """A tile server on a free local port; `asked` lists the requested paths."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Tiles)
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def _open(browser: Browser, path: Path, url: str) -> Page:
    geo.StoryMap(small_story(), tiles=url).save(path)
    page = browser.new_page()
    page.goto(path.as_uri())
    page.evaluate("storyMap.ready")
    return page


def test_the_document_loads_only_tiles_and_only_from_the_tile_server(
    browser: Browser, tile_server: ThreadingHTTPServer, tmp_path: Path
) -> None:
    host = f"http://127.0.0.1:{tile_server.server_port}"
    page = _open(browser, tmp_path / "tiles.html", host + "/{z}/{x}/{y}.png")
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.wait_for_function("() => document.querySelectorAll('.leaflet-tile-loaded').length > 3")
    page.evaluate("storyMap.seek({event: 'duel'})")
    page.wait_for_function("() => storyMap.state().event === 'duel'")
    assert tile_server.asked  # type: ignore[attr-defined]
    assert all(url.startswith((host, "file:")) for url in requested)
    expect(page.get_by_text(CREDIT)).to_be_visible()
    expect(page.get_by_text("do not come")).to_be_hidden()
    page.close()


def test_without_tiles_the_built_in_map_stays_and_one_message_appears(
    browser: Browser, tile_server: ThreadingHTTPServer, tmp_path: Path
) -> None:
    host = f"http://127.0.0.1:{tile_server.server_port}"
    page = _open(browser, tmp_path / "broken.html", host + "/broken/{z}/{x}/{y}.png")
    expect(
        page.get_by_text("Map tiles from 127.0.0.1 could not be loaded. The built-in map is shown.")
    ).to_be_visible()
    expect(page.get_by_text(CREDIT)).to_be_visible()
    page.evaluate("storyMap.setCamera({lat: 34, lon: -118.3, zoom: 12, following: false})")
    resume = box_of(page.get_by_role("button", name="Resume"))
    assert box_of(page.get_by_role("status").filter(has_text="could not be loaded"))["y"] >= (
        resume["y"] + resume["height"]
    )
    painted = page.evaluate("""() => {
      const canvas = document.querySelector('canvas.basemap');
      const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      return new Set(Array.from(pixels.filter((_, i) => i % 4 === 0))).size;
    }""")
    assert painted > 10
    page.close()


def test_a_picked_point_and_a_dragged_marker_are_reported(
    offline_page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "small.html"
    geo.StoryMap(small_story()).save(path)
    page = offline_page
    page.goto(path.as_uri())
    page.evaluate("storyMap.ready")
    page.evaluate("""() => {
      window.placed = [];
      addEventListener('storymap:change', ({ detail }) => {
        if (detail.reason === 'placed') placed.push(detail.place);
      });
    }""")
    page.evaluate("storyMap.pick(true)")
    page.mouse.click(900, 200)
    [picked] = page.evaluate("placed")
    assert picked["id"] is None
    # Web Mercator: the equator is 256 pixels at zoom 0.
    zoom = page.evaluate("storyMap.state().camera.zoom")
    pixel_m = 40_075_017 * math.cos(math.radians(picked["lat"])) / (256 * 2**zoom)
    assert picked["pixel_m"] == pytest.approx(pixel_m, rel=0.01)
    mark = "{id: 'm', name: 'Mark', lat: 34.05, lon: -118.25, radius_m: 50, movable: true}"
    page.evaluate("map_story.once('moveend', () => { window.rested = true; })")
    page.evaluate(f"storyMap.showPlaces([{mark}])")
    page.wait_for_function("() => window.rested")
    x, y = page.evaluate("""() => {
      const { x, y } = map_story.latLngToContainerPoint([34.05, -118.25]);
      return [x, y];
    }""")
    centre = page.evaluate("storyMap.state().camera")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y - 40, steps=4)
    page.mouse.up()
    moved = page.evaluate("placed")[-1]
    assert moved["id"] == "m"
    assert moved["lat"] > 34.05
    assert moved["lon"] > -118.25
    assert page.evaluate("storyMap.state().camera") == centre


def test_the_camera_can_be_restored(offline_page: Page, tmp_path: Path) -> None:
    path = tmp_path / "small.html"
    geo.StoryMap(small_story()).save(path)
    offline_page.goto(path.as_uri())
    offline_page.evaluate("storyMap.ready")
    offline_page.evaluate("storyMap.setCamera({lat: 34, lon: -118.3, zoom: 13, following: false})")
    camera = offline_page.evaluate("storyMap.state().camera")
    assert camera["zoom"] == 13
    assert camera["lat"] == pytest.approx(34, abs=1e-4)
    assert camera["following"] is False
