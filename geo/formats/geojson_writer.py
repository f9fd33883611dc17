"""Write a story as readable GeoJSON. The same story always gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from geo.ancient_time import AncientTime, StoryTime
from geo.calendar_periods import first_moment
from geo.errors import ExportError
from geo.event_zones import offset_if_repeated, offset_text
from geo.formats.geojson_schema import EVENT_FIELDS
from geo.formats.story_member import LISTS
from geo.formats.times.timestamps import format_moment
from geo.polygons import point_inside
from geo.precision_ends import last_moment
from geo.story import Event, Position, Story, When, Where

# A list or an object of at most this many characters is written on one line.
_SHORT = 88
_INDENT = "  "
# These fields are written even if they have the default value.
_ALWAYS_WRITTEN = frozenset({"language", "importance"})
# Up to here, every whole number is an exact float.
_EXACT = 1e15

_dumps = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def to_text(story: Story) -> str:
    """Return the text of the file.

    Fields with their default value are omitted, except `language`, `importance` and the four lists.

    Raises:
        ExportError: a number is not finite, which JSON does not allow. A valid story
            (`geo.validation`) has no such number.
    """
    collection = {
        "type": "FeatureCollection",
        "story": shared_member(story),
        "features": [_feature(event, story.timezone) for event in story.events],
    }
    try:
        return f"{_format(collection, '')}\n"
    except ValueError as error:
        raise ExportError(f"cannot write the story: {error}") from error


def shared_member(story: Story) -> dict[str, Any]:
    """Return the member `story`: the data that the events share."""
    member = _member(story)
    # The four lists are written even if empty: they show that the events refer to them by id.
    return {name: value for name, value in member.items() if name not in LISTS} | {
        name: member.get(name, []) for name in LISTS
    }


def _member(value: Any) -> dict[str, Any]:
    """Return the fields of a dataclass value, without those with their default value."""
    members = {}
    for name, default in _fields_of(value.__class__):
        given = getattr(value, name)
        if given != default:
            members[name] = to_json_value(given)
    return members


def to_json_value(value: Any) -> Any:
    """Convert a value of a story to the value in a file."""
    if isinstance(value, (tuple, list)):
        return (
            _pair(value) if isinstance(value, Position) else [to_json_value(item) for item in value]
        )
    if isinstance(value, (date, AncientTime)):
        return value.isoformat()
    return _member(value) if is_dataclass(value) else _without_zero_fraction(value)


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Return the names of the fields of a class, with the values that are omitted."""
    return tuple(
        (spec.name, _omitted_value(spec)) for spec in fields(kind) if spec.name != "events"
    )


def _omitted_value(spec: Field[Any]) -> Any:
    """Return the value with which a field is omitted; `MISSING` if it is always written."""
    return MISSING if spec.name in _ALWAYS_WRITTEN else spec.default


def _feature(event: Event, story_zone: str | None) -> dict[str, Any]:
    properties = {}
    for name, value_of, omitted in _event_fields():
        given = value_of(event)
        if given is not omitted and given != omitted:
            properties[name] = to_json_value(given)
    when = event.when
    zone = when.timezone or story_zone
    if when.start is not None and when.precision == "time":
        offset = _offset_if_repeated(when.start, zone)
        properties["start"] = format_moment(when.start, "time", when.doubt, offset)
    if when.end is not None and when.end_precision == "time":
        offset = _offset_if_repeated(when.end, when.end_timezone or zone)
        properties["end"] = format_moment(when.end, "time", when.end_doubt, offset)
    if event.where.times:
        times = event.where.times
        properties["times"] = [time.isoformat() + _offset_if_repeated(time, zone) for time in times]
    return {"type": "Feature", "geometry": _geometry(event.where), "properties": properties}


@cache
def _event_fields() -> tuple[tuple[str, Callable[[Event], Any], Any], ...]:
    """Return the properties of an event: the name, a getter of the value, the omitted value."""
    special: Mapping[str, Callable[[Event], Any]] = {
        "start": _start,
        "end": _end,
        "time_basis": _time_basis,
        "further_time": _further_time,
    }
    paths = {Event: "{}", When: "when.{}", Where: "where.{}"}
    properties: list[tuple[str, Callable[[Event], Any], Any]] = []
    for name, spec in EVENT_FIELDS.items():
        if name in special:
            properties.append((name, special[name], None))
            continue
        (field,) = (field for field in fields(spec.owner) if field.name == name)
        getter = attrgetter(paths[spec.owner].format(name))
        properties.append((name, getter, _omitted_value(field)))
    return tuple(properties)


def _offset_if_repeated(time: StoryTime, zone: str | None) -> str:
    """Return the offset of a time in the second of two equal hours. Empty: it is in no such hour.

    `zone` is the zone of the time. None: it is unknown.
    """
    offset = offset_if_repeated(time, zone)
    return "" if offset is None else offset_text(offset)


def _start(event: Event) -> str | None:
    when = event.when
    return None if when.start is None else format_moment(when.start, when.precision, when.doubt)


def _end(event: Event) -> str | None:
    when = event.when
    if when.end is None or when.end_precision == "time":
        return None if when.end is None else format_moment(when.end, "time", when.end_doubt)
    # The end of a day is the next midnight; the file has the day.
    # The year 0 is in a century before the year 1, whose text its first moment has: `-00XX`.
    last = first_moment(last_moment(when.end), when.end_precision)
    return format_moment(last, when.end_precision, when.end_doubt)


def _further_time(event: Event) -> str | None:
    when = event.when
    if when.further_time is None:
        return None
    return format_moment(when.further_time, when.further_precision)


def _time_basis(event: Event) -> dict[str, str] | None:
    when = event.when
    bases = {"day": when.day_basis, "clock": when.clock_basis}
    return {name: basis for name, basis in bases.items() if basis is not None} or None


def _geometry(where: Where) -> dict[str, Any] | None:
    path = where.path
    if where.areas:
        areas = _areas(where)
        if path == (point_inside(where.areas),):
            return areas
        point = {"type": "Point", "coordinates": _pair(path[0])}
        return {"type": "GeometryCollection", "geometries": [point, areas]}
    if not path:
        return None
    if len(path) == 1:
        return {"type": "Point", "coordinates": _pair(path[0])}
    return {"type": "LineString", "coordinates": [_pair(position) for position in path]}


def _areas(where: Where) -> dict[str, Any]:
    polygons = [[list(map(_pair, ring)) for ring in rings] for rings in where.areas]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _pair(position: Position | None) -> list[float] | None:
    return None if position is None else [position.longitude, position.latitude]


def _without_zero_fraction(value: Any) -> Any:
    """Convert a whole number such as 10200.0 to an `int`."""
    whole = isinstance(value, float) and value.is_integer() and abs(value) < _EXACT
    return int(value) if whole else value


def _format(value: Any, indent: str) -> str:
    """Write JSON: short lists and objects on one line, others with one member per line."""
    if not isinstance(value, (dict, list)):
        return _dumps(value)
    simple = all(not isinstance(item, dict) or len(item) < 3 for item in _items(value))
    if simple and len(line := _dumps(value)) <= _SHORT:
        return line
    inner = indent + _INDENT
    if isinstance(value, Mapping):
        rows = [f"{_dumps(name)}: {_format(item, inner)}" for name, item in value.items()]
        opened, closed = "{", "}"
    else:
        rows = [_format(item, inner) for item in value]
        opened, closed = "[", "]"
    body = f",\n{inner}".join(rows)
    return f"{opened}\n{inner}{body}\n{indent}{closed}"


def _items(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value
