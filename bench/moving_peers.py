"""The alternatives for movements and areas, each used as in its own documentation.

deck.gl draws movements with its TripsLayer, and areas with its PolygonLayer and
DataFilterExtension. TimestampedGeoJson draws both from GeoJSON with `times`.
"""

from __future__ import annotations

from typing import Any

from bench.peers import deck_page, seconds, timed_events, timestamped_page
from geo import Event, Story

# A perimeter of a thousand in seven days lasts ten minutes and five seconds.
AREA_PERIOD = "PT10M"
_LINE = {"color": "#c60", "weight": 3}


def timestamped_tracks(story: Story) -> str:
    """TimestampedGeoJson: a growing line per mover, one step per hour, ten steps per second."""
    features = [
        _feature("LineString", event.where.path, list(map(_iso, event.where.times)), event)
        for event in story.events
    ]
    return timestamped_page(features, period="PT1H", duration=None)


def timestamped_areas(story: Story) -> str:
    """TimestampedGeoJson: a perimeter shows from its time until the next step."""
    features = [
        _feature("Polygon", event.where.areas[0], [_iso(event.when.start)], event)
        for event in story.events
    ]
    return timestamped_page(features, period=AREA_PERIOD, duration=AREA_PERIOD)


def _feature(kind: str, coordinates: Any, times: list[str], event: Event) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": {"times": times, "popup": event.title, "style": _LINE},
    }


def deck_tracks(story: Story) -> str:
    """deck.gl's TripsLayer, with the whole way behind each mover."""
    start = min(seconds(event.where.times[0]) for event in story.events)
    rows = [
        {
            "path": event.where.path,
            # Single floats are exact to the second only near 0.
            "times": [seconds(time) - start for time in event.where.times],
            "title": event.title,
        }
        for event in story.events
    ]
    end = max(seconds(event.where.times[-1]) for event in story.events)
    return deck_page("deck-trips", {"begin": start, "end": end, "rows": rows})


def deck_areas(story: Story) -> str:
    """deck.gl's PolygonLayer, filtered on the GPU by start and end."""
    events = timed_events(story)
    rows = [
        {"polygon": event.where.areas[0][0], "start": begin, "end": end, "title": event.title}
        for event, begin, end in events
    ]
    span = {"begin": events[0][1], "end": max(end for _, _, end in events)}
    return deck_page("deck-areas", {**span, "rows": rows})


def _iso(moment: Any) -> str:
    return str(moment.isoformat())
