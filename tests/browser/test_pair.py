"""The comparison of two people: their distance, its chart, and their encounters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

import geo
from geo import Event, Person, Position, Story, When, Where
from tests.browser.playing import box_of, opened, seek, state_of, until_the_map_rests
from tests.sample import HOSTILE_TEXTS, at, hostile_story, small_story
from tools import serve

pytestmark = pytest.mark.browser

COFFEE = "s42a-coffee"
MURDER = "s30-murder"  # Neil's location is unknown.
FIRST_SHOTS = "s54b-first-shots"  # Neil is present, Hanna is not.
PICTURE = "() => document.getElementById('sm-curve-canvas').toDataURL()"


@pytest.fixture
def heat(heat: Page) -> Page:
    """*Heat* with the Distance tab open."""
    return with_distance(heat)


def with_distance(page: Page) -> Page:
    """Open the Distance tab and return the page."""
    page.locator("#sm-list").click()
    page.get_by_role("tab", name="Distance").click()
    return page


def figure(page: Page) -> Locator:
    return page.locator("#sm-apart")


def how(page: Page) -> Locator:
    return page.locator("#sm-apart-how")


def rows(page: Page) -> Locator:
    return page.locator("#sm-met-list button")


def test_neil_and_hanna_are_compared_at_the_start_and_the_map_does_not_move(
    offline_page: Page, heat_html: Path
) -> None:
    page = opened(offline_page, heat_html)
    assert state_of(page)["choice"]["pair"] == ["neil", "hanna"]
    expect(page.locator("#sm-drawer")).to_be_hidden()
    with_distance(page)
    expect(page.get_by_label("First person")).to_have_value("0")
    expect(page.locator("#sm-pair-other option:checked")).to_have_text("Vincent Hanna")


def test_the_distance_is_shown_with_its_accuracy(heat: Page) -> None:
    seek(heat, COFFEE)
    expect(figure(heat)).to_have_text("In the same scene")
    seek(heat, FIRST_SHOTS)
    expect(figure(heat)).to_have_text("About 100 m apart")
    expect(how(heat)).to_have_text("Assumed: Vincent Hanna was last seen Day 10 · 11:41.")
    seek(heat, MURDER)
    expect(figure(heat)).to_have_text("Unknown")
    expect(how(heat)).to_have_text("Neil McCauley has not been seen since Day 5 · 18:05.")


@pytest.mark.integration
def test_selecting_an_encounter_seeks_to_it_and_marks_it(heat: Page) -> None:
    count = "8 face to face · 4 watching · no near misses"
    expect(heat.locator("#sm-met-count")).to_have_text(count)
    heat.evaluate("storyMap.seek({ position: 0 })")
    titles = {event.id: event.title for event in geo.read(serve.ROOT / "events.geojson").events}
    current = heat.locator("#sm-met-list [aria-current] .sm-row-title")
    gone_to = []
    for _ in range(12):
        heat.keyboard.press("m")
        gone_to.append(state_of(heat)["event"])
        expect(current).to_have_text(titles[gone_to[-1]])
    assert len(set(gone_to)) == 12
    heat.keyboard.press("Shift+M")
    assert state_of(heat)["event"] == gone_to[-2]
    heat.get_by_role("button", name="Next encounter").click()
    assert state_of(heat)["event"] == gone_to[-1]


def test_an_encounter_in_the_list_is_a_button_that_seeks_to_it(heat: Page) -> None:
    seek(heat, COFFEE)
    row = heat.get_by_role("button", name="Day 9 · 22:40 · face to face")
    expect(row).to_have_attribute("aria-current", "true")
    heat.get_by_role("button", name="Vincent Hanna watches").first.click()
    assert state_of(heat)["event"] == "s34-vans"


def test_the_viewer_and_a_method_can_change_the_pair(heat: Page) -> None:
    heat.get_by_label("Second person").select_option(label="Eady")
    assert state_of(heat)["choice"]["pair"] == ["neil", "eady"]
    heat.get_by_role("button", name="Swap").click()
    assert state_of(heat)["choice"]["pair"] == ["eady", "neil"]
    heat.get_by_label("First person").select_option(label="Neil McCauley")
    assert state_of(heat)["choice"]["pair"] == ["neil", "eady"]
    heat.evaluate("storyMap.setChoice({ pair: ['cheritto', 'lauren'] })")
    expect(heat.locator("#sm-pair-one option:checked")).to_have_text("Michael Cheritto")
    expect(heat.locator("#sm-met-none")).to_be_visible()
    expect(rows(heat)).to_have_count(0)
    heat.evaluate("storyMap.setChoice({ pair: null })")
    expect(figure(heat)).to_have_text("Choose two people")


@pytest.mark.integration
def test_the_pair_can_change_in_every_frame_while_the_list_is_open(heat: Page) -> None:
    heat.evaluate("""async () => {
      const ids = Object.keys(storyMap.state().people).slice(0, 12);
      for (const one of ids) {
        for (const other of ids) {
          if (one !== other) storyMap.setChoice({ pair: [one, other] });
          document.getElementById('sm-met').dispatchEvent(new Event('scroll'));
          await new Promise(requestAnimationFrame);
        }
      }
    }""")
    # An error would appear in the console, and then the fixture of the page fails the test.
    heat.evaluate("storyMap.setChoice({ pair: ['neil', 'hanna'] })")
    expect(rows(heat).first).to_be_visible()


def test_the_distance_chart_seeks_on_drag_and_shows_the_value_at_the_pointer(heat: Page) -> None:
    curve = heat.get_by_role("img", name="Distance between Neil McCauley and Vincent Hanna")
    box = box_of(curve)
    middle = box["y"] + box["height"] / 2
    heat.mouse.move(box["x"] + 2, middle)
    expect(heat.locator("#sm-curve-hint")).to_contain_text("Unknown")
    expect(heat.locator("#sm-curve-hint")).to_contain_text("has not appeared yet")
    heat.mouse.down()
    heat.mouse.move(box["x"] + box["width"] / 2, middle)
    heat.mouse.up()
    assert abs(state_of(heat)["position"] - 0.5) < 0.01


def test_chart_and_distance_follow_the_time_scale(heat: Page) -> None:
    seek(heat, FIRST_SHOTS)
    before = heat.evaluate(PICTURE)
    heat.get_by_label("Time scale").select_option("film")
    expect(figure(heat)).to_have_text("About 100 m apart")
    heat.wait_for_function(f"(before) => ({PICTURE})() !== before", arg=before)
    seek(heat, MURDER)
    expect(figure(heat)).to_have_text("Unknown")


def hover_mark(page: Page) -> Locator:
    """Point at the marker below Neil's position and return its tooltip."""
    place = page.evaluate("""() => {
      const { lat, lon } = storyMap.state().people.neil;
      const { x, y } = map_story.latLngToContainerPoint([lat, lon]);
      return { x, y };
    }""")
    page.mouse.move(place["x"], place["y"] + 80)
    page.mouse.move(place["x"], place["y"] + 34)
    return page.locator("#sm-tip")


