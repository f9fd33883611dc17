"""A story as GeoJSON text: the same story gives the same bytes, and people can read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from geo.errors import ExportError
from geo.formats.geojson_schema import EVENT_FIELDS
from geo.formats.story_member import LISTS
from geo.formats.timestamps import format_moment
from geo.story import Event, Position, Story, When, Where

# A list or an object stays on one line up to this many characters.
_SHORT = 88
_INDENT = "  "
# Written even where they hold the default.
_ALWAYS_WRITTEN = frozenset({"language", "importance"})
# Below this every float is exact to the unit.
_EXACT = 1e15

_dumps = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def to_text(story: Story) -> str:
    """The file's text. Fields that hold their default are left out.

    Raises:
        ExportError: a number in the story is not finite, which JSON cannot hold. A story that
            keeps the rules (`geo.validation`) has none.
    """
    collection = {
        "type": "FeatureCollection",
        "story": shared_member(story),
        "features": [_feature(event) for event in story.events],
    }
    try:
        return f"{_laid_out(collection, '')}\n"
    except ValueError as error:
        raise ExportError(f"cannot write the story: {error}") from error


def shared_member(story: Story) -> dict[str, Any]:
    """What the events share, as a file holds it."""
    member = _member(story)
    # The four lists are written even when empty: they say that the events refer to them by id.
    return {name: one for name, one in member.items() if name not in LISTS} | {
        name: member.get(name, []) for name in LISTS
    }


def _member(value: Any) -> dict[str, Any]:
    """A value's fields by their names, without those that hold their default."""
    made = {}
    for name, default in _fields_of(value.__class__):
        given = getattr(value, name)
        if given != default:
            made[name] = in_json(given)
    return made


def in_json(value: Any) -> Any:
    """A value of a story as a file holds it."""
    if isinstance(value, (tuple, list)):
        return _pair(value) if isinstance(value, Position) else [in_json(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return _member(value) if is_dataclass(value) else _whole(value)


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a class, and the value of each that is left out."""
    return tuple((one.name, _left_out(one)) for one in fields(kind) if one.name != "events")


def _left_out(one: Field[Any]) -> Any:
    """The value that a field is left out for; `MISSING`: it is always written."""
    return MISSING if one.name in _ALWAYS_WRITTEN else one.default


def _feature(event: Event) -> dict[str, Any]:
    properties = {}
    for name, value_of, left_out in _event_fields():
        given = value_of(event)
        if given is not left_out and given != left_out:
            properties[name] = in_json(given)
    return {"type": "Feature", "geometry": _geometry(event.where.path), "properties": properties}


@cache
def _event_fields() -> tuple[tuple[str, Callable[[Event], Any], Any], ...]:
    """The properties of an event: the name, what gives the value, and the value left out."""
    otherwise: Mapping[str, Callable[[Event], Any]] = {
        "start": _start,
        "end": _end,
        "time_basis": _time_basis,
    }
    paths = {Event: "{}", When: "when.{}", Where: "where.{}"}
    found: list[tuple[str, Callable[[Event], Any], Any]] = []
    for name, one in EVENT_FIELDS.items():
        if name in otherwise:
            found.append((name, otherwise[name], None))
            continue
        (field,) = (field for field in fields(one.owner) if field.name == name)
        found.append((name, attrgetter(paths[one.owner].format(name)), _left_out(field)))
    return tuple(found)


def _start(event: Event) -> str | None:
    when = event.when
    return None if when.start is None else format_moment(when.start, when.precision)


def _end(event: Event) -> str | None:
    end = event.when.end
    return None if end is None else format_moment(end)


def _time_basis(event: Event) -> dict[str, str] | None:
    when = event.when
    bases = {"day": when.day_basis, "clock": when.clock_basis}
    return {name: basis for name, basis in bases.items() if basis is not None} or None


def _geometry(path: tuple[Position, ...]) -> dict[str, Any] | None:
    if not path:
        return None
    if len(path) == 1:
        return {"type": "Point", "coordinates": _pair(path[0])}
    return {"type": "LineString", "coordinates": [_pair(position) for position in path]}


def _pair(position: Position | None) -> list[float] | None:
    return None if position is None else [position.longitude, position.latitude]


def _whole(value: Any) -> Any:
    """Whole numbers of metres and seconds without their `.0`."""
    whole = isinstance(value, float) and value.is_integer() and abs(value) < _EXACT
    return int(value) if whole else value


def _laid_out(value: Any, indent: str) -> str:
    """JSON in which what is short is on one line, and the rest one member a line."""
    if not isinstance(value, (dict, list)):
        return _dumps(value)
    simple = all(not isinstance(item, dict) or len(item) < 3 for item in _items(value))
    if simple and len(line := _dumps(value)) <= _SHORT:
        return line
    inner = indent + _INDENT
    if isinstance(value, Mapping):
        rows = [f"{_dumps(name)}: {_laid_out(item, inner)}" for name, item in value.items()]
        opened, closed = "{", "}"
    else:
        rows = [_laid_out(item, inner) for item in value]
        opened, closed = "[", "]"
    body = f",\n{inner}".join(rows)
    return f"{opened}\n{inner}{body}\n{indent}{closed}"


def _items(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value
