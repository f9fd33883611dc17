"""Convert Features to `Event`s, with the field names of this project or with others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from geo.formats.event_clock import EventClock
from geo.formats.foreign_geojson import ForeignReader
from geo.formats.further_times import further_time_fields
from geo.formats.geojson_schema import EVENT_FIELDS
from geo.formats.geometry import GeometryReader, Outline, outline_of_point
from geo.formats.geometry_types import read_geometry
from geo.formats.keep_going import LEFT_OUT
from geo.formats.story_member import Shared, warn_unknown_properties
from geo.formats.timestamps import Moment
from geo.formats.usable_properties import usable_properties
from geo.problem_list import ProblemList, label, show
from geo.slot_values import made_of_plain_values
from geo.story import Event, When, Where
from geo.validation import Ids, Relations

_FIELD_NAMES = tuple(EVENT_FIELDS)
_FIELDS = frozenset(_FIELD_NAMES)
# The properties that are fields of `Event` or `Where` with the same name.
_EVENT, _WHERE = (
    frozenset(name for name, spec in EVENT_FIELDS.items() if spec.owner is owner)
    for owner in (Event, Where)
)


class _Draft(NamedTuple):
    """An event before its times are converted to the story's time zone."""

    number: int
    name: str
    """The name of the event in problems."""
    identifier: str
    outline: Outline
    values: Mapping[str, Any]
    """The valid properties by name."""
    start: Moment | None
    end: Moment | None
    properties: Mapping[str, Any]