@pytest.mark.integration
def test_encounter_markers_are_on_the_map_only_while_the_tab_is_open(heat: Page) -> None:
    until_the_map_rests(heat, lambda: seek(heat, COFFEE))
    expect(figure(heat)).to_have_text("In the same scene")
    expect(hover_mark(heat)).to_have_text("Face to face: face to face")
    heat.keyboard.press("Escape")
    expect(heat.locator("#sm-drawer")).to_be_hidden()
    expect(hover_mark(heat)).to_be_hidden()


@pytest.mark.integration
def test_encounter_markers_can_stay_on_the_map_after_the_tab_is_closed(heat: Page) -> None:
    until_the_map_rests(heat, lambda: seek(heat, COFFEE))
    keep = heat.get_by_role("button", name="Pin to map")
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    heat.keyboard.press("Escape")
    expect(heat.locator("#sm-drawer")).to_be_hidden()
    expect(hover_mark(heat)).to_have_text("Face to face: face to face")
    heat.wait_for_function("() => location.hash.endsWith('&kept=pair')")
    heat.reload()
    heat.evaluate("storyMap.ready")
    expect(hover_mark(heat)).to_have_text("Face to face: face to face")
    expect(heat.locator("#sm-pair-map")).to_have_attribute("aria-pressed", "true")


