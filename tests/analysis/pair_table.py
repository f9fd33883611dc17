"""The table of cases for pairs of people, `pairs.json`: how it is asked and compared.

`answers` asks Python; tests/browser/pairs.js asks the JavaScript twins the same questions, and
`mismatches` judges both.
"""

from __future__ import annotations

import json
from dataclasses import replace
from math import isclose
from pathlib import Path
from typing import Any

from geo import Group, Story
from geo.analysis.pair_choice import default_pair
from geo.analysis.timeline_distances import Separation, Stretch, separation_curve
from geo.analysis.timeline_encounters import Encounter, encounters
from geo.playback import Timeline, Track, timeline, tracks
from tests.playback import table
from tests.twins.separations import separation_at

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("pairs.json").read_text(encoding="utf-8")
)["cases"]

QUESTIONS = ("separations", "curves", "encounters")


def story_of(case: dict[str, Any]) -> Story:
    """The story that a case describes, its people in their groups."""
    story = table.story_of(case)
    groups = case["story"].get("groups", [None] * len(story.people))
    return replace(
        story,
        groups=tuple(Group(group, group.title()) for group in dict.fromkeys(groups) if group),
        people=tuple(
            replace(person, group=group) for person, group in zip(story.people, groups, strict=True)
        ),
    )


def questions(case: dict[str, Any]) -> dict[str, Any]:
    """What a case asks: people as indices, times as seconds."""
    people = case["story"]["people"]
    asked: dict[str, Any] = {
        key: [[people.index(row[0]), people.index(row[1])] for row in case["expect"].get(key, ())]
        for key in QUESTIONS
    }
    for pair, row in zip(asked["separations"], case["expect"].get("separations", ()), strict=True):
        pair.append(table.seconds(row[2]))
    return asked


def answers_of(story: Story, line: Timeline, asked: dict[str, Any]) -> dict[str, Any]:
    """What Python answers; tests/browser/pairs.js has the same keys."""
    found = tracks(story, line)
    people = {person.id: i for i, person in enumerate(story.people)}

    def two(a: int, b: int) -> tuple[Track, Track]:
        return found[a], found[b]

    return {
        "separations": [
            _separation(separation_at(story, line, *two(a, b), time), people)
            for a, b, time in asked["separations"]
        ],
        "curves": [
            [_stretch(stretch, people) for stretch in separation_curve(story, line, *two(a, b))]
            for a, b in asked["curves"]
        ],
        "encounters": [
            [_encounter(met, people) for met in encounters(story, line, *two(a, b))]
            for a, b in asked["encounters"]
        ],
    }


def _separation(found: Separation, people: dict[str, int]) -> dict[str, Any]:
    return {
        "certainty": found.certainty,
        "metres": found.distance_m,
        "missing": [people[person] for person in found.missing],
    }


def _stretch(found: Stretch, people: dict[str, int]) -> dict[str, Any]:
    return {
        "from": found.from_time,
        "to": found.to_time,
        "certainty": found.certainty,
        "missing": [people[person] for person in found.missing],
        "times": [time for time, _ in found.samples],
        "metres": [metres for _, metres in found.samples],
    }


def _encounter(found: Encounter, people: dict[str, int]) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "from": found.from_time,
        "to": found.to_time,
        "events": list(found.events),
        "metres": found.distance_m,
        "gap": found.gap_s,
        "watcher": -1 if found.watcher is None else people[found.watcher],
    }


def answers(case: dict[str, Any]) -> dict[str, Any]:
    """What Python answers to a case."""
    story = story_of(case)
    pair = default_pair(story)
    people = case["story"]["people"]
    return {
        **answers_of(story, timeline(story), questions(case)),
        "default_pair": None if pair is None else [people.index(person) for person in pair],
    }


def columns(story: Story) -> dict[str, Any]:
    """The events' columns that distances.js and meetings.js read."""
    people = {person.id: i for i, person in enumerate(story.people)}
    named = {
        key: [[people[person] for person in getattr(event, key)] for event in story.events]
        for key in ("people", "heard", "watched")
    }
    radius = [event.where.radius_m for event in story.events]
    return {**table.columns(story), **named, "radius": radius}


def mismatches(case: dict[str, Any], got: dict[str, Any], *keys: str) -> list[str]:
    """Where the answers differ from the table, one line each. `keys`: only these expectations."""
    wrong = []
    people = case["story"]["people"]
    for key, expected in _expectations(case, people).items():
        if keys and key not in keys:
            continue
        answer = got[key]
        if key == "curves":
            right = len(answer) == len(expected) and all(map(_is_curve, expected, answer))
        else:
            right = alike(expected, answer)
        if not right:
            wrong.append(f"{key}: expected {expected}, got {answer}. {case['why']}")
    return wrong


def _expectations(case: dict[str, Any], people: list[str]) -> dict[str, Any]:
    expected: dict[str, Any] = {}
    for key, rows in case["expect"].items():
        if key == "default_pair":
            expected[key] = None if rows is None else [people.index(person) for person in rows]
        elif key == "separations":
            expected[key] = [_numbered({"metres": None, **row[3]}, people) for row in rows]
        else:
            expected[key] = [[_numbered(one, people) for one in row[2]] for row in rows]
    return expected


def _numbered(found: dict[str, Any], people: list[str]) -> dict[str, Any]:
    """An expectation with people as indices and times as seconds."""
    found = {key: table.seconds(value) for key, value in found.items()}
    if "certainty" in found:
        return {**found, "missing": [people.index(one) for one in found.get("missing", ())]}
    watcher = people.index(found["watcher"]) if "watcher" in found else -1
    return {"gap": 0, **found, "watcher": watcher}


def _is_curve(expected: list[dict[str, Any]], got: list[dict[str, Any]]) -> bool:
    said = ("from", "to", "certainty", "missing")
    plain = [{key: stretch[key] for key in said} for stretch in got]
    wanted = [{key: one[key] for key in said} for one in expected]
    return alike(wanted, plain) and all(
        _holds(list(zip(stretch["times"], stretch["metres"], strict=True)), one.get("samples", []))
        and (stretch["certainty"] == "unknown") == (not stretch["times"])
        for one, stretch in zip(expected, got, strict=True)
    )


def _holds(samples: list[Any], wanted: list[Any]) -> bool:
    """Whether all that is wanted is among the samples, in its order."""
    left = iter(samples)
    return all(any(alike(list(one), list(sample)) for sample in left) for one in wanted)


def alike(expected: Any, got: Any) -> bool:
    """Whether two JSON values are the same, numbers within half a metre or 0.1 %.

    Of a time, 0.1 % would be years: numbers past a hundred million must agree to a millisecond.
    """
    if isinstance(expected, dict):
        return expected.keys() == got.keys() and all(
            alike(value, got[key]) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return len(expected) == len(got) and all(map(alike, expected, got))
    if isinstance(expected, int | float) and isinstance(got, int | float):
        if abs(expected) > 1e8:
            return abs(expected - got) < 1e-3
        return isclose(expected, got, rel_tol=1e-3, abs_tol=0.5)
    return bool(expected == got)
