"""The timeline's axis: busy minutes are wide and empty days are narrow.

An axis is a monotone piecewise-linear map between a time scale and the seconds that playing takes
at normal speed. Its knots lie where events start and end. A stretch in which events start is as
wide as their cards need to be read; one in which they only go on is narrow; one in which nothing
happens is narrow too and, when long, becomes a labelled gap.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geo.playback import time_labels
from geo.playback.time_scales import TimeScale
from geo.story import Event

# Silent reading of English non-fiction: 238 words a minute. Brysbaert (2019), "How many words do we
# read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language 109.
WORDS_PER_S = 238 / 60
# Time to find the card and the place on the map before reading. Our own choice.
SETTLE_S = 1.5
SHORTEST_DWELL_S = 2.0
LONGEST_DWELL_S = 12.0
IMPORTANCE_SCALE = {1: 0.8, 2: 1.0, 3: 1.25}
# Playing seconds for stretches in which no event starts. Our own choices, judged by eye.
GOING_ON_S = 0.4
SHORT_GAP_S = 0.6
LONG_GAP_S = 1.2
# Gaps of this many seconds of story time or more get a label.
LONG_GAP_FROM_S = 3_600.0
# The longest a story plays at normal speed. Longer ones are sped up evenly.
LONGEST_PLAY_S = 900.0
# The most knots an axis has, so that the table stays small for any story.
MOST_KNOTS = 2_000
# Of a thinned axis at most this many gaps, the longest, are labelled: each needs two knots.
MOST_GAPS_THINNED = 400
# Playing seconds are rounded to this many decimals: far below a frame, and short to write. The
# rounded numbers are the axis, so that Python and JavaScript hold the same ones.
SECONDS_DECIMALS = 4


class Gap(NamedTuple):
    """A long gap: the playing seconds it lies between, and what passes, in plain words."""

    from_s: float
    to_s: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A monotone piecewise-linear map between the `times` of a time scale and playing `seconds`.

    Both hold the knots, equally many and strictly increasing; `seconds` begins at 0. An axis
    without events has the single knot (0, 0).
    """

    times: tuple[float, ...]
    seconds: tuple[float, ...]
    gaps: tuple[Gap, ...] = ()

    def seconds_at(self, time: float) -> float:
        """The playing second at which `time` is reached, clamped to the axis."""
        return _along(self.times, self.seconds, time)

    def time_at(self, seconds: float) -> float:
        """The time at a playing second, clamped to the axis."""
        return _along(self.seconds, self.times, seconds)


def _along(xs: Sequence[float], ys: Sequence[float], x: float) -> float:
    # Written as "not greater" so that a NaN lands at the start, here as in JavaScript.
    if not x > xs[0]:
        return ys[0]
    if x >= xs[-1]:
        return ys[-1]
    i = bisect_right(xs, x) - 1
    share = (x - xs[i]) / (xs[i + 1] - xs[i])
    # Rounding could lift the sum past the next knot, and the map would not be monotone.
    return min(ys[i] + (ys[i + 1] - ys[i]) * share, ys[i + 1])


def dwell_s(event: Event) -> float:
    """How long an event's card needs to be found and read, in playing seconds (2 to 12)."""
    words = len(event.title.split()) + len(event.text.split())
    wanted = (SETTLE_S + words / WORDS_PER_S) * IMPORTANCE_SCALE.get(event.importance, 1.0)
    return min(max(wanted, SHORTEST_DWELL_S), LONGEST_DWELL_S)


def breakpoints(starts: Sequence[float], ends: Sequence[float]) -> list[float]:
    """All moments at which something starts or ends, ascending, each once."""
    return sorted({*starts, *ends})


def fold(
    scale: TimeScale,
    points: Sequence[float],
    starts: Sequence[float],
    ends: Sequence[float],
    dwells: Sequence[float],
) -> Axis:
    """The axis through `points` (from `breakpoints`) for events sorted by start.

    `starts`, `ends` (in the unit of `scale`) and `dwells` (playing seconds) are equally long.
    """
    if not starts:
        return Axis((0.0,), (0.0,))
    seconds = [0.0]
    long_gaps: list[int] = []
    reach = float("-inf")
    k = 0
    for i in range(len(points) - 1):
        here = points[i]
        weight = 0.0
        while k < len(starts) and starts[k] == here:
            weight += dwells[k]
            reach = max(reach, ends[k])
            k += 1
        if weight == 0.0 and reach > here:
            weight = GOING_ON_S
        elif weight == 0.0 and scale == "story" and points[i + 1] - here >= LONG_GAP_FROM_S:
            weight = LONG_GAP_S
            long_gaps.append(i)
        elif weight == 0.0:
            weight = SHORT_GAP_S
        seconds.append(seconds[-1] + weight)
    speed_up = min(1.0, LONGEST_PLAY_S / seconds[-1])
    seconds = [round(second * speed_up, SECONDS_DECIMALS) for second in seconds]
    if len(points) > MOST_KNOTS and len(long_gaps) > MOST_GAPS_THINNED:
        longest = sorted(long_gaps, key=lambda i: points[i] - points[i + 1])[:MOST_GAPS_THINNED]
        long_gaps = sorted(longest)
    knots = _knots(seconds, long_gaps)
    kept = set(knots)
    return Axis(
        times=tuple(points[i] for i in knots),
        seconds=tuple(seconds[i] for i in knots),
        gaps=tuple(
            Gap(seconds[i], seconds[i + 1], time_labels.gap_label(points[i], points[i + 1]))
            for i in long_gaps
            if i in kept and i + 1 in kept
        ),
    )


def _knots(seconds: Sequence[float], gaps: Sequence[int]) -> list[int]:
    """Which breakpoints become knots: all, or so few that the table stays bounded."""
    last = len(seconds) - 1
    chosen: Iterable[int] = range(last + 1)
    if last + 1 > MOST_KNOTS:
        wanted = {0, last, *gaps, *(i + 1 for i in gaps)}
        # The rest at even distances in playing time: nothing then plays more than one such
        # distance away from where the full table would have it.
        steps = MOST_KNOTS - len(wanted)
        wanted.update(bisect_right(seconds, seconds[-1] * j / steps) - 1 for j in range(steps))
        chosen = sorted(wanted)
    # Rounding can make two seconds equal when very much is squeezed into the longest play; the map
    # must stay invertible.
    knots = [0]
    for i in chosen:
        if seconds[i] > seconds[knots[-1]]:
            knots.append(i)
    knots[-1] = last
    return knots