def test_contacts_and_near_misses_show_their_distance(offline_page: Page, tmp_path: Path) -> None:
    def event(name: str, hour: int, minute: int, east: float, *who: str, heard: str = "") -> Event:
        return Event(
            name,
            name,
            "",
            When(at(hour, minute), at(hour, minute + 10)),
            Where((Position(-118.3 + east, 34.0),)),
            people=who,
            heard=(heard,) if heard else (),
        )

    events = (
        event("one", 9, 0, 0, "a"),
        event("other", 9, 30, 0.005, "b"),
        event("call", 12, 0, 0.1, "a", heard="b"),
        event("seen", 12, 5, 0.3, "b"),
    )
    path = tmp_path / "near.html"
    geo.StoryMap(Story("Near", events, people=(Person("a", "Ann"), Person("b", "Bob")))).save(path)
    page = with_distance(opened(offline_page, path))
    expect(page.locator("#sm-met-count")).to_have_text("1 in contact · 1 near miss")
    expect(rows(page).first).to_contain_text("near miss: 460 m apart, 20 minutes between")
    expect(rows(page).nth(1)).to_contain_text("in contact, 18 km apart")
    rows(page).first.click()
    assert state_of(page)["event"] == "other"


def test_a_distance_is_no_more_precise_than_its_two_places(
    offline_page: Page, tmp_path: Path
) -> None:
    def event(name: str, day: int, hour: int, east: float, radius: float, who: str) -> Event:
        where = Where((Position(-118.3 + east, 34.0),), radius_m=radius)
        return Event(name, name, "", When(at(hour, 0, day), at(hour + 1, 0, day)), where, (who,))

    events = (
        event("vague", 2, 9, 0, 900, "a"),
        event("beside", 2, 9, 0.0015, 800, "b"),
        event("sharp", 3, 9, 0, 20, "a"),
        event("far", 3, 9, 0.1, 20, "b"),
    )
    path = tmp_path / "vague.html"
    geo.StoryMap(Story("Vague", events, people=(Person("a", "Ann"), Person("b", "Bob")))).save(path)
    page = with_distance(opened(offline_page, path))
    seek(page, "beside")
    expect(figure(page)).to_have_text("At most 1.8 km apart")
    expect(how(page)).to_have_text("Both locations are approximate.")
    expect(rows(page).first).to_contain_text("near miss: at most 1.8 km")
    seek(page, "far")
    expect(figure(page)).to_have_text("9.2 km apart")
    expect(how(page)).to_have_text("Both locations are known.")


def test_an_encounter_shows_the_time_that_it_seeks_to(heat: Page) -> None:
    row = heat.get_by_role("button", name="Photographs from the crane")
    when = row.locator(".sm-row-when").inner_text().split(" · ")[:2]
    row.click()
    expect(heat.locator("#sm-clock")).to_contain_text(" · ".join(when))


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (844, 390)])
def test_the_open_drawer_covers_no_tools_credits_or_chart(
    offline_context: Callable[..., BrowserContext], heat_html: Path, width: int, height: int
) -> None:
    context = offline_context(viewport={"width": width, "height": height})
    page = with_distance(opened(context.new_page(), heat_html))
    page.evaluate("storyMap.setCamera({ lat: 34, lon: -118.3, zoom: 11 })")
    drawer = box_of(page.locator("#sm-drawer"))
    for name in ("#sm-tools", "#sm-credits", ".leaflet-control-scale", "#sm-resume"):
        box = box_of(page.locator(name))
        assert (
            box["x"] + box["width"] <= drawer["x"] or box["x"] >= drawer["x"] + drawer["width"]
        ), name
    curve = box_of(page.locator("#sm-curve"))
    assert curve["y"] + curve["height"] <= drawer["y"] + drawer["height"]


