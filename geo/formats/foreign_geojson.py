"""Other people's GeoJSON: their words become our fields, their names become people and places."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from geo.formats.field_aliases import AliasReader, Understood
from geo.formats.timestamps import (
    EXPECTED_MOMENT,
    Moment,
    counts_milliseconds,
    moment_from_number,
    parse_moment,
)
from geo.formats.usable_properties import usable_properties
from geo.problem_list import ProblemList, show
from geo.story import Group, Person, Place, Position, Source

_SEPARATORS = ";|,"  # the first of them that occurs separates; "Rossi, M.; Verdi, G." is two people
_CLOCK = re.compile(r"[0-2]?[0-9](:[0-5][0-9]){1,2}(\.[0-9]+)?")
_DIGITS = re.compile(r"-?[0-9]{9,}(\.[0-9]+)?")
_HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_ROLES = ("people", "heard", "watched", "mentioned", "dies")


class Names:
    """The names of one kind that a file uses, each with the id made from it."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._ids: dict[str, str] = {}
        self._taken: set[str] = set()
        self._numbers: dict[str, Any] = {}
        self.names: dict[str, str] = {}
        """Names by id, in the order they were met."""

    def id_of(self, name: str) -> str:
        """The id of a name; the same name in another case has the same id."""
        key = name.casefold()
        if key not in self._ids:
            made = self.unused(_NOT_WORD.sub("-", key).strip("-")[:60].strip("-") or self._kind)
            self._ids[key] = made
            self.names[made] = name
        return self._ids[key]

    def unused(self, wanted: str) -> str:
        """`wanted`, or it with the next free number."""
        made = wanted
        while made in self._taken:
            made = f"{wanted}-{next(self._numbers.setdefault(wanted, count(2)))}"
        self._taken.add(made)
        return made


