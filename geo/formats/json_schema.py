"""The story file's JSON Schema: `python -m geo.formats.json_schema > docs/story.schema.json`."""

from __future__ import annotations

import json
import sys
from typing import Any

from geo.formats.geojson_schema import StoryFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a story file in our own words."""
    made: dict[str, Any] = {"$schema": DIALECT} | StoryFile.model_json_schema(mode="validation")
    plain: dict[str, Any] = _without_titles(made)
    return plain


def schema_text() -> str:
    """The text of `docs/story.schema.json`."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _without_titles(value: Any) -> Any:
    """The schema without the titles that only repeat a field's name."""
    if isinstance(value, dict):
        kept = {}
        for name, member in value.items():
            if name == "title" and isinstance(member, str):
                continue
            kept[name] = _without_titles(member)
        return kept
    return [_without_titles(item) for item in value] if isinstance(value, list) else value


if __name__ == "__main__":
    sys.stdout.write(schema_text())
