"""Which columns (or properties) of a file the fields of the events came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from geo.formats.foreign.foreign_geojson import ForeignReader
from geo.formats.geojson_schema import EVENT_FIELDS
from geo.formats.movements.time_lists import GEOMETRY
from geo.formats.movements.track_columns import Tracks
from geo.formats.numbers.chosen_numbers import NO_NUMBERS, ChosenNumbers
from geo.formats.report.reading_report import UsedField
from geo.story import Event

# The order of the fields in a report; others follow.
_ORDER = (
    "start",
    "end",
    "times",
    "title",
    "text",
    "geometry",
    "longitude",
    "latitude",
    "place",
    "people",
)
# Names of fields of `ForeignReader` that are no fields of the format, with the field they give.
_GIVES = {
    "time_of_day": "start",
    "minute_part": "start",
    "second_part": "start",
    "end_time_of_day": "end",
    "duration": "end",
    "address": "place",
    "style": "colour",
    "text_address": "sources",
    "time_list": "start",
}
_PARTS = frozenset(
    {"year_part", "month_part", "day_part", "hour_part", "minute_part", "second_part"}
)
HEIGHTS = "heights in geometry"
"""The name of the third numbers of positions, which are not used."""
_AXES = ("longitude", "latitude")

PointColumns = Sequence[tuple[str, str] | None]
"""For each row of a table, the columns of the longitude and the latitude of its point.

