"""The interface in another language: no English word is left, nothing overlaps, and it lies right.

The language is made up from the English table, 40 % longer and from right to left. The story has
Greek letters, so every Latin letter is the interface's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from tests.browser.playing import next_frame, opened
from tests.words.foreign_story import foreign_story
from tests.words.pseudo_language import LANGUAGE, installed_pseudo_language

pytestmark = [pytest.mark.browser, pytest.mark.integration]

LAYOUT = Path(__file__).with_name("layout_problems.js").read_text("utf-8")
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
# The texts that are painted on canvases: timeline, chart and map.
PAINTED = """
  window.painted = new Set();
  for (const method of ['fillText', 'strokeText']) {
    const original = CanvasRenderingContext2D.prototype[method];
    CanvasRenderingContext2D.prototype[method] = function (text, ...where) {
      window.painted.add(text);
      return original.call(this, text, ...where);
    };
  }"""
# All texts and attributes that people can see or hear, in hidden parts, too.
WRITTEN = """() => {
  const found = new Set(window.painted);
  // The player hides Leaflet's own credit.
  const OTHERS = 'script, style, noscript, .leaflet-control-attribution';
  const walker = document.createTreeWalker(document.getElementById('sm'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(OTHERS)) {
      found.add(walker.currentNode.data);
    }
  }
  const attributes = ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'label', 'alt'];
  for (const element of document.querySelectorAll('#sm *')) {
    if (element.closest(OTHERS)) continue;
    for (const name of attributes) found.add(element.getAttribute(name) ?? '');
  }
  return [...found];
}"""
WORD = re.compile(r"[A-Za-z]{2,}")
# In Hebrew, too, browsers write feet like this.
FOOT = "ft"


@pytest.fixture(scope="session")
def foreign_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """*Heat* in a made-up language, with the interface in another one."""
    folder = tmp_path_factory.mktemp("foreign")
    with installed_pseudo_language():
        story_map = geo.StoryMap(foreign_story(folder, "el"), interface_language=LANGUAGE)
        story_map.save(folder / "foreign.html")
    return folder / "foreign.html"


@pytest.fixture(params=SIZES)
def foreign(
    request: pytest.FixtureRequest,
    offline_context: Callable[..., BrowserContext],
    foreign_html: Path,
) -> Page:
    """The document on a desktop and on a phone."""
    width, height = SIZES[request.param]
    context = offline_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(PAINTED)
    return opened(page, foreign_html)


def opening(page: Page) -> None:
    """Nothing was clicked."""


def playing(page: Page) -> None:
    page.evaluate("storyMap.setSpeed(16), storyMap.play()")
    page.wait_for_function("() => storyMap.state().position > 0.1")
    page.evaluate("storyMap.pause()")


def card(page: Page) -> None:
    """The current event has rival claims, sources and a guess; the card is open."""
    page.evaluate("storyMap.seek({ event: 's01-off-the-train' })")
    page.evaluate("(id) => storyMap.seek({ event: id })", _event_with_claims(page))
    next_frame(page)
    for part in ("disputed", "how"):
        page.locator(f"#sm-card-{part}").evaluate("(fold) => { fold.open = true; }")
    if page.locator("#sm-card-more").is_visible():
        page.locator("#sm-card-more").click()


def _event_with_claims(page: Page) -> str:
    """Find an event whose sources disagree, by showing one event after the other."""
    found = page.evaluate("""async () => {
      const frame = () => new Promise(requestAnimationFrame);
      for (let n = 0; n < 119; n += 1) {
        storyMap.step(1);
        await frame();
        await frame();
        if (!document.getElementById('sm-card-disputed').hidden) return storyMap.state().event;
      }
      return null;
    }""")
    assert isinstance(found, str)
    return found


def filmed(page: Page) -> None:
    page.evaluate("storyMap.setChoice({ ground: 'filmed' })")
    page.evaluate("storyMap.seek({ position: 0.3 })")
    next_frame(page)


def events(page: Page) -> None:
    page.locator("#sm-list").click()
    page.locator("#sm-tab-scenes").click()
    page.locator("#sm-find").fill("zzz")
    expect(page.locator("#sm-scenes-none")).to_be_visible()
    page.locator("#sm-find").fill("")


def people(page: Page) -> None:
    page.evaluate("storyMap.seek({ position: 0.5 })")
    page.locator("#sm-list").click()
    page.locator("#sm-tab-people").click()
    page.evaluate("storyMap.setChoice({ followed: ['neil', 'hanna'] })")
    page.evaluate("storyMap.setCamera({ lat: 34, lon: 6, zoom: 9, following: false })")


def distance(page: Page) -> None:
    page.evaluate("storyMap.seek({ position: 0.5 })")
    page.locator("#sm-list").click()
    page.locator("#sm-tab-pair").click()


def legend(page: Page) -> None:
    page.locator("#sm-list").click()
    page.locator("#sm-tab-people").click()
    page.locator("#sm-legend summary").click()


def keys(page: Page) -> None:
    """The list of keys, with the letters switched off; and what a screen reader reads now."""
    page.evaluate("storyMap.seek({ position: 0.5 })")
    page.keyboard.press("n")
    expect(page.locator("#sm-said")).not_to_be_empty()
    page.keyboard.press("h")
    page.locator("#sm-character-keys").click()


def table(page: Page) -> None:
    page.keyboard.press("s")
    expect(page.locator("#sm-story-table-rows tbody tr").first).to_be_visible()


def typed_time(page: Page) -> None:
    page.locator("#sm-reading").click()
    page.locator("#sm-goto-time").fill("?")
    page.keyboard.press("Enter")
    expect(page.locator("#sm-goto-fault")).not_to_be_empty()


def zoomed(page: Page) -> None:
    """A part of the timeline, and the message about a link."""
    page.evaluate("storyMap.setLink('at=1996-05-04T12:00:00')")
    expect(page.locator("#sm-note")).not_to_be_empty()
    for _ in range(3):
        page.keyboard.press("]")
    expect(page.locator("#sm-whole")).to_be_visible()
    page.locator("#sm-track").hover(position={"x": 100, "y": 30})
    next_frame(page)


STATES: dict[str, Callable[[Page], None]] = {
    state.__name__: state
    for state in (
        *(opening, playing, card, filmed, events, people, distance, legend),
        *(keys, typed_time, zoomed),
    )
}


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest, foreign: Page) -> Page:
    """The document in one of the states."""
    STATES[request.param](foreign)
    next_frame(foreign)
    return foreign


def accessible_texts(page: Page) -> set[str]:
    """Return the names, values and descriptions in the accessibility tree."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return {
        str(node[part]["value"])
        for node in nodes
        for part in ("name", "value", "description")
        if part in node and not node["ignored"] and "value" in node[part]
    }


