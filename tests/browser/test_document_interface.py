"""The documented interface: every method, every field of the state and every reason of a change."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Page

import geo
from tests.browser.playing import (
    PIXEL_OF,
    box_of,
    data_of,
    next_frame,
    opened,
    same,
    seek,
    state_of,
    timeline,
    until_the_map_rests,
)
from tests.sample import STATION, changed_story

pytestmark = pytest.mark.browser

DOCS: Final = (Path(__file__).parents[2] / "docs/document-interface.md").read_text("utf-8")
# Notes the reason of each change.
HEAR: Final = """() => {
  window.heard = [];
  addEventListener('storymap:change', ({ detail }) => heard.push(detail.reason));
}"""
HEARD: Final = "() => heard.splice(0)"
# A link with every field, as older documents wrote it. It must always open the same state.
OLD_LINK: Final = (
    "at=1:44:10.5&clock=film&people=neil,hanna&groups=crew&days=6,7,8,9,10&hidden=breedan"
    "&followed=neil&pair=neil,eady&kept=pair&tail=day&ground=filmed&lanes=everyone&span=0.41,0.9"
    "&length=5&theme=light&camera=34.0519,-118.256,16"
)


def table_after(heading: str) -> list[str]:
    """The names in the first column of the first table after a heading of the documentation."""
    rows = DOCS.split(heading, 1)[1].split("| --- | --- |\n", 1)[1].split("\n\n", 1)[0]
    cells = [row.split(" | ")[0] for row in rows.splitlines()]
    return [name for cell in cells for name in re.findall(r"`(\w+)", cell)]


def heard(page: Page, act: Callable[[], object]) -> list[str]:
    """The reasons of the changes that an action makes."""
    page.evaluate(HEARD)
    act()
    next_frame(page)
    reasons: list[str] = page.evaluate(HEARD)
    return reasons


def test_the_methods_are_those_of_the_documentation(player: Page) -> None:
    names = table_after("## `window.storyMap`")
    assert sorted(set(names)) == sorted(player.evaluate("Object.keys(storyMap)"))


def test_the_fields_of_the_state_are_those_of_the_documentation(player: Page) -> None:
    names = table_after("`state()` returns")
    assert sorted(names) == sorted(state_of(player))


@pytest.mark.integration
def test_each_documented_reason_is_heard(player: Page) -> None:
    page = player
    page.evaluate(HEAR)
    calls = {
        "play": "play()",
        "pause": "pause()",
        "seek": "seek({ event: 'run' })",
        "speed": "setSpeed(2)",
        "loop": "setLoop(true)",
        "clock": "setClock('telling')",
        "choice": "setChoice({ tail: 'story' })",
        "theme": "setTheme('light')",
        "camera": "setCamera({ lat: 34, lon: -118, zoom: 11, following: false })",
    }
    found = {}
    for reason, call in calls.items():
        found[reason] = heard(page, lambda call=call: page.evaluate(f"storyMap.{call}"))  # type: ignore[misc]
    assert {reason: set(reasons) for reason, reasons in found.items()} == {
        reason: {reason} for reason in calls
    }
    page.evaluate("storyMap.setLoop(false); storyMap.setSpeed(64)")
    reasons = heard(
        page,
        lambda: (
            page.evaluate("storyMap.seek({ position: 0.9 }); storyMap.play()"),
            page.wait_for_function("() => !storyMap.state().playing"),
        ),
    )
    assert reasons[:2] == ["seek", "play"]
    assert reasons[-1] == "end"
    page.evaluate("storyMap.setSpeed(8); storyMap.seek({ position: 0 }); storyMap.play()")
    page.wait_for_function("() => heard.includes('event')")
    page.evaluate("storyMap.pause()")
    found["filter"] = heard(page, lambda: page.evaluate("storyMap.setFilter({ days: [1] })"))
    assert found["filter"][0] == "filter"
    page.evaluate("storyMap.setFilter({})")
    page.locator("#sm-list").click()
    row = page.get_by_role("button", name=re.compile("By the runway"))
    assert heard(page, row.click)[0] == "click"
    box = box_of(timeline(page))

    def drag() -> None:
        page.mouse.move(box["x"] + 40, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + 80, box["y"] + 20)
        next_frame(page)
        page.mouse.up()

    reasons = heard(page, drag)
    assert set(reasons) == {"drag", "seek"}
    assert reasons[-1] == "seek"
    page.mouse.wheel(0, -600)
    page.wait_for_function("() => heard.includes('span')")
    page.keyboard.press("h")
    assert heard(page, page.get_by_role("checkbox", name="Letters and signs").uncheck) == ["keys"]
    page.locator("#sm-list").click()
    page.evaluate("storyMap.pick(true)")
    assert "placed" in heard(page, lambda: page.mouse.click(640, 200))
    reasons = heard(
        page, lambda: page.evaluate("(d) => storyMap.setStory(d)", data_of(changed_story()))
    )
    assert reasons == ["story"]
    covered = {*calls, "end", "event", "filter", "click", "drag", "span", "keys", "placed", "story"}
    assert covered == set(table_after("## The event `storymap:change`"))


@pytest.mark.integration
def test_each_method_does_what_it_says(player: Page) -> None:
    page = player
    state = page.evaluate("storyMap.setSpeed(4), storyMap.setLoop(true), storyMap.state()")
    assert (state["speed"], state["loop"], state["length"]) == (4, True, None)
    assert page.evaluate("storyMap.setLength(0.5), storyMap.state().length") == 0.5
    assert page.evaluate("storyMap.setClock('telling'), storyMap.state().clock") == "telling"
    page.evaluate("storyMap.setClock('story')")
    page.evaluate("storyMap.seek({ time: '1995-05-02T14:30' })")
    assert state_of(page)["event"] == "hiding"
    page.evaluate("storyMap.step(1)")
    assert state_of(page)["event"] == "duel"
    page.evaluate("storyMap.step(-1)")
    assert state_of(page)["event"] == "hiding"
    page.evaluate("storyMap.setFilter({ people: ['hanna'] })")
    assert state_of(page)["filter"] == {"people": ["hanna"], "groups": None, "days": None}
    page.evaluate("storyMap.setChoice({ hidden: ['kelso'], pair: null, kept: true })")
    choice = state_of(page)["choice"]
    assert (choice["hidden"], choice["pair"], choice["kept"]) == (["kelso"], None, True)
    page.evaluate("storyMap.setTheme('light')")
    assert page.locator("html").get_attribute("data-theme") == "light"
    page.evaluate("storyMap.setCamera({ lat: 34.05, lon: -118.25, zoom: 12 })")
    assert state_of(page)["camera"] == {
        "lat": pytest.approx(34.05),
        "lon": pytest.approx(-118.25),
        "zoom": 12,
        "following": False,
    }
    place = {"name": "Here", "lat": STATION.latitude, "lon": STATION.longitude, "movable": True}
    until_the_map_rests(page, lambda: page.evaluate("(p) => storyMap.showPlaces([p])", place))
    x, y = page.evaluate(PIXEL_OF, list(STATION))
    assert (x, y) != (0, 0)
    page.evaluate("storyMap.pick(true)")
    assert "sm-picking" in (page.locator(".leaflet-container").get_attribute("class") or "")
    page.evaluate("storyMap.setLink('scene=duel')")
    assert state_of(page)["event"] == "duel"
    assert state_of(page)["choice"]["hidden"] == []


def test_film_time_is_a_moment_to_seek_to(heat: Page) -> None:
    heat.evaluate("storyMap.setClock('film'); storyMap.seek({ film: 6250 })")
    assert state_of(heat)["film"] == pytest.approx(6250, abs=0.05)


EXPECTED: Final[dict[str, Any]] = {
    "clock": "film",
    "length": 5,
    "filter": {"people": ["neil", "hanna"], "groups": ["crew"], "days": [6, 7, 8, 9, 10]},
    "choice": {
        "hidden": ["breedan"],
        "followed": ["neil"],
        "pair": ["neil", "eady"],
        "kept": True,
        "tail": "day",
        "ground": "filmed",
        "lanes": "everyone",
    },
}


def test_a_link_with_every_field_opens_the_same_state_in_a_saved_document(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> None:
    page = offline_context().new_page()
    page.goto(f"{heat_html.as_uri()}#{OLD_LINK}")
    page.evaluate("storyMap.ready")
    state = state_of(page)
    assert {name: state[name] for name in EXPECTED} == EXPECTED
    assert state["film"] == pytest.approx(6250.5, abs=0.05)
    assert state["camera"]["following"] is False
    assert (state["camera"]["lat"], state["camera"]["zoom"]) == (pytest.approx(34.0519), 16)
    assert page.locator("html").get_attribute("data-theme") == "light"
    assert page.locator("#sm-note").inner_text() == ""
    # The document writes the same fields again, and a copy of it opens with them.
    assert [part.split("=")[0] for part in state["link"].split("&")] == [
        part.split("=")[0] for part in OLD_LINK.split("&")
    ]
    copy = heat_html.with_name("copy.html")
    copy.write_bytes(heat_html.read_bytes())
    again = offline_context().new_page()
    again.goto(f"{copy.as_uri()}#{state['link']}")
    again.evaluate("storyMap.ready")
    assert same(state, state_of(again))
    assert state_of(again)["link"] == state["link"]


@pytest.mark.integration
def test_a_document_exported_again_opens_with_the_link_of_the_first(
    offline_context: Callable[..., BrowserContext], heat_html: Path, tmp_path: Path
) -> None:
    page = opened(offline_context().new_page(), heat_html)
    seek(page, "s50b-takeover")
    page.evaluate("storyMap.setChoice({ tail: 'story', lanes: 'everyone' })")
    state = state_of(page)
    path = tmp_path / "again.html"
    geo.StoryMap(geo.read(Path(__file__).parents[2] / "events.geojson")).save(path)
    other = offline_context().new_page()
    other.goto(f"{path.as_uri()}#{state['link']}")
    other.evaluate("storyMap.ready")
    assert state_of(other)["event"] == "s50b-takeover"
    assert state_of(other)["choice"] == state["choice"]


@pytest.mark.parametrize(
    "call",
    [
        "seek({event: 'nobody'})",
        "seek({})",
        "seek({time: '1995-05-02T10:58-07:00'})",
        "seek({time: '1995-02-31'})",
        "seek({time: [1995]})",
        "setTheme('pink')",
        "setSpeed('fast')",
        "setSpeed(1000)",
        "step(0)",
        "setFilter({people: 'neil'})",
        "setFilter({days: ['1']})",
        "setFilter({actors: []})",
        "setFilter({toString: null})",
        "setCamera({lat: 34, lon: -118})",
        "setStory({version: 1})",
        "setClock('sundial')",
        "setLink(7)",
        "setChoice('neil')",
        "showPlaces('here')",
        "showPlaces([{name: 'a', lat: 1e9, lon: 1e9}])",
        "showPlaces([{name: 'a', lat: 34, lon: -118, lines: [[[-118, 34]], 5]}])",
    ],
)
def test_an_invalid_call_reports_the_expected_arguments(player: Page, call: str) -> None:
    before = state_of(player)
    said = player.evaluate(
        f"(() => {{ try {{ storyMap.{call}; return ''; }} catch (e) {{ return e.message; }} }})()"
    )
    assert "expected" in said
    assert state_of(player) == before


@pytest.mark.firefox
def test_listeners_in_the_page_receive_each_change(player: Page) -> None:
    player.evaluate("""() => {
      window.heard = [];
      const note = ({ detail }) => heard.push([detail.reason, detail.state.event]);
      addEventListener('storymap:change', note);
    }""")
    player.evaluate("storyMap.seek({event: 'run'}); storyMap.play(); storyMap.pause()")
    assert player.evaluate("heard") == [["seek", "run"], ["play", "run"], ["pause", "run"]]
