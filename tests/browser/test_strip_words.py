"""The texts on the timeline: initials, gap labels, and round times when zoomed in."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

import geo
from geo import Event, Story, When
from tests.browser.playing import LANE_NAMES, box_of, next_frame, opened, resize, seek, timeline
from tests.sample import long_story

pytestmark = [pytest.mark.browser, pytest.mark.integration]

WRITTEN = """
  window.written = new Map();
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const left = this.textAlign === 'center' ? x - this.measureText(text).width / 2 : x;
    if (this.canvas.id === 'sm-track-canvas') {
      written.set(`${left} ${y}`, [text, left, left + this.measureText(text).width, y]);
    }
    write.call(this, text, x, y);
  };"""


def test_lanes_that_resume_have_initials_that_cover_nothing(
    offline_page: Page, heat_html: Path
) -> None:
    offline_page.add_init_script(WRITTEN)
    page = opened(offline_page, heat_html)
    page.evaluate("written.clear(); storyMap.setChoice({lanes: 'everyone'})")
    next_frame(page)
    page.evaluate("written.clear(); storyMap.setTheme('light')")
    initials = [one for one in page.evaluate("[...written.values()]") if len(one[0]) < 4]
    texts = [text for text, *_ in initials]
    assert texts.count("NM") > 3
    # Two people of one group, whose lanes have the same colour.
    assert {"CSh", "ATr"} <= set(texts)
    strip = box_of(timeline(page))
    names = [box_of(name) for name in page.locator(LANE_NAMES).all()]
    boxes = [
        (name["x"] - strip["x"], name["x"] - strip["x"] + name["width"] - 5, name["y"] - strip["y"])
        for name in names
    ]
    for _, left, right, y in initials:
        assert not any(
            left < end and begin < right and top < y < top + 12 for begin, end, top in boxes
        )
        boxes.append((left, right, y - 6))
    page.evaluate("written.clear(); storyMap.setChoice({hidden: ['neil']})")
    assert "NM" not in [text for text, *_ in page.evaluate("[...written.values()]")]


PASSING = re.compile(r"^\S+ (h|d|wk|mo|y)$|pass(es)?$")


def gap_labels(page: Page) -> list[tuple[str, float, float]]:
    """The gap labels from left to right: text, start and end."""
    page.evaluate(
        "written.clear(); storyMap.setTheme("
        "document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark')"
    )
    next_frame(page)
    said = page.evaluate("[...written.values()]")
    return sorted(
        ((text, left, right) for text, left, right, _ in said if PASSING.search(text)),
        key=lambda one: one[1],
    )


@pytest.mark.parametrize("width", [390, 1280, 1900])
def test_gap_labels_are_short_where_space_is_limited_and_never_touch(
    offline_page: Page, heat_html: Path, width: int
) -> None:
    offline_page.add_init_script(WRITTEN)
    resize(offline_page, width, 844)
    page = opened(offline_page, heat_html)
    said = gap_labels(page)
    ends = [right for *_, right in said]
    assert all(right < left for right, (_, left, _) in zip(ends, said[1:], strict=False)), said
    assert len(said) >= {390: 5, 1280: 13, 1900: 14}[width]
    # The longest gap always has a long or short label.
    assert {"1.5 d", "1.5 days pass"} & {text for text, *_ in said}


def test_gap_labels_are_written_out_after_zooming_in(offline_page: Page, heat_html: Path) -> None:
    offline_page.add_init_script(WRITTEN)
    page = opened(offline_page, heat_html)
    assert "14 hours pass" not in [text for text, *_ in gap_labels(page)]
    seek(page, "s30-murder")
    for _ in range(4):
        page.keyboard.press("]")
    assert "14 hours pass" in [text for text, *_ in gap_labels(page)]


def test_short_and_long_gap_labels_use_the_same_units(offline_page: Page, tmp_path: Path) -> None:
    gaps = [timedelta(hours=3), timedelta(hours=36), timedelta(days=4), timedelta(days=21)]
    gaps += [timedelta(days=100), timedelta(days=1100), timedelta(0)]
    events = []
    start = datetime(1995, 5, 1, 8)
    for number, gap in enumerate(gaps):
        events.append(
            Event(f"e{number}", "It happens", "", When(start, start + timedelta(hours=1)))
        )
        start += timedelta(hours=1) + gap
    geo.StoryMap(Story(title="Gaps", events=tuple(events))).save(tmp_path / "gaps.html")
    offline_page.add_init_script(WRITTEN)
    resize(offline_page, 320, 700)
    said = gap_labels(opened(offline_page, tmp_path / "gaps.html"))
    assert [text for text, *_ in said] == ["3 h", "1.5 d", "4 d", "3 wk", "3 mo", "3 y"]


# The texts above the zoomed timeline, and the position of each tick.
TIMES = r"""() => [...written.values()].map(([text, x]) => [text, x - 4])
  .filter(([text]) => /^(\d+:\d\d|Scene \d+)$/.test(text))"""


@pytest.mark.parametrize("clock", ["story", "film", "telling"])
def test_round_times_are_at_their_positions_when_zoomed_in(
    offline_page: Page, heat_html: Path, clock: str
) -> None:
    offline_page.add_init_script(WRITTEN)
    page = opened(offline_page, heat_html)
    page.evaluate("(clock) => storyMap.setClock(clock)", clock)
    seek(page, "s55b-tyre")
    for _ in range(4):
        page.evaluate("written.clear()")
        page.keyboard.press("]")
    times = page.evaluate(TIMES)
    assert len(times) >= 2
    assert len({text for text, _ in times}) == len(times)
    strip = box_of(timeline(page))
    for text, x in times:
        page.mouse.move(strip["x"] + x + 0.5, strip["y"] + 30)
        said = page.locator("#sm-hint .sm-strong").inner_text()
        assert _difference(said, text) <= 1, (said, text)
    whole = box_of(page.get_by_role("button", name="Whole timeline"))
    assert all(strip["x"] + x + 30 < whole["x"] for _, x in times)


def _difference(said: str, written: str) -> int:
    """The difference between two readings of one time scale, in minutes or in events."""

    def number(text: str) -> int:
        found = re.search(r"(\d+):(\d\d)", text)
        return int(found[1]) * 60 + int(found[2]) if found else int(text.split()[1])

    return abs(number(said) - number(written))


def test_the_ruler_of_a_long_story_names_events_without_their_total(
    offline_page: Page, tmp_path: Path
) -> None:
    story = long_story(1_200, showing=1)
    path = tmp_path / "long.html"
    geo.StoryMap(story).save(path)
    offline_page.add_init_script(WRITTEN)
    page = opened(offline_page, path)
    page.evaluate("written.clear(); storyMap.setClock('telling')")
    page.wait_for_function("() => written.size > 0")
    texts = {text for text, *_ in page.evaluate("[...written.values()]")}
    named = [text for text in texts if text.startswith("Event ")]
    assert any(int(text.removeprefix("Event ").replace(",", "")) > 999 for text in named)
    assert not [text for text in texts if " of " in text]


@pytest.mark.parametrize(
    ("days_apart", "expected"),
    [
        (3, ["1 August 1914", "4 August 1914"]),
        (20, ["August 1914", "September 1914"]),
        (90, ["1914", "1915", "1916"]),
    ],
)
def test_the_ruler_names_days_or_else_months_or_years(
    offline_page: Page, tmp_path: Path, days_apart: int, expected: list[str]
) -> None:
    count = {3: 8, 20: 13, 90: 40}[days_apart]
    first = datetime(1914, 8, 1)
    events = tuple(
        Event(
            f"e{n}",
            f"Event {n}",
            when=When(first + timedelta(days=n * days_apart), precision="day"),
        )
        for n in range(count)
    )
    document = tmp_path / "years.html"
    document.write_text(geo.StoryMap(Story("Years", events)).to_html(), "utf-8")
    offline_page.add_init_script(WRITTEN)
    page = opened(offline_page, document)
    page.wait_for_function("() => written.size >= 6")
    found = sorted(page.evaluate("[...written.values()]"), key=lambda one: float(one[1]))
    dates = [text for text, *_ in found if "191" in text]
    assert dates[: len(expected)] == expected
    # All of one kind.
    assert len({len(text.split()) for text in dates}) == 1
