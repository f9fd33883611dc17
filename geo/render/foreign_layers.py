"""Layers that callers add to the map: which of them cannot work in a document without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folium

from geo.errors import NotSelfContained

if TYPE_CHECKING:
    from branca.element import Element

_REMOTE = ("http:", "https:", "//")


def refuse_what_cannot_work(layer: Element) -> None:
    """Raise for layers that would fail in the document although no link betrays them.

    Raises:
        NotSelfContained: names the layer, and the way that works.
    """
    kind = type(layer).__name__
    if isinstance(layer, folium.Icon) and not isinstance(layer, folium.CustomIcon):
        raise NotSelfContained(
            f"{kind}: found an icon of Font Awesome, which would be fetched from the network; "
            "expected folium.DivIcon, folium.CustomIcon with a local file, or the default marker"
        )
    if isinstance(layer, folium.TileLayer):
        raise NotSelfContained(
            f"{kind}: found tiles from {layer.tiles}, which would be fetched from the network; "
            "expected tiles to be chosen when the map is made: StoryMap(story, tiles=…)"
        )
    urls = [getattr(layer, "url", None)]
    if isinstance(layer, folium.CustomIcon):
        urls += [layer.options.get("icon_url"), layer.options.get("shadow_url")]
    for url in urls:
        if isinstance(url, str) and url.startswith(_REMOTE):
            raise NotSelfContained(
                f"{kind}: found {url}, which would be fetched from the network; "
                "expected data inline, or a local file"
            )
