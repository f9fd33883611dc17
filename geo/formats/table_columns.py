"""Recognise a table in JSON that pandas has written by columns or by the index: `df.to_json()`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geo.formats.foreign.field_aliases import AliasReader
from geo.formats.reading_choices import ReadingChoices


def rows_of_columns(value: Any, choices: ReadingChoices) -> Any:
    """Return the rows of `{"title": {"0": "a", "1": "b"}}` or of `{"0": {"title": "a"}}`.

    The outer or the inner names must be those of fields. Other values are returned unchanged.
    """
    if not isinstance(value, dict):
        return value
    parts = list(value.values())
    # Every GeoJSON has a text as its `type`.
    if not all(isinstance(part, dict) and part.keys() == parts[0].keys() for part in parts):
        return value
    if not parts or not parts[0]:
        return value
    aliases = AliasReader(choices.columns)
    if _has_fields(value, aliases):
        return [{name: value[name][row] for name in value} for row in parts[0]]
    return parts if _has_fields(parts[0], aliases) else value


def _has_fields(names: Iterable[str], aliases: AliasReader) -> bool:
    return any(aliases.meanings(name) for name in names)
