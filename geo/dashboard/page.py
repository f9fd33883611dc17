"""The page of the dashboard, top to bottom: the story, the player, the tabs.

The order in which the parts are drawn is not the order in which they are filled. Streamlit keeps an
element while it stays at its place among its siblings; one that moves is made anew, and the player
would load its map again. So everything that may appear and disappear has a container of its own,
and the player keeps its place between two of them:

    head        1  problems with a file, title, menus, what the place search found
      missing   4    places without a point; last, because looking them up takes time
    stage       3  the player: it needs what the filters hold
    filters     2  the filters, and how many events they leave
    tabs           only the open one
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.dashboard import filter_bar, session, urls
from geo.dashboard.player.player_component import player
from geo.dashboard.tabs.points import chosen_points, points_view
from geo.dashboard.tabs.tab_bar import tabs
from geo.dashboard.toolbar import base_map_menu, place_search, story_picker

_CSS = Path(__file__).with_name("page.css")


def show(home: Path) -> None:
    """Draw the page once, as Streamlit asks for on each rerun.

    Args:
        home: the story file that a viewer sees first. Another story may be named in the address of
            the page or be uploaded. It need not exist: the page then says what is wrong.
    """
    home = urls.home(home)
    selection = story_picker.select(home)
    base = selection.telling
    st.set_page_config(page_title=base.story.title if base else "A story on the map", layout="wide")
    st.html(_CSS)
    with st.container():
        story_picker.problems(home, selection)
        if base is None:
            story_picker.first_start(home)
            session.has_run()
            return
        telling = chosen_points.with_points(base)
        urls.follow(telling)
        points_view.begin(base)
        with st.container(horizontal=True, vertical_alignment="center"):
            story_picker.heading(telling)
            story_picker.menu(telling, home)
            base_map_menu.menu()
            place_search.box()
        place_search.result(telling)
        missing = st.container()
        telling, document = base_map_menu.with_tiles(telling)
    stage = st.container(key="stage")
    with st.container():
        filter_bar.row(telling)
        filter_bar.told(telling)
    with stage:
        player(telling, document)
    tabs(telling, base)
    with missing:
        points_view.told(telling, base)
    session.has_run()
