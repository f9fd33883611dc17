"""The tables of cases for pairs of people: compute answers and compare them.

The tables are `pairs.json` and `areas.json`.

`answers` computes the answers in Python. tests/player/playback.js computes them in JavaScript.
`mismatches` compares both with the table.
"""

from __future__ import annotations

import json
from dataclasses import replace
from math import isclose
from pathlib import Path
from typing import Any

from geo import Group, Story
from geo.analysis.encounter_rules import Encounter, encounters
from geo.analysis.pair_choice import default_pair
from geo.analysis.timeline_distances import Separation, Stretch, separation_curve
from geo.playback import Timeline, Track, timeline, tracks
from geo.render.document_areas import document_areas
from tests.playback import table
from tests.twins.separations import separation_at


def _table(name: str) -> dict[str, Any]:
    """Return a table in the folder of this module."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return found


# Points in areas, areas at a time, and people in areas.
AREAS = _table("areas.json")
CASES: list[dict[str, Any]] = [*_table("pairs.json")["cases"], *AREAS["cases"]]

QUESTIONS = ("separations", "curves", "encounters")


def story_of(case: dict[str, Any]) -> Story:
    """Build the story of a case, with the groups of its people."""
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
    """Return the questions of a case, with people as indices and times as seconds."""
    people = case["story"]["people"]
    queries: dict[str, Any] = {
        key: [[people.index(row[0]), people.index(row[1])] for row in case["expect"].get(key, ())]
        for key in QUESTIONS
    }
    for pair, row in zip(
        queries["separations"], case["expect"].get("separations", ()), strict=True
    ):
        pair.append(table.seconds(row[2]))
    return queries


def answers_of(story: Story, line: Timeline, queries: dict[str, Any]) -> dict[str, Any]:
    """Compute the answers in Python. tests/player/playback.js has the same keys."""
    story_tracks = tracks(story, line)
    people = {person.id: i for i, person in enumerate(story.people)}

    def pair(a: int, b: int) -> tuple[Track, Track]:
        return story_tracks[a], story_tracks[b]

    return {
        "separations": [
            _separation(separation_at(story, line, *pair(a, b), time), people)
            for a, b, time in queries["separations"]
        ],
        "curves": [
            [_stretch(stretch, people) for stretch in separation_curve(story, line, *pair(a, b))]
            for a, b in queries["curves"]
        ],
        "encounters": [
            [_encounter(met, people) for met in encounters(story, line, *pair(a, b))]
            for a, b in queries["encounters"]
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
    """Compute the answers to a case in Python."""
    story = story_of(case)
    pair = default_pair(story)
    people = case["story"]["people"]
    return {
        **answers_of(story, timeline(story), questions(case)),
        "default_pair": None if pair is None else [people.index(person) for person in pair],
    }


def columns(story: Story) -> dict[str, Any]:
    """Return the event columns that distances.js and meetings.js read."""
    people = {person.id: i for i, person in enumerate(story.people)}
    named = {
        key: [[people[person] for person in getattr(event, key)] for event in story.events]
        for key in ("people", "heard", "watched")
    }
    radius = [event.where.radius_m for event in story.events]
    unknown = [int(event.when.start is None) for event in story.events]
    return {
        **table.columns(story),
        **named,
        "areas": document_column(story),
        "radius": radius,
        "timeUnknown": unknown,
    }


def document_column(story: Story) -> list[dict[str, Any] | None]:
    """Return the areas of the events as they are in the document."""
    return [
        document_areas(event.where.areas, event.where.path[0]) if event.where.areas else None
        for event in story.events
    ]


def mismatches(case: dict[str, Any], got: dict[str, Any], *keys: str) -> list[str]:
    """Return one line for each answer that differs from the table.

    `keys` limits the comparison to these expectations. Without keys, all are compared.
    """
    wrong = []
    for key, expected in expectations(case).items():
        if keys and key not in keys:
            continue
        answer = got[key]
        if key == "curves":
            right = len(answer) == len(expected) and all(map(_is_curve, expected, answer))
        else:
            right = is_close(expected, answer)
        if not right:
            wrong.append(f"{key}: expected {expected}, got {answer}. {case['why']}")
    return wrong


def expectations(case: dict[str, Any]) -> dict[str, Any]:
    """The expected answers, people as indices and times as seconds."""
    people = case["story"]["people"]
    expected: dict[str, Any] = {}
    for key, rows in case["expect"].items():
        if key == "default_pair":
            expected[key] = None if rows is None else [people.index(person) for person in rows]
        elif key == "separations":
            expected[key] = [_to_numbers({"metres": None, **row[3]}, people) for row in rows]
        else:
            expected[key] = [[_to_numbers(item, people) for item in row[2]] for row in rows]
    return expected


def _to_numbers(expected: dict[str, Any], people: list[str]) -> dict[str, Any]:
    """Convert the people of an expectation to indices, and its times to seconds."""
    expected = {key: table.seconds(value) for key, value in expected.items()}
    if "certainty" in expected:
        missing = [people.index(person) for person in expected.get("missing", ())]
        return {**expected, "missing": missing}
    watcher = people.index(expected["watcher"]) if "watcher" in expected else -1
    return {"gap": 0, **expected, "watcher": watcher}


def _is_curve(expected: list[dict[str, Any]], got: list[dict[str, Any]]) -> bool:
    keys = ("from", "to", "certainty", "missing")
    got_keys = [{key: stretch[key] for key in keys} for stretch in got]
    expected_keys = [{key: stretch[key] for key in keys} for stretch in expected]
    return is_close(expected_keys, got_keys) and all(
        _contains(list(zip(answer["times"], answer["metres"], strict=True)), row.get("samples", []))
        and (answer["certainty"] == "unknown") == (not answer["times"])
        for row, answer in zip(expected, got, strict=True)
    )


def _contains(samples: list[Any], expected: list[Any]) -> bool:
    """Return whether the samples contain all expected ones in the same order."""
    remaining = iter(samples)
    return all(any(is_close(list(row), list(sample)) for sample in remaining) for row in expected)


def is_close(expected: Any, got: Any) -> bool:
    """Return whether two JSON values are equal, with a tolerance of 0.5 m or 0.1 % for numbers.

    Numbers above a hundred million are times. They must agree to a millisecond, because 0.1 % of
    them would be years.
    """
    if isinstance(expected, dict):
        return expected.keys() == got.keys() and all(
            is_close(value, got[key]) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return len(expected) == len(got) and all(map(is_close, expected, got))
    if isinstance(expected, int | float) and isinstance(got, int | float):
        if abs(expected) > 1e8:
            return abs(expected - got) < 1e-3
        return isclose(expected, got, rel_tol=1e-3, abs_tol=0.5)
    return bool(expected == got)
