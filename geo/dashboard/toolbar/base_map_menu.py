"""The menu to choose the base map: the built-in one, or map tiles from the internet."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.dashboard import reruns, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.text_format import escape_markdown
from geo.dashboard.workspace import Document
from geo.errors import TilesError
from geo.render.tiles import tile_source

_BUILT_IN, _CUSTOM = "Built-in", "Custom URL"
# In the public domain. The server requires neither a key nor a Referer: see `geo.render.tiles`.
_KNOWN = {"USGS imagery": "USGS.USImagery", "USGS topo": "USGS.USTopo"}


def show_menu() -> None:
    """Show the button that opens the choice of base maps."""
    with st.popover("Map", icon=":material/layers:"):
        choice = st.radio(
            "Base map",
            [_BUILT_IN, *_KNOWN, _CUSTOM],
            key=widget_keys.BASE_MAP,
            captions=["works offline", "online", "online", "online"],
            on_change=reruns.rerun_page,
        )
        if choice == _CUSTOM:
            st.text_input(
                "Tile URL",
                key=widget_keys.TILES_URL,
                placeholder="https://tiles.example.org/{z}/{x}/{y}.png",
                help="A URL with {z}, {x} and {y}. "
                "The server must not require a key or a Referer header.",
                on_change=reruns.rerun_page,
            )


def selected_tiles() -> str | None:
    """The selected tiles, as the argument of `StoryMap`. None: the built-in base map."""
    choice = st.session_state.get(widget_keys.BASE_MAP) or _BUILT_IN
    if choice == _CUSTOM:
        return str(st.session_state.get(widget_keys.TILES_URL) or "").strip() or None
    return _KNOWN.get(choice)


def apply_tiles(shown: ShownStory) -> tuple[ShownStory, Document]:
    """Return the story with the selected tiles, and its document; show the source of the tiles.

    If the tiles cannot be used, shows an error and returns the document with the built-in map.
    """
    name = selected_tiles()
    if name is None:
        return shown, shown.document()
    with_tiles = replace(shown, tiles=name)
    try:
        source = tile_source(name)
        document = with_tiles.document()
    except TilesError as error:
        st.error(
            escape_markdown(
                f"These tiles cannot be used: {error}. The built-in map is shown instead."
            ),
            icon=":material/layers_clear:",
        )
        return shown, shown.document()
    host = source.host.partition("//")[2]
    st.caption(
        escape_markdown(
            f"Online: map tiles come from {host}. To go offline, choose “{_BUILT_IN}” under “Map”."
        )
    )
    return with_tiles, document
