"""The document in a sandboxed frame, and the two-way bridge to it.

The frame is one component with a fixed key inside a fragment. Python hands it the state that it
should be in: the document's revision, the filter, the places, a seek, the fields of the address.
The document itself is sent once, so a filter costs a few kilobytes and never a reload. A frame that
did not get it asks for it.
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
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.points import place_editing
from geo.dashboard.workspace import Document
from geo.render import FRAME


@cache
def _component() -> Callable[..., Any]:
    """The component, registered once for all sessions. Its files stand beside this one."""
    names = ("frame.html", "frame.css", "address.js", "frame.js")
    html, css, *js = ((files("geo.dashboard.player") / name).read_text("utf-8") for name in names)
    return st.components.v2.component(
        "story_player", html=Template(html).substitute(asdict(FRAME)), css=css, js="\n".join(js)
    )


def _report(name: str) -> Any:
    """What the frame last reported under a name; None: nothing."""
    return (st.session_state.get(widget_keys.PLAYER) or {}).get(name)


def _on_playhead() -> None:
    """Playback paused: note where, and run only what shows something about that event."""
    state = session.current()
    if state.note_playhead(_report("playhead")):
        reruns.rerun(*state.fragments_at_playhead())


def _on_placed() -> None:
    """A point was picked or a mark dragged: the story has changed, and with it the document."""
    if place_editing.note_map_report(_report("placed")):
        reruns.rerun()


@reruns.fragment(widget_keys.PLAYER)
def show_player(shown: ShownStory, document: Document) -> None:
    """Show a story's document. Its frame survives reruns, filters, tabs and row selection.

    Another document of the same story continues where the one before was.
    """
    state = session.current()
    state.revision = document.revision
    data: dict[str, Any] = {
        "rev": document.revision,
        "story": shown.original.key,
        "title": f"{shown.story.title}, on the map",
        "filter": session.current_filter().to_message(),
        "places": list(state.map_places),
        "seek": {"n": state.seek.number, "to": dict(state.seek.target)} if state.seek else None,
        "pick": place_editing.is_picking(),
        "reveal": place_editing.panel_to_reveal(),
        "link": urls.link_for(shown),
        "address": urls.address_for(shown),
    }
    # The frame's last request for the document, a number of its own; None: it has never asked.
    sent = (document.revision, _report("lacks"))
    if state.sent_document != sent:
        state.sent_document = sent
        data["html"] = document.html
    _component()(
        key=widget_keys.PLAYER,
        data=data,
        default={"lacks": None, "playhead": None, "placed": None},
        on_lacks_change=lambda: None,
        on_playhead_change=_on_playhead,
        on_placed_change=_on_placed,
    )
