"""The Export tab: the map as one file, and the story file."""

from __future__ import annotations

import streamlit as st

from geo.dashboard.stories import Telling
from geo.dashboard.text_format import plain, size, slug
from geo.dashboard.toolbar.story_picker import list_problems
from geo.formats import geojson_writer


def tab(telling: Telling) -> None:
    """Two downloads, each with what it is and how large."""
    document = telling.document()
    offline = telling.tiles is None
    name = slug(telling.story.title)
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
            "as it is. Change it and bring it back under Story."
        )
        st.download_button(
            "Export story",
            data=lambda: geojson_writer.to_text(telling.story),
            file_name=f"{name}.geojson",
            mime="application/geo+json",
            on_click="ignore",
            icon=":material/download:",
            key="export-story",
        )
        parts = [f"{name}.geojson", telling.story.licence]
        st.caption(plain(" · ".join(part for part in parts if part)))
    if telling.warnings:
        with st.expander(f"Notes on {len(telling.warnings)} fields of the file"):
            list_problems(telling.warnings)
