"""The tabs below the player. Only the open one is made and sent; a closed one costs nothing.

A tab is a module of this folder with a title and a function; a new one is a line in `_TABS`.
"""

from __future__ import annotations

from typing import Protocol

import streamlit as st

from geo.dashboard import reruns, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs import export, people, places, scenes


class Tab(Protocol):
    """What the module of a tab has."""

    TITLE: str
    """The words on the tab."""

    def show(self, shown: ShownStory) -> None:
        """Draw the content of the tab. `shown` has the viewer's placements and tiles."""


# In this order on the page.
_TABS: tuple[Tab, ...] = (scenes, people, places, export)


@reruns.fragment(widget_keys.TABS)
def show_tabs(shown: ShownStory) -> None:
    """The open tab. Another one is opened by a run of this fragment alone."""
    titles = [tab.TITLE for tab in _TABS]
    containers = st.tabs(titles, key=widget_keys.OPEN_TAB, on_change=reruns.rerun_tabs)
    for tab, container in zip(_TABS, containers, strict=True):
        if container.open:
            with container:
                tab.show(shown)
