"""The timeline: the order in which a story's events play, and when each one plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.playback.gap_lengths import GapLength, gap_lengths
from geo.playback.movement_time import following_s, movement_s
from geo.playback.reading_time import dwell_s
from geo.playback.story_spans import Spans
from geo.playback.time_scales import TimeScale, spans, time_scales
from geo.playback.timeline_axis import SECONDS_DECIMALS, Axis, breakpoints, build_axis
from geo.precision_ends import PRECISIONS
from geo.story import Precision, Story
from geo.story_times import ClockUnit, DayNames


@dataclass(frozen=True)
class Timeline:
    """A story's events on one time scale, and the playing seconds at normal speed.

    `order[k]` is the index of the k-th event by start. Events with the same start are sorted by
    index. `starts[k]` and `ends[k]` are in the unit of the time scale: seconds since 1970-01-01 on
    the story's wall clock or on the clock of a further time scale, seconds of film, or a number of
    events in story order. `cues[k]` (ascending) is the playing second at which the card changes to
    event k. `precision` is the finest precision of all starts, and `clock_unit` the finest unit of
    all times of day. `day_one` says how days are named; a further time scale has dates.
    `is_elapsed`: the times count from the start of the story, so they are no times of day.
    `gap_lengths` are what the gaps of the axis are measured between; only story
    time has gaps.
    """

    time_scale: TimeScale
    order: tuple[int, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    cues: tuple[float, ...]
    axis: Axis
    precision: Precision = "time"
    clock_unit: ClockUnit = "minute"
    day_one: DayNames = None
    is_elapsed: bool = False
    gap_lengths: tuple[GapLength, ...] = ()

    @property
    def duration_s(self) -> float:
        """The playing time of the story at normal speed, in seconds."""
        return self.axis.seconds[-1]

    def is_on(self, k: int, time: float) -> bool:
        """Return whether event k is on the map at `time`. The last events stay after their end."""
        end = self.ends[k]
        return self.starts[k] <= time and (end > time or end == self.axis.times[-1])


def timeline(story: Story, scale: TimeScale | None = None) -> Timeline:
    """Make the timeline of a story.

    `scale` None: story time if any event has a story time, else story order.

    Raises:
        ValueError: the time scale is unknown, or no event has a time on it.
    """
    if scale is None:
        scale = _first_scale(story)
    first, last = spans(story, scale)
    order = sorted(range(len(first)), key=first.__getitem__)
    starts = [first[i] for i in order]
    ends = [last[i] for i in order]
    dwells = [dwell_s(story.events[i]) for i in order]
    points = breakpoints(starts, ends)
    movements = [movement_s(story.events[i]) for i in order]
    following = following_s(points, starts, ends, movements) if any(movements) else None
    axis = build_axis(scale, points, starts, ends, dwells, following)
    return Timeline(
        time_scale=scale,
        order=tuple(order),
        starts=tuple(starts),
        ends=tuple(ends),
        cues=tuple(_cues(axis, points, starts, ends, dwells)),
        axis=axis,
        precision=_best_precision(story, scale),
        clock_unit=story.further_unit if scale == "further" else story.clock_unit,
        day_one=None if scale == "further" else story.day_names,
        is_elapsed=story.clock == "elapsed" and scale != "further",
        gap_lengths=gap_lengths(
            story.events,
            Spans(first, last),
            [(axis.time_at(gap.from_s), axis.time_at(gap.to_s)) for gap in axis.gaps],
        ),
    )


def playing_order(story: Story) -> list[int]:
    """Return the indices of a story's events in the order in which it plays first.

    It is the order of their starts in story time, or else story order.
    """
    starts, _ = spans(story, _first_scale(story))
    return sorted(range(len(starts)), key=starts.__getitem__)


def _first_scale(story: Story) -> TimeScale:
    return "story" if "story" in time_scales(story) else "order"


def _best_precision(story: Story, scale: TimeScale) -> Precision:
    whens = [event.when for event in story.events]
    if scale == "further":
        known = {when.further_precision for when in whens if when.further_time is not None}
    else:
        known = {when.precision for when in whens if when.start is not None}
    return max(known, key=PRECISIONS.index, default="time")


def _cues(
    axis: Axis,
    points: Sequence[float],
    starts: Sequence[float],
    ends: Sequence[float],
    dwells: Sequence[float],
) -> list[float]:
    """Return the playing second at which the card changes to each event.

    Events with the same start share the interval in proportion to their dwells.
    """
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
        # The next event usually starts there.
        reached = points[point]
        to_s = axis.seconds_at(reached)
        width = to_s - from_s
        total = sum(dwells[first:k])
        spent = 0.0
        for j in range(first, k):
            before = _round_cue(axis, from_s + width * (spent / total), start, ends[j], before)
            cues.append(before)
            spent += dwells[j]
    return cues


def _round_cue(axis: Axis, exact: float, start: float, end: float, before: float) -> float:
    """Round a cue so that it is later than `before` and its event is on the map.

    On an axis with few knots, a rounded cue could be slightly earlier than the start of its event.
    The card would then show an event that is not on the map yet. The result has as few decimals as
    possible.
    """
    cue = round(exact, SECONDS_DECIMALS)
    if cue > before and start <= axis.time_at(cue) < end:
        return cue
    for grain in (10.0**SECONDS_DECIMALS, 1e7, 1e10):
        cue = (round(max(exact, before) * grain) + 1) / grain
        if cue > before and start <= axis.time_at(cue) < end:
            return cue
    return max(exact, before)
