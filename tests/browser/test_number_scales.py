"""Sizes and colours of markers by numbers: on the map, in the legend, on the card, in the table."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

import geo
from tests.browser.axe import findings
from tests.browser.playing import PIXEL_OF, data_of, next_frame, opened, resize, seek, state_of
from tests.sample import quake_story

pytestmark = pytest.mark.browser

# Records the circles of each drawing of the stage: radius, and whether its line is dashed. Pictures
# of markers are drawn on other canvases.
CIRCLES = """
  window.circles = [];
  const { clearRect, arc } = CanvasRenderingContext2D.prototype;
  const onStage = (c) => c.canvas.className.includes('sm-stage');
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (onStage(this)) window.circles = [];
    return clearRect.apply(this, box);
  };
  CanvasRenderingContext2D.prototype.arc = function (...circle) {
    if (onStage(this)) window.circles.push([circle[2], this.getLineDash().length > 0]);
    return arc.apply(this, circle);
  };"""
# Overlapping markers: 0.1 degrees are 18 pixels.
CAMERA = "storyMap.setCamera({ lat: 35.5, lon: -117.75, zoom: 8, following: false })"


@pytest.fixture(scope="module")
def quakes_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document of `quake_story`."""
    path = tmp_path_factory.mktemp("quakes") / "quakes.html"
    geo.StoryMap(quake_story()).save(path)
    return path


@pytest.fixture
def quakes(offline_context: Callable[..., BrowserContext], quakes_html: Path) -> Page:
    """The story of four earthquakes, ready."""
    page = offline_context(reduced_motion="reduce").new_page()
    page.add_init_script(CIRCLES)
    return opened(page, quakes_html)


def legend(page: Page) -> Locator:
    """The legend of sizes and colours."""
    return page.locator("#sm-scales")


def test_the_area_of_markers_is_proportional_to_their_number_and_large_ones_are_below(
    quakes: Page,
) -> None:
    quakes.evaluate(CAMERA)
    seek(quakes, "unknown")
    next_frame(quakes)
    circles = quakes.evaluate("circles")
    # An ended event is filled, then outlined; the one at the playhead has a picture and a halo.
    assert circles[:6] == [[radius, False] for radius in (28, 28, 22.5, 22.5, 18, 18)]
    assert circles[0][0] ** 2 / circles[4][0] ** 2 == pytest.approx(6.1 / 2.5, rel=0.02)


def test_a_marker_without_a_number_has_a_small_dashed_ring(quakes: Page) -> None:
    quakes.evaluate(CAMERA)
    seek(quakes, "unknown")
    next_frame(quakes)
    assert [5, True] in quakes.evaluate("circles")


@pytest.mark.parametrize(
    ("position", "event"),
    [((-117.9, 35.5), "ridgecrest"), ((-117.7, 35.5), "mojave"), ((-117.8, 35.61), "trona")],
)
def test_a_click_goes_to_the_topmost_marker(
    quakes: Page, position: tuple[float, float], event: str
) -> None:
    seek(quakes, "unknown")
    quakes.evaluate(CAMERA)
    next_frame(quakes)
    x, y = quakes.evaluate(PIXEL_OF, position)
    quakes.mouse.click(x, y)
    assert state_of(quakes)["event"] == event


def test_the_legend_names_what_sizes_and_colours_mean(quakes: Page) -> None:
    expect(legend(quakes).locator("summary")).to_have_text("Size: Magnitude · Colour: Depth (km)")
    sizes = legend(quakes).get_by_role("list", name="Size: Magnitude").get_by_role("listitem")
    expect(sizes).to_have_text(["6", "4", "2.5", "no value"])
    widths = [box["width"] for box in map(Locator.bounding_box, sizes.locator("i").all()) if box]
    assert widths == pytest.approx([55.5, 45.5, 36, 11], abs=0.5)
    colours = legend(quakes).get_by_role("list", name="Colour: Depth (km)").get_by_role("listitem")
    expect(colours).to_have_text(["10", "20", "30", "no value"])
    bar = legend(quakes).locator("div > i")
    light = bar.evaluate("(bar) => bar.style.background")
    quakes.evaluate("storyMap.setTheme('dark')")
    assert bar.evaluate("(bar) => bar.style.background") != light


