"""The storyline strip as the player unfolds it, in a real browser, beside what Python laid out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import geo
from geo import Story
from geo.playback import Timeline, lanes_json, lay_out_lanes, time_scales, timeline
from tests.browser.playing import page_of_modules
from tests.playback import lane_table, table
from tests.playback.stories import seeded_story

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unfolding(browser: Browser) -> Iterator[Page]:
    with page_of_modules(browser, "arithmetic/storylines.js") as page:
        yield page


def unfolded(page: Page, story: Story, line: Timeline) -> Any:
    raw = json.loads(
        json.dumps(lanes_json(story, lay_out_lanes(story, [line])[0]), allow_nan=False)
    )
    events = {"pinned": [event.where.is_pinned for event in story.events]}
    return page.evaluate("([raw, events]) => openStorylines(raw, events)", [raw, events])


@pytest.mark.parametrize("case", lane_table.CASES, ids=table.name_of)
def test_the_browser_unfolds_what_was_worked_out_by_hand(
    unfolding: Page, case: dict[str, Any]
) -> None:
    story = table.story_of(case)
    got = unfolded(unfolding, story, table.timeline_of(case, story))
    assert lane_table.mismatches(case, story, got) == []


@pytest.mark.parametrize("story", ["heat", "a long one"])
def test_the_browser_unfolds_what_python_laid_out(unfolding: Page, story: str) -> None:
    told = geo.read(ROOT / "events.geojson") if story == "heat" else seeded_story(3_000, 6)
    for scale in time_scales(told):
        line = timeline(told, scale)
        expected = lane_table.player_lanes(told, lay_out_lanes(told, [line])[0])
        assert unfolded(unfolding, told, line) == expected
