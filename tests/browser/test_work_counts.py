"""The amount of work for a long story. It is counted and not timed, so results never vary."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page

import geo
from tests.browser.playing import opened_at_rest
from tests.sample import long_story

pytestmark = [pytest.mark.browser, pytest.mark.integration]

STEPS: Final = 10
# Limits for drawing operations of one step, which takes four frames: base map, markers, people and
# chart. They are twice the current numbers. One operation per dot, with half of 10,000 events
# showing, would be ten times as many.
MOST_DRAWN: Final = 1_050
# The additional limit for the tracks of twelve people at full length.
MOST_DRAWN_WITH_TRACKS: Final = 1_350
# Limits for drawing operations in one frame of a flight, twice the current numbers: events and
# people, and the base map. No limit depends on the length of the story.
MOST_DRAWN_IN_FLIGHT: Final = {"Heat": 120, "1,000, few": 600, "10,000, few": 850}
MOST_BASE_DRAWN: Final = 90
FRAME_MS = 16
# A flight takes less than two seconds. Four frames without drawing mark its end.
MOST_FRAMES, RESTING_FRAMES = 150, 4
# Counts the work of a page: drawing operations, created elements and added listeners.
COUNTER: Final = Path(__file__).with_name("work_counter.js")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Documents with 1,000 to 10,000 events, with a few and with half of them showing at once."""
    folder = tmp_path_factory.mktemp("long")
    stories = {
        "1,000, few": long_story(1_000, 40),
        "10,000, few": long_story(10_000, 40),
        "10,000, half": long_story(10_000, 5_000),
    }
    paths = {name: folder / f"{number}.html" for number, name in enumerate(stories)}
    for name, story in stories.items():
        geo.StoryMap(story).save(paths[name])
    return paths


@pytest.fixture
def opened(offline_context: Callable[..., BrowserContext]) -> Callable[[Path], Page]:
    """Opens a document and counts its work. With reduced motion, a jump is one camera step."""

    def open_counted(path: Path) -> Page:
        page = offline_context(reduced_motion="reduce").new_page()
        page.add_init_script(path=COUNTER)
        page.goto(path.as_uri())
        page.evaluate("storyMap.ready")
        return page

    return open_counted


def _steps(page: Page) -> list[dict[str, Any]]:
    """The work of each jump to a random position, until all motion has stopped."""
    dice = random.Random(1995)
    positions = [dice.random() for _ in range(STEPS)]
    # One-time work (labels of the base map, images of markers) is done by then.
    page.evaluate("workCounter.steps([0.5])")
    steps: list[dict[str, Any]] = page.evaluate("(p) => workCounter.steps(p)", positions)
    return steps


def test_a_jump_in_a_long_story_draws_no_more_than_in_a_short_one(
    documents: dict[str, Path], opened: Callable[[Path], Page]
) -> None:
    drawn = {
        name: [step["drawn"] for step in _steps(opened(path))] for name, path in documents.items()
    }
    typical = {name: statistics.median(each) for name, each in drawn.items()}
    assert all(max(each) <= MOST_DRAWN for each in drawn.values()), drawn
    # Ten times as many events fill more squares of the window, but the number of squares is fixed.
    # A jump in the short story draws about 110 things, of which 40 are the base map.
    assert typical["10,000, few"] <= 4.5 * typical["1,000, few"], typical
    assert typical["10,000, half"] <= 1.25 * typical["10,000, few"], typical


def test_tracks_in_a_long_story_draw_no_more_than_in_a_short_one(
    documents: dict[str, Path], opened: Callable[[Path], Page]
) -> None:
    drawn = {}
    for name, path in documents.items():
        page = opened(path)
        page.evaluate("storyMap.setChoice({ tail: 'story' })")
        drawn[name] = [step["drawn"] for step in _steps(page)]
    assert all(max(each) <= MOST_DRAWN_WITH_TRACKS for each in drawn.values()), drawn
    typical = {name: statistics.median(each) for name, each in drawn.items()}
    assert typical["10,000, half"] <= 1.25 * typical["10,000, few"], typical


def _flight(page: Page) -> list[dict[str, int]]:
    """The drawing operations in each frame of a flight; the test controls the clock."""
    page.evaluate("workCounter.taken()")
    page.evaluate("storyMap.seek({ position: 0.327 })")
    frames: list[dict[str, int]] = []
    resting = 0
    while len(frames) < MOST_FRAMES and resting < RESTING_FRAMES:
        page.clock.run_for(FRAME_MS)
        frames.append(page.evaluate("workCounter.taken()"))
        resting = 0 if frames[-1]["stage"] + frames[-1]["base"] else resting + 1
    return frames


