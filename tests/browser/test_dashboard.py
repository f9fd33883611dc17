"""The running dashboard in a real browser: the player in its frame, and its link to the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.playing import resize
from tests.browser.visiting import (
    click_row,
    current_event_line,
    expect_marked,
    expect_reported,
    mark_document,
    marked_rows,
    open_heat,
    player,
    player_frame,
    state,
    table,
    type_text,
    wait_for_state,
)

pytestmark = pytest.mark.browser

# How long the playhead rests before the frame reports it (frame.js), in milliseconds.
REST_MS = 150


@pytest.fixture
def page(visitor: BrowserContext, dashboard: str) -> Page:
    """The dashboard with its player ready."""
    return open_heat(visitor.new_page(), dashboard)


@pytest.mark.integration
def test_pausing_marks_the_current_event_in_the_table(page: Page) -> None:
    mark_document(page)
    player(page).get_by_role("button", name="Play", exact=True).click()
    wait_for_state(page, "state.playing && state.position > 0.001")
    player(page).get_by_role("button", name="Pause").click()
    expect(current_event_line(page)).to_have_text(re.compile("Off the train"))
    expect(marked_rows(page)).to_contain_text(["Off the train"])
    expect_marked(page)


@pytest.mark.firefox
@pytest.mark.integration
def test_dragging_the_timeline_moves_the_mark_in_the_table_after_the_drag(page: Page) -> None:
    box = player(page).get_by_role("slider", name="Timeline").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 4, y)
    page.mouse.down()
    for share in (0.1, 0.2, 0.3, 0.4):
        page.mouse.move(box["x"] + box["width"] * share, y)
    page.mouse.up()
    wait_for_state(page, "Math.abs(state.position - 0.4) < 0.02")
    expect_reported(page)
    expect(current_event_line(page)).to_be_visible()


@pytest.mark.firefox
def test_keys_in_the_player_play_and_step(page: Page) -> None:
    player(page).get_by_role("slider", name="Timeline").focus()
    page.keyboard.press("ArrowRight")
    wait_for_state(page, "state.event !== arg", "s01-off-the-train")
    page.keyboard.press("Space")
    wait_for_state(page, "state.playing")
    page.keyboard.press("Space")
    wait_for_state(page, "!state.playing")
    expect(current_event_line(page)).to_be_visible()


@pytest.mark.firefox
@pytest.mark.integration
def test_the_keys_of_the_player_also_work_from_the_page(page: Page) -> None:
    page.keyboard.press("ArrowRight")
    wait_for_state(page, "state.event !== arg", "s01-off-the-train")
    page.keyboard.press("Space")
    wait_for_state(page, "state.playing")
    page.keyboard.press("Space")
    wait_for_state(page, "!state.playing")
    page.keyboard.press("End")
    wait_for_state(page, "state.position === 1")
    page.keyboard.press("Home")
    wait_for_state(page, "state.position === 0")
    assert page.evaluate("() => document.scrollingElement.scrollTop") == 0


@pytest.mark.integration
def test_a_focused_field_or_button_keeps_its_own_keys(page: Page) -> None:
    field = page.get_by_role("textbox", name="Find a place")
    type_text(field, "LAX")
    for key in ("Home", "Space", "End", "ArrowLeft"):
        page.keyboard.press(key)
    expect(field).to_have_value(" LAX")
    page.get_by_role("tab", name="Scenes").focus()
    # Wait for the search result, as a person would, before the next key.
    expect(page.get_by_text("Los Angeles International Airport").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Story").first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Upload your own story")).to_be_visible()
    assert state(page)["event"] == "s01-off-the-train"
    assert not state(page)["playing"]


@pytest.mark.integration
def test_the_address_changes_when_a_filter_hides_the_current_event(page: Page) -> None:
    page.keyboard.press("ArrowRight")
    wait_for_state(page, "state.event.startsWith('s02')")
    expect_reported(page)
    type_text(page.get_by_role("combobox", name="People"), "Breedan")
    page.keyboard.press("Enter")
    wait_for_state(page, "state.people.breedan.status === 'seen'")
    expect_reported(page)


@pytest.mark.integration
def test_a_filter_cleared_during_a_report_of_the_player_stays_cleared_in_the_address(
    page: Page,
) -> None:
    page.get_by_role("button", name="10", exact=True).click()
    # The player has moved to an event of that day and reports it at the same time.
    page.wait_for_url(re.compile("at="))
    page.get_by_role("button", name="10", exact=True).click()
    expect(current_event_line(page)).to_be_visible()
    wait_for_state(page, "!state.filter.days")
    type_text(page.get_by_role("textbox", name="Find a place"), "LAX")
    page.keyboard.press("Enter")
    # The address changes a moment later; the place search ran after the filter was cleared.
    expect(page).to_have_url(re.compile("place=LAX"))
    expect(page).not_to_have_url(re.compile("days="))


@pytest.mark.integration
def test_a_link_to_a_hidden_event_offers_the_first_matching_event(
    visitor: BrowserContext, dashboard: str
) -> None:
    page = open_heat(visitor.new_page(), f"{dashboard}/?scene=s25-drive-in&people=breedan")
    expect(page.get_by_text("The filters hide the current scene.")).to_be_visible()
    expect_reported(page)
    page.get_by_role("button", name="Go to the first matching scene").click()
    wait_for_state(page, "state.people.breedan.status === 'seen'")
    expect_reported(page)
    expect(page.get_by_text("The filters hide")).to_have_count(0)


@pytest.mark.firefox
@pytest.mark.integration
def test_an_event_clicked_in_the_player_is_marked_in_the_table(page: Page) -> None:
    frame = player(page)
    frame.locator("#sm-list").click()
    frame.get_by_role("button", name=re.compile("Cash for charges")).first.click()
    expect(current_event_line(page)).to_have_text(re.compile("Cash for charges"))
    expect(marked_rows(page)).to_contain_text(["Cash for charges"])


@pytest.mark.firefox
def test_selecting_a_row_seeks_without_reloading_the_player(page: Page) -> None:
    mark_document(page)
    click_row(page, 3)
    wait_for_state(page, "state.event.startsWith('s04')")
    expect(marked_rows(page)).to_contain_text(["Hanna leaves for work"])
    click_row(page, 0)
    wait_for_state(page, "state.event.startsWith('s01')")
    expect_marked(page)


@pytest.mark.integration
def test_a_filter_reaches_the_player_without_reloading_it(page: Page) -> None:
    mark_document(page)
    type_text(page.get_by_role("combobox", name="People"), "Breedan")
    page.keyboard.press("Enter")
    wait_for_state(page, "state.filter.people?.join() === 'breedan'")
    expect_reported(page)
    expect(page.get_by_text(re.compile(r"^Showing \d+ of \d+ scenes\.$"))).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="10", exact=True).click()
    wait_for_state(page, "state.filter.days?.join() === '10'")
    page.get_by_role("button", name="Clear filters").click()
    wait_for_state(page, "!state.filter.people && !state.filter.days")
    expect_marked(page)


@pytest.mark.integration
def test_tabs_rows_and_reruns_do_not_reload_the_document(page: Page) -> None:
    mark_document(page)
    for tab in ("People", "Places"):
        page.get_by_role("tab", name=tab, exact=True).click()
        click_row(page, 1)
        expect(marked_rows(page)).to_have_count(1)
    page.get_by_role("tab", name="Export").click()
    expect(page.get_by_role("button", name="Export map")).to_be_visible()
    type_text(page.get_by_role("textbox", name="Find a place"), "LAX")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Los Angeles International Airport").first).to_be_visible()
    expect_marked(page)


@pytest.mark.integration
def test_a_click_during_a_report_of_the_player_is_handled(page: Page) -> None:
    tab = page.get_by_role("tab", name="People", exact=True)
    tab.evaluate(
        """(tab, rest) => {
          const hold = ({ data }) => {
            if (data?.reason !== 'seek') return;
            window.removeEventListener('message', hold);
            // The bridge has heard it before us, so this click follows its report at once.
            setTimeout(() => tab.click(), rest);
          };
          window.addEventListener('message', hold);
        }""",
        REST_MS,
    )
    player_frame(page).evaluate("() => storyMap.seek({ event: 's03-cash-for-charges' })")
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(table(page)).to_be_visible()
    # Streamlit can lose elements if a run is interrupted again; this test does not check that.
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
    page.get_by_role("tab", name="Scenes").click()
    expect(current_event_line(page)).to_be_visible()


@pytest.mark.integration
def test_simultaneous_changes_in_two_parts_of_the_page_both_take_effect(
    browser: Browser, dashboard: str
) -> None:
    # A separate window, because Streamlit writes a message about this to the console.
    page = open_heat(browser.new_page(color_scheme="dark"), dashboard)
    tab = page.get_by_role("tab", name="People", exact=True)
    type_text(page.get_by_role("textbox", name="Find a place"), "LAX")
    tab.evaluate("(tab) => { document.activeElement.blur(); tab.click(); }")
    expect(page.get_by_text("Los Angeles International Airport").first).to_be_visible()
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(page.get_by_text("Select a row to see a person")).to_be_visible()
    page.context.close()


@pytest.mark.integration
def test_the_people_tab_can_filter_the_player_by_person(page: Page) -> None:
    page.get_by_role("tab", name="People", exact=True).click()
    click_row(page, 1)
    page.get_by_role("button", name="Only scenes with Chris Shiherlis").click()
    wait_for_state(page, "state.filter.people?.join() === 'chris'")
    expect_reported(page)
    page.get_by_role("button", name="Show everyone").click()
    wait_for_state(page, "!state.filter.people")


@pytest.mark.integration
def test_a_place_search_shows_the_place_and_its_events(page: Page) -> None:
    mark_document(page)
    for query, found, precision in (
        ("Venice Blvd", "Venice Blvd", "about [0-9.]+ km long"),
        ("the drive-in", "Centinela Drive-In", "accurate to about"),
        ("downtown", "Downtown Los Angeles", "an area"),
        ("LAX", "Los Angeles International Airport", "accurate to about"),
    ):
        type_text(page.get_by_role("textbox", name="Find a place"), query)
        page.keyboard.press("Enter")
        expect(page.get_by_text(found, exact=True).first).to_be_visible()
        expect(page.get_by_text(re.compile(rf" · .*{precision}")).first).to_be_visible()
        expect(page.get_by_text(re.compile(r"^\d+ scenes take place here$"))).to_be_visible()
        # The camera has stopped following the story to show the place.
        expect(player(page).get_by_role("button", name="Resume")).to_be_visible()
    expect_marked(page)


@pytest.mark.firefox
def test_the_exported_file_is_the_document_in_the_frame(page: Page) -> None:
    page.get_by_role("tab", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export map").click()
    assert download.value.suggested_filename == "heat.html"
    shown = page.locator("iframe[title$='story map']").evaluate("frame => frame.srcdoc")
    assert download.value.path().read_text("utf-8") == shown


# Playwright emulates a colour scheme only in Chromium.
@pytest.mark.integration
@pytest.mark.only_browser("chromium")
def test_the_player_follows_the_theme_of_the_page(page: Page) -> None:
    mark_document(page)
    player_frame(page).wait_for_function("() => document.documentElement.dataset.theme === 'dark'")
    page.emulate_media(color_scheme="light")
    player_frame(page).wait_for_function("() => document.documentElement.dataset.theme === 'light'")
    expect_marked(page)


@pytest.mark.integration
def test_an_address_with_an_event_seeks_to_it(visitor: BrowserContext, dashboard: str) -> None:
    page = open_heat(visitor.new_page(), f"{dashboard}/?scene=s25-drive-in")
    wait_for_state(page, "state.event === 's25-drive-in'")
    expect(current_event_line(page)).to_be_visible()


@pytest.mark.integration
def test_on_a_phone_the_player_and_its_controls_are_in_view(
    visitor: BrowserContext, dashboard: str
) -> None:
    page = visitor.new_page()
    resize(page, 390, 844)
    open_heat(page, dashboard)
    expect(player(page).get_by_role("slider", name="Timeline")).to_be_in_viewport(ratio=0.9)
    expect(page.get_by_role("textbox", name="Find a place")).to_be_in_viewport(ratio=1)
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 390
