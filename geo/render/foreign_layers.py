"""Check the layers that callers add: they must work in a document without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folium

from geo.errors import NotSelfContained

if TYPE_CHECKING:
    from branca.element import Element

_REMOTE = ("http:", "https:", "//")


def check_layer(layer: Element) -> None:
    """Check a layer for network access that is not visible as a link in its HTML.

    Raises:
        NotSelfContained: the layer needs the network. The message names an alternative.
    """
    kind = type(layer).__name__
    if isinstance(layer, folium.Icon) and not isinstance(layer, folium.CustomIcon):
        raise NotSelfContained(
            f"{kind}: found a Font Awesome icon, which needs the network; expected "
            "folium.DivIcon, folium.CustomIcon with a local file, or the default marker"
        )
    if isinstance(layer, folium.TileLayer):
        raise NotSelfContained(
            f"{kind}: found tiles from {layer.tiles}, which need the network; set the tiles when "
            "you make the map instead: StoryMap(story, tiles=…)"
        )
    urls = [getattr(layer, "url", None)]
    if isinstance(layer, folium.CustomIcon):
        urls += [layer.options.get("icon_url"), layer.options.get("shadow_url")]
    for url in urls:
        if isinstance(url, str) and url.startswith(_REMOTE):
            raise NotSelfContained(
                f"{kind}: found {url}, which needs the network; expected inline data or a local "
                "file"
            )
