"""When each event plays, and where everyone is: pure arithmetic, no map, no file, no network.

The JavaScript twins stand in `geo/render/player/arithmetic`. One table of cases,
`tests/playback/cases.json`, holds for both.
"""

from __future__ import annotations

from geo.playback.clock_reading import label
from geo.playback.event_days import event_days
from geo.playback.lanes import (
    MOST_PRINCIPALS,
    Block,
    Line,
    Storylines,
    Strand,
    principals,
    storylines,
    storylines_along,
    storylines_wire,
)
from geo.playback.time_labels import day_number
from geo.playback.time_scales import Clock, clocks
from geo.playback.timeline_axis import Axis, Seam
from geo.playback.timeline_json import wire
from geo.playback.timelines import Timeline, timeline
from geo.playback.tracks import Status, Track, Whereabouts, status_at, tracks

__all__ = [
    "MOST_PRINCIPALS",
    "Axis",
    "Block",
    "Clock",
    "Line",
    "Seam",
    "Status",
    "Storylines",
    "Strand",
    "Timeline",
    "Track",
    "Whereabouts",
    "clocks",
    "day_number",
    "event_days",
    "label",
    "principals",
    "status_at",
    "storylines",
    "storylines_along",
    "storylines_wire",
    "timeline",
    "tracks",
    "wire",
]
