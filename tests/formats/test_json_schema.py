from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from geo import Story
from geo.formats.geojson_schema import (
    AlternativeMember,
    EventProperties,
    GroupMember,
    PersonMember,
    PlaceMember,
    SourceMember,
    StoryMember,
    TimeBasis,
)
from geo.formats.geojson_writer import to_text
from geo.formats.json_schema import schema, schema_text
from tests.formats.strategies import stories
from tests.sample import small_story

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def validator() -> Any:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def test_the_schema_in_the_docs_is_current() -> None:
    committed = (DOCS / "story.schema.json").read_text("utf-8")
    assert committed == schema_text(), (
        "run: python -m geo.formats.json_schema > docs/story.schema.json"
    )


def test_heat_keeps_to_the_schema(validator: Any) -> None:
    heat = json.loads((ROOT / "events.geojson").read_text("utf-8"))
    assert [error.message for error in validator.iter_errors(heat)] == []


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(story=stories())
def test_every_story_that_is_written_keeps_to_the_schema(story: Story) -> None:
    assert Draft202012Validator(schema()).is_valid(json.loads(to_text(story)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start", "yesterday"),
        ("importance", 4),
        ("confidence", 2),
        ("radius_m", 0),
        ("people", "neil"),
        ("film_basis", "guessed"),
        ("synopsis", [1]),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(
    validator: Any, field: str, value: object
) -> None:
    collection = json.loads(to_text(small_story()))
    assert validator.is_valid(collection)
    faulty = copy.deepcopy(collection)
    faulty["features"][0]["properties"][field] = value
    assert not validator.is_valid(faulty)


@pytest.mark.parametrize(
    "model",
    [
        *(EventProperties, TimeBasis, StoryMember, GroupMember, PersonMember, PlaceMember),
        *(SourceMember, AlternativeMember),
    ],
)
def test_the_documentation_defines_every_field(model: Any) -> None:
    documentation = (DOCS / "story-format.md").read_text("utf-8")
    for name in model.model_fields:
        assert f"| `{name}`" in documentation, f"{model.__name__}.{name} is not defined"
