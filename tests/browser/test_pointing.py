"""Clicks on clusters: they never zoom out, and every event can be reached."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Event, Person, Position, Story, When, Where
from tests.browser.playing import next_frame, opened, seek, state_of, until_the_map_rests
from tests.sample import at

pytestmark = pytest.mark.firefox

# A crowd at one address, with three events at ten o'clock, and another crowd along a street.
ADDRESS = (-118.25, 34.05)
STREET = [(-118.45 + n * 0.0004, 34.0) for n in range(16)]
AT_THE_ADDRESS = [f"here-{n}" for n in range(15)]
ALL_WITH_EACH_CLICK = [*(f"here-{n}" for n in (*range(6, 15), *range(6))), "here-6"]
PIXEL_OF = """([lon, lat]) => {
  const { x, y } = map_story.latLngToContainerPoint([lat, lon]);
  return [x, y];
}"""


def _crowds() -> Story:
    here, ten = Where((Position(*ADDRESS),)), at(10, 0)
    before = [When(at(8, n), at(8, n + 1)) for n in range(6)]
    now = [When(at(9, 50 + n), at(10, 10)) for n in range(3)]
    after = [When(at(11, n), at(11, n + 1)) for n in range(6)]
    events = [
        Event(name, f"Scene {name}", "", when, here, people=("guest",) if n % 2 == 0 else ())
        for n, (name, when) in enumerate(zip(AT_THE_ADDRESS, [*before, *now, *after], strict=True))
    ]
    events += [
        Event(f"street-{n}", f"Street {n}", "", When(at(12, n)), Where((Position(*spot),)))
        for n, spot in enumerate(STREET)
    ]
    far = Where((Position(-118.10, 34.15),))
    events.append(Event("far", "Far away", "", When(ten, at(10, 5)), far))
    return Story("Crowds", tuple(events), people=(Person("guest", "A guest"),))


@pytest.fixture
def crowds(offline_context: Callable[..., BrowserContext], tmp_path: Path) -> Page:
    """The story at ten o'clock with reduced motion; the view is far from both crowds."""
    path = tmp_path / "crowds.html"
    geo.StoryMap(_crowds()).save(path)
    page = opened(offline_context(reduced_motion="reduce").new_page(), path)
    page.evaluate("storyMap.seek({ event: 'far' })")
    next_frame(page)
    return page


def look(page: Page, spot: tuple[float, float], zoom: float) -> None:
    """Move the map there."""
    lon, lat = spot
    page.evaluate(
        "(to) => storyMap.setCamera({ ...to, following: false })",
        {"lon": lon, "lat": lat, "zoom": zoom},
    )
    next_frame(page)


def click(page: Page, spot: tuple[float, float]) -> str:
    """Click a place and return the current event."""
    page.mouse.click(*page.evaluate(PIXEL_OF, spot))
    next_frame(page)
    event: str = state_of(page)["event"]
    return event


@pytest.mark.parametrize("zoom", [11, 15.5, 18])
def test_clicks_on_a_cluster_at_one_address_step_through_all_its_events(
    crowds: Page, zoom: float
) -> None:
    look(crowds, ADDRESS, zoom)
    camera = state_of(crowds)["camera"]
    assert [click(crowds, ADDRESS) for _ in ALL_WITH_EACH_CLICK] == ALL_WITH_EACH_CLICK
    assert state_of(crowds)["camera"] == pytest.approx(camera)


def test_the_tooltip_explains_that_clicks_step_through_the_events(crowds: Page) -> None:
    look(crowds, ADDRESS, 18)
    x, y = crowds.evaluate(PIXEL_OF, ADDRESS)
    crowds.mouse.move(x, y)
    tip = crowds.locator("#sm-tip")
    expect(tip).to_have_text("Scene here-6 · 3 now, 15 in all – click to step through them")
    assert click(crowds, ADDRESS) == "here-6"
    crowds.mouse.move(x + 1, y)
    expect(tip).to_have_text("Next here: Scene here-7 · 3 now, 15 in all")


def test_clicks_on_a_separable_cluster_zoom_in_and_then_step_through_its_events(
    crowds: Page,
) -> None:
    look(crowds, STREET[8], 10)
    zooms = [10.0]
    for _ in range(8):
        event = click(crowds, STREET[8])
        zooms.append(state_of(crowds)["camera"]["zoom"])
        if event != "far":
            break
    assert event.startswith("street-")
    assert zooms == sorted(zooms)
    crowds.wait_for_function("() => storyMap.state().camera.zoom > 14")


def test_a_double_click_on_events_at_one_place_does_not_zoom_in(crowds: Page) -> None:
    look(crowds, ADDRESS, 15)
    crowds.mouse.dblclick(*crowds.evaluate(PIXEL_OF, ADDRESS))
    next_frame(crowds)
    assert state_of(crowds)["camera"]["zoom"] == 15


def test_clicks_skip_events_that_the_filter_hides(crowds: Page) -> None:
    crowds.evaluate("storyMap.setFilter({ people: ['guest'] })")
    look(crowds, ADDRESS, 15)
    clicked = [click(crowds, ADDRESS) for _ in AT_THE_ADDRESS[::2]]
    assert sorted(clicked) == sorted(AT_THE_ADDRESS[::2])


def test_a_click_on_a_marker_seeks_to_its_event(player: Page) -> None:
    until_the_map_rests(player, lambda: seek(player, "enter"))
    until_the_map_rests(player, lambda: seek(player, "hiding"))
    point = player.evaluate("""() => {
      const at = map_story.latLngToContainerPoint([33.9463, -118.3816]);
      return [at.x, at.y];
    }""")
    player.mouse.click(*point)
    assert state_of(player)["event"] == "duel"
