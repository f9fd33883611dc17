"""The document is self-contained and deterministic, and never runs the texts of a story."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import folium
import pytest

import geo
from geo.errors import NotSelfContained, RenderError
from geo.render import FRAME, assets
from tests.sample import hostile_story, small_story


def _data(document: str) -> dict[str, object]:
    found = re.search(
        r'<script type="application/json" id="[^"]+">(.*?)</script>', document, re.DOTALL
    )
    assert found
    loaded = json.loads(found.group(1))
    assert isinstance(loaded, dict)
    return loaded


# Prints digests of documents without layers, because folium gives layers random ids.
DIGESTS = """
import hashlib, geo
from tests.sample import hostile_story, small_story
heat = geo.StoryMap(geo.read("events.geojson"), tiles="USGS.USTopo")
heat.fit_bounds(heat.get_bounds())
for story_map in (geo.StoryMap(small_story()), geo.StoryMap(hostile_story()), heat):
    print(hashlib.sha256(story_map.to_html().encode()).hexdigest())
"""


@pytest.mark.integration
def test_a_document_has_the_same_bytes_in_every_process() -> None:
    root = Path(__file__).parents[2]
    printed = {
        subprocess.run(
            [sys.executable, "-c", DIGESTS],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in range(4)
    }
    (digests,) = printed
    assert len(set(digests.split())) == 3


def test_a_second_rendering_gives_the_same_document() -> None:
    story_map = geo.StoryMap(small_story())
    assert story_map.to_html() == story_map.to_html()


def test_different_stories_give_different_documents() -> None:
    other = replace(small_story(), title="Another")
    assert geo.StoryMap(small_story()).to_html() != geo.StoryMap(other).to_html()


def test_the_document_has_a_title_a_heading_and_a_main_landmark() -> None:
    document = geo.StoryMap(small_story()).to_html()
    assert "<title>A small story</title>" in document
    assert document.count("<main") == 1
    # The player's and that of the list without JavaScript. The page shows one of them.
    assert len(re.findall("<h1[ >]", document)) == 2


def test_the_page_is_english_and_the_texts_of_the_story_have_their_own_language() -> None:
    document = geo.StoryMap(replace(small_story(), language="de")).to_html()
    assert '<html lang="en">' in document
    assert '<title lang="de">A small story</title>' in document
    assert '<meta name="description" lang="de" content="Two people and a bank.">' in document


def test_a_story_without_a_description_gets_one_in_the_language_of_the_page() -> None:
    story = replace(small_story(), language="de", description="")
    document = geo.StoryMap(story).to_html()
    expected = "A small story, played back on a map"
    assert f'<meta name="description" content="{expected}">' in document


@pytest.mark.parametrize("language", ["en", "en-GB", "EN-us"])
def test_the_page_has_the_variant_of_english_of_the_story(language: str) -> None:
    document = geo.StoryMap(replace(small_story(), language=language)).to_html()
    assert f'<html lang="{language}">' in document
    assert "<title>A small story</title>" in document


def test_users_can_zoom_the_page() -> None:
    document = geo.StoryMap(small_story()).to_html()
    viewports = re.findall(r'<meta name="viewport"[^>]*>', document)
    assert len(viewports) == 1
    assert "user-scalable" not in document
    assert "maximum-scale" not in document


def test_the_document_has_no_external_references() -> None:
    document = geo.StoryMap(small_story()).to_html()
    assert not re.findall(r"<(?:script|img|iframe)[^>]+src=", document)
    assert "<link" not in document
    assert "@import" not in document
    assert "sourceMappingURL" not in document


def _policy(document: str) -> list[str]:
    """Return the directives of the document's Content-Security-Policy."""
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', document)
    return html.unescape(policy).split("; ")