def test_a_flight_draws_events_once_per_frame_and_the_base_map_rarely(
    documents: dict[str, Path],
    heat_html: Path,
    offline_context: Callable[..., BrowserContext],
) -> None:
    for name, most_drawn in MOST_DRAWN_IN_FLIGHT.items():
        page = offline_context().new_page()
        page.add_init_script(path=COUNTER)
        opened_at_rest(page, heat_html if name == "Heat" else documents[name])
        # One-time work in idle time is done by then.
        page.clock.run_for(3_000)
        frames = _flight(page)
        assert 30 < len(frames) < MOST_FRAMES, f"{name}: a flight, and an end of it"
        assert max(frame["drawings"] for frame in frames) == 1, name
        assert max(frame["redraws"] for frame in frames) <= 1, name
        assert sum(frame["redraws"] for frame in frames) <= len(frames) / 2, name
        assert max(frame["stage"] for frame in frames) <= most_drawn, name
        assert max(frame["base"] for frame in frames) <= MOST_BASE_DRAWN, name


def test_during_a_drag_events_are_drawn_once_per_frame_while_the_map_flies(
    documents: dict[str, Path], offline_context: Callable[..., BrowserContext]
) -> None:
    page = offline_context().new_page()
    page.add_init_script(path=COUNTER)
    page.goto(documents["1,000, few"].as_uri())
    page.evaluate("storyMap.ready")
    frames = page.evaluate(
        "() => workCounter.dragged(Array.from({ length: 40 }, (_, n) => (n * 0.37) % 1))"
    )
    assert page.evaluate("storyMap.state().camera.following")
    assert [frame["drawings"] for frame in frames] == [1] * len(frames)


def test_a_jump_computes_styles_only_between_frames(
    documents: dict[str, Path], opened: Callable[[Path], Page]
) -> None:
    for path in documents.values():
        page = opened(path)
        _steps(page)
        protocol = page.context.new_cdp_session(page)
        protocol.send("Performance.enable")
        before = _counted(protocol)
        _steps(page)
        after = _counted(protocol)
        # One computation for the changes of the jump, one for changes that depend on sizes, and
        # some in reserve. If styles were computed in mid-frame, there would be one more per word.
        assert after["RecalcStyleCount"] - before["RecalcStyleCount"] <= 4 * STEPS
        assert after["LayoutCount"] - before["LayoutCount"] <= 2 * STEPS


def _counted(protocol: CDPSession) -> dict[str, float]:
    """The number of style and layout computations since the page was loaded."""
    metrics = protocol.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: metric["value"] for metric in metrics}


def test_a_jump_creates_few_elements_and_adds_no_listeners(
    documents: dict[str, Path], opened: Callable[[Path], Page]
) -> None:
    for path in documents.values():
        steps = _steps(opened(path))
        assert max(step["made"] for step in steps) <= 30
        assert sum(step["listeners"] for step in steps) <= 0


def test_playback_leaks_no_elements_or_listeners(
    documents: dict[str, Path], opened: Callable[[Path], Page]
) -> None:
    page = opened(documents["10,000, half"])
    before, after = page.evaluate("() => workCounter.laps(2)")
    assert after["elements"] == before["elements"]
    assert after["listeners"] == before["listeners"]


def test_the_document_of_a_long_story_grows_with_its_text_and_not_with_markup(
    documents: dict[str, Path],
) -> None:
    short, long = (documents[name].stat().st_size for name in ("1,000, few", "10,000, few"))
    # Id, title, text, times, place and people of one event. As GeoJSON they take over 300 bytes.
    assert long / 10_000 <= 100
    assert long - short <= 9_000 * 40


def test_the_list_renders_only_the_visible_rows(
    documents: dict[str, Path], opened: Callable[[Path], Page]
) -> None:
    page = opened(documents["10,000, half"])
    page.locator("#sm-list").click()
    rows = page.locator("#sm-scenes-list > li")
    page.wait_for_function("() => document.querySelector('#sm-scenes-list > li') !== null")
    assert 0 < rows.count() < 60
    page.locator("#sm-scenes").evaluate("(list) => list.scrollTo(0, list.scrollHeight / 2)")
    page.wait_for_function(
        "() => Number(document.querySelector('#sm-scenes-list > li').ariaPosInSet) > 4000"
    )
    assert rows.count() < 60
