"""The names and types in a GeoJSON story file, as types that pydantic validates.

The members of a file are the fields of `geo.story`, with their types and rules: a new field there
is a new member here. This module defines the differences. In a file, fields with a default are
optional or `null`, tuples are lists, times are texts, and `when`, `where` and `path` of an event
are its properties and its geometry. `python -m geo.formats.json_schema` generates
`docs/story.schema.json` from the same types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from types import GenericAlias, UnionType
from typing import Annotated, Any, NamedTuple, NotRequired, Union, get_args, get_origin

from pydantic import ConfigDict, PlainValidator, WithJsonSchema
from pydantic import Field as Described
from typing_extensions import TypedDict

from geo.ancient_time import StoryTime
from geo.formats.times.timestamps import MOMENT_PATTERN, Moment, parse_day, parse_moment
from geo.story import Basis, Event, Position, Story, When, Where
from geo.validation.counted_errors import CountingValidator
from geo.validation.field_references import types_by_field

POSITION_SCHEMA = {
    "type": "array",
    "description": "Degrees on WGS84: longitude, latitude. A height is accepted and ignored.",
    "minItems": 2,
    "items": {"type": "number"},
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
}
# The types in a file for values that JSON has no type for.
_FILE_TYPES: Mapping[Any, Any] = {
    Position: Annotated[Position, WithJsonSchema(POSITION_SCHEMA)],
    StoryTime: Annotated[
        Moment,
        PlainValidator(parse_moment),
        WithJsonSchema({"type": "string", "pattern": MOMENT_PATTERN}),
    ],
    date: Annotated[
        date, PlainValidator(parse_day), WithJsonSchema({"type": "string", "format": "date"})
    ],
}

# Strict: "2" is not a number and 1 is not a text. Other code warns about unknown names.
_STRICT = ConfigDict(strict=True, extra="ignore")

# The documentation of the fields: (class name, field) to text.
Descriptions = Mapping[tuple[str, str], str]


class EventField(NamedTuple):
    """One property of an event in a file, and its location in an `Event`."""

    name: str
    owner: Any
    """The class of the field: `Event`, `When` or `Where`."""
    type: Any


class TimeBasis(TypedDict, total=False):
    """How the day and the time of day are known: from the source, by inference, or by choice."""

    day: Basis | None
    clock: Basis | None


def _event_fields() -> Iterator[EventField]:
    for name, kind in types_by_field(Event).items():
        if name == "when":
            yield from _when_fields()
        elif name != "where":
            yield EventField(name, Event, kind)
        if name == "dies":  # the order in a file: the people, then the location
            for inner, inner_kind in types_by_field(Where).items():
                if inner not in ("path", "areas"):  # they are the geometry
                    yield EventField(inner, Where, inner_kind)


def _when_fields() -> Iterator[EventField]:
    for name, kind in types_by_field(When).items():
        if name == "day_basis":  # both bases are in one object
            yield EventField("time_basis", When, TimeBasis)
        # The texts of times show their precision, and the doubt.
        elif name not in _IN_TEXTS:
            yield EventField(name, When, kind)


_IN_TEXTS = (
    *("clock_basis", "precision", "end_precision", "doubt", "end_doubt"),
    "further_precision",
)

EVENT_FIELDS: Mapping[str, EventField] = {spec.name: spec for spec in _event_fields()}
"""The properties of an event, by name, in the order of a file."""
STORY_FIELDS = tuple(name for name in types_by_field(Story) if name != "events")
"""The names in the member `story`, in the order of a file."""
BASIS_FIELDS = tuple(TimeBasis.__annotations__)
"""The names in `time_basis`."""


@cache
def properties_validator() -> CountingValidator:
    """Return the validator of an event's properties. It drops unknown ones."""
    return CountingValidator(event_properties({}))


@cache
def story_validator() -> CountingValidator:
    """Return the validator of the member `story`. It drops unknown names."""
    return CountingValidator(story_member({}))


def event_properties(descriptions: Descriptions) -> Any:
    """Return the type of an event's properties. All of them are optional."""
    members = {
        name: _optional_type(_file_type(spec.type, descriptions), descriptions.get(_key(spec)))
        for name, spec in EVENT_FIELDS.items()
    }
    # In a file, a blank title gives a warning.
    members["title"] = _optional_type(str, descriptions.get(("Event", "title")))
    return _typed_dict("EventProperties", "What is known about one event.", members)


def story_member(descriptions: Descriptions) -> Any:
    """Return the type of the member `story`. All its fields are optional."""
    members = {
        name: _optional_type(
            str if name == "title" else _file_type(types_by_field(Story)[name], descriptions),
            descriptions.get(("Story", name)),
        )
        for name in STORY_FIELDS
    }
    return _typed_dict("Story", "The data that the events share.", members)


def _key(spec: EventField) -> tuple[str, str]:
    return spec.owner.__name__, spec.name


def _file_type(kind: Any, descriptions: Descriptions) -> Any:
    """Convert a type of the model to the type in a file."""
    if kind in _FILE_TYPES:
        return _FILE_TYPES[kind]
    if is_dataclass(kind):
        return _member(kind, descriptions)
    if hasattr(kind, "__metadata__"):
        if kind.__origin__ in _FILE_TYPES:  # its validator has its own messages
            return _FILE_TYPES[kind.__origin__]
        return Annotated[(_file_type(kind.__origin__, descriptions), *kind.__metadata__)]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        items = GenericAlias(list, (_file_type(arguments[0], descriptions),))
        if arguments[1:] == (...,):
            return items
        return Annotated[items, Described(min_length=len(arguments), max_length=len(arguments))]
    if origin in (Union, UnionType):
        return Union[tuple(_file_type(part, descriptions) for part in arguments)]  # noqa: UP007
    return kind


def _member(kind: Any, descriptions: Descriptions) -> Any:
    """Convert a class of the model to the type of an object in a file."""
    members = {}
    for spec in fields(kind):
        description = descriptions.get((kind.__name__, spec.name))
        inner = _file_type(types_by_field(kind)[spec.name], descriptions)
        if _has_default(spec):
            members[spec.name] = _optional_type(inner, description)
        else:
            members[spec.name] = Annotated[inner, Described(description=description)]
    return _typed_dict(kind.__name__, kind.__doc__, members)


def _has_default(spec: Field[Any]) -> bool:
    return spec.default is not MISSING or spec.default_factory is not MISSING


def _optional_type(kind: Any, description: str | None) -> Any:
    # `null` means the same as a missing field.
    return NotRequired[Annotated[kind | None, Described(description=description)]]


def _typed_dict(name: str, description: str, members: Mapping[str, Any]) -> Any:
    make: Any = TypedDict  # type checkers do not support names from data
    made = make(name, members)
    made.__pydantic_config__ = _STRICT
    made.__doc__ = description
    return made
