"""A timeline with too many events for lanes: one row per person, shaded by presence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import geo
from tests.browser.playing import (
    LANE_NAMES,
    box_of,
    next_frame,
    opened,
    page_of_modules,
    state_of,
    timeline,
    with_lane_names,
)
from tests.sample import long_story

pytestmark = [pytest.mark.browser, pytest.mark.integration]

TAGS = "#sm-playhead-tags .sm-tag:not([hidden])"
# The marked pixels of the row of a name, counted from the left end of the timeline.
MARKED = """(name) => {
  const canvas = document.getElementById('sm-track-canvas');
  const copy = document.createElement('canvas');
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const c = copy.getContext('2d', { willReadFrequently: true });
  c.drawImage(canvas, 0, 0);
  const box = name.getBoundingClientRect();
  const strip = canvas.getBoundingClientRect();
  const density = canvas.width / strip.width;
  // Two pixels above the middle: the thread between two scenes is thinner than the marks.
  const y = Math.round(((box.top + box.bottom) / 2 - strip.top - 2) * density);
  const row = c.getImageData(0, y, canvas.width, 1).data;
  return Array.from({ length: canvas.width }, (_, x) => row[4 * x + 3] > 0);
}"""


@pytest.fixture
def spells(browser: Browser) -> Iterator[Page]:
    with page_of_modules(browser, "arithmetic/presencetimes.js") as page:
        yield page


@pytest.fixture(scope="module")
def crowded_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crowded") / "crowded.html"
    geo.StoryMap(long_story(12_000, 40)).save(path)
    return path


@pytest.fixture
def crowded(offline_page: Page, crowded_html: Path) -> Page:
    return with_lane_names(opened(offline_page, crowded_html))


def test_adjacent_and_overlapping_events_form_one_interval(spells: Page) -> None:
    got = spells.evaluate(
        """() => [...presenceTimes({ starts: [0, 2, 3, 9, 20], ends: [4, 3, 6, 10, 21],
          secondsAt: (time) => time / 2 }, [3, 2, 0, 1])]"""
    )
    assert got == [0, 3, 4.5, 5]


def test_the_value_of_a_pixel_is_the_covered_share_of_its_time(spells: Page) -> None:
    shares = """([spells, from, to, width]) =>
        [...sharesOf(Float64Array.from(spells), { from, to, width })]"""
    got = spells.evaluate(shares, [[-3, 1, 2.5, 4.5, 4.75, 5], 0, 8, 4])
    assert got == [0.5, 0.75, 0.375, 0]
    assert spells.evaluate(shares, [[], 0, 8, 2]) == [0, 0]


def marked_pixels(name: Locator) -> list[bool]:
    found: list[bool] = name.evaluate(MARKED)
    return found


def hover(page: Page, name: Locator, x: float) -> None:
    """Point at the row of a name, this many pixels from the left end of the timeline."""
    row, box = box_of(name), box_of(timeline(page))
    page.mouse.move(box["x"] + x, row["y"] + row["height"] / 2)


def test_each_person_has_a_row_with_a_name_on_its_left(crowded: Page) -> None:
    boxes = [box_of(name) for name in crowded.locator(LANE_NAMES).all()]
    assert len(boxes) == 8
    left = box_of(timeline(crowded))["x"]
    assert all(box["x"] + box["width"] <= left + 1 for box in boxes)
    tops = sorted(box["y"] for box in boxes)
    steps = [after - before for before, after in pairwise(tops)]
    assert max(steps) - min(steps) < 1


def test_rows_are_marked_only_where_people_are_in_events(crowded: Page) -> None:
    # Marked for 40 of the 100 events from one event of the person to the next.
    for name in crowded.locator(LANE_NAMES).all():
        share = sum(marks := marked_pixels(name)) / len(marks)
        assert 0.4 <= share < 0.75
    someone = crowded.locator(LANE_NAMES).first
    marks = marked_pixels(someone)
    density: float = crowded.evaluate("() => Math.min(2, devicePixelRatio)")
    inside = next(x for x in range(300, len(marks)) if all(marks[x - 1 : x + 2]))
    outside = next(x for x in range(300, len(marks)) if not any(marks[x - 1 : x + 2]))
    hover(crowded, someone, inside / density)
    expect(crowded.locator("#sm-hint")).to_contain_text("present")
    hover(crowded, someone, outside / density)
    expect(crowded.locator("#sm-hint")).to_contain_text("between sightings")


def test_the_playhead_shows_the_initials_of_people_in_an_event(crowded: Page) -> None:
    for position in (0.31, 0.5, 0.77):
        crowded.evaluate("(position) => storyMap.seek({ position })", position)
        next_frame(crowded)
        people: dict[str, Any] = state_of(crowded)["people"]
        named = {name.inner_text()[-1] for name in crowded.locator(LANE_NAMES).all()}
        seen = {p[-1] for p, one in people.items() if one["status"] == "seen"} & named
        assert {tag.inner_text()[-1] for tag in crowded.locator(TAGS).all()} == seen


def test_pointing_at_a_person_highlights_the_row_and_a_hidden_person_has_no_row(
    crowded: Page,
) -> None:
    picture = "document.getElementById('sm-track-canvas').toDataURL()"
    resting = crowded.evaluate(picture)
    hover(crowded, crowded.locator(LANE_NAMES).first, 400)
    next_frame(crowded)
    assert crowded.evaluate(picture) != resting
    crowded.mouse.move(640, 5)
    next_frame(crowded)
    assert crowded.evaluate(picture) == resting
    crowded.evaluate("storyMap.setChoice({ hidden: ['p3'] })")
    expect(crowded.locator(LANE_NAMES)).to_have_count(7)
    expect(crowded.locator(LANE_NAMES, has_text="Person 3")).to_have_count(0)


def test_zooming_in_shows_the_lanes(crowded: Page) -> None:
    crowded.evaluate("storyMap.seek({ position: 0.5 })")
    # The next frame draws the tags.
    next_frame(crowded)
    in_scenes = crowded.locator(TAGS).count()
    assert in_scenes < 8
    box = box_of(timeline(crowded))
    crowded.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
    crowded.mouse.wheel(0, -2000)
    # A lane also has a line between two events.
    expect(crowded.locator(TAGS)).to_have_count(8)
    crowded.locator("#sm-whole").click()
    expect(crowded.locator(TAGS)).to_have_count(in_scenes)


def test_the_card_of_an_unsorted_story_does_not_show_the_story_order_number(
    offline_page: Page, tmp_path: Path
) -> None:
    story = long_story(2_000, 5)
    path = tmp_path / "heap.html"
    # The events are not sorted by time: the latest is first.
    geo.StoryMap(replace(story, events=story.events[::-1])).save(path)
    page = opened(offline_page, path)
    page.evaluate("storyMap.seek({ position: 0.8 })")
    expect(page.locator("#sm-card-count")).to_have_text("Event 1,601 of 2,000")


def test_the_card_shows_the_story_order_number_after_occasional_jumps(
    offline_page: Page, tmp_path: Path
) -> None:
    story = long_story(1_200, 5)
    path = tmp_path / "told.html"
    geo.StoryMap(replace(story, events=story.events[1_100:] + story.events[:1_100])).save(path)
    page = opened(offline_page, path)
    page.evaluate("storyMap.seek({ event: 'e1099' })")
    expect(page.locator("#sm-card-count")).to_have_text("Event 1,100 of 1,200 · story order 1,200")
