"""From a Feature to an `Event`: our own features, and other people's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from geo.formats.foreign_geojson import ForeignReader
from geo.formats.geojson_schema import EVENT_FIELDS
from geo.formats.geometry import GeometryReader, Outline
from geo.formats.geometry_types import read_geometry
from geo.formats.story_member import Shared, warn_unknown_properties
from geo.formats.timestamps import (
    Moment,
    common_offset,
    format_moment,
    offsets_in,
    period_end,
    wall_clock,
)
from geo.formats.usable_properties import usable_properties
from geo.problem_list import ProblemList, label, show
from geo.story import Event, When, Where
from geo.validation import Ids, Relations

_FIELD_NAMES = tuple(EVENT_FIELDS)
_FIELDS = frozenset(_FIELD_NAMES)
# The properties that are a field of `Event` or `Where`, under the same name.
_EVENT, _WHERE = (
    frozenset(name for name, one in EVENT_FIELDS.items() if one.owner is owner)
    for owner in (Event, Where)
)

# More different offsets than these are not listed.
_MOST_OFFSETS = 3


class _Draft(NamedTuple):
    """An event whose times are still as they were written."""

    number: int
    name: str
    """What problems call it."""
    identifier: str
    outline: Outline
    values: Mapping[str, Any]
    """The properties that can be used, by name."""
    start: Moment | None
    end: Moment | None
    properties: Mapping[str, Any]


class EventReader:
    """Reads the features of one file, in order.

    `foreign` is None for a file in our own words. `labels` are what problems call the features of
    a table; empty: each is called by its id.
    """

    def __init__(
        self,
        shared: Shared,
        problems: ProblemList,
        foreign: ForeignReader | None = None,
        labels: Sequence[str] = (),
        *,
        warn_unknown: bool = True,
    ) -> None:
        self._shared = shared
        self._problems = problems
        self._foreign = foreign
        self._labels = labels
        self._warn_unknown = warn_unknown
        self._shapes = GeometryReader(problems)
        self._ids = Ids("event", problems)
        self._relations = Relations(
            shared.known, shared.values.get("running_time_s"), problems, _name_in_file
        )
        self.timezone: str | None = shared.values.get("timezone")
        """The zone that the story's times are in, once they are read; None: nobody says which."""
        self._zone: tzinfo = UTC if self.timezone is None else ZoneInfo(self.timezone)

    def read(self, features: Iterable[Any]) -> tuple[Event, ...]:
        """The events. Those that cannot be read are left out and noted as problems.

        Each becomes an event as soon as it is read, so that what it was made of can go: but for
        times with an offset in a story that names no zone, which all others have a say in.
        """
        found: list[Event | _Draft] = []
        moments: list[Moment] = []
        for index, feature in enumerate(features):
            properties = self._properties_of(feature, index + 1)
            if properties is None:
                continue
            draft = self._draft(feature, properties, index)
            own = [m for m in (draft.start, draft.end) if m is not None]
            waits = self.timezone is None and any(m.time.tzinfo is not None for m in own)
            found.append(draft if waits else self._event(draft))
            if self.timezone is None:
                moments += own
        if self.timezone is None:
            self._find_zone(moments)
        return tuple(self._event(one) if isinstance(one, _Draft) else one for one in found)

    def _find_zone(self, moments: Sequence[Moment]) -> None:
        """Which clock the times are moved to, in a story that names no zone."""
        if all(moment.time.tzinfo is None for moment in moments):
            return
        common = common_offset(moments)
        self._zone = common or UTC
        # An offset is the clock of the story's own place; which zone that is it does not say.
        if self._zone.utcoffset(None):
            return
        self.timezone = "UTC"
        if common is None:
            offsets = offsets_in(moments)
            some = ", ".join(offsets[:_MOST_OFFSETS]) + (
                ", …" if len(offsets) > _MOST_OFFSETS else ""
            )
            self._problems.warn(
                "story",
                "timezone",
                f"none, and times with different offsets ({some})",
                "an IANA time zone such as Europe/Paris; the times are shown in UTC",
            )

    def _properties_of(self, feature: Any, number: int) -> Mapping[str, Any] | None:
        """The raw properties of a Feature; None, and a problem, when it is no Feature."""
        event = self._label(None, number)
        if not isinstance(feature, dict):
            self._problems.error(event, None, show(feature), "a GeoJSON Feature")
            return None
        if feature.get("type") != "Feature":
            self._problems.error(event, "type", show(feature.get("type")), '"Feature"')
            return None
        properties = feature.get("properties")
        if properties is None:
            return {}
        if not isinstance(properties, dict):
            self._problems.error(event, "properties", show(properties), "an object")
            return None
        return properties

    def _label(self, identifier: object, number: int) -> str:
        """What problems call an event."""
        return self._labels[number - 1] if self._labels else label("event", identifier, number)

    def _draft(
        self, feature: Mapping[str, Any], properties: Mapping[str, Any], index: int
    ) -> _Draft:
        number = index + 1
        if self._foreign is not None:
            identifier = self._foreign.event_id(index)
            name = self._label(identifier, number)
            outline = self._outline(self._foreign.geometry(index, name), name)
            point = outline.path[0] if len(outline.path) == 1 else None
            values, start, end = self._foreign.properties(index, name, point)
            if self._warn_unknown:
                known = [one for one in properties if not self._foreign.unknown(one)]
                warn_unknown_properties(properties, known, name, self._problems)
        else:
            name = self._label(properties.get("id"), number)
            outline = self._outline(feature.get("geometry"), name)
            values = self._usable(properties, name)
            identifier = self._own_id(values.get("id"), feature, number)
            start, end = values.pop("start", None), values.pop("end", None)
        return _Draft(number, name, identifier, outline, values, start, end, properties)

    def _event(self, draft: _Draft) -> Event:
        number, name, identifier, outline, values, start, end, properties = draft
        given = values.get("title")
        title = given if given and given.strip() else f"Event {number}"
        if title != given and (self._foreign or isinstance(properties.get("title", ""), str)):
            self._problems.warn(
                *(name, "title", show(given), f'a title; it is called "{title}"'),
                alike='a title; each is called "Event" and its number',
            )
        fields: dict[str, Any] = {}
        where: dict[str, Any] = {"path": outline.path, "radius_m": outline.radius_m}
        when = self._times(start, end, name)
        for field, value in values.items():
            if value is None:
                continue
            if field in _EVENT:
                fields[field] = tuple(value) if type(value) is list else value
            elif field in _WHERE:
                where[field] = value
            elif field == "time_basis":
                when |= {f"{part}_basis": basis for part, basis in value.items()}
            else:
                when[field] = value
        fields |= {"id": identifier, "title": title}
        event = Event(when=When(**when), where=Where(**where), **fields)
        if self._foreign is None:
            self._relations.check_event(event, name)
        return event

    def _usable(self, properties: Mapping[str, Any], event: str) -> dict[str, Any]:
        """The properties that the format has, without those that are faulty."""
        if not properties.keys() <= _FIELDS or "time_basis" in properties:
            warn_unknown_properties(properties, _FIELD_NAMES, event, self._problems)
        return usable_properties(
            properties,
            lambda field, found, expected: self._problems.error(event, field, found, expected),
        )

    def _outline(self, raw: Any, event: str) -> Outline:
        if raw is None:
            return Outline()
        if isinstance(raw, dict) and raw.get("coordinates") == []:
            # RFC 7946 lets a reader take empty coordinates for null.
            self._problems.warn(event, "geometry", "no positions", "some, or null")
            return Outline()
        shape = read_geometry(
            raw,
            lambda field, found, expected: self._problems.error(event, field, found, expected),
        )
        return self._shapes.outline(shape, event)

    def _own_id(self, given: str | None, feature: Mapping[str, Any], number: int) -> str:
        if given is None:
            own = feature.get("id")
            given = own if isinstance(own, str) and own else f"event-{number}"
        self._ids.add(given, number)
        return given

    def _times(self, start: Moment | None, end: Moment | None, event: str) -> dict[str, Any]:
        """The fields of `When` that the times give, moved to the story's zone."""
        begins = self._clock(start, event, "start")
        ends = self._end(end, event)
        if begins is not None and ends is not None and ends < begins:
            self._end_before_start(start, end, begins, event)
            ends = None
        precision = "time" if start is None else start.precision
        return {"start": begins, "end": ends, "precision": precision}

    def _clock(self, moment: Moment | None, event: str, field: str) -> datetime | None:
        if moment is None:
            return None
        if moment.time.tzinfo is None:
            return moment.time
        try:
            return wall_clock(moment.time, self._zone)
        except ValueError as error:
            self._problems.error(event, field, show(moment.time.isoformat()), str(error))
            return None

    def _end(self, end: Moment | None, event: str) -> datetime | None:
        if end is None:
            return None
        try:
            return self._clock(Moment(period_end(end), "time"), event, "end")
        except ValueError as error:
            self._problems.error(event, "end", show(format_moment(*end)), str(error))
            return None

    def _end_before_start(
        self, start: Moment | None, end: Moment | None, begins: datetime, event: str
    ) -> None:
        """Note an end before the start, unless only the clocks went back in between."""
        assert start is not None
        assert end is not None
        if start.time.tzinfo and end.time.tzinfo and end.time >= start.time:
            return
        found, expected = show(format_moment(*end)), f"a time after {format_moment(begins)}"
        if self._foreign is None:
            self._problems.error(event, "end", found, expected)
        else:
            self._problems.warn(event, "end", found, f"{expected}; it is left out")


def _name_in_file(path: str) -> str:
    """What a file calls a field: `where.place` is `place` there."""
    return path.rpartition(".")[2]
