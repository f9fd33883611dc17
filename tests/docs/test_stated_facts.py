"""Numbers and names that the documentation states are those of the code."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from geo import analysis, render
from geo.cli.main import COMMANDS
from geo.dashboard import story_cache
from geo.dashboard.toolbar import story_picker
from geo.field_types import MOST_METRES, MOST_NUMBER, MOST_SECONDS
from geo.formats import json_text
from geo.formats.foreign.field_aliases import ALIASES
from geo.formats.numbers.number_columns import MAX_COLUMNS
from geo.formats.reading_choices import DATE_ORDERS, ELAPSED_UNITS, EPOCH_UNITS
from geo.formats.times.time_columns import TimeColumn
from geo.geocoding import Gazetteer, OnlineSettings
from geo.problem_list import (
    MAX_ERRORS,
    MAX_EXAMPLES,
    MAX_HINT_WORDS,
    MAX_HINTS,
    MAX_WARNINGS,
)
from geo.story import AREA_RADIUS_M, GUESS_CONFIDENCE, GUESS_RADIUS_M

ROOT: Final = Path(__file__).resolve().parents[2]


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize("field", ["title", "text", "start", "end", "people", "group", "sources"])
def test_the_alternative_names_of_a_field_are_listed_in_order(field: str) -> None:
    assert f"| {field} | {', '.join(ALIASES[field])} |" in page("story-format")


def test_the_page_states_the_limits_of_the_story_format() -> None:
    text = " ".join(page("story-format").split())
    assert f"| size of a file | {json_text.MAX_BYTES // 1_000_000} MB |" in text
    assert f"| time of a film, running time | {MOST_SECONDS:,} seconds |" in text
    assert f"| radius | {MOST_METRES:,} metres," in text
    assert f"from -{MOST_NUMBER:g} to {MOST_NUMBER:g} |" in text
    assert f"| the first {MAX_COLUMNS} |" in text
    assert f"the first {MAX_HINTS} unknown names" in text
    assert f"the first {MAX_HINT_WORDS:,} known ones" in text
    assert f"{MAX_ERRORS:,} different errors and {MAX_WARNINGS:,} warnings" in text
    assert f"equal ones are one problem with their number and {MAX_EXAMPLES} examples" in text
    assert f"radius of {GUESS_RADIUS_M:,.0f} m or more" in text
    assert f"confidence under {GUESS_CONFIDENCE:g}" in text
    assert f"radius over {AREA_RADIUS_M:g} m" in text


def test_the_page_states_which_numbers_the_code_reads_as_times() -> None:
    text = " ".join(page("story-format").split())
    for number, precision in (
        (9999, "year"),
        (19600502, "day"),
        (196005021058, "time"),
        (20000, "day"),
        (80000, "day"),
    ):
        assert TimeColumn("date", [number]).moment(number).precision == precision
    for stated in ("up to 9999: years", "19600502, 196005021058", "20000 to 80000"):
        assert stated in text
    largest = 100_000_000_000
    assert f"seconds below {largest:,}, else milli-" in text
    for number, year in ((largest - 1, 5138), (largest, 1973)):
        assert TimeColumn("time", [number]).moment(number).time.year == year
    assert "ten days of 1970, and whole thousands below 1,000,000,000" in text
    for number, is_refused in ((999_999_000, True), (1_000_000_000, False), (864_001, False)):
        assert (TimeColumn("time", [number]).error is not None) == is_refused
    for name, values in (
        ("epoch", EPOCH_UNITS),
        ("elapsed", ELAPSED_UNITS),
        ("dates", DATE_ORDERS),
    ):
        assert f"--{name} {'|'.join(values)}" in text


def test_the_page_states_the_limits_of_the_server() -> None:
    text = page("hosting")
    assert f"| an uploaded file | {story_picker.UPLOAD_MB} MB |" in text
    assert f"client_max_body_size {story_picker.UPLOAD_MB}m;" in text
    assert (
        f"| the story that the server starts with | {json_text.MAX_BYTES // 1_000_000} MB |" in text
    )
    own, times = story_cache.memory_estimate(0) // 1_000_000, story_cache.memory_estimate(1)
    assert (
        f"| {story_cache.MAX_BYTES // 1_000_000} MB. A story counts as {own} MB plus three times"
        " its file size." in text
    )
    assert times - story_cache.memory_estimate(0) == 3


def test_the_page_has_the_attributes_of_the_frame() -> None:
    text = page("document-interface")
    assert f'sandbox="{render.FRAME.sandbox}"' in text
    assert f'allow="{render.FRAME.allow}"' in text


def test_the_page_lists_the_fields_of_the_online_settings() -> None:
    table = page("geocoding").split("The fields of `OnlineSettings`:\n\n")[1].splitlines()[2:]
    names = [name for row in table for name in re.findall("`(.+?)`", row.split(" | ")[0])]
    assert names == list(OnlineSettings.__dataclass_fields__)


def test_the_page_names_every_key_of_raw() -> None:
    geolocator: Any = Gazetteer()
    raw = {*geolocator.geocode("LAX").raw, *geolocator.reverse((33.9425, -118.4081)).raw}
    assert {key for key in raw if f"`{key}`" not in page("geocoding")} == set()


def test_the_accuracy_of_a_score_is_the_measured_one() -> None:
    text = " ".join(page("geocoding").split())
    score, share = re.search(r"a score of about (\S+), (\d+)% were right", text).groups()  # type: ignore[union-attr]
    measured = (ROOT / "bench/README.md").read_text("utf-8")
    assert f"\n| {score} | {int(share) / 100:.2f} |" in measured


def test_every_command_is_in_the_documentation() -> None:
    pages = "".join(file.read_text("utf-8") for file in (ROOT / "docs").glob("*.md"))
    assert [name for name in COMMANDS if f"geo {name} " not in pages] == []


def test_every_function_of_the_analysis_is_in_its_page() -> None:
    functions = [name for name in analysis.__all__ if not isinstance(getattr(analysis, name), type)]
    assert len(functions) >= 5
    assert [name for name in functions if name not in page("analysis")] == []


def test_every_record_of_the_analysis_explains_its_fields() -> None:
    records = [
        value
        for name in analysis.__all__
        if isinstance(value := getattr(analysis, name), type) and not issubclass(value, Exception)
    ]
    unexplained = [
        f"{record.__name__}.{field}"
        for record in records
        for field in record.__dataclass_fields__  # type: ignore[attr-defined]  # a dataclass
        if f"\n        {field}:" not in (record.__doc__ or "")
    ]
    assert len(records) >= 4
    assert unexplained == []


def test_the_examples_in_docstrings_of_the_analysis_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "events.geojson", tmp_path)
    monkeypatch.chdir(tmp_path)
    modules = [module.name for module in pkgutil.walk_packages(analysis.__path__, "geo.analysis.")]
    results = {
        name: doctest.testmod(importlib.import_module(name)) for name in ("geo.analysis", *modules)
    }
    assert [name for name, result in results.items() if result.failed] == []
    assert results["geo.analysis"].attempted >= 4
