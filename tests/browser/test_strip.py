"""The storyline strip under the map: lanes, zoom, names, jumps; a histogram on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from geo import Event, Story, When
from tests.browser.playing import (
    box_of,
    next_frame,
    opened,
    opened_at_rest,
    seek,
    state_of,
    timeline,
)

pytestmark = pytest.mark.browser

NAMES = "#sm-names .sm-lane-name:not([hidden])"
# What is painted on the strip: a picture of it, short enough to compare.
PICTURE = "document.getElementById('sm-track-canvas').toDataURL()"


@pytest.fixture
def heat(offline_page: Page, heat_html: Path) -> Page:
    page = opened(offline_page, heat_html)
    # Names come when there is time for them.
    expect(page.locator(NAMES).first).to_be_visible()
    return page


def hover(page: Page, share: float, down: float = 0.4) -> None:
    box = box_of(timeline(page))
    page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * down)


def drag_to(page: Page, share: float) -> float:
    """Drag the playhead to a share of the strip's width; where it then is in the story."""
    hover(page, 0.5)
    page.mouse.down()
    hover(page, share)
    page.mouse.up()
    return float(state_of(page)["position"])


def test_the_principals_have_a_line_and_a_name_each(heat: Page) -> None:
    names = heat.locator(NAMES).all_inner_texts()
    assert {"Neil McCauley", "Vincent Hanna", "Chris Shiherlis"} <= set(names)
    assert len(names) <= 8


# Of each name in the strip: where it begins and ends, from the strip's left end, and how much of
# its middle has a line painted on it.
NAMES_ON_LINES = """() => {
  const canvas = document.getElementById('sm-track-canvas');
  const copy = document.createElement('canvas');
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const c = copy.getContext('2d', { willReadFrequently: true });
  c.drawImage(canvas, 0, 0);
  const strip = canvas.getBoundingClientRect();
  const density = canvas.width / strip.width;
  return [...document.querySelectorAll('#sm-names .sm-lane-name:not([hidden])')].map((name) => {
    const box = name.getBoundingClientRect();
    const [left, right] = [box.left - strip.left, box.right - strip.left - 5];
    const row = Math.round(((box.top + box.bottom) / 2 - strip.top) * density);
    let painted = 0;
    for (let x = Math.max(0, left); x < right; x += 1) {
      painted += c.getImageData(Math.round(x * density), row, 1, 1).data[3] > 120 ? 1 : 0;
    }
    return { text: name.textContent, left, right, painted: painted / (right - left) };
  });
}"""


@pytest.mark.parametrize("lanes", ["principals", "everyone"])
@pytest.mark.parametrize("clock", ["story", "film", "telling"])
def test_no_name_stands_on_a_line_or_across_the_strips_end(
    heat: Page, clock: str, lanes: str
) -> None:
    heat.evaluate(
        "([clock, lanes]) => { storyMap.setClock(clock); storyMap.setChoice({ lanes }); }",
        [clock, lanes],
    )
    next_frame(heat)
    names = heat.evaluate(NAMES_ON_LINES)
    assert len(names) >= 7
    assert [name for name in names if name["left"] < 0 < name["right"] - 1] == []
    # What passes between two days is a dotted line downwards.
    assert [name for name in names if name["painted"] > 0.15] == []


def test_everyone_else_comes_on_demand_and_goes_again(heat: Page) -> None:
    few = heat.locator(NAMES).count()
    heat.get_by_role("button", name="more", exact=False).filter(has_text="+").click()
    assert heat.locator(NAMES).count() > few
    expect(heat.get_by_text("Charlene Shiherlis").first).to_be_visible()
    heat.get_by_role("button", name="Fewer").click()
    expect(heat.locator(NAMES)).to_have_count(few)


