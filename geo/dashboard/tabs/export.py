"""The Export tab: downloads of the map (one HTML file) and of the story file."""

from __future__ import annotations

import streamlit as st

from geo.dashboard.stories import ShownStory
from geo.dashboard.text_format import escape_markdown, size, slug
from geo.dashboard.toolbar.story_picker import list_problems
from geo.formats import geojson_writer
from geo.playback.event_noun import event_noun
from geo.problem_list import count_of


def title(_: ShownStory) -> str:
    """Return the label of the tab."""
    return "Export"


def show(shown: ShownStory) -> None:
    """Show the two downloads, each with a description."""
    document = shown.document()
    offline = shown.tiles is None
    name = slug(shown.story.title)
    left, right = st.columns(2, gap="large")
    with left:
        st.header("The map", anchor=False)
        st.text(
            "Save the map above as one HTML file with base map, player and story. "
            "You can open it in any browser, email it or archive it. "
            + ("It works offline." if offline else "Its map tiles need an internet connection.")
        )
        st.download_button(
            "Export map",
            data=document.html.encode,
            file_name=f"{name}.html",
            mime="text/html",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
            key="export-map",
        )
        st.caption(
            f"{name}.html · {size(document.size)} · {'works offline' if offline else 'online'}"
        )
    with right:
        st.header("The story file", anchor=False)
        st.text(
            f"Save the {event_noun(shown.story).many}, people, places and sources as GeoJSON. "
            "You can open it in QGIS or geojson.io. "
            "You can also edit it and upload it again under “Story”."
        )
        st.download_button(
            "Export story",
            data=lambda: geojson_writer.to_text(shown.story),
            file_name=f"{name}.geojson",
            mime="application/geo+json",
            on_click="ignore",
            icon=":material/download:",
            key="export-story",
        )
        parts = [f"{name}.geojson", shown.story.licence]
        st.caption(escape_markdown(" · ".join(part for part in parts if part)))
    if shown.warnings:
        with st.expander(count_of(shown.warnings, "warning")):
            list_problems(shown.warnings)