def english_words(page: Page) -> list[str]:
    """Return the texts of the interface that contain an English word."""
    texts = {*page.evaluate(WRITTEN), *accessible_texts(page)}
    assert sum(bool(re.search("[א-ת]", text)) for text in texts) > 40
    return sorted(text for text in texts if WORD.search(text.replace(FOOT, "")))


def test_no_english_word_is_left_no_text_is_cut_and_no_controls_overlap(state: Page) -> None:
    assert english_words(state) == []
    assert state.evaluate(LAYOUT) == []


def test_no_english_word_is_left_in_the_table_of_the_story(foreign: Page) -> None:
    table(foreign)
    assert english_words(foreign) == []


def test_the_interface_lies_right_and_the_timeline_stays_from_left_to_right(foreign: Page) -> None:
    foreign.evaluate("storyMap.seek({ position: 0.25 })")
    next_frame(foreign)
    root = foreign.locator("html")
    expect(root).to_have_attribute("lang", LANGUAGE)
    expect(root).to_have_attribute("dir", "rtl")
    track = foreign.locator("#sm-track").bounding_box()
    playhead = foreign.locator("#sm-playhead").bounding_box()
    assert track is not None
    assert playhead is not None
    assert abs(playhead["x"] - track["x"] - track["width"] / 4) < 3
    width = foreign.evaluate("innerWidth")
    card_box = foreign.locator("#sm-card").bounding_box()
    tools_box = foreign.locator("#sm-tools").bounding_box()
    assert card_box is not None
    assert tools_box is not None
    assert card_box["x"] + card_box["width"] > width - 40
    assert tools_box["x"] < 40 or width < 700
    foreign.locator("#sm-list").click()
    drawer = foreign.locator("#sm-drawer").bounding_box()
    assert drawer is not None
    assert drawer["x"] < 80
    assert foreign.locator("#sm-card-title").evaluate("(title) => title.lang") == "el"


@pytest.mark.parametrize("foreign", ["desktop"], indirect=True)
def test_titles_in_latin_letters_begin_at_the_right_like_the_interface(foreign: Page) -> None:
    foreign.locator("#sm-list").click()
    aligned = foreign.locator(".sm-row-title, #sm-card-title").evaluate_all(
        "(titles) => titles.map((title) => getComputedStyle(title).textAlign)"
    )
    assert set(aligned) == {"right"}


@pytest.mark.parametrize("foreign", ["desktop"], indirect=True)
def test_the_map_shows_the_current_event_between_list_and_card(foreign: Page) -> None:
    foreign.locator("#sm-list").click()
    foreign.evaluate("storyMap.seek({ event: 's01-off-the-train' })")
    next_frame(foreign)
    # The location of Firestone station in this story.
    pin = foreign.evaluate("map_story.latLngToContainerPoint([33.95961, 6.75679]).x")
    drawer = foreign.locator("#sm-drawer").bounding_box()
    card_box = foreign.locator("#sm-card").bounding_box()
    assert drawer is not None
    assert card_box is not None
    assert drawer["x"] + drawer["width"] < pin < card_box["x"]


def test_arrow_keys_move_along_the_tabs_as_they_are_drawn(foreign: Page) -> None:
    foreign.locator("#sm-list").click()
    foreign.locator("#sm-tab-scenes").focus()
    foreign.keyboard.press("ArrowLeft")
    expect(foreign.locator("#sm-tab-people")).to_be_focused()
    foreign.keyboard.press("ArrowRight")
    expect(foreign.locator("#sm-tab-scenes")).to_be_focused()


def test_a_time_can_be_typed_as_the_interface_writes_it(foreign: Page) -> None:
    foreign.evaluate("storyMap.seek({ position: 0.6 })")
    next_frame(foreign)
    reading = foreign.locator("#sm-clock").inner_text()
    foreign.evaluate("storyMap.seek({ position: 0.1 })")
    foreign.locator("#sm-reading").click()
    foreign.locator("#sm-goto-time").fill(reading)
    foreign.keyboard.press("Enter")
    expect(foreign.locator("#sm-goto")).to_be_hidden()
    expect(foreign.locator("#sm-clock")).to_have_text(reading)


def test_without_scripts_the_list_is_in_the_language_of_the_interface(
    offline_context: Callable[..., BrowserContext], foreign_html: Path
) -> None:
    page = offline_context(java_script_enabled=False).new_page()
    page.goto(foreign_html.as_uri())
    text = page.locator("#story-list").inner_text()
    assert re.search("[א-ת]", text)
    assert WORD.findall(text) == []
