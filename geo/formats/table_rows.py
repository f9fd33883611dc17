"""The rows of a table as Features, so that they are read by the rules of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

from geo.formats.field_aliases import AliasReader, is_nothing
from geo.formats.json_values import json_value
from geo.problem_list import ProblemList, show

_AXES = ("longitude", "latitude")
_GEOMETRY = "geometry"


def features_of(rows: Sequence[Any], labels: Sequence[str], problems: ProblemList) -> list[Any]:
    """The rows as Features. A row that is no dict stays as it is, for the reader to name."""
    reader = AliasReader()
    return [
        _feature(row, label, reader, problems) if isinstance(row, Mapping) else row
        for row, label in zip(rows, labels, strict=True)
    ]


def _feature(
    row: Mapping[Any, Any], label: str, reader: AliasReader, problems: ProblemList
) -> dict[str, Any]:
    values = {str(name): one for name, one in row.items()}
    if _GEOMETRY in values:
        geometry = _geometry(values.pop(_GEOMETRY), label, problems)
    else:
        geometry = _point(values, label, reader, problems)
    properties = {name: _cell(one) for name, one in values.items()}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _cell(value: Any) -> Any:
    """A cell as a property of a file. NaN and NaT mean that there is nothing."""
    made = json_value(value)
    return None if isinstance(made, float) and isnan(made) else made


def _geometry(value: Any, label: str, problems: ProblemList) -> Any:
    geometry = json_value(getattr(value, "__geo_interface__", value))
    if isinstance(geometry, float) and isnan(geometry):
        return None
    if isinstance(geometry, dict) and _has_nan(geometry.get("coordinates")):
        problems.warn(label, _GEOMETRY, "NaN", "numbers; the event has no location")
        return None
    return geometry


def _has_nan(value: Any) -> bool:
    if isinstance(value, list):
        return any(_has_nan(one) for one in value)
    return isinstance(value, float) and isnan(value)


def _point(
    values: dict[str, Any], label: str, reader: AliasReader, problems: ProblemList
) -> dict[str, Any] | None:
    """The point in two columns, which are taken out of the row. None: there is none."""
    columns: dict[str, str] = {}
    for name in values:
        for _, field in sorted(reader.meanings(name)):
            if field in _AXES:
                columns.setdefault(field, name)
    if len(columns) < len(_AXES):
        return None
    pair = []
    for axis in _AXES:
        given = json_value(values.pop(columns[axis]))
        number = None if is_nothing(given) else _number(given)
        if number is None:
            expected = f"the {axis} in degrees; the event has no location"
            problems.warn(label, columns[axis], show(given), expected)
        pair.append(number)
    return None if None in pair else {"type": "Point", "coordinates": pair}


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None
