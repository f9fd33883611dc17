from __future__ import annotations

import copy
import json
import runpy
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from geo import Alternative, Event, Group, Person, Place, Story, When, Where
from geo.formats import json_schema
from geo.formats.geojson_schema import EVENT_FIELDS
from geo.formats.geojson_writer import to_text
from geo.formats.json_schema import schema, schema_text
from tests.formats.strategies import stories
from tests.sample import small_story

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

# The names in a file of the fields that have another name there. []: the field is no property, but
# part of the geometry or of the list of Features.
IN_A_FILE: dict[tuple[type, str], list[str]] = {
    (Event, "when"): [],
    (Event, "where"): [],
    (When, "precision"): [],
    (When, "doubt"): [],
    (When, "end_doubt"): [],
    (When, "end_precision"): [],
    (When, "further_precision"): [],
    (When, "day_basis"): ["time_basis", "day"],
    (When, "clock_basis"): ["time_basis", "clock"],
    (Where, "path"): [],
    (Where, "areas"): [],
    (Story, "events"): [],
}


@pytest.fixture(scope="module")
def validator() -> Any:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def test_the_schema_in_the_docs_is_current() -> None:
    committed = (DOCS / "story.schema.json").read_text("utf-8")
    assert committed == schema_text(), (
        "run: python -m geo.formats.json_schema > docs/story.schema.json"
    )


def test_heat_is_valid_against_the_schema(validator: Any) -> None:
    heat = json.loads((ROOT / "events.geojson").read_text("utf-8"))
    assert [error.message for error in validator.iter_errors(heat)] == []


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(story=stories())
def test_every_written_story_is_valid_against_the_schema(story: Story) -> None:
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
def test_the_schema_rejects_what_the_reader_rejects(
    validator: Any, field: str, value: object
) -> None:
    collection = json.loads(to_text(small_story()))
    assert validator.is_valid(collection)
    invalid = copy.deepcopy(collection)
    invalid["features"][0]["properties"][field] = value
    assert not validator.is_valid(invalid)


@pytest.mark.parametrize("kind", [Event, When, Where, Story, Group, Person, Place, Alternative])
def test_every_field_of_the_model_is_in_the_schema_and_in_the_docs(kind: Any) -> None:
    documentation = (DOCS / "story-format.md").read_text("utf-8")
    written = schema_text()
    for field in fields(kind):
        names = IN_A_FILE.get((kind, field.name), [field.name])
        for name in names:
            assert f"| `{name}`" in documentation, f"{kind.__name__}.{name} is not in the docs"
            assert f'"{name}": {{' in written, f"{kind.__name__}.{name} is not in the schema"


def test_every_property_of_the_schema_is_described_or_has_a_described_type() -> None:
    properties = schema()["$defs"]["EventProperties"]["properties"]
    assert list(properties) == list(EVENT_FIELDS)
    assert [name for name, one in properties.items() if "description" not in one] == ["time_basis"]


def test_the_schema_is_printed_only_if_the_module_is_run_as_a_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    runpy.run_path(json_schema.__file__, run_name="imported")
    assert capsys.readouterr().out == ""
    runpy.run_path(json_schema.__file__, run_name="__main__")
    assert capsys.readouterr().out == schema_text()
