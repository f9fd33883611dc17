"""The table of cases, `cases.json`: build its stories, compute answers and compare them.

The head of the table explains its numbers. `answers` computes the answers in Python, and
`mismatches` compares them with the table. tests/player/playback.js computes them in JavaScript.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from geo import Event, Person, Position, Story, When, Where
from geo.ancient_time import story_seconds, time_from_iso
from geo.playback import (
    Timeline,
    TimeScale,
    Whereabouts,
    status_at,
    timeline,
    timeline_json,
    tracks,
)
from geo.playback.path_measures import seconds_from_start
from geo.polygons import closed_polygon
from tests.twins.timeline_queries import focus_at, next_cue, previous_cue, time_reading, visible_at

TABLE: dict[str, Any] = json.loads(
    Path(__file__).with_name("cases.json").read_text(encoding="utf-8")
)
CASES: list[dict[str, Any]] = TABLE["cases"]

_ISO_DATE = re.compile("-?[0-9]{4}-")

# The expectations whose values are times or playing seconds, which have a tolerance. All other
# values must be equal.
TIMES = {"starts", "ends", "time_at", "gap_lengths"}
SECONDS = {"cues", "duration", "knots", "gaps", "seconds_at", "next", "previous", "cue_of"}


def gap_rows() -> list[tuple[str, str, str, str]]:
    """Return the rows of the table of gap labels, with the precision that most leave out: time."""
    return [(start, end, words, *(rest or ["time"])) for start, end, words, *rest in TABLE["gaps"]]


def cases_with(*keys: str) -> list[dict[str, Any]]:
    """Return the cases with an expectation for one of these keys."""
    return [case for case in CASES if any(key in case["expect"] for key in keys)]


def name_of(case: dict[str, Any]) -> str:
    return str(case["name"])


def seconds(value: Any) -> Any:
    """Convert ISO times to seconds of story time, also in nested lists. Keep all other values."""
    if isinstance(value, list):
        return [seconds(item) for item in value]
    if isinstance(value, str) and _ISO_DATE.match(value):
        return story_seconds(time_from_iso(value))
    return value


def story_of(case: dict[str, Any]) -> Story:
    """Build the story of a case."""
    given = case["story"]
    repeat = given.get("repeat")
    events = _repeat_events(repeat) if repeat else given["events"]
    return Story(
        title=case["name"],
        events=tuple(_event(i, event) for i, event in enumerate(events)),
        people=tuple(Person(person, person.title()) for person in given.get("people", ())),
        running_time_s=given.get("running_time_s"),
        further_scale=given.get("further_scale"),
        day_one=date.fromisoformat(given["day_one"]) if "day_one" in given else None,
    )


def _repeat_events(repeat: dict[str, Any]) -> list[dict[str, Any]]:
    first = datetime.fromisoformat(repeat["from"])
    events = []
    for i in range(repeat["count"]):
        start = first + timedelta(seconds=repeat["every_s"] * i)
        end = start + timedelta(seconds=repeat["lasts_s"])
        words = repeat.get("words", 1)
        events.append({"start": start.isoformat(), "end": end.isoformat(), "words": words})
    return events


def _event(i: int, given: dict[str, Any]) -> Event:
    path = given.get("path") or ([given["at"]] if "at" in given else [])
    return Event(
        id=f"e{i}",
        title="word",
        text="word " * (given.get("words", 1) - 1),
        when=When(
            start=_moment(given.get("start")),
            end=_moment(given.get("end")),
            precision=given.get("precision", "time"),
            film_start_s=given.get("film_start_s"),
            further_time=_moment(given.get("further_time")),
            further_precision=given.get("further_precision", "time"),
        ),
        where=Where(
            path=tuple(Position(*position) for position in path),
            times=tuple(datetime.fromisoformat(time) for time in given.get("times", ())),
            areas=tuple(map(closed_polygon, given.get("areas", ()))),
            radius_m=given.get("radius_m"),
            confidence=given.get("confidence"),
        ),
        importance=given.get("importance", 2),
        people=tuple(given.get("people", ())),
        heard=tuple(given.get("heard", ())),
        watched=tuple(given.get("watched", ())),
        mentioned=tuple(given.get("mentioned", ())),
        dies=tuple(given.get("dies", ())),
    )


def _moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def questions(case: dict[str, Any]) -> dict[str, Any]:
    """Return the questions of all rows [question, …, answer], with times as seconds."""
    queries = {}
    for key in ("seconds_at", "time_at", "visible", "focus", "next", "previous", "cue_of"):
        queries[key] = [seconds(row[0]) for row in case["expect"].get(key, ())]
    people = case["story"].get("people", [])
    queries["whereabouts"] = [
        [people.index(person), seconds(time)]
        for person, time, _ in case["expect"].get("whereabouts", ())
    ]
    queries["labels"] = [
        [seconds(time), precision] for time, precision, _ in case["expect"].get("labels", ())
    ]
    return queries


def expectations(case: dict[str, Any]) -> dict[str, Any]:
    """Return the expected answers in the structure of `answers`."""
    expected: dict[str, Any] = {}
    for key, value in case["expect"].items():
        if key == "whereabouts":
            expected[key] = [_add_defaults(row[-1]) for row in value]
        elif key in questions(case):
            expected[key] = [seconds(row[-1]) if key in TIMES else row[-1] for row in value]
        else:
            expected[key] = seconds(value)
    return expected


def _add_defaults(whereabouts: dict[str, Any]) -> dict[str, Any]:
    return {"position": None, "event": -1, "line": None, **whereabouts}


def answers(case: dict[str, Any]) -> dict[str, Any]:
    """Compute the answers to a case in Python."""
    story = story_of(case)
    line = timeline_of(case, story)
    return answers_of(story, line, questions(case))


def timeline_of(case: dict[str, Any], story: Story) -> Timeline:
    """Return the timeline of a case. Its "clock" is the player's name of the time scale."""
    scales: dict[str, TimeScale] = {
        "story": "story",
        "film": "film",
        "further": "further",
        "telling": "order",
    }
    return timeline(story, scales[case["clock"]] if "clock" in case else None)


