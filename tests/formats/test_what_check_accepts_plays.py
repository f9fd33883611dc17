"""What is read without an error makes a document, and every writer writes it unchanged."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo
from geo.field_types import MOST_METRES, MOST_NUMBER, MOST_SECONDS
from geo.formats.geojson_writer import to_text
from geo.formats.registry import writable_formats
from tests.formats.strategies import stories

# Values at the edges of their ranges and beyond, of every type of JSON.
HOSTILE: list[Any] = [
    *("", " ", "\0", "\u200b", "\ud800", "__proto__", "</script>", "x" * 100_000, "e\u0301" * 999),
    *(0, -1, 5e-324, 1e-300, MOST_SECONDS, MOST_METRES, MOST_NUMBER, 1e100, 1.7e308, 10**400),
    *(float("nan"), float("inf"), 2**53 + 1, -(2**63), True, None),
    *("-9999", "-9999-01-01T00:00", "0000", "0001-01-01T00:00", "9999", "9999-12-31T23:59:59"),
    *("0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "2016-12-31T23:59:60", "99XX"),
    *("Pacific/Kiritimati", "Etc/GMT+12", "+14:00", "zz-Zzzz-99"),
    *([], {}, [[]], [None], [180, 90], [-180, -90], [0, 0, 0, 0, 0], [[0, 0], [0, 0]], [1, 10**30]),
]
PEOPLE = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]


def slots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each container in a value of JSON with each of its keys or indexes."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in list(pairs):
        yield value, key
        if isinstance(part, (dict, list)):
            yield from slots(part)


@st.composite
def hostile_files(draw: st.DrawFn) -> dict[str, Any]:
    """Return a valid story file in which up to three values are replaced with hostile ones."""
    file: dict[str, Any] = json.loads(to_text(draw(stories())))
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(list(slots(file))))
        container[key] = draw(st.sampled_from(HOSTILE))
    return file


def assert_plays(file: dict[str, Any]) -> bool:
    """Check that a file is refused, or that it plays. Returns whether it was accepted."""
    checked = geo.check(json.dumps(file))
    if checked.story is None:
        assert any(problem.severity == "error" for problem in checked.problems)
        return False
    assert "</html>" in geo.StoryMap(checked.story).to_html()
    for written in writable_formats():
        stream = io.StringIO()
        stream.name = f"story{written.suffixes[0]}"
        geo.write(checked.story, stream)
        assert geo.read(stream.getvalue()) == checked.story
    return True


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(file=hostile_files())
def test_a_file_is_refused_or_plays(file: dict[str, Any]) -> None:
    assert_plays(file)


def story(events: list[dict[str, Any]], **members: Any) -> dict[str, Any]:
    """Return a story file. The geometry of an event is given among its properties."""
    features = [
        {"type": "Feature", "geometry": event.pop("geometry", None), "properties": event}
        for event in ({"title": "A", **event} for event in events)
    ]
    return {
        "type": "FeatureCollection",
        "story": {"people": PEOPLE, **members},
        "features": features,
    }


DAY = {"start": "1995-05-02", "people": ["a", "b"]}
ACCEPTED = {
    "no name": story([DAY], people=[{"id": "a", "name": ""}, {"id": "b", "name": "\u200b"}]),
    "no other names": story(
        [DAY],
        groups=[{"id": "g", "name": ""}],
        places=[{"id": "p", "name": ""}],
        sources=[{"id": "s", "title": ""}],
    ),
    "the last second of a film": story([{"film_start_s": MOST_SECONDS}, {"film_start_s": 0}]),
    "the longest film": story([{**DAY, "film_start_s": 5e-324}], running_time_s=MOST_SECONDS),
    "the shortest film": story([{**DAY, "film_start_s": 0}], running_time_s=5e-324),
    "the widest radius": story([{**DAY, "radius_m": MOST_METRES}, {**DAY, "radius_m": 5e-324}]),
    "the greatest numbers": story(
        [{"size_value": n, "colour_value": -n} for n in (MOST_NUMBER, -MOST_NUMBER, 5e-324, 0)]
    ),
    "all times": story([{"start": "-9999"}, {"start": "9999-12-31T23:59:59"}]),
    "all times in one event": story([{"start": "-9999", "end": "9999-12-31T23:59:59"}]),
    "the poles": story(
        [
            {
                **DAY,
                "geometry": {"type": "LineString", "coordinates": [[-180, -90], [180, 90]]},
            }
        ]
    ),
    "a long title": story([{**DAY, "title": "T" * 300_000}], title="S" * 300_000),
    "special ids": story(
        [{"id": "__proto__", "people": ["__proto__"]}], people=[{"id": "__proto__", "name": "N"}]
    ),
}


@pytest.mark.parametrize("kind", ACCEPTED)
def test_values_at_the_edges_of_their_range_play(kind: str) -> None:
    assert assert_plays(ACCEPTED[kind])


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("film_start_s", 1.7e308, "at most 1,000,000,000"),
        ("radius_m", 1.7e308, "at most 20,100,000"),
        ("size_value", 1.7e308, "from -1e+300 to 1e+300"),
        ("colour_value", -1.7e308, "from -1e+300 to 1e+300"),
        ("title", "\ud800", "valid Unicode text"),
        ("importance", 10**400, "1, 2 or 3"),
    ],
)
def test_a_value_that_cannot_be_played_is_an_error(field: str, value: Any, expected: str) -> None:
    (problem,) = [
        problem
        for problem in geo.check(json.dumps(story([{**DAY, field: value}]))).problems
        if problem.severity == "error"
    ]
    assert problem.feature == "event 1"
    assert problem.field == field
    assert expected in problem.expected


def test_a_fault_in_deeply_nested_geometries_is_an_error() -> None:
    geometry: dict[str, Any] = {"type": "Point", "coordinates": ["x", 1]}
    for _ in range(400):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    assert not assert_plays(story([{"geometry": geometry}]))
