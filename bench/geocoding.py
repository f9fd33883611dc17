"""Measure how often the gazetteer is right, and how well its scores predict it.

`python -m bench.geocoding` runs the queries of `geocoding_queries.json` with *Heat* and the atlas.
Their coordinates come from sources that the atlas does not use for these places. Half of the
queries were set aside before the gazetteer was tuned; the tables show both halves separately.

The output is tables in Markdown. `make bench` writes them to `bench/README.md`, with a plot of the
score against the share of right answers. `--wrong` lists the mistakes in the tuning half.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal

import geo
from bench.geocoding_tables import places_table
from bench.ranks import percentile
from geo.geocoding import Answer, Candidate, Gazetteer
from geo.geocoding.offline.matching.polyline import nearest_foot
from geo.geocoding.offline.parsing.words import key
from geo.geodesy import distance_m
from geo.story import Position

HERE: Final = Path(__file__).parent
QUERIES: Final = HERE / "geocoding_queries.json"
STORY: Final = HERE.parent / "events.geojson"

Outcome = Literal[
    "right",
    "correctly ambiguous",
    "correctly not found",
    "needlessly ambiguous",
    "wrongly not found",
    "wrong",
]

# Largest distance (metres) between a right answer and the published point: a platform is beside its
# corner, and the published point of a campus is one of its buildings.
LIMITS_M: Final = {
    "corner": 250.0,
    "interchange": 500.0,
    "station": 250.0,
    "landmark": 600.0,
    "airport": 1_500.0,
    "coordinate": 60.0,
    "freeway": 500.0,
    "street": 300.0,
}
# The published point of a city may be outside its circle, up to this many radii from the middle.
_AREA_SLACK: Final = 1.5
# Number of runs for the rate. The fastest counts: other programs slowed the others down.
_TURNS: Final = 3
# The limits of the score ranges in the plot.
BINS: Final = (0.0, 0.4, 0.6, 0.7, 0.8, 0.9, 0.96, 1.001)


# The outcomes that match the answer of a person.
GOOD: Final[tuple[Outcome, ...]] = ("right", "correctly ambiguous", "correctly not found")


@dataclass(frozen=True)
class Judged:
    """One query with its answer and outcome.

    `error_m` is the distance in metres from the published point to the answer or its line. It is
    None without an answer or a published point. `best_right` tells whether the first candidate is
    right. It is None if the query does not mean one place.
    """

    query: dict[str, Any]
    answer: Answer
    outcome: Outcome
    error_m: float | None
    best_right: bool | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, or their figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--wrong", action="store_true", help="list the tuning half's mistakes")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON on one line")
    options = parser.parse_args(arguments)
    judged = measure()
    cell = figures(judged)
    print(json.dumps(cell) if options.json else "\n".join(places_table(cell)))
    if options.wrong:
        for one in judged:
            counts = one.query["set"] == "tuning" and "doubt" not in one.query
            if counts and one.outcome in ("wrong", "needlessly ambiguous", "wrongly not found"):
                print(_describe(one))
    return 0


def measure() -> list[Judged]:
    """Run every query and judge the answer."""
    queries = json.loads(QUERIES.read_text(encoding="utf-8"))["queries"]
    gazetteer = Gazetteer.for_story(geo.read(STORY))
    return [judge(query, gazetteer.lookup(query["query"])) for query in queries]


def judge(query: dict[str, Any], answer: Answer) -> Judged:
    """Compare an answer with the expected one."""
    rights = [is_right(query, candidate) for candidate in answer.candidates]
    first = answer.candidates[0] if answer.candidates else None
    error = _error(query, first) if first and "lat" in query else None
    known = query["expect"] in ("found", "unsure", "none") and "doubt" not in query
    best = rights[0] if rights and known else None
    return Judged(query, answer, _outcome(query["expect"], answer, rights), error, best)


def _outcome(expect: str, answer: Answer, rights: list[bool]) -> Outcome:
    if expect == "found":
        if answer.status == "none":
            return "wrongly not found"
        if (
            answer.status == "ambiguous"
        ):  # the best possible answer may be "somewhere on this street"
            only = answer.candidates[0]
            return (
                "correctly ambiguous"
                if only.is_only_a_guess and rights == [True]
                else "needlessly ambiguous"
            )
        return "right" if rights[0] else "wrong"
    if answer.status == "found":  # a newer atlas may have the place
        return "right" if expect == "unsure" and rights[0] else "wrong"
    if expect == "none":
        return "correctly not found" if answer.status == "none" else "needlessly ambiguous"
    if expect == "unsure":
        return "correctly ambiguous"
    return "correctly ambiguous" if answer.status == "ambiguous" else "wrongly not found"


def is_right(query: dict[str, Any], candidate: Candidate) -> bool:
    """Whether the candidate is the place that the query means."""
    if "lat" not in query:
        return False
    error = _error(query, candidate)
    if query["kind"] in ("city", "district"):
        same = key(candidate.name) == key(query["name"])
        return same and error <= _AREA_SLACK * candidate.radius_m
    if "name" in query and query["name"].casefold() not in candidate.name.casefold():
        return False
    if (
        query["kind"] == "address"
    ):  # the answer is a block or a street: its circle must contain the point
        at = Position(longitude=candidate.lon, latitude=candidate.lat)
        return distance_m(_truth(query), at) <= candidate.radius_m
    return error <= LIMITS_M[query["kind"]]


def _error(query: dict[str, Any], candidate: Candidate) -> float:
    truth = _truth(query)
    if candidate.line:
        return nearest_foot(candidate.line, truth).distance_m
    return distance_m(truth, Position(longitude=candidate.lon, latitude=candidate.lat))


def _truth(query: dict[str, Any]) -> Position:
    return Position(longitude=query["lon"], latitude=query["lat"])


def calibration(judged: list[Judged]) -> list[tuple[float, float, int]]:
    """For each range of scores: the mean score, the share of right answers, their number."""
    rows = []
    scored = [(one.answer.candidates[0].score, one) for one in judged if one.best_right is not None]
    for low, high in pairwise(BINS):
        inside = [(score, one) for score, one in scored if low <= score < high]
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            share = sum(bool(one.best_right) for _, one in inside) / len(inside)
            rows.append((mean, share, len(inside)))
    return rows


def figures(judged: list[Judged]) -> dict[str, Any]:
    """All figures of the tables, as plain JSON.

    Queries whose published point is contradicted by a second source (`doubt`) are listed but not
    counted.
    """
    counted = [one for one in judged if "doubt" not in one.query]
    halves = {
        "tuning": [one for one in counted if one.query["set"] == "tuning"],
        "set aside": [one for one in counted if one.query["set"] == "aside"],
        "all": counted,
    }
    by_kind = paces(judged)
    spent = sum(by_kind[one.query["kind"]] for one in judged)
    kinds = {
        kind: [one for one in counted if one.query["kind"] == kind] for kind in sorted(by_kind)
    }
    return {
        "queries": len(judged),
        "rate": len(judged) / spent,
        "ready_s": loading_s(),
        "halves": {name: _half(half) for name, half in halves.items()},
        "calibration": calibration(counted),
        "kinds": {
            kind: {
                "queries": len(group),
                "right": _share(group),
                "error_m": _error_m(group, 0.5),
                "rate": 1 / by_kind[kind],
            }
            for kind, group in kinds.items()
        },
        "doubted": {
            one.query["query"]: one.query["doubt"] for one in judged if "doubt" in one.query
        },
    }


def paces(judged: list[Judged]) -> dict[str, float]:
    """Seconds for a query of each kind, measured with a new gazetteer and each query once."""
    story = geo.read(STORY)
    best: dict[str, float] = {}
    counts = Counter(one.query["kind"] for one in judged)
    for _ in range(_TURNS):
        gazetteer = Gazetteer.for_story(story)
        gazetteer.lookup("nowhere at all")
        spent: dict[str, float] = defaultdict(float)
        for one in judged:
            started = time.perf_counter()
            gazetteer.lookup(one.query["query"])
            spent[one.query["kind"]] += time.perf_counter() - started
        for kind, count in counts.items():
            best[kind] = min(best.get(kind, math.inf), spent[kind] / count)
    return best


def loading_s() -> float:
    """Seconds from making the gazetteer of a story to its first answer."""
    story = geo.read(STORY)
    started = time.perf_counter()
    Gazetteer.for_story(story).lookup("nowhere at all")
    return time.perf_counter() - started


def _half(half: list[Judged]) -> dict[str, Any]:
    outcomes = Counter(one.outcome for one in half)
    right = [one for one in half if one.outcome == "right" and one.error_m is not None]
    return {
        "queries": len(half),
        "right": _share(half),
        "found": _of(half, ("found",)),
        "unsure": _of(half, ("ambiguous", "unsure")),
        "none": _of(half, ("none",)),
        "wrong": outcomes["wrong"],
        "asked": outcomes["needlessly ambiguous"],
        "refused": outcomes["wrongly not found"],
        "error_m": _error_m(half, 0.5),
        "error_p95_m": _error_m(half, 0.95),
        "covered": sum(_is_covered(one) for one in right) / max(1, len(right)),
    }


def _share(group: list[Judged]) -> float:
    return sum(one.outcome in GOOD for one in group) / max(1, len(group))


def _of(half: list[Judged], expected: tuple[str, ...]) -> list[int]:
    """The number of good answers to the queries with this expectation, and of all of them."""
    group = [one for one in half if one.query["expect"] in expected]
    return [sum(one.outcome in GOOD for one in group), len(group)]


def _error_m(half: list[Judged], share: float) -> float | None:
    errors = [one.error_m for one in half if one.outcome == "right" and one.error_m is not None]
    return percentile(errors, share) if errors else None


def _is_covered(one: Judged) -> bool:
    """Whether the published point is within the radius of the answer, or the answer is a line."""
    best = one.answer.candidates[0]
    return one.error_m is not None and (bool(best.line) or one.error_m <= best.radius_m)


def _describe(one: Judged) -> str:
    names = "; ".join(
        f"{c.name} ({c.kind}, {c.score:.2f}, {c.radius_m:.0f} m)" for c in one.answer.candidates[:3]
    )
    error = "" if one.error_m is None else f" {one.error_m:,.0f} m off"
    return (
        f"{one.outcome}: {one.query['query']!r} ({one.query['expect']} {one.query['kind']})"
        f" → {one.answer.status} {names or one.answer.note}{error}"
    )


if __name__ == "__main__":
    sys.exit(main())
