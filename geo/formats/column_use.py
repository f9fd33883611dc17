"""Which columns (or properties) of a file the fields of the events came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from geo.formats.foreign_geojson import ForeignReader
from geo.formats.geojson_schema import EVENT_FIELDS
from geo.formats.reading_report import UsedField
from geo.story import Event

# The order of the fields in a report; others follow.
_ORDER = ("start", "end", "title", "text", "geometry", "longitude", "latitude", "place", "people")
# Names in `field_aliases.ALIASES` that are no fields of the format, with the field they give.
_GIVES = {"time_of_day": "start", "duration": "end", "address": "place"}
_PARTS = frozenset(
    {"year_part", "month_part", "day_part", "hour_part", "minute_part", "second_part"}
)
_AXES = ("longitude", "latitude")

PointColumns = Sequence[tuple[str, str] | None]
"""For each row of a table, the columns of the longitude and the latitude of its point.

None: it has no point from columns.
"""


class ColumnUse(NamedTuple):
    """The columns of a file that were used, by field, and those that were not."""

    used: Mapping[str, UsedField]
    unused: tuple[str, ...]


def columns_used(
    features: Sequence[Any],
    foreign: ForeignReader | None,
    events: Sequence[Event],
    point_columns: PointColumns,
) -> ColumnUse:
    """Return which columns were used.

    Args:
        features: the Features as parsed. Values that are not Features are skipped.
        foreign: the reader of other field names, after it has read the Features. None: the file
            uses the names of the story format.
        events: the events that were read.
        point_columns: the columns that became points before the Features were made. Empty: none.
    """
    counts = _Counts()
    columns: dict[str, None] = {}
    layouts = Counter(tuple(properties) for properties in map(_properties, features))
    for layout in layouts:
        columns.update(dict.fromkeys(layout))
    if foreign is None:
        _count_own(features, counts)
    else:
        _count_foreign(features, foreign, counts)
    _count_points(features, point_columns, counts)
    counts.events["start"] = sum(event.when.start is not None for event in events)
    counts.events["end"] = sum(event.when.end is not None for event in events)
    names = counts.columns_by_field()
    used = {
        field: UsedField(names[field], counts.events[field], _readings(field, names, foreign))
        for field in sorted(names, key=_rank)
    }
    known = {column for field in used.values() for column in field.columns}
    return ColumnUse(used, tuple(column for column in columns if column not in known))


class _Counts:
    """How many events have each field, and from which columns."""

    def __init__(self) -> None:
        self.events: Counter[str] = Counter()
        self._columns: dict[str, dict[str, None]] = {}

    def add(self, field: str, columns: Iterable[str], number: int) -> None:
        self._columns.setdefault(field, {}).update(dict.fromkeys(columns))
        self.events[field] += number

    def columns_by_field(self) -> dict[str, tuple[str, ...]]:
        """Return the columns of each field that at least one event has, or has columns for."""
        return {
            field: tuple(columns)
            for field, columns in self._columns.items()
            if self.events[field] > 0 or field in ("start", "end")
        }


def _properties(feature: Any) -> Mapping[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _count_own(features: Sequence[Any], counts: _Counts) -> None:
    """Count the fields of a file with the names of the story format."""
    layouts: Counter[tuple[str, ...]] = Counter()
    for feature in features:
        properties = _properties(feature)
        if None in properties.values():
            properties = {name: value for name, value in properties.items() if value is not None}
        layouts[tuple(properties)] += 1
    for layout, number in layouts.items():
        for name in layout:
            if name in EVENT_FIELDS:
                counts.add(name, (name,), number)
    _count_members(features, ("geometry", "id"), counts)


def _count_members(features: Sequence[Any], names: Iterable[str], counts: _Counts) -> None:
    """Count the Features that have members of these names beside their properties."""
    objects = [feature for feature in features if isinstance(feature, dict)]
    for name in names:
        number = sum(feature.get(name) is not None for feature in objects)
        if number:
            counts.add(name, (name,), number)


def _count_points(features: Sequence[Any], point_columns: PointColumns, counts: _Counts) -> None:
    """Count the points that came from columns. They are geometries of their Features already."""
    pairs = zip(features, point_columns, strict=False)
    layouts = Counter(columns for feature, columns in pairs if isinstance(feature, dict))
    for columns, number in layouts.items():
        if columns is not None:
            counts.events["geometry"] -= number
            for axis, column in zip(_AXES, columns, strict=True):
                counts.add(axis, (column,), number)


def _count_foreign(features: Sequence[Any], foreign: ForeignReader, counts: _Counts) -> None:
    """Count the fields of a file with other names."""
    layouts: Counter[tuple[Any, ...]] = Counter()
    for feature, fields in zip(features, foreign.fields, strict=True):
        if not isinstance(feature, dict):
            continue
        start = fields.get("start")
        layouts[
            tuple(fields),
            tuple([value.name for value in fields.values()]),
            () if start is None else start.parts,
            feature.get("geometry") is not None,
        ] += 1
    for (names, columns, parts, has_geometry), number in layouts.items():
        values = dict(zip(names, columns, strict=True))
        used: dict[str, tuple[str, ...]] = {}
        for field, given in _used_in(values, parts, foreign, has_geometry=has_geometry):
            used[field] = (*used.get(field, ()), *given)
        for field, given in used.items():
            counts.add(field, given, number)
    _count_members(features, ("geometry",), counts)
    if "id" not in counts.events:
        _count_members(features, ("id",), counts)


def _used_in(
    columns: Mapping[str, str],
    parts: tuple[str, ...],
    foreign: ForeignReader,
    *,
    has_geometry: bool,
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each field of Features with these columns, and the columns that gave its value."""
    for name, column in columns.items():
        if _gave_a_value(name, columns, foreign, has_geometry=has_geometry):
            given = parts if name == "start" and parts else (column,)
            yield _GIVES.get(name, name), given


def _gave_a_value(
    name: str, columns: Mapping[str, str], foreign: ForeignReader, *, has_geometry: bool
) -> bool:
    if name == "time_of_day":
        return columns[name] in foreign.clock_columns
    if name == "duration":
        return columns[name] in foreign.duration_columns
    if name in _AXES:
        return not has_geometry and all(axis in columns for axis in _AXES)
    if name == "colour":
        return "group" in columns
    return name not in _PARTS


def _readings(
    field: str, names: Mapping[str, tuple[str, ...]], foreign: ForeignReader | None
) -> tuple[str, ...]:
    """Return how the times of a field were read, in words."""
    if foreign is None or field not in ("start", "end"):
        return ()
    readings = (foreign.reading_of(column) for column in names[field])
    return tuple(dict.fromkeys(reading for reading in readings if reading))


def _rank(field: str) -> int:
    return _ORDER.index(field) if field in _ORDER else len(_ORDER)
