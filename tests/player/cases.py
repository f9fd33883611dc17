"""Cases for the unit tests of the player, which tools/test_player.py passes to Node.

The tables of cases test Python, too. For some long stories, the expected results are those of
Python: the player must have the same.
"""

from __future__ import annotations

import random
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import geo
from geo import Position, Story, Where
from geo.geodesy import distance_m
from geo.playback import Timeline, TimeScale, lanes_json, lay_out_lanes, time_scales, timeline
from geo.polygons import closed_polygon
from geo.render.document_areas import document_areas
from geo.render.payload import payload
from tests.analysis import pair_table
from tests.playback import lane_table, table
from tests.playback.stories import moments, seeded_story, story_of_tracks, vertex_moments
from tests.sample import (
    changed_story,
    diary_story,
    flight_story,
    quake_story,
    small_story,
    story_of_centuries,
    story_of_one_moment,
    untimed_story,
)
from tests.words import pseudo_language

ROOT = Path(__file__).parents[2]
# Python measures a line by geodesics, JavaScript in a plane at the middle latitude of each segment.
# For the 50 km of a segment in these stories, positions differ by less than this (about 2 m).
SAME_PLACE_DEGREES = 2e-5


def cases() -> dict[str, Any]:
    """Return the cases by what they test."""
    heat = geo.read(ROOT / "events.geojson")
    long = seeded_story(3_000, 6)
    return {
        "timelines": [_table_case(case) for case in table.CASES],
        "long timelines": [
            *(_long_case(f"seed {seed}", seeded_story(300, seed)) for seed in (1, 2)),
            _long_case("a thinned axis", seeded_story(3_000, 3, people=2), every=20, scale="story"),
            _long_case("Heat", heat, every=4),
            _tracks_case(story_of_tracks(5, 60, seed=4)),
        ],
        "moments": [
            [table.seconds(time), precision, day_one and table.seconds(day_one), words, *unit]
            for time, precision, day_one, words, *unit in table.TABLE["moments"]
        ],
        "doubts": table.TABLE["doubts"],
        "spans": [
            [
                table.seconds(start),
                precision,
                table.seconds(end),
                end_precision,
                day_one and table.seconds(day_one),
                words,
            ]
            for start, precision, end, end_precision, day_one, words in table.TABLE["spans"]
        ],
        "doubted spans": [
            [table.seconds(start), precision, table.seconds(end), *rest]
            for start, precision, end, *rest in table.TABLE["doubted spans"]
        ],
        "gaps": [
            [table.seconds(start), table.seconds(end), words, precision]
            for start, end, words, precision in table.gap_rows()
        ],
        "pairs": [_pair_case(case) for case in pair_table.CASES],
        "long pairs": [
            *_long_pairs("a long story", seeded_story(400, 2, people=4), people=3),
            *_long_pairs("Heat", heat, people=4),
        ],
        "distances": _distances(),
        "areas": _areas(),
        "lanes": [
            *(_lanes_case(case) for case in lane_table.CASES),
            *(_lanes(f"Heat, {scale}", heat, timeline(heat, scale)) for scale in time_scales(heat)),
            _lanes("a long story", long, timeline(long)),
        ],
        "pseudo language": pseudo_language.pseudo_table(),
        "payloads": {
            "heat": payload(heat),
            "small": payload(small_story()),
            "changed": payload(changed_story()),
            "untimed": payload(untimed_story()),
            "centuries": payload(story_of_centuries()),
            "diary": payload(diary_story()),
            "quakes": payload(quake_story()),
            "flight": payload(flight_story()),
            "one moment": payload(story_of_one_moment()),
        },
    }


def _table_case(case: dict[str, Any]) -> dict[str, Any]:
    story = table.story_of(case)
    line = table.timeline_of(case, story)
    expected = table.expectations(case)
    return {
        "name": case["name"],
        "why": case["why"],
        "raw": table.player_json(story, line),
        "events": table.columns(story),
        "asked": table.questions(case),
        "expected": expected,
        "within": {key: table.tolerance(case, key) for key in expected},
    }


def _long_case(
    name: str, story: Story, *, every: int = 1, scale: TimeScale | None = None
) -> list[dict[str, Any]]:
    """Return a case for each time scale: all results at each interesting moment, exactly."""
    return [
        _compared(f"{name}, {one}", story, timeline(story, one), every)
        for one in ((scale,) if scale else time_scales(story))
    ]


