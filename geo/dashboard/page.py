"""The page of the dashboard, top to bottom: the story, the player, the tabs.

The containers are created in page order but filled in a different order (the numbers below).
Streamlit keeps an element while its position among its siblings stays the same, and rebuilds it
when the position changes. A rebuilt player would load its map again. So every optional part has
its own container, and the position of the player never changes:

    head        1  problems with a file, title, menus, search results
      missing   5    places without a point; last, because looking them up takes time
    stage       3  the player; it needs the values of the filters
    filters     2  the filters, and the number of matching events
    tabs        4  only the open tab
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.dashboard import filter_bar, reruns, urls, widget_keys
from geo.dashboard.player.player_component import show_player
from geo.dashboard.tabs.points import place_editing, points_view
from geo.dashboard.tabs.tab_bar import show_tabs
from geo.dashboard.toolbar import base_map_menu, number_choices, place_search, story_picker

# `st.html` turns a CSS file into a <style> element.
_CSS = Path(__file__).with_name("page.css")


@reruns.page
def show(home: Path) -> None:
    """Draw the page. Streamlit calls this on each rerun.

    Args:
        home: the story file that a viewer sees first. A viewer can select another story through
            the page address or an upload. If the file is missing, the page shows an error.
    """
    home = urls.story_file(home)
    selection = story_picker.select(home)
    original = selection.shown
    title = original.story.title if original else "Story map"
    st.set_page_config(page_title=title, layout="wide")
    st.html(_CSS)
    with st.container():
        story_picker.show_problems(home, selection)
        if original is None:
            story_picker.show_first_start(home, selection)
            return
        shown = number_choices.apply_choices(place_editing.apply_edits(original))
        urls.apply_link(shown)
        place_editing.start_editing(shown)
        points_view.open_if_unlocated(shown)
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
