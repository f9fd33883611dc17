"""What the times of a story's events say about the story as a whole: properties of `geo.Story`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal, Protocol

from geo.ancient_time import StoryTime

ClockUnit = Literal["minute", "second", "millisecond"]
DayNames = date | Literal["clock", "counter"] | None
"""How days are named. None: by dates. A date: it is day 1, and days have numbers. `clock` and
`counter`: all is within one day without a date, so a time is written as 06:05 or 0:00:03."""


class _Times(Protocol):
    """The fields of `geo.When` that are used here."""

    @property
    def start(self) -> StoryTime | None: ...
    @property
    def end(self) -> StoryTime | None: ...
    @property
    def precision(self) -> str: ...
    @property
    def clock_basis(self) -> str | None: ...
    @property
    def timezone(self) -> str | None: ...
    @property
    def end_timezone(self) -> str | None: ...
    @property
    def further_time(self) -> StoryTime | None: ...


class _TimedEvent(Protocol):
    """The field of `geo.Event` that is used here."""

    @property
    def when(self) -> _Times: ...


class StoryTimes:
    """The base class of `geo.Story` with these properties. The fields are documented there."""

    events: Sequence[_TimedEvent]
    timezone: str | None
    day_one: date | None
    clock: Literal["calendar", "days", "elapsed"]

    @cached_property
    def day_names(self) -> DayNames:
        """How the days of the story are named."""
        given = [time for event in self.events for time in (event.when.start, event.when.end)]
        times = [time for time in given if isinstance(time, datetime)]
        starts = [time for time in given[::2] if isinstance(time, datetime)]
        if self.clock == "calendar" or not starts:
            return self.day_one
        first = self.day_one or min(starts).date()
        midnight = datetime(first.year, first.month, first.day)
        after = midnight + timedelta(days=1)
        is_one_day = midnight <= min(times) and max(times) <= after and max(starts) < after
        if not is_one_day or any(event.when.precision != "time" for event in self.events):
            return first
        return "counter" if self.clock == "elapsed" else "clock"

    @cached_property
    def clock_unit(self) -> ClockUnit:
        """The finest unit of the story's times of day.

        Times of day that the story only implies or assumes are not exact to the second.
        """
        return _finest_unit(
            moment
            for event in self.events
            if event.when.precision == "time" and event.when.clock_basis in (None, "stated")
            for moment in (event.when.start, event.when.end)
        )

    @cached_property
    def further_unit(self) -> ClockUnit:
        """The finest unit of the times of day on the further time scale."""
        return _finest_unit(event.when.further_time for event in self.events)

    @cached_property
    def clock_zone(self) -> str | None:
        """The time zone of the timeline: that of the story, else of all its events, else UTC.

        None: no zone is known.
        """
        if self.timezone is not None:
            return self.timezone
        timed = [event.when for event in self.events if event.when.start is not None]
        zones = {when.timezone for when in timed}
        if zones <= {None}:
            return None
        if all(when.precision != "time" for when in timed if when.timezone is None):
            zones.discard(None)  # a day without a zone is one where the others are
        (only, *others) = zones
        return only if not others else "UTC"

    @cached_property
    def has_zones(self) -> bool:
        """Whether the events are in several time zones, so that readings name them."""
        zones = {
            zone or self.clock_zone
            for event in self.events
            if event.when.start is not None
            for zone in (event.when.timezone, event.when.end_timezone or event.when.timezone)
        }
        return len(zones) > 1

    @cached_property
    def has_times(self) -> bool:
        """Whether any event has a start, so that the others are events whose time is unknown."""
        return any(event.when.start is not None for event in self.events)


def _finest_unit(times: Iterable[StoryTime | None]) -> ClockUnit:
    """Return the finest unit of times of day. None is an unknown time."""
    finest: ClockUnit = "minute"
    for moment in times:
        if moment is not None and moment.microsecond:
            return "millisecond"
        if moment is not None and moment.second:
            finest = "second"
    return finest
