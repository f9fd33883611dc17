# Long because all tests share one page and its helpers.
"""The base map in a real browser: the atlas on a Leaflet map, without story or player."""

from __future__ import annotations

import itertools
import json
import math
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

from geo import basemap
from tests.browser.playing import as_script, resize

LEAFLET = files("js_lib_leaflet") / "static" / "js_lib_leaflet"

PALETTES = {
    "dark": {
        "ground": "#10151e",
        "sea": "#090d15",
        "coast": "#3d5c78",
        "freeway": "#a97f4a",
        "freewayCasing": "#17171b",
        "street": "#364153",
        "streetMinor": "#28313f",
        "runway": "#465268",
        "label": "#a9b3c3",
        "labelHalo": "#0c1119",
        "labelFreeway": "#d3ae7b",
        "labelSea": "#4a6580",
    },
    "light": {
        "ground": "#f3efe7",
        "sea": "#d9e4ea",
        "coast": "#93b0bf",
        "freeway": "#dcab63",
        "freewayCasing": "#fbf7ef",
        "street": "#d3ccbf",
        "streetMinor": "#ddd7cb",
        "runway": "#c4c8cf",
        "label": "#454e5c",
        "labelHalo": "#f6f3ec",
        "labelFreeway": "#83571a",
        "labelSea": "#6b8a9b",
    },
}
# Latitude, longitude and zoom, from far to near. In order: the region, the basin between two zoom
# levels, the city, downtown and Hollywood, downtown, Fifth and Flower, the airport.
VIEWS = (
    (34.0, -118.35, 8),
    (34.0, -118.35, 9.5),
    (34.0, -118.35, 11),
    (34.045, -118.28, 13),
    (34.047, -118.262, 15),
    (34.0516, -118.2558, 17),
    (33.943, -118.385, 14.25),
)


@pytest.fixture
def bare_map(offline_page: Page) -> Page:
    """A page with only a map: `map` is Leaflet's map and `base` is our base map.

    `offline_page` makes the test fail on any console message.
    """
    page = offline_page
    page.set_content('<div id="map"></div>')
    page.add_style_tag(content=(LEAFLET / "leaflet.css").read_text("utf-8"))
    page.add_style_tag(content="html, body, #map { height: 100%; margin: 0 }")
    page.add_script_tag(content=(LEAFLET / "leaflet.js").read_text("utf-8"))
    page.add_script_tag(content=as_script("map/basemap.js", "map/slippymap.js"))
    page.evaluate(
        """([atlas, palette]) => {
            window.map = L.map('map', { zoomSnap: 0.25, center: [34, -118.35], zoom: 11,
              zoomAnimation: false, fadeAnimation: false });
            window.obstacles = { panels: [], people: [], markers: [] };
            const slippy = new SlippyMap(window.map);
            window.base = new Basemap(slippy, atlas, palette, () => window.obstacles);
        }""",
        [basemap.encode(basemap.load()), PALETTES["dark"]],
    )
    return page


def show(page: Page, latitude: float, longitude: float, zoom: float) -> list[dict[str, Any]]:
    """Move the map there without animation, and return the drawn labels."""
    labels: list[dict[str, Any]] = page.evaluate(
        """([lat, lon, zoom]) => {
            window.map.setView([lat, lon], zoom, { animate: false });
            // After a change of size, names are drawn only when there is time for them.
            window.base.redraw();
            return window.base.labelsDrawn();
        }""",
        [latitude, longitude, zoom],
    )
    return labels


def corners(box: dict[str, Any]) -> list[tuple[float, float]]:
    cos, sin = math.cos(box["angle"]), math.sin(box["angle"])
    return [
        (box["x"] + i * cos - j * sin, box["y"] + i * sin + j * cos)
        for i in (-box["w"] / 2, box["w"] / 2)
        for j in (-box["h"] / 2, box["h"] / 2)
    ]


def overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether two rotated boxes overlap, by the separating axis theorem."""
    for angle in (a["angle"], a["angle"] + math.pi / 2, b["angle"], b["angle"] + math.pi / 2):
        first, second = (
            [x * math.cos(angle) + y * math.sin(angle) for x, y in corners(box)] for box in (a, b)
        )
        if max(first) <= min(second) or max(second) <= min(first):
            return False
    return True


# Reads a copy of the canvas, because the browser warns about slow reads from the original.
COPY = """
    const canvas = document.querySelector('canvas.basemap');
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const ink = copy.getContext('2d', { willReadFrequently: true });
    ink.drawImage(canvas, 0, 0);
"""


def pixels(page: Page) -> dict[str, int]:
    """The number of colours on the canvas (at 4 bits per channel), and its size."""
    counted: dict[str, int] = page.evaluate(
        f"""() => {{
            {COPY}
            const {{ width, height }} = copy;
            const {{ data }} = ink.getImageData(0, 0, width, height);
            const seen = new Set();
            for (let i = 0; i < data.length; i += 4) {{
                seen.add((data[i] >> 4) << 8 | (data[i + 1] >> 4) << 4 | data[i + 2] >> 4);
            }}
            return {{ colours: seen.size, width, height }};
        }}"""
    )
    return counted


def at_map(page: Page, latitude: float, longitude: float) -> list[int]:
    """The drawn colour at a position: red, green, blue."""
    colour: list[int] = page.evaluate(
        f"""([lat, lon]) => {{
            {COPY}
            const {{ x, y }} = window.map.latLngToContainerPoint([lat, lon]);
            const ratio = canvas.width / canvas.clientWidth;
            const at = [Math.round(x * ratio), Math.round(y * ratio), 1, 1];
            return [...ink.getImageData(...at).data].slice(0, 3);
        }}""",
        [latitude, longitude],
    )
    return colour


@pytest.mark.parametrize("width", [390, 1440])
def test_labels_do_not_overlap(bare_map: Page, width: int) -> None:
    resize(bare_map, width, 844)
    bare_map.evaluate("window.map.invalidateSize({ animate: false, pan: false })")
    for view in VIEWS:
        labels = show(bare_map, *view)
        assert labels, view
        touching = [
            (a["text"], b["text"]) for a, b in itertools.combinations(labels, 2) if overlap(a, b)
        ]
        assert not touching, view
        for label in labels:
            inside = all(0 <= x <= width and 0 <= y <= 844 for x, y in corners(label))
            assert inside, (view, label)
        assert pixels(bare_map)["colours"] > 8, view


def test_sea_and_land_have_their_own_colours(bare_map: Page) -> None:
    show(bare_map, 34.0, -118.45, 12)
    assert at_map(bare_map, 33.96, -118.55) == [0x09, 0x0D, 0x15]
    assert at_map(bare_map, 34.01, -118.46) != [0x09, 0x0D, 0x15]


def test_at_a_low_zoom_the_city_is_labelled_and_its_districts_are_not(bare_map: Page) -> None:
    far = {label["text"] for label in show(bare_map, 34.0, -118.35, 8.5)}
    assert "Los Angeles" in far
    assert "Downtown" not in far
    near = {label["text"] for label in show(bare_map, 34.04, -118.26, 14)}
    assert "Los Angeles" not in near
    assert {"Downtown", "Venice Blvd"} <= near


def test_streets_are_labelled_at_a_high_zoom(bare_map: Page) -> None:
    texts = {label["text"] for label in show(bare_map, 34.0516, -118.2562, 17)}
    assert {"Flower St", "Figueroa St", "5th St", "Hope St"} <= texts


def test_a_street_label_stays_on_its_street_when_the_map_moves(bare_map: Page) -> None:
    def anchors() -> list[list[float]]:
        places: list[list[float]] = bare_map.evaluate(
            """() => window.base.labelsDrawn().filter((l) => l.text === 'Wilshire Blvd')
                .map((l) => window.map.containerPointToLatLng([l.x, l.y]))
                .map(({ lat, lng }) => [lat, lng])"""
        )
        return places

    show(bare_map, 34.062, -118.31, 14)
    before = anchors()
    bare_map.evaluate("window.map.panBy([60, 25], { animate: false })")
    after = anchors()
    assert any(math.dist(a, b) < 1e-5 for a in before for b in after)


def test_a_change_of_theme_repaints_the_whole_base_map(bare_map: Page) -> None:
    show(bare_map, 33.9, -118.5, 10)
    bare_map.evaluate("palette => window.base.setPalette(palette)", PALETTES["light"])
    assert at_map(bare_map, 33.85, -118.6) == [0xD9, 0xE4, 0xEA]
    assert pixels(bare_map)["colours"] > 8


def test_the_canvas_uses_the_pixel_density_of_the_screen(bare_map: Page) -> None:
    ratio = bare_map.evaluate("window.devicePixelRatio")
    size = pixels(bare_map)
    assert size["width"] == bare_map.evaluate("window.map.getSize().x") * ratio


def test_after_a_jump_the_canvas_lies_on_whole_pixels_of_the_window(bare_map: Page) -> None:
    # Anywhere else each of its pixels is mixed from four, and it does not fit the markers above.
    for view in ((34.05213, -118.26177, 13.31), (33.98111, -118.40429, 11.77)):
        show(bare_map, *view)
        assert bare_map.evaluate(
            """() => {
                const { x, y, width, height } =
                    document.querySelector('canvas.basemap').getBoundingClientRect();
                return [x, y, width, height];
            }"""
        ) == [0, 0, *bare_map.evaluate("[innerWidth, innerHeight]")]


def test_the_base_map_is_below_all_layers_and_ignores_the_pointer(bare_map: Page) -> None:
    style = json.loads(
        bare_map.evaluate(
            """() => {
                const pane = document.querySelector('canvas.basemap').parentElement;
                const { zIndex, pointerEvents } = getComputedStyle(pane);
                return JSON.stringify({ zIndex: Number(zIndex), pointerEvents });
            }"""
        )
    )
    assert style["zIndex"] < 200
    assert style["pointerEvents"] == "none"


def test_a_moving_map_is_redrawn_rarely_but_never_shows_an_undrawn_edge(bare_map: Page) -> None:
    drawn, frames, bare = bare_map.evaluate(
        """async () => {
            const canvas = document.querySelector('canvas.basemap');
            let times = 0;
            const fill = CanvasRenderingContext2D.prototype.fillRect;
            CanvasRenderingContext2D.prototype.fillRect = function (...box) {
                if (this.canvas === canvas && box[2] >= window.map.getSize().x) times += 1;
                return fill.apply(this, box);
            };
            let frames = 0;
            let bare = 0;
            window.map.on('move', () => {
                const box = canvas.getBoundingClientRect();
                frames += 1;
                bare = Math.max(bare, box.left, innerWidth - box.right);
            });
            window.map.panBy([300, 0], { animate: true, duration: 0.6 });
            await new Promise((done) => { window.map.once('moveend', done); });
            CanvasRenderingContext2D.prototype.fillRect = fill;
            return [times, frames, bare / innerWidth];
        }"""
    )
    assert drawn <= 6
    assert drawn < frames / 2
    assert bare < 0.15


def box_over(label: dict[str, Any], wide: float, high: float) -> list[float]:
    """Left, top, right and bottom of a box centred on a label."""
    x, y = label["x"], label["y"]
    return [x - wide / 2, y - high / 2, x + wide / 2, y + high / 2]


def as_label(box: list[float]) -> dict[str, Any]:
    left, top, right, bottom = box
    middle = {"x": (left + right) / 2, "y": (top + bottom) / 2}
    return {**middle, "w": right - left, "h": bottom - top, "angle": 0}


def find_label(labels: list[dict[str, Any]], text: str) -> dict[str, Any]:
    (found,) = [label for label in labels if label["text"] == text]
    return found


@pytest.mark.parametrize("view", VIEWS[2:], ids=str)
def test_no_label_is_under_a_control(bare_map: Page, view: tuple[float, float, float]) -> None:
    assert show(bare_map, *view)
    covered: list[list[float]] = [[0, 300, 360, 700], [1200, 0, 1280, 260], [0, 600, 1280, 720]]
    bare_map.evaluate("(covered) => { obstacles.panels = covered; }", covered)
    labels = show(bare_map, *view)
    assert labels
    under = [(one, box) for one in labels for box in covered if overlap(one, as_label(box))]
    assert under == []


def test_a_label_moves_aside_for_a_person_but_stays_close(bare_map: Page) -> None:
    view = (34.0, -118.35, 11)
    before = find_label(show(bare_map, *view), "Inglewood")
    person = box_over(before, 26, 26)
    bare_map.evaluate("(box) => { obstacles.people = [box]; }", person)
    after = find_label(show(bare_map, *view), "Inglewood")
    assert not overlap(after, as_label(person))
    assert math.hypot(after["x"] - before["x"], after["y"] - before["y"]) < 80


def test_in_a_crowd_the_most_important_labels_stay(bare_map: Page) -> None:
    view = (34.0, -118.35, 11)
    show(bare_map, *view)
    bare_map.evaluate("obstacles.people = [[0, 0, innerWidth, innerHeight]]")
    left = {label["text"] for label in show(bare_map, *view)}
    assert "Inglewood" in left
    assert "Venice" not in left


def test_labels_change_only_when_a_control_or_a_person_covers_one(bare_map: Page) -> None:
    labels = show(bare_map, 34.0, -118.35, 11)
    bare_map.evaluate("obstacles.markers = [[0, 0, innerWidth, innerHeight]]; base.makeRoom()")
    assert bare_map.evaluate("base.labelsDrawn()") == labels
    inglewood = find_label(labels, "Inglewood")
    person = box_over(inglewood, 26, 26)
    bare_map.evaluate("(box) => { obstacles.people = [box]; base.makeRoom(); }", person)
    aside = find_label(bare_map.evaluate("base.labelsDrawn()"), "Inglewood")
    assert not overlap(aside, as_label(person))
    bare_map.evaluate("obstacles.people = obstacles.markers = []; base.redraw()")
    covered = box_over(inglewood, 10, 10)
    bare_map.evaluate("(box) => { obstacles.panels = [box]; base.makeRoom(); }", covered)
    after = bare_map.evaluate("base.labelsDrawn()")
    assert "Inglewood" not in {label["text"] for label in after}


def test_a_label_surrounded_by_small_markers_stays_beside_people(bare_map: Page) -> None:
    view = (34.0, -118.35, 11)
    person = box_over(find_label(show(bare_map, *view), "Inglewood"), 26, 26)
    bare_map.evaluate(
        """(box) => {
            obstacles.people = [box];
            obstacles.markers = [[0, 0, innerWidth, innerHeight]];
        }""",
        person,
    )
    labels = show(bare_map, *view)
    assert not overlap(find_label(labels, "Inglewood"), as_label(person))
    assert {"Venice", "Beverly Hills"} <= {label["text"] for label in labels}


def columns_ruled(page: Page) -> list[float]:
    """The positions of the meridians on the top edge of the canvas, as fractions of its width."""
    columns: list[float] = page.evaluate(
        f"""() => {{
            {COPY}
            const row = ink.getImageData(0, 1, copy.width, 1).data;
            const bright = (x) => row[4 * x] + row[4 * x + 1] + row[4 * x + 2];
            const least = Math.min(...Array.from({{ length: copy.width }}, (_, x) => bright(x)));
            return Array.from({{ length: copy.width }}, (_, x) => x)
              .filter((x) => bright(x) > least).map((x) => x / copy.width);
        }}"""
    )
    return columns


@pytest.mark.parametrize("zoom", [3, 5, 6.5, 8])
def test_at_a_low_zoom_the_graticule_fills_the_window(bare_map: Page, zoom: float) -> None:
    show(bare_map, 34.0, -118.35, zoom)
    columns = [0.0, *columns_ruled(bare_map), 1.0]
    # The distance between meridians is even, and no meridian is missing at the edges.
    assert max(b - a for a, b in itertools.pairwise(columns)) < 0.15
