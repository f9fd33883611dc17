"""Set and filming locations: the switch, the markers, the line and the card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from geo import Place, Position, Source, Story
from geo.story import Alternative
from tests.browser.playing import WRITTEN as PLACED
from tests.browser.playing import box_of, opened, seek, state_of, written
from tests.sample import BANK, LOT, small_story

pytestmark = [pytest.mark.browser, pytest.mark.integration]

STUDIO = Position(-118.3, 34.1)
# Records every text that is drawn on the canvas.
WRITTEN = """
  window.written = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
    window.written.push(text);
    return write.call(this, text, ...at);
  };"""


def filmed_story() -> Story:
    """The small story. The first event was filmed elsewhere, the last two where they are set."""
    story = small_story()
    studio = Place(
        "studio",
        "A studio",
        kind="filming",
        position=STUDIO,
        radius_m=120,
        confidence=0.8,
        address="1 Studio Way",
        today="A car park",
        note="Two guides agree.",
        sources=("guide",),
        alternatives=(
            Alternative("Another studio", "A letter says so.", LOT, 200, "9 Other Street"),
        ),
    )
    runway = Place("runway", "The runway", address="World Way")
    events = [
        replace(event, where=replace(event.where, place="runway", filmed_at="runway"))
        if event.id in ("duel", "after")
        else event
        for event in story.events
    ]
    return replace(story, places=(story.places[0], studio, runway), events=tuple(events))


@pytest.fixture(scope="module")
def filmed_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story with filming locations, exported once."""
    path = tmp_path_factory.mktemp("filmed") / "filmed.html"
    geo.StoryMap(filmed_story()).save(path)
    return path


@pytest.fixture
def still(offline_context: Callable[..., BrowserContext], filmed_html: Path) -> Page:
    """That story, open, with reduced motion."""
    page = offline_context(reduced_motion="reduce").new_page()
    page.add_init_script(WRITTEN)
    return opened(page, filmed_html)


def where_is(page: Page, person: str) -> tuple[float | None, float | None]:
    """The position of a person: longitude, latitude."""
    found = state_of(page)["people"][person]
    return found["lon"], found["lat"]


def test_the_switch_moves_an_event_and_its_people_to_the_filming_location_and_back(
    still: Page,
) -> None:
    switch = still.get_by_role("switch", name="Show filming locations")
    expect(switch).not_to_be_checked()
    assert where_is(still, "neil") == BANK
    switch.click()
    expect(switch).to_be_checked()
    assert state_of(still)["choice"]["ground"] == "filmed"
    assert where_is(still, "neil") == STUDIO
    still.keyboard.press("g")
    expect(switch).not_to_be_checked()
    assert where_is(still, "neil") == BANK


def test_the_line_between_set_and_filming_location_shows_the_distance(still: Page) -> None:
    seek(still, "enter")
    still.wait_for_function("() => written.includes('filmed 6.7 km away')")
    still.keyboard.press("g")
    still.wait_for_function("() => written.includes('set 6.7 km away')")
    # The camera shows both ends of the line.
    for lon, lat in (BANK, STUDIO):
        assert still.evaluate("(p) => map_story.getBounds().contains(p)", [lat, lon])


@pytest.mark.parametrize("zoom", [10, 11, 12, 13, 14, 16])
@pytest.mark.parametrize("place", [BANK, STUDIO])
def test_the_label_of_the_line_is_in_the_window_and_beside_the_current_event(
    offline_context: Callable[..., BrowserContext],
    filmed_html: Path,
    place: tuple[float, float],
    zoom: int,
) -> None:
    phone = {"width": 390, "height": 844}
    page = offline_context(viewport=phone, reduced_motion="reduce").new_page()
    page.add_init_script(PLACED)
    opened(page, filmed_html)
    seek(page, "enter")
    page.evaluate(
        "(ground) => storyMap.setChoice({ ground })", "filmed" if place == STUDIO else "set"
    )
    lon, lat = place
    # The current event is near the upper edge of the map.
    page.evaluate(
        "(to) => storyMap.setCamera(to)",
        {"lat": lat - 0.25 / 2 ** (zoom - 10), "lon": lon, "zoom": zoom},
    )
    words = [one for one in written(page) if one["text"].endswith(" away")]
    x, y = page.evaluate("(p) => Object.values(map_story.latLngToContainerPoint(p))", [lat, lon])
    for one in words:
        half = one["width"] / 2
        assert half <= one["x"] <= 390 - half
        assert abs(one["x"] - x) > half + 13 or abs(one["y"] - y) > 9 + 13, one
    assert words or zoom > 12


def test_an_event_with_an_unknown_filming_location_is_in_the_tray(still: Page) -> None:
    seek(still, "alarm")
    tray = still.get_by_role("complementary", name="Somewhere in Los Angeles")
    expect(tray).to_be_hidden()
    assert where_is(still, "hanna") != (None, None)
    still.keyboard.press("g")
    tray = still.get_by_role("complementary", name="Filming location unknown")
    expect(tray).to_contain_text("The alarm")
    expect(still.get_by_role("article")).to_contain_text("Filming location unknown")
    assert state_of(still)["people"]["hanna"]["status"] == "unlocated"


