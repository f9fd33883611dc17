"""When each event plays, and where each person is: arithmetic without a map, a file or a network.

`geo/render/player/arithmetic` has the same rules in JavaScript. `tests/playback/cases.json` tests
both.
"""

from __future__ import annotations

from geo.playback.event_days import event_days
from geo.playback.lanes import (
    MOST_PRINCIPALS,
    Block,
    Lane,
    Lanes,
    LaneSegment,
    lanes_json,
    lay_out_lanes,
    principals,
)
from geo.playback.time_scales import TimeScale, time_scales
from geo.playback.timeline_axis import Axis, Gap
from geo.playback.timeline_json import timeline_json
from geo.playback.timelines import Timeline, timeline
from geo.playback.tracks import Status, Track, Whereabouts, status_at, tracks

__all__ = [
    "MOST_PRINCIPALS",
    "Axis",
    "Block",
    "Gap",
    "Lane",
    "LaneSegment",
    "Lanes",
    "Status",
    "TimeScale",
    "Timeline",
    "Track",
    "Whereabouts",
    "event_days",
    "lanes_json",
    "lay_out_lanes",
    "principals",
    "status_at",
    "time_scales",
    "timeline",
    "timeline_json",
    "tracks",
]
