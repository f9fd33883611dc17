"""What is wrong with the text of a file, before its fields are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import geo
from geo import StoryError
from geo.formats import check, json_text, parse

QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVENT = '{"type": "Feature", "properties": {"title": "One"%s}, "geometry": null}'


def collection(more: str = "") -> str:
    return f'{{"type": "FeatureCollection", "features": [{EVENT % more}]}}'


def line_of(content: str | bytes, name: str = "heat.geojson") -> str:
    with pytest.raises(StoryError) as caught:
        parse(content, name)
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "heat.geojson: the file is empty; it must contain a GeoJSON FeatureCollection"),
        (b" \n", "heat.geojson: the file is empty; it must contain a GeoJSON FeatureCollection"),
        (
            '{"type":\n  "FeatureCollection",,}',
            (
                "heat.geojson: not valid JSON at line 2, column 23:"
                " a name in double quotes is missing, or there is one comma too many"
            ),
        ),
        (
            '{"features": [}',
            (
                "heat.geojson: not valid JSON at line 1, column 15:"
                " unexpected `}`; check the brackets and commas before it"
            ),
        ),
        (
            '{"features": ]',
            (
                "heat.geojson: not valid JSON at line 1, column 14:"
                " unexpected `]`; check the brackets and commas before it"
            ),
        ),
        (
            "<html>",
            "heat.geojson: not valid JSON at line 1, column 1: the text must start with { or [",
        ),
        (
            '{"title": "Heat}',
            (
                "heat.geojson: not valid JSON at line 1, column 11:"
                " the closing quote of this text is missing"
            ),
        ),
        (
            b'{"title":\n "caf\xe9", "place": "\xc3\xa9"}',
            (
                "heat.geojson: the file is not UTF-8 text"
                " (see the byte 0xe9 at line 2, byte 6 of the line); save it as UTF-8"
            ),
        ),
        (
            "[" * 100_000,
            (
                "heat.geojson: lists or objects are nested too deeply;"
                " a story needs only a few levels"
            ),
        ),
        (
            "\ud800",
            (
                "heat.geojson: found text with a lone surrogate,"
                " expected valid Unicode text (without lone surrogates)"
            ),
        ),
        (
            "1" * 5000,
            "heat.geojson: a number of more than 4,300 digits cannot be read (line 1); shorten it",
        ),
        (
            f'["{"1" * 5000}",\n{"1" * 5000}.5,\n{"1" * 5000}e2,\n-{"1" * 5000}]',
            "heat.geojson: a number of more than 4,300 digits cannot be read (line 4); shorten it",
        ),
        (
            '{"type":\n',
            (
                "heat.geojson: not valid JSON at line 2, column 1: the JSON text ends too early;"
                " it is probably incomplete"
            ),
        ),
        (
            "{'type': 3}",
            "heat.geojson: not valid JSON at line 1, column 2: use double quotes (\") instead of '",
        ),
        ("5", "heat.geojson: found 5, expected a GeoJSON FeatureCollection"),
        ("{}", 'heat.geojson: type: found no value, expected "FeatureCollection"'),
        (
            '{"type": "FeatureCollection"}',
            "heat.geojson: features: found no value, expected a list of Features",
        ),
        (
            '{"type": "FeatureCollection", "features": []}',
            "heat.geojson: features: there are no events; add at least one Feature",
        ),
        ("[]", "heat.geojson: features: there are no events; add at least one Feature"),
        ("[1]", "heat.geojson: event 1: found 1, expected a GeoJSON Feature"),
        ('[{"type": "Fature"}]', 'heat.geojson: event 1: type: found "Fature", expected "Feature"'),
        (
            '[{"type": "Feature", "properties": 3}]',
            "heat.geojson: event 1: properties: found 3, expected an object",
        ),
        (
            '{"type": "Topology", "objects": {}}',
            (
                "heat.geojson: type: this is TopoJSON;"
                " convert it to GeoJSON, for example with topo2geo"
            ),
        ),
    ],
)
def test_content_without_a_story_gives_one_line(content: str | bytes, line: str) -> None:
    assert line_of(content) == line


def test_an_unknown_message_of_the_json_library_begins_with_a_small_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_text, "_JSON_ERRORS", {})
    assert "expecting ':' delimiter" in line_of('{"a" 1}')


def test_a_byte_order_mark_is_ignored() -> None:
    story, problems = parse(b"\xef\xbb\xbf" + collection().encode(), "heat.geojson")
    assert (story.events[0].title, problems) == ("One", ())


@pytest.mark.parametrize(
    ("member", "field"),
    [
        ('"comment": {TWICE}', "comment"),
        ('"comment": {"by": {TWICE}}', "comment.by"),
        ('"properties": {"crew": [{TWICE}]}', "properties.crew[0]"),
    ],
)
def test_a_duplicate_name_outside_the_events_is_reported_with_its_path(
    member: str, field: str
) -> None:
    content = collection()[:-1] + f", {member}}}".replace("TWICE", '"a": 1, "a": 2')
    (problem,) = (p for p in parse(content, "heat.geojson")[1] if "twice" in p.message)
    assert (problem.feature, problem.field) == (None, field)


def test_a_duplicate_name_in_a_geometry_is_reported_with_its_path() -> None:
    geometry = '{"type": "Point", "coordinates": [1, 2], "more": {"a": 1, "a": 2}}'
    content = collection().replace("null", geometry)
    (problem,) = (p for p in parse(content, "heat.geojson")[1] if "twice" in p.message)
    assert (problem.feature, problem.field) == ("event 1", "geometry.more")


def test_a_duplicate_name_gives_a_warning_and_its_last_value_is_used() -> None:
    story, (problem,) = parse(collection(', "title": "Two"'), "heat.geojson")
    assert story.events[0].title == "Two"
    assert (problem.feature, problem.field) == ("event 1", "properties")
    assert problem.message == 'the name "title" occurs twice; the last value is used'


def test_a_lone_surrogate_is_an_error_of_its_field() -> None:
    line = line_of(collection(', "note": ["\\ud800"]'))
    assert line.startswith(
        'heat.geojson: event 1: note[0]: found "\\ud800", expected valid Unicode'
    )


def test_a_surrogate_pair_is_one_character() -> None:
    assert parse(collection(', "text": "\\ud83d\\ude00"'), "heat.geojson")[0].events[0].text == "😀"


def test_nan_and_infinity_are_errors_of_their_fields() -> None:
    feature = '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [NaN, -Infinity]}}'
    with pytest.raises(StoryError) as caught:
        parse(f"[{feature}]", "heat.geojson")
    (error,) = (one for one in caught.value.problems if one.severity == "error")
    assert [example.field for example in error.examples] == [
        "geometry.coordinates[0]",
        "geometry.coordinates[1]",
    ]


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(json_text, "MAX_BYTES", 1_000_000)
    path = tmp_path / "large.geojson"
    for size, found in ((1_000_001, "1.1 MB"), (2_300_000, "2.3 MB")):
        path.write_bytes(b" " * size)
        (problem,) = check(path).problems
        assert (problem.found, problem.expected) == (found, "at most 1 MB")
        assert problem.message.endswith("the limit is 1 MB; split the story")


def test_a_file_that_cannot_be_opened_is_reported_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "folder.geojson").mkdir()
    for name in ("file", "table.CSV", "table.tsv", "way.gpx"):
        (tmp_path / name).touch()
    (tmp_path / "loop.json").symlink_to("loop.json")
    reasons = {
        "missing.geojson": "no such file",
        "missing.csv": "no such file",
        "folder.geojson": "it is a folder",
        "": "it is a folder",
        "file/story.json": "a part of the path is a file, not a folder",
        "loop.json": "too many levels of symbolic links",
        "nul\x00.json": "embedded null byte",
        f"{'x' * 5000}.json": "file name too long",
        "table.CSV": 'use geo.from_dataframe(pandas.read_csv("table.CSV"))',
        "table.tsv": r'use geo.from_dataframe(pandas.read_csv("table.tsv", sep="\t"))',
        "way.gpx": "cannot read .gpx files; convert the file to GeoJSON, for example with QGIS",
        "file": "the file name has no extension",
    }
    for name, reason in reasons.items():
        (problem,) = check(f"{tmp_path}/{name}").problems
        assert reason in problem.message
        assert str(problem).isprintable()


def test_a_file_without_read_permission_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    # The superuser can read every file, so chmod has no effect in some environments.
    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = check("heat.geojson").problems
    assert problem.message == "the file cannot be read: permission denied"


ROWS = '[{"title": "Café", "date": "1995-05-02"}, {"title": "Zoë"}]'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_bytes(ROWS.encode(encoding))
    for source in (path, ROWS.encode(encoding)):
        story, problems, _ = geo.check(source)
        assert story is not None
        assert [event.title for event in story.events] == ["Café", "Zoë"]
        assert not [problem for problem in problems if problem.field is None]


def test_western_european_text_is_read_with_a_warning() -> None:
    story, problems, _ = geo.check(ROWS.encode("cp1252"))
    assert story is not None
    assert story.events[0].title == "Café"
    assert "read as Windows-1252" in str(problems[0])
    assert problems[0].severity == "warning"


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\n\n", "\n\x1e"])
def test_one_feature_a_line_is_a_list_of_features(separator: str) -> None:
    lines = [
        json.dumps({"type": "Feature", "geometry": None, "properties": {"title": title}})
        for title in ("A", "B", "C")
    ]
    story = geo.read(separator.join(lines) + "\n")
    assert [event.title for event in story.events] == ["A", "B", "C"]


def test_text_after_the_end_of_a_value_is_still_an_error() -> None:
    with pytest.raises(geo.StoryError, match="remove the text after the end"):
        geo.read('{"type": "FeatureCollection", "features": []} and more')


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("as_bytes", [False, True])
def test_a_text_sequence_is_a_list_of_features(as_bytes: bool, indent: int | None) -> None:
    features = [
        {"type": "Feature", "geometry": None, "properties": {"title": title}} for title in "ab"
    ]
    text = "".join(f"\x1e{json.dumps(feature, indent=indent)}\n" for feature in features)
    story = geo.read(text.encode() if as_bytes else text)
    assert [event.title for event in story.events] == ["a", "b"]


def test_an_error_in_a_text_sequence_has_its_line() -> None:
    with pytest.raises(geo.StoryError, match="line 2, column 11"):
        geo.read('\x1e{"title": "a"}\n\x1e{"title" "b"}\n')
