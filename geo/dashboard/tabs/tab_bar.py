"""The tabs below the player. Only the open one is made and sent; a closed one costs nothing."""

from __future__ import annotations

import streamlit as st

from geo.dashboard import session
from geo.dashboard.session import TABS
from geo.dashboard.stories import Telling
from geo.dashboard.tabs import export, people, places, scenes
from geo.dashboard.tabs.points import points_view


@st.fragment(key=TABS)
def tabs(telling: Telling, base: Telling) -> None:
    """The open tab. Another one is opened by a run of this part of the page alone.

    Args:
        telling: the story with the viewer's points, as it is shown.
        base: the story as it was read.
    """
    names = (session.SCENES_TAB, "People", session.PLACES_TAB, "Export")
    for name, tab in zip(
        names, st.tabs(names, key=session.TAB, on_change=session.rerun_tabs), strict=True
    ):
        if not tab.open:
            continue
        with tab:
            if name == "People":
                people.tab(telling)
            elif name == "Export":
                export.tab(telling)
            elif name == session.SCENES_TAB:
                scenes.tab(telling)
            elif points_view.is_open(base):
                points_view.tab(telling, base)
            else:
                places.tab(telling)
    session.has_run(TABS)
