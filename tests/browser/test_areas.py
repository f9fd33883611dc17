"""Areas on the map: how they are drawn and hit, and that the table and the card name their size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Event, Group, Person, Position, Story, When, Where
from geo.polygons import Polygon, closed_polygon
from tests.browser.playing import next_frame, opened, seek, state_of
from tests.sample import at

pytestmark = pytest.mark.browser


def box(west: float, south: float, east: float, north: float) -> list[tuple[float, float]]:
    return [(west, south), (east, south), (east, north), (west, north)]


def polygon(*rings: list[tuple[float, float]]) -> Polygon:
    made: Polygon = closed_polygon(rings)
    return made


def districts() -> Story:
    """A district with a hole, a larger one that overlaps it, one that follows, and a walk."""
    old = polygon(box(10, 50, 10.2, 50.1), box(10.08, 50.04, 10.12, 50.06))
    wide = polygon(box(10.15, 49.98, 10.45, 50.12))
    return Story(
        "Districts",
        (
            Event("old", "Old town", "", When(at(9, 0), at(11, 0)), Where(areas=(old,)), ("ada",)),
            Event("wide", "East side", "", When(at(10, 0), at(12, 0)), Where(areas=(wide,))),
            Event(
                "walk",
                "A walk",
                "",
                When(at(10, 30), at(11, 30)),
                Where((Position(9.9, 50.05),)),
                ("bob",),
            ),
        ),
        groups=(Group("friends", "Friends", "#ff9f43"),),
        people=(Person("ada", "Ada", group="friends"), Person("bob", "Bob")),
    )


@pytest.fixture
def page(offline_context: Callable[..., BrowserContext], tmp_path: Path) -> Page:
    """The districts with reduced motion, at the start of the wide one."""
    path = tmp_path / "districts.html"
    geo.StoryMap(districts()).save(path)
    page = opened(offline_context(reduced_motion="reduce").new_page(), path)
    seek(page, "wide")
    page.evaluate("storyMap.setCamera({ lat: 50.05, lon: 10.2, zoom: 11 })")
    next_frame(page)
    return page


# Between the lines of the grid: the opacity of the stage, 0 to 1, at positions of the map.
OPACITY_AT = """(positions) => {
  const stage = document.querySelector('.sm-stage');
  const copy = new OffscreenCanvas(stage.width, stage.height);
  const c = copy.getContext('2d', { willReadFrequently: true });
  c.drawImage(stage, 0, 0);
  return positions.map(([lon, lat, right = 0]) => {
    const { x, y } = map_story.latLngToContainerPoint([lat, lon]);
    return c.getImageData(Math.round(x) + right, Math.round(y), 1, 1).data[3] / 255;
  });
}"""
IN_OLD, IN_HOLE, IN_BOTH, IN_WIDE, OUTSIDE = (
    (10.03, 50.08),
    (10.09, 50.057),
    (10.18, 50.03),
    (10.41, 49.99),
    (10.03, 50.11),
)


def opacity(page: Page, *positions: tuple[float, ...]) -> list[float]:
    next_frame(page)
    found: list[float] = page.evaluate(OPACITY_AT, [list(position) for position in positions])
    return found


def pixel_of(page: Page, position: tuple[float, float]) -> tuple[float, float]:
    longitude, latitude = position
    x, y = page.evaluate(
        """([lon, lat]) => {
          const { x, y } = map_story.latLngToContainerPoint([lat, lon]);
          return [x, y];
        }""",
        [longitude, latitude],
    )
    return x, y


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_areas_are_filled_while_they_play_and_their_holes_are_open(page: Page, theme: str) -> None:
    page.evaluate("(theme) => storyMap.setTheme(theme)", theme)
    old, hole, both, wide, outside = opacity(page, IN_OLD, IN_HOLE, IN_BOTH, IN_WIDE, OUTSIDE)
    assert hole == outside == 0
    assert 0.15 < old < wide < both < 0.6
    seek(page, "old")
    assert opacity(page, IN_WIDE) == [0]


def test_the_current_area_has_the_strongest_outline(page: Page) -> None:
    def widths() -> list[int]:
        """The opaque pixels across an edge of the wide district, and of the old town."""
        across = range(-5, 6)
        found = opacity(
            page,
            *((10.45, 50.053, step) for step in across),
            *((10.0, 50.03, step) for step in across),
        )
        return [sum(alpha > 0.75 for alpha in part) for part in (found[:11], found[11:])]

    wide, old = widths()
    assert wide > old > 0
    page.keyboard.press("ArrowLeft")
    assert state_of(page)["event"] == "old"
    assert widths()[1] > old


def test_an_area_names_itself_and_a_click_goes_to_its_event(page: Page) -> None:
    page.mouse.move(*pixel_of(page, IN_OLD))
    expect(page.locator("#sm-tip")).to_have_text("Old town")
    page.mouse.move(*pixel_of(page, OUTSIDE))
    expect(page.locator("#sm-tip")).to_be_hidden()
    page.mouse.move(*pixel_of(page, IN_HOLE))
    expect(page.locator("#sm-tip")).to_be_hidden()
    page.mouse.click(*pixel_of(page, IN_OLD))
    assert state_of(page)["event"] == "old"


def test_where_areas_overlap_clicks_reach_the_smaller_one_first(page: Page) -> None:
    seek(page, "walk")
    next_frame(page)
    page.mouse.click(*pixel_of(page, IN_BOTH))
    assert state_of(page)["event"] == "old"


def test_a_marker_wins_over_an_area(page: Page) -> None:
    seek(page, "walk")
    page.mouse.move(*pixel_of(page, (9.9, 50.05)))
    expect(page.locator("#sm-tip")).to_contain_text("walk", ignore_case=True)


def test_a_filter_hides_areas(page: Page) -> None:
    page.evaluate("storyMap.setFilter({ people: ['ada'] })")
    old, wide = opacity(page, IN_OLD, IN_WIDE)
    assert old > 0.15
    assert wide == 0


def test_the_card_the_table_the_list_and_what_is_read_aloud_name_the_size(page: Page) -> None:
    expect(page.locator("#sm-card-where")).to_have_text("Area, 335 km²")
    page.keyboard.press("s")
    rows = page.get_by_role("dialog").get_by_role("row")
    expect(rows.filter(has_text="Old town")).to_contain_text("Area, 153 km²")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_text("Area, 335 km².")).to_be_attached()


def test_the_legend_explains_areas_only_where_there_are_some(page: Page, small_html: Path) -> None:
    words = "Area of an event"
    page.locator("#sm-list").click()
    page.get_by_role("tab", name="People").click()
    page.get_by_text("Map legend").click()
    expect(page.locator("#sm-legend-list")).to_contain_text(words)
    opened(page, small_html)
    page.locator("#sm-list").click()
    page.get_by_role("tab", name="People").click()
    page.get_by_text("Map legend").click()
    expect(page.locator("#sm-legend-list")).not_to_contain_text(words)


def test_the_first_view_and_the_view_of_an_event_contain_the_whole_area(
    page: Page,
) -> None:
    corners = [(10.15, 49.98), (10.45, 50.12)]
    page.reload()
    page.evaluate("storyMap.ready")
    size = page.viewport_size
    assert size

    def are_in_window() -> bool:
        pixels = [pixel_of(page, corner) for corner in corners]
        return all(0 < x < size["width"] and 0 < y < size["height"] for x, y in pixels)

    assert are_in_window()
    seek(page, "wide")
    next_frame(page)
    assert are_in_window()


def test_the_line_between_two_people_ends_at_the_nearest_point_of_an_area(page: Page) -> None:
    seek(page, "walk")
    page.locator("#sm-list").click()
    page.get_by_role("tab", name="Distance").click()
    page.evaluate("storyMap.setChoice({ pair: ['ada', 'bob'] })")
    # Bob is 0.1 degrees west of the old town; Ada's marker is in its middle.
    on_line, in_area = opacity(page, (9.96, 50.05), (10.03, 50.05))
    assert on_line > 0.9
    assert in_area < 0.5
    expect(page.locator("#sm-glance")).to_contain_text("at least 7.2 km")