def answers_of(story: Story, line: Timeline, queries: dict[str, Any]) -> dict[str, Any]:
    """Compute the answers for a story on a timeline. playback.js has the same keys."""
    story_tracks = tracks(story, line)
    axis = line.axis
    events_with_card = [focus_at(line, s) for s in queries["focus"]]
    return {
        "clock": player_json(story, line)["clock"],
        "order": list(line.order),
        "starts": list(line.starts),
        "ends": list(line.ends),
        "cues": list(line.cues),
        "duration": line.duration_s,
        "knots": [list(knot) for knot in zip(axis.times, axis.seconds, strict=True)],
        "knot_count": len(axis.times),
        "gaps": [list(gap) for gap in axis.gaps],
        "gap_count": len(axis.gaps),
        "gap_lengths": [list(length) for length in line.gap_lengths],
        "tracks": [list(track.sightings) for track in story_tracks],
        "seconds_at": [axis.seconds_at(time) for time in queries["seconds_at"]],
        "time_at": [axis.time_at(s) for s in queries["time_at"]],
        "visible": [list(visible_at(line, time)) for time in queries["visible"]],
        "focus": [-1 if k is None else k for k in events_with_card],
        "next": [next_cue(line, s) for s in queries["next"]],
        "previous": [previous_cue(line, s) for s in queries["previous"]],
        "cue_of": [line.cues[k] for k in queries["cue_of"]],
        "whereabouts": [
            player_whereabouts(status_at(story, line, story_tracks[person], time))
            for person, time in queries["whereabouts"]
        ],
        "labels": [time_reading(line, time, precision) for time, precision in queries["labels"]],
    }


def player_whereabouts(known: Whereabouts) -> dict[str, Any]:
    """Return a person's whereabouts in the player's structure."""
    return {
        "status": known.status,
        "position": None if known.position is None else list(known.position),
        "event": -1 if known.event is None else known.event,
        "line": None if known.line is None else [list(position) for position in known.line],
    }


def columns(story: Story) -> dict[str, Any]:
    """Return the event columns that player/arithmetic/tracks.js reads."""
    people = {person.id: i for i, person in enumerate(story.people)}
    return {
        "paths": [[list(position) for position in event.where.path] for event in story.events],
        "pathTimes": [
            seconds_from_start(event.where.times, event.when) if event.where.times else None
            for event in story.events
        ],
        "pinned": [event.where.has_marker for event in story.events],
        "dies": [[people[person] for person in event.dies] for event in story.events],
    }


def player_json(story: Story, line: Timeline) -> dict[str, Any]:
    """Return the player's playback data, encoded as JSON and decoded again."""
    given: dict[str, Any] = json.loads(
        json.dumps(timeline_json(line, tracks(story, line)), allow_nan=False)
    )
    return given


def mismatches(case: dict[str, Any], got: dict[str, Any], *keys: str) -> list[str]:
    """Return one line for each answer that differs from the table by more than the tolerance.

    `keys` limits the comparison to these expectations. Without keys, all are compared.
    """
    wrong = []
    for key, expected in expectations(case).items():
        if keys and key not in keys:
            continue
        if key == "knots_at_most":
            right = got["knot_count"] <= expected
            answer: Any = got["knot_count"]
        else:
            answer = got[key]
            right = close(expected, answer, tolerance(case, key))
        if not right:
            wrong.append(f"{key}: expected {expected}, got {answer}. {case['why']}")
    return wrong


def tolerance(case: dict[str, Any], key: str) -> float:
    """Return the tolerance of an answer, in seconds, units of the time scale or degrees."""
    if key == "whereabouts":
        return float(case.get("tolerance_degrees", 1e-9))
    if key in TIMES:
        return float(case.get("tolerance_time", 1e-3))
    return float(case.get("tolerance_s", 1e-3)) if key in SECONDS else 0.0


def close(expected: Any, got: Any, within: float) -> bool:
    """Return whether two JSON values are equal, with a tolerance for numbers."""
    if isinstance(expected, dict):
        return (
            isinstance(got, dict)
            and expected.keys() == got.keys()
            and all(close(value, got[key], within) for key, value in expected.items())
        )
    if isinstance(expected, list):
        return (
            isinstance(got, list)
            and len(expected) == len(got)
            and all(close(a, b, within) for a, b in zip(expected, got, strict=True))
        )
    if isinstance(expected, int | float) and isinstance(got, int | float):
        return abs(expected - got) <= within
    return bool(expected == got)
