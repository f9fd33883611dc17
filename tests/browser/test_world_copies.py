"""Across the 180th meridian, all of a story is in one copy of the world, also after a pan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

import geo
from geo import Event, Person, Position, Story, When, Where
from tests.browser.playing import WRITTEN, next_frame, opened, seek, state_of, written
from tests.sample import at

pytestmark = pytest.mark.browser

SUVA, LAKEBA = Position(178.4, -18.1), Position(-178.8, -18.2)
CROSSING = Story(
    "Sail east",
    (
        Event("suva", "Suva", "", When(at(8, 0), at(9, 0)), Where((SUVA,)), ("ana",)),
        Event("sail", "Sail", "", When(at(9, 0), at(17, 0)), Where((SUVA, LAKEBA)), ("ana",)),
        Event("lakeba", "Lakeba", "", When(at(17, 0), at(18, 0)), Where((LAKEBA,)), ("ana", "ben")),
    ),
    people=(Person("ana", "Ana Qio"), Person("ben", "Ben Rova")),
)


@pytest.fixture
def crossing(offline_context: Callable[..., BrowserContext], tmp_path: Path) -> Page:
    """The story, open with reduced motion. It records the texts drawn on the stage."""
    geo.StoryMap(CROSSING).save(tmp_path / "sail.html")
    page = offline_context(reduced_motion="reduce").new_page()
    page.add_init_script(WRITTEN)
    return opened(page, tmp_path / "sail.html")


def pixel_of(page: Page, longitude: float) -> float:
    """The x of a meridian in the copy of the world that is nearest to the middle of the map."""
    x = page.evaluate(
        """(lng) => {
          const turns = Math.round((map_story.getCenter().lng - lng) / 360);
          return map_story.latLngToContainerPoint([-18, lng + 360 * turns]).x;
        }""",
        longitude,
    )
    return float(x)


def x_of_ana(page: Page) -> float:
    """The x of the person's marker."""
    (ana,) = (found for found in written(page) if found["text"] == "AQ")
    return float(ana["x"])


def test_a_person_moves_on_across_the_meridian_while_the_camera_rests(crossing: Page) -> None:
    seek(crossing, "sail")
    next_frame(crossing)
    camera = state_of(crossing)["camera"]
    seen = []
    for hour in range(9, 17):
        crossing.evaluate("(time) => storyMap.seek({ time })", at(hour, 30).isoformat())
        seen.append(x_of_ana(crossing))
        longitude = state_of(crossing)["people"]["ana"]["lon"]
        assert -180 <= longitude <= 180
        assert seen[-1] == pytest.approx(pixel_of(crossing, longitude), abs=1)
    assert seen == sorted(seen)
    assert 0 < seen[0] < seen[-1] < 1280
    assert state_of(crossing)["camera"] == camera


def test_the_first_view_has_both_sides_of_the_meridian_in_one_piece(crossing: Page) -> None:
    assert 0 < pixel_of(crossing, 178.4) < pixel_of(crossing, -178.8) < 1280
    assert state_of(crossing)["camera"]["zoom"] > 6


@pytest.mark.parametrize("turns", [-1, 1, 2])
def test_a_map_in_another_copy_of_the_world_shows_the_story_and_can_be_clicked(
    crossing: Page, turns: int
) -> None:
    seek(crossing, "lakeba")
    before = x_of_ana(crossing)
    camera = state_of(crossing)["camera"]
    crossing.evaluate(
        """(turns) => map_story.panBy(
          [256 * 2 ** map_story.getZoom() * turns, 0], { animate: false })""",
        turns,
    )
    assert x_of_ana(crossing) == pytest.approx(before, abs=1)
    assert state_of(crossing)["camera"] == pytest.approx(camera, abs=5e-3)
    seek(crossing, "suva")
    crossing.evaluate("storyMap.setCamera({ lat: -18.2, lon: -178.8, zoom: 7 })")
    next_frame(crossing)
    crossing.mouse.click(640, 360)
    assert state_of(crossing)["event"] == "lakeba"


def test_picked_points_have_longitudes_within_180_degrees(crossing: Page) -> None:
    crossing.evaluate("storyMap.setCamera({ lat: -18, lon: 179.9, zoom: 8 })")
    crossing.evaluate("""() => {
      window.placed = null;
      addEventListener('storymap:change', ({ detail }) => { placed = detail.place ?? placed; });
      storyMap.pick(true);
    }""")
    crossing.mouse.click(900, 300)
    crossing.wait_for_function("() => placed")
    assert -180 < crossing.evaluate("placed.lon") < -178
