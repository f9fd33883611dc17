"""The table of lanes, `lanes.json`, and lanes as the player unfolds them."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Any

from geo import Story
from geo.playback import Lanes

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("lanes.json").read_text(encoding="utf-8")
)["cases"]


def unfolded(story: Story, found: Lanes) -> dict[str, Any]:
    """Lanes as openStorylines of player/arithmetic/storylines.js answers."""
    index = {person.id: i for i, person in enumerate(story.people)}
    return {
        "rows": found.rows,
        "lines": [
            {
                "person": index[lane.person],
                "strands": [
                    {"from": s.from_s, "to": s.to_s, "row": s.row, "kind": s.kind}
                    for s in lane.segments
                ],
            }
            for lane in found.lanes
        ],
        "blocks": [
            {
                "from": block.from_s,
                "to": block.to_s,
                "row": block.row,
                "event": block.event,
                "people": [index[person] for person in block.people],
            }
            for block in found.blocks
        ],
    }


def mismatches(case: dict[str, Any], story: Story, got: dict[str, Any]) -> list[str]:
    """Where lanes as unfolded differ from the table, one line each."""
    people = [person.id for person in story.people]
    answers = {
        "lines": {people[line["person"]]: _whole(line["strands"]) for line in got["lines"]},
        "blocks": sorted(
            [b["from"], b["to"], b["event"], sorted(people[p] for p in b["people"])]
            for b in got["blocks"]
        ),
    }
    expected = {
        "lines": case["expect"]["lines"],
        "blocks": sorted([*block[:3], sorted(block[3])] for block in case["expect"]["blocks"]),
    }
    return [
        f"{key}: expected {expected[key]}, got {answers[key]}. {case['why']}"
        for key in expected
        if expected[key] != answers[key]
    ]


def _whole(strands: list[dict[str, Any]]) -> list[list[Any]]:
    """The strands as [from, to, kind], those that only differ in their row as one."""
    whole: list[list[Any]] = []
    for kind, run in groupby(strands, key=lambda strand: strand["kind"]):
        for strand in run:
            if whole and whole[-1][1:] == [strand["from"], kind]:
                whole[-1][1] = strand["to"]
            else:
                whole.append([strand["from"], strand["to"], kind])
    return whole
