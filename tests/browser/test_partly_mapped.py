"""A story with one event on the base map and others far from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Event, Position, Story, Where
from tests.browser.playing import next_frame, opened, seek, state_of
from tests.browser.test_graticule import RECORD

pytestmark = pytest.mark.browser

CITIES = {"la": (-118.25, 34.05), "sf": (-122.4, 37.8), "paris": (2.35, 48.85)}
COLOURS = """() => {
  const { width, height } = document.querySelector('canvas.basemap');
  const copy = new OffscreenCanvas(width, height).getContext('2d');
  copy.drawImage(document.querySelector('canvas.basemap'), 0, 0);
  return new Set(new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer)).size;
}"""


@pytest.fixture
def cities(offline_context: Callable[..., BrowserContext], tmp_path: Path) -> Page:
    """Los Angeles, San Francisco, Paris."""
    told = tuple(Event(key, key, where=Where((Position(*at),))) for key, at in CITIES.items())
    geo.StoryMap(Story("Three cities", told)).save(tmp_path / "cities.html")
    page = offline_context(
        reduced_motion="reduce", viewport={"width": 1440, "height": 900}
    ).new_page()
    page.add_init_script(RECORD)
    return opened(page, tmp_path / "cities.html")


def look(page: Page, lat: float, lon: float, zoom: float) -> list[str]:
    """Look there. Return the degrees of the grid."""
    page.evaluate(
        "([lat, lon, zoom]) => storyMap.setCamera({ lat, lon, zoom, following: false })",
        [lat, lon, zoom],
    )
    next_frame(page)
    return [one["text"] for one in page.evaluate("window.degrees")]


def test_los_angeles_has_its_base_map_and_is_shown_from_near(cities: Page) -> None:
    seek(cities, "la")
    next_frame(cities)
    expect(cities.get_by_text("No base map for this area")).to_have_count(0)
    assert cities.evaluate("window.degrees") == []
    assert cities.evaluate(COLOURS) > 8
    # As in a story that is all in Los Angeles: the streets around the event.
    assert state_of(cities)["camera"]["zoom"] >= 14


def test_far_from_the_base_map_the_page_says_that_there_is_none(cities: Page) -> None:
    assert look(cities, 48.85, 2.35, 9)
    expect(cities.get_by_text("No base map for this area")).to_be_visible()
    assert look(cities, 34.05, -118.25, 11) == []
    expect(cities.get_by_text("No base map for this area")).to_have_count(0)
    expect(cities.get_by_text("© OpenStreetMap").first).to_be_visible()


def test_an_event_far_from_the_base_map_is_shown_with_its_neighbours(cities: Page) -> None:
    seek(cities, "paris")
    assert state_of(cities)["camera"]["zoom"] < 6


def test_around_the_base_map_there_are_degrees(cities: Page) -> None:
    degrees = look(cities, 35, -118, 7)
    assert {"36° N", "38° N", "116° W"} <= set(degrees)
    expect(cities.get_by_text("No base map for this area")).to_have_count(0)
