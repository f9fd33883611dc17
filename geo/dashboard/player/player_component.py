"""The player's document in a sandboxed frame, and the two-way bridge to it.

The frame is one Streamlit component with a fixed key, inside a fragment. Python sends it the state
that it should have: revision of the document, filter, places, seek and fields of the address. The
document itself is sent only once, so a filter change sends a few kilobytes and never reloads the
document. A frame without the document requests it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

import streamlit as st

from geo.dashboard import reruns, session, urls, widget_keys
from geo.dashboard.player import player_errors
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.points import place_editing
from geo.dashboard.workspace import Document
from geo.render import FRAME, linker, minifier


@cache
def _component() -> Callable[..., Any]:
    """The component, registered once for all sessions. Its files are in this folder."""
    folder = files("geo.dashboard.player")
    html, css = ((folder / name).read_text("utf-8") for name in ("frame.html", "frame.css"))
    # Streamlit loads it as one module, in which an import from a file would lead nowhere. It uses
    # the player's table of link fields.
    script = linker.linked(files("geo"), "dashboard/player/frame.js", default=True)
    # Streamlit sends it with every rerun, and takes a text of one line for the path of a file.
    js = f"{minifier.minified(script)}\n// end"
    return st.components.v2.component(
        "story_player", html=Template(html).substitute(asdict(FRAME)), css=css, js=js
    )


def _report(name: str) -> Any:
    """The frame's last report with this name. None: there is no report."""
    return (st.session_state.get(widget_keys.PLAYER) or {}).get(name)


def _on_playhead() -> None:
    """Record where playback paused, and rerun only the fragments that show that event."""
    state = session.current()
    if state.note_playhead(_report("playhead")):
        reruns.rerun(*state.fragments_at_playhead())


def _on_placed() -> None:
    """Handle a picked point or a dragged marker. Rerun the page if the story has changed."""
    if place_editing.note_map_report(_report("placed")):
        reruns.rerun()


def _on_errors() -> None:
    """Show and log errors of the document."""
    if player_errors.note_errors(_report("errors")):
        reruns.rerun(widget_keys.PLAYER)


@reruns.fragment(widget_keys.PLAYER)
def show_player(shown: ShownStory, document: Document) -> None:
    """Show the document of a story. The frame survives reruns, filters, tabs and row selection.

    A new document of the same story continues where the old one was. Errors of the document are
    listed below the frame.
    """
    state = session.current()
    state.revision = document.revision
    data: dict[str, Any] = {
        "rev": document.revision,
        "story": shown.original.key,
        "title": f"{shown.story.title}: story map",
        "filter": session.current_filter().to_message(),
        "places": list(state.map_places),
        "seek": {"n": state.seek.number, "to": dict(state.seek.target)} if state.seek else None,
        "pick": place_editing.is_picking(),
        "reveal": place_editing.panel_to_reveal(),
        "link": urls.link_for(shown),
        "address": urls.address_for(shown),
    }
    # `lacks` is a different number for each request for the document. None: there was no request.
    sent = (document.revision, _report("lacks"))
    if state.sent_document != sent:
        state.sent_document = sent
        data["html"] = document.html
    _component()(
        key=widget_keys.PLAYER,
        data=data,
        default={"lacks": None, "playhead": None, "placed": None, "errors": None},
        on_lacks_change=lambda: None,
        on_playhead_change=_on_playhead,
        on_placed_change=_on_placed,
        on_errors_change=_on_errors,
    )
    # After the player, whose position must not change.
    player_errors.show_errors()
