"""Links to a moment of a story: reads the fields of the page address, once per session.

This module never writes the address; the frame keeps it up to date (address.js). If Streamlit wrote
it, it would overwrite newer fields with old ones and add entries to the browser history. The fields
are those of a document's own links (docs/links.md), plus `story` and `place`.
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
from geo.dashboard.text_format import escape_markdown
from geo.story import Story

# The file of each shipped story, by its name in a link. A link never contains a path.
SHIPPED: Mapping[str, str] = {"heat": "events.geojson"}

STORY, EVENT = "story", "scene"
# The value of `story` in the address while an uploaded story is shown (address.js). No link can
# open that story, but after a reload the page can explain why it is gone.
UPLOADED = "brought"
# The fields that the page does not pass on to the document. The page sets the theme. The document
# ignores fields that it does not know (linkfields.js lists those that it knows).
_OF_PAGE = frozenset({STORY, widget_keys.PLACE_SEARCH, "theme"})
# The names of link fields. Other names would need quoting, and are not passed on.
_FIELD_NAME = re.compile(r"[a-z]+")
# The limits of a document for links that it reads and writes, in characters.
LONGEST_LINK = 2_000
LONGEST_PLACE = 200


def story_file(home: Path) -> Path:
    """Return the shipped story file that the address names, or else `home`.

    For an unknown name, shows a toast and ignores the rest of the address.
    """
    state = session.current()
    if not state.address_read:
        state.address_read = True
        name = st.query_params.get(STORY)
        home_name = next((key for key in SHIPPED if _shipped_file(key) == home.resolve()), None)
        state.shipped_story = name if name in SHIPPED else home_name
        if name is not None and name not in SHIPPED:
            state.link = ""
            st.toast(_unknown_story(name), icon=":material/link_off:")
    return _shipped_file(state.shipped_story) if state.shipped_story else home


def _unknown_story(name: str) -> str:
    """The message about a story in the address that does not exist."""
    if name == UPLOADED:
        return "The reload removed your uploaded story. Upload the file again."
    return f"This link names an unknown story: “{escape_markdown(name[:40])}”."


def apply_link(shown: ShownStory) -> None:
    """Apply the fields of the address once, and restore the filter of a story shown before.

    Call it before drawing filters and search.
    """
    state = session.current()
    state.note_story(shown.original.key)
    if state.link_story is not None:
        return
    state.link_story = shown.original.key
    if state.link is not None:
        return
    fields = {name: st.query_params.get_all(name) for name in st.query_params}
    state.link = "&".join(
        f"{name}={quote(value, safe=',:!~*()')}"
        for name, values in fields.items()
        if name not in _OF_PAGE and _FIELD_NAME.fullmatch(name)
        for value in values
    )[:LONGEST_LINK]
    session.set_filter(_filter_from(fields, shown.story))
    search = _first(fields, widget_keys.PLACE_SEARCH)[:LONGEST_PLACE]
    st.session_state[widget_keys.PLACE_SEARCH] = search
    event = _first(fields, EVENT)
    if shown.event_number(event) is not None:
        state.note_destination(event)


def link_for(shown: ShownStory) -> str:
    """The link for the document, if the address refers to this story; else ""."""
    state = session.current()
    return (state.link or "") if state.link_story == shown.original.key else ""


def address_for(shown: ShownStory) -> dict[str, str] | None:
    """The fields that the page adds to the address. None: the story has no link.

    An uploaded story has no link, because it exists only in the viewer's own window (`UPLOADED`).
    """
    state = session.current()
    if state.link_story != shown.original.key:
        return None
    search = str(st.session_state.get(widget_keys.PLACE_SEARCH) or "")
    return {"story": state.shipped_story or "", "place": search.strip()[:LONGEST_PLACE]}


def _first(fields: Mapping[str, list[str]], name: str) -> str:
    """The value of a field that is not a list. If it occurs twice, the first value counts."""
    return next(iter(fields.get(name, ())), "")


def _filter_from(fields: Mapping[str, list[str]], story: Story) -> EventFilter:
    """Make a filter from the address. Unknown people and groups are left out."""

    def names(field: str) -> list[str]:
        return ",".join(fields.get(field, ()))[:LONGEST_LINK].split(",")

    people = (i for i in names(widget_keys.PEOPLE) if i in story.person_by_id)
    groups = (i for i in names(widget_keys.GROUPS) if i in story.group_by_id)
    days = (int(i) for i in names(widget_keys.DAYS) if re.fullmatch(r"-?[0-9]{1,6}", i))
    return EventFilter(
        tuple(dict.fromkeys(people)), tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(days))
    )


def _shipped_file(name: str) -> Path:
    return shipped_story(SHIPPED[name]).resolve()
