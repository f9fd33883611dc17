"""Convert Features to `Event`s, with the field names of this project or with others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from geo.formats.event_draft import EventDraft
from geo.formats.foreign.foreign_geojson import ForeignReader
from geo.formats.geojson_schema import EVENT_FIELDS
from geo.formats.movements.movement_speeds import warn_impossible_speed
from geo.formats.movements.time_lists import GEOMETRY
from geo.formats.movements.timed_movements import (
    movement_in_order,
    own_movement,
    points_in_order,
    times_that_decide,
    with_ends,
)
from geo.formats.movements.track_columns import warn_differing
from geo.formats.movements.tracks import TracksInFile
from geo.formats.numbers.chosen_numbers import NO_NUMBERS, ChosenNumbers
from geo.formats.report.keep_going import LEFT_OUT
from geo.formats.shapes.geometry import GeometryReader, Outline, outline_of_point
from geo.formats.shapes.geometry_types import read_geometry
from geo.formats.story_member import Shared, warn_unknown_properties
from geo.formats.times.event_clock import EventClock
from geo.formats.times.further_times import further_time_fields
from geo.formats.times.timestamps import Moment
from geo.formats.usable_properties import usable_properties
from geo.problem_list import ProblemList, label, show
from geo.slot_values import made_of_plain_values
from geo.story import Event, Position, When, Where
from geo.validation import Ids, Relations

_FIELD_NAMES = tuple(EVENT_FIELDS)
_FIELDS = frozenset(_FIELD_NAMES)
# The properties that are fields of `Event` or `Where` with the same name.
_EVENT, _WHERE = (
    frozenset(name for name, spec in EVENT_FIELDS.items() if spec.owner is owner)
    for owner in (Event, Where)
)


class EventReader:
    """Reads the Features of one file, in order.

    `foreign` is None if the file uses the field names of this project. `labels` are the names of
    the Features in problems; without them, an event is named by its id. `numbers` are the chosen
    ones for sizes and colours.
    """

    def __init__(
        self,
        shared: Shared,
        problems: ProblemList,
        foreign: ForeignReader | None = None,
        labels: Sequence[str] = (),
        numbers: ChosenNumbers = NO_NUMBERS,
        *,
        warn_unknown: bool = True,
    ) -> None:
        self._shared = shared
        self._problems = problems
        self._foreign = foreign
        self._labels = labels
        self._numbers = numbers
        self._warn_unknown = warn_unknown
        self._shapes = GeometryReader(
            problems,
            "write them in the property times"
            if foreign is None
            else "choose --epoch s or --elapsed s",
        )
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

    @property
    def has_heights(self) -> bool:
        """Whether positions have a third number, which is not used."""
        return self._shapes.has_heights

    def read(self, features: Iterable[Any]) -> tuple[Event, ...]:
        """Return the events. Features that cannot be read are reported and omitted.

        To save memory, each Feature is converted as soon as it is read. The exception are times
        with an offset in a story without a time zone: their zone depends on all other times.
        """
        tracks = TracksInFile(None if self._foreign is None else self._foreign.tracks)
        results: list[Event | EventDraft] = []
        moments: list[Moment] = []
        for index, feature in enumerate(features):
            self._problems.row = index + 1
            properties = self._properties_of(feature, index + 1)
            if properties is None or index in tracks.later_points:
                continue
            if index in tracks.first_points:
                draft = self._track(tracks, tracks.first_points[index], properties)
                numbers = tracks.numbers(index, self._foreign, self._numbers, self._problems)
                draft = draft._replace(values={**draft.values, **numbers})
            else:
                draft = self._draft(feature, properties, index)
            self.rows.append(index + 1)
            if draft.values.get("timezone") is not None:
                self._clock.has_zones = True
            if self.timezone is not None or draft.values.get("timezone") is not None:
                results.append(self._event(draft))
                continue
            times = [moment for moment in (draft.start, draft.end) if moment is not None]
            times += times_that_decide(draft.moments)
            waits = any(moment.time.tzinfo is not None for moment in times)
            results.append(draft if waits else self._event(draft))
            moments += times
        self._problems.row = None
        warn_differing(tracks.differing, self._problems)
        if self.timezone is None:
            foreign = self._foreign
            self._clock.find_zone(moments, foreign.times.numbers_since_1970 if foreign else 0)
        events = tuple(
            self._event(result) if isinstance(result, EventDraft) else result for result in results
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
    ) -> EventDraft:
        number = index + 1
        moments: Sequence[Moment | None] = ()
        times_name = "times"
        if self._foreign is not None:
            # Only an id that is in the file helps to find the event.
            in_file = self._foreign.id_in_file(index)
            identifier = self._foreign.event_id(index, in_file)
            name = self._label(in_file, number)
            if in_file is not None:
                self._first_by_id.setdefault(in_file, number)
            given = self._foreign.fields[index].get("times")
            outline = self._outline(
                self._foreign.geometry(index, name),
                name,
                has_times=given is not None,
                fourth_is_time=given is not None and given.name == GEOMETRY,
            )
            point = outline.path[0] if len(outline.path) == 1 else None
            values, start, end = self._foreign.properties(index, name, point)
            if given is not None and outline.path:
                outline, read = self._foreign.times.of_positions(outline, given, start, name)
                moments = read
                times_name = given.name
            if self._warn_unknown:
                is_unknown = self._foreign.is_unknown
                known = dict.fromkeys(field for field in properties if not is_unknown(field))
                known |= dict.fromkeys(self._numbers.properties)
                warn_unknown_properties(properties, known, name, self._problems)
        else:
            name = self._label(properties.get("id"), number)
            has_times = bool(properties.get("times"))
            outline = self._outline(feature.get("geometry"), name, has_times=has_times)
            values = self._usable(properties, name)
            moments = values.pop("times", None) or ()
            identifier = self._choose_id(values.get("id"), feature, number)
            start, end = values.pop("start", None), values.pop("end", None)
        values |= self._numbers.read(feature, name)
        return EventDraft(
            *(number, name, identifier, outline, values, start, end, properties),
            *(moments, times_name),
        )

    def _track(self, tracks: TracksInFile, name: str, properties: Mapping[str, Any]) -> EventDraft:
        """Return the event of a movement whose positions are points of the file."""
        assert self._foreign is not None
        path: list[Position] = []
        moments: list[Moment | None] = []
        indexes = tracks.indexes_of(name)
        for index in indexes:
            self._problems.row = index + 1
            point = self._label(self._foreign.id_in_file(index), index + 1)
            outline = self._outline(self._foreign.geometry(index, point), point)
            moment = self._foreign.times.start(self._foreign.fields[index], point)
            if outline.path:
                path.append(outline.path[0])
                moments.append(moment)
        self._problems.row = indexes[0] + 1
        event = label("movement", name, indexes[0] + 1)
        identifier = self._foreign.event_id(indexes[0], name)
        shared = tracks.shared_fields(name, self._foreign.fields)
        place = path[0] if len(path) == 1 else None
        values, _, _ = self._foreign.properties(indexes[0], event, place, shared)
        number, outline = indexes[0] + 1, Outline(tuple(path))
        draft = EventDraft(number, event, identifier, outline, values, None, None, properties)
        if not any(moments):
            return draft
        return draft._replace(moments=moments, times_name=tracks.column, is_track=True)

    def _event(self, draft: EventDraft) -> Event:
        self._problems.row = draft.number
        draft, where = self._in_order(draft)
        number, name, identifier, _, values, start, end, properties, *_ = draft
        given = values.get("title")
        title = given if given and given.strip() else f"Event {number}"
        if title != given and (self._foreign or isinstance(properties.get("title", ""), str)):
            message = f'no title, so the event is called "{title}"'
            self._problems.warn(name, "title", show(given), "a title", message)
        fields: dict[str, Any] = {}
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
        # The classes complete areas, and the start and the end of a movement with times.
        fields["where"] = Where(**where) if where["areas"] else made_of_plain_values(Where, where)
        event = Event(**fields) if "times" in where else made_of_plain_values(Event, fields)
        if "times" in where and len(event.where.times) == len(event.where.path):
            warn_impossible_speed(event.where, name, self._problems)
        if self._foreign is None:
            self._relations.check_event(event, name)
        else:
            self._relations.check_further_time(event.when, name)
        return event

    def _in_order(self, draft: EventDraft) -> tuple[EventDraft, dict[str, Any]]:
        """Return an event with the times of its movement, and the fields of its location."""
        where: dict[str, Any] = {"path": draft.outline.path, "areas": draft.outline.areas}
        if not draft.moments:
            return draft, where
        own_zone = draft.values.get("timezone")
        clock = self._clock.movement_clock(draft.moments, own_zone)
        zones = {"timezone": clock.name, "end_timezone": clock.end_name}
        if clock.name != own_zone:
            draft = draft._replace(values={**zones, **draft.values, "timezone": clock.name})
        warn = partial(self._problems.warn, draft.name, draft.times_name)
        if self._foreign is None:
            begins, ends, where["times"] = own_movement(draft, clock.zone)
            return draft._replace(start=begins, end=ends), where
        path, parts = draft.outline.path, draft.outline.parts
        if draft.is_track:
            path, moments = points_in_order(path, draft.moments, clock.zone, warn)
            where["path"] = path
            draft = draft._replace(moments=moments)
        movement = movement_in_order(path, draft.moments, clock.zone, parts, warn)
        start, end = with_ends(movement, draft, clock.zone, warn)
        if movement is not None:
            where |= {"path": movement.path, "times": movement.times}
        return draft._replace(start=start, end=end), where

    def _usable(self, properties: Mapping[str, Any], event: str) -> dict[str, Any]:
        """Return the valid properties of the format. Report the invalid ones."""
        if not properties.keys() <= _FIELDS or "time_basis" in properties:
            known = (*_FIELD_NAMES, *self._numbers.properties)
            warn_unknown_properties(properties, known, event, self._problems)
        return usable_properties(properties, partial(self._problems.error, event))

    def _outline(
        self, raw: Any, event: str, *, has_times: bool = False, fourth_is_time: bool = False
    ) -> Outline:
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
        return self._shapes.outline(
            shape, event, has_times=has_times, fourth_is_time=fourth_is_time
        )

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
