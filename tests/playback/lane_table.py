"""The table of cases for lanes, `lanes.json`, and lanes in the player's structure."""

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


def player_lanes(story: Story, lanes: Lanes) -> dict[str, Any]:
    """Return lanes like the function openStorylines of player/arithmetic/storylines.js."""
    index = {person.id: i for i, person in enumerate(story.people)}
    return {
        "rows": lanes.rows,
        "lines": [
            {
                "person": index[lane.person],
                "strands": [
                    {"from": s.from_s, "to": s.to_s, "row": s.row, "kind": s.kind}
                    for s in lane.segments
                ],
            }
            for lane in lanes.lanes
        ],
        "blocks": [
            {
                "from": block.from_s,
                "to": block.to_s,
                "row": block.row,
                "event": block.event,
                "people": [index[person] for person in block.people],
            }
            for block in lanes.blocks
        ],
    }


def mismatches(case: dict[str, Any], story: Story, got: dict[str, Any]) -> list[str]:
    """Return one line for each difference between the player's lanes and the table."""
    people = [person.id for person in story.people]
    answers = {
        "lines": {people[line["person"]]: _merge_rows(line["strands"]) for line in got["lines"]},
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


def _merge_rows(strands: list[dict[str, Any]]) -> list[list[Any]]:
    """Return the strands as [from, to, kind]. Strands that differ only in their row are merged."""
    merged: list[list[Any]] = []
    for kind, run in groupby(strands, key=lambda strand: strand["kind"]):
        for strand in run:
            if merged and merged[-1][1:] == [strand["from"], kind]:
                merged[-1][1] = strand["to"]
            else:
                merged.append([strand["from"], strand["to"], kind])
    return merged
