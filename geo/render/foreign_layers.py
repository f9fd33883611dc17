"""The layers that callers add: they must work without a network, whatever their texts contain."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import folium

from geo.errors import NotSelfContained, RenderError
from geo.render import assets
from geo.text_safety import one_line

if TYPE_CHECKING:
    from branca.element import Element

# What a document contains itself.
_EMBEDDED: Final = ("data:", "blob:")
_REMOTE: Final = ("http:", "https:", "//")
# In a template literal of JavaScript: a backslash that does not protect a backtick, and a value
# other than the two that folium documents for the popup of `ClickForMarker`.
_BACKSLASH: Final = re.compile(r"\\(?!`)")
_OTHER_VALUE: Final = re.compile(r"\$\{(?!(?:lat|lng)\})")


class _Sources(HTMLParser):
    """Collects the addresses of what HTML shows from the network."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.remote: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.remote += [
            value
            for name, value in attrs
            if name == "src" and value and value.lower().lstrip().startswith(_REMOTE)
        ]


class _Quoted(str):
    """A text that has been made harmless already."""

    __slots__ = ()


def quote_texts(layer: Element) -> None:
    """Make the texts of a layer harmless for the script that folium makes of them.

    folium puts the texts of popups and tooltips into template literals of JavaScript. There, a
    backslash or `${` changes the text or makes the script invalid. And branca compiles the script
    as a template, so that `{%` in a text or a name is an error.
    """
    for kind, template in (
        (folium.Popup, assets.popup_template),
        (folium.Tooltip, assets.tooltip_template),
        (folium.DivIcon, assets.div_icon_template),
        (folium.LayerControl, assets.layer_control_template),
    ):
        # A subclass may have a template of its own.
        if isinstance(layer, kind) and type(layer)._template is kind._template:  # noqa: SLF001
            layer._template = template()  # noqa: SLF001  folium's own way to change a template
    if isinstance(layer, folium.ClickForMarker) and not isinstance(layer.popup, _Quoted):
        text = layer.popup
        if text.startswith("`"):
            text = _OTHER_VALUE.sub(r"\\${", _BACKSLASH.sub(r"\\\\", text))
        layer.popup = _Quoted(text)


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
    if isinstance(layer, folium.DivIcon):
        urls += _Sources(str(layer.options.get("html") or "")).remote
    for url in urls:
        if isinstance(url, str) and not url.lower().lstrip().startswith(_EMBEDDED):
            raise NotSelfContained(
                f"{kind}: found {one_line(url, limit=300)}, which needs the network; expected "
                "inline data or a local file"
            )


def template_error(label: str, error: Exception) -> RenderError:
    """The error about a text of a layer that branca cannot compile. `label` names the layer."""
    return RenderError(
        f"{label}: found a text that contains {{{{, {{% or {{#, which folium takes for a template "
        f"({one_line(str(error), limit=100)}); put a space after the brace"
    )
