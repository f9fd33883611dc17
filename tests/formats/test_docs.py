"""The documents about the format keep their word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.formats import json_text, parse
from geo.formats.field_aliases import ALIASES
from geo.problem_list import MAX_ALIKE, MAX_ERRORS, MAX_WARNINGS
from geo.story import AREA_RADIUS_M, GUESS_CONFIDENCE, GUESS_RADIUS_M

DOCS = Path(__file__).resolve().parents[2] / "docs"
FORMAT = (DOCS / "story-format.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["story-format.md", "bring-your-own-story.md"])
def test_the_examples_can_be_played_without_a_warning(name: str) -> None:
    examples = re.findall(r"```json\n(.*?)```", (DOCS / name).read_text("utf-8"), re.DOTALL)
    assert examples
    for example in examples:
        story, problems = parse(example, "example.geojson")
        assert problems == ()
        assert all(event.when.start for event in story.events)


@pytest.mark.parametrize("field", ["title", "text", "start", "end", "people", "group", "sources"])
def test_the_names_understood_are_listed_in_their_order(field: str) -> None:
    assert f"| {field} | {', '.join(ALIASES[field])} |" in FORMAT


def test_the_limits_are_the_real_ones() -> None:
    assert f"| size of a file | {json_text.MAX_BYTES // 1_000_000} MB |" in FORMAT
    assert f"{MAX_ERRORS:,} errors and {MAX_WARNINGS:,} warnings" in FORMAT
    assert f"summed up after {MAX_ALIKE}" in FORMAT
    assert f"radius of {GUESS_RADIUS_M:,.0f} m or more" in FORMAT
    assert f"confidence under {GUESS_CONFIDENCE:g}" in FORMAT
    assert f"radius over {AREA_RADIUS_M:g} m" in FORMAT