class ForeignReader:
    """Reads features whose names are not ours, and gathers whom and what they name."""

    def __init__(
        self, features: Sequence[Any], problems: ProblemList, labels: Sequence[str] = ()
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
        self._fields = [self._understand(feature) for feature in features]
        self._milliseconds = counts_milliseconds(self._largest_time())

    def event_id(self, index: int) -> str:
        """The feature's own id, made unique, or one made from its number."""
        number, own = index + 1, self._fields[index].get("id")
        given = own.value if own is not None else self._features[index].get("id")
        if isinstance(given, bool) or not isinstance(given, (str, int)) or not _small(given):
            return self._event_ids.unused(f"event-{number}")
        wanted = str(given).strip()[:150] or f"event-{number}"
        made = self._event_ids.unused(wanted)
        if made != wanted:
            event = self._labels[index] if self._labels else f"event {number}"
            expected = "an id of its own; it is given a number"
            self._problems.warn(event, "id", show(wanted), expected)
        return made

    def geometry(self, index: int, event: str) -> Any:
        """The feature's geometry; without one, a point from columns of longitude and latitude."""
        geometry = self._features[index].get("geometry")
        if geometry is not None:
            return geometry
        fields = self._fields[index]
        if "longitude" not in fields or "latitude" not in fields:
            return None
        pair = []
        for axis in ("longitude", "latitude"):
            given = fields[axis]
            pair.append(_number(given.value))
            if pair[-1] is None:
                expected = f"the {axis} in degrees; the event has no location"
                self._problems.warn(event, given.name, show(given.value), expected)
        return None if None in pair else {"type": "Point", "coordinates": pair}

    def properties(
        self, index: int, event: str, point: Position | None
    ) -> tuple[dict[str, Any], Moment | None, Moment | None]:
        """What the feature says, as our own fields, then its start and its end.

        Fields that cannot be used are left out with a warning; a start that cannot be read is an
        error. `event` is what problems call the feature; `point` is where it is, for its place.
        """
        fields = self._fields[index]
        start = self._start(fields, event)
        end = self._moment(fields.get("end"), event, "end")
        ours: dict[str, Any] = {}
        for name in ("title", "text"):
            if name in fields and (text := _text(fields[name].value)):
                ours[name] = text
        if ours.get("text") == ours.get("title"):
            ours.pop("text", None)
        for name in _ROLES:
            if name in fields:
                ours[name] = _unique(
                    self._people.id_of(one) for one in self._named(fields[name], event)
                )
        if "dies" in ours:  # who dies in an event is there
            ours["people"] = _unique([*ours.get("people", ()), *ours["dies"]])
        if "sources" in fields:
            value = fields["sources"].value  # a text is one source: titles contain commas
            names = _names(value) if isinstance(value, list) else [_text(value).strip(", ")]
            ours["sources"] = _unique(self._sources.id_of(one) for one in names if one)
        self._add_group(fields, ours)
        self._add_place(fields, ours, point)
        for name in ("importance", "confidence", "radius_m", "film_start_s"):
            if name in fields:
                ours[name] = self._amount(fields[name], event, name)
        for name in ("film_basis", "time_basis"):
            if name in fields:
                ours[name] = fields[name].value
        usable = usable_properties(
            ours,
            lambda field, found, expected: self._problems.warn(
                event, field, found, f"{expected}; it is left out"
            ),
        )
        return usable, start, end

    def groups(self) -> tuple[Group, ...]:
        """The groups met so far."""
        return tuple(
            Group(id=made, name=name, colour=self._colours.get(made))
            for made, name in self._groups.names.items()
        )

    def people(self) -> tuple[Person, ...]:
        """The people met so far."""
        return tuple(Person(id=made, name=name) for made, name in self._people.names.items())

    def places(self) -> tuple[Place, ...]:
        """The places met so far, each at the first point that an event there had."""
        return tuple(
            Place(
                id=made,
                name=name,
                position=self._points.get(made),
                address=self._addresses.get(made),
            )
            for made, name in self._places.names.items()
        )

    def sources(self) -> tuple[Source, ...]:
        """The sources met so far; one whose name is a web address leads there."""
        return tuple(
            Source(id=made, title=name, url=name if _WEB_ADDRESS.fullmatch(name) else None)
            for made, name in self._sources.names.items()
        )

    def unknown(self, name: str) -> bool:
        """Whether a property's name means nothing here."""
        return not self._aliases.meanings(name)

    def _understand(self, feature: Any) -> dict[str, Understood]:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        return self._aliases.read(properties) if isinstance(properties, dict) else {}

    def _largest_time(self) -> float:
        largest = 0.0
        for fields in self._fields:
            for name in ("start", "end"):
                given = fields.get(name)
                if given is not None and (number := _number(given.value)) is not None:
                    largest = max(largest, abs(number))
        return largest

    def _start(self, fields: Mapping[str, Understood], event: str) -> Moment | None:
        """The start, put together where the day and the time of day stand in two columns."""
        start, clock = fields.get("start"), fields.get("time_of_day")
        if start is None:
            return None
        if isinstance(start.value, str) and _CLOCK.fullmatch(start.value.strip()):
            self._problems.warn(
                event, start.name, show(start.value), "a date too; the time alone is left out"
            )
            return None
        moment = self._moment(start, event, start.name)
        if moment is None or moment.precision != "day" or clock is None or clock.name == start.name:
            return moment
        if not isinstance(clock.value, str) or not _CLOCK.fullmatch(clock.value.strip()):
            return moment
        text = f"{moment.time.date().isoformat()}T{clock.value.strip().zfill(5)}"
        return self._moment(Understood(text, clock.name), event, clock.name)

    def _moment(self, given: Understood | None, event: str, field: str) -> Moment | None:
        if given is None:
            return None
        value = given.value
        try:
            if isinstance(value, str) and not _DIGITS.fullmatch(value.strip()):
                return parse_moment(value)
            number = _number(value)
            if number is None:
                raise ValueError(EXPECTED_MOMENT)
            return moment_from_number(number, milliseconds=self._milliseconds)
        except ValueError as error:
            if field == "end":
                self._problems.warn(event, given.name, show(value), f"{error}; it is left out")
            else:
                self._problems.error(event, field, show(value), str(error))
            return None

    def _add_group(self, fields: Mapping[str, Understood], ours: dict[str, Any]) -> None:
        names = _names(fields["group"].value) if "group" in fields else []
        if not names:
            return
        ours["group"] = made = self._groups.id_of(names[0])
        colour = fields["colour"].value if "colour" in fields else None
        if isinstance(colour, str) and _HEX_COLOUR.fullmatch(colour):
            self._colours.setdefault(made, colour.lower())

    def _add_place(
        self, fields: Mapping[str, Understood], ours: dict[str, Any], point: Position | None
    ) -> None:
        address = _text(fields["address"].value) if "address" in fields else ""
        name = (_text(fields["place"].value) if "place" in fields else "") or address
        if name:
            ours["place"] = made = self._places.id_of(name)
            if address:
                self._addresses.setdefault(made, address)
            if point is not None:
                self._points.setdefault(made, point)
        if "filmed_at" in fields and (shot := _text(fields["filmed_at"].value)):
            ours["filmed_at"] = self._places.id_of(shot)

    def _named(self, given: Understood, event: str) -> list[str]:
        """The names of people. What names nobody is left out, with a warning."""
        if not isinstance(given.value, list):
            if isinstance(given.value, str) or _named_object(given.value):
                return _names(given.value)
            expected = "a name or a list of names; it is left out"
            self._problems.warn(event, given.name, show(given.value), expected)
            return []
        sound = []
        for place, one in enumerate(given.value):
            if isinstance(one, str) or _named_object(one):
                sound.append(one)
            else:
                field = f"{given.name}[{place}]"
                self._problems.warn(event, field, show(one), "a name; it is left out")
        return _names(sound)

    def _amount(self, given: Understood, event: str, field: str) -> float | int | None:
        number = _number(given.value)
        if number is not None:
            return int(number) if field == "importance" and number == int(number) else number
        self._problems.warn(event, given.name, show(given.value), "a number; it is left out")
        return None


def _text(value: object, depth: int = 2) -> str:
    """A value as text: numbers are written out, names are taken from objects, lists are joined.

    `depth` is how many levels of lists and objects are looked into; no name lies deeper.
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict) and depth:
        return _text(value.get("name") or value.get("title") or "", depth - 1)
    if isinstance(value, list) and depth:
        return ", ".join(text for item in value if (text := _text(item, depth - 1)))
    if isinstance(value, (bool, int, float)) and _small(value):
        return json.dumps(value)
    return ""


def _names(value: object) -> list[str]:
    """The names in a list, or in a text that separates them by semicolons, bars or commas."""
    if isinstance(value, list):
        return [name for name in map(_text, value) if name]
    text = _text(value)
    separator = next((mark for mark in _SEPARATORS if mark in text), None)
    parts = text.split(separator) if separator else [text]
    return [part.strip() for part in parts if part.strip()]


def _named_object(value: object) -> bool:
    """Whether it is an object that has a name in it."""
    return isinstance(value, dict) and bool(_text(value))


def _unique(names: Any) -> list[str]:
    return list(dict.fromkeys(names))


def _number(value: object) -> float | None:
    """A finite number, also where it is written as text; else None."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < float("inf") else None


def _small(value: object) -> bool:
    return not isinstance(value, int) or abs(value) < 10**40
