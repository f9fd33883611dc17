"""Helpers for tests of the player in a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from geo import Story
from geo.render import assets, linker
from geo.render.payload import payload
from geo.words import english

PLAYER = Path(assets.__file__).with_name("player")
# Records the texts on the stage since it was cleared, with their positions and widths. The player
# draws texts on small pictures, and the pictures on the stage.
WRITTEN = """
  window.written = [];
  window.drawings = [];
  const words = new WeakMap();
  const { clearRect, fillText, drawImage } = CanvasRenderingContext2D.prototype;
  const onStage = (c) => c.canvas.className.includes('sm-stage');
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (onStage(this)) window.drawings.push(window.written = []);
    return clearRect.apply(this, box);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {
    words.set(this.canvas, { text, width: this.measureText(text).width });
    return fillText.call(this, text, ...where);
  };
  CanvasRenderingContext2D.prototype.drawImage = function (picture, x, y, wide, high) {
    const word = onStage(this) && words.get(picture);
    if (word) window.written.push({ ...word, x: x + wide / 2, y: y + high / 2 });
    return drawImage.call(this, picture, x, y, wide, high);
  };"""
# The boxes of the panels over the map: left, top, right, bottom.
COVERED = """() => [
  ...'title ground tools credits panels bar drawer'.split(' ').map((name) => `#sm-${name}`),
  '.leaflet-control-scale',
].map((name) => {
  const box = document.querySelector(name).getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
})"""
# Whether a position is in the window and no panel covers it.
IN_SIGHT = """([lon, lat]) => {
  const { x, y } = map_story.latLngToContainerPoint([lat, lon]);
  const inside = x > 0 && y > 0 && x < innerWidth && y < innerHeight;
  const covers = (id) => {
    const box = document.getElementById(id).getBoundingClientRect();
    return x > box.left && x < box.right && y > box.top && y < box.bottom;
  };
  return inside && !['sm-panels', 'sm-bar', 'sm-tools', 'sm-ground'].some(covers);
}"""
# The middle of the part of the map without the card and the timeline, in pixels.
FREE_MIDDLE = """() => {
  const [{ right }, { top }] = ['sm-panels', 'sm-bar']
    .map((id) => document.getElementById(id).getBoundingClientRect());
  return [(right + innerWidth) / 2, top / 2];
}"""
# The pixel of a position.
PIXEL_OF = """([lon, lat]) => {
  const { x, y } = map_story.latLngToContainerPoint([lat, lon]);
  return [x, y];
}"""
# Sets a pair, a filter, a time scale, a length and a camera that does not follow.
CHOSEN = """() => {
  storyMap.setClock('telling');
  storyMap.setFilter({ groups: ['crew'] });
  storyMap.setChoice({ hidden: ['kelso'], followed: ['neil'] });
  storyMap.setChoice({ pair: ['hanna', 'kelso'], kept: true, tail: 'day', lanes: 'everyone' });
  storyMap.setLength(0.4);
  storyMap.seek({ position: 0.37 });
  storyMap.setCamera({ lat: 34.05, lon: -118.26, zoom: 15, following: false });
}"""
# The names of lanes.
LANE_NAMES = "#sm-names .sm-lane-name:not([hidden])"
# The picture of the timeline as text, to compare it.
PICTURE = "document.getElementById('sm-track-canvas').toDataURL()"
# The fields of a state that must be exactly equal.
KEPT = ("event", "clock", "filter", "choice", "length", "speed")


def as_script(*modules: str) -> str:
    """Modules of the player and their imports, as a script that defines global names."""
    return f"'use strict';\n{linker.linked(PLAYER, *modules)}"


@contextmanager
def page_of_modules(browser: Browser, *modules: str, script: Path | None = None) -> Iterator[Page]:
    """A blank page with modules of the player, and a test's own script that uses them.

    `modules` are paths in the player's folder. Errors and console messages make the test fail.
    """
    page = browser.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    page.add_script_tag(content=as_script(*modules))
    page.evaluate(
        "(words) => { if (typeof openWords === 'function') openWords(words); }",
        english().for_player(),
    )
    if script:
        page.add_script_tag(path=script)
    yield page
    page.close()
    assert said == []


def open_people(page: Page) -> None:
    """Open the list of people."""
    page.locator("#sm-list").click()
    page.get_by_role("tab", name="People").click()


def opened(page: Page, path: Path) -> Page:
    """Open a document in the page, and return the page when the player is ready."""
    page.goto(path.as_uri())
    page.evaluate("storyMap.ready")
    return page


def with_lane_names(page: Page) -> Page:
    """Wait for the names of lanes, which the player draws a moment later, and return the page."""
    expect(page.locator(LANE_NAMES).first).to_be_visible()
    return page


def opened_at_rest(page: Page, path: Path) -> Page:
    """Like `opened`, with a clock that does not run until the test lets it."""
    page.clock.install(time=0)
    opened(page, path)
    page.clock.pause_at(3_600)
    return page


def state_of(page: Page) -> dict[str, Any]:
    """The state of the player, as its interface reports it."""
    state = page.evaluate("storyMap.state()")
    assert isinstance(state, dict)
    return state


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a viewer would see no difference between two states."""
    near = all(
        abs(one["camera"][name] - other["camera"][name]) < 2e-5 for name in ("lat", "lon", "zoom")
    )
    kept = all(one[name] == other[name] for name in KEPT)
    return near and kept and abs(one["position"] - other["position"]) < 0.005


def data_of(story: Story) -> Any:
    """The data of a story in a document, for `storyMap.setStory`."""
    return json.loads(json.dumps(payload(story)))


def seek(page: Page, event: str) -> None:
    """Go to an event."""
    page.evaluate("(event) => storyMap.seek({event})", event)


def timeline(page: Page) -> Locator:
    """The slider of the timeline."""
    return page.get_by_role("slider", name="Timeline")


def box_of(found: Locator) -> Any:
    """The box of an element, in pixels."""
    box = found.bounding_box()
    assert box, "the element is not shown"
    return box


def next_frame(page: Page) -> None:
    """Wait until the last change is drawn."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def resize(page: Page, width: int, height: int) -> None:
    """Change the size of the window, in CSS pixels, and wait until the page has reacted.

    Size observers and media queries report in the next frame, not at once.
    """
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(
        "(size) => `${innerWidth} ${innerHeight}` === size", arg=f"{width} {height}"
    )
    next_frame(page)


def until_the_map_rests(page: Page, act: Callable[[], object]) -> None:
    """Call a function that moves the map, and wait until the map rests."""
    page.evaluate("window.rested = false; map_story.once('moveend', () => { rested = true; })")
    act()
    page.wait_for_function("() => rested")
    # That can be the end of a flight that another flight has replaced.
    page.evaluate("""async () => {
      let before = '';
      for (let still = 0; still < 10;) {
        await new Promise(requestAnimationFrame);
        const now = JSON.stringify(storyMap.state().camera);
        still = now === before ? still + 1 : 0;
        before = now;
      }
    }""")


def written(page: Page) -> list[dict[str, Any]]:
    """The texts on the stage after the next frame."""
    found = page.evaluate(
        "() => new Promise((done) => requestAnimationFrame("
        "() => requestAnimationFrame(() => done(window.written))))"
    )
    assert isinstance(found, list)
    return found


def hover(page: Page, share: float, down: float = 0.4) -> None:
    """Move the pointer over the timeline, to shares of its width and height."""
    box = box_of(timeline(page))
    page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * down)