def test_the_wheel_zooms_time_around_the_pointer(heat: Page) -> None:
    at = drag_to(heat, 0.75)
    hover(heat, 0.75)
    heat.mouse.wheel(0, -700)
    next_frame(heat)
    assert abs(drag_to(heat, 0.75) - at) < 0.01, "what was at the pointer has stayed there"
    near = drag_to(heat, 1) - drag_to(heat, 0)
    assert 0.1 < near < 0.6
    heat.get_by_role("button", name="Whole story").click()
    assert drag_to(heat, 1) - drag_to(heat, 0) == pytest.approx(1)


def test_zoom_and_lines_survive_a_reload_and_the_way_back(heat: Page) -> None:
    heat.get_by_role("button", name="more", exact=False).filter(has_text="+").click()
    seek(heat, "s50b-takeover")
    hover(heat, 0.7)
    heat.mouse.wheel(0, -700)
    heat.wait_for_function("() => /lanes=everyone&span=/.test(location.hash)")
    heat.mouse.move(640, 5)
    # A link names the zoom in steps of a ten-thousandth: from there on it is the same to the pixel.
    link = heat.evaluate("location.hash")

    def picture_again() -> object:
        heat.evaluate("storyMap.ready")
        next_frame(heat)
        assert f"#{state_of(heat)['link']}" == link
        return heat.evaluate(PICTURE)

    heat.reload()
    reloaded = picture_again()
    heat.goto("about:blank")
    heat.go_back()
    assert picture_again() == reloaded
    expect(heat.get_by_role("button", name="Fewer")).to_be_visible()
    heat.get_by_role("button", name="Whole story").click()
    heat.wait_for_function("() => !location.hash.includes('span=')")


def test_more_lines_leave_the_zoom_as_it_is(heat: Page) -> None:
    hover(heat, 0.2)
    heat.mouse.wheel(0, -700)
    heat.get_by_role("button", name="more", exact=False).filter(has_text="+").click()
    expect(heat.get_by_role("button", name="Whole story")).to_be_visible()


def test_a_zoomed_strip_turns_the_page_when_the_playhead_leaves_it(heat: Page) -> None:
    hover(heat, 0)
    heat.mouse.wheel(0, -900)
    before = heat.evaluate(PICTURE)
    seek(heat, "s50b-takeover")
    next_frame(heat)
    assert heat.evaluate(PICTURE) != before
    assert 0 <= float(heat.evaluate(NEEDLE)) <= box_of(timeline(heat))["width"]


NEEDLE = "new DOMMatrix(getComputedStyle(document.getElementById('sm-needle')).transform).e"


def test_hovering_a_line_names_its_person_and_lights_it(heat: Page) -> None:
    resting = heat.evaluate(PICTURE)
    neil = box_of(heat.locator(NAMES, has_text="Neil McCauley"))
    heat.mouse.move(neil["x"] + neil["width"] + 10, neil["y"] + neil["height"] / 2)
    expect(heat.locator("#sm-hint")).to_contain_text("Neil McCauley")
    next_frame(heat)
    assert heat.evaluate(PICTURE) != resting
    heat.mouse.move(640, 5)
    next_frame(heat)
    assert heat.evaluate(PICTURE) == resting


@pytest.mark.parametrize(
    ("clock", "share", "status", "said"),
    [
        ("story", 0.64, "between", "Neil McCauley, then between two sightings"),
        # The telling is elsewhere meanwhile, so the line is thin there; in the story he is seen.
        ("film", 0.925, "seen", "Neil McCauley, then in a scene"),
    ],
)
def test_the_hint_says_how_someone_is_at_the_pointer_whatever_the_playhead_says(
    heat: Page, clock: str, share: float, status: str, said: str
) -> None:
    heat.evaluate("(clock) => storyMap.setClock(clock)", clock)
    heat.evaluate("(share) => storyMap.seek({position: share})", share)
    assert state_of(heat)["people"]["neil"]["status"] == status
    # At the playhead his line carries his initials.
    tag = box_of(heat.locator("#sm-needle-tags").get_by_text("NM"))
    seek(heat, "s01-off-the-train")
    heat.wait_for_function("() => storyMap.state().people.neil.status === 'seen'")
    box = box_of(timeline(heat))
    heat.mouse.move(box["x"] + box["width"] * share, tag["y"] + tag["height"] / 2)
    expect(heat.locator("#sm-hint")).to_contain_text(said)


