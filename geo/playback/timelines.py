"""The timeline: in which order a story's events play, when, and which show at a moment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

from geo.playback.time_scales import Clock, clocks, spans
from geo.playback.timeline_axis import SECONDS_DECIMALS, Axis, breakpoints, dwell_s, fold
from geo.story import Precision, Story

# Going back within this many playing seconds of a cue goes to the cue before it; later, to the cue
# itself. Music players do the same.
REPLAY_AFTER_S = 1.0

_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day", "time")


@dataclass(frozen=True)
class Timeline:
    """A story laid out on one clock and on the playing seconds at normal speed.

    `order[k]` is the index of the k-th event by start (events that start together: by index).
    `starts[k]` and `ends[k]` are in the clock's unit: seconds since 1970-01-01 on the story's wall
    clock, seconds of film, or events told. `cues[k]`, ascending, is the playing second at which
    event k takes the card. `precision` is the best known of all starts; `day_one` is the story's.
    """

    clock: Clock
    order: tuple[int, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    cues: tuple[float, ...]
    axis: Axis
    precision: Precision = "time"
    day_one: date | None = None

    @property
    def duration_s(self) -> float:
        """How long the story plays at normal speed, in seconds."""
        return self.axis.seconds[-1]

    @cached_property
    def _reach(self) -> tuple[float, ...]:
        # The latest end of all events up to k: where it is past, no earlier event is on any more.
        return tuple(accumulate(self.ends, max))

    def is_on(self, k: int, time: float) -> bool:
        """Whether event k shows at `time`; at the end of the axis the last ones stay."""
        return self.starts[k] <= time and self._is_not_over(self.ends[k], time)

    def _is_not_over(self, end: float, time: float) -> bool:
        return end > time or end == self.axis.times[-1]

    def visible_at(self, time: float) -> tuple[int, ...]:
        """The events k that show at a clock time, ascending; before the first start, none."""
        found = []
        for k in range(bisect_right(self.starts, time) - 1, -1, -1):
            if not self._is_not_over(self._reach[k], time):
                break
            if self._is_not_over(self.ends[k], time):
                found.append(k)
        return tuple(reversed(found))

    def focus_at(self, seconds: float) -> int | None:
        """The event k whose card shows at a playing second; None before the first cue."""
        k = bisect_right(self.cues, seconds) - 1
        return None if k < 0 else k

    def next(self, seconds: float) -> float:
        """The playing second of the next cue; after the last one, the end."""
        k = bisect_right(self.cues, seconds)
        return self.cues[k] if k < len(self.cues) else self.duration_s

    def previous(self, seconds: float) -> float:
        """The playing second one step back: this cue if it is a while ago, else the one before."""
        k = bisect_right(self.cues, seconds) - 1
        if k >= 0 and seconds - self.cues[k] <= REPLAY_AFTER_S:
            k -= 1
        return self.cues[k] if k >= 0 else 0.0


def timeline(story: Story, clock: Clock | None = None) -> Timeline:
    """Lay a story out in time. `clock` None: story time if every event has one, else telling order.

    Raises:
        ValueError: `clock` is no clock, or no event has a time on it.
    """
    if clock is None:
        clock = "story" if "story" in clocks(story) else "telling"
    first, last = spans(story, clock)
    order = sorted(range(len(first)), key=first.__getitem__)
    starts = [first[i] for i in order]
    ends = [last[i] for i in order]
    dwells = [dwell_s(story.events[i]) for i in order]
    points = breakpoints(starts, ends)
    axis = fold(clock, points, starts, ends, dwells)
    return Timeline(
        clock=clock,
        order=tuple(order),
        starts=tuple(starts),
        ends=tuple(ends),
        cues=tuple(_cues(axis, points, starts, ends, dwells)),
        axis=axis,
        precision=_best_precision(story),
        day_one=story.day_one,
    )


def _best_precision(story: Story) -> Precision:
    found = {event.when.precision for event in story.events if event.when.start is not None}
    return max(found, key=_PRECISIONS.index, default="time")


def _cues(
    axis: Axis,
    points: Sequence[float],
    starts: Sequence[float],
    ends: Sequence[float],
    dwells: Sequence[float],
) -> list[float]:
    """When each event takes the card. Events that start together share the stretch by dwell."""
    cues: list[float] = []
    before = -1.0
    point = 0
    reached, to_s = float("-inf"), 0.0
    k = 0
    while k < len(starts):
        start = starts[k]
        first = k
        while k < len(starts) and starts[k] == start:
            k += 1
        while points[point] <= start:
            point += 1
        from_s = to_s if start == reached else axis.seconds_at(start)
        # Mostly the next event starts there.
        reached = points[point]
        to_s = axis.seconds_at(reached)
        width = to_s - from_s
        total = sum(dwells[first:k])
        spent = 0.0
        for j in range(first, k):
            before = _settled(axis, from_s + width * (spent / total), start, ends[j], before)
            cues.append(before)
            spent += dwells[j]
    return cues


def _settled(axis: Axis, exact: float, start: float, end: float, before: float) -> float:
    """A short number close to `exact`, later than `before`, at which the event shows.

    On a thinned axis a rounded cue could fall a moment before its event starts, and the card would
    speak of something that the map does not show yet. So take the shortest number that is right.
    """
    cue = round(exact, SECONDS_DECIMALS)
    if cue > before and start <= axis.time_at(cue) < end:
        return cue
    for grain in (10.0**SECONDS_DECIMALS, 1e7, 1e10):
        cue = (round(exact * grain) + 1) / grain
        if cue > before and start <= axis.time_at(cue) < end:
            return cue
    return max(exact, before)
