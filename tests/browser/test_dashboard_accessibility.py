"""axe-core finds nothing in the dashboard: in the page's own markup, and in the document in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import Finding, findings
from tests.browser.visiting import (
    PATIENCE_MS,
    click_row,
    open_heat,
    player_frame,
    story_of_one_event,
    table,
    upload_story,
    wait_for_player,
)

pytestmark = [pytest.mark.browser, pytest.mark.integration]

# What the markup of Streamlit 1.67 itself causes: the rule, and a part of the element.
OF_STREAMLIT = {
    # The area for dropped files has a name, and the role that says it has no meaning.
    ("presentation-role-conflict", 'data-testid="stFileUploaderDropzone"'),
}
SCREENS = {"desktop": (1280, 900), "phone": (390, 844)}


def _opening(page: Page, _: Path) -> None:
    expect(table(page)).to_be_visible()


def _people(page: Page, _: Path) -> None:
    page.get_by_role("tab", name="People", exact=True).click()
    click_row(page, 0)
    expect(page.get_by_role("tabpanel").get_by_role("heading").first).to_be_visible()


def _places(page: Page, _: Path) -> None:
    page.get_by_role("tab", name="Places").click()
    page.get_by_text("Points", exact=True).click()
    expect(page.get_by_role("button", name="Save story")).to_be_visible()


def _export(page: Page, _: Path) -> None:
    page.get_by_role("tab", name="Export").click()
    expect(page.get_by_role("button", name="Export map")).to_be_visible()


def _story_menu(page: Page, _: Path) -> None:
    page.get_by_role("button", name="Story").first.click()
    expect(page.get_by_text("Upload your own story")).to_be_visible()


def _map_menu(page: Page, _: Path) -> None:
    page.get_by_role("button", name="Map", exact=True).click()


def _own_story(page: Page, folder: Path) -> None:
    # A field that the program does not know gives a warning.
    upload_story(page, story_of_one_event(folder, "Mine", color="red"))
    wait_for_player(page, "Mine")


def _question(page: Page, folder: Path) -> None:
    upload = folder / "question.json"
    upload.write_text('[{"title": "A", "start": "05/06/1932", "end": 86400000}]', "utf-8")
    upload_story(page, upload)
    page.get_by_text("month first").click()
    expect(page.get_by_role("radio", name="month first")).to_be_checked()
    expect(page.get_by_role("button", name="Read the story")).to_be_disabled()


VIEWS: dict[str, Callable[[Page, Path], None]] = {
    "opening": _opening,
    "people": _people,
    "places": _places,
    "export": _export,
    "story menu": _story_menu,
    "map menu": _map_menu,
    "own story": _own_story,
    "question": _question,
}


@pytest.fixture(
    params=[(scheme, screen) for scheme in ("dark", "light") for screen in SCREENS], ids=" ".join
)
def page(request: pytest.FixtureRequest, browser: Browser, dashboard: str) -> Iterator[Page]:
    """The dashboard with *Heat*, in each theme and on each screen."""
    scheme, screen = request.param
    width, height = SCREENS[screen]
    size: Any = {"width": width, "height": height}
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    yield open_heat(context.new_page(), dashboard)
    context.close()


def _is_of_streamlit(found: Finding) -> bool:
    return any(found.rule == rule and part in found.html for rule, part in OF_STREAMLIT)


def test_axe_finds_nothing_in_the_page_and_in_its_document(page: Page, tmp_path: Path) -> None:
    found = {"document": findings(player_frame(page))}
    for name, show in VIEWS.items():
        show(page, tmp_path)
        found[name] = [one for one in findings(page) if not _is_of_streamlit(one)]
    assert {name: some for name, some in found.items() if some} == {}
