"""The document in a sandboxed frame, and the two-way bridge to it.

The frame is one component with a fixed key inside a fragment. What Python hands it is what should
be so: the document's revision, the filter, the places, a seek, what the address names. The document
itself travels once, so a filter costs a few kilobytes and never a reload. A frame that did not get
it asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

import streamlit as st

from geo.dashboard import session, urls
from geo.dashboard.stories import Document, Telling
from geo.dashboard.tabs.points import chosen_points
from geo.render import FRAME

KEY = session.PLAYER
# Which document the frame was last sent, and in answer to which question.
_SENT = "sent"


@cache
def _component() -> Callable[..., Any]:
    """The component, registered once. Its files stand beside this one."""
    names = ("frame.html", "frame.css", "address.js", "frame.js")
    html, css, *js = ((files("geo.dashboard.player") / name).read_text("utf-8") for name in names)
    return st.components.v2.component(
        "story_player", html=Template(html).substitute(asdict(FRAME)), css=css, js="\n".join(js)
    )


def _on_playhead() -> None:
    """The playhead came to rest: note where, and let only what tells of the scene follow."""
    report = (st.session_state.get(KEY) or {}).get("playhead")
    if session.note_playhead(report):
        session.rerun(*session.followers())


def _on_placed() -> None:
    """A point was picked or a mark dragged: the story, and so the document, is another now."""
    report = (st.session_state.get(KEY) or {}).get("placed")
    if chosen_points.note_placed(report):
        session.rerun()


@st.fragment(key=KEY)
def player(telling: Telling, document: Document) -> None:
    """Show a story's document. Its frame survives reruns, filters, tabs and row selection.

    Another document of the same story takes up where the one before was.
    """
    session.revision_shown(document.revision)
    wanted: dict[str, Any] = {
        "rev": document.revision,
        "story": telling.root or telling.key,
        "title": f"{telling.story.title}, on the map",
        "filter": session.chosen().wire(),
        "places": session.places_shown(),
        "seek": session.seek_wanted(),
        "pick": chosen_points.picking(),
        "bench": chosen_points.in_sight(),
        "link": urls.followed(telling),
        "address": urls.address(telling),
    }
    # The frame's last question, a number of its own; None: it had no reason to ask.
    sent = (document.revision, (st.session_state.get(KEY) or {}).get("lacks"))
    if st.session_state.get(_SENT) != sent:
        st.session_state[_SENT] = sent
        wanted["html"] = document.html
    _component()(
        key=KEY,
        data=wanted,
        default={"lacks": None, "playhead": None, "placed": None},
        on_lacks_change=lambda: None,
        on_playhead_change=_on_playhead,
        on_placed_change=_on_placed,
    )
    session.has_run(KEY)
