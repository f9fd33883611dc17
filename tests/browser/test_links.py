"""Links: the address of a document opened from disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import geo
from tests.browser.playing import (
    CHOSEN,
    opened,
    same,
    seek,
    state_of,
    until_the_map_rests,
)
from tests.sample import hostile_story

pytestmark = pytest.mark.firefox


@pytest.mark.integration
def test_every_position_of_heat_is_restored_by_its_link(heat: Page) -> None:
    lost = heat.evaluate("""() => {
      const lost = [];
      for (const clock of ['story', 'film', 'telling']) {
        for (let n = 0; n <= 40; n++) {
          storyMap.setClock(clock);
          storyMap.seek({ position: n / 40 });
          const before = storyMap.state();
          storyMap.seek({ position: 0 });
          storyMap.setLink(before.link);
          const after = storyMap.state();
          const moved = Math.abs(after.position - before.position) > 1e-4;
          if (moved || after.event !== before.event) lost.push(before.link);
        }
      }
      return lost;
    }""")
    assert lost == []


def test_the_address_contains_the_state_and_restores_it(
    offline_context: Callable[..., BrowserContext], small_html: Path
) -> None:
    page = opened(offline_context().new_page(), small_html)
    entries = page.evaluate("history.length")
    assert "#" not in page.url
    page.evaluate(CHOSEN)
    page.wait_for_function("() => location.hash === `#${storyMap.state().link}`")
    before = state_of(page)
    assert page.evaluate("history.length") == entries
    again = offline_context().new_page()
    again.goto(page.url)
    again.evaluate("storyMap.ready")
    after = state_of(again)
    assert same(before, after)
    assert after["camera"]["following"] is False
    assert after["link"] == before["link"]


def test_a_link_is_applied_before_the_first_drawing(offline_page: Page, small_html: Path) -> None:
    page = offline_page
    page.add_init_script("""
      window.drawn = [];
      const ask = window.requestAnimationFrame;
      window.requestAnimationFrame = (run) => ask((now) => {
        run(now);
        const note = () => drawn.push([map_story.getCenter().lng, storyMap.state().event]);
        window.storyMap?.ready.then(note);
      });""")
    page.goto(f"{small_html.as_uri()}#at=1995-05-04T01:05:00")
    page.evaluate("storyMap.ready")
    page.wait_for_function("() => drawn.length")
    assert {event for _, event in page.evaluate("drawn")} == {"duel"}
    assert all(abs(lng - -118.3816) < 0.02 for lng, _ in page.evaluate("drawn"))
    assert state_of(page)["camera"]["following"] is True


def test_a_link_pasted_into_the_same_tab_is_applied(player: Page) -> None:
    player.evaluate(CHOSEN)
    player.evaluate("location.hash = '#scene=duel&tail=story'")
    player.wait_for_function("() => storyMap.state().event === 'duel'")
    state = state_of(player)
    assert state["clock"] == "story"
    assert state["filter"] == {"people": None, "groups": None, "days": None}
    assert state["choice"]["hidden"] == []
    assert state["choice"]["tail"] == "story"
    assert state["choice"]["kept"] is False
    assert state["choice"]["lanes"] == "principals"
    assert state["speed"] == 1
    assert state["camera"]["following"] is True
    player.evaluate("storyMap.step(1)")
    player.wait_for_function("() => location.hash.startsWith('#at=1995-05-04T01:13:00&')")


@pytest.mark.parametrize(
    "text",
    [
        "at=whenever&people=nobody&camera=1,2&speed=fast",
        "at=%E0%A4%A&pair=neil,neil",
        "people=" + "x" * 100_000,
        "at=1995-05-99T99:99:99&theme=</script><img src=x onerror=alert(1)>",
    ],
)
def test_a_hostile_link_opens_the_story_with_one_message(
    offline_page: Page, small_html: Path, text: str
) -> None:
    offline_page.goto(f"{small_html.as_uri()}#{text}")
    offline_page.evaluate("storyMap.ready")
    assert state_of(offline_page)["position"] == 0
    assert state_of(offline_page)["speed"] == 1
    expect(offline_page.locator("#sm-note")).to_contain_text("Ignored in this link")
    assert offline_page.locator("#sm-note *").count() == 0


def test_invalid_fields_are_removed_from_the_address_and_the_message_by_the_next_link(
    offline_page: Page, small_html: Path
) -> None:
    page = offline_page
    page.goto(f"{small_html.as_uri()}#camera=999,999,99")
    page.evaluate("storyMap.ready")
    expect(page.locator("#sm-note")).to_contain_text("Ignored in this link: camera")
    page.wait_for_function("() => location.hash === '#at=1995-05-02T11:30:00'")
    expect(page.locator("#sm-note")).to_contain_text("Ignored in this link: camera")
    page.evaluate("location.hash = '#scene=duel'")
    page.wait_for_function("() => storyMap.state().event === 'duel'")
    expect(page.locator("#sm-note")).to_be_empty()


@pytest.mark.parametrize(
    ("at", "position", "said"),
    [
        ("2001-01-01T00:00:00", 1, "after the end of the story"),
        ("1895-01-01", 0, "before the start of the story"),
    ],
)
def test_a_link_to_a_time_outside_the_story_shows_one_message(
    offline_page: Page, small_html: Path, at: str, position: int, said: str
) -> None:
    page = offline_page
    page.goto(f"{small_html.as_uri()}#at={at}")
    page.evaluate("storyMap.ready")
    expect(page.locator("#sm-note")).to_contain_text(said)
    assert state_of(page)["position"] == pytest.approx(position)
    # The address contains the state, so there is no message after a reload.
    page.wait_for_function("() => location.hash === `#${storyMap.state().link}`")
    page.reload()
    page.evaluate("storyMap.ready")
    assert state_of(page)["position"] == pytest.approx(position)
    expect(page.locator("#sm-note")).to_be_empty()


def test_text_that_is_not_a_link_is_ignored(offline_page: Page, small_html: Path) -> None:
    offline_page.goto(f"{small_html.as_uri()}#sm-card")
    offline_page.evaluate("storyMap.ready")
    assert state_of(offline_page)["position"] == 0
    expect(offline_page.locator("#sm-note")).to_be_empty()


def test_ids_with_special_characters_survive_in_a_link(
    offline_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    path = tmp_path / "hostile.html"
    geo.StoryMap(hostile_story()).save(path)
    page = opened(offline_context().new_page(), path)
    seek(page, "alarm")
    page.evaluate("storyMap.setChoice({followed: ['hanna']})")
    page.wait_for_function("() => location.hash.endsWith('&followed=hanna')")


def test_copy_link_copies_the_link_and_confirms_it(
    offline_context: Callable[..., BrowserContext], small_html: Path
) -> None:
    context = offline_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(context.new_page(), small_html)
    seek(page, "duel")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").get_by_text("Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{small_html.as_uri()}#at=1995-05-04T01:05:00"
    page.evaluate("navigator.clipboard.writeText('')")
    page.keyboard.press("c")
    page.wait_for_function("async () => await navigator.clipboard.readText() !== ''")


@pytest.mark.parametrize("clipboard", ["undefined", "{ writeText: () => Promise.reject() }"])
def test_a_link_that_cannot_be_copied_is_shown_for_selection(
    offline_page: Page, small_html: Path, clipboard: str
) -> None:
    offline_page.add_init_script(
        f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }});"
    )
    page = opened(offline_page, small_html)
    page.keyboard.press("c")
    field = page.get_by_role("textbox", name="Copy this link")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"{small_html.as_uri()}#at=1995-05-02T11:30:00")
    chosen = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert field.evaluate(chosen) == field.input_value()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()


FRAMING = """<!doctype html><title>Around</title><script>
window.heard = [];
addEventListener('message', ({ data, source }) => {
  heard.push(data);
  if (data.type !== 'link' || !window.answer) return;
  source.postMessage({ to: 'storymap', type: 'link', ...answer }, '*');
});
</script><iframe sandbox="allow-scripts" width="800" height="600"></iframe>"""


@pytest.fixture
def framed(offline_page: Page, small_html: Path) -> Page:
    """A page with the document in a sandboxed frame; it records the messages of the document."""
    offline_page.set_content(FRAMING)
    html = small_html.read_text("utf-8")
    offline_page.evaluate("(html) => { document.querySelector('iframe').srcdoc = html; }", html)
    offline_page.wait_for_function("() => heard.some(({ type }) => type === 'ready')")
    return offline_page


def tell(page: Page, call: str, argument: object) -> None:
    page.evaluate(
        "([call, argument]) => document.querySelector('iframe').contentWindow"
        ".postMessage({ to: 'storymap', call, with: argument }, '*')",
        [call, argument],
    )


def test_in_a_frame_the_parent_page_receives_the_link_and_can_set_one(framed: Page) -> None:
    tell(framed, "setLink", "at=1995-05-04T01:05:00&tail=day&people=nobody")
    framed.wait_for_function("() => heard.at(-1)?.state?.event === 'duel'")
    assert framed.evaluate("heard.at(-1).state.link") == "at=1995-05-04T01:05:00&tail=day"
    document = framed.frames[1]
    expect(document.get_by_role("status")).to_contain_text(["Ignored in this link: people"])
    assert document.evaluate("location.href") == "about:srcdoc"
    framed.evaluate("window.answer = { url: 'https://example.org/?at=1', copied: true }")
    document.get_by_role("button", name="Copy link").click()
    expect(document.get_by_text("Link copied")).to_be_visible()
    assert framed.evaluate("heard.filter(({ type }) => type === 'link').at(-1).link").startswith(
        "at=1995-05-04T01:05:00"
    )


@pytest.mark.parametrize(
    ("answer", "offered"),
    [
        ({"url": "https://example.org/?at=1", "copied": False}, "https://example.org/?at=1"),
        (None, "#at=1995-05-02T11:30:00"),
    ],
)
def test_if_the_parent_page_does_not_copy_the_link_it_is_shown_for_selection(
    framed: Page, answer: object, offered: str
) -> None:
    framed.evaluate("(given) => { window.answer = given; }", answer)
    framed.frames[1].get_by_role("button", name="Copy link").click()
    expect(framed.frames[1].get_by_role("textbox", name="Copy this link")).to_have_value(offered)


def test_a_message_explains_that_the_story_has_no_link(framed: Page) -> None:
    framed.evaluate("window.answer = { url: null }")
    framed.frames[1].get_by_role("button", name="Copy link").click()
    expect(framed.frames[1].get_by_text("This story exists only in this window")).to_be_visible()


@pytest.mark.integration
def test_moving_the_map_and_resuming_the_camera_changes_the_address(player: Page) -> None:
    seek(player, "duel")
    until_the_map_rests(player, lambda: player.keyboard.press("Shift+ArrowLeft"))
    player.wait_for_function("() => location.hash.includes('camera=')")
    player.get_by_role("button", name="Resume").click()
    player.wait_for_function("() => !location.hash.includes('camera=')")
