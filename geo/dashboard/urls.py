"""Links to a moment of a story: what the address of the page names, read once per session.

The frame keeps the address up to date (address.js), so nothing here writes it: Streamlit would send
the whole address back as it was when the browser last asked, and add to the browser's history. The
fields are those of a document's own links (docs/links.md), with `story` and `place` beside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from geo.dashboard import session, widget_keys
from geo.dashboard.event_filter import EventFilter
from geo.dashboard.home_story import shipped_story
from geo.dashboard.stories import ShownStory
from geo.dashboard.text_format import plain
from geo.story import Story

# The file of each shipped story, by its name in a link. A link never holds a path.
SHIPPED: Mapping[str, str] = {"heat": "events.geojson"}

STORY, EVENT = "story", "scene"
# The name of the story in the address while a viewer's own story is shown (address.js): no link
# leads to it, but after a reload the page can say why it is gone.
UPLOADED = "brought"
# What a document understands. The theme is the page's own.
FIELDS = (
    *("at", EVENT, "clock", widget_keys.PEOPLE, widget_keys.GROUPS, widget_keys.DAYS, "hidden"),
    *("followed", "pair", "kept", "tail", "ground", "lanes", "span", "speed", "length", "camera"),
)
# Lists of names: one that comes twice is joined, as a document does.
_LISTS = frozenset({widget_keys.PEOPLE, widget_keys.GROUPS, widget_keys.DAYS, "hidden", "followed"})
# As long as a document reads and writes, in characters.
LONGEST_LINK = 2_000
LONGEST_PLACE = 200


def story_file(home: Path) -> Path:
    """The story file to start with: a shipped one that the address names, or else `home`.

    An unknown name is reported in one line, and the rest of the address is ignored.
    """
    state = session.current()
    if not state.address_read:
        state.address_read = True
        name = st.query_params.get(STORY)
        own = next((one for one in SHIPPED if _shipped_file(one) == home.resolve()), None)
        state.shipped_story = name if name in SHIPPED else own
        if name is not None and name not in SHIPPED:
            state.link = ""
            st.toast(_unknown_story(name), icon=":material/link_off:")
    return _shipped_file(state.shipped_story) if state.shipped_story else home


def _unknown_story(name: str) -> str:
    """What the page says about a story that the address names and that it does not have."""
    if name == UPLOADED:
        return "An uploaded story is gone after a reload. Upload its file again."
    return f"The link names an unknown story: “{plain(name[:40])}”."


def apply_link(shown: ShownStory) -> None:
    """Apply what the address names, once; and the filter that a story had when the viewer left it.

    Call it before filters and search are drawn.
    """
    state = session.current()
    state.note_story(shown.original.key)
    if state.link_story is not None:
        return
    state.link_story = shown.original.key
    if state.link is not None:
        return
    fields = {
        # Of a field that is no list the first value counts.
        name: ",".join(values) if name in _LISTS else values[0]
        for name in st.query_params
        if (values := st.query_params.get_all(name))
    }
    state.link = "&".join(
        f"{name}={quote(fields[name], safe=',:!~*()')}" for name in FIELDS if name in fields
    )[:LONGEST_LINK]
    session.set_filter(_filter_from(fields, shown.story))
    search = fields.get(widget_keys.PLACE_SEARCH, "")[:LONGEST_PLACE]
    st.session_state[widget_keys.PLACE_SEARCH] = search
    if shown.event_number(fields.get(EVENT)) is not None:
        state.note_destination(fields[EVENT])


def link_for(shown: ShownStory) -> str:
    """The fields of the address for the document of the story that it is about; else ""."""
    state = session.current()
    return (state.link or "") if state.link_story == shown.original.key else ""


def address_for(shown: ShownStory) -> dict[str, str] | None:
    """What the page itself contributes to the address; None: no link leads to this story.

    That is so for an uploaded story: it exists in the viewer's own window only (`UPLOADED`).
    """
    state = session.current()
    if state.link_story != shown.original.key:
        return None
    search = str(st.session_state.get(widget_keys.PLACE_SEARCH) or "")
    return {"story": state.shipped_story or "", "place": search.strip()[:LONGEST_PLACE]}


def _filter_from(fields: Mapping[str, str], story: Story) -> EventFilter:
    """The filter that the address names, as far as the story has such people, groups and days."""

    def names(field: str) -> list[str]:
        return fields.get(field, "")[:LONGEST_LINK].split(",")

    people = (i for i in names(widget_keys.PEOPLE) if i in story.person_by_id)
    groups = (i for i in names(widget_keys.GROUPS) if i in story.group_by_id)
    days = (int(i) for i in names(widget_keys.DAYS) if re.fullmatch(r"-?[0-9]{1,6}", i))
    return EventFilter(
        tuple(dict.fromkeys(people)), tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(days))
    )


def _shipped_file(name: str) -> Path:
    return shipped_story(SHIPPED[name]).resolve()
