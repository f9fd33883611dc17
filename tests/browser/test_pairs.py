"""The JavaScript twins for pairs of people, in a real browser: one table, and Python beside."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import geo
from geo import Position, Story
from geo.geodesy import distance_m
from geo.playback import Timeline, time_scales, timeline
from tests.analysis import pair_table
from tests.browser.playing import page_of_modules
from tests.playback import table
from tests.playback.stories import seeded_story

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def twins(browser: Browser) -> Iterator[Page]:
    """A page with the twins and what asks them."""
    script = Path(__file__).with_name("pairs.js")
    with page_of_modules(browser, "arithmetic/meetings.js", script=script) as page:
        yield page


def asked_of_twins(page: Page, story: Story, line: Timeline, asked: dict[str, Any]) -> Any:
    given = {
        "raw": table.player_json(story, line),
        "events": pair_table.columns(story),
        "asked": asked,
    }
    return page.evaluate("pairAnswersOf", given)


@pytest.mark.parametrize("case", pair_table.CASES, ids=table.name_of)
def test_the_browser_answers_as_worked_out_by_hand(twins: Page, case: dict[str, Any]) -> None:
    story = pair_table.story_of(case)
    got = asked_of_twins(twins, story, timeline(story), pair_table.questions(case))
    assert pair_table.mismatches(case, got, *pair_table.QUESTIONS) == []


def test_python_and_the_browser_agree_on_a_long_story(twins: Page) -> None:
    compare(twins, seeded_story(400, 2, people=4))


def test_python_and_the_browser_agree_on_heat(twins: Page) -> None:
    compare(twins, geo.read(ROOT / "events.geojson"), people=4)


def compare(page: Page, story: Story, people: int = 3) -> None:
    for scale in time_scales(story):
        line = timeline(story, scale)
        pairs = [list(pair) for pair in permutations(range(people), 2)]
        asked = {
            "separations": [[a, b, time] for a, b in pairs for time in line.axis.times[::5]],
            "curves": pairs,
            "encounters": pairs,
        }
        expected = pair_table.answers_of(story, line, asked)
        got = asked_of_twins(page, story, line, asked)
        assert got.keys() == expected.keys()
        for key, answer in expected.items():
            assert pair_table.is_close(answer, got[key]), f"{key} differ on the time scale {scale}"


def test_the_browsers_distances_are_right_to_half_a_percent_anywhere(twins: Page) -> None:
    chance = random.Random(7)

    def anywhere() -> Position:
        return Position(chance.uniform(-180, 180), chance.uniform(-90, 90))

    pairs = [(anywhere(), anywhere()) for _ in range(300)]
    # Close together, and nearly opposite each other, where such formulas fail.
    for _ in range(300):
        a, nudge = anywhere(), chance.choice((1e-6, 0.001, 0.1, 1.0))
        b = Position(a.longitude + nudge, max(-90.0, min(90.0, a.latitude - nudge)))
        turned = b.longitude - 180 if b.longitude > 0 else b.longitude + 180
        opposite = Position(turned, -b.latitude)
        pairs += [(a, b), (a, opposite)]
    got = twins.evaluate("metresOfAll", [[list(a), list(b)] for a, b in pairs])
    for (a, b), metres in zip(pairs, got, strict=True):
        assert metres == pytest.approx(distance_m(a, b), rel=5e-3, abs=1e-3)


def test_choosing_a_pair_among_a_hundred_thousand_events_is_quick(twins: Page) -> None:
    found = twins.evaluate("timePair", 100_000)
    assert 100 < found["samples"] <= 480
    assert found["found"] > 100, found
    # Measured: a few milliseconds and some tens; comparing all with all takes minutes.
    assert found["curve_ms"] < 50
    assert found["encounters_ms"] < 1_000
