"""Links to a moment of a story: what the address of the page names, read once as a visit begins.

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

from geo.dashboard import session
from geo.dashboard.home_story import shipped_story
from geo.dashboard.session import Choice
from geo.dashboard.stories import Telling
from geo.dashboard.text_format import plain
from geo.story import Story

# A shipped story's file, by its name in a link. A link never holds a path.
SHIPPED: Mapping[str, str] = {"heat": "events.geojson"}

STORY, SCENE = "story", "scene"
# Written there while a viewer's own story is shown (address.js): nothing leads back to it, but who
# reloads the page shall hear why it is gone.
BROUGHT = "brought"
# What a document understands. Its theme is the page's own.
FIELDS = (
    *("at", SCENE, "clock", session.PEOPLE, session.GROUPS, session.DAYS, "hidden", "followed"),
    *("pair", "kept", "tail", "ground", "lanes", "span", "speed", "length", "camera"),
)
# Lists of names: one that comes twice is joined, as a document does.
_LISTS = frozenset({session.PEOPLE, session.GROUPS, session.DAYS, "hidden", "followed"})
# As long as a document reads and writes.
LONGEST_LINK = 2_000
LONGEST_PLACE = 200

_NAMED, _LINK, _SOUGHT = "story-named", "link", "story-linked"


def home(home: Path) -> Path:
    """The story to begin with: a shipped one that the address names, or else the one at home.

    A name that no shipped story has is said in one line, and the rest of the address is about a
    story that is not here.
    """
    state = st.session_state
    if _NAMED not in state:
        name = st.query_params.get(STORY)
        own = next((one for one in SHIPPED if _shipped(one) == home.resolve()), None)
        state[_NAMED] = name if name in SHIPPED else own
        if name is not None and name not in SHIPPED:
            state[_LINK] = ""
            st.toast(_missing(name), icon=":material/link_off:")
    return _shipped(state[_NAMED]) if state[_NAMED] else home


def _missing(name: str) -> str:
    """What is said of a story that the address names and that is not here."""
    if name == BROUGHT:
        return "The story shown here lived in one window only: bring its file again."
    return f"The link names a story that is not here: “{plain(name[:40])}”."


def follow(telling: Telling) -> None:
    """Take up what the address names, once; and the filter that a story had when it was left.

    Only before filters and search are drawn.
    """
    state = st.session_state
    session.story_shown(telling.root or telling.key)
    if _SOUGHT in state:
        return
    state[_SOUGHT] = telling.root or telling.key
    if _LINK in state:
        return
    asked = {
        # Of anything else the first holds.
        name: ",".join(said) if name in _LISTS else said[0]
        for name in st.query_params
        if (said := st.query_params.get_all(name))
    }
    state[_LINK] = "&".join(
        f"{name}={quote(asked[name], safe=',:!~*()')}" for name in FIELDS if name in asked
    )[:LONGEST_LINK]
    session.choose(_choice(telling.story, asked))
    state[session.SEARCH] = asked.get(session.SEARCH, "")[:LONGEST_PLACE]
    if telling.number_of(asked.get(SCENE)) is not None:
        session.led_to(asked[SCENE])


def followed(telling: Telling) -> str:
    """What the address named, for the document that it was about; empty for any other."""
    named = st.session_state.get(_SOUGHT) == (telling.root or telling.key)
    return str(st.session_state.get(_LINK) or "") if named else ""


def address(telling: Telling) -> dict[str, str] | None:
    """What the page itself has to say in the address. None: no link leads to this story.

    That is so for a story that a viewer brought: it is in that viewer's window only (`BROUGHT`).
    """
    if st.session_state.get(_SOUGHT) != (telling.root or telling.key):
        return None
    return {
        "story": st.session_state.get(_NAMED) or "",
        "place": str(st.session_state.get(session.SEARCH) or "").strip()[:LONGEST_PLACE],
    }


def _choice(story: Story, asked: Mapping[str, str]) -> Choice:
    """The filter that the address names, as far as the story has such people, groups and days."""

    def listed(name: str) -> list[str]:
        return asked.get(name, "")[:LONGEST_LINK].split(",")

    people = {person.id for person in story.people}
    groups = {group.id for group in story.groups}
    return Choice(
        tuple(dict.fromkeys(i for i in listed(session.PEOPLE) if i in people)),
        tuple(dict.fromkeys(i for i in listed(session.GROUPS) if i in groups)),
        tuple(
            dict.fromkeys(int(i) for i in listed(session.DAYS) if re.fullmatch(r"-?[0-9]{1,6}", i))
        ),
    )


def _shipped(name: str) -> Path:
    return shipped_story(SHIPPED[name]).resolve()
