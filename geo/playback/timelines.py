"""The timeline: in which order a story's events play, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geo.playback.time_scales import TimeScale, spans, time_scales
from geo.playback.timeline_axis import SECONDS_DECIMALS, Axis, breakpoints, dwell_s, fold
from geo.story import Precision, Story

_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day", "time")


@dataclass(frozen=True)
class Timeline:
    """A story laid out on one time scale and on the playing seconds at normal speed.

    `order[k]` is the index of the k-th event by start (events that start together: by index).
    `starts[k]` and `ends[k]` are in the unit of the time scale: seconds since 1970-01-01 on the
    story's wall clock, seconds of film, or events in story order. `cues[k]`, ascending, is the
    playing second at which event k takes the card. `precision` is the best known of all starts;
    `day_one` is the story's (None: the story does not count days).
    """

    time_scale: TimeScale
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

    def is_on(self, k: int, time: float) -> bool:
        """Whether event k shows at `time`; at the end of the axis the last ones stay."""
        end = self.ends[k]
        return self.starts[k] <= time and (end > time or end == self.axis.times[-1])


def timeline(story: Story, scale: TimeScale | None = None) -> Timeline:
    """Lay a story out in time. `scale` None: story time if every event has one, else story order.

    Raises:
        ValueError: there is no such time scale, or no event has a time on it.
    """
    if scale is None:
        scale = "story" if "story" in time_scales(story) else "order"
    first, last = spans(story, scale)
    order = sorted(range(len(first)), key=first.__getitem__)
    starts = [first[i] for i in order]
    ends = [last[i] for i in order]
    dwells = [dwell_s(story.events[i]) for i in order]
    points = breakpoints(starts, ends)
    axis = fold(scale, points, starts, ends, dwells)
    return Timeline(
        time_scale=scale,
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
