"""Any bytes, however broken or hostile, give a story or problems."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo import StoryError
from geo.formats import parse
from geo.formats.foreign.field_aliases import ALIASES
from geo.formats.geojson_schema import EVENT_FIELDS, STORY_FIELDS
from geo.formats.geojson_writer import to_text

QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_or_report(content: str | bytes) -> None:
    """Read the content. Everything wrong must be a problem that is printed on one line."""
    try:
        story, problems = parse(content, "any.geojson")
        # A story that was read can be written and read back unchanged.
        assert parse(to_text(story), "again.geojson")[0] == story
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


POSITIONS = st.lists(st.floats(-200, 200) | st.integers(0, 2**31), min_size=2, max_size=5)
LISTS = st.recursive(
    st.lists(SCALARS, max_size=4), lambda inner: st.lists(inner, max_size=3), max_leaves=4
)
MOVING = st.fixed_dictionaries(
    {"type": st.sampled_from(["MovingPoint", "MovingGeometryCollection", "MovingPolygon"])},
    optional={
        "coordinates": st.lists(POSITIONS, max_size=4) | VALUES,
        "datetimes": LISTS | VALUES,
        "interpolation": VALUES,
        "sequences": VALUES,
        "prisms": VALUES,
    },
)
MOVEMENTS = st.fixed_dictionaries(
    {
        "type": st.just("Feature"),
        "geometry": st.fixed_dictionaries(
            {
                "type": st.sampled_from(["LineString", "MultiPoint", "Point"]),
                "coordinates": st.lists(POSITIONS, max_size=4) | POSITIONS,
            }
        ),
        "properties": st.dictionaries(
            st.sampled_from([*ALIASES["times"], "time", "start", "end", "vehicle", "who", "t"]),
            LISTS | SCALARS,
            max_size=4,
        ),
    },
    optional={"temporalGeometry": MOVING},
)


@settings(QUICK, max_examples=300)
@given(st.lists(MOVEMENTS, min_size=1, max_size=6))
def test_any_list_of_times_gives_a_story_or_problems(features: list[Any]) -> None:
    read_or_report(json.dumps(features))


@pytest.mark.parametrize("nested", ["[%s]", '{"name": %s}', '{"geometries": [%s]}'])
@pytest.mark.parametrize("depth", [300, 900, 960, 980, 990])
def test_deeply_nested_json_gives_a_story_or_problems(nested: str, depth: int) -> None:
    value = '"x"'
    for _ in range(depth):
        value = nested % value
    for name in ("title", "people", "place", "start", "type", "id", "importance", "unknown"):
        read_or_report(f'[{{"type": "Feature", "properties": {{"{name}": {value}}}}}]')
    line = '"geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}'
    for name in ("times", "time", "coordinateProperties"):
        read_or_report(f'[{{"type": "Feature", {line}, "properties": {{"{name}": {value}}}}}]')
    for kind in ("MovingGeometryCollection", "MovingPoint"):
        moving = f'{{"type": "{kind}", "prisms": {value}, "coordinates": {value}}}'
        read_or_report(f'[{{"type": "Feature", "properties": {{}}, "temporalGeometry": {moving}}}]')
    broken = f'{{"type": "LineString", "coordinates": {value}}}'
    read_or_report(f'[{{"type": "Feature", "geometry": {broken}, "properties": {{}}}}]')
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
