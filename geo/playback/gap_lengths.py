"""How much story time a gap skips, as exactly as the story says it.

A gap is measured between what the story knows. Two events known to the year are as many years apart
as their years differ, although the first one is up to the end of its year. An inferred end is no
fact, nor is the place of an event whose time is unknown: neither shortens a gap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from geo.playback.story_spans import Spans
from geo.precision_ends import JUST_BEFORE, PRECISIONS, precision_of_end
from geo.story import Event, Precision


class GapLength(NamedTuple):
    """What a gap is measured between, in seconds of story time.

    `from_time` is a time in the last known period before the gap, `to_time` the first known time
    after it. With a precision other than `time`, count the days, months or years between the two.
    """

    from_time: float
    to_time: float
    precision: Precision


def gap_lengths(
    events: Sequence[Event], spans: Spans, gaps: Iterable[tuple[float, float]]
) -> tuple[GapLength, ...]:
    """Return what each gap is measured between.

    Args:
        events: the events of a story.
        spans: when they start and end in story time, by event index.
        gaps: the start and end of each gap in story time.
    """
    gaps = list(gaps)
    if not gaps:
        return ()
    known = [i for i, event in enumerate(events) if event.when.start is not None]
    by_end = sorted(known, key=spans.ends.__getitem__)
    by_start = sorted(known, key=spans.starts.__getitem__)
    ends = [spans.ends[i] for i in by_end]
    starts = [spans.starts[i] for i in by_start]

    def length(gap: tuple[float, float]) -> GapLength:
        before = bisect_right(ends, gap[0])
        after = bisect_left(starts, gap[1])
        last = by_end[bisect_left(ends, ends[before - 1]) : before]
        following = by_start[after : bisect_right(starts, starts[after])]
        left = max((_left(events[i], spans, i) for i in last), key=_fineness)
        reached = max((events[i].when.precision for i in following), key=PRECISIONS.index)
        precision = min(left[1], reached, key=PRECISIONS.index)
        return GapLength(left[0], starts[after], precision)

    return tuple(length(gap) for gap in gaps)


def _left(event: Event, spans: Spans, i: int) -> tuple[float, Precision]:
    """Return the last time that the story knows of an event, and its precision."""
    if event.when.end is None or spans.ends[i] <= spans.starts[i]:
        return spans.starts[i], event.when.precision
    precision = precision_of_end(event.when)
    return spans.ends[i] - (0.0 if precision == "time" else JUST_BEFORE.total_seconds()), precision


def _fineness(left: tuple[float, Precision]) -> tuple[int, float]:
    return PRECISIONS.index(left[1]), left[0]
