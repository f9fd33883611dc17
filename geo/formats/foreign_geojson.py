"""Read GeoJSON with other field names. Names in it become people, groups, places and sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from geo.formats.date_parts import date_from_parts
from geo.formats.degree_columns import point_from_degrees
from geo.formats.durations import parse_duration
from geo.formats.field_aliases import AliasReader, NamedValue
from geo.formats.html_text import plain_text
from geo.formats.loose_values import has_name, is_short, names_in, number_in, text_of
from geo.formats.names_in_files import Names
from geo.formats.reading_choices import NO_CHOICES, ReadingChoices
from geo.formats.time_columns import TimeColumn
from geo.formats.time_intervals import split_interval
from geo.formats.timestamps import Moment, format_moment, parse_moment
from geo.formats.usable_properties import usable_properties
from geo.problem_list import ProblemList, show
from geo.story import Group, Person, Place, Position, Source

_CLOCK = re.compile(r"[0-2]?[0-9](:[0-5][0-9]){1,2}(\.[0-9]+)?")
# Beside a date, a number up to this is a time of day: 930 is 09:30.
_LATEST_CLOCK = 2359
# With three or six digits; many files leave the # out.
_HEX_COLOUR = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_ROLES = ("people", "heard", "watched", "mentioned", "dies")


class ForeignReader:
    """Reads Features with other field names, and collects the people, places, … in them."""

    def __init__(
        self,
        features: Sequence[Any],
        problems: ProblemList,
        labels: Sequence[str] = (),
        choices: ReadingChoices = NO_CHOICES,
    ) -> None:
        self._problems = problems
        self._labels = labels
        self._aliases = AliasReader()
        self._people = Names("person")
        self._groups = Names("group")
        self._places = Names("place")
        self._sources = Names("source")
        self._colours: dict[str, str] = {}
        self._points: dict[str, Position] = {}
        self._addresses: dict[str, str] = {}
        self._event_ids = Names("event")
        self._features = features
        self._warned_columns: set[str] = set()
        self._fields = [self._read_fields(feature) for feature in features]
        self._columns = self._time_columns(choices)
        self.numbers_since_1970 = 0
        """How many of the times read so far are numbers that count since 1970."""
        self.clock_columns: set[str] = set()
        """The columns that gave the time of day of a start."""
        self.duration_columns: set[str] = set()
        """The columns that gave an end."""

    def event_id(self, index: int) -> str:
        """Return the Feature's id, identifier unique, or an id made from its number."""
        wanted = self.id_in_file(index)
        if wanted is None:
            return self._event_ids.unused_id(f"event-{index + 1}")
        identifier = self._event_ids.unused_id(wanted)
        if identifier != wanted:
            event = self._labels[index] if self._labels else f"event {index + 1}"
            message = (
                f"another event has the id {show(wanted)}, so this one gets {show(identifier)}"
            )
            self._problems.warn(event, "id", show(wanted), "a unique id", message)
        return identifier

    def id_in_file(self, index: int) -> str | None:
        """Return the Feature's own id, a text or a number; None if it has none."""
        field = self._fields[index].get("id")
        given = field.value if field is not None else self._features[index].get("id")
        if isinstance(given, bool) or not isinstance(given, (str, int)) or not is_short(given):
            return None
        return str(given).strip()[:150] or None

    def geometry(self, index: int, event: str) -> Any:
        """Return the Feature's geometry, else a point from two properties with coordinates."""
        geometry = self._features[index].get("geometry")
        if geometry is not None:
            return geometry
        fields = self._fields[index]
        return point_from_degrees(
            fields.get("longitude"), fields.get("latitude"), event, self._problems
        )

    def properties(
        self, index: int, event: str, point: Position | None
    ) -> tuple[dict[str, Any], Moment | None, Moment | None]:
        """Return the Feature's properties as fields of this format, its start and its end.

        Invalid fields are ignored with a warning; an invalid start is an error. `event` is the name
        of the Feature in problems. `point` is its location, which its place gets, too.
        """
        fields = self._fields[index]
        start = self._start(fields, event)
        end = self._moment(fields.get("end"), event, "end") or self._end_after(
            start, fields.get("duration"), event
        )
        values: dict[str, Any] = {}
        for name in ("title", "text"):
            if name in fields and (text := plain_text(text_of(fields[name].value))):
                values[name] = text
        if values.get("text") == values.get("title"):
            values.pop("text", None)
        for name in _ROLES:
            if name in fields:
                values[name] = _remove_duplicates(
                    self._people.id_of(person) for person in self._person_names(fields[name], event)
                )
        if "dies" in values:  # people who die in an event are present
            values["people"] = _remove_duplicates([*values.get("people", ()), *values["dies"]])
        if "sources" in fields:
            value = fields["sources"].value  # a text is one source, because titles contain commas
            names = names_in(value) if isinstance(value, list) else [text_of(value).strip(", ")]
            values["sources"] = _remove_duplicates(
                self._sources.id_of(source) for source in names if source
            )
        self._add_group(fields, values)
        self._add_place(fields, values, point)
        for name in ("importance", "confidence", "radius_m", "film_start_s"):
            if name in fields:
                values[name] = self._amount(fields[name], event, name)
        for name in ("film_basis", "time_basis"):
            if name in fields:
                values[name] = fields[name].value
        usable = usable_properties(
            values,
            lambda field, found, expected, _: self._problems.warn(
                event, field, found, expected, _ignored(found, expected)
            ),
        )
        return usable, start, end

    def groups(self) -> tuple[Group, ...]:
        """Return the groups of the Features read so far."""
        return tuple(
            Group(id=identifier, name=name, colour=self._colours.get(identifier))
            for identifier, name in self._groups.names.items()
        )

    def people(self) -> tuple[Person, ...]:
        """Return the people of the Features read so far."""
        return tuple(
            Person(id=identifier, name=name) for identifier, name in self._people.names.items()
        )

    def places(self) -> tuple[Place, ...]:
        """Return the places of the Features read so far, each at the point of its first event."""
        return tuple(
            Place(
                id=identifier,
                name=name,
                position=self._points.get(identifier),
                address=self._addresses.get(identifier),
            )
            for identifier, name in self._places.names.items()
        )

    def sources(self) -> tuple[Source, ...]:
        """Return the sources of the Features read so far. A name that is a URL is also its link."""
        return tuple(
            Source(id=identifier, title=name, url=name if _WEB_ADDRESS.fullmatch(name) else None)
            for identifier, name in self._sources.names.items()
        )

    @property
    def fields(self) -> Sequence[Mapping[str, NamedValue]]:
        """The fields of each Feature that have a value, by the names of `ALIASES`."""
        return self._fields

    def reading_of(self, column: str) -> str:
        """Return how the times of a column are read, as `TimeColumn.reading`."""
        return self._columns[column].reading if column in self._columns else ""

    def is_unknown(self, name: str) -> bool:
        """Return whether the name of a property means no field."""
        return not self._aliases.meanings(name)

    def _read_fields(self, feature: Any) -> dict[str, NamedValue]:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            return {}
        fields = self._aliases.read(properties)
        date = date_from_parts(fields)
        if date is not None:
            return fields | {"start": date}
        # A field for the end of its own says more than the interval.
        interval = split_interval(fields)
        return fields if interval is None else interval | fields | {"start": interval["start"]}

    def _time_columns(self, choices: ReadingChoices) -> dict[str, TimeColumn]:
        """Return the columns of starts and ends by name. Those that cannot be read are errors."""
        values: dict[str, list[Any]] = {}
        for fields in self._fields:
            for field in ("start", "end"):
                if field in fields:
                    values.setdefault(fields[field].name, []).append(fields[field].value)
        columns = {name: TimeColumn(name, given, choices) for name, given in values.items()}
        for name, column in columns.items():
            if column.error is not None:
                self._problems.error(None, name, *column.error)
            self._warn_of_column(name, column)
        return columns

    def _warn_of_column(self, name: str, column: TimeColumn) -> None:
        if column.warning is not None and name not in self._warned_columns:
            self._warned_columns.add(name)
            self._problems.warn(None, name, *column.warning)

    def _start(self, fields: Mapping[str, NamedValue], event: str) -> Moment | None:
        """Return the start. The date and the time of day can be in two properties."""
        start, clock = fields.get("start"), fields.get("time_of_day")
        if start is None:
            return None
        if isinstance(start.value, str) and _CLOCK.fullmatch(start.value.strip()):
            found = show(start.value)
            message = f"{found} is a time without a date, so it is ignored; add the date"
            self._problems.warn(event, start.name, found, "a date and a time", message)
            return None
        moment = self._moment(start, event, start.name)
        if moment is None or moment.precision != "day" or clock is None or clock.name == start.name:
            return moment
        time = _clock_time(clock.value)
        if time is None:
            self._warn_ignored(event, clock.name, clock.value, "a time of day such as 10:58")
            return moment
        self.clock_columns.add(clock.name)
        try:
            return parse_moment(f"{format_moment(moment.time, 'day')}T{time}")
        except ValueError as error:
            self._problems.error(event, clock.name, show(clock.value), str(error))
            return None

    def _moment(self, given: NamedValue | None, event: str, field: str) -> Moment | None:
        if given is None:
            return None
        value, column = given.value, self._columns[given.name]
        if column.error is not None:
            return None
        try:
            moment = column.moment(value)
        except ValueError as error:
            if field == "end":
                self._warn_ignored(event, given.name, value, str(error))
            else:
                self._problems.error(event, field, show(value), str(error))
            return None
        self._warn_of_column(given.name, column)
        self.numbers_since_1970 += column.counts(value)
        return moment

    def _end_after(
        self, start: Moment | None, given: NamedValue | None, event: str
    ) -> Moment | None:
        if start is None or given is None:
            return None
        try:
            end = start.time + parse_duration(given.value, given.name)
        except OverflowError:
            self._warn_ignored(event, given.name, given.value, "an end before the year 10000")
        except ValueError as error:
            self._warn_ignored(event, given.name, given.value, str(error))
        else:
            self.duration_columns.add(given.name)
            return Moment(end, "time")
        return None

    def _add_group(self, fields: Mapping[str, NamedValue], values: dict[str, Any]) -> None:
        names = names_in(fields["group"].value) if "group" in fields else []
        if not names:
            return
        values["group"] = identifier = self._groups.id_of(names[0])
        colour = fields["colour"].value if "colour" in fields else None
        if isinstance(colour, str) and (hexadecimal := _HEX_COLOUR.fullmatch(colour.strip())):
            digits = hexadecimal[1].lower()
            full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
            self._colours.setdefault(identifier, f"#{full}")

    def _add_place(
        self, fields: Mapping[str, NamedValue], values: dict[str, Any], point: Position | None
    ) -> None:
        address = text_of(fields["address"].value) if "address" in fields else ""
        name = (text_of(fields["place"].value) if "place" in fields else "") or address
        if name:
            values["place"] = identifier = self._places.id_of(name)
            if address:
                self._addresses.setdefault(identifier, address)
            if point is not None:
                self._points.setdefault(identifier, point)
        if "filmed_at" in fields and (shot := text_of(fields["filmed_at"].value)):
            values["filmed_at"] = self._places.id_of(shot)

    def _person_names(self, given: NamedValue, event: str) -> list[str]:
        """Return the names of people. Values without a name are ignored with a warning."""
        if not isinstance(given.value, list):
            if isinstance(given.value, str) or has_name(given.value):
                return names_in(given.value)
            self._warn_ignored(event, given.name, given.value, "a name or a list of names")
            return []
        named = []
        for index, item in enumerate(given.value):
            if isinstance(item, str) or has_name(item):
                named.append(item)
            else:
                self._warn_ignored(event, f"{given.name}[{index}]", item, "a name")
        return names_in(named)

    def _amount(self, given: NamedValue, event: str, field: str) -> float | int | None:
        number = number_in(given.value)
        if number is not None:
            return int(number) if field == "importance" and number == int(number) else number
        self._warn_ignored(event, given.name, given.value, "a number")
        return None

    def _warn_ignored(self, event: str, field: str, value: object, expected: str) -> None:
        found = show(value)
        self._problems.warn(event, field, found, expected, _ignored(found, expected))


def _clock_time(value: object) -> str | None:
    """Return a time of day as ISO 8601: from a text such as 9:30, or a number such as 930."""
    if isinstance(value, str) and _CLOCK.fullmatch(value.strip()):
        return value.strip().zfill(5)
    number = number_in(value)
    if number is None or number != int(number) or not 0 <= number <= _LATEST_CLOCK:
        return None
    hour, minute = divmod(int(number), 100)
    return f"{hour:02d}:{minute:02d}" if minute < 60 else None


def _ignored(found: str, expected: str) -> str:
    return f"found {found}, expected {expected}; the value is ignored"


def _remove_duplicates(names: Any) -> list[str]:
    return list(dict.fromkeys(names))
