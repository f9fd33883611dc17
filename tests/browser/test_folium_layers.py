"""Layers of folium in a browser: any text is shown as it is, and a failing layer is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import folium
import pytest
from playwright.sync_api import Browser, Page, expect

import geo
from tests.browser.playing import opened
from tests.sample import small_story

pytestmark = pytest.mark.browser

AT: Final = (34.05, -118.25)
TEXTS: Final = (
    r"see C:\users\ana", r"C:\2019", r"hex \x", r"\u{", "a`b", "${amount}", "$&", "$`",
    "<!-- <script>", "</script>", "<script>", "x <!--", "]]>", "line\u2028and\u2029paragraph",
    "it's \"quoted\"", "{{ 7 * 7 }}", "{% raw %}", "😀 é",
)  # fmt: skip
TEXT_OF: Final = """([kind, number]) => {
  const parse = (html) => new DOMParser().parseFromString(html, 'text/html').body;
  const content = layers[number][kind]().getContent();
  const shown = typeof content === 'string' ? parse(content) : content;
  const expected = parse(`<b>${texts[number]}</b>`);
  // An unfinished comment or script in a text contains the end of folium's own element, too.
  return [shown, expected].map((node) => node.textContent.replace('</div>', '').trim());
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may have errors."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    yield page
    page.close()


@pytest.mark.firefox
def test_texts_of_popups_and_tooltips_are_shown_as_they_are(
    offline_page: Page, tmp_path: Path
) -> None:
    story_map = geo.StoryMap(small_story())
    names = []
    for number, text in enumerate(TEXTS):
        icon = folium.DivIcon(text)
        marker = folium.Marker(AT, popup=f"<b>{text}</b>", tooltip=f"<b>{text}</b>", icon=icon)
        group = folium.FeatureGroup(name=f"{number} {text}").add_to(story_map)
        marker.add_to(group)
        names.append(marker.get_name())
    folium.LayerControl().add_to(story_map)
    story_map.save(tmp_path / "map.html")
    page = opened(offline_page, tmp_path / "map.html")
    page.evaluate("(texts) => { window.texts = texts; }", list(TEXTS))
    page.evaluate(f"() => {{ window.layers = [{', '.join(names)}]; }}")
    for number in range(len(TEXTS)):
        for kind in ("getPopup", "getTooltip"):
            shown, expected = page.evaluate(TEXT_OF, [kind, number])
            assert shown == expected
    expect(page.locator("#sm-errors")).to_be_hidden()


BROKEN: Final = {
    "syntax": "const const const",
    "unfinished": "const text = `",
    "error": "throw new Error('broken by the test')",
    "unknown name": "L.timeline(5)",
}


def broken_map(*scripts: str) -> geo.StoryMap:
    """A map with a layer for each script, between two markers that work."""
    story_map = geo.StoryMap(small_story())
    folium.CircleMarker(AT, popup="first").add_to(story_map)
    for script in scripts:
        layer = folium.FeatureGroup(name="Broken")
        layer._template = folium.Element(
            "{% macro script(this, kwargs) %}" + script + "{% endmacro %}"
        )._template
        layer.add_to(story_map)
    folium.CircleMarker(AT, popup="last").add_to(story_map)
    return story_map


@pytest.mark.firefox
@pytest.mark.parametrize("kind", BROKEN)
def test_a_layer_that_fails_is_named_and_the_story_plays(
    page: Page, tmp_path: Path, kind: str
) -> None:
    broken_map(BROKEN[kind]).save(tmp_path / "map.html")
    opened(page, tmp_path / "map.html")
    notice = page.locator("#sm-errors")
    expect(notice).to_contain_text(
        "A layer of this map could not be shown: FeatureGroup “Broken”. Everything else works."
    )
    # The layers around it are shown.
    assert page.locator(".leaflet-overlay-pane path.leaflet-interactive").count() == 2
    page.evaluate("storyMap.play()")
    page.wait_for_function("() => storyMap.state().position > 0.005")
    assert page.evaluate("storyMap.state().playing")


def test_the_page_around_learns_of_each_layer_that_fails(page: Page) -> None:
    page.set_content("""<iframe sandbox="allow-scripts" style="width: 900px; height: 600px">
      </iframe><script>window.messages = [];
      addEventListener('message', (event) => window.messages.push(event.data));</script>""")
    page.evaluate(
        "(html) => { document.querySelector('iframe').srcdoc = html; }",
        broken_map(BROKEN["error"], *[BROKEN["syntax"]] * 6).to_html(),
    )
    page.wait_for_function("() => messages.filter(({ type }) => type === 'error').length === 6")
    errors: Any = page.evaluate("messages.filter(({ type }) => type === 'error')")
    assert {(error["part"], error["stopped"]) for error in errors} == {("layer", False)}
    assert "broken by the test" in errors[0]["reason"]
    assert "FeatureGroup “Broken”" in errors[0]["message"]
    assert errors[-1]["message"] == "Further layers could not be shown: 2."


def test_a_layer_in_a_group_that_fails_is_named_and_the_next_one_is_shown(
    page: Page, tmp_path: Path
) -> None:
    story_map = broken_map(BROKEN["error"])
    group = next(one for one in story_map._children.values() if type(one) is folium.FeatureGroup)
    folium.Marker(AT).add_to(group)
    story_map.save(tmp_path / "map.html")
    opened(page, tmp_path / "map.html")
    expect(page.locator("#sm-errors")).to_contain_text(
        "could not be shown: Marker (34.05, -118.25)"
    )
    assert page.locator(".leaflet-overlay-pane path.leaflet-interactive").count() == 2
