"""What a timeline's time scale shows at a moment, as text."""

from __future__ import annotations

from math import floor

from geo.playback.time_labels import FILM, MINUTE_S, SCENE, SLACK_S, moment
from geo.playback.timelines import Timeline
from geo.story import Precision


def label(timeline: Timeline, time: float, precision: Precision | None = None) -> str:
    """What the clock of `timeline` shows at `time`: "Day 1 · 10:58", "2 May 1995", "Scene 3 of 98".

    `precision` says how much of a story time is known; None: as much as the best known event.
    """
    if timeline.clock == "telling":
        count = len(timeline.order)
        return SCENE.format(number=min(max(floor(time) + 1, min(1, count)), count), count=count)
    if timeline.clock == "film":
        minutes = floor((max(time, 0.0) + SLACK_S) / MINUTE_S)
        return FILM.format(clock=f"{minutes // 60}:{minutes % 60:02d}")
    return moment(time, precision or timeline.precision, timeline.day_one)
