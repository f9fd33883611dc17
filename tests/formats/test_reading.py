"""Read stories from all kinds of sources; write stories to paths and open files."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import geo
from geo import Position, StoryError
from geo.errors import ExportError
from geo.formats import geojson, parse, registry
from geo.formats.geojson_writer import to_text
from geo.formats.reading_choices import ReadingChoices
from geo.formats.registry import FORMATS, Format
from tests.sample import small_story

TEXT = to_text(small_story())


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(TEXT, id="text"),
        pytest.param(f"\ufeff\n {TEXT}", id="text with a byte order mark"),
        pytest.param(TEXT.encode(), id="bytes"),
        pytest.param(bytearray(TEXT.encode()), id="bytearray"),
        pytest.param(json.loads(TEXT), id="dict"),
        pytest.param(io.StringIO(TEXT), id="text file"),
        pytest.param(io.BytesIO(TEXT.encode()), id="binary file"),
    ],
)
def test_a_story_is_read_from_texts_dicts_and_file_objects(source: Any) -> None:
    assert geo.read(source) == small_story()


def test_a_story_is_read_from_a_path_and_from_an_open_file(tmp_path: Path) -> None:
    path = tmp_path / "small.geojson"
    path.write_text(TEXT, "utf-8")
    with path.open("rb") as binary, path.open(encoding="utf-8") as text:
        read = [geo.read(path), geo.read(str(path)), geo.read(binary), geo.read(text)]
    assert read == [small_story()] * 4


def test_a_dict_is_not_changed_and_can_have_python_values() -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": (-118.2, 34.05)},
        "properties": {"title": "One", "start": datetime(2024, 1, 1, 10), "note": float("nan")},
    }
    collection = {"type": "FeatureCollection", "features": [feature]}
    (event,) = geo.read(collection).events
    assert event.when.start == datetime(2024, 1, 1, 10)
    assert event.where.path == (Position(-118.2, 34.05),)
    assert collection["features"] == [feature]


def test_a_lone_surrogate_in_a_dict_is_an_error_as_in_a_file() -> None:
    feature = {"type": "Feature", "geometry": None, "properties": {"title": "\ud800"}}
    with pytest.raises(StoryError, match="without lone surrogates"):
        geo.read({"type": "FeatureCollection", "features": [feature]})


def test_a_dict_that_contains_itself_is_refused() -> None:
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    collection["features"] = collection
    with pytest.raises(StoryError, match="nested too deeply"):
        geo.read(collection)


def test_problems_of_an_open_file_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text("{}")
    with path.open("rb") as stream, pytest.raises(StoryError) as caught:
        geo.read(stream)
    assert caught.value.problems[0].file == str(path)


def test_problems_of_a_text_have_the_file_name_story() -> None:
    with pytest.raises(StoryError, match=r"^story: type: found no value"):
        geo.read("{}")


@pytest.mark.parametrize("source", [5, None, object()], ids=["number", "None", "object"])
def test_a_source_of_another_type_is_refused_with_the_accepted_types(source: Any) -> None:
    with pytest.raises(StoryError, match="expected a path, a text, bytes, a dict"):
        geo.read(source)


def test_a_closed_file_is_a_problem() -> None:
    stream = io.StringIO(TEXT)
    stream.close()
    assert "the open file cannot be read: I/O operation on closed file" in str(geo.check(stream))


def test_check_returns_the_story_and_its_warnings() -> None:
    feature = {"type": "Feature", "geometry": None, "properties": {"text": "He waits."}}
    story, problems, _ = geo.check({"type": "FeatureCollection", "features": [feature]})
    assert story is not None
    assert [(one.severity, one.field) for one in problems] == [("warning", "title")]


@pytest.mark.parametrize(
    "source",
    ["missing.geojson", "[1]", b"\xff", "{", {}, [], 5, "nul\x00.json", io.BytesIO(b"")],
    ids=["missing", "number", "bytes", "broken", "dict", "list", "int", "nul", "empty"],
)
def test_check_never_raises(source: Any) -> None:
    story, problems, _ = geo.check(source)
    assert story is None
    assert problems


def test_a_list_of_plain_objects_is_a_table() -> None:
    rows = '[{"name": "a", "when": 1704103200000, "lon": -118.2, "lat": 34.05}, {"name": "b"}]'
    first, second = geo.read(rows).events
    assert (first.title, first.when.start) == ("a", datetime(2024, 1, 1, 10))
    assert first.where.path == (Position(-118.2, 34.05),)
    assert second.title == "b"


def test_a_file_with_an_unknown_extension_is_detected_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT, "utf-8")
    (tmp_path / "letter.txt").write_text("Dear reader")
    assert geo.read(tmp_path / "story.txt") == small_story()
    with pytest.raises(
        StoryError, match=r"unknown file type \.txt; the name of a story file ends in \.geojson or"
    ):
        geo.read(tmp_path / "letter.txt")


def test_a_text_that_is_neither_json_nor_a_file_name_is_refused() -> None:
    with pytest.raises(StoryError, match="neither JSON nor the name of an existing file"):
        geo.read("title,date\nA,1995")


def test_a_source_that_is_none_is_refused() -> None:
    with pytest.raises(StoryError, match="found None, expected a path, a text"):
        geo.read(None)


def test_a_value_between_the_rows_of_a_table_is_reported_by_its_row() -> None:
    (problem,) = geo.check([{"name": "A"}, 5, {"name": "B"}]).problems
    assert str(problem) == "story: row 2: found 5, expected an object"


@pytest.mark.parametrize(
    ("opened", "content"),
    [
        pytest.param(io.StringIO, lambda stream: stream.getvalue(), id="text"),
        pytest.param(io.BytesIO, lambda stream: stream.getvalue().decode(), id="binary"),
    ],
)
def test_a_story_is_written_to_an_open_file(
    opened: Callable[[], Any], content: Callable[[Any], str]
) -> None:
    stream = opened()
    geo.write(small_story(), stream)
    assert content(stream) == TEXT


def test_a_story_is_written_to_temporary_files() -> None:
    for mode in ("w+", "w+b"):
        with tempfile.NamedTemporaryFile(mode, encoding=None if "b" in mode else "utf-8") as file:
            geo.write(small_story(), file)
            file.seek(0)
            assert geo.read(file) == small_story()


def test_an_open_file_that_rejects_writing_is_an_export_error(tmp_path: Path) -> None:
    path = tmp_path / "closed.json"
    with path.open("w") as stream:
        pass
    with pytest.raises(ExportError, match="cannot write the story to the open file"):
        geo.write(small_story(), stream)
    with pytest.raises(ExportError, match="expected a path or an open file"):
        geo.write(small_story(), 5)  # type: ignore[arg-type]  # wrong on purpose


def test_every_format_can_be_sniffed_read_and_written() -> None:
    for one in FORMATS:
        assert one.sniff("{}") in (True, False)
        with pytest.raises(StoryError):
            one.read("", "empty")
        if one.writer is not None:
            assert one.read(one.write(small_story()), f"small{one.suffixes[0]}")[0] == small_story()


def starts_with_a_bang(start: str | bytes) -> bool:
    return start[:1] in ("!", b"!")


def read_bang(content: str | bytes, name: str, choices: ReadingChoices) -> geo.Checked:
    return geojson.parse(content[1:], f"{name}.json", choices)


def test_a_new_format_needs_one_line_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    here = __name__
    bang = Format("Bang", (".bang",), f"{here}:starts_with_a_bang", f"{here}:read_bang")
    monkeypatch.setattr(registry, "FORMATS", (*FORMATS, bang))
    assert parse(f"!{TEXT}", "small.bang")[0] == small_story()
    assert parse(f"!{TEXT}", "no ending")[0] == small_story()
    assert parse(TEXT, "no ending")[0] == small_story()


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_text_is_reported_as_empty(text: str) -> None:
    assert str(geo.check(text).problems[0]) == "story: the text is empty; expected a story"
