"""The search in the list of events, in a real browser: its matches and the parts of the search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import geo
from tests.browser.playing import opened, page_of_modules
from tests.sample import long_story

pytestmark = pytest.mark.browser

# A story with a given number of events, every third of them about the bank. Records the reports of
# each search: number of matches, number of searched events, and whether the search is complete.
STORY: Final = """(count) => {
  const all = [...Array(count).keys()];
  window.finder = new Search({
    events: {
      titles: all.map((k) => (k % 3 ? 'The street' : 'The Bank')),
      texts: all.map(() => ''), people: all.map(() => []), place: all.map(() => null),
    },
    people: [], places: [],
  }, { order: all });
  window.reports = [];
  window.report = () => reports.push([finder.found.length, finder.among, finder.isDone]);
  finder.more = report;
}"""


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page with only the search, without the player."""
    with page_of_modules(browser, "panels/search.js") as page:
        yield page


def test_a_short_story_is_searched_in_one_step(plain: Page) -> None:
    plain.evaluate(STORY, 9_000)
    plain.evaluate("() => { finder.find('bank', null); report(); }")
    assert plain.evaluate("reports") == [[3_000, 9_000, True]]
    plain.evaluate("() => { finder.find('', Uint8Array.of(1, 0, 1)); report(); }")
    assert plain.evaluate("finder.found") == [0, 2]


def test_a_long_story_is_searched_in_parts(plain: Page) -> None:
    plain.evaluate(STORY, 90_000)
    plain.evaluate("() => { finder.find('BANK', null); report(); }")
    plain.wait_for_function("() => finder.isDone")
    reports: list[list[Any]] = plain.evaluate("reports")
    assert reports[-1] == [30_000, 90_000, True]
    looked = [among for _, among, _ in reports]
    parts = [after - before for before, after in zip([0, *looked], looked, strict=False)]
    assert max(parts) <= 10_000
    assert [is_done for *_, is_done in reports] == [False] * (len(reports) - 1) + [True]
    assert plain.evaluate("finder.found.every((k, n) => k === 3 * n)")


def test_a_new_letter_cancels_the_running_search(plain: Page) -> None:
    plain.evaluate(STORY, 90_000)
    plain.evaluate("() => { finder.find('bank', null); finder.find('street', null); }")
    plain.wait_for_function("() => finder.isDone")
    assert plain.evaluate("finder.found.length") == 60_000
    # All matches are listed immediately, and there are no further reports.
    plain.evaluate("() => { finder.find('bank', null); finder.find('', null); reports = []; }")
    assert plain.evaluate("[finder.found.length, finder.isDone]") == [90_000, True]
    plain.evaluate("new Promise((done) => setTimeout(() => setTimeout(done)))")
    assert plain.evaluate("reports") == []


def test_the_search_shows_the_number_of_matches(player: Page) -> None:
    player.locator("#sm-list").click()
    box = player.get_by_role("searchbox", name="Find an event")
    count = player.locator("#sm-find-count")
    expect(count).to_have_text("")
    box.fill("alarm")
    expect(count).to_have_text("1 of 6")
    box.fill("nothing of the kind")
    expect(count).to_have_text("")
    expect(player.get_by_text("No matching events.")).to_be_visible()
    box.fill("")
    expect(count).to_have_text("")


@pytest.mark.integration
def test_later_matches_are_listed_below_earlier_ones(
    offline_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    path = tmp_path / "long.html"
    geo.StoryMap(long_story(12_000, 40)).save(path)
    page = opened(offline_context().new_page(), path)
    page.locator("#sm-list").click()
    page.get_by_role("searchbox", name="Find an event").fill("event 11")
    rows = page.locator("#sm-scenes-list li")
    expect(rows.first).to_be_visible()
    expect(page.locator("#sm-find-count")).to_have_text("1,111 of 12,000")
    expect(rows.first).to_have_attribute("aria-setsize", "1111")