None: it has no point from columns.
"""


class ColumnUse(NamedTuple):
    """The columns of a file that were used, by field, and those that were not."""

    used: Mapping[str, UsedField]
    unused: tuple[str, ...]


def with_tracks(use: ColumnUse, tracks: Tracks | None) -> ColumnUse:
    """Return the use of the columns with the one that identifies what moves. None: no column does.

    The ids of the points of movements are not used.
    """
    if tracks is None:
        return use
    used = {"tracks": UsedField((tracks.column,), len(tracks.members))} | dict(use.used)
    unused = [column for column in use.unused if column != tracks.column]
    if "id" in used and tracks.column != "id":
        unused += [column for column in used.pop("id").columns if column != tracks.column]
    return ColumnUse(used, tuple(unused))


def columns_used(
    features: Sequence[Any],
    foreign: ForeignReader | None,
    events: Sequence[Event],
    point_columns: PointColumns,
    numbers: ChosenNumbers = NO_NUMBERS,
) -> ColumnUse:
    """Return which columns were used.

    Args:
        features: the Features as parsed. Values that are not Features are skipped.
        foreign: the reader of other field names, after it has read the Features. None: the file
            uses the names of the story format.
        events: the events that were read.
        point_columns: the columns that became points before the Features were made. Empty: none.
        numbers: the chosen columns for sizes and colours.
    """
    counts = _Counts()
    if foreign is None:
        _count_own(features, counts)
    else:
        _count_foreign(features, foreign, counts)
    _count_points(features, point_columns, counts)
    counts.events["start"] = sum(event.when.start is not None for event in events)
    counts.events["end"] = sum(event.when.end is not None for event in events)
    for field, column in numbers.columns.items():
        counts.replace(field, column.name, sum(getattr(one, field) is not None for one in events))
    areas = sum(bool(event.where.areas) for event in events)
    if areas:
        counts.add("areas", (GEOMETRY,), areas)
    names = counts.columns_by_field()
    used = {
        field: UsedField(
            names[field],
            counts.events[field],
            _readings(field, names, foreign) or numbers.readings(field),
        )
        for field in sorted(names, key=_rank)
    }
    known = {column for field in used.values() for column in field.columns}
    return ColumnUse(used, tuple(column for column in counts.all_columns if column not in known))


class _Counts:
    """How many events have each field, and from which columns."""

    def __init__(self) -> None:
        self.events: Counter[str] = Counter()
        self.all_columns: dict[str, None] = {}
        """Every column of the file, in order of appearance."""
        self._columns: dict[str, dict[str, None]] = {}

    def add(self, field: str, columns: Iterable[str], number: int) -> None:
        self._columns.setdefault(field, {}).update(dict.fromkeys(columns))
        self.events[field] += number

    def replace(self, field: str, column: str, number: int) -> None:
        """Say that a field came only from this column."""
        self._columns[field] = {column: None}
        self.events[field] = number

    def columns_by_field(self) -> dict[str, tuple[str, ...]]:
        """Return the columns of each field that at least one event has, or has columns for."""
        return {
            field: tuple(columns)
            for field, columns in self._columns.items()
            if self.events[field] > 0 or field in ("start", "end")
        }


# A file has few layouts and many Features, so Features of the same layout are counted together.
# A layout is a tuple: counting it must cost little beside reading a Feature.


def _count_own(features: Sequence[Any], counts: _Counts) -> None:
    """Count the fields of a file with the names of the story format."""
    for (names, given, has_geometry, has_id), number in Counter(_own_layouts(features)).items():
        counts.all_columns.update(dict.fromkeys(names))
        fields = [name for name in (names if given is None else given) if name in EVENT_FIELDS]
        fields += ["geometry"] if has_geometry else []
        fields += ["id"] if has_id else []
        for field in dict.fromkeys(fields):
            counts.add(field, (field,), number)


def _own_layouts(
    features: Sequence[Any],
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...] | None, bool, bool]]:
    """Yield the properties of each Feature, and whether it has a geometry and an id.

    The second item has the properties that have a value. None: all of them have one.
    """
    for feature in features:
        if isinstance(feature, dict):
            properties = _properties(feature)
            given = None
            if None in properties.values():
                given = tuple(name for name, value in properties.items() if value is not None)
            has_geometry = feature.get("geometry") is not None
            yield tuple(properties), given, has_geometry, feature.get("id") is not None


def _properties(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


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
    layouts = Counter(_foreign_layouts(features, foreign))
    for (names, fields, columns, parts, has_geometry, has_id), number in layouts.items():
        counts.all_columns.update(dict.fromkeys(names))
        values = dict(zip(fields, columns, strict=True))
        used = {"geometry": ("geometry",)} if has_geometry else {}
        if has_id:
            used["id"] = ("id",)
        for field, given in _used_in(values, parts, foreign, has_geometry=has_geometry):
            used[field] = (*used.get(field, ()), *given)
        for field, given in used.items():
            counts.add(field, given, number)


def _foreign_layouts(
    features: Sequence[Any], foreign: ForeignReader
) -> Iterator[
    tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], bool, bool]
]:
    """Yield the properties of each Feature, its fields that have a value, and their columns.

    Then follow the parts of its start, and whether it has a geometry and an id of its own.
    """
    for feature, fields in zip(features, foreign.fields, strict=True):
        if isinstance(feature, dict):
            start = fields.get("start")
            yield (
                tuple(_properties(feature)),
                tuple(fields),
                tuple([value.name for value in fields.values()]),
                () if start is None else start.parts,
                feature.get("geometry") is not None,
                feature.get("id") is not None and "id" not in fields,
            )


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
    if name in ("time_of_day", "end_time_of_day", "minute_part", "second_part"):
        return columns[name] in foreign.times.clock_columns
    if name == "duration":
        return columns[name] in foreign.times.duration_columns
    if name in _AXES:
        return not has_geometry and all(axis in columns for axis in _AXES)
    if name == "style":
        return columns[name] in foreign.style_columns
    return name not in _PARTS


def _readings(
    field: str, names: Mapping[str, tuple[str, ...]], foreign: ForeignReader | None
) -> tuple[str, ...]:
    """Return how the times of a field were read, in words."""
    if foreign is None or field not in ("start", "end", "times"):
        return ()
    readings = [foreign.times.reading_of(column) for column in names[field]]
    if field == "times" and GEOMETRY in names[field]:
        readings.insert(0, "fourth numbers")
    return tuple(dict.fromkeys(reading for reading in readings if reading))


def _rank(field: str) -> int:
    return _ORDER.index(field) if field in _ORDER else len(_ORDER)