def test_the_hint_covers_nothing_of_the_bar(heat: Page) -> None:
    box = box_of(timeline(heat))
    heat.mouse.move(box["x"] + 40, box["y"] + 20)
    hint = box_of(heat.locator("#sm-hint"))
    bar = box_of(heat.locator("#sm-bar"))
    assert hint["y"] + hint["height"] <= bar["y"] + 1
    assert abs(hint["x"] - box["x"]) <= box["width"] / 4


def test_a_click_on_a_name_beside_the_strip_follows_the_person(heat: Page) -> None:
    heat.locator(NAMES, has_text="Neil McCauley").click()
    assert state_of(heat)["choice"]["followed"] == ["neil"]


def test_a_name_beside_the_strip_says_where_they_are_now_and_covers_nothing(heat: Page) -> None:
    seek(heat, "s50b-takeover")
    name = heat.locator(NAMES, has_text="Neil McCauley")
    hint = heat.locator("#sm-hint")
    strip = box_of(timeline(heat))
    heat.mouse.move(strip["x"] + 40, box_of(name)["y"] + 6)
    expect(hint).to_be_visible()
    name.hover()
    expect(hint).to_be_hidden()
    expect(name).to_have_attribute("data-lit", "true")
    expect(name).to_have_attribute(
        "title", re.compile(r"^Neil McCauley: in the scene since Day 10 · .*\nAt .*Bank")
    )
    seek(heat, "s30-murder")
    heat.mouse.move(strip["x"] + 40, strip["y"] - 100)
    name.hover()
    expect(name).to_have_attribute("title", re.compile("^Neil McCauley: (out of|nobody knows)"))


def test_at_the_playhead_lines_carry_initials(heat: Page) -> None:
    seek(heat, "s50b-takeover")
    tags = heat.locator("#sm-needle-tags")
    expect(tags).to_contain_text("NM")
    heat.evaluate("storyMap.setChoice({hidden: ['neil']})")
    expect(tags).not_to_contain_text("NM")


def test_near_the_end_initials_stand_at_the_left_of_the_playhead(heat: Page) -> None:
    needle = heat.locator("#sm-needle")
    heat.evaluate("storyMap.seek({position: 0.999})")
    next_frame(heat)
    strip = box_of(timeline(heat))
    tag = box_of(heat.locator("#sm-needle-tags .sm-tag:not([hidden])").first)
    assert tag["x"] + tag["width"] < box_of(needle)["x"]
    heat.evaluate("storyMap.seek({position: 0.5})")
    next_frame(heat)
    tag = box_of(heat.locator("#sm-needle-tags .sm-tag:not([hidden])").first)
    assert box_of(needle)["x"] < tag["x"]
    # On either side of where it turns, all of it is in the strip.
    for away in (31, 29):
        heat.evaluate("(position) => storyMap.seek({position})", 1 - away / strip["width"])
        next_frame(heat)
        for tag in map(box_of, heat.locator("#sm-needle-tags .sm-tag:not([hidden])").all()):
            assert tag["x"] + tag["width"] <= strip["x"] + strip["width"] + 1


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


def test_lines_that_come_back_carry_initials_that_cover_nothing(
    offline_page: Page, heat_html: Path
) -> None:
    offline_page.add_init_script(WRITTEN)
    page = opened(offline_page, heat_html)
    page.evaluate("written.clear(); storyMap.setChoice({lanes: 'everyone'})")
    next_frame(page)
    page.evaluate("written.clear(); storyMap.setChoice({kept: true})")
    initials = [one for one in page.evaluate("[...written.values()]") if len(one[0]) < 4]
    texts = [text for text, *_ in initials]
    assert texts.count("NM") > 3
    # Two of one group, on lines of one colour.
    assert {"CSh", "ATr"} <= set(texts)
    strip = box_of(timeline(page))
    names = [box_of(name) for name in page.locator(NAMES).all()]
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


