"""The Export tab: the map as one file, and the story file."""

from __future__ import annotations

import streamlit as st

from geo.dashboard.stories import ShownStory
from geo.dashboard.text_format import plain, size, slug
from geo.dashboard.toolbar.story_picker import list_problems
from geo.formats import geojson_writer

TITLE = "Export"


def show(shown: ShownStory) -> None:
    """Two downloads, each with its content and size."""
    document = shown.document()
    offline = shown.tiles is None
    name = slug(shown.story.title)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("The map", anchor=False)
        st.text(
            "Exactly the map above, in one file: base map, player and story. "
            "Open it from disk, mail it, keep it. "
            + ("It needs no network." if offline else "Its tiles need a network.")
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
        st.subheader("The story file", anchor=False)
        st.text(
            "The scenes, people, places and sources as GeoJSON, which QGIS and geojson.io open "
            "as it is. Edit it and upload it again under Story."
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
        st.caption(plain(" · ".join(part for part in parts if part)))
    if shown.warnings:
        count = len(shown.warnings)
        with st.expander("One warning" if count == 1 else f"{count:,} warnings"):
            list_problems(shown.warnings)
