"""Where there is no base map, the camera keeps the events before and after in view, and rests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

import geo
from geo import Event, Person, Position, Story, When, Where
from tests.browser.playing import WRITTEN, next_frame, opened, seek, state_of, written
from tests.sample import at

pytestmark = pytest.mark.browser

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# A week of earthquakes, in the order in which they happened.
QUAKES = [(142, 38), (-71, -30), (20, 39), (178, -38), (-155, 19), (143, 37), (70, 36), (-118, 34)]
# Houses of a village in Umbria, about 300 metres apart, and New York.
HOUSES = [(12.40 + n % 3 * 0.003, 43.10 + n // 3 * 0.003) for n in range(9)]
CITY = (-74.0, 40.7)
MAGELLAN = [(-6, 37), (-43, -23), (-71, -53), (145, 13), (124, 10), (127, 1), (18, -34), (-6, 37)]


def journey(*places: tuple[float, float], hours: int = 1) -> Story:
    """One person at these places, one event an hour, with as many hours between them."""
    start = at(8, 0)
    step = timedelta(hours=1 + hours)
    events = tuple(
        Event(
            f"e{n}",
            f"Event {n}",
            "",
            When(start + n * step, start + n * step + timedelta(hours=1)),
            Where((Position(*place),)),
            ("vi",),
        )
        for n, place in enumerate(places)
    )
    return Story("A journey", events, people=(Person("vi", "Vic Toria"),))


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def show(
    request: pytest.FixtureRequest,
    offline_context: Callable[..., BrowserContext],
    tmp_path: Path,
) -> Callable[[Story], Page]:
    """Opens a story with reduced motion, and records the texts on the stage."""

    def showing(story: Story) -> Page:
        geo.StoryMap(story).save(tmp_path / "story.html")
        context = offline_context(viewport=request.param, reduced_motion="reduce")
        page = context.new_page()
        page.add_init_script(WRITTEN)
        return opened(page, tmp_path / "story.html")

    return showing


def look(page: Page, event: str) -> dict[str, Any]:
    """Seek to an event and return the camera."""
    seek(page, event)
    next_frame(page)
    camera = state_of(page)["camera"]
    assert isinstance(camera, dict)
    return camera


def x_of(page: Page, place: tuple[float, float]) -> float:
    """The x of a place, in the copy of the world that is nearest to the middle of the free part."""
    x = page.evaluate(
        """([lng, lat]) => {
          const { right, top } = document.getElementById('sm-panels').getBoundingClientRect();
          const isBeside = top < innerHeight && right < innerWidth / 2;
          const middle = ((isBeside ? right : 0) + innerWidth) / 2;
          const east = map_story.containerPointToLatLng([middle, 0]).lng;
          const turns = Math.round((east - lng) / 360);
          return map_story.latLngToContainerPoint([lat, lng + 360 * turns]).x;
        }""",
        list(place),
    )
    return float(x)


def in_view(page: Page, place: tuple[float, float]) -> bool:
    """Whether a place is between the left and the right edge of the window."""
    width = page.evaluate("innerWidth")
    return bool(0 < x_of(page, place) < width)


def test_earthquakes_all_over_the_world_do_not_move_the_camera(
    show: Callable[[Story], Page],
) -> None:
    page = show(journey(*QUAKES))
    opening = state_of(page)["camera"]
    # Without the way across the 180th meridian: that one is shown in one piece.
    for n in (0, 1, 2, 5, 6):
        assert look(page, f"e{n}")["zoom"] == pytest.approx(opening["zoom"], abs=1)
        assert in_view(page, QUAKES[n])
        assert in_view(page, QUAKES[n + 1])


def test_the_camera_shows_the_village_and_before_the_journey_also_its_end(
    show: Callable[[Story], Page],
) -> None:
    page = show(journey(*HOUSES, CITY))
    whole = state_of(page)["camera"]["zoom"]
    village = look(page, "e4")
    assert village["zoom"] > whole + 6
    assert all(in_view(page, house) for house in HOUSES[1:8])
    last = look(page, "e8")
    assert last["zoom"] < whole + 1
    assert in_view(page, HOUSES[8])
    assert in_view(page, CITY)
    assert look(page, "e9") == last


def test_the_camera_rests_while_the_story_stays_among_the_houses_in_view(
    show: Callable[[Story], Page],
) -> None:
    page = show(journey(*HOUSES))
    views = [look(page, f"e{n}") for n in range(len(HOUSES))]
    assert views.count(views[0]) == len(views)


def test_a_story_at_one_place_is_shown_with_a_few_kilometres(show: Callable[[Story], Page]) -> None:
    page = show(journey(CITY, CITY))
    assert 12 <= look(page, "e0")["zoom"] < 15
    assert look(page, "e1") == look(page, "e0")


def test_on_the_way_around_the_world_nobody_jumps_and_the_way_is_in_one_piece(
    show: Callable[[Story], Page],
) -> None:
    page = show(journey(*MAGELLAN, hours=5))
    for n in range(len(MAGELLAN) - 1):
        camera = look(page, f"e{n}")
        here, there = x_of(page, MAGELLAN[n]), x_of(page, MAGELLAN[n + 1])
        seen = []
        for hour in range(1, 6):
            time = at(8, 0) + timedelta(hours=6 * n + hour, minutes=30)
            page.evaluate("(time) => storyMap.seek({ time })", time.isoformat())
            (vic,) = (found["x"] for found in written(page) if found["text"] == "VT")
            seen.append(vic)
        assert state_of(page)["camera"] == camera
        way = [here, *seen, there]
        assert way == sorted(way, reverse=here > there)
        assert 0 < min(way) < max(way) < page.evaluate("innerWidth")


def test_a_followed_person_is_not_shown_closer_than_the_story_allows(
    show: Callable[[Story], Page],
) -> None:
    story = journey(*QUAKES)
    page = show(story)
    whole = state_of(page)["camera"]["zoom"]
    page.evaluate("storyMap.setChoice({ followed: ['vi'] })")
    seek(page, "e6")
    next_frame(page)
    assert state_of(page)["camera"]["zoom"] <= whole + 4.5
    # The last place is on the base map.
    page.evaluate("storyMap.seek({ position: 1 })")
    next_frame(page)
    assert state_of(page)["camera"]["zoom"] > 12
