"""From a Feature to an `Event`: our own features, and other people's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from geo.formats.foreign_geojson import ForeignReader
from geo.formats.geojson_schema import EventProperties, Geometry
from geo.formats.geometry import GeometryReader, Outline
from geo.formats.problems import ProblemList, invalid_fields, label, show
from geo.formats.story_member import Shared, check_ids, warn_unknown_properties
from geo.formats.timestamps import (
    Moment,
    common_offset,
    format_moment,
    offsets_told,
    period_end,
    wall_clock,
)
from geo.formats.usable_properties import usable_properties
from geo.story import Event, When, Where

_GEOMETRY: TypeAdapter[Geometry] = TypeAdapter(Geometry)
_FIELD_NAMES = tuple(EventProperties.model_fields)
_FIELDS = frozenset(_FIELD_NAMES)


# More different offsets than these need not be read out.
_OFFSETS_TOLD = 3


class _Draft(NamedTuple):
    """An event whose times are still as they were written."""

    number: int
    name: str
    """What problems call it."""
    identifier: str
    outline: Outline
    told: EventProperties
    start: Moment | None
    end: Moment | None
    properties: Mapping[str, Any]


class EventReader:
    """Reads the features of one file, in order. `foreign` is None for a file in our own words."""

    def __init__(
        self,
        shared: Shared,
        problems: ProblemList,
        foreign: ForeignReader | None = None,
        *,
        warn_unknown: bool = True,
    ) -> None:
        self._shared = shared
        self._problems = problems
        self._foreign = foreign
        self._warn_unknown = warn_unknown
        self._shapes = GeometryReader(problems)
        self._numbers: dict[str, int] = {}
        self.timezone = shared.member.timezone
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
            said = offsets_told(moments)
            told = ", ".join(said[:_OFFSETS_TOLD]) + (", …" if len(said) > _OFFSETS_TOLD else "")
            self._problems.warn(
                "story",
                "timezone",
                f"none, and times with different offsets ({told})",
                "an IANA time zone such as Europe/Paris; the times are shown in UTC",
            )

    def _properties_of(self, feature: Any, number: int) -> Mapping[str, Any] | None:
        """The raw properties of a Feature; None, and a problem, when it is no Feature."""
        event = f"event {number}"
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

    def _draft(
        self, feature: Mapping[str, Any], properties: Mapping[str, Any], index: int
    ) -> _Draft:
        number = index + 1
        if self._foreign is not None:
            identifier = self._foreign.event_id(index)
            name = label("event", identifier, number)
            outline = self._outline(self._foreign.geometry(index), name)
            point = outline.path[0] if len(outline.path) == 1 else None
            told, start, end = self._foreign.properties(index, name, point)
            if self._warn_unknown:
                known = [one for one in properties if not self._foreign.unknown(one)]
                warn_unknown_properties(properties, known, name, self._problems)
        else:
            name = label("event", properties.get("id"), number)
            outline = self._outline(feature.get("geometry"), name)
            told = self._told(properties, name)
            identifier = self._own_id(told, feature, number)
            start, end = told.start, told.end
            self._check(told, name)
        return _Draft(number, name, identifier, outline, told, start, end, properties)

    def _event(self, draft: _Draft) -> Event:
        number, name, identifier, outline, told, start, end, properties = draft
        title = told.title if told.title and told.title.strip() else f"Event {number}"
        if title != told.title and (self._foreign or isinstance(properties.get("title", ""), str)):
            self._problems.warn(
                *(name, "title", show(told.title), f'a title; it is called "{title}"'),
                alike='a title; each is called "Event" and its number',
            )
        return Event(
            id=identifier,
            title=title,
            text=told.text or "",
            when=self._when(told, start, end, name),
            where=Where(
                path=outline.path,
                place=told.place,
                filmed_at=told.filmed_at,
                radius_m=told.radius_m if told.radius_m is not None else outline.radius_m,
                confidence=told.confidence,
            ),
            people=tuple(told.people or ()),
            heard=tuple(told.heard or ()),
            watched=tuple(told.watched or ()),
            mentioned=tuple(told.mentioned or ()),
            dies=tuple(told.dies or ()),
            group=told.group,
            importance=2 if told.importance is None else told.importance,
            sources=tuple(told.sources or ()),
            synopsis=None if told.synopsis is None else (told.synopsis[0], told.synopsis[1]),
            note=told.note,
        )

    def _told(self, properties: Mapping[str, Any], event: str) -> EventProperties:
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
        try:
            shape = _GEOMETRY.validate_python(raw)
        except ValidationError as error:
            for _, field, found, expected in invalid_fields(error, "geometry"):
                self._problems.error(event, field, found, expected)
            return Outline()
        return self._shapes.outline(shape, event)

    def _own_id(self, told: EventProperties, feature: Mapping[str, Any], number: int) -> str:
        identifier = told.id
        if identifier is None:
            given = feature.get("id")
            identifier = given if isinstance(given, str) and given else f"event-{number}"
        first = self._numbers.setdefault(identifier, number)
        if first != number:
            found = f"{show(identifier)}, which event {first} has too"
            self._problems.error(f"event {number}", "id", found, "an id of its own")
        return identifier

    def _check(self, told: EventProperties, event: str) -> None:
        """Everything in an event of our own that needs a second value to be judged."""
        known = self._shared.known
        people = known["people"]
        for field in ("people", "heard", "watched", "mentioned"):
            ids = getattr(told, field)
            if ids:
                check_ids(ids, "person", people, (event, field), self._problems)
        for one in told.dies or ():
            if one not in (told.people or ()):
                self._problems.error(event, "dies", show(one), "one of the event's people")
        if told.sources:
            check_ids(told.sources, "source", known["sources"], (event, "sources"), self._problems)
        if told.place is not None:
            check_ids((told.place,), "place", known["places"], (event, "place"), self._problems)
        if told.filmed_at is not None:
            where = (event, "filmed_at")
            check_ids((told.filmed_at,), "place", known["places"], where, self._problems)
        if told.group is not None:
            check_ids((told.group,), "group", known["groups"], (event, "group"), self._problems)
        length = self._shared.member.running_time_s
        if told.film_start_s is not None and length is not None and told.film_start_s > length:
            expected = f"at most the film's running time, {length:g}"
            self._problems.error(event, "film_start_s", show(told.film_start_s), expected)

    def _when(
        self, told: EventProperties, start: Moment | None, end: Moment | None, event: str
    ) -> When:
        begins = self._clock(start, event, "start")
        ends = self._end(end, event)
        if begins is not None and ends is not None and ends < begins:
            self._end_before_start(start, end, begins, event)
            ends = None
        basis = told.time_basis
        return When(
            start=begins,
            end=ends,
            precision="time" if start is None else start.precision,
            day_basis=None if basis is None else basis.day,
            clock_basis=None if basis is None else basis.clock,
            film_start_s=told.film_start_s,
            film_basis=told.film_basis,
        )

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
