"""The JavaScript twins of geo/playback, in a real browser: the same table, and Python beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import geo
from geo import Story
from geo.playback import Timeline, time_scales, timeline
from tests.browser.playing import page_of_modules
from tests.playback import table
from tests.playback.stories import moments, seeded_story

ROOT = Path(__file__).parents[2]
# Python measures a line by geodesics, JavaScript flat at each step's middle latitude. Over the
# fifty kilometres of a step in these stories that moves a person by less than this (about 2 m).
SAME_PLACE_DEGREES = 2e-5


@pytest.fixture(scope="module")
def twins(browser: Browser) -> Iterator[Page]:
    """A page with the twins and what asks them."""
    modules = [f"arithmetic/{name}.js" for name in ("axis", "tracks", "labels")]
    script = Path(__file__).with_name("twins.js")
    with page_of_modules(browser, *modules, script=script) as page:
        yield page


def asked_of_twins(page: Page, story: Story, line: Timeline, asked: dict[str, Any]) -> Any:
    return page.evaluate(
        "answersOf",
        {"raw": table.player_json(story, line), "events": table.columns(story), "asked": asked},
    )


@pytest.mark.parametrize("case", table.CASES, ids=table.name_of)
def test_the_browser_answers_as_worked_out_by_hand(twins: Page, case: dict[str, Any]) -> None:
    story = table.story_of(case)
    line = table.timeline_of(case, story)
    got = asked_of_twins(twins, story, line, table.questions(case))
    assert table.mismatches(case, got) == []


@pytest.mark.parametrize(("time", "precision", "day_one", "words"), table.TABLE["moments"])
def test_the_browser_writes_a_moment_as_far_as_it_is_known(
    twins: Page, time: str, precision: str, day_one: str | None, words: str
) -> None:
    midnight = None if day_one is None else table.seconds(day_one)
    got = twins.evaluate("momentOf", [table.seconds(time), precision, midnight])
    assert got == words


@pytest.mark.parametrize("seed", [1, 2])
def test_python_and_the_browser_agree_on_a_long_story(twins: Page, seed: int) -> None:
    story = seeded_story(300, seed)
    for scale in time_scales(story):
        compare(twins, story, timeline(story, scale))


def test_python_and_the_browser_agree_on_a_thinned_axis(twins: Page) -> None:
    story = seeded_story(3_000, 3, people=2)
    compare(twins, story, timeline(story), every=20)


def test_python_and_the_browser_agree_on_heat(twins: Page) -> None:
    story = geo.read(ROOT / "events.geojson")
    for scale in time_scales(story):
        compare(twins, story, timeline(story, scale), every=4)


def compare(page: Page, story: Story, line: Timeline, every: int = 1) -> None:
    """Ask both everything at every interesting moment, and expect the same, to the last bit."""
    times = moments(line)[::every]
    seconds = [*line.cues, *(line.duration_s * step / 997 for step in range(-3, 1_001))][::every]
    asked = {
        "seconds_at": times,
        "time_at": seconds,
        "visible": times,
        "focus": seconds,
        "next": seconds,
        "previous": seconds,
        "cue_of": list(range(len(line.cues))),
        "whereabouts": [[person, time] for person in range(len(story.people)) for time in times],
        "labels": [[time, None] for time in times],
    }
    expected = table.answers_of(story, line, asked)
    got = asked_of_twins(page, story, line, asked)
    assert got.keys() == expected.keys()
    for key, answer in expected.items():
        within = SAME_PLACE_DEGREES if key == "whereabouts" else 0.0
        if not table.close(answer, got[key], within):
            pytest.fail(f"{key} differs: {first_difference(asked.get(key), answer, got[key])}")


def first_difference(asked: Any, expected: Any, got: Any) -> str:
    if not isinstance(expected, list) or len(expected) != len(got):
        return f"Python {expected!r}, browser {got!r}"
    i = next(
        i
        for i, (a, b) in enumerate(zip(expected, got, strict=True))
        if not table.close(a, b, SAME_PLACE_DEGREES)
    )
    question = asked[i] if asked else i
    return f"at {question!r}: Python {expected[i]!r}, browser {got[i]!r}"


def test_looking_at_a_hundred_thousand_events_is_quick_even_when_one_lasts_forever(
    twins: Page,
) -> None:
    count = 100_000
    starts = list(range(count))
    # The first lasts to the end, so the latest end so far never says that all is over.
    ends = [count + 10, *(start + 5 for start in starts[1:])]
    raw = {
        "clock": "telling",
        "order": starts,
        "starts": starts,
        "ends": ends,
        "cues": starts,
        "duration": 900,
        "knots": {"times": [0, count + 10], "seconds": [0, 900]},
        "seams": [],
        "labels": {"day_one": None, "precision": "time"},
        "tracks": [],
    }
    found = twins.evaluate("timeLooks", {"raw": raw, "looks": 2_000})
    assert found["most"] == 6
    # A scrub step has 4 ms for everything; measured: 0.004 ms. A scan of all takes about 0.2.
    assert found["a_look_ms"] < 0.1
