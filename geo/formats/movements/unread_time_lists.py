"""Warn about values that are no lists of times, in a column that gives other events their times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geo.formats.foreign.field_aliases import AliasReader, NamedValue, is_missing
from geo.formats.movements.time_lists import is_movement, list_in
from geo.problem_list import show

_FIELDS = ("times", "time_list")


def columns_of_time_lists(fields: Sequence[Mapping[str, NamedValue]]) -> frozenset[str]:
    """Return the names of the properties that give at least one Feature a list of times."""
    return frozenset(one[field].name for one in fields for field in _FIELDS if field in one)


def unread_time_list(
    feature: Any,
    fields: Mapping[str, NamedValue],
    columns: frozenset[str],
    aliases: AliasReader,
) -> tuple[str, str] | None:
    """Return the name of the property whose value is no list of times, and what was found.

    None: the Feature has a list of times, or no value in a column that has them for others.

    Args:
        feature: the Feature as parsed.
        fields: its fields that have a value.
        columns: as from `columns_of_time_lists`.
        aliases: finds the names of the times.
    """
    if not columns or any(field in fields for field in _FIELDS):
        return None
    used = {value.name for value in fields.values()}
    for name, value in _values_for_times(feature.get("properties"), columns, aliases):
        if name in used or list_in(value):
            continue
        # An empty value is usual for a point: it has no times of positions.
        if not is_missing(value) or (value in ([], {}) and is_movement(feature)):
            return name, show(value)
    return None


def _values_for_times(
    properties: Any, columns: frozenset[str], aliases: AliasReader
) -> Iterator[tuple[str, Any]]:
    for name in columns & properties.keys() if isinstance(properties, dict) else ():
        value = properties[name]
        meanings = {field for _, field in aliases.meanings(name)}
        if "vertex_properties" not in meanings:
            yield name, value
        elif isinstance(value, dict):
            yield from ((name, value[inner]) for _, inner in aliases.names_of("times", value))
