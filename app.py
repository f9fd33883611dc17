"""The page, top to bottom: the story, the player, the tabs."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.dashboard import filter_bar, prewarm, session, urls
from geo.dashboard.player.player_component import player
from geo.dashboard.tabs.points import chosen_points, points_view
from geo.dashboard.tabs.tab_bar import tabs
from geo.dashboard.toolbar import base_map_menu, place_search, story_picker

HOME = prewarm.home(Path(__file__).parent)

st.set_page_config(page_title="A story on the map", layout="wide")

# Looks that reach beyond the frame.
st.html(Path(__file__).parent / "geo" / "dashboard" / "page.css")

# All that may come and go stands in one container, so that the player keeps its place below it: an
# element that moves is made anew, and the map would be loaded again.
with st.container():
    home = urls.home(HOME)
    base = story_picker.pick(home)
    if base is None:
        story_picker.first_start(home)
        session.has_run()
        st.stop()
    telling = chosen_points.with_points(base)
    urls.follow(telling)
    points_view.begin(base)
    st.set_page_config(page_title=telling.story.title, layout="wide")
    with st.container(horizontal=True, vertical_alignment="center"):
        story_picker.heading(telling)
        story_picker.menu(telling, home)
        base_map_menu.menu()
        place_search.box()
    place_search.result(telling)
    # Filled last: looking the places up must not keep the map waiting.
    lacking = st.container()
    telling, document = base_map_menu.with_tiles(telling)

# The filters stand below the player, but what they hold is what it is given.
stage = st.container(key="stage")
with st.container():
    filter_bar.row(telling)
    filter_bar.told(telling)
with stage:
    player(telling, document)
tabs(telling, base)
with lacking:
    points_view.told(telling, base)
session.has_run()
