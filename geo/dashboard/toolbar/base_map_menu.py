"""The switch between the drawn base map and street tiles from the network."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.dashboard import reruns, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.text_format import plain
from geo.dashboard.workspace import Document
from geo.errors import TilesError
from geo.render.tiles import tile_source

_DRAWN, _OWN = "Drawn", "Own URL"
# Public domain, and served without a key or a Referer: see `geo.render.tiles`.
_KNOWN = {"USGS imagery": "USGS.USImagery", "USGS topo": "USGS.USTopo"}


def show_menu() -> None:
    """A button that opens the choice; the page says in words when the map is online."""
    with st.popover("Map", icon=":material/layers:"):
        choice = st.radio(
            "Base map",
            [_DRAWN, *_KNOWN, _OWN],
            key=widget_keys.BASE_MAP,
            captions=["works offline", "online", "online", "online"],
            on_change=reruns.rerun_page,
        )
        if choice == _OWN:
            st.text_input(
                "Address of the tiles",
                key=widget_keys.TILES_URL,
                placeholder="https://tiles.example.org/{z}/{x}/{y}.png",
                help="A server that asks for neither a key nor a Referer.",
                on_change=reruns.rerun_page,
            )


def selected_tiles() -> str | None:
    """The tiles that the viewer selected, as `StoryMap` takes them; None: the drawn base map."""
    choice = st.session_state.get(widget_keys.BASE_MAP) or _DRAWN
    if choice == _OWN:
        return str(st.session_state.get(widget_keys.TILES_URL) or "").strip() or None
    return _KNOWN.get(choice)


def apply_tiles(shown: ShownStory) -> tuple[ShownStory, Document]:
    """The story with the selected tiles, and its document; a line says where the tiles come from.

    If there are no such tiles, a line says so and the drawn base map stays.
    """
    name = selected_tiles()
    if name is None:
        return shown, shown.document()
    with_tiles = replace(shown, tiles=name)
    try:
        source = tile_source(name)
        document = with_tiles.document()
    except TilesError as error:
        st.error(plain(f"{error}. The drawn map stays."), icon=":material/layers_clear:")
        return shown, shown.document()
    host = source.host.partition("//")[2]
    st.caption(
        plain(
            f"Online: the tiles of this map come from {host}. Choose “Drawn” to be offline again."
        )
    )
    return with_tiles, document
