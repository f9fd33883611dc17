"""Convert the rows of a table to Features, so that the same code reads rows and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

from geo.formats.foreign.field_aliases import AliasReader, NamedValue
from geo.formats.json_values import json_value
from geo.formats.reading_choices import NO_CHOICES, ReadingChoices
from geo.formats.report.column_use import PointColumns
from geo.formats.shapes.degree_columns import point_from_degrees
from geo.problem_list import ProblemList, show

_AXES = ("longitude", "latitude")
_GEOMETRY = "geometry"


def rows_to_features(
    rows: Sequence[Any],
    labels: Sequence[str],
    problems: ProblemList,
    expected: str,
    choices: ReadingChoices = NO_CHOICES,
) -> tuple[list[Any], PointColumns]:
    """Convert rows to Features. A value that is not a row is reported and becomes None.

    Returns the Features, and the columns of their points. `expected` describes a row in the
    problems.
    """
    columns: list[tuple[str, str] | None] = []
    reader = AliasReader(choices.columns)
    features: list[Any] = []
    for number, (row, label) in enumerate(zip(rows, labels, strict=True), start=1):
        problems.row = number
        if isinstance(row, Mapping):
            feature, names = _feature(row, label, reader, problems)
            features.append(feature)
            columns.append(names)
        else:
            problems.error(label, None, show(row), expected)
            features.append(None)
            columns.append(None)
    problems.row = None
    return features, columns


def _feature(
    row: Mapping[Any, Any], label: str, reader: AliasReader, problems: ProblemList
) -> tuple[dict[str, Any], tuple[str, str] | None]:
    """Return the Feature of a row, and the columns of its point. None: it has none."""
    values = {str(name): cell for name, cell in row.items()}
    columns = None
    if _GEOMETRY in values:
        geometry = _geometry(values.pop(_GEOMETRY), label, problems)
    else:
        geometry, columns = _point(values, label, reader, problems)
    properties = {name: _property(cell) for name, cell in values.items()}
    return {"type": "Feature", "geometry": geometry, "properties": properties}, columns


def _property(cell: Any) -> Any:
    """Convert a cell to a property. NaN and NaT mean "no value"."""
    value = json_value(cell)
    return None if isinstance(value, float) and isnan(value) else value


def _geometry(value: Any, label: str, problems: ProblemList) -> Any:
    geometry = json_value(getattr(value, "__geo_interface__", value))
    if isinstance(geometry, float) and isnan(geometry):
        return None
    if isinstance(geometry, dict) and _has_nan(geometry.get("coordinates")):
        message = "a coordinate is NaN, so the event has no location"
        problems.warn(label, _GEOMETRY, "NaN", "numbers", message)
        return None
    return geometry


def _has_nan(value: Any) -> bool:
    if isinstance(value, list):
        return any(_has_nan(item) for item in value)
    return isinstance(value, float) and isnan(value)


def _point(
    values: dict[str, Any], label: str, reader: AliasReader, problems: ProblemList
) -> tuple[dict[str, Any] | None, tuple[str, str] | None]:
    """Remove two columns of coordinates from a row. Return their point and names. None: none."""
    columns: dict[str, str] = {}
    for name in values:
        for _, field in sorted(reader.meanings(name)):
            if field in _AXES:
                columns.setdefault(field, name)
    if len(columns) < len(_AXES):
        return None, None  # the reader of the Features warns about one column without the other
    east, north = (columns[axis] for axis in _AXES)
    longitude, latitude = (NamedValue(json_value(values.pop(name)), name) for name in (east, north))
    point = point_from_degrees(longitude, latitude, label, problems)
    return point, None if point is None else (east, north)
