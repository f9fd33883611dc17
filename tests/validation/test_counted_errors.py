"""Equal errors of a file are counted: a refused file takes memory in proportion to its size."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

import geo

FEW, MANY = 1_000, 4_000


def event(properties: Any = None, geometry: Any = None) -> dict[str, Any]:
    """Return a Feature."""
    return {"type": "Feature", "geometry": geometry, "properties": properties or {"title": "A"}}


def story(features: list[Any], **members: Any) -> dict[str, Any]:
    """Return a story file."""
    return {"type": "FeatureCollection", "story": members, "features": features}


def line(positions: list[Any]) -> dict[str, Any]:
    """Return a story with one line."""
    return story([event(geometry={"type": "LineString", "coordinates": positions})], groups=[])


def nested(count: int) -> dict[str, Any]:
    """Return a story with wrong numbers in lists of lists."""
    rings = [[["x", "y"]] * 10] * (count // 20)
    return story([event(geometry={"type": "MultiLineString", "coordinates": rings})], groups=[])


HOSTILE: dict[str, Callable[[int], dict[str, Any]]] = {
    "people of an event": lambda n: story([event({"title": "A", "people": [1] * n})], groups=[]),
    "people": lambda n: story([event()], people=[{}] * n),
    "wrong types of people": lambda n: story([event()], people=[{"id": 5, "name": []}] * n),
    "alternatives": lambda n: story(
        [event()], places=[{"id": "p", "name": "P", "alternatives": [{}] * n}]
    ),
    "positions": lambda n: line([0] * n),
    "positions out of range": lambda n: line([[0, 99]] * n),
    "nested positions": nested,
    "Features": lambda n: story([{}] * n),
    "numbers as Features": lambda n: story([1] * n),
    "properties": lambda n: story([event({"title": 1, "people": 2})] * n, groups=[]),
}


def peak_and_problems(text: str) -> tuple[int, tuple[geo.Problem, ...]]:
    """Return the most bytes that reading takes, and what it reports."""
    tracemalloc.start()
    try:
        problems = geo.check(text).problems
        return tracemalloc.get_traced_memory()[1], problems
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_memory_of_a_refused_file_is_in_proportion_to_its_bytes(kind: str) -> None:
    few, many = (json.dumps(HOSTILE[kind](count)) for count in (FEW, MANY))
    geo.check(few)  # builds what is built once
    small, _ = peak_and_problems(few)
    large, problems = peak_and_problems(many)
    assert any(problem.severity == "error" for problem in problems)
    assert large - small <= 60 * (len(many) - len(few))


@pytest.mark.parametrize(
    ("kind", "field", "each"),
    [
        ("people of an event", "people[0]", 1),
        ("people", "id", 1),
        ("people", "name", 1),
        ("alternatives", "alternatives[0].why", 1),
        ("positions", "geometry.coordinates[0]", 1),
        ("nested positions", "geometry.coordinates[0][0][0]", 1),
    ],
)
def test_every_fault_is_counted(kind: str, field: str, each: int) -> None:
    problems = geo.check(json.dumps(HOSTILE[kind](MANY))).problems
    counts = {problem.field: problem.count for problem in problems}
    assert counts[field] == MANY * each
    examples = {problem.field: len(problem.examples) for problem in problems}
    assert examples[field] == 3


def test_different_faults_of_a_list_are_all_named() -> None:
    people = [{"id": "a", "name": 1}, {"id": 2, "name": "B"}, {"name": "C"}, 4]
    problems = geo.check(json.dumps(story([event()], people=people))).problems
    found = {(problem.feature, problem.field) for problem in problems if problem.field}
    assert {('person "a"', "name"), ("person 2", "id")} <= found
    assert any(problem.feature == "person 4" for problem in problems)


def test_a_line_without_properties_is_an_event() -> None:
    route = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}
    feature = {"type": "Feature", "geometry": route, "properties": None}
    made = geo.read({"type": "FeatureCollection", "features": [feature]})
    assert len(made.events[0].where.path) == 2
