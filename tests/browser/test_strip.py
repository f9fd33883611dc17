"""The timeline below the map: lanes, zoom and names; a histogram on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.playing import (
    LANE_NAMES,
    PICTURE,
    box_of,
    hover,
    next_frame,
    opened,
    seek,
    state_of,
    timeline,
    with_lane_names,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def heat(heat: Page) -> Page:
    """*Heat* with the names of its lanes."""
    return with_lane_names(heat)


def drag_to(page: Page, share: float) -> float:
    """Drag the playhead to a fraction of the timeline's width, and return its position."""
    hover(page, 0.5)
    page.mouse.down()
    hover(page, share)
    page.mouse.up()
    return float(state_of(page)["position"])


def test_each_principal_has_a_lane_and_a_name(heat: Page) -> None:
    names = heat.locator(LANE_NAMES).all_inner_texts()
    assert {"Neil McCauley", "Vincent Hanna", "Chris Shiherlis"} <= set(names)
    assert len(names) <= 8


# For each name on the timeline: its start and end, from the left end of the timeline, and how much
# of its middle is covered by a lane.
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
def test_no_name_covers_a_lane_or_crosses_the_end_of_the_timeline(
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
    # A gap between two days is a dotted vertical line.
    assert [name for name in names if name["painted"] > 0.15] == []


def test_the_other_people_can_be_shown_and_hidden(heat: Page) -> None:
    few = heat.locator(LANE_NAMES).count()
    heat.get_by_role("button", name="more", exact=False).filter(has_text="+").click()
    assert heat.locator(LANE_NAMES).count() > few
    expect(heat.get_by_text("Charlene Shiherlis").first).to_be_visible()
    heat.get_by_role("button", name="Fewer").click()
    expect(heat.locator(LANE_NAMES)).to_have_count(few)


def test_the_wheel_zooms_the_timeline_around_the_pointer(heat: Page) -> None:
    at = drag_to(heat, 0.75)
    hover(heat, 0.75)
    heat.mouse.wheel(0, -700)
    next_frame(heat)
    assert abs(drag_to(heat, 0.75) - at) < 0.01, "what was at the pointer has stayed there"
    near = drag_to(heat, 1) - drag_to(heat, 0)
    assert 0.1 < near < 0.6
    heat.get_by_role("button", name="Whole timeline").click()
    assert drag_to(heat, 1) - drag_to(heat, 0) == pytest.approx(1)


def test_zoom_and_lanes_survive_a_reload_and_going_back(heat: Page) -> None:
    heat.get_by_role("button", name="more", exact=False).filter(has_text="+").click()
    seek(heat, "s50b-takeover")
    hover(heat, 0.7)
    heat.mouse.wheel(0, -700)
    heat.wait_for_function("() => /lanes=everyone&span=/.test(location.hash)")
    heat.mouse.move(640, 5)
    # A link stores the zoom in steps of 1/10,000. After this rounding the picture stays the same.
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
    heat.get_by_role("button", name="Whole timeline").click()
    heat.wait_for_function("() => !location.hash.includes('span=')")


def test_showing_more_lanes_keeps_the_zoom(heat: Page) -> None:
    hover(heat, 0.2)
    heat.mouse.wheel(0, -700)
    heat.get_by_role("button", name="more", exact=False).filter(has_text="+").click()
    expect(heat.get_by_role("button", name="Whole timeline")).to_be_visible()


def test_a_zoomed_timeline_pages_when_the_playhead_leaves_it(heat: Page) -> None:
    hover(heat, 0)
    heat.mouse.wheel(0, -900)
    before = heat.evaluate(PICTURE)
    seek(heat, "s50b-takeover")
    next_frame(heat)
    assert heat.evaluate(PICTURE) != before
    assert 0 <= float(heat.evaluate(NEEDLE)) <= box_of(timeline(heat))["width"]


NEEDLE = "new DOMMatrix(getComputedStyle(document.getElementById('sm-playhead')).transform).e"


def test_hovering_a_lane_names_its_person_and_highlights_it(heat: Page) -> None:
    resting = heat.evaluate(PICTURE)
    neil = box_of(heat.locator(LANE_NAMES, has_text="Neil McCauley"))
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
        ("story", 0.64, "between", "Neil McCauley, between sightings"),
        # Other events come in between, so the lane is thin there, although he is present.
        ("film", 0.925, "seen", "Neil McCauley, present"),
    ],
)
def test_the_hint_shows_the_status_at_the_pointer_and_not_at_the_playhead(
    heat: Page, clock: str, share: float, status: str, said: str
) -> None:
    heat.evaluate("(clock) => storyMap.setClock(clock)", clock)
    heat.evaluate("(share) => storyMap.seek({position: share})", share)
    assert state_of(heat)["people"]["neil"]["status"] == status
    # His lane has his initials at the playhead.
    tag = box_of(heat.locator("#sm-playhead-tags").get_by_text("NM"))
    seek(heat, "s01-off-the-train")
    heat.wait_for_function("() => storyMap.state().people.neil.status === 'seen'")
    box = box_of(timeline(heat))
    heat.mouse.move(box["x"] + box["width"] * share, tag["y"] + tag["height"] / 2)
    expect(heat.locator("#sm-hint")).to_contain_text(said)