def test_the_card_and_the_table_have_the_numbers(quakes: Page) -> None:
    seek(quakes, "trona")
    expect(quakes.locator("#sm-card-numbers")).to_have_text("Magnitude 6.1Depth (km) no value")
    quakes.keyboard.press("s")
    rows = quakes.get_by_role("dialog").get_by_role("table").get_by_role("row")
    assert rows.first.inner_text().split("\t")[3:5] == ["Magnitude", "Depth (km)"]
    assert [row.split("\t")[3:5] for row in rows.all_inner_texts()[1:]] == [
        ["2.5", "8"],
        ["6.1", "no value"],
        ["4", "35"],
        ["no value", "21"],
    ]


def test_the_map_legend_says_that_ended_events_are_faint(quakes: Page) -> None:
    quakes.locator("#sm-list").click()
    quakes.get_by_text("Map legend").click()
    signs = quakes.locator("#sm-legend-list li")
    expect(signs.filter(has_text="Faint: ended · ring: still to come")).to_have_count(1)
    expect(signs.filter(has_text="Small dot")).to_have_count(0)


@pytest.mark.integration
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_axe_finds_nothing_beside_the_legend(
    quakes: Page, theme: str, size: tuple[int, int]
) -> None:
    resize(quakes, *size)
    quakes.evaluate("(theme) => storyMap.setTheme(theme)", theme)
    legend(quakes).evaluate("(legend) => { legend.open = true; }")
    seek(quakes, "trona")
    next_frame(quakes)
    assert findings(quakes) == []


def test_a_phone_opens_with_the_legend_folded(
    offline_context: Callable[..., BrowserContext], quakes_html: Path
) -> None:
    context = offline_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = opened(context.new_page(), quakes_html)
    circle = legend(page).get_by_text("2.5")
    expect(circle).to_be_hidden()
    legend(page).locator("summary").click()
    expect(circle).to_be_visible()
    box, card = (page.locator(name).bounding_box() for name in ("#sm-scales", "#sm-card"))
    assert box is not None
    assert card is not None
    assert box["y"] + box["height"] <= card["y"]


@pytest.mark.integration
def test_forced_colours_keep_the_colours_of_the_scale(
    offline_context: Callable[..., BrowserContext], quakes_html: Path
) -> None:
    page = opened(offline_context(forced_colors="active").new_page(), quakes_html)
    bar = legend(page).locator("div > i")
    assert "gradient" in bar.evaluate("(bar) => getComputedStyle(bar).backgroundImage")
    circle = legend(page).locator("li i").first
    assert circle.evaluate("(circle) => getComputedStyle(circle).borderTopWidth") != "0px"


def test_a_changed_story_can_have_other_numbers_or_none(quakes: Page) -> None:
    story = quake_story()
    doubled = replace(
        story,
        events=tuple(
            replace(one, size_value=one.colour_value, colour_value=None) for one in story.events
        ),
        size_by="Depth (km)",
    )
    quakes.evaluate("(data) => storyMap.setStory(data)", data_of(doubled))
    expect(legend(quakes).locator("summary")).to_have_text("Size: Depth (km)")
    plain = replace(
        story,
        events=tuple(replace(one, size_value=None, colour_value=None) for one in story.events),
    )
    quakes.evaluate("(data) => storyMap.setStory(data)", data_of(plain))
    expect(legend(quakes)).to_be_hidden()
    expect(quakes.locator("#sm-card-numbers")).to_be_hidden()


def test_a_document_without_the_code_refuses_a_story_with_numbers(player: Page) -> None:
    said: Any = player.evaluate(
        "(data) => { try { storyMap.setStory(data); return ''; } catch (e) { return e.message; } }",
        json.loads(json.dumps(data_of(quake_story()))),
    )
    assert said.startswith("setStory: found numbers that give sizes or colours")
