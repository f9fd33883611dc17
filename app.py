"""The page, top to bottom: the story, the player, the tabs."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.dashboard import desk, filters, links, picker, points, ready, search, tiles, workbench
from geo.dashboard.player_frame import player
from geo.dashboard.tabs import tabs

HOME = ready.home(Path(__file__).parent)

st.set_page_config(page_title="A story on the map", layout="wide")

# Looks that reach beyond the frame.
st.html(Path(__file__).parent / "geo" / "dashboard" / "page.css")

# All that may come and go stands in one container, so that the player keeps its place below it: an
# element that moves is made anew, and the map would be loaded again.
with st.container():
    home = links.home(HOME)
    base = picker.pick(home)
    if base is None:
        picker.first_start(home)
        desk.has_run()
        st.stop()
    telling = points.with_points(base)
    links.follow(telling)
    workbench.begin(base)
    st.set_page_config(page_title=telling.story.title, layout="wide")
    with st.container(horizontal=True, vertical_alignment="center"):
        picker.heading(telling)
        picker.menu(telling, home)
        tiles.menu()
        search.box()
    search.result(telling)
    # Filled last: looking the places up must not keep the map waiting.
    lacking = st.container()
    telling, document = tiles.with_tiles(telling)

# The filters stand below the player, but what they hold is what it is given.
stage = st.container(key="stage")
with st.container():
    filters.row(telling)
    filters.told(telling)
with stage:
    player(telling, document)
tabs(telling, base)
with lacking:
    workbench.told(telling, base)
desk.has_run()