def test_the_hint_does_not_cover_the_bar(heat: Page) -> None:
    box = box_of(timeline(heat))
    heat.mouse.move(box["x"] + 40, box["y"] + 20)
    hint = box_of(heat.locator("#sm-hint"))
    bar = box_of(heat.locator("#sm-bar"))
    assert hint["y"] + hint["height"] <= bar["y"] + 1
    assert abs(hint["x"] - box["x"]) <= box["width"] / 4


def test_a_click_on_a_name_beside_the_timeline_follows_the_person(heat: Page) -> None:
    heat.locator(LANE_NAMES, has_text="Neil McCauley").click()
    assert state_of(heat)["choice"]["followed"] == ["neil"]


@pytest.mark.integration
def test_the_tooltip_of_a_name_shows_the_current_place_and_covers_nothing(heat: Page) -> None:
    seek(heat, "s50b-takeover")
    name = heat.locator(LANE_NAMES, has_text="Neil McCauley")
    hint = heat.locator("#sm-hint")
    strip = box_of(timeline(heat))
    heat.mouse.move(strip["x"] + 40, box_of(name)["y"] + 6)
    expect(hint).to_be_visible()
    name.hover()
    expect(hint).to_be_hidden()
    expect(name).to_have_attribute("data-lit", "true")
    expect(name).to_have_attribute(
        "title", re.compile(r"^Neil McCauley, present since Day 10 · .*\nAt .*Bank")
    )
    seek(heat, "s30-murder")
    heat.mouse.move(strip["x"] + 40, strip["y"] - 100)
    name.hover()
    expect(name).to_have_attribute(
        "title", re.compile("^Neil McCauley, (between|location unknown)")
    )


def test_lanes_show_initials_at_the_playhead(heat: Page) -> None:
    seek(heat, "s50b-takeover")
    tags = heat.locator("#sm-playhead-tags")
    expect(tags).to_contain_text("NM")
    heat.evaluate("storyMap.setChoice({hidden: ['neil']})")
    expect(tags).not_to_contain_text("NM")


def test_near_the_end_initials_are_to_the_left_of_the_playhead(heat: Page) -> None:
    playhead = heat.locator("#sm-playhead")
    heat.evaluate("storyMap.seek({position: 0.999})")
    next_frame(heat)
    strip = box_of(timeline(heat))
    tag = box_of(heat.locator("#sm-playhead-tags .sm-tag:not([hidden])").first)
    assert tag["x"] + tag["width"] < box_of(playhead)["x"]
    heat.evaluate("storyMap.seek({position: 0.51})")
    next_frame(heat)
    tag = box_of(heat.locator("#sm-playhead-tags .sm-tag:not([hidden])").first)
    assert box_of(playhead)["x"] < tag["x"]
    # On either side of the switching point, the initials are inside the timeline.
    for away in (31, 29):
        heat.evaluate("(position) => storyMap.seek({position})", 1 - away / strip["width"])
        next_frame(heat)
        for tag in map(box_of, heat.locator("#sm-playhead-tags .sm-tag:not([hidden])").all()):
            assert tag["x"] + tag["width"] <= strip["x"] + strip["width"] + 1


def test_keys_zoom_the_timeline_around_the_playhead(heat: Page) -> None:
    seek(heat, "s50b-takeover")
    # The playhead moves with the next frame.
    next_frame(heat)
    here = float(heat.evaluate(NEEDLE))
    for _ in range(3):
        heat.keyboard.press("]")
    assert float(heat.evaluate(NEEDLE)) == pytest.approx(here, abs=1)
    expect(heat.get_by_role("button", name="Whole timeline")).to_be_visible()
    for _ in range(4):
        heat.keyboard.press("[")
    expect(heat.get_by_role("button", name="Whole timeline")).to_be_hidden()


def test_hidden_people_have_no_lane(heat: Page) -> None:
    heat.evaluate("storyMap.setChoice({hidden: ['neil']})")
    expect(heat.locator(LANE_NAMES, has_text="Neil McCauley")).to_have_count(0)


def test_each_time_scale_has_its_own_timeline(heat: Page) -> None:
    pictures = set()
    for clock in ("story", "film", "telling"):
        heat.evaluate("(clock) => storyMap.setClock(clock)", clock)
        pictures.add(heat.evaluate(PICTURE))
    assert len(pictures) == 3


def test_each_time_scale_keeps_its_zoom(heat: Page) -> None:
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
def test_the_hint_disappears_when_it_no_longer_applies(
    heat: Page, move: Callable[[Page], object]
) -> None:
    neil = box_of(heat.locator(LANE_NAMES, has_text="Neil McCauley"))
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


def test_a_phone_has_one_lane_and_a_histogram_and_pinch_zooms_them(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> None:
    page = opened(offline_context(**PHONE).new_page(), heat_html)
    expect(page.locator(LANE_NAMES)).to_have_count(0)
    expect(page.locator("#sm-everyone")).to_be_hidden()
    before = page.evaluate(PICTURE)
    box = box_of(timeline(page))
    y = box["y"] + box["height"] / 2
    protocol = page.context.new_cdp_session(page)
    for kind, apart in (("touchStart", 40), ("touchMove", 90), ("touchMove", 160)):
        points = [{"x": 195 - apart / 2, "y": y, "id": 1}, {"x": 195 + apart / 2, "y": y, "id": 2}]
        protocol.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    protocol.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.get_by_role("button", name="Whole timeline")).to_be_visible()
    assert page.evaluate(PICTURE) != before
    assert state_of(page)["position"] == 0, "the first of two fingers means no moment"