def passing(page: Page) -> list[tuple[str, float, float]]:
    """What the strip says of gaps, from left to right: the words, and where they begin and end."""
    page.evaluate("written.clear(); storyMap.setChoice({ kept: !storyMap.state().choice.kept })")
    next_frame(page)
    said = page.evaluate("[...written.values()]")
    return sorted(
        ((text, left, right) for text, left, right, _ in said if PASSING.search(text)),
        key=lambda one: one[1],
    )


@pytest.mark.parametrize("width", [390, 1280, 1900])
def test_gaps_are_named_in_short_where_words_have_no_room_and_nothing_touches(
    offline_page: Page, heat_html: Path, width: int
) -> None:
    offline_page.add_init_script(WRITTEN)
    offline_page.set_viewport_size({"width": width, "height": 844})
    page = opened(offline_page, heat_html)
    said = passing(page)
    ends = [right for *_, right in said]
    assert all(right < left for right, (_, left, _) in zip(ends, said[1:], strict=False)), said
    assert len(said) >= {390: 5, 1280: 13, 1900: 15}[width]
    # The longest of all has its words or its figure, whatever stands beside it.
    assert {"1½ d", "a day and a half passes"} & {text for text, *_ in said}


def test_what_passes_is_said_in_words_when_one_comes_closer(
    offline_page: Page, heat_html: Path
) -> None:
    offline_page.add_init_script(WRITTEN)
    page = opened(offline_page, heat_html)
    assert "14 hours pass" not in [text for text, *_ in passing(page)]
    seek(page, "s30-murder")
    for _ in range(4):
        page.keyboard.press("]")
    assert "14 hours pass" in [text for text, *_ in passing(page)]


def test_short_words_of_gaps_count_in_the_units_of_the_long_ones(
    offline_page: Page, tmp_path: Path
) -> None:
    gaps = [timedelta(hours=3), timedelta(hours=36), timedelta(days=4), timedelta(days=21)]
    gaps += [timedelta(days=100), timedelta(days=1100), timedelta(0)]
    events = []
    start = datetime(1995, 5, 1, 8)
    for number, gap in enumerate(gaps):
        events.append(
            Event(f"e{number}", "It happens", "", When(start, start + timedelta(hours=1)))
        )
        start += timedelta(hours=1) + gap
    Story(title="Gaps", events=tuple(events)).map().save(tmp_path / "gaps.html")
    offline_page.add_init_script(WRITTEN)
    offline_page.set_viewport_size({"width": 320, "height": 700})
    said = passing(opened(offline_page, tmp_path / "gaps.html"))
    assert [text for text, *_ in said] == ["3 h", "1½ d", "4 d", "3 wk", "3 mo", "3 y"]


# What is written above the strip closer by, and where each stroke stands.
TIMES = r"""() => [...written.values()].map(([text, x]) => [text, x - 4])
  .filter(([text]) => /^(\d+:\d\d|Scene \d+)$/.test(text))"""


