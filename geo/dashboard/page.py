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

from geo.dashboard import filter_bar, reruns, urls, widget_keys
from geo.dashboard.player.player_component import show_player
from geo.dashboard.tabs.points import place_editing, points_view
from geo.dashboard.tabs.tab_bar import show_tabs
from geo.dashboard.toolbar import base_map_menu, place_search, story_picker

# Streamlit makes a <style> element of it.
_CSS = Path(__file__).with_name("page.css")


@reruns.page
def show(home: Path) -> None:
    """Draw the page once, as Streamlit asks for on each rerun.

    Args:
        home: the story file that a viewer sees first. Another story may be named in the address of
            the page or be uploaded. It need not exist: the page then says what is wrong.
    """
    home = urls.story_file(home)
    selection = story_picker.select(home)
    original = selection.shown
    title = original.story.title if original else "A story on the map"
    st.set_page_config(page_title=title, layout="wide")
    st.html(_CSS)
    with st.container():
        story_picker.show_problems(home, selection)
        if original is None:
            story_picker.show_first_start(home)
            return
        shown = place_editing.with_placements(original)
        urls.apply_link(shown)
        place_editing.start_editing(shown)
        points_view.open_if_bare(shown)
        with st.container(horizontal=True, vertical_alignment="center"):
            story_picker.show_heading(shown)
            story_picker.show_menu(shown, home)
            base_map_menu.show_menu()
            place_search.show_field()
        place_search.show_result(shown)
        missing = st.container()
        shown, document = base_map_menu.apply_tiles(shown)
    stage = st.container(key=widget_keys.STAGE)
    with st.container():
        filter_bar.show_filters(shown)
        filter_bar.show_status(shown)
    with stage:
        show_player(shown, document)
    show_tabs(shown)
    with missing:
        points_view.show_missing(shown)