def _hashes(document: str, tag: str) -> str:
    """Return the hashes of the inline scripts or style sheets in document order, for the policy."""
    texts = re.findall(rf"<{tag}>(.*?)</{tag}>", document, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
    assert digests
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def test_the_policy_allows_only_the_scripts_and_styles_of_the_document() -> None:
    document = geo.StoryMap(small_story()).to_html()
    assert _policy(document) == [
        "default-src 'none'",
        f"script-src {_hashes(document, 'script')}",
        f"style-src {_hashes(document, 'style')}",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert document.index("Content-Security-Policy") < document.index("<script")


def test_with_a_layer_the_policy_also_allows_style_attributes() -> None:
    story_map = geo.StoryMap(small_story(), tiles="https://tiles.example.org/{z}/{x}/{y}.png")
    folium.CircleMarker([34.05, -118.25], popup="Here").add_to(story_map)
    document = story_map.to_html()
    assert _policy(document) == [
        "default-src 'none'",
        f"script-src {_hashes(document, 'script')}",
        f"style-src {_hashes(document, 'style')}",
        "style-src-attr 'unsafe-inline'",
        "img-src data: blob: https://tiles.example.org",
        "base-uri 'none'",
        "form-action 'none'",
    ]


class _Scripts(HTMLParser):
    """The scripts of a document, separated as in a browser."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False
        self.feed(document)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script"
        if self._inside:
            self.texts.append("")

    def handle_endtag(self, _: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


@pytest.mark.parametrize("tag", ["</script>", "</SCRIPT >", "<!-- <script>"])
def test_a_script_tag_in_a_popup_does_not_end_the_script_or_keep_it_open(tag: str) -> None:
    story_map = geo.StoryMap(small_story())
    folium.CircleMarker([34.05, -118.25], popup=f"<b>before{tag}after</b>").add_to(story_map)
    document = story_map.to_html()
    *_, own, layer = _Scripts(document).texts
    assert "storyMap" in own
    escaped = tag.replace("<", r"\u003c").replace(">", r"\u003e")
    assert f"before{escaped}after" in layer
    assert f"'sha256-{base64.b64encode(hashlib.sha256(layer.encode()).digest()).decode()}'" in (
        html.unescape(document)
    )


def test_the_styles_of_the_document_have_every_rule_and_no_comments() -> None:
    for style in (assets.player_style(), assets.leaflet_style(), assets.leaflet_base_style()):
        assert "/*" not in style
        assert style.count("{") == style.count("}") > 50
    files = [assets._player(name).read_text("utf-8") for name in assets.PLAYER_STYLES]
    assert assets.player_style().count("{") == sum(
        re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).count("{") for text in files
    )


def test_only_a_document_with_layers_has_the_styles_of_layers() -> None:
    plain = geo.StoryMap(small_story())
    with_layer = geo.StoryMap(small_story())
    folium.Marker([34.05, -118.25], icon=folium.CustomIcon("data:,")).add_to(with_layer)
    before, after = (story_map.to_html() for story_map in (plain, with_layer))
    assert assets.leaflet_base_style() in before
    assert assets.leaflet_style() in after
    assert assets.leaflet_base_style() not in after
    assert after.index(assets.leaflet_style()) < after.index(assets.player_style())
    for selector in (".leaflet-popup-content", ".leaflet-tooltip{", ".leaflet-control-zoom-in"):
        assert selector not in before
        assert selector in after


def test_every_document_has_the_styles_of_the_map_and_its_scale() -> None:
    base = assets.leaflet_base_style()
    for selector in (
        ".leaflet-container{",
        ".leaflet-marker-pane{",
        ".leaflet-control-scale-line{",
    ):
        assert selector in base
    assert "url(" not in base


def test_story_text_is_never_run_as_a_template() -> None:
    document = geo.StoryMap(hostile_story()).to_html()
    assert "{{7*7}}" in html.unescape(document)
    assert "{{7*7}} {% raw %}" in str(_data(document)["title"])


def test_story_text_cannot_leave_its_script_element() -> None:
    document = geo.StoryMap(hostile_story()).to_html()
    assert "<script>window.pwned" not in document
    assert "<img src=x" not in document
    assert "<!--<script>" not in document


@pytest.mark.parametrize(
    ("make_layer", "message"),
    [
        (lambda: folium.TileLayer("OpenStreetMap"), "tiles from https://tile.openstreetmap.org"),
        (lambda: folium.Marker([34, -118], icon=folium.Icon()), "found a Font Awesome icon"),
        (
            lambda: folium.Marker([34, -118], icon=folium.CustomIcon("https://example.org/i.png")),
            "https://example.org/i.png",
        ),
        (
            lambda: folium.raster_layers.ImageOverlay(
                "https://example.org/a.png", [[33, -119], [34, -118]]
            ),
            "https://example.org/a.png",
        ),
    ],
    ids=["tiles", "awesome icon", "external icon", "external image"],
)
def test_a_layer_that_needs_the_network_is_an_error_with_its_name(
    make_layer: Callable[[], folium.Element], message: str
) -> None:
    story_map = geo.StoryMap(small_story())
    make_layer().add_to(story_map)
    with pytest.raises(NotSelfContained, match=re.escape(message)):
        story_map.to_html()


def test_an_icon_made_from_a_local_file_is_embedded(tmp_path: Path) -> None:
    (tmp_path / "icon.png").write_bytes(b"\x89PNG not really")
    story_map = geo.StoryMap(small_story())
    icon = folium.CustomIcon(str(tmp_path / "icon.png"), icon_size=(20, 20))
    folium.Marker([34.05, -118.25], icon=icon).add_to(story_map)
    assert base64.b64encode(b"\x89PNG not really").decode() in story_map.to_html()


def test_a_plugin_that_needs_the_network_is_an_error_with_its_link() -> None:
    from folium.plugins import MarkerCluster

    story_map = geo.StoryMap(small_story())
    MarkerCluster().add_to(story_map)
    with pytest.raises(NotSelfContained, match=r"markerclusterjs.*https://"):
        story_map.to_html()


def test_an_external_script_in_added_html_is_an_error() -> None:
    story_map = geo.StoryMap(small_story())
    story_map.document.html.add_child(
        folium.Element('<script src="https://example.org/x.js"></script>')
    )
    with pytest.raises(NotSelfContained, match=r"example\.org/x\.js"):
        story_map.to_html()


def test_a_map_in_another_figure_is_an_error_that_says_what_to_do() -> None:
    story_map = geo.StoryMap(small_story())
    folium.Figure().add_child(story_map)
    with pytest.raises(RenderError, match=r"expected it in its own document\. Save or show"):
        story_map.to_html()


def test_a_story_map_is_a_folium_map() -> None:
    assert isinstance(geo.StoryMap(small_story()), folium.Map)


def test_a_notebook_and_the_root_have_the_same_layers_as_the_saved_file() -> None:
    story_map = geo.StoryMap(small_story())
    folium.CircleMarker([34.05, -118.25], popup="Here").add_to(story_map)
    assert "style-src-attr" in html.unescape(str(story_map._repr_html_()))
    assert story_map.get_root().render() == story_map.to_html()


def test_a_layer_added_after_rendering_appears() -> None:
    story_map = geo.StoryMap(small_story())
    before = story_map.to_html()
    folium.CircleMarker([34.05, -118.25]).add_to(story_map)
    assert "circleMarker" in story_map.to_html().replace(before, "")


def test_text_in_a_layer_is_never_run_as_a_template() -> None:
    story_map = geo.StoryMap(small_story())
    folium.CircleMarker([34.05, -118.25], tooltip="T{{7*7}}T").add_to(story_map)
    document = story_map.to_html()
    assert r"T\u007b\u007b7*7}}T" in document
    assert "T49T" not in document


def test_a_notebook_shows_the_document_in_the_same_sandbox_as_the_dashboard() -> None:
    story_map = geo.StoryMap(small_story())
    shown = story_map._repr_html_()
    assert f'sandbox="{FRAME.sandbox}"' in shown
    assert "allow-same-origin" not in shown
    assert html.escape("<title>A small story</title>") in shown