def test_arrow_keys_switch_between_the_three_tabs(heat: Page) -> None:
    heat.get_by_role("tab", name="Distance").press("ArrowRight")
    expect(heat.locator("#sm-tab-scenes")).to_be_focused()
    heat.locator("#sm-tab-scenes").press("ArrowLeft")
    expect(heat.locator("#sm-panel-pair")).to_be_visible()


def test_on_a_phone_the_whole_tab_fits(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> None:
    context = offline_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = with_distance(opened(context.new_page(), heat_html))
    seek(page, COFFEE)
    panel = page.locator("#sm-panel-pair")
    assert panel.evaluate("(node) => node.scrollWidth <= node.clientWidth")
    for name in ("sm-pair-who", "sm-curve", "sm-met-head", "sm-met"):
        box = box_of(page.locator(f"#{name}"))
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    rows(page).last.scroll_into_view_if_needed()
    rows(page).last.tap()
    assert state_of(page)["event"] == "s72a-in-the-dark"


def test_encounters_are_sorted_by_their_displayed_times(offline_page: Page, tmp_path: Path) -> None:
    def event(
        name: str,
        since: datetime,
        until: datetime,
        east: float,
        who: str,
        heard: tuple[str, ...] = (),
    ) -> Event:
        where = Where((Position(-118.3 + east, 34.0),))
        return Event(name, name, "", When(since, until), where, (who,), heard)

    events = (
        # Ann stays for three days. The near miss is on the second day; her stay began earlier.
        event("stay", at(8, 0), at(20, 0, 4), 0, "a"),
        event("call", at(12, 0), at(12, 10), 0.5, "b", ("a",)),
        event("beside", at(10, 0, 3), at(11, 0, 3), 0.005, "b"),
    )
    path = tmp_path / "order.html"
    geo.StoryMap(Story("Order", events, people=(Person("a", "Ann"), Person("b", "Bob")))).save(path)
    page = with_distance(opened(offline_page, path))
    expect(rows(page)).to_contain_text(["call", "beside"])
    seek(page, "beside")
    expect(page.locator("#sm-met-list [aria-current]")).to_contain_text("beside")


def test_a_story_of_one_person_has_no_distance(offline_page: Page, tmp_path: Path) -> None:
    whole = small_story()
    story = Story("One", whole.events[1:2], groups=whole.groups, people=whole.people[:1])
    path = tmp_path / "one.html"
    geo.StoryMap(story).save(path)
    page = opened(offline_page, path)
    page.locator("#sm-list").click()
    expect(page.get_by_role("tab", name="People")).to_be_visible()
    expect(page.get_by_role("tab", name="Distance")).to_be_hidden()
    assert state_of(page)["choice"]["pair"] is None


def test_hostile_names_are_shown_as_text(offline_page: Page, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    geo.StoryMap(hostile_story()).save(path)
    page = with_distance(opened(offline_page, path))
    seek(page, "hiding")
    expect(how(page)).to_contain_text(HOSTILE_TEXTS[2].strip())
    assert page.evaluate("window.pwned") is None


def test_distances_use_set_locations_even_if_filming_locations_are_shown(heat: Page) -> None:
    seek(heat, FIRST_SHOTS)
    expect(figure(heat)).to_have_text("About 100 m apart")
    heat.evaluate("storyMap.setChoice({ ground: 'filmed' })")
    expect(how(heat)).to_have_text(
        "By set locations. Assumed: Vincent Hanna was last seen Day 10 · 11:41."
    )
    expect(figure(heat)).to_have_text("About 100 m apart")
