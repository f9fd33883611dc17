"""The markers of people: which ones are shown, their colours, and that they do not overlap."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Event, Person, Position, Story, When, Where
from tests.browser.playing import WRITTEN, opened, seek, written
from tests.sample import at, small_story

pytestmark = pytest.mark.browser


@pytest.fixture
def still(offline_context: Callable[..., BrowserContext]) -> Page:
    """A page with reduced motion that records the texts drawn on the canvas."""
    page = offline_context(reduced_motion="reduce").new_page()
    page.add_init_script(WRITTEN)
    return page


def crowd(spots: list[Position], people: int) -> Story:
    """A story in which this many people are at these positions in turn, at the same time."""
    events = tuple(
        Event(f"e{n}", f"Scene {n}", "", When(at(9, 0), at(10, 0)), Where((spot,)), (f"p{n}",))
        for n, spot in zip(range(people), itertools.cycle(spots))
    )
    cast = tuple(Person(f"p{n}", f"P{n}") for n in range(people))
    return Story("A crowd", events, people=cast)


def test_a_filter_by_people_shows_only_their_markers(still: Page, small_html: Path) -> None:
    page = opened(still, small_html)
    seek(page, "duel")
    assert {"NM", "VH"} <= {found["text"] for found in written(page)}
    page.evaluate("storyMap.setFilter({ people: ['neil'] })")
    shown = {found["text"] for found in written(page)}
    assert "NM" in shown
    assert "VH" not in shown
    page.evaluate("storyMap.setFilter({})")
    assert "VH" in {found["text"] for found in written(page)}


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_dead_people_keep_their_initials_with_a_cross(
    still: Page, small_html: Path, theme: str
) -> None:
    page = opened(still, small_html)
    page.evaluate("(theme) => storyMap.setTheme(theme)", theme)
    seek(page, "after")
    assert page.evaluate("storyMap.state().people.neil.status") == "dead"
    (neil,) = (found for found in written(page) if found["text"] == "NM")
    # The middle of the cross has the colour `ink` of the style sheet.
    crossed = page.evaluate(
        "([x, y]) => map_story.containerPointToLatLng([x, y])", [neil["x"] + 7.65, neil["y"] - 7.65]
    )
    asked = [crossed["lng"], crossed["lat"], [[0, 0], [-1, 0], [0, 1]], "--stage-ink"]
    assert any(found["away"] < 60 for found in page.evaluate(INK_AT, asked))


def test_overlapping_groups_of_people_merge(still: Page, tmp_path: Path) -> None:
    # About 40 pixels apart at the zoom below; each group of five is 130 pixels wide.
    spots = [Position(-118.3 + n * 0.007, 34.0 + n * 0.002) for n in range(4)]
    path = tmp_path / "crowd.html"
    geo.StoryMap(crowd(spots, 20)).save(path)
    page = opened(still, path)
    page.evaluate("storyMap.setCamera({ lat: 34.003, lon: -118.29, zoom: 13 })")
    marks = [found for found in written(page) if found["text"].startswith(("P", "+"))]
    assert "+6" in {found["text"] for found in marks}
    for one, other in itertools.combinations(marks, 2):
        assert math.hypot(one["x"] - other["x"], one["y"] - other["y"]) > 22


def test_the_order_of_people_in_a_group_does_not_change_during_a_flight(
    offline_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    spots = [Position(-118.3 + n * 0.007, 34.0 + n * 0.002) for n in range(4)]
    path = tmp_path / "crowd.html"
    geo.StoryMap(crowd(spots, 20)).save(path)
    page = offline_context().new_page()
    page.add_init_script(WRITTEN)
    opened(page, path)
    page.evaluate("storyMap.setCamera({ lat: 34.003, lon: -118.29, zoom: 15 })")
    written(page)
    page.mouse.move(700, 300)
    page.evaluate("window.drawings = []")
    page.mouse.wheel(0, 240)
    page.wait_for_function("() => storyMap.state().camera.zoom === 13")
    drawings = page.evaluate("window.drawings")
    apart = [
        (round(places["P4"][0] - places["P0"][0]), round(places["P4"][1] - places["P0"][1]))
        for drawing in drawings
        if {"P0", "P4"} <= (places := {d["text"]: (d["x"], d["y"]) for d in drawing}).keys()
    ]
    # The pointer may arrive in a frame before the flight begins.
    assert len(apart) > 4
    assert len(set(apart[2:])) == 1, apart


def test_three_letters_fit_into_a_marker(still: Page, tmp_path: Path) -> None:
    path = tmp_path / "crowd.html"
    geo.StoryMap(crowd([Position(-118.3, 34.0)], 12)).save(path)
    page = opened(still, path)
    (widest,) = (found["width"] for found in written(page) if found["text"] == "P11")
    assert widest < 21


def test_without_groups_people_have_colours_and_an_event_has_the_colour_of_its_first_person(
    still: Page, tmp_path: Path
) -> None:
    story = small_story()
    people = tuple(replace(person, group=None) for person in story.people)
    path = tmp_path / "alike.html"
    geo.StoryMap(replace(story, groups=(), people=people)).save(path)
    page = opened(still, path)
    seek(page, "duel")
    for theme in ("dark", "light"):
        page.evaluate("(theme) => storyMap.setTheme(theme)", theme)
        neil, hanna = page.locator("#sm-card-people .sm-shape > *").all()
        assert neil.get_attribute("fill") != hanna.get_attribute("fill")
        scene = page.locator("#sm-card").evaluate(
            "(card) => card.style.getPropertyValue('--scene')"
        )
        assert scene == neil.get_attribute("fill")


def test_a_very_long_title_leaves_room_for_the_card(still: Page, tmp_path: Path) -> None:
    story = small_story()
    first = replace(story.events[0], title="A title without end " * 40)
    path = tmp_path / "long.html"
    geo.StoryMap(replace(story, events=(first, *story.events[1:]))).save(path)
    page = opened(still, path)
    seek(page, "enter")
    title = page.locator("#sm-card-title")
    assert title.evaluate("(h) => h.clientHeight") < 80
    expect(title).to_have_attribute("title", first.title)


# The opacity of the canvas and its distance from a colour, at pixels beside a point of the map.
INK_AT = """([lon, lat, beside, property]) => {
  const stage = document.querySelector('.sm-stage');
  const copy = new OffscreenCanvas(stage.width, stage.height);
  const c = copy.getContext('2d', { willReadFrequently: true });
  c.drawImage(stage, 0, 0);
  const { x, y } = map_story.latLngToContainerPoint([lat, lon]);
  const style = getComputedStyle(document.documentElement).getPropertyValue(property).trim();
  const wanted = [1, 3, 5].map((i) => parseInt(style.slice(i, i + 2), 16));
  return beside.map(([dx, dy]) => {
    const [r, g, b, alpha] = c.getImageData(Math.round(x + dx), Math.round(y + dy), 1, 1).data;
    const away = Math.max(...[r, g, b].map((part, i) => Math.abs(part - wanted[i])));
    return { alpha: alpha / 255, away };
  });
}"""
# Offsets across the ring around a marker: left, right and below. People are above.
RING = [
    [[far * dx, far * dy] for far in (12.5, 13.5, 14.5)] for dx, dy in ((-1, 0), (1, 0), (0, 1))
]


def all_at_once(count: int) -> Story:
    """A story with this many simultaneous events side by side, without people."""
    spots = [Position(-118.45 + 0.03 * (n % 10), 33.95 + 0.02 * (n // 10)) for n in range(count)]
    return Story(
        "All at once",
        tuple(
            Event(f"e{n}", f"Scene {n}", "", When(at(9, n % 60), at(12, 0)), Where((spot,)))
            for n, spot in enumerate(spots)
        ),
    )


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_current_event_stands_out_among_many_markers(
    still: Page, tmp_path: Path, theme: str
) -> None:
    story = all_at_once(90)
    geo.StoryMap(story).save(tmp_path / "many.html")
    page = opened(still, tmp_path / "many.html")
    page.evaluate("(theme) => storyMap.setTheme(theme)", theme)
    seek(page, "e59")
    camera = {"lat": 34.03, "lon": -118.33, "zoom": 11}
    page.evaluate("(camera) => storyMap.setCamera(camera)", camera)
    written(page)
    at_hand, other = (story.events[n].where.path[0] for n in (59, 44))

    def ink(spot: Position, beside: list[list[float]]) -> list[dict[str, float]]:
        asked = [spot.longitude, spot.latitude, beside, "--stage-ink"]
        found: list[dict[str, float]] = page.evaluate(INK_AT, asked)
        return found

    def ring_visibility(spot: Position) -> list[bool]:
        sides = (ink(spot, across) for across in RING)
        return [any(f["away"] < 60 and f["alpha"] > 0.8 for f in side) for side in sides]

    assert ring_visibility(at_hand) == [True, True, True]
    assert ink(at_hand, [[0, 0]])[0]["alpha"] == 1
    assert ring_visibility(other) == [False, False, False]
    # The other markers are dimmed but visible.
    assert 0.3 < ink(other, [[0, 0]])[0]["alpha"] < 0.6


def test_a_few_markers_are_not_dimmed(still: Page, tmp_path: Path) -> None:
    story = all_at_once(9)
    geo.StoryMap(story).save(tmp_path / "few.html")
    page = opened(still, tmp_path / "few.html")
    seek(page, "e8")
    page.evaluate("storyMap.setCamera({lat: 33.95, lon: -118.33, zoom: 11})")
    written(page)
    other = story.events[4].where.path[0]
    asked = [other.longitude, other.latitude, [[0, 0]], "--stage-ink"]
    assert page.evaluate(INK_AT, asked)[0]["alpha"] > 0.85