@pytest.mark.parametrize("clock", ["story", "film", "telling"])
def test_close_by_round_times_stand_where_they_are(
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
        assert _apart(said, text) <= 1, (said, text)
    whole = box_of(page.get_by_role("button", name="Whole story"))
    assert all(strip["x"] + x + 30 < whole["x"] for _, x in times)


def _apart(said: str, written: str) -> int:
    """How far two readings of one clock are apart: minutes, or scenes."""

    def number(text: str) -> int:
        found = re.search(r"(\d+):(\d\d)", text)
        return int(found[1]) * 60 + int(found[2]) if found else int(text.split()[1])

    return abs(number(said) - number(written))


def test_keys_zoom_the_strip_around_the_playhead(heat: Page) -> None:
    seek(heat, "s50b-takeover")
    # The needle moves with the next frame.
    next_frame(heat)
    here = float(heat.evaluate(NEEDLE))
    for _ in range(3):
        heat.keyboard.press("]")
    assert float(heat.evaluate(NEEDLE)) == pytest.approx(here, abs=1)
    expect(heat.get_by_role("button", name="Whole story")).to_be_visible()
    for _ in range(4):
        heat.keyboard.press("[")
    expect(heat.get_by_role("button", name="Whole story")).to_be_hidden()


def test_hidden_people_have_no_line(heat: Page) -> None:
    heat.evaluate("storyMap.setChoice({hidden: ['neil']})")
    expect(heat.locator(NAMES, has_text="Neil McCauley")).to_have_count(0)


@pytest.mark.parametrize(
    ("clock", "event", "said"),
    [
        ("film", "s17-hanna-reads-scene", "back 7 hours, to Day 1 · 12:00"),
        ("telling", "s43-biker-bar", "back 6 days, to Day 3 · 22:30"),
        ("story", "s43-biker-bar", "told after"),
    ],
)
def test_jumps_of_the_telling_are_said_where_they_are(
    heat: Page, clock: str, event: str, said: str
) -> None:
    heat.evaluate("(clock) => storyMap.setClock(clock)", clock)
    seek(heat, event)
    hover(heat, state_of(heat)["position"], down=0.1)
    expect(heat.locator("#sm-hint")).to_contain_text(said)


# Where the arc over the strip begins and ends, in pixels from the left; null: there is none.
ARC = """() => {
  const arc = document.querySelector('.sm-arc');
  if (!arc || arc.style.display === 'none') return null;
  const way = arc.firstChild.getAttribute('d').split('m')[0];
  const xs = way.match(/[-\\d.]+/g).map(Number);
  return [xs[0], xs.at(-2)];
}"""


@pytest.mark.parametrize(
    ("clock", "end"),
    [
        # The first that was told of what happens later.
        ("telling", "s21-payphone"),
        # The one after which it is told.
        ("story", "s42b-warnings"),
    ],
)
def test_an_arc_leads_from_a_jump_at_hand_to_its_other_end(
    heat: Page, clock: str, end: str
) -> None:
    heat.evaluate("(clock) => storyMap.setClock(clock)", clock)
    wide = box_of(timeline(heat))["width"]
    seek(heat, end)
    other = state_of(heat)["position"] * wide
    next_frame(heat)
    assert heat.evaluate(ARC) is None
    seek(heat, "s43-biker-bar")
    here = state_of(heat)["position"] * wide
    next_frame(heat)
    assert heat.evaluate(ARC) == pytest.approx([here, other], abs=1)


def test_the_arc_of_a_jump_stays_while_the_pointer_is_on_its_mark(heat: Page) -> None:
    heat.evaluate("storyMap.setClock('film')")
    seek(heat, "s17-hanna-reads-scene")
    at = state_of(heat)["position"]
    seek(heat, "s50b-takeover")
    next_frame(heat)
    assert heat.evaluate(ARC) is None
    before = heat.evaluate(PICTURE)
    hover(heat, at, down=0.1)
    begins, ends = heat.evaluate(ARC)
    assert begins == pytest.approx(at * box_of(timeline(heat))["width"], abs=1)
    assert ends < begins
    assert heat.evaluate(PICTURE) == before, "the strip is not painted for it"
    heat.mouse.move(640, 5)
    assert heat.evaluate(ARC) is None


def test_the_arc_goes_along_when_the_strip_is_zoomed(heat: Page) -> None:
    heat.evaluate("storyMap.setClock('film')")
    seek(heat, "s17-hanna-reads-scene")
    next_frame(heat)
    begins, ends = heat.evaluate(ARC)
    for _ in range(2):
        heat.keyboard.press("]")
    next_frame(heat)
    nearer, farther = heat.evaluate(ARC)
    assert nearer == pytest.approx(begins, abs=1)
    assert nearer - farther > begins - ends


def test_in_play_the_bar_says_how_far_the_telling_goes_back(
    offline_page: Page, heat_html: Path
) -> None:
    page = opened_at_rest(offline_page, heat_html)
    page.evaluate("storyMap.setClock('telling')")
    seek(page, "s43-biker-bar")
    position = state_of(page)["position"]
    page.evaluate("(position) => storyMap.seek({ position })", position - 1e-4)
    page.clock.run_for(100)
    seam = page.locator("#sm-seam")
    expect(seam).to_have_text("")
    page.evaluate("storyMap.play()")
    page.clock.run_for(400)
    expect(seam).to_have_text("back 6 days")
    page.clock.run_for(1_000)
    assert state_of(page)["event"] == "s43-biker-bar"
    expect(seam).to_have_text("")


def test_each_clock_has_its_own_strip(heat: Page) -> None:
    pictures = set()
    for clock in ("story", "film", "telling"):
        heat.evaluate("(clock) => storyMap.setClock(clock)", clock)
        pictures.add(heat.evaluate(PICTURE))
    assert len(pictures) == 3


def test_each_clock_keeps_its_zoom(heat: Page) -> None:
    hover(heat, 0.2)
    heat.mouse.wheel(0, -700)
    span = re.compile("span=([^&]*)").search(state_of(heat)["link"])
    assert span
    heat.evaluate("storyMap.setClock('film')")
    assert "span=" not in state_of(heat)["link"]
    heat.evaluate("storyMap.setClock('story')")
    assert span[0] in state_of(heat)["link"]
    heat.evaluate("storyMap.setLink('clock=film'); storyMap.setClock('story')")
    assert "span=" not in state_of(heat)["link"], "a link says all there is to say"


@pytest.mark.parametrize(
    "move",
    [
        lambda page: page.keyboard.press("t"),
        lambda page: page.evaluate("storyMap.setClock('film')"),
        lambda page: seek(page, "s11c-ram"),
        lambda page: page.mouse.wheel(0, -300),
    ],
    ids=["box", "clock", "seek", "zoom"],
)
def test_what_is_said_at_the_pointer_goes_when_it_is_not_so_any_more(
    heat: Page, move: Callable[[Page], object]
) -> None:
    neil = box_of(heat.locator(NAMES, has_text="Neil McCauley"))
    heat.mouse.move(neil["x"] + neil["width"] + 10, neil["y"] + neil["height"] / 2)
    expect(heat.locator("#sm-hint")).to_contain_text("Neil McCauley")
    move(heat)
    expect(heat.locator("#sm-hint")).to_be_hidden()
    expect(heat.locator("#sm-names [data-lit='true']")).to_have_count(0)


PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}


def test_a_phone_has_one_lane_and_a_histogram_and_two_fingers_zoom_it(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> None:
    page = opened(offline_context(**PHONE).new_page(), heat_html)
    expect(page.locator(NAMES)).to_have_count(0)
    expect(page.locator("#sm-everyone")).to_be_hidden()
    before = page.evaluate(PICTURE)
    box = box_of(timeline(page))
    y = box["y"] + box["height"] / 2
    protocol = page.context.new_cdp_session(page)
    for kind, apart in (("touchStart", 40), ("touchMove", 90), ("touchMove", 160)):
        points = [{"x": 195 - apart / 2, "y": y, "id": 1}, {"x": 195 + apart / 2, "y": y, "id": 2}]
        protocol.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    protocol.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.get_by_role("button", name="Whole story")).to_be_visible()
    assert page.evaluate(PICTURE) != before
    assert state_of(page)["position"] == 0, "the first of two fingers means no moment"
