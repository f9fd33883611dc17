"""The line between the two compared people on the map, and its distance label."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import geo
from geo import Event, Person, Position, Story, When, Where
from tests.browser.playing import WRITTEN, next_frame, opened, seek
from tests.sample import at

pytestmark = pytest.mark.browser

# Records the texts on the canvas and, in the same order, the wide background below the line.
LINES = """
  const { moveTo, lineTo, stroke } = CanvasRenderingContext2D.prototype;
  let from, to;
  CanvasRenderingContext2D.prototype.moveTo = function (...at) {
    from = at;
    return moveTo.apply(this, at);
  };
  CanvasRenderingContext2D.prototype.lineTo = function (...at) {
    to = at;
    return lineTo.apply(this, at);
  };
  CanvasRenderingContext2D.prototype.stroke = function (...path) {
    if (onStage(this) && this.lineWidth === 4) window.written.push({ text: 'line', from, to });
    return stroke.apply(this, path);
  };"""
BADGE_PX = 12
ABOVE_THE_PIN_PX = 24


def drawing_of(page: Page, tmp_path: Path, *others: Position) -> list[dict[str, Any]]:
    """What is drawn for two people at different places on the equator, and for other people."""
    page.add_init_script(f"{{ {WRITTEN} {LINES} }}")
    places = {"a": Position(-0.05, 0.0), "b": Position(0.05, 0.0)}
    places.update({f"c{number}": place for number, place in enumerate(others)})
    when = When(at(10, 0), at(11, 0))
    events = tuple(
        Event(one, one, "", when, Where((place,)), people=(one,)) for one, place in places.items()
    )
    names = {"a": "Ann Ames", "b": "Bob Bell"}
    people = tuple(Person(one, names.get(one, f"Cy {one.upper()}")) for one in places)
    geo.StoryMap(Story(title="Apart", events=events, people=people)).save(tmp_path / "apart.html")
    opened(page, tmp_path / "apart.html")
    page.evaluate("storyMap.setChoice({ pair: ['a', 'b'], kept: true })")
    seek(page, "a")
    page.evaluate("storyMap.setCamera({ lat: 0, lon: 0, zoom: 13, following: false })")
    page.wait_for_function("storyMap.state().camera.zoom === 13")
    next_frame(page)
    return list(page.evaluate("written"))


def badges_of(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in found if one["text"] in {"AA", "BB"} or one["text"].startswith("CC")]


def test_the_line_connects_the_two_places_below_the_people(
    offline_page: Page, tmp_path: Path
) -> None:
    found = drawing_of(offline_page, tmp_path, Position(0.0, 0.0))
    words = [one["text"] for one in found]
    line = found[words.index("line")]
    assert len(badges_of(found)) == 3
    assert words.index("line") < min(map(found.index, badges_of(found)))
    for end, initials in (("from", "AA"), ("to", "BB")):
        badge = found[words.index(initials)]
        place = [badge["x"], badge["y"] + ABOVE_THE_PIN_PX]
        assert line[end] == pytest.approx(place, abs=1.5)


def test_the_distance_label_on_the_line_covers_no_person(
    offline_page: Page, tmp_path: Path
) -> None:
    found = drawing_of(offline_page, tmp_path, Position(0.0, 0.0))
    label = next(one for one in found if one["text"] == "11 km")
    assert found.index(label) > max(map(found.index, badges_of(found)))
    for badge in badges_of(found):
        beside = abs(badge["x"] - label["x"]) >= label["width"] / 2 + BADGE_PX
        assert beside or abs(badge["y"] - label["y"]) >= 2 * BADGE_PX


def test_the_line_has_no_label_if_people_leave_no_room(offline_page: Page, tmp_path: Path) -> None:
    # People on the line are drawn above it, and people to the south below it.
    crowd = [Position(step * 0.01, south) for step in range(-4, 5) for south in (0.0, -0.0082)]
    found = drawing_of(offline_page, tmp_path, *crowd)
    words = [one["text"] for one in found]
    assert "line" in words
    assert "11 km" not in words
