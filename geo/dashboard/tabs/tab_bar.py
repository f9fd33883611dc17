"""The tabs below the player. Only the open tab is computed and sent.

A tab is a module of this folder with the functions `title` and `show`. To add one, list it in
`_TABS`.
"""

from __future__ import annotations

from typing import Protocol

import streamlit as st

from geo.dashboard import reruns, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs import events, export, people, places


class Tab(Protocol):
    """The interface of a tab's module."""

    def title(self, shown: ShownStory) -> str:
        """Return the label of the tab."""

    def show(self, shown: ShownStory) -> None:
        """Draw the content of the tab. `shown` includes the viewer's placements and tiles."""


# In page order.
_TABS: tuple[Tab, ...] = (events, people, places, export)


@reruns.fragment(widget_keys.TABS)
def show_tabs(shown: ShownStory) -> None:
    """Show the open tab. Opening another tab reruns only this fragment."""
    titles = [tab.title(shown) for tab in _TABS]
    containers = st.tabs(titles, key=widget_keys.OPEN_TAB, on_change=reruns.rerun_tabs)
    for tab, container in zip(_TABS, containers, strict=True):
        if container.open:
            with container:
                tab.show(shown)
