"""Playback of short events: the camera shows the next few together and does not move."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

import geo
from geo import Event, Person, Position, Story, When, Where
from tests.browser.playing import IN_SIGHT, next_frame, opened, seek, state_of
from tests.sample import at, long_story

pytestmark = [pytest.mark.browser, pytest.mark.integration]

# Two places far from each other, and a third so far away that both look like one spot.
ONE, OTHER, AWAY = Position(-118.45, 34.00), Position(-118.15, 34.10), Position(-117.16, 32.72)
FIRST = [f"first-{n}" for n in range(20)]
THEN = [f"then-{n}" for n in range(6)]
AFTERWARDS = [f"away-{n}" for n in range(6)]
# Only an event with a long text stays on the card for long.
LONG_TEXT = "Both of them wait there for a long time and say nothing. " * 4


def _to_and_fro() -> Story:
    def scene(number: int, name: str, where: Position, text: str = "") -> Event:
        start = at(9, 0) + timedelta(minutes=5 * number)
        when = When(start, start + timedelta(minutes=5))
        place = Where((where,), radius_m=60, confidence=0.9)
        people = ("rider", "guest") if name in FIRST[::2] else ("rider",)
        return Event(name, name, text, when, place, people=people)

    names = [*FIRST, "long", *THEN, *AFTERWARDS]
    events = [
        scene(n, name, AWAY if name in AFTERWARDS else (ONE, OTHER)[n % 2])
        for n, name in enumerate(names)
    ]
    events[len(FIRST)] = scene(len(FIRST), "long", ONE, LONG_TEXT)
    people = (Person("rider", "A rider"), Person("guest", "A guest"))
    return Story("To and fro", tuple(events), people=people)


@pytest.fixture
def play(offline_context: Callable[..., BrowserContext], tmp_path: Path) -> Callable[[Story], Page]:
    """Opens a story with reduced motion and plays it; the camera moves without animation."""

    def playing(story: Story) -> Page:
        path = tmp_path / "story.html"
        geo.StoryMap(story).save(path)
        page = opened(offline_context(reduced_motion="reduce").new_page(), path)
        page.evaluate("storyMap.play()")
        next_frame(page)
        return page

    return playing


def views(page: Page, story: Story, events: Iterable[str]) -> list[dict[str, Any]]:
    """The camera during each of these events. Checks that each event is in view."""
    found = []
    where = {event.id: event.where.path[0] for event in story.events}
    for event in events:
        seek(page, event)
        next_frame(page)
        assert page.evaluate(IN_SIGHT, [where[event].longitude, where[event].latitude]), event
        found.append(state_of(page)["camera"])
    assert state_of(page)["playing"]
    return found


def moves(found: list[dict[str, Any]]) -> int:
    """The number of moves of the camera."""
    return sum(here != there for here, there in pairwise(found))


def test_in_a_long_story_the_camera_moves_rarely_and_shows_every_event(
    play: Callable[[Story], Page],
) -> None:
    story = long_story(1_000, 20)
    page = play(story)
    assert moves(views(page, story, (f"e{n}" for n in range(300, 340)))) <= 3


def test_distant_events_share_one_view(play: Callable[[Story], Page]) -> None:
    story = _to_and_fro()
    assert moves(views(play(story), story, FIRST)) == 0


def test_the_camera_moves_from_the_whole_story_to_the_next_events(
    play: Callable[[Story], Page],
) -> None:
    story = _to_and_fro()
    page = play(story)
    (view,) = views(page, story, FIRST[:1])
    assert 9.5 < view["zoom"] < 12


def test_the_camera_zooms_in_only_on_a_long_event(play: Callable[[Story], Page]) -> None:
    story = _to_and_fro()
    *before, close, after = views(play(story), story, [*FIRST, "long", THEN[0]])
    assert max(view["zoom"] for view in before) < 12
    assert close["zoom"] >= 15
    assert after["zoom"] < 12


def test_the_camera_does_not_zoom_in_on_the_last_event_of_a_run(
    play: Callable[[Story], Page],
) -> None:
    story = _to_and_fro()
    assert moves(views(play(story), story, FIRST[-3:])) == 0


def test_the_camera_ignores_events_that_the_filter_hides(play: Callable[[Story], Page]) -> None:
    story = _to_and_fro()
    page = play(story)
    page.evaluate("storyMap.setFilter({ people: ['guest'] })")
    found = views(page, story, FIRST[::2])
    assert min(view["zoom"] for view in found) >= 14
    assert moves(found) == 0


def test_followed_people_stay_in_one_view(play: Callable[[Story], Page]) -> None:
    story = _to_and_fro()
    page = play(story)
    page.evaluate("storyMap.setChoice({ followed: ['rider'] })")
    assert moves(views(page, story, FIRST)) <= 1
