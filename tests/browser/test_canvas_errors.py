"""What cannot be drawn on a canvas is left out; everything else on the canvas is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.breaking import BREAK, MAIN_OFF, Console, expect_one_error, expect_playing
from tests.browser.playing import PIXEL_OF, next_frame, opened, seek, state_of
from tests.sample import BANK

pytestmark = [pytest.mark.browser, pytest.mark.integration]

# Whether something is drawn on the stage around a pixel of the map.
IS_DRAWN: Final = """([x, y]) => {
  const canvas = document.querySelector('canvas.sm-stage');
  const { data } = canvas.getContext('2d').getImageData(x - 4, y - 4, 8, 8);
  return data.some((value) => value > 0);
}"""


def test_a_layer_of_the_map_that_throws_leaves_the_other_layers_alone(
    broken: Page, console: Console
) -> None:
    # Initials are written into the small pictures of people, which are not in the page.
    broken.evaluate("""() => {
      const { fillText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {
        if (this.canvas.isConnected) return fillText.call(this, text, ...where);
        this.save();
        this.setTransform(1, 0, 0, 1, 1e6, 0);
        window.uses += 1;
        throw new Error('broken by the test');
      };
    }""")
    # In another theme all pictures are made again.
    broken.evaluate("storyMap.setTheme('light')")
    seek(broken, "enter")
    next_frame(broken)
    expect_one_error(broken, console, "persons", "The layer of people")
    assert broken.evaluate(IS_DRAWN, broken.evaluate(PIXEL_OF, [BANK.longitude, BANK.latitude]))
    expect_playing(broken)


def test_a_layer_that_throws_halfway_leaves_nothing_on_the_canvas(
    browser: Browser, small_html: Path
) -> None:
    """Neither its half picture, nor the state in which it left the canvas."""
    breaking = """
      const { stroke } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.stroke = function (...path) {
        const isStage = this.canvas.className.includes('sm-stage');
        if (!isStage || this.strokeStyle !== '#f5f7ff') return stroke.apply(this, path);
        window.uses += 1;
        this.save();
        this.setLineDash([1, 9]);
        this.beginPath();
        this.rect(0, 0, 1, 1);
        this.clip();
        this.fillRect(0, 0, 500, 500);
        throw new Error('broken by the test');
      };
    """
    pictures = []
    for places in ([], [{"name": "X", "lat": BANK.latitude, "lon": BANK.longitude}]):
        page = browser.new_page(color_scheme="dark", reduced_motion="reduce")
        page.add_init_script(BREAK + breaking)
        opened(page, small_html)
        page.evaluate("(places) => storyMap.showPlaces(places)", places)
        page.evaluate(
            "storyMap.setCamera({ lat: 34.05, lon: -118.25, zoom: 14, following: false })"
        )
        next_frame(page)
        parts = [error["part"] for error in page.evaluate("errors")]
        assert parts == (["places"] if places else [])
        pictures.append(page.evaluate("document.querySelector('canvas.sm-stage').toDataURL()"))
        page.close()
    assert pictures[0] == pictures[1]


def test_a_canvas_that_cannot_be_drawn_at_all_is_hidden(broken: Page, console: Console) -> None:
    broken.evaluate("""() => {
      const { clearRect } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        if (!this.canvas.className.includes('sm-stage')) return clearRect.apply(this, box);
        window.uses += 1;
        throw new Error('broken by the test');
      };
    }""")
    expect_playing(broken)
    expect_one_error(broken, console, "stage", "The map of events and people", MAIN_OFF)
    expect(broken.locator("canvas.sm-stage")).to_be_hidden()
    # Pointing at events that are not drawn does nothing.
    broken.mouse.move(640, 300)
    at = {"lat": BANK.latitude, "lon": BANK.longitude, "zoom": 14, "following": False}
    broken.evaluate("(camera) => storyMap.setCamera(camera)", at)
    position = state_of(broken)["position"]
    broken.mouse.click(*broken.evaluate(PIXEL_OF, [BANK.longitude, BANK.latitude]))
    assert state_of(broken)["position"] == position
    assert len(console.lines) == 1


def test_a_base_map_that_throws_is_hidden_and_the_events_stay(
    breakable: Page, console: Console, heat_html: Path
) -> None:
    opened(breakable, heat_html)
    breakable.evaluate("""() => {
      const { fill } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fill = function (...path) {
        if (!this.canvas.className.includes('basemap')) return fill.apply(this, path);
        window.uses += 1;
        throw new Error('broken by the test');
      };
    }""")
    breakable.evaluate(
        "storyMap.setCamera({ lat: 34.05, lon: -118.25, zoom: 13, following: false })"
    )
    breakable.evaluate(
        "storyMap.setCamera({ lat: 34.05, lon: -118.25, zoom: 15, following: false })"
    )
    expect_one_error(breakable, console, "basemap", "The base map")
    expect(breakable.locator("canvas.basemap")).to_be_hidden()
    expect_playing(breakable)


def test_lanes_that_throw_leave_the_timeline_usable(
    breakable: Page, console: Console, heat_html: Path
) -> None:
    opened(breakable, heat_html)
    expect(breakable.locator("#sm-names .sm-lane-name:not([hidden])").first).to_be_visible()
    # Of all that is painted on the timeline, only lanes have bends.
    breakable.evaluate("""() => {
      CanvasRenderingContext2D.prototype.bezierCurveTo = function () {
        window.uses += 1;
        throw new Error('broken by the test');
      };
    }""")
    breakable.evaluate("storyMap.setFilter({ groups: ['crew'] })")
    expect_one_error(breakable, console, "lanes", "The strip of people in the timeline")
    expect(breakable.locator("#sm-names")).to_be_hidden()
    track = breakable.get_by_role("slider", name="Timeline")
    track.click(position={"x": 400, "y": 40})
    assert state_of(breakable)["position"] > 0.3
    expect_playing(breakable)
