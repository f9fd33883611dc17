"""Lists are checked in one pass: no list of a file makes another one be read again and again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import geo
from geo.problem_list import MAX_HINT_WORDS, MAX_HINTS
from geo.validation import validate

FEW, MANY = 600, 2_400
PACKAGE = str(Path(geo.__file__).parent)


def event(**properties: Any) -> dict[str, Any]:
    """Return a Feature."""
    return {"type": "Feature", "geometry": None, "properties": {"title": "A", **properties}}


def story(features: list[Any], **members: Any) -> dict[str, Any]:
    """Return a story file with shared members."""
    return {"type": "FeatureCollection", "story": members, "features": features}


def people(count: int) -> list[dict[str, str]]:
    """Return as many people."""
    return [{"id": f"p{number}", "name": "N"} for number in range(count)]


class Id(str):
    """An id that counts how often any of its kind is compared."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        Id.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def lines_run(read: Callable[[], object]) -> int:
    """Return how many lines of the package run while a function is called."""
    lines = 0

    def trace(frame: FrameType, happened: str, _: Any) -> Any:
        nonlocal lines
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        lines += happened == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read()
    finally:
        sys.settrace(before)
    return lines


HOSTILE: dict[str, Callable[[int], dict[str, Any]]] = {
    "unknown ids": lambda n: story(
        [event(people=[f"x{number}" for number in range(n)])], people=people(n)
    ),
    "fields of other names": lambda n: story([event(**{f"f{number}": 1 for number in range(n)})]),
    "fields of one meaning": lambda n: story([event(**{f"name{'_' * k}": "x" for k in range(n)})]),
    "a field of its own in each event": lambda n: story(
        [event(**{f"f{number}": number}) for number in range(n)]
    ),
    "names of people": lambda n: {
        "type": "FeatureCollection",
        "features": [event(characters=["!" * (1 + number % 90) for number in range(n)])],
    },
    "sources": lambda n: story(
        [event(sources=[f"s{number}" for number in range(n)])],
        sources=[{"id": f"s{number}", "title": "S"} for number in range(n)],
    ),
    "groups": lambda n: story(
        [event(group=f"g{number}") for number in range(n)],
        groups=[{"id": f"g{number}", "name": "G"} for number in range(n)],
    ),
    "doubled ids": lambda n: story([event(id="same") for _ in range(n)], people=people(1)),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_four_times_the_entries_take_four_times_the_work(kind: str) -> None:
    few, many = HOSTILE[kind](FEW), HOSTILE[kind](MANY)
    geo.check(few)
    assert lines_run(lambda: geo.check(many)) < 5 * lines_run(lambda: geo.check(few))


def test_people_who_die_are_looked_up_without_comparing_all_of_them() -> None:
    count = 300
    present = tuple(Id(f"p{number}") for number in range(count))
    dying = tuple(Id(one) for one in reversed(present))
    known = tuple(geo.Person(str(one), "N") for one in present)
    one = geo.Event("e", "A", people=present, dies=dying)
    Id.compared = 0
    assert validate(geo.Story("S", (one,), people=known)) == ()
    assert Id.compared < 3 * count


def test_only_the_first_unknown_ids_are_compared_with_known_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words: list[int] = []

    def compare(_: str, known: list[str], **__: Any) -> list[str]:
        words.append(len(known))
        return []

    monkeypatch.setattr("geo.problem_list.get_close_matches", compare)
    unknown = [f"x{number}" for number in range(MANY)]
    checked = geo.check(story([event(people=unknown)], people=people(MANY)))
    assert words == [MAX_HINT_WORDS] * MAX_HINTS
    assert sum(problem.count for problem in checked.problems if problem.field == "people") == MANY
