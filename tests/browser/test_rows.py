"""Lists of any length, in a real browser: every row can be reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.playing import next_frame, page_of_modules

pytestmark = pytest.mark.browser

MILLION: Final = 1_000_000
ROW_PX, IN_SIGHT = 54, 10
# Some browsers cut off elements that are taller than this.
TALLEST_PX: Final = 17_000_000
# A list of numbers in the page. All rows have the same height, and the page has no style sheet.
LIST: Final = """([count, rowHeight, inSight]) => {
  const list = element('ol', { style: 'position: relative; margin: 0; padding: 0' });
  window.viewport = element('div', {
    tabindex: 0, style: `height: ${rowHeight * inSight}px; overflow-y: auto`,
  }, list);
  document.head.append(element('style', { text: 'li { position: absolute; height: 54px }' }));
  document.body.append(viewport);
  window.rows = new Rows(viewport, list, rowHeight, (item) => element('b', { text: item }));
  rows.set([...Array(count).keys()]);
}"""
# The fully visible rows, from top to bottom.
SEEN: Final = """() => {
  const { top, bottom } = viewport.getBoundingClientRect();
  return [...viewport.querySelectorAll('li')]
    .map((row) => ({ number: Number(row.textContent), box: row.getBoundingClientRect() }))
    .filter(({ box }) => box.top >= top - 0.5 && box.bottom <= bottom + 0.5)
    .sort((one, other) => one.box.top - other.box.top).map(({ number }) => number);
}"""


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page with only the rows of a list, without the player."""
    with page_of_modules(browser, "panels/rows.js") as page:
        yield page


def open_list(page: Page, count: int) -> Page:
    """The page with a list of this many rows, ten of them visible."""
    page.evaluate(LIST, [count, ROW_PX, IN_SIGHT])
    return page


def visible_rows(page: Page) -> list[int]:
    """The visible rows after scrolling has stopped. Checks that no row in between is missing."""
    page.evaluate("""async () => {
      let before = null;
      for (let still = 0; still < 5; still++) {
        await new Promise(requestAnimationFrame);
        if (viewport.scrollTop !== before) still = 0;
        before = viewport.scrollTop;
      }
    }""")
    found: list[int] = page.evaluate(SEEN)
    assert found == list(range(found[0], found[0] + len(found)))
    assert len(found) >= page.evaluate("viewport.clientHeight") // ROW_PX - 1
    return found


def scroll_to(page: Page, share: float) -> None:
    """Scroll to a fraction of the scroll range."""
    page.evaluate(
        """(share) => {
      viewport.scrollTop = share * (viewport.scrollHeight - viewport.clientHeight);
    }""",
        share,
    )


def until_it_rests(page: Page, act: Callable[[], object]) -> None:
    """Run an action that scrolls the list, and wait until scrolling has stopped."""
    page.evaluate("""() => {
      window.ended = false;
      viewport.addEventListener('scrollend', () => { ended = true; }, { once: true });
    }""")
    act()
    page.wait_for_function("() => ended")


def wheel(page: Page, pixels: int) -> None:
    """Turn the mouse wheel over the list."""
    page.locator("div").first.hover()
    until_it_rests(page, lambda: page.mouse.wheel(0, pixels))


def press(page: Page, key: str) -> None:
    """Press a key in the list."""
    page.evaluate("viewport.focus()")
    until_it_rests(page, lambda: page.keyboard.press(key))


def test_a_list_of_a_million_rows_shows_the_last_row(plain: Page) -> None:
    page = open_list(plain, MILLION)
    assert page.evaluate("viewport.scrollHeight") < TALLEST_PX
    assert visible_rows(page)[0] == 0
    scroll_to(page, 1)
    assert visible_rows(page)[-1] == MILLION - 1
    scroll_to(page, 0.5)
    assert abs(visible_rows(page)[0] - MILLION / 2) < MILLION / 100
    scroll_to(page, 0)
    assert visible_rows(page)[0] == 0


@pytest.mark.integration
@pytest.mark.parametrize("share", [0.001, 0.3, 0.5, 0.9, 0.999])
def test_the_wheel_scrolls_a_long_list_as_far_as_a_short_one(plain: Page, share: float) -> None:
    page = open_list(plain, MILLION)
    scroll_to(page, share)
    before = visible_rows(page)[0]
    for notch in range(1, 6):
        wheel(page, 2 * ROW_PX)
        assert abs(visible_rows(page)[0] - before - 2 * notch) <= 1
    for _ in range(5):
        wheel(page, -2 * ROW_PX)
    assert abs(visible_rows(page)[0] - before) <= 1


def test_keys_scroll_a_long_list_by_a_page_and_to_its_ends(plain: Page) -> None:
    page = open_list(plain, MILLION)
    scroll_to(page, 0.4)
    before = visible_rows(page)[0]
    for key, least, most in (("PageDown", 5, IN_SIGHT), ("PageUp", -1, 1)):
        press(page, key)
        assert least <= visible_rows(page)[0] - before <= most
    press(page, "End")
    assert visible_rows(page)[-1] == MILLION - 1
    press(page, "Home")
    assert visible_rows(page)[0] == 0


@pytest.mark.integration
@pytest.mark.parametrize("count", [100, MILLION])
def test_any_row_can_be_scrolled_into_view(plain: Page, count: int) -> None:
    page = open_list(plain, count)
    middle = count // 2
    for row in (middle, middle + 12, middle - 20, count - 1, count - 15, 0, 14, count // 3):
        page.evaluate("(row) => rows.reveal(row)", row)
        assert row in visible_rows(page)
    # The row is still visible when the list has half the height.
    page.evaluate("(height) => { viewport.style.height = height; }", f"{ROW_PX * 5}px")
    next_frame(page)
    assert count // 3 in visible_rows(page)


def test_the_end_of_a_long_list_can_be_reached_row_by_row(plain: Page) -> None:
    page = open_list(plain, MILLION)
    page.evaluate("(row) => rows.reveal(row)", MILLION - 40)
    rows = set(visible_rows(page))
    while max(rows) < MILLION - 1:
        wheel(page, 4 * ROW_PX)
        rows.update(visible_rows(page))
    assert rows >= set(range(MILLION - 40, MILLION)), "rows were passed over"


def test_a_list_that_becomes_short_shows_its_rows(plain: Page) -> None:
    page = open_list(plain, MILLION)
    scroll_to(page, 0.7)
    visible_rows(page)
    page.evaluate("rows.set([...Array(30).keys()])")
    assert visible_rows(page)[-1] == 29
    page.evaluate("(count) => rows.set([...Array(count).keys()])", MILLION)
    scroll_to(page, 1)
    assert visible_rows(page)[-1] == MILLION - 1
