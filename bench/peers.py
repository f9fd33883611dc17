"""The alternatives, each used as in its own documentation, with the same events.

All show every event as a dot, with its title and text in a popup or tooltip. None of them draws a
base map (tiles would need the network), moves a camera, or shows people.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import folium
from folium.plugins import TimelineSlider, TimestampedGeoJson
from folium.plugins.timeline import Timeline
from folium.utilities import JsCode

from bench.stories import BOX, WINDOW_S, Scale
from geo import Event, Story

PAGES = Path(__file__).resolve().parent / "pages"
# The step of folium's player and of Plotly's frames: one hour.
STEP_S = 3_600
_DOT = {"radius": 5, "color": "#c60", "fillOpacity": 0.8}


def timestamped(story: Story, scale: Scale) -> str:
    """Folium's TimestampedGeoJson: one step per hour, ten steps per second."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(event.where.path[0])},
            "properties": {
                "times": [_iso(event)],
                "popup": f"{event.title}: {event.text}",
                "icon": "circle",
                "iconstyle": _DOT,
            },
        }
        for event in _drawable(story)
    ]
    # None: events stay after they have started.
    duration = None if scale.showing == "half" else "PT6H"
    return timestamped_page(features, period="PT1H", duration=duration)


def timestamped_page(features: list[dict[str, Any]], period: str, duration: str | None) -> str:
    """Return a page with features in a TimestampedGeoJson, ten steps per second."""
    page_map = _map()
    TimestampedGeoJson(
        {"type": "FeatureCollection", "features": features},
        period=period,
        duration=duration,
        transition_time=100,
        auto_play=False,
    ).add_to(page_map)
    return str(page_map.get_root().render())


def timeline(story: Story, _: Scale) -> str:
    """Folium's Timeline and its slider with the default options."""
    return _timeline(story, tuned=False)


def timeline_tuned(story: Story, _: Scale) -> str:
    """Folium's Timeline with its fastest options: a canvas, no ticks, 60 steps per second."""
    return _timeline(story, tuned=True)


def _timeline(story: Story, *, tuned: bool) -> str:
    page_map = _map(prefer_canvas=tuned)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(event.where.path[0])},
            "properties": {
                "start": begin * 1000,
                "end": end * 1000,
                "title": event.title,
                "text": event.text,
            },
        }
        for event, begin, end in timed_events(story)
    ]
    layer = Timeline(
        {"type": "FeatureCollection", "features": features},
        point_to_layer=JsCode((PAGES / "timeline-point.js").read_text("utf-8")),
    ).add_to(page_map)
    chosen: dict[str, Any] = (
        {"show_ticks": False, "steps": 1_008, "playback_duration": 16_800} if tuned else {}
    )
    TimelineSlider(auto_play=False, **chosen).add_timelines(layer).add_to(page_map)
    return str(page_map.get_root().render())


def plotly(story: Story, _: Scale) -> str:
    """Plotly Express: an animated scatter_map with one frame per hour. The page has its library.

    Each frame repeats its visible events, because Plotly's frames are independent.
    """
    import pandas as pd  # noqa: PLC0415  only this alternative needs it
    import plotly.express as px  # noqa: PLC0415

    events = timed_events(story)
    first = min(begin for _, begin, _ in events)
    last = max(end for _, _, end in events)
    hours = range(int((last - first) // STEP_S) + 1)
    # One table of all events. Each frame selects its rows.
    table = pd.DataFrame(
        {
            "lat": [event.where.path[0].latitude for event, _, _ in events],
            "lon": [event.where.path[0].longitude for event, _, _ in events],
            "title": [event.title for event, _, _ in events],
            "text": [event.text for event, _, _ in events],
            "begin": [begin for _, begin, _ in events],
            "end": [end for _, _, end in events],
        }
    )
    moments = [first + hour * STEP_S for hour in hours]
    frames = [
        table[(table["begin"] <= moment) & (moment < table["end"])].assign(hour=hour)
        for hour, moment in zip(hours, moments, strict=True)
    ]
    page_map = px.scatter_map(
        pd.concat([frame for frame in frames if len(frame)]),
        lat="lat",
        lon="lon",
        hover_name="title",
        hover_data=["text"],
        animation_frame="hour",
        zoom=8,
        center={"lat": 34.0, "lon": -118.3},
        map_style="white-bg",
        height=700,
    )
    return str(page_map.to_html(include_plotlyjs=True, auto_play=False))


def deck(story: Story, _: Scale) -> str:
    """deck.gl with its DataFilterExtension. The page has the rows as JSON."""
    events = timed_events(story)
    rows = [
        {
            "lon": event.where.path[0].longitude,
            "lat": event.where.path[0].latitude,
            "start": begin,
            "end": end,
            "title": event.title,
            "text": event.text,
        }
        for event, begin, end in events
    ]
    return deck_page("deck-points", {**_span(events), "rows": rows})


def deck_page(layers: str, data: dict[str, Any]) -> str:
    """Return a page of deck.gl. `layers` is the script in bench/pages that makes its layers."""
    script = (PAGES / f"{layers}.js").read_text("utf-8")
    return _page("deck", data).replace("/*layers*/", script)


def canvas(story: Story, _: Scale) -> str:
    """The limit: dots written directly to the pixels of a canvas."""
    events = timed_events(story)
    columns = {
        "lon": [event.where.path[0].longitude for event, _, _ in events],
        "lat": [event.where.path[0].latitude for event, _, _ in events],
        "start": [begin for _, begin, _ in events],
        "end": [end for _, _, end in events],
    }
    return _page("canvas", {**_span(events), "box": BOX, "columns": columns})


def empty(_: Story, __: Scale) -> str:
    """The floor: a page with a slider that does nothing."""
    return (PAGES / "empty.html").read_text("utf-8")


def timed_events(story: Story) -> list[tuple[Event, int, int]]:
    """Return the drawable events, sorted by start, with start and end in seconds since 1970."""
    events = []
    for event in _drawable(story):
        start = event.when.start
        assert start is not None
        end = event.when.end or start + timedelta(seconds=WINDOW_S)
        events.append((event, seconds(start), max(seconds(start) + 60, seconds(end))))
    return sorted(events, key=lambda item: item[1])


def seconds(moment: Any) -> int:
    """Return the seconds since 1970 of a wall-clock time."""
    # Wall-clock times are treated as UTC, because only differences matter here.
    return int((moment - type(moment)(1970, 1, 1)).total_seconds())


def _drawable(story: Story) -> list[Event]:
    """Return the events with a pin and a time. The alternatives cannot show other events."""
    return [event for event in story.events if event.where.has_marker and event.when.start]


def _iso(event: Event) -> str:
    assert event.when.start is not None
    return event.when.start.isoformat()


def _span(events: list[tuple[Event, int, int]]) -> dict[str, int]:
    return {"begin": events[0][1], "end": max(end for _, _, end in events)}


def _map(**options: Any) -> folium.Map:
    return folium.Map(location=(34.0, -118.3), zoom_start=10, tiles=None, **options)


def _page(name: str, data: dict[str, Any]) -> str:
    text = json.dumps(data, separators=(",", ":"))
    page = (PAGES / f"{name}.html").read_text("utf-8")
    script = (PAGES / f"{name}.js").read_text("utf-8")
    return page.replace("/*data*/", text).replace("/*script*/", script)
