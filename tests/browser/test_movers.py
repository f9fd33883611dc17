"""Events that move by themselves: their markers travel, and the pointer finds them on their way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Event, Person, Position, Story, When, Where
from tests.browser.playing import PIXEL_OF, next_frame, opened, state_of
from tests.sample import at

pytestmark = pytest.mark.browser

# A bus goes east, pauses and goes on; a van has no times; Ann is in an event with a path.
STOPS = (Position(-118.40, 34.0), Position(-118.30, 34.0), Position(-118.20, 34.0))
BUS = Where((*STOPS[:2], STOPS[1], STOPS[2]), (at(9, 0), at(9, 20), at(9, 40), at(10, 0)))
VAN = Where((Position(-118.40, 34.1), Position(-118.20, 34.1)))
HOUR = When(at(9, 0), at(10, 0))
NEAR = 1e-6
# The width of each stroke in the next drawing, and the x of its last point.
STROKES = """() => new Promise((done) => {
  const { prototype } = CanvasRenderingContext2D;
  const { lineTo, stroke } = prototype;
  let last = 0;
  const found = [];
  prototype.lineTo = function (x, y) { last = x; lineTo.call(this, x, y); };
  prototype.stroke = function () {
    found.push([this.lineWidth, this.getLineDash().length, last]);
    stroke.call(this);
  };
  storyMap.setCamera({ ...storyMap.state().camera, zoom: 11.5, following: false });
  requestAnimationFrame(() => requestAnimationFrame(() => {
    Object.assign(prototype, { lineTo, stroke });
    done(found);
  }));
})"""


def traffic() -> Story:
    events = (
        Event("bus", "The bus", "", HOUR, BUS),
        Event("van", "The van", "", When(at(9, 0), at(10, 0)), VAN),
        Event("ride", "A ride", "", HOUR, Where(VAN.path, radius_m=500), ("ann",)),
        Event("stop", "A stop", "", When(at(9, 30), at(9, 31)), Where((STOPS[1],))),
    )
    return Story("Traffic", events, people=(Person("ann", "Ann"),))


@pytest.fixture
def still(offline_context: Callable[..., BrowserContext], tmp_path: Path) -> Page:
    """The story with reduced motion, and a map that stays where it is."""
    path = tmp_path / "traffic.html"
    geo.StoryMap(traffic()).save(path)
    page = opened(offline_context(reduced_motion="reduce").new_page(), path)
    page.evaluate("storyMap.setCamera({ lat: 34.05, lon: -118.3, zoom: 11, following: false })")
    return page


def moving(page: Page, time: str) -> dict[str, Any]:
    page.evaluate("(time) => storyMap.seek({ time })", f"1995-05-02T{time}")
    next_frame(page)
    found = state_of(page)["moving"]
    assert isinstance(found, dict)
    return found


def test_markers_travel_by_the_times_of_their_paths_or_else_evenly(still: Page) -> None:
    for time, bus, van in (
        ("09:00", -118.40, -118.40),
        ("09:10", -118.35, -118.3666667),
        ("09:30", -118.30, -118.30),
        ("09:50", -118.25, -118.2333333),
    ):
        found = moving(still, time)
        assert found["bus"]["lon"] == pytest.approx(bus, abs=NEAR)
        assert found["van"]["lon"] == pytest.approx(van, abs=NEAR)
        assert found["bus"]["lat"] == pytest.approx(34.0, abs=NEAR)
        # Ann travels, so her event does not.
        assert set(found) == {"bus", "van"}
        assert state_of(still)["people"]["ann"]["lon"] == pytest.approx(van, abs=NEAR)


def test_the_pointer_and_clicks_find_a_marker_on_its_way(still: Page) -> None:
    found = moving(still, "09:50")
    pixel = still.evaluate(PIXEL_OF, [found["bus"]["lon"], found["bus"]["lat"]])
    still.mouse.move(*pixel)
    expect(still.locator("#sm-tip")).to_have_text("The bus")
    before = state_of(still)
    assert before["event"] == "stop"
    still.mouse.click(*pixel)
    next_frame(still)
    after = state_of(still)
    assert after["event"] == "bus"
    assert after["time"] == before["time"] == "1995-05-02T09:50:00"
    assert after["moving"] == before["moving"]


def test_what_is_travelled_is_thick_and_ends_at_the_marker(still: Page) -> None:
    found = moving(still, "09:50")
    strokes = still.evaluate(STROKES)
    [x, _] = still.evaluate(PIXEL_OF, [found["bus"]["lon"], found["bus"]["lat"]])
    ends = {(width, dashes) for width, dashes, last in strokes if abs(last - x) < 1}
    assert {(3.75, 0), (1.75, 0)} <= ends
    # The ride is assumed, so it is dashed.
    assert {(2.75, 2), (1.5, 2)} <= {(width, dashes) for width, dashes, _ in strokes}


def test_a_filter_hides_a_mover(still: Page) -> None:
    moving(still, "09:50")
    still.evaluate("storyMap.setFilter({ people: ['ann'] })")
    assert state_of(still)["moving"] == {}
    still.evaluate("storyMap.setFilter({})")
    assert set(state_of(still)["moving"]) == {"bus", "van"}


def test_after_a_short_event_the_camera_shows_the_movement_that_goes_on(
    offline_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    # In Los Angeles: without a base map, the camera shows the whole way also at the short event.
    path = (Position(-118.4, 34.0), Position(-118.4, 34.1), Position(-118.2, 34.2))
    hike = Where(path, (at(8, 0), at(10, 0), at(16, 0)))
    photo = Event("photo", "Photo", "", When(at(10, 0), at(10, 1)), Where((path[1],)))
    file = tmp_path / "hike.html"
    geo.StoryMap(Story("Day", (Event("hike", "Hike", where=hike), photo))).save(file)
    page = opened(offline_context(reduced_motion="reduce").new_page(), file)
    page.evaluate("storyMap.seek({ time: '1995-05-02T10:00:30' })")
    next_frame(page)
    close = state_of(page)["camera"]["zoom"]
    page.evaluate("storyMap.seek({ time: '1995-05-02T15:30' })")
    next_frame(page)
    state = state_of(page)
    assert state["event"] == "photo"
    assert state["camera"]["zoom"] < close
    size = page.viewport_size
    assert size
    for at_end in path:
        x, y = page.evaluate(PIXEL_OF, list(at_end))
        assert 0 < x < size["width"]
        assert 0 < y < size["height"]
