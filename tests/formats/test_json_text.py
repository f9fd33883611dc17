"""Any bytes, however broken or hostile, give a story or problems."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo import StoryError
from geo.formats import check, json_text, parse
from geo.formats.field_aliases import ALIASES
from geo.formats.geojson_schema import EVENT_FIELDS, STORY_FIELDS
from geo.formats.geojson_writer import to_text

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
            b'{"title":\n "caf\xe9"}',
            (
                "heat.geojson: the file is not UTF-8 text"
                " (see the byte 0xe9 at line 2, byte 6 of the line); save it as UTF-8"
            ),
        ),
        (
            "{}".encode("utf-16"),
            "heat.geojson: the file is UTF-16 text; save it as UTF-8",
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
    fields = [problem.field for problem in caught.value.problems if problem.severity == "error"]
    assert fields == ["geometry.coordinates[0]", "geometry.coordinates[1]"]


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


def read_or_report(content: str | bytes) -> None:
    """Read the content. Everything wrong must be a problem that is printed on one line."""
    try:
        story, problems = parse(content, "any.geojson")
        # A story that was read can be written and read back unchanged.
        assert parse(to_text(story), "again.geojson") == (story, ())
    except StoryError as error:
        problems = error.problems
        assert any(problem.severity == "error" for problem in problems)
    for problem in problems:
        assert "\n" not in str(problem)
        assert str(problem).encode("utf-8")


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes_give_a_story_or_problems(content: bytes) -> None:
    read_or_report(content)


@QUICK
@given(st.text(max_size=200))
def test_any_text_gives_a_story_or_problems(content: str) -> None:
    read_or_report(content)


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["1995-05-02T10:58", "1995", "-5", "10:30", "a, b; c", 10**350, 1e308]),
)
NAMES = st.one_of(
    st.sampled_from(
        sorted(
            {*EVENT_FIELDS, *STORY_FIELDS, "type", "coordinates"}
            | {"geometries", "geometry", "properties", "features", "story", "crs", "id", "name"}
            | {alias for names in ALIASES.values() for alias in names}
        )
    ),
    st.text(max_size=4),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)
GEOMETRIES = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            ["Point", "LineString", "MultiPoint", "MultiLineString", "Polygon", "MultiPolygon"]
        )
    },
    optional={
        "coordinates": st.recursive(
            st.lists(st.floats(-200, 200) | SCALARS, max_size=4),
            lambda inner: st.lists(inner, max_size=4),
            max_leaves=8,
        )
    },
)
FEATURES = st.fixed_dictionaries(
    {
        "type": st.just("Feature"),
        "geometry": st.one_of(
            GEOMETRIES,
            VALUES,
            st.fixed_dictionaries(
                {
                    "type": st.just("GeometryCollection"),
                    "geometries": st.lists(GEOMETRIES, max_size=3),
                }
            ),
        ),
        "properties": st.dictionaries(NAMES, VALUES, max_size=6),
    }
)
COLLECTIONS = st.fixed_dictionaries(
    {"type": st.just("FeatureCollection"), "features": st.lists(FEATURES | VALUES, max_size=4)},
    optional={
        "story": st.dictionaries(NAMES, VALUES, max_size=6) | VALUES,
        "crs": VALUES,
        "name": VALUES,
        "metadata": VALUES,
    },
)


@settings(QUICK, max_examples=300)
@given(COLLECTIONS | VALUES)
def test_any_json_gives_a_story_or_problems(value: Any) -> None:
    read_or_report(json.dumps(value))


@pytest.mark.parametrize("nested", ["[%s]", '{"name": %s}', '{"geometries": [%s]}'])
@pytest.mark.parametrize("depth", [300, 900, 960, 980, 990])
def test_deeply_nested_json_gives_a_story_or_problems(nested: str, depth: int) -> None:
    value = '"x"'
    for _ in range(depth):
        value = nested % value
    for name in ("title", "people", "place", "start", "type", "id", "importance", "unknown"):
        read_or_report(f'[{{"type": "Feature", "properties": {{"{name}": {value}}}}}]')
    read_or_report(f'[{{"type": "Feature", "geometry": {value}}}]')
    for member in ("crs", "story", "name", "features"):
        read_or_report(f'{{"type": "FeatureCollection", "features": [], "{member}": {value}}}')


@QUICK
@given(cut=st.integers(0, 500), put=st.binary(max_size=4), skip=st.integers(0, 4))
def test_a_damaged_story_gives_a_story_or_problems(cut: int, put: bytes, skip: int) -> None:
    whole = json.dumps(
        {
            "type": "FeatureCollection",
            "story": {"people": [{"id": "neil", "name": "Neil"}], "timezone": "Europe/Rome"},
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "LineString", "coordinates": [[12.5, 41.9], [12.6, 42]]},
                    "properties": {"id": "a", "title": "b", "start": "1960", "people": ["neil"]},
                }
            ],
        }
    ).encode()
    read_or_report(whole[:cut] + put + whole[cut + skip :])
