"""The timeline's axis: it stretches busy minutes and compresses empty days.

An axis is a monotone piecewise-linear map between a time scale and playing seconds at normal speed.
Its knots are the starts and ends of events. The playing time of an interval depends on what happens
in it. If events start, it is the time that a viewer needs to read their cards. If events only
continue, it is short. In both cases it is at least the time that a viewer needs to follow what
moves. If there is no event, it is short too, and a long interval becomes a labelled gap.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geo.playback.time_scales import TimeScale

# Playing seconds for intervals in which no event starts. Our own choices.
CONTINUING_S = 0.4
SHORT_GAP_S = 0.6
LONG_GAP_S = 1.2
# Gaps of at least this many seconds of story time get a label.
LONG_GAP_FROM_S = 3_600.0
# The longest playing time at normal speed. Longer stories are sped up evenly.
LONGEST_PLAY_S = 900.0
# The most knots of an axis, so that the table stays small for any story.
MOST_KNOTS = 2_000
# An axis with fewer knots than breakpoints labels at most this many gaps, the longest ones. Each
# needs two knots.
MOST_GAPS_THINNED = 400
# Playing seconds are rounded to this many decimals: far below a frame, and short to write. The axis
# uses the rounded numbers, so that Python and JavaScript calculate with the same values.
SECONDS_DECIMALS = 4


class Gap(NamedTuple):
    """A long gap: its start and end in playing seconds. The player writes its length."""

    from_s: float
    to_s: float


@dataclass(frozen=True, slots=True)
class Axis:
    """A monotone piecewise-linear map between the `times` of a time scale and playing `seconds`.

    Both have one number per knot and increase strictly. `seconds` begins at 0. An axis without
    events has the single knot (0, 0).
    """

    times: tuple[float, ...]
    seconds: tuple[float, ...]
    gaps: tuple[Gap, ...] = ()

    def seconds_at(self, time: float) -> float:
        """Convert a time to a playing second, clamped to the axis."""
        return _interpolate(self.times, self.seconds, time)

    def time_at(self, seconds: float) -> float:
        """Convert a playing second to a time, clamped to the axis."""
        return _interpolate(self.seconds, self.times, seconds)


def _interpolate(xs: Sequence[float], ys: Sequence[float], x: float) -> float:
    # "not greater" also catches NaN, which becomes the start of the axis, as in JavaScript.
    if not x > xs[0]:
        return ys[0]
    if x >= xs[-1]:
        return ys[-1]
    i = bisect_right(xs, x) - 1
    share = (x - xs[i]) / (xs[i + 1] - xs[i])
    # Rounding could move the sum past the next knot, and the map would not be monotone.
    return min(ys[i] + (ys[i + 1] - ys[i]) * share, ys[i + 1])


def breakpoints(starts: Sequence[float], ends: Sequence[float]) -> list[float]:
    """Return all distinct starts and ends, ascending."""
    return sorted({*starts, *ends})


def build_axis(
    scale: TimeScale,
    points: Sequence[float],
    starts: Sequence[float],
    ends: Sequence[float],
    dwells: Sequence[float],
    following: Sequence[float] | None = None,
) -> Axis:
    """Build the axis through `points` (from `breakpoints`) for events sorted by start.

    `starts` and `ends` (in the unit of `scale`) and `dwells` (playing seconds) have one value per
    event. `following` has one value per interval between two points: the least playing seconds, so
    that viewers can follow what moves (`following_s`). None: nothing moves.
    """
    if not starts:
        return Axis((0.0,), (0.0,))
    seconds = [0.0]
    long_gaps: list[int] = []
    latest_end = float("-inf")
    k = 0
    for i in range(len(points) - 1):
        here = points[i]
        weight = 0.0
        while k < len(starts) and starts[k] == here:
            weight += dwells[k]
            latest_end = max(latest_end, ends[k])
            k += 1
        if weight == 0.0 and latest_end > here:
            weight = CONTINUING_S
        elif weight == 0.0 and scale == "story" and points[i + 1] - here >= LONG_GAP_FROM_S:
            weight = LONG_GAP_S
            long_gaps.append(i)
        elif weight == 0.0:
            weight = SHORT_GAP_S
        if following is not None:
            weight = max(weight, following[i])
        seconds.append(seconds[-1] + weight)
    speed_up = min(1.0, LONGEST_PLAY_S / seconds[-1])
    seconds = [round(second * speed_up, SECONDS_DECIMALS) for second in seconds]
    if len(points) > MOST_KNOTS and len(long_gaps) > MOST_GAPS_THINNED:
        longest = sorted(long_gaps, key=lambda i: points[i] - points[i + 1])[:MOST_GAPS_THINNED]
        long_gaps = sorted(longest)
    knots = _choose_knots(seconds, long_gaps)
    knot_set = set(knots)
    return Axis(
        times=tuple(points[i] for i in knots),
        seconds=tuple(seconds[i] for i in knots),
        gaps=tuple(
            Gap(seconds[i], seconds[i + 1])
            for i in long_gaps
            if i in knot_set and i + 1 in knot_set
        ),
    )


def _choose_knots(seconds: Sequence[float], gaps: Sequence[int]) -> list[int]:
    """Return the indices of the breakpoints that become knots: all, or about `MOST_KNOTS`."""
    last = len(seconds) - 1
    chosen: Iterable[int] = range(last + 1)
    if last + 1 > MOST_KNOTS:
        wanted = {0, last, *gaps, *(i + 1 for i in gaps)}
        # The other knots are evenly spaced in playing time. The error against the full table is
        # then at most one such space.
        steps = MOST_KNOTS - len(wanted)
        wanted.update(bisect_right(seconds, seconds[-1] * j / steps) - 1 for j in range(steps))
        chosen = sorted(wanted)
    # In a very long story, rounding can make two seconds equal. The map must stay invertible.
    knots = [0]
    for i in chosen:
        if seconds[i] > seconds[knots[-1]]:
            knots.append(i)
    knots[-1] = last
    return knots