def _tracks_case(story: Story) -> list[dict[str, Any]]:
    """Return a case with random tracks: where people are at each time of a path, and between."""
    line = timeline(story)
    [case] = _long_case("random tracks", story, scale="story")
    times = vertex_moments(story)
    times += [(a + b) / 2 for a, b in pairwise(times)]
    asked = case["asked"]
    asked["whereabouts"] = [[person, at] for person in range(len(story.people)) for at in times]
    case["expected"] = table.answers_of(story, line, asked)
    case["within"]["whereabouts"] = 1e-9
    return [case]


def _compared(name: str, story: Story, line: Timeline, every: int) -> dict[str, Any]:
    times = moments(line)[::every]
    seconds = [*line.cues, *(line.duration_s * step / 997 for step in range(-3, 1_001))][::every]
    asked = {
        "seconds_at": times,
        "time_at": seconds,
        "visible": times,
        "focus": seconds,
        "next": seconds,
        "previous": seconds,
        "cue_of": list(range(len(line.cues))),
        "whereabouts": [[person, time] for person in range(len(story.people)) for time in times],
        "labels": [[time, None] for time in times],
    }
    expected = table.answers_of(story, line, asked)
    return {
        "name": name,
        "why": "the result of Python",
        "raw": table.player_json(story, line),
        "events": table.columns(story),
        "asked": asked,
        "expected": expected,
        "within": {key: SAME_PLACE_DEGREES if key == "whereabouts" else 0 for key in expected},
    }


def _pair_case(case: dict[str, Any]) -> dict[str, Any]:
    story = pair_table.story_of(case)
    expected = pair_table.expectations(case)
    return {
        "name": case["name"],
        "why": case["why"],
        "raw": table.player_json(story, timeline(story)),
        "events": pair_table.columns(story),
        "asked": pair_table.questions(case),
        "expected": {key: expected[key] for key in pair_table.QUESTIONS if key in expected},
    }


def _long_pairs(name: str, story: Story, people: int) -> list[dict[str, Any]]:
    """Return a case for each time scale: all results for each two of the first people."""
    pairs = [list(pair) for pair in permutations(range(people), 2)]
    made = []
    for scale in time_scales(story):
        line = timeline(story, scale)
        asked = {
            "separations": [[a, b, time] for a, b in pairs for time in line.axis.times[::5]],
            "curves": pairs,
            "encounters": pairs,
        }
        made.append(
            {
                "name": f"{name}, {scale}",
                "raw": table.player_json(story, line),
                "events": pair_table.columns(story),
                "asked": asked,
                "expected": pair_table.answers_of(story, line, asked),
            }
        )
    return made


def _distances() -> list[list[Any]]:
    """Return pairs of positions with their distance in metres.

    The positions are anywhere, close together, or nearly opposite.
    """
    chance = random.Random(7)

    def anywhere() -> Position:
        return Position(chance.uniform(-180, 180), chance.uniform(-90, 90))

    pairs = [(anywhere(), anywhere()) for _ in range(300)]
    for _ in range(300):
        a, nudge = anywhere(), chance.choice((1e-6, 0.001, 0.1, 1.0))
        b = Position(a.longitude + nudge, max(-90.0, min(90.0, a.latitude - nudge)))
        turned = b.longitude - 180 if b.longitude > 0 else b.longitude + 180
        pairs += [(a, b), (a, Position(turned, -b.latitude))]
    return [[list(a), list(b), distance_m(a, b)] for a, b in pairs]


def _areas() -> dict[str, Any]:
    """Return the tables of areas, with the areas as they are in the document, and a payload."""
    shown = pair_table.AREAS["shown"]
    story = table.story_of({"name": "Areas", "story": {"events": shown["events"]}})
    inside = [
        {"name": case["name"], "rows": case["rows"], "areas": _document_areas(case["areas"])}
        for case in pair_table.AREAS["inside"]
    ]
    rows = [[table.seconds(time), *events] for time, *events in shown["rows"]]
    return {"inside": inside, "shown": rows, "payload": payload(story)}


def _document_areas(areas: list[Any]) -> dict[str, Any] | None:
    where = Where(areas=tuple(map(closed_polygon, areas)))
    return document_areas(where.areas, where.path[0])


def _lanes_case(case: dict[str, Any]) -> dict[str, Any]:
    story = table.story_of(case)
    return _lanes(case["name"], story, table.timeline_of(case, story))


def _lanes(name: str, story: Story, line: Timeline) -> dict[str, Any]:
    [found] = lay_out_lanes(story, [line])
    return {
        "name": name,
        "raw": lanes_json(story, found),
        "events": {"pinned": [event.where.has_marker for event in story.events]},
        "expected": lane_table.player_lanes(story, found),
    }
