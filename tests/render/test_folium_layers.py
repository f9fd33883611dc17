"""Layers of folium: each has a script of its own, and a refused layer leaves the map usable."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import folium
import pytest
from folium.plugins import MarkerCluster

import geo
from geo.errors import NotSelfContained, RenderError
from tests.sample import small_story

AT = [34.05, -118.25]
PIXEL = "data:image/png;base64," + base64.b64encode(b"\x89PNG not really").decode()


def labels(document: str) -> list[str]:
    """The names of the layers, in the order of their scripts."""
    return re.findall(r'<template id="sm-layer-[0-9]+" data-layer="([^"]*)"></template>', document)


def test_each_layer_is_named_once_with_what_belongs_to_it() -> None:
    story_map = geo.StoryMap(small_story())
    group = folium.FeatureGroup(name="Cafés").add_to(story_map)
    folium.Marker(AT, popup="one", tooltip="two", icon=folium.DivIcon("three")).add_to(group)
    folium.CircleMarker([1.23456, 2]).add_to(story_map)
    folium.LayerControl().add_to(story_map)
    assert labels(story_map.to_html()) == [
        "FeatureGroup “Cafés”",
        "Marker (34.05, -118.25)",
        # At its end, the group is added to the map.
        "FeatureGroup “Cafés”",
        "CircleMarker (1.2346, 2)",
        "LayerControl",
    ]


def test_a_group_is_added_to_the_map_only_once_in_a_second_rendering() -> None:
    story_map = geo.StoryMap(small_story())
    folium.Marker(AT).add_to(folium.FeatureGroup(name="Cafés").add_to(story_map))
    document = story_map.to_html()
    assert story_map.to_html() == document


def scripts(document: str) -> int:
    """The number of scripts of layers."""
    return len(re.findall(r"</template><script>", document))


def test_plain_layers_in_a_row_share_a_script() -> None:
    story_map = geo.StoryMap(small_story())
    for _ in range(3):
        folium.Marker(AT, popup="one", icon=folium.DivIcon("{% raw %}")).add_to(story_map)
    document = story_map.to_html()
    assert (len(labels(document)), scripts(document)) == (3, 1)
    assert document.count("catch (error) { storyMapLayerFailed(") == 3


class OwnMarker(folium.Marker):
    """A marker with a template that could contain anything."""


def with_own_template() -> folium.Element:
    marker = folium.Marker(AT)
    marker._template = OwnMarker._template
    return marker


@pytest.mark.parametrize(
    "make",
    [lambda: OwnMarker(AT), with_own_template,
     lambda: folium.Marker(AT, title=folium.JsCode("broken(")),  # type: ignore[arg-type]
     lambda: folium.Marker(AT, popup=folium.Popup(folium.IFrame("x"))),
     lambda: folium.GeoJson({"type": "FeatureCollection", "features": []})],
    ids=["subclass", "template", "code in an option", "element in a popup", "GeoJSON"],
)  # fmt: skip
def test_a_layer_that_could_be_invalid_has_a_script_alone(
    make: Callable[[], folium.Element],
) -> None:
    story_map = geo.StoryMap(small_story())
    folium.Marker(AT).add_to(story_map)
    make().add_to(story_map)
    folium.Marker(AT).add_to(story_map)
    assert scripts(story_map.to_html()) == 3


def test_a_script_of_the_caller_is_a_script_of_its_own() -> None:
    story_map = geo.StoryMap(small_story())
    story_map.document.script.add_child(folium.Element("window.mine = 1"))
    document = story_map.to_html()
    assert labels(document) == ["script"]
    assert "<script>window.mine = 1\n;document.getElementById('sm-layer-0')" in document


def test_the_name_of_a_layer_cannot_leave_its_attribute() -> None:
    story_map = geo.StoryMap(small_story())
    folium.FeatureGroup(name='"><script>x</script>\n\x00').add_to(story_map)
    assert "<script>x" not in story_map.to_html()
    assert len(labels(story_map.to_html())) == 1


def test_the_layer_of_a_popup_works_on_a_plain_map_as_well() -> None:
    marker = folium.Marker(AT, popup=r"see C:\users", tooltip="a`b")
    marker.add_to(geo.StoryMap(small_story())).get_root().render()
    plain = folium.Map()
    plain.add_child(marker)
    assert r"see C:\\users" in plain.get_root().render()


# ------------------------------------------------------------------------------------ refused

REFUSED: dict[str, Callable[[], folium.Element]] = {
    "tiles": lambda: folium.TileLayer("https://example.org/{z}.png", attr="x"),
    "awesome icon": lambda: folium.Marker(AT, icon=folium.Icon(color="red")),
    "network icon": lambda: folium.Marker(AT, icon=folium.CustomIcon("https://example.org/i.png")),
    "network icon in capitals": lambda: folium.Marker(
        AT, icon=folium.CustomIcon("HTTPS://example.org/i.png")
    ),
    "network shadow": lambda: folium.Marker(
        AT, icon=folium.CustomIcon(PIXEL, shadow_image="https://example.org/s.png")
    ),
    "network image in an icon of HTML": lambda: folium.Marker(
        AT, icon=folium.DivIcon('<b>x</b><img alt="" src="//example.org/i.png">')
    ),
    "plugin": MarkerCluster,
    "colour legend": lambda: folium.Choropleth(
        {"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": one, "properties": {}, "geometry": {
                "type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}
            for one in "ab"]},
        data={"a": 1.0, "b": 2.0}, key_on="feature.id"),
    "image in its HTML": lambda: folium.plugins.FloatImage("https://example.org/f.png"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("is_in_group", [False, True], ids=["on the map", "in a group"])
def test_a_refused_layer_is_removed_and_the_next_save_works(
    tmp_path: Path, kind: str, *, is_in_group: bool
) -> None:
    story_map = geo.StoryMap(small_story())
    folium.CircleMarker(AT, popup="kept").add_to(story_map)
    parent = folium.FeatureGroup(name="group").add_to(story_map) if is_in_group else story_map
    before = story_map.to_html()
    layer = REFUSED[kind]()
    if is_in_group and kind in ("image in its HTML", "colour legend"):
        layer.add_to(story_map)  # these belong on a map only
    else:
        layer.add_to(parent)
    with pytest.raises(NotSelfContained, match="network"):
        story_map.save(tmp_path / "map.html")
    story_map.save(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text("utf-8") == before


def test_html_of_the_caller_that_needs_the_network_is_removed_as_well() -> None:
    story_map = geo.StoryMap(small_story())
    before = story_map.to_html()
    for block in (story_map.document.html, story_map.document.header):
        block.add_child(folium.Element('<img src="https://example.org/x.png">'))
        with pytest.raises(NotSelfContained, match=r"example\.org/x\.png"):
            story_map.to_html()
        assert story_map.to_html() == before


@pytest.mark.parametrize("prefix", ["data:", "DATA:"])
def test_an_embedded_icon_is_not_taken_for_one_of_the_network(prefix: str) -> None:
    story_map = geo.StoryMap(small_story())
    address = PIXEL.replace("data:", prefix)
    folium.Marker(AT, icon=folium.CustomIcon(address, shadow_image=address)).add_to(story_map)
    assert address in story_map.to_html()


def test_an_icon_of_html_may_have_embedded_images_and_any_text() -> None:
    story_map = geo.StoryMap(small_story())
    for text in (f'<img src="{PIXEL}">', "<img src=x onerror=alert(1)>", "</script><!-- <"):
        folium.Marker(AT, icon=folium.DivIcon(text)).add_to(story_map)
    assert len(labels(story_map.to_html())) == 3


def test_an_icon_of_the_network_is_named_with_its_address() -> None:
    story_map = geo.StoryMap(small_story())
    folium.Marker(AT, icon=folium.CustomIcon("https://cdn.example.org/i.png")).add_to(story_map)
    with pytest.raises(
        NotSelfContained, match=r"CustomIcon: found https://cdn\.example\.org/i\.png"
    ):
        story_map.to_html()


def test_a_text_that_folium_takes_for_a_template_is_an_error_that_names_the_layer() -> None:
    story_map = geo.StoryMap(small_story())
    before = story_map.to_html()
    feature = {"type": "Feature", "properties": {"name": "{% raw %}"},
               "geometry": {"type": "Point", "coordinates": [1, 2]}}  # fmt: skip
    folium.GeoJson(feature, name="Shops").add_to(story_map)
    with pytest.raises(RenderError, match="GeoJson “Shops”: found a text that contains"):
        story_map.to_html()
    assert story_map.to_html() == before
