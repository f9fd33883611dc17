"""The GeoJSON story file: which names and types it has, as pydantic checks them.

The members of a file are the fields of `geo.story`, whose types and rules they have: a new field
there is a new member here. This module holds only what differs: in a file, everything that has a
default may be left out or `null`, a tuple is a list, a time is text, and an event's `when`, `where`
and `path` are its properties and its geometry. `docs/story.schema.json` is made from the same types
by `python -m geo.formats.json_schema`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import GenericAlias, UnionType
from typing import Annotated, Any, NamedTuple, NotRequired, Union, get_args, get_origin

from pydantic import ConfigDict, PlainValidator, TypeAdapter, WithJsonSchema
from pydantic import Field as Described
from typing_extensions import TypedDict

from geo.formats.timestamps import MOMENT_PATTERN, Moment, parse_day, parse_moment
from geo.story import Basis, Event, Position, Story, When, Where
from geo.validation.field_references import hints

POSITION_SCHEMA = {
    "type": "array",
    "description": "Degrees on WGS84: longitude, latitude; a height is accepted and dropped.",
    "minItems": 2,
    "items": {"type": "number"},
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
}
# How a file writes what JSON has no type for.
_IN_JSON: Mapping[Any, Any] = {
    Position: Annotated[Position, WithJsonSchema(POSITION_SCHEMA)],
    datetime: Annotated[
        Moment,
        PlainValidator(parse_moment),
        WithJsonSchema({"type": "string", "pattern": MOMENT_PATTERN}),
    ],
    date: Annotated[
        date, PlainValidator(parse_day), WithJsonSchema({"type": "string", "format": "date"})
    ],
}

# Strict: "2" is no number and 1 is no text. Unknown names are warned about elsewhere.
_STRICT = ConfigDict(strict=True, extra="ignore")

# What each field of a class is, for people: (class name, field) to text.
Descriptions = Mapping[tuple[str, str], str]


class EventField(NamedTuple):
    """One property of an event in a file, and where it is in an `Event`."""

    name: str
    owner: Any
    """The class that has it: `Event`, `When` or `Where`."""
    type: Any


class TimeBasis(TypedDict, total=False):
    """How each part of an event's time is known: from the source, by inference, or by choice."""

    day: Basis | None
    clock: Basis | None


def _event_fields() -> Iterator[EventField]:
    for name, kind in hints(Event).items():
        if name == "when":
            yield from _when_fields()
        elif name != "where":
            yield EventField(name, Event, kind)
        if name == "dies":  # in a file, where an event is set comes after who is there
            for inner, inner_kind in hints(Where).items():
                if inner != "path":  # the geometry
                    yield EventField(inner, Where, inner_kind)


def _when_fields() -> Iterator[EventField]:
    for name, kind in hints(When).items():
        if name == "day_basis":  # the two bases are one object
            yield EventField("time_basis", When, TimeBasis)
        elif name not in ("clock_basis", "precision"):  # the text of `start` shows its precision
            yield EventField(name, When, kind)


EVENT_FIELDS: Mapping[str, EventField] = {one.name: one for one in _event_fields()}
"""The properties of an event, by name, in the order of a file."""
STORY_FIELDS = tuple(name for name in hints(Story) if name != "events")
"""The names in the member `story`, in the order of a file."""
BASIS_FIELDS = tuple(TimeBasis.__annotations__)
"""The names in `time_basis`."""


@cache
def properties_adapter() -> TypeAdapter[Any]:
    """What judges the properties of an event; gives those that the format has."""
    return TypeAdapter(event_properties({}))


@cache
def story_adapter() -> TypeAdapter[Any]:
    """What judges the member `story`; gives the names that the format has."""
    return TypeAdapter(story_member({}))


def event_properties(descriptions: Descriptions) -> Any:
    """The type of an event's properties. All of them may be left out."""
    members = {
        name: _optional(_in_json(one.type, descriptions), descriptions.get(_owner(one)))
        for name, one in EVENT_FIELDS.items()
    }
    # A file may leave the title blank, and gets a warning.
    members["title"] = _optional(str, descriptions.get(("Event", "title")))
    return _typed_dict("EventProperties", "What is known about one event.", members)


def story_member(descriptions: Descriptions) -> Any:
    """The type of the member `story`. All that is in it may be left out."""
    members = {
        name: _optional(
            str if name == "title" else _in_json(hints(Story)[name], descriptions),
            descriptions.get(("Story", name)),
        )
        for name in STORY_FIELDS
    }
    return _typed_dict("Story", "What the events share.", members)


def _owner(one: EventField) -> tuple[str, str]:
    return one.owner.__name__, one.name


def _in_json(kind: Any, descriptions: Descriptions) -> Any:
    """A type of the model as a file writes it."""
    if kind in _IN_JSON:
        return _IN_JSON[kind]
    if is_dataclass(kind):
        return _member(kind, descriptions)
    if hasattr(kind, "__metadata__"):
        if kind.__origin__ in _IN_JSON:  # whose own function says what is wrong
            return _IN_JSON[kind.__origin__]
        return Annotated[(_in_json(kind.__origin__, descriptions), *kind.__metadata__)]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        items = GenericAlias(list, (_in_json(arguments[0], descriptions),))
        if arguments[1:] == (...,):
            return items
        return Annotated[items, Described(min_length=len(arguments), max_length=len(arguments))]
    if origin in (Union, UnionType):
        return Union[tuple(_in_json(one, descriptions) for one in arguments)]  # noqa: UP007
    return kind


def _member(kind: Any, descriptions: Descriptions) -> Any:
    """A class of the model as an object in a file."""
    members = {}
    for one in fields(kind):
        description = descriptions.get((kind.__name__, one.name))
        inner = _in_json(hints(kind)[one.name], descriptions)
        if _has_default(one):
            members[one.name] = _optional(inner, description)
        else:
            members[one.name] = Annotated[inner, Described(description=description)]
    return _typed_dict(kind.__name__, kind.__doc__, members)


def _has_default(one: Field[Any]) -> bool:
    return one.default is not MISSING or one.default_factory is not MISSING


def _optional(kind: Any, description: str | None) -> Any:
    # `null` means the same as leaving a field out.
    return NotRequired[Annotated[kind | None, Described(description=description)]]


def _typed_dict(name: str, description: str, members: Mapping[str, Any]) -> Any:
    make: Any = TypedDict  # the names are data here, which type checkers do not follow
    made = make(name, members)
    made.__pydantic_config__ = _STRICT
    made.__doc__ = description
    return made
