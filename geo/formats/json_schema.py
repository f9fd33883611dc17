"""Generate the JSON Schema: `python -m geo.formats.json_schema > docs/story.schema.json`."""

from __future__ import annotations

import ast
import inspect
import json
import sys
from itertools import pairwise
from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field, TypeAdapter
from typing_extensions import TypedDict

from geo import story
from geo.formats.geojson_schema import event_properties, story_member
from geo.formats.shapes.geometry_types import Geometry

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a story file."""
    descriptions = field_descriptions()

    class EventFeature(TypedDict):
        """One event: a GeoJSON Feature."""

        type: Literal["Feature"]
        geometry: NotRequired[Geometry | None]
        properties: NotRequired[event_properties(descriptions) | None]  # type: ignore[valid-type]

    class StoryFile(TypedDict):
        """A story: a GeoJSON FeatureCollection. Its Features are the events, in story order."""

        type: Literal["FeatureCollection"]
        story: NotRequired[story_member(descriptions) | None]  # type: ignore[valid-type]
        features: Annotated[list[EventFeature], Field(min_length=1)]

    made = TypeAdapter(StoryFile).json_schema(mode="validation")
    plain: dict[str, Any] = _without_titles({"$schema": DIALECT} | made)
    return plain


def field_descriptions() -> dict[tuple[str, str], str]:
    """Return the string under each field in `geo/story.py`, by class and field."""
    descriptions = {}
    for kind in ast.parse(inspect.getsource(story)).body:
        if isinstance(kind, ast.ClassDef):
            for statement, text in pairwise(kind.body):
                if (
                    isinstance(statement, ast.AnnAssign)
                    and isinstance(statement.target, ast.Name)
                    and isinstance(text, ast.Expr)
                    and isinstance(text.value, ast.Constant)
                ):
                    key = kind.name, statement.target.id
                    descriptions[key] = inspect.cleandoc(str(text.value.value))
    return descriptions


def schema_text() -> str:
    """Return the text of `docs/story.schema.json`."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _without_titles(value: Any) -> Any:
    """Remove the titles, which only repeat the names of the fields."""
    if isinstance(value, dict):
        members = {}
        for name, member in value.items():
            if name == "title" and isinstance(member, str):
                continue
            members[name] = _without_titles(member)
        return members
    return [_without_titles(item) for item in value] if isinstance(value, list) else value


if __name__ == "__main__":
    sys.stdout.write(schema_text())
