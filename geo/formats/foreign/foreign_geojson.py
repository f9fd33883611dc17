"""Read GeoJSON with other field names. Names in it become people, groups, places and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from geo.formats.foreign.colour_values import EXPECTED_COLOUR, colour_in_style, parse_colour
from geo.formats.foreign.field_aliases import AliasReader, NamedValue
from geo.formats.foreign.html_text import plain_text
from geo.formats.foreign.loose_values import has_name, is_short, names_in, number_in, text_of
from geo.formats.foreign.names_in_files import Names
from geo.formats.foreign.web_addresses import is_web_address, without_addresses
from geo.formats.movements.time_lists import (
    warn_long_list,
    with_time_list,
    without_other_fourth_numbers,
)
from geo.formats.movements.track_columns import find_tracks
from geo.formats.movements.unread_time_lists import columns_of_time_lists, unread_time_list
from geo.formats.reading_choices import NO_CHOICES, ReadingChoices
from geo.formats.shapes.degree_columns import point_from_degrees
from geo.formats.times.counted_ends import Zones
from geo.formats.times.date_parts import date_from_parts
from geo.formats.times.foreign_times import NO_ZONES, ForeignTimes, ignored, warn_ignored
from geo.formats.times.second_columns import with_clocks, with_date
from geo.formats.times.time_intervals import split_interval
from geo.formats.times.time_symbols import with_time_symbols
from geo.formats.times.timestamps import Moment
from geo.formats.usable_properties import usable_properties
from geo.problem_list import ProblemList, show
from geo.story import Group, Person, Place, Position, Source

_TIMES = ("start", "end")
_ROLES = ("people", "heard", "watched", "mentioned", "dies")
_AMOUNTS = (
    *("importance", "confidence", "radius_m", "film_start_s"),
    *("size_value", "colour_value"),
)
_ZONES = ("timezone", "end_timezone")
# The fields that can be invalid. The others are texts, and ids that are made here.
_CHECKED = (*_AMOUNTS, *_ZONES, "film_basis", "time_basis", "further_time")
# One for all Features without properties, which can be millions.
_NO_FIELDS: dict[str, NamedValue] = {}


class ForeignReader:
    """Reads Features with other field names, and collects the people, places, … in them."""

    def __init__(
        self,
        features: Sequence[Any],
        problems: ProblemList,
        labels: Sequence[str] = (),
        choices: ReadingChoices = NO_CHOICES,
        day_one: date | None = None,
        timezone: str | None = None,
    ) -> None:
        """Read the fields of the Features. `day_one` and `timezone` are those of the story."""
        self._problems = problems
        self._labels = labels
        self._aliases = AliasReader(choices.columns)
        self._people = Names("person")
        self._groups = Names("group")
        self._places = Names("place")
        self._sources = Names("source")
        self._colours: dict[str, str] = {}
        self._points: dict[str, Position] = {}
        self._addresses: dict[str, str] = {}
        self._event_ids = Names("event")
        self.features = features
        """The Features as parsed."""
        self._timezone = timezone
        self.style_columns: set[str] = set()
        """The columns of styles that gave the colour of an event."""
        self._has_chosen_start = "start" in choices.columns
        self._counts_elapsed_time = choices.elapsed is not None
        fields = [with_time_list(one, self._read_fields(one), self._aliases) for one in features]
        self._fields = without_other_fourth_numbers(fields, choices)
        self._time_lists = columns_of_time_lists(self._fields)
        self.tracks = find_tracks(features, self._fields, choices, problems)
        """The points that are movements. None: each Feature is an event."""
        self.times = ForeignTimes(self._fields, choices, day_one, problems)

    def event_id(self, index: int, wanted: str | None) -> str:
        """Return a unique id: the Feature's own (`id_in_file`), or one made from its number."""
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
        given = field.value if field is not None else self.features[index].get("id")
        if isinstance(given, bool) or not isinstance(given, (str, int)) or not is_short(given):
            return None
        return str(given).strip()[:150] or None

    def geometry(self, index: int, event: str) -> Any:
        """Return the Feature's geometry, else a point from two properties with coordinates."""
        geometry = self.features[index].get("geometry")
        if geometry is not None:
            return geometry
        fields = self._fields[index]
        return point_from_degrees(
            fields.get("longitude"), fields.get("latitude"), event, self._problems
        )

    def properties(
        self,
        index: int,
        event: str,
        point: Position | None,
        shared: Mapping[str, NamedValue] | None = None,
    ) -> tuple[dict[str, Any], Moment | None, Moment | None]:
        """Return the Feature's properties as fields of this format, its start and its end.

        Invalid fields are ignored with a warning; an invalid start is an error. `event` is the name
        of the Feature in problems. `point` is its location, which its place gets, too. `shared` are
        the common fields of all points of a movement; they replace those of the Feature.
        """
        fields = self._fields[index] if shared is None else shared
        start = self.times.start(fields, event)
        checked = {} if fields.keys().isdisjoint(_CHECKED) else self._checked(fields, event)
        # Without dates, days are no days of a calendar, and their clocks never change.
        zone = (checked.get("timezone") or self._timezone) if self.times.has_dates else None
        zones = NO_ZONES if zone is None else Zones(zone, checked.get("end_timezone"))
        end = self.times.end(start, fields, event, zones)
        warn_long_list(fields, event, self._problems)
        unread = unread_time_list(self.features[index], fields, self._time_lists, self._aliases)
        if unread is not None:
            name, found = unread
            expected = "a list of times, one for each position"
            self._problems.warn(event, name, found, expected, ignored(found, expected))
        values: dict[str, Any] = {}
        for name in ("title", "text"):
            if name in fields and (text := plain_text(text_of(fields[name].value))):
                values[name] = text
        if values.get("text") == values.get("title"):
            values.pop("text", None)
        if not fields.keys().isdisjoint(_ROLES):
            self._add_people(fields, values, event)
        self._add_sources(fields, values)
        self._add_group(fields, values)
        self._add_colour(fields, values, event)
        self._add_place(fields, values, point)
        return values | checked, start, end

    def _checked(self, fields: Mapping[str, NamedValue], event: str) -> dict[str, Any]:
        """Return the fields that can be invalid. Invalid values are ignored with a warning."""
        values: dict[str, Any] = {}
        for name in _AMOUNTS:
            if name in fields:
                values[name] = self._amount(fields[name], event, name)
        zones = _ZONES if self.times.has_dates else ()
        for name in ("film_basis", "time_basis", *zones, "further_time"):
            if name in fields:
                values[name] = fields[name].value
        return usable_properties(
            values,
            lambda field, found, expected, _, count: self._problems.warn(
                event, field, found, expected, ignored(found, expected), count
            ),
        )

    def _add_people(
        self, fields: Mapping[str, NamedValue], values: dict[str, Any], event: str
    ) -> None:
        for name in _ROLES:
            if name in fields:
                values[name] = _remove_duplicates(
                    self._people.id_of(person) for person in self._person_names(fields[name], event)
                )
        if "dies" in values:  # people who die in an event are present
            values["people"] = _remove_duplicates([*values.get("people", ()), *values["dies"]])

    def _add_sources(self, fields: Mapping[str, NamedValue], values: dict[str, Any]) -> None:
        names: list[str] = []
        if "sources" in fields:
            value = fields["sources"].value  # a text is one source, because titles contain commas
            names = names_in(value) if isinstance(value, list) else [text_of(value).strip(", ")]
        if "text_address" in fields:
            names += fields["text_address"].value
        if names:
            values["sources"] = _remove_duplicates(
                self._sources.id_of(source) for source in names if source
            )

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
            Source(id=identifier, title=name, url=name if is_web_address(name) else None)
            for identifier, name in self._sources.names.items()
        )

    @property
    def fields(self) -> Sequence[Mapping[str, NamedValue]]:
        """The fields of each Feature that have a value, by the names of `ALIASES`."""
        return self._fields

    def is_unknown(self, name: str) -> bool:
        """Return whether the name of a property means no field."""
        return not self._aliases.meanings(name)

    def _read_fields(self, feature: Any) -> dict[str, NamedValue]:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            return _NO_FIELDS
        fields = with_time_symbols(self._aliases.read(properties))
        if "text" in fields and is_web_address(fields["text"].value):
            fields = without_addresses(fields, properties, self._aliases)
        date = None if self._has_chosen_start else date_from_parts(fields)
        if date is not None:
            return fields | {"start": date}
        # A field for the end of its own says more than the interval.
        interval = split_interval(fields)
        if interval is not None:
            return interval | fields | {"start": interval["start"]}
        if not self._aliases.repeated.isdisjoint(_TIMES):
            fields = with_clocks(fields, properties, self._aliases)
        # Numbers that count from the start of the story need no date.
        return fields if self._counts_elapsed_time else with_date(fields, properties, self._aliases)

    def _add_group(self, fields: Mapping[str, NamedValue], values: dict[str, Any]) -> None:
        names = names_in(fields["group"].value) if "group" in fields else []
        if not names:
            return
        values["group"] = self._groups.id_of(names[0])

    def _add_colour(
        self, fields: Mapping[str, NamedValue], values: dict[str, Any], event: str
    ) -> None:
        """Add the colour of an event. A group has that of its first event with a colour."""
        given = fields.get("colour")
        if given is None and "style" in fields:
            style = fields["style"]
            given = NamedValue(colour_in_style(style.value), style.name)
        if given is None:
            return
        colour = parse_colour(given.value)
        if colour is None:
            if isinstance(given.value, str):
                self._warn_ignored(event, given.name, given.value, EXPECTED_COLOUR)
            return
        if "colour" not in fields:
            self.style_columns.add(given.name)
        group = values.get("group")
        if group is None or self._colours.setdefault(group, colour) != colour:
            values["colour"] = colour

    def _add_place(
        self, fields: Mapping[str, NamedValue], values: dict[str, Any], point: Position | None
    ) -> None:
        address = text_of(fields["address"].value) if "address" in fields else ""
        name = (text_of(fields["place"].value) if "place" in fields else "") or address
        if name:
            values["place"] = identifier = self._places.id_of(name)
            values.setdefault("title", name)
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
        warn_ignored(self._problems, event, field, value, expected)


def _remove_duplicates(names: Any) -> list[str]:
    return list(dict.fromkeys(names))
