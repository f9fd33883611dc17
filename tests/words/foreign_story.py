"""*Heat* in a made-up language, so that every Latin letter on the screen is the interface's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import geo
from geo import Story

HEAT = Path(__file__).parents[2] / "events.geojson"

# The fields whose texts people read.
_TEXTS = {
    *("title", "text", "name", "description", "address", "note", "today", "why", "actor"),
    *("attribution", "licence"),
}
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "αβγδεζηθικλμνξοπρστυφχψωάέ", strict=True))
# The Mediterranean, for which there is no base map with names of its own.
_SHIFT_DEGREES = 125.0


def foreign_text(text: str) -> str:
    """Replace the Latin letters of a text by Greek ones."""
    return re.sub(r"[A-Za-z]", lambda match: _LETTERS[match[0].lower()], text)


def foreign_story(folder: Path, language: str) -> Story:
    """Return *Heat* with Greek letters, in another part of the world, in the given language.

    `folder` is for the file that is read.
    """
    made = _translated(json.loads(HEAT.read_text("utf-8")), "")
    made["story"]["language"] = language
    path = folder / "foreign.geojson"
    path.write_text(json.dumps(made), "utf-8")
    return geo.read(path)


def _translated(value: Any, field: str) -> Any:
    if isinstance(value, dict):
        return {name: _translated(member, name) for name, member in value.items()}
    if isinstance(value, list):
        if field in {"position", "coordinates"} and isinstance(value[0], float):
            return [value[0] + _SHIFT_DEGREES, *value[1:]]
        return [_translated(member, field) for member in value]
    if isinstance(value, str) and field in _TEXTS:
        return foreign_text(value)
    return value
