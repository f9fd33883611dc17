"""When each event plays, and where everyone is: pure arithmetic, no map, no file, no network.

The JavaScript twins stand in `geo/render/player/arithmetic`. One table of cases,
`tests/playback/cases.json`, holds for both.
"""

from __future__ import annotations

from geo.playback.axes import Axis, Seam
from geo.playback.clocks import Clock, clocks
from geo.playback.days import event_days
from geo.playback.distances import Separation, Stretch, separation_at, separation_curve
from geo.playback.labels import day_number, label
from geo.playback.meetings import Encounter, default_pair, encounters
from geo.playback.storylines import (
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
from geo.playback.timelines import Timeline, timeline
from geo.playback.tracks import Status, Track, Whereabouts, status_at, tracks
from geo.playback.wire import wire

__all__ = [
    "MOST_PRINCIPALS",
    "Axis",
    "Block",
    "Clock",
    "Encounter",
    "Line",
    "Seam",
    "Separation",
    "Status",
    "Storylines",
    "Strand",
    "Stretch",
    "Timeline",
    "Track",
    "Whereabouts",
    "clocks",
    "day_number",
    "default_pair",
    "encounters",
    "event_days",
    "label",
    "principals",
    "separation_at",
    "separation_curve",
    "status_at",
    "storylines",
    "storylines_along",
    "storylines_wire",
    "timeline",
    "tracks",
    "wire",
]
