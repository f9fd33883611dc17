"""An app without a time library: a Streamlit slider, and st_folium with the current events.

bench/slider.py runs it, and sets the story in BENCH_SCALE.
"""

from __future__ import annotations

import os
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from bench.peers import STEP_S, timed_events
from bench.stories import scale_of
from bench.story_by_scale import story_of
from geo import Event

HOURS = 7 * 24


@st.cache_resource
def events_in_order() -> list[tuple[Event, int, int]]:
    """Return the events sorted by start, once per server."""
    return timed_events(story_of(scale_of(os.environ["BENCH_SCALE"])))


def map_at(hour: int) -> folium.Map:
    """Return the map of one hour. A marker tells the benchmark which hour it is."""
    events = events_in_order()
    span = max(end for _, _, end in events) - events[0][1]
    moment = events[0][1] + max(STEP_S, span / HOURS) * hour
    hour_map = folium.Map(location=(34.0, -118.3), zoom_start=10, tiles=None)
    for event, begin, end in events:
        if begin <= moment < end:
            where = event.where.path[0]
            folium.CircleMarker(
                (where.latitude, where.longitude),
                radius=5,
                color="#c60",
                fill=True,
                fill_opacity=0.8,
                popup=f"{event.title}: {event.text}",
            ).add_to(hour_map)
    mark: Any = folium.DivIcon(html=str(hour), class_name="bench-hour")
    folium.Marker((34.4, -118.3), icon=mark).add_to(hour_map)
    return hour_map


playing = st.toggle("Play")
if playing:
    st.session_state["hour"] = (st.session_state.get("hour", 0) + 1) % HOURS
chosen = st.slider("Hour", 0, HOURS - 1, key="hour")
st_folium(map_at(chosen), key="map", width=1200, height=500, returned_objects=[])
if playing:
    st.rerun()
