"""What was read from a file: which columns were used for what, and what the events have."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from geo.ancient_time import StoryTime
from geo.errors import Problem, StoryError
from geo.event_zones import converted
from geo.formats.times.timestamps import format_moment
from geo.story import Event, Story, When

# A report names this many of the events that lack something.
MAX_NAMED = 3


class UsedField(NamedTuple):
    """Where the values of one field came from."""

    columns: tuple[str, ...]
    """The names of the columns or properties in the file, in order of appearance."""
    events: int
    """How many events have a value of the field."""
    readings: tuple[str, ...] = ()
    """How the values were read, in words: `day first`. Empty: as they are written."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """The events that lack something."""

    count: int = 0
    titles: tuple[str, ...] = ()
    """The titles of the first events, at most `MAX_NAMED`."""


_NONE_LACK_IT = Lacking()


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """What was read from a file. A file that cannot be read at all has the defaults."""

    events: int = 0
    """How many events the story has. If it has errors: how many the file has."""
    with_errors: int = 0
    """How many events of the file have an error. With `keep_going`, they are left out."""
    first: str | None = None
    """The earliest start, in ISO 8601 up to its precision. None: no event has a start."""
    last: str | None = None
    """The latest start, as `first`."""
    precision: str = "none"
    """The precision of the starts: `year`, `month`, `day`, …; for times of day the finest unit in
    them: `minute`, `second` or `millisecond`. `mixed` if they differ, `none` without starts."""
    located: int = 0
    """How many events have a position."""
    movements: int = 0
    """How many events are movements: they have several positions."""
    timed_movements: int = 0
    """How many of them have a time for each position."""
    areas: int = 0
    """How many events have areas."""
    without_time: Lacking = _NONE_LACK_IT
    without_position: Lacking = _NONE_LACK_IT
    used: Mapping[str, UsedField] = field(default_factory=dict)
    """The fields of the story format that the file has values for, by name. Empty for a story that
    was built in Python."""
    unused: tuple[str, ...] = ()
    """The columns or properties of the file that were not used."""
    numbers: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """The columns of numbers that vary, each with the number of every event; NaN: it has none.
    Empty if `ReadingChoices.keep_numbers` is not set."""


NOTHING_READ = ReadingReport()


class Checked(NamedTuple):
    """The result of `check`: the story (None if it has errors), all problems, and what was read."""

    story: Story | None
    problems: tuple[Problem, ...]
    report: ReadingReport = NOTHING_READ

    def require_story(self) -> Story:
        """Return the story.

        Raises:
            StoryError: it has errors.
        """
        if self.story is None:
            raise StoryError(self.problems)
        return self.story


def report_of(
    events: Sequence[Event],
    number: int | None = None,
    *,
    with_errors: int = 0,
    used: Mapping[str, UsedField] | None = None,
    unused: Sequence[str] = (),
    read_wrong: Collection[str] = (),
) -> ReadingReport:
    """Return the report about events.

    Args:
        events: the events that could be read.
        number: the number of events in the file. None: all of them could be read.
        with_errors: how many events of the file have an error.
        used: as in `ReadingReport`.
        unused: as in `ReadingReport`.
        read_wrong: the ids of events with an error, which can lack what could not be read. They are
            not among those that lack a time or a position.
    """
    good = [event for event in events if event.id not in read_wrong] if read_wrong else events
    timed = [event.when for event in events if event.when.start is not None]
    return ReadingReport(
        events=len(events) if number is None else number,
        with_errors=with_errors,
        first=_iso(min(timed, key=_instant, default=None)),
        last=_iso(max(timed, key=_instant, default=None)),
        precision=_precision(timed),
        located=sum(bool(event.where.path) for event in events),
        movements=sum(len(event.where.path) > 1 for event in events),
        timed_movements=sum(bool(event.where.times) for event in events),
        areas=sum(bool(event.where.areas) for event in events),
        without_time=_lacking([event for event in good if event.when.start is None]),
        without_position=_lacking([event for event in good if not event.where.path]),
        used={} if used is None else used,
        unused=tuple(unused),
    )


def _instant(when: When) -> StoryTime:
    """Return the start in UTC, or as it is if its zone is unknown."""
    assert when.start is not None
    if when.timezone is None:
        return when.start
    try:
        return converted(when.start, when.timezone, "UTC")
    except OverflowError:
        return when.start


def _iso(when: When | None) -> str | None:
    if when is None or when.start is None:
        return None
    return format_moment(when.start, when.precision)


def _precision(timed: Sequence[When]) -> str:
    precisions = {when.precision for when in timed}
    if len(precisions) != 1:
        return "mixed" if precisions else "none"
    (precision,) = precisions
    if precision != "time":
        return precision
    if any(when.start is not None and when.start.microsecond for when in timed):
        return "millisecond"
    has_seconds = any(when.start is not None and when.start.second for when in timed)
    return "second" if has_seconds else "minute"


def _lacking(events: Sequence[Event]) -> Lacking:
    return Lacking(len(events), tuple(event.title for event in events[:MAX_NAMED]))