def test_an_event_filmed_at_its_set_location_does_not_move(still: Page) -> None:
    seek(still, "after")
    before = where_is(still, "hanna")
    still.keyboard.press("g")
    assert where_is(still, "hanna") == before
    expect(still.get_by_role("article")).to_contain_text("Set and filmed at The runway")


def test_markers_glide_to_the_filming_location_and_end_exactly_there(
    offline_page: Page, filmed_html: Path
) -> None:
    page = opened(offline_page, filmed_html)
    seek(page, "enter")
    page.keyboard.press("g")
    page.wait_for_function(
        "([lon, lat]) => { const { neil } = storyMap.state().people;"
        " return neil.lon === lon && neil.lat === lat; }",
        arg=list(STUDIO),
    )
    page.keyboard.press("g")
    page.wait_for_function("(lon) => storyMap.state().people.neil.lon === lon", arg=BANK.longitude)


def test_the_card_shows_both_addresses_and_what_is_there_today(still: Page) -> None:
    card = still.get_by_role("article")
    expect(card).to_contain_text("Location The bank 444 S Flower St")
    expect(card).to_contain_text("Today: An office tower")
    expect(card).to_contain_text("Filmed at A studio 1 Studio Way")
    expect(card).to_contain_text("Accurate to about 120 m, 80% confidence")
    expect(card).to_contain_text("6.7 km from the set location")
    expect(card).to_contain_text("Today: A car park")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_the_card_shows_rival_claims_side_by_side(
    offline_context: Callable[..., BrowserContext], filmed_html: Path, width: int, height: int
) -> None:
    context = offline_context(viewport={"width": width, "height": height})
    page = opened(context.new_page(), filmed_html)
    more = page.get_by_role("button", name="More", exact=True)
    if more.is_visible():
        more.click()
    page.get_by_text("Sources disagree about the location").click()
    claims = page.locator("#sm-card-claims section")
    expect(claims).to_have_count(2)
    ours, theirs = claims.all()
    expect(ours).to_contain_text("Claim A (shown on map) A studio 1 Studio Way")
    expect(ours).to_contain_text("Two guides agree.")
    expect(ours.get_by_role("link", name="A guide to the places")).to_be_attached()
    expect(theirs).to_contain_text("Claim B Another studio 9 Other Street")
    expect(theirs).to_contain_text("7.0 km from claim A, accurate to about 200 m")
    expect(theirs).to_contain_text("A letter says so.")
    # Measure both at the same time, because the expanded section may still be scrolling.
    left, right = claims.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect())")
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    assert box_of(page.get_by_role("article"))["height"] <= height * 0.65


def test_a_story_without_separate_filming_locations_has_no_switch(player: Page) -> None:
    expect(player.get_by_role("switch")).to_have_count(0)
    player.keyboard.press("g")
    assert state_of(player)["choice"]["ground"] == "set"
    seek(player, "alarm")
    player.evaluate("storyMap.setChoice({ground: 'filmed'})")
    assert state_of(player)["people"]["hanna"]["status"] == "seen"


def test_hostile_text_in_places_and_claims_is_shown_as_text(
    offline_page: Page, tmp_path: Path
) -> None:
    evil = "<img src=x onerror='window.pwned = 1'>"
    claim = Alternative(evil, evil, LOT, 200, evil)
    story = filmed_story()
    places = tuple(
        replace(p, name=evil, address=evil, today=evil, note=evil, alternatives=(claim,))
        for p in story.places
    )
    source = Source("guide", evil, "https://x/'onclick='window.pwned=1")
    path = tmp_path / "hostile.html"
    geo.StoryMap(replace(story, places=places, sources=(source, story.sources[1]))).save(path)
    page = opened(offline_page, path)
    page.keyboard.press("g")
    page.get_by_text("Sources disagree about the location").click()
    expect(page.locator("#sm-card-claims")).to_contain_text(evil)
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, a[onclick]").count() == 0


BOTH_IN_SIGHT = "(ends) => ends.every((end) => map_story.getBounds().contains(end))"
BOTH_ENDS = [[place.latitude, place.longitude] for place in (BANK, STUDIO)]


def test_the_camera_shows_both_locations_and_flies_back(
    offline_page: Page, filmed_html: Path
) -> None:
    offline_page.goto(filmed_html.as_uri() + "#scene=enter")
    offline_page.evaluate("storyMap.ready")
    switch = offline_page.get_by_role("switch")
    for _ in range(2):
        offline_page.evaluate("map_story.setView([34.0519, -118.256], 16.5, { animate: false })")
        switch.click()
        offline_page.wait_for_function(BOTH_IN_SIGHT, arg=BOTH_ENDS)


def test_a_link_to_filming_locations_shows_both_locations(
    offline_page: Page, filmed_html: Path
) -> None:
    offline_page.goto(filmed_html.as_uri() + "#scene=enter&ground=filmed")
    offline_page.evaluate("storyMap.ready")
    assert offline_page.evaluate(BOTH_IN_SIGHT, BOTH_ENDS)
