"""When each event starts and ends in story time, also where the story does not say so.

Nothing here is shown as a fact: the player and `geo.analysis` mark an inferred end as inferred, and
an unknown time as unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from geo.playback.reading_time import LONGEST_DWELL_S

INFINITY = float("inf")
# An event without an end lasts until the next start if that comes so soon: such a pause is no gap.
# A story with an event every minute plays without interruption.
DENSE_S = 60.0
# The most story time of an event whose time is unknown: a card that is read as long as any. Between
# neighbours that are far apart, it plays soon after the first one, so that the gap before the
# second one keeps its true length.
UNKNOWN_TIME_S = LONGEST_DWELL_S
# Times that should be equal can differ by less than this.
ROUNDING_S = 1e-4


class Spans(NamedTuple):
    """When each event starts and ends, by event index. Every end is later than its start.

    The unit depends on the time scale: seconds since 1970 on the story's wall clock, seconds of
    film, or a number of events in story order.
    """

    starts: list[float]
    ends: list[float]


class GivenTime(NamedTuple):
    """What a story says about the time of an event, in seconds since 1970 on its wall clock.

    `start` None: unknown; then `end` is None too. `end` None: the story gives no end after the
    start. `longest_s`: how long an event without an end can last; 0 with an end or without a start.
    """

    start: float | None
    end: float | None
    longest_s: float


def story_spans(given: Sequence[GivenTime]) -> Spans:
    """Return when each event starts and ends in story time. At least one event has a start.

    An event without an end lasts until the next start, but `longest_s` at most, unless the next
    start comes within `DENSE_S`.

    An event without a start plays between its neighbours in story order: soon after the end of the
    event before it, and before the start of the event after it. If there is no time between the
    two, it shares the time of the first one until the start of the second one. If the second one
    does not start later, it has the start of the first one, and story order decides. Several events
    without a start share the time evenly.
    """
    starts = [time.start for time in given]
    following = dict(pairwise(sorted({start for start in starts if start is not None})))
    ends: list[float | None] = [
        None if time.start is None else _end(time.start, time, following.get(time.start, INFINITY))
        for time in given
    ]
    for first, last in _unknown(given):
        _place(given, first, last, starts, ends)
    return Spans([_known(start) for start in starts], [_known(end) for end in ends])


def _place(
    given: Sequence[GivenTime],
    first: int,
    last: int,
    starts: list[float | None],
    ends: list[float | None],
) -> None:
    """Set the starts and ends of the events from `first` to before `last`, which have no start."""
    before = None if first == 0 else (_known(starts[first - 1]), _known(ends[first - 1]))
    until = starts[last] if last < len(given) else None
    time, step = _room(last - first, before, until)
    for n, i in enumerate(range(first, last), start=1):
        starts[i] = time + n * step
        ends[i] = time + (n + 1) * step if step else time + UNKNOWN_TIME_S
    if step and until is not None and _known(ends[last - 1]) > until - ROUNDING_S:
        # The same float, so that rounding leaves no gap between the two, and no overlap.
        ends[last - 1] = until
    if step and before is not None and given[first - 1].end is None:
        # An inferred end gives way, so that the two play one after the other.
        ends[first - 1] = min(before[1], time + step)


def _room(
    count: int, before: tuple[float, float] | None, until: float | None
) -> tuple[float, float]:
    """Return where the events of unknown time have room, and how long each of them lasts.

    Args:
        count: the number of these events.
        before: start and end of the event before them. None: there is none.
        until: the start of the event after them. None: there is none.

    Returns:
        A time, and a length: the first event starts that long after the time, the others that long
        after each other. 0: there is no room.
    """
    if before is None:
        return _known(until) - (count + 1) * UNKNOWN_TIME_S, UNKNOWN_TIME_S
    start, end = before
    if until is None:
        return end, UNKNOWN_TIME_S
    if end < until:
        room = end, min((until - end) / (count + 1), UNKNOWN_TIME_S)
    else:
        room = start, max(until - start, 0.0) / (count + 1)
    time, step = room
    # Numbers far from 1970 are too coarse for very short lengths.
    return room if time < time + step < time + 2 * step else (start, 0.0)


def _end(start: float, time: GivenTime, next_start: float) -> float:
    if time.end is not None:
        return time.end
    # The same float as the next start, so that rounding leaves no gap between the two.
    if next_start <= start + max(time.longest_s, DENSE_S):
        return next_start
    return start + time.longest_s


def _unknown(given: Sequence[GivenTime]) -> Iterator[tuple[int, int]]:
    """Yield the index of the first event of each run without starts, and the index after it."""
    runs = groupby(range(len(given)), key=lambda i: given[i].start is None)
    for is_unknown, indices in runs:
        if is_unknown:
            run = list(indices)
            yield run[0], run[-1] + 1


def _known(time: float | None) -> float:
    assert time is not None
    return time
