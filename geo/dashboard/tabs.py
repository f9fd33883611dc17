"""The tabs below the player. Only the open one is made and sent; a closed one costs nothing."""

from __future__ import annotations

import streamlit as st

from geo.dashboard import desk, export, people, places, scenes, workbench
from geo.dashboard.desk import TABS
from geo.dashboard.shelf import Telling


@st.fragment(key=TABS)
def tabs(telling: Telling, base: Telling) -> None:
    """The open tab. Another one is opened by a run of this part of the page alone.

    Args:
        telling: the story with the viewer's points, as it is shown.
        base: the story as it was read.
    """
    names = (desk.SCENES_TAB, "People", desk.PLACES_TAB, "Export")
    for name, tab in zip(
        names, st.tabs(names, key=desk.TAB, on_change=desk.rerun_tabs), strict=True
    ):
        if not tab.open:
            continue
        with tab:
            if name == "People":
                people.tab(telling)
            elif name == "Export":
                export.tab(telling)
            elif name == desk.SCENES_TAB:
                scenes.tab(telling)
            elif workbench.is_open(base):
                workbench.tab(telling, base)
            else:
                places.tab(telling)
    desk.has_run(TABS)
