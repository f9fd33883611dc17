"""Timeline queries of the player, in Python. The JavaScript must return the same results.

Only the player uses these queries (`axis.js` and `labels.js`). The Python versions test them.
"""

from __future__ import annotations

from bisect import bisect_right
from math import floor

from geo.playback import Timeline
from geo.playback.time_labels import SLACK_S, moment
from geo.story import Precision

# "Back" goes to the previous cue within this many playing seconds after a cue. Later it goes to the
# cue itself. Music players do the same.
REPLAY_AFTER_S = 1.0


def visible_at(line: Timeline, time: float) -> tuple[int, ...]:
    """Return the events k on the map at a time, ascending. Before the first start: none."""
    return tuple(k for k in range(bisect_right(line.starts, time)) if line.is_on(k, time))


def focus_at(line: Timeline, seconds: float) -> int | None:
    """Return the event k whose card is open at a playing second; None before the first cue."""
    k = bisect_right(line.cues, seconds) - 1
    return None if k < 0 else k


def next_cue(line: Timeline, seconds: float) -> float:
    """Return the playing second of the next cue, or of the end after the last cue."""
    k = bisect_right(line.cues, seconds)
    return line.cues[k] if k < len(line.cues) else line.duration_s


def previous_cue(line: Timeline, seconds: float) -> float:
    """Return the playing second one step back: the current cue, or the previous one."""
    k = bisect_right(line.cues, seconds) - 1
    if k >= 0 and seconds - line.cues[k] <= REPLAY_AFTER_S:
        k -= 1
    return line.cues[k] if k >= 0 else 0.0


def time_reading(line: Timeline, time: float, precision: Precision | None = None) -> str:
    """Write the time like the player: "Day 1 · 10:58", "2 May 1995", "Scene 3 of 98", "Film 0:40".

    `precision` None: the finest precision of all events.
    """
    if line.time_scale == "order":
        count = len(line.order)
        return f"Scene {min(max(floor(time) + 1, min(1, count)), count):,} of {count:,}"
    if line.time_scale == "film":
        minutes = floor((max(time, 0.0) + SLACK_S) / 60)
        return f"Film {minutes // 60}:{minutes % 60:02d}"
    return moment(time, precision or line.precision, line.day_one, unit=line.clock_unit)
