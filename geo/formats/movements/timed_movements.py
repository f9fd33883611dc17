"""Put the positions of a movement in order of time, and place those whose time is unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta, timezone, tzinfo
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

from geo.ancient_time import EPOCH, StoryTime, time_since_epoch
from geo.counted_nouns import with_number
from geo.event_zones import offset_text, zone_named
from geo.formats.times.timestamps import Moment, period_end, wall_clock
from geo.geodesy import fast_distance_m
from geo.position import Position

Warn = Callable[[str, str, str], None]
"""Warns about the times: what was found, what was expected, and the message."""


class MovementClock(NamedTuple):
    """The clock of a movement's times. The zones are None if they are those of the story."""

    zone: tzinfo
    name: str | None
    """The time zone of the event."""
    end_name: str | None = None
    """The time zone of its end, if it is another one."""


class Movement(NamedTuple):
    """A movement with a time for each position, on the clock of its start."""

    path: tuple[Position, ...]
    times: tuple[StoryTime, ...]
    first: Moment
    """The first time, as the file has it."""
    last: Moment


class Given(Protocol):
    """What a file gives of an event with a movement."""

    @property
    def start(self) -> Moment | None:
        """Its start."""

    @property
    def end(self) -> Moment | None:
        """Its end."""

    @property
    def moments(self) -> Sequence[Moment | None]:
        """The times of its positions."""


def movement_clock(
    moments: Sequence[Moment | None], name: str | None, story_zone: tzinfo, *, own_offsets: bool
) -> MovementClock:
    """Return the clock on which a movement's times do not jump.

    Args:
        moments: its times.
        name: the time zone of the event. None: that of the story.
        story_zone: the zone of the story.
        own_offsets: whether each time is read in its own offset.
    """
    aware = [one.time for one in moments if one is not None and one.time.tzinfo is not None]
    zone = story_zone if name is None else zone_named(name)
    if not aware:
        return MovementClock(zone, name)
    if name is None and own_offsets:
        first, last = (offset_text(aware[index].utcoffset() or timedelta(0)) for index in (0, -1))
        return MovementClock(zone_named(first), first, last if last != first else None)
    if isinstance(zone, timezone):
        return MovementClock(zone, name)
    try:
        offsets = list(dict.fromkeys(time.astimezone(zone).utcoffset() for time in aware))
    except OverflowError:
        return MovementClock(zone, name)
    if len(offsets) == 1:
        return MovementClock(zone, name)
    # Summer time begins or ends on the way: the clock keeps the offset of the first time.
    fixed = offset_text(offsets[0] or timedelta(0))
    return MovementClock(zone_named(fixed), fixed)


def movement_in_order(
    path: Sequence[Position],
    moments: Sequence[Moment | None],
    zone: tzinfo,
    parts: Sequence[int],
    warn: Warn,
) -> Movement | None:
    """Return the movement in order of time. None: fewer than two positions have a time.

    Args:
        path: the positions.
        moments: their times. None: unknown; the position is placed by its distance from its
            neighbours, and left out before the first and after the last known time.
        zone: the zone of the clock.
        parts: how many positions each part of the path has. Empty: it is one part.
        warn: called for each thing that is unusual about the times.
    """
    clocks = [_clock(moment, zone) for moment in moments]
    order = _known_range(clocks)
    _warn_unknown(clocks, len(order), warn)
    if len(order) < 2:
        return None
    if parts:
        order = _parts_in_order(order, clocks, parts)
    times = _filled([clocks[index] for index in order], [path[index] for index in order])
    if any(after < before for before, after in pairwise(times)):
        ranks = _ranks(times, warn)
        times = [times[rank] for rank in ranks]
        order = [order[rank] for rank in ranks]
    first, last = (moments[order[index]] or Moment(times[index], "time") for index in (0, -1))
    return Movement(tuple(path[index] for index in order), tuple(times), first, last)


def points_in_order(
    path: Sequence[Position], moments: Sequence[Moment | None], zone: tzinfo, warn: Warn
) -> tuple[tuple[Position, ...], tuple[Moment | None, ...]]:
    """Return the points of a movement in order of time, one for each time.

    Points without a time, and further ones at the same time, are left out with a warning.
    """
    first: dict[StoryTime, int] = {}
    untimed = 0
    for index, moment in enumerate(moments):
        clock = _clock(moment, zone)
        if clock is None:
            untimed += 1
        else:
            first.setdefault(clock, index)
    order = [first[clock] for clock in sorted(first)]
    equal = len(path) - untimed - len(order)
    if untimed:
        found = f"{with_number(untimed, 'point')} without a time"
        warn(found, "a time for each point", f"found {found}, left out of the movement")
    if equal:
        found = f"{with_number(equal, 'point')} with the time of another one"
        warn(found, "one point at a time", f"found {found}; the first one of each time is used")
    return tuple(path[index] for index in order), tuple(moments[index] for index in order)


def own_movement(
    given: Given, zone: tzinfo
) -> tuple[Moment | None, Moment | None, tuple[StoryTime, ...]]:
    """Return the start, the end and the times of a movement in a file with our field names.

    `geo.validation` reports times that are not in order, or not within the start and the end.
    """
    moments = given.moments
    times = tuple(clock for moment in moments if (clock := _clock(moment, zone)) is not None)
    return given.start or moments[0], given.end or moments[-1], times


