"""Labels on the map: none is under a control or under a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

import geo
from geo import basemap
from tests.browser.playing import COVERED, WRITTEN, opened, seek, written
from tests.sample import long_story
from tools import serve

pytestmark = pytest.mark.browser

# Records the rows of text on the base map since it was last cleared: the box around each, in pixels
# of the window, and its angle.
RECORD_NAMES = """
  window.names = [];
  const { fillRect: clear, fillText: write } = CanvasRenderingContext2D.prototype;
  const isBasemap = (c) => c.canvas.className.includes('basemap');
  CanvasRenderingContext2D.prototype.fillRect = function (...box) {
    if (isBasemap(this)) window.names = [];
    return clear.apply(this, box);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    if (isBasemap(this)) {
      const matrix = this.getTransform();
      const at = matrix.transformPoint({ x, y });
      const [w, h] = [this.measureText(text).width, parseFloat(/([\\d.]+)px/.exec(this.font)[1])];
      const angle = Math.atan2(matrix.b, matrix.a);
      const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
      const [wide, high] = [(w * cos + h * sin) / 2, (w * sin + h * cos) / 2];
      const [left, top] = [at.x / devicePixelRatio, at.y / devicePixelRatio];
      window.names.push({ text, angle, box: [left - wide, top - high, left + wide, top + high] });
    }
    return write.call(this, text, x, y);
  };"""
NAMES = "() => window.names"
SCENES = ["s54c-both-sides", "s26b-gunman", "s71b-exchange"]


def over(one: list[float], other: list[float]) -> bool:
    """Whether two boxes overlap by more than a pixel."""
    return (
        one[0] < other[2] - 1
        and one[2] > other[0] + 1
        and one[1] < other[3] - 1
        and one[3] > other[1] + 1
    )


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["desk", "phone"])
def heat(
    request: pytest.FixtureRequest,
    offline_context: Callable[..., BrowserContext],
    heat_html: Path,
) -> Page:
    """*Heat* with reduced motion."""
    width, height = request.param
    context = offline_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(WRITTEN)
    page.add_init_script(RECORD_NAMES)
    opened(page, heat_html)
    page.wait_for_function(f"() => ({NAMES})().length > 0")
    return page


def people(page: Page) -> list[list[float]]:
    """The boxes of the people on the map."""
    initials: list[dict[str, Any]] = [one for one in written(page) if len(one["text"]) <= 3]
    return [[one["x"] - 9, one["y"] - 9, one["x"] + 9, one["y"] + 9] for one in initials]


@pytest.mark.parametrize("scene", [None, *SCENES], ids=str)
def test_labels_are_neither_under_controls_nor_under_people(heat: Page, scene: str | None) -> None:
    if scene:
        seek(heat, scene)
        written(heat)
    no_name_is_covered = f"""() => {{
      const boxes = ({COVERED})();
      return ({NAMES})().every(({{ angle, box }}) => angle !== 0 || boxes.every((other) =>
        box[2] <= other[0] + 1 || box[0] >= other[2] - 1
          || box[3] <= other[1] + 1 || box[1] >= other[3] - 1));
    }}"""
    heat.wait_for_function(no_name_is_covered)
    standing = people(heat)
    upright = [name for name in heat.evaluate(NAMES) if name["angle"] == 0]
    hidden = {name["text"] for name in upright if any(over(name["box"], one) for one in standing)}
    assert not hidden


# Whether no upright name is under the initials of a person.
NO_NAME_IS_UNDER_A_PERSON = f"""() => {{
  const people = window.written.filter(({{ text }}) => text.length <= 3);
  return people.length > 0 && ({NAMES})().length > 0 && ({NAMES})().every(({{ angle, box }}) =>
    angle !== 0 || people.every(({{ x, y }}) =>
      box[2] <= x - 8 || box[0] >= x + 8 || box[3] <= y - 8 || box[1] >= y + 8));
}}"""


def test_when_people_appear_while_the_map_rests_labels_make_room(heat: Page) -> None:
    seek(heat, "s54c-both-sides")
    everybody = [person.id for person in geo.read(serve.ROOT / "events.geojson").people]
    for lat, lon, zoom in ((34.02, -118.3, 11), (34.0, -118.25, 10.5), (34.05, -118.3, 11.5)):
        heat.evaluate("(hidden) => storyMap.setChoice({ hidden })", everybody)
        heat.evaluate(
            "(to) => storyMap.setCamera({ ...to, following: false })",
            {"lat": lat, "lon": lon, "zoom": zoom},
        )
        heat.wait_for_function(f"() => ({NAMES})().length > 0")
        heat.evaluate("storyMap.setChoice({ hidden: [] })")
        heat.wait_for_function(NO_NAME_IS_UNDER_A_PERSON)


def test_labels_leave_the_area_of_the_scale_bar_free(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> None:
    context = offline_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(RECORD_NAMES)
    opened(page, heat_html)
    # Without the scale bar, a label would be in this area in at least one view.
    for lat, lon in [(33.9, -118.2), (33.98, -118.35), (34.1, -118.3), (34.05, -118.45)]:
        for zoom in (11, 13):
            page.evaluate("(to) => storyMap.setCamera(to)", {"lat": lat, "lon": lon, "zoom": zoom})
            page.wait_for_function(f"""() => {{
              const scale = document.querySelector('.leaflet-control-scale');
              const {{ left, top, right, bottom }} = scale.getBoundingClientRect();
              return right > left && ({NAMES})().every(({{ angle, box }}) => angle !== 0
                || box[2] <= left || box[0] >= right || box[3] <= top || box[1] >= bottom);
            }}""")


def test_labels_are_not_under_the_numbers_of_markers(
    offline_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    geo.StoryMap(long_story(2_000, 600)).save(tmp_path / "long.html")
    context = offline_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(WRITTEN)
    page.add_init_script(RECORD_NAMES)
    opened(page, tmp_path / "long.html")
    page.evaluate("storyMap.seek({ position: 0.5 })")
    points = basemap.encode(basemap.load())["points"]
    # The names of the most important areas stay in any crowd.
    most_important = {label.upper() for _, rank, label, *_ in points if rank == 1}
    numbers: list[dict[str, Any]] = []
    for zoom in (10.5, 11.5, 12.5):
        # The map jumps before the next frame has drawn the markers at their new places.
        page.evaluate(
            "(to) => { storyMap.seek({ position: 0.5 }); storyMap.setCamera(to); }",
            {"lat": 34.03, "lon": -118.3, "zoom": zoom},
        )
        page.wait_for_function(f"() => ({NAMES})().length > 0")
        seen = [one for one in written(page) if one["text"].isdigit()]
        numbers += seen
        boxes = [[one["x"] - 8, one["y"] - 5, one["x"] + 8, one["y"] + 5] for one in seen]
        names = [name for name in page.evaluate(NAMES) if name["angle"] == 0]
        assert names
        hidden = {name["text"] for name in names if any(over(name["box"], box) for box in boxes)}
        assert hidden <= most_important
    assert len(numbers) > 50
