"""No bytes, however broken or hostile, give anything but a story or problems."""

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
        ("", "heat.geojson: found an empty file, expected a GeoJSON FeatureCollection"),
        (b" \n", "heat.geojson: found an empty file, expected a GeoJSON FeatureCollection"),
        (
            '{"type":\n  "FeatureCollection",,}',
            (
                "heat.geojson: found broken JSON at line 2, column 23"
                " (expecting property name enclosed in double quotes), expected valid JSON"
            ),
        ),
        (
            b'{"title":\n "caf\xe9"}',
            (
                "heat.geojson: found byte 0xe9 at line 2, byte 6 of the line,"
                " expected UTF-8 text; save the file with that encoding"
            ),
        ),
        (
            "{}".encode("utf-16"),
            (
                "heat.geojson: found UTF-16 text,"
                " expected UTF-8 text; save the file with that encoding"
            ),
        ),
        (
            "[" * 100_000,
            "heat.geojson: found lists or objects nested too deeply, expected a GeoJSON story",
        ),
        ("\ud800", "heat.geojson: found text that is not valid Unicode, expected UTF-8 text"),
        ("1" * 5000, "heat.geojson: found a number of thousands of digits, expected valid JSON"),
        ("5", "heat.geojson: found 5, expected a GeoJSON FeatureCollection"),
        ("{}", 'heat.geojson: type: found nothing, expected "FeatureCollection"'),
        (
            '{"type": "FeatureCollection"}',
            "heat.geojson: features: found nothing, expected a list of Features",
        ),
        (
            '{"type": "FeatureCollection", "features": []}',
            "heat.geojson: features: found no events, expected at least one Feature",
        ),
        ("[]", "heat.geojson: features: found no events, expected at least one Feature"),
        ("[1]", "heat.geojson: event 1: found 1, expected a GeoJSON Feature"),
        ('[{"type": "Fature"}]', 'heat.geojson: event 1: type: found "Fature", expected "Feature"'),
        (
            '[{"type": "Feature", "properties": 3}]',
            "heat.geojson: event 1: properties: found 3, expected an object",
        ),
        (
            '{"type": "Topology", "objects": {}}',
            (
                "heat.geojson: type: found TopoJSON, expected a GeoJSON FeatureCollection;"
                " convert the file (topo2geo)"
            ),
        ),
    ],
)
def test_what_is_no_story_is_named_in_one_line(content: str | bytes, line: str) -> None:
    assert line_of(content) == line


def test_a_byte_order_mark_does_no_harm() -> None:
    story, problems = parse(b"\xef\xbb\xbf" + collection().encode(), "heat.geojson")
    assert (story.events[0].title, problems) == ("One", ())


def test_a_name_that_stands_twice_is_warned_about_and_the_last_one_counts() -> None:
    story, (problem,) = parse(collection(', "title": "Two"'), "heat.geojson")
    assert story.events[0].title == "Two"
    assert (problem.feature, problem.field) == ("event 1", "properties")
    assert problem.found == '"title" twice'


def test_half_a_character_is_an_error_in_its_place() -> None:
    line = line_of(collection(', "note": ["\\ud800"]'))
    assert line.startswith('heat.geojson: event 1: note[0]: found "\\ud800", expected whole')


def test_a_whole_character_given_by_two_escapes_is_fine() -> None:
    assert parse(collection(', "text": "\\ud83d\\ude00"'), "heat.geojson")[0].events[0].text == "😀"


def test_numbers_that_are_none_are_reported_in_their_field() -> None:
    feature = '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [NaN, -Infinity]}}'
    with pytest.raises(StoryError) as caught:
        parse(f"[{feature}]", "heat.geojson")
    fields = [problem.field for problem in caught.value.problems if problem.severity == "error"]
    assert fields == ["geometry.coordinates[0]", "geometry.coordinates[1]"]


def test_a_file_that_is_too_large_is_refused_before_it_is_understood(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(json_text, "MAX_BYTES", 1_000_000)
    path = tmp_path / "large.geojson"
    for size, found in ((1_000_001, "1.1 MB"), (2_300_000, "2.3 MB")):
        path.write_bytes(b" " * size)
        (problem,) = check(path).problems
        assert (problem.found, problem.expected) == (found, "at most 1 MB; split the story")


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "folder.geojson").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "loop.json").symlink_to("loop.json")
    found = {
        "missing.geojson": "no such file",
        "folder.geojson": "a folder",
        "": "a folder",
        "file/story.json": "not a directory",
        "loop.json": "too many levels of symbolic links",
        "nul\x00.json": "embedded null byte",
        f"{'x' * 5000}.json": "file name too long",
        "story.txt": "a name that ends in .txt",
        "file": "no ending",
    }
    for name, reason in found.items():
        (problem,) = check(f"{tmp_path}/{name}").problems
        assert reason in problem.found
        assert str(problem).isprintable()


def test_a_file_that_may_not_be_read_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    # The superuser may read anything, so the answer is given here instead of by chmod.
    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = check("heat.geojson").problems
    assert problem.found == "permission denied"


def only_problems(content: str | bytes) -> None:
    """Read it; whatever is wrong must come as problems that fit a terminal's line."""
    try:
        story, problems = parse(content, "any.geojson")
        # What could be read can be written, and is then read again as the same story.
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
    only_problems(content)


@QUICK
@given(st.text(max_size=200))
def test_any_text_gives_a_story_or_problems(content: str) -> None:
    only_problems(content)


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
    only_problems(json.dumps(value))


@pytest.mark.parametrize("nested", ["[%s]", '{"name": %s}', '{"geometries": [%s]}'])
@pytest.mark.parametrize("depth", [300, 900, 960, 980, 990])
def test_what_is_nested_as_deeply_as_json_allows_gives_a_story_or_problems(
    nested: str, depth: int
) -> None:
    value = '"x"'
    for _ in range(depth):
        value = nested % value
    for name in ("title", "people", "place", "start", "type", "id", "importance", "unknown"):
        only_problems(f'[{{"type": "Feature", "properties": {{"{name}": {value}}}}}]')
    only_problems(f'[{{"type": "Feature", "geometry": {value}}}]')
    for member in ("crs", "story", "name", "features"):
        only_problems(f'{{"type": "FeatureCollection", "features": [], "{member}": {value}}}')


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
    only_problems(whole[:cut] + put + whole[cut + skip :])
