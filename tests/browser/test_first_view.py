"""The first view of a document, if the author set it, and how the camera continues from there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

import geo
from geo import Event, Position, Story, When, Where
from tests.browser.playing import (
    FREE_MIDDLE,
    IN_SIGHT,
    PIXEL_OF,
    next_frame,
    opened,
    resize,
    seek,
    state_of,
)
from tests.sample import at

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 720}
BANK = (-118.2560, 34.0519)
BEACH = (-118.4500, 34.0000)
STORY = Story(
    "Two places",
    (
        Event("bank", "Bank", "", When(at(9, 0), at(9, 5)), Where((Position(*BANK),))),
        Event("beach", "Beach", "", When(at(9, 5), at(9, 10)), Where((Position(*BEACH),))),
    ),
)

# A box in Pasadena, east of both places.
PASADENA = [[34.13, -118.17], [34.16, -118.12]]
# Whether both corners of a box are in view and not covered by a control.
BOX_IN_SIGHT = f"""([[south, west], [north, east]]) => {{
  const isInSight = {IN_SIGHT};
  return isInSight([west, south]) && isInSight([east, north]);
}}"""


@pytest.fixture
def opening(
    offline_context: Callable[..., BrowserContext], tmp_path: Path
) -> Callable[[geo.StoryMap], Page]:
    """Saves a map and opens it with reduced motion."""

    def open_it(story_map: geo.StoryMap) -> Page:
        story_map.save(tmp_path / "map.html")
        context = offline_context(viewport=DESK, reduced_motion="reduce")
        page = opened(context.new_page(), tmp_path / "map.html")
        next_frame(page)
        return page

    return open_it


def map_with_view(**how: Any) -> geo.StoryMap:
    """A map of the story with a first view."""
    story_map = geo.StoryMap(STORY)
    story_map.fit_bounds(PASADENA, **how)
    return story_map


def test_the_document_opens_at_the_bounds_given_to_fit_bounds(
    opening: Callable[[geo.StoryMap], Page],
) -> None:
    page = opening(map_with_view())
    assert page.evaluate(BOX_IN_SIGHT, PASADENA)
    assert state_of(page)["camera"]["zoom"] > 12
    assert not page.evaluate(IN_SIGHT, BEACH)


def test_the_first_view_stays_when_the_window_is_resized_and_a_list_opens(
    opening: Callable[[geo.StoryMap], Page],
) -> None:
    page = opening(map_with_view())
    resize(page, 900, 600)
    page.wait_for_function(BOX_IN_SIGHT, arg=PASADENA)
    page.locator("#sm-list").click()
    page.wait_for_function(BOX_IN_SIGHT, arg=PASADENA)
    assert state_of(page)["camera"]["following"]


def test_the_camera_follows_the_story_after_an_event_is_selected(
    opening: Callable[[geo.StoryMap], Page],
) -> None:
    page = opening(map_with_view())
    seek(page, "beach")
    page.wait_for_function(IN_SIGHT, arg=BEACH)


def test_the_camera_follows_the_story_when_it_plays(
    opening: Callable[[geo.StoryMap], Page],
) -> None:
    page = opening(map_with_view())
    assert not page.evaluate(IN_SIGHT, BANK)
    page.evaluate("storyMap.play()")
    page.wait_for_function(IN_SIGHT, arg=BANK)


def test_a_link_overrides_the_first_view(
    opening: Callable[[geo.StoryMap], Page], tmp_path: Path
) -> None:
    page = opening(map_with_view())
    page.goto((tmp_path / "map.html").as_uri() + "#scene=beach")
    page.evaluate("storyMap.ready")
    page.wait_for_function(IN_SIGHT, arg=BEACH)


def test_the_viewer_can_zoom_out_from_the_first_view_to_the_whole_story(
    opening: Callable[[geo.StoryMap], Page],
) -> None:
    whole = opening(geo.StoryMap(STORY)).evaluate("map_story.getMinZoom()")
    assert opening(map_with_view()).evaluate("map_story.getMinZoom()") == whole


def test_the_first_view_respects_its_maximum_zoom(
    opening: Callable[[geo.StoryMap], Page],
) -> None:
    assert state_of(opening(map_with_view(max_zoom=8)))["camera"]["zoom"] == 8


def test_padding_keeps_the_bounds_away_from_the_edges(
    opening: Callable[[geo.StoryMap], Page],
) -> None:
    page = opening(map_with_view(padding_top_left=(0, 0), padding_bottom_right=(400, 100)))
    east, south = PASADENA[1][1], PASADENA[0][0]
    x, y = page.evaluate(PIXEL_OF, [east, south])
    bar = page.locator("#sm-bar").evaluate("(bar) => bar.getBoundingClientRect().top")
    assert x <= DESK["width"] - 400
    assert y <= bar - 100
    assert page.evaluate(BOX_IN_SIGHT, PASADENA)


def test_a_first_location_is_in_the_middle_of_the_free_area_at_its_zoom(
    opening: Callable[[geo.StoryMap], Page],
) -> None:
    page = opening(geo.StoryMap(STORY, location=[34.15, -118.10], zoom_start=13))
    assert state_of(page)["camera"]["zoom"] == 13
    middle = page.evaluate(FREE_MIDDLE)
    assert page.evaluate(PIXEL_OF, [-118.10, 34.15]) == pytest.approx(middle, abs=3)


def test_a_first_view_across_the_180th_meridian_shows_both_sides(
    opening: Callable[[geo.StoryMap], Page],
) -> None:
    story_map = geo.StoryMap(STORY)
    story_map.fit_bounds([[-18, 177], [-16, 182]])
    page = opening(story_map)
    assert page.evaluate(BOX_IN_SIGHT, [[-18, 177], [-16, 182]])
    assert state_of(page)["camera"]["zoom"] > 6
