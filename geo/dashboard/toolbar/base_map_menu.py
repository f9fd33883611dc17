"""The switch between the drawn map and street tiles from the network."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.dashboard import session
from geo.dashboard.stories import Document, Telling
from geo.dashboard.text_format import plain
from geo.errors import TilesError
from geo.render.tiles import tile_source

_CHOICE, _URL = "tiles", "tiles-url"
_DRAWN, _OWN = "Drawn", "Own URL"
# Public domain, and served without a key or a Referer: see `geo.render.tiles`.
_KNOWN = {"USGS imagery": "USGS.USImagery", "USGS topo": "USGS.USTopo"}


def menu() -> None:
    """A button that opens the choice; the page says in words when the map is online."""
    with st.popover("Map", icon=":material/layers:"):
        choice = st.radio(
            "What lies under the story",
            [_DRAWN, *_KNOWN, _OWN],
            key=_CHOICE,
            captions=["works offline", "online", "online", "online"],
            on_change=session.rerun_all,
        )
        if choice == _OWN:
            st.text_input(
                "Address of the tiles",
                key=_URL,
                placeholder="https://tiles.example.org/{z}/{x}/{y}.png",
                help="A server that asks for neither a key nor a Referer.",
                on_change=session.rerun_all,
            )


def wanted() -> str | None:
    """What the viewer wants under the story, as `StoryMap` takes it; None: the drawn map."""
    choice = st.session_state.get(_CHOICE) or _DRAWN
    if choice == _OWN:
        return str(st.session_state.get(_URL) or "").strip() or None
    return _KNOWN.get(choice)


def with_tiles(telling: Telling) -> tuple[Telling, Document]:
    """The telling with the tiles that are wanted, and its document; one line says what is so.

    Where there are no such tiles, the drawn map stays.
    """
    name = wanted()
    if name is None:
        return telling, telling.document()
    on_tiles = replace(telling, tiles=name)
    try:
        source = tile_source(name)
        document = on_tiles.document()
    except TilesError as error:
        st.error(plain(f"{error}. The drawn map stays."), icon=":material/layers_clear:")
        return telling, telling.document()
    host = source.host.partition("//")[2]
    st.caption(
        plain(
            f"Online: the tiles of this map come from {host}. Choose “Drawn” to be offline again."
        )
    )
    return on_tiles, document