def with_ends(
    movement: Movement | None, given: Given, zone: tzinfo, warn: Warn
) -> tuple[Moment | None, Moment | None]:
    """Return the start and the end of an event with a movement.

    Where the event gives none, they are the first and the last time of the movement. A given one
    that is within the movement is replaced, with a warning. Without a movement (None), the only
    time that is known is the start.
    """
    start, end = given.start, given.end
    if movement is None:
        known = next((moment for moment in given.moments if moment is not None), None)
        return start or known, end
    begins = None if start is None else _clock(start, zone)
    if begins is not None and begins > movement.times[0]:
        found = f"a start, {begins.isoformat()}, after the first time"
        message = f"found {found}, {movement.times[0].isoformat()}; the event starts then"
        warn(found, "times from the start to the end of the event", message)
        start = None
    reached = None if end is None else _clock(end._replace(time=period_end(end)), zone)
    if reached is not None and reached < movement.times[-1]:
        found = f"an end, {reached.isoformat()}, before the last time"
        message = f"found {found}, {movement.times[-1].isoformat()}; the event ends then"
        warn(found, "times from the start to the end", message)
        end = None
    return start or movement.first, end or movement.last


def times_that_decide(moments: Sequence[Moment | None]) -> list[Moment]:
    """Return the times that can decide the zone of the story: all, or one if none has an offset."""
    known = [moment for moment in moments if moment is not None]
    return known if any(moment.time.tzinfo for moment in known) else known[:1]


def _clock(moment: Moment | None, zone: tzinfo) -> StoryTime | None:
    try:
        return None if moment is None else wall_clock(moment.time, zone)
    except ValueError:
        return None


def _known_range(clocks: Sequence[StoryTime | None]) -> list[int]:
    """Return the indexes from the first to the last known time."""
    known = [index for index, clock in enumerate(clocks) if clock is not None]
    return list(range(known[0], known[-1] + 1)) if known else []


def _warn_unknown(clocks: Sequence[StoryTime | None], kept: int, warn: Warn) -> None:
    unknown = sum(clock is None for clock in clocks)
    if not unknown:
        return
    found = f"{unknown:,} of {len(clocks):,} times missing or not readable"
    outside = len(clocks) - kept
    does = []
    if kept < 2:
        does.append("the times are not used")
    else:
        if unknown > outside:
            does.append("their positions are placed between their neighbours")
        if outside:
            does.append(f"{outside:,} before the first or after the last time are left out")
    warn(found, "a time for each position", f"found {found}; {'; '.join(does)}")


def _parts_in_order(
    order: Sequence[int], clocks: Sequence[StoryTime | None], parts: Sequence[int]
) -> list[int]:
    """Return the indexes with the parts in order of their first known time."""
    ends = list(accumulate(parts))
    runs = []
    for start, end in zip([0, *ends], ends, strict=False):
        run = [index for index in range(start, end) if order[0] <= index <= order[-1]]
        first = next((clocks[index] for index in run if clocks[index] is not None), None)
        if first is not None:
            runs.append((first, run))
        elif runs:
            runs[-1][1].extend(run)
    if any(after[0] < before[0] for before, after in pairwise(runs)):
        # A position without a time at the edge of a part would get other neighbours.
        runs = [(first, [i for i in run if clocks[i] is not None]) for first, run in runs]
        runs.sort(key=lambda run: run[0])
    return [index for _, run in runs for index in run]


def _filled(clocks: Sequence[StoryTime | None], path: Sequence[Position]) -> list[StoryTime]:
    """Return the times, those that are unknown by the distance from the known neighbours."""
    filled: list[StoryTime] = []
    waiting = 0
    for index, clock in enumerate(clocks):
        if clock is None:
            waiting += 1
            continue
        if waiting:
            filled += _between(filled[-1], clock, path[index - waiting - 1 : index + 1])
            waiting = 0
        filled.append(clock)
    return filled


def _between(before: StoryTime, after: StoryTime, path: Sequence[Position]) -> list[StoryTime]:
    """Return the times at the inner positions of a path that is travelled at even speed."""
    lengths = list(accumulate(fast_distance_m(one, other) for one, other in pairwise(path)))
    if not lengths[-1]:
        lengths = list(range(1, len(path)))
    start = before - EPOCH
    milliseconds = (after - before) / timedelta(milliseconds=1)
    return [
        time_since_epoch(start + timedelta(milliseconds=round(milliseconds * length / lengths[-1])))
        for length in lengths[:-1]
    ]


def _ranks(times: Sequence[StoryTime], warn: Warn) -> list[int]:
    """Return the order of time of times that run back."""
    expected = "times in ascending order"
    if all(after <= before for before, after in pairwise(times)):
        message = "the times run from the last to the first, so the line is read from its end"
        warn("times in descending order", expected, message)
        return list(reversed(range(len(times))))
    steps = [n for n, (before, after) in enumerate(pairwise(times), start=1) if after < before]
    place = steps[0]
    found = f"{times[place].isoformat()} after {times[place - 1].isoformat()}"
    message = (
        f"the times run back {len(steps):,} times, first at number {place + 1:,} ({found}); the "
        "positions are read in order of time"
    )
    if len(steps) == 1:
        message = message.replace("1 times, first", "once,")
    warn(found, expected, message)
    return sorted(range(len(times)), key=times.__getitem__)
