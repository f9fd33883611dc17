"""The clocks on which the times of events are read: of the story, or of the events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from geo.ancient_time import StoryTime
from geo.counted_nouns import with_number
from geo.event_zones import (
    converted,
    iana_name,
    name_of_zone,
    offset_text,
    with_zone,
    zone_named,
)
from geo.formats.movements.timed_movements import MovementClock, movement_clock
from geo.formats.times.mixed_offsets import warn_mixed_offsets
from geo.formats.times.timestamps import (
    Moment,
    common_offset,
    format_moment,
    period_end,
    wall_clock,
)
from geo.problem_list import ProblemList, show


class EventClock:
    """Converts the times of events to their time zones, or to that of the story.

    `timezone` is the zone that the file gives to the story. None: it gives none.
    """

    def __init__(self, timezone: str | None, problems: ProblemList) -> None:
        self._problems = problems
        self._given = timezone
        self.timezone = timezone
        """The time zone of the story, known after `find_zone`. None: unknown."""
        self.has_zones = False
        """Whether an event names its zone."""
        self._zone: tzinfo = UTC if timezone is None else ZoneInfo(timezone)
        self._has_own_offsets = False
        """Whether each time is read in its own offset, because the story has no zone."""

    def find_zone(self, moments: Sequence[Moment], numbers_since_1970: int) -> None:
        """Choose the clock for the times of a story without a time zone.

        `moments` are the times of the events that name no zone, and `numbers_since_1970` says how
        many of them are numbers, which are in UTC.
        """
        timed = [moment for moment in moments if moment.precision == "time"]
        names = {iana_name(moment.time) for moment in timed}
        if all(moment.time.tzinfo is None for moment in moments):
            if self.has_zones and timed:
                self._warn_without_zone(len(timed))
            return
        name = names.pop() if len(names) == 1 else None
        if name is not None:
            self.timezone, self._zone = name, ZoneInfo(name)
            return
        common = None if names else common_offset(moments)
        self._zone = UTC if common is None or self.has_zones else common
        # A common offset is the local time of the story, but it does not identify a time zone.
        if self._zone.utcoffset(None):
            return
        self.timezone = "UTC"
        has_offsets = all(moment.time.tzinfo for moment in timed)
        self._has_own_offsets = has_offsets and (common is None or self.has_zones)
        if common is None and not has_offsets:
            warn_mixed_offsets(timed, numbers_since_1970, self._problems)

    def _warn_without_zone(self, number: int) -> None:
        """Take times without a zone as UTC, because other events have a zone."""
        self.timezone = "UTC"
        message = (
            f"some events have a time zone, and {with_number(number, 'time')} of others "
            f"{'has' if number == 1 else 'have'} none; they are taken as UTC; give these events a "
            "zone, or set the time zone of the story, such as Europe/Paris"
        )
        found = "times with and without a time zone"
        self._problems.warn("story", "timezone", found, "an IANA time zone", message)

    def times(
        self, start: Moment | None, end: Moment | None, values: Mapping[str, Any], event: str
    ) -> dict[str, Any]:
        """Return the fields of `When` for the start and the end, in the time zone of the event."""
        zone, end_zone = self._own_zones(start, end, values)
        begins = self._clock(start, zone, event, "start")
        last = None if end is None else end._replace(time=period_end(end))
        ends = self._clock(last, end_zone or zone, event, "end")
        if begins is not None and end is not None and ends is not None:
            # `ends` is the first moment after an end that is a day, month or year.
            reached = converted(ends, end_zone, zone) if end_zone and zone else ends
            if reached < begins or (end.precision != "time" and reached == begins):
                zones = (zone, end_zone) if end_zone not in (None, zone) else (None, None)
                self._report_end_before_start(start, end, zones, event)
                ends = None
        return {
            "start": begins,
            "end": ends,
            "precision": "time" if start is None else start.precision,
            "end_precision": "time" if end is None or ends is None else end.precision,
            "timezone": zone,
            "end_timezone": None if ends is None or end_zone == zone else end_zone,
            "doubt": None if start is None or begins is None else start.doubt,
            "end_doubt": None if end is None or ends is None else end.doubt,
        }

    def movement_clock(self, moments: Sequence[Moment | None], zone: str | None) -> MovementClock:
        """Return the clock of the times of a movement. `zone` None: the event names no zone."""
        return movement_clock(moments, zone, self._zone, own_offsets=self._has_own_offsets)

    def _own_zones(
        self, start: Moment | None, end: Moment | None, values: Mapping[str, Any]
    ) -> tuple[str | None, str | None]:
        """Return the zones of the start and the end, if they are not those of the story."""
        zone, end_zone = values.get("timezone"), values.get("end_timezone")
        if zone is None and end_zone is not None:
            zone = self._given
        if not self._has_own_offsets:
            return zone, end_zone
        first, last = (
            name_of_zone(moment.time)
            if moment is not None and moment.precision == "time" and moment.time.tzinfo is not None
            else None
            for moment in (start, end)
        )
        if end_zone is None and values.get("timezone") is None:
            end_zone = last
        return zone or first or last or offset_text(timedelta(0)), end_zone

    def _clock(
        self, moment: Moment | None, zone: str | None, event: str, field: str
    ) -> StoryTime | None:
        """Return the local time in a zone. None: in that of the story."""
        if moment is None:
            return None
        if moment.time.tzinfo is None:
            return moment.time
        try:
            return wall_clock(moment.time, self._zone if zone is None else zone_named(zone))
        except ValueError as error:
            self._problems.error(event, field, show(moment.time.isoformat()), str(error))
            return None

    def _report_end_before_start(
        self,
        start: Moment | None,
        end: Moment | None,
        zones: tuple[str | None, str | None],
        event: str,
    ) -> None:
        """Report an end before the start, unless the clocks were set back between them.

        `zones` are those of both, if they differ.
        """
        assert start is not None
        assert end is not None
        if start.time.tzinfo and end.time.tzinfo and end.time >= start.time:
            return
        found, first = format_moment(*end), with_zone(format_moment(*start), zones[0])
        expected = f"a time after {first}"
        message = (
            f"the end {with_zone(found, zones[1])} is before the start {first}; correct one of them"
        )
        self._problems.error(event, "end", show(found), expected, message)