class EventReader:
    """Reads the Features of one file, in order.

    `foreign` is None if the file uses the field names of this project. `labels` are the names of
    the Features in problems; without them, an event is named by its id.
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
        self._first_by_id: dict[str, int] = {}
        """The number of the first event with each id, as the file has it."""
        self._relations = Relations(
            shared.known,
            shared.values.get("running_time_s"),
            problems,
            _name_in_file,
            has_further_scale=shared.has_further_scale,
        )
        self.rows: list[int] = []
        """The number in the file, from 1, of each event that was read."""
        self._clock = EventClock(shared.values.get("timezone"), problems)

    @property
    def timezone(self) -> str | None:
        """The time zone of the story, known after `read`. None: unknown."""
        return self._clock.timezone

    def read(self, features: Iterable[Any]) -> tuple[Event, ...]:
        """Return the events. Features that cannot be read are reported and omitted.

        To save memory, each Feature is converted as soon as it is read. The exception are times
        with an offset in a story without a time zone: their zone depends on all other times.
        """
        results: list[Event | _Draft] = []
        moments: list[Moment] = []
        for index, feature in enumerate(features):
            self._problems.row = index + 1
            properties = self._properties_of(feature, index + 1)
            if properties is None:
                continue
            draft = self._draft(feature, properties, index)
            self.rows.append(index + 1)
            if draft.values.get("timezone") is not None:
                self._clock.has_zones = True
            if self.timezone is not None or draft.values.get("timezone") is not None:
                results.append(self._event(draft))
                continue
            times = [moment for moment in (draft.start, draft.end) if moment is not None]
            waits = any(moment.time.tzinfo is not None for moment in times)
            results.append(draft if waits else self._event(draft))
            moments += times
        self._problems.row = None
        if self.timezone is None:
            foreign = self._foreign
            self._clock.find_zone(moments, foreign.times.numbers_since_1970 if foreign else 0)
        events = tuple(
            self._event(result) if isinstance(result, _Draft) else result for result in results
        )
        self._problems.row = None
        return events

    def _properties_of(self, feature: Any, number: int) -> Mapping[str, Any] | None:
        """Return the raw properties of a Feature; None, with an error, if it is not a Feature."""
        if feature is LEFT_OUT or (feature is None and self._labels):
            return None  # not a row: `rows_to_features` has reported it
        if not isinstance(feature, dict):
            wrong: tuple[str | None, str, str] = (None, show(feature), "a GeoJSON Feature")
        elif feature.get("type") != "Feature":
            wrong = ("type", show(feature.get("type")), '"Feature"')
        else:
            properties = feature.get("properties")
            if properties is None:
                return {}
            if isinstance(properties, dict):
                return properties
            wrong = ("properties", show(properties), "an object")
        self._problems.error(self._label(None, number), *wrong)
        return None

    def _label(self, identifier: object, number: int) -> str:
        """Return the name of an event in problems."""
        if self._labels:
            return self._labels[number - 1]
        first = self._first_by_id.get(identifier) if isinstance(identifier, str) else None
        return label("event", identifier, number, first)

    def _draft(
        self, feature: Mapping[str, Any], properties: Mapping[str, Any], index: int
    ) -> _Draft:
        number = index + 1
        if self._foreign is not None:
            # Only an id that is in the file helps to find the event.
            in_file = self._foreign.id_in_file(index)
            identifier = self._foreign.event_id(index, in_file)
            name = self._label(in_file, number)
            if in_file is not None:
                self._first_by_id.setdefault(in_file, number)
            outline = self._outline(self._foreign.geometry(index, name), name)
            point = outline.path[0] if len(outline.path) == 1 else None
            values, start, end = self._foreign.properties(index, name, point)
            if self._warn_unknown:
                known = [field for field in properties if not self._foreign.is_unknown(field)]
                warn_unknown_properties(properties, known, name, self._problems)
        else:
            name = self._label(properties.get("id"), number)
            outline = self._outline(feature.get("geometry"), name)
            values = self._usable(properties, name)
            identifier = self._choose_id(values.get("id"), feature, number)
            start, end = values.pop("start", None), values.pop("end", None)
        return _Draft(number, name, identifier, outline, values, start, end, properties)

    def _event(self, draft: _Draft) -> Event:
        number, name, identifier, outline, values, start, end, properties = draft
        self._problems.row = number
        given = values.get("title")
        title = given if given and given.strip() else f"Event {number}"
        if title != given and (self._foreign or isinstance(properties.get("title", ""), str)):
            message = f'no title, so the event is called "{title}"'
            self._problems.warn(name, "title", show(given), "a title", message)
        fields: dict[str, Any] = {}
        where: dict[str, Any] = {"path": outline.path, "radius_m": outline.radius_m}
        when = self._clock.times(start, end, values, name)
        for field, value in values.items():
            if value is None:
                continue
            if field in _EVENT:
                fields[field] = tuple(value) if type(value) is list else value
            elif field in _WHERE:
                where[field] = value
            elif field == "time_basis":
                when |= {f"{part}_basis": basis for part, basis in value.items()}
            elif field == "further_time":
                when |= further_time_fields(value, partial(self._problems.error, name))
            else:
                when[field] = value
        fields |= {"id": identifier, "title": title}
        fields["when"] = made_of_plain_values(When, when)
        fields["where"] = made_of_plain_values(Where, where)
        event = made_of_plain_values(Event, fields)
        if self._foreign is None:
            self._relations.check_event(event, name)
        else:
            self._relations.check_further_time(event.when, name)
        return event

    def _usable(self, properties: Mapping[str, Any], event: str) -> dict[str, Any]:
        """Return the valid properties of the format. Report the invalid ones."""
        if not properties.keys() <= _FIELDS or "time_basis" in properties:
            warn_unknown_properties(properties, _FIELD_NAMES, event, self._problems)
        return usable_properties(properties, partial(self._problems.error, event))

    def _outline(self, raw: Any, event: str) -> Outline:
        if raw is None:
            return Outline()
        if isinstance(raw, dict):
            outline = outline_of_point(raw)
            if outline is not None:
                return outline
            if raw.get("coordinates") == []:
                # RFC 7946, section 3.1, allows a reader to treat empty coordinates as null.
                self._shapes.warn_no_positions(event)
                return Outline()
        shape = read_geometry(raw, partial(self._problems.error, event))
        return self._shapes.outline(shape, event)

    def _choose_id(self, given: str | None, feature: Mapping[str, Any], number: int) -> str:
        if given is None:
            own = feature.get("id")
            given = own if isinstance(own, str) and own else f"event-{number}"
        self._ids.add(given, number)
        self._first_by_id.setdefault(given, number)
        return given


def _name_in_file(path: str) -> str:
    """Return the name of a field in a file: `place` for `where.place`."""
    return path.rpartition(".")[2]
