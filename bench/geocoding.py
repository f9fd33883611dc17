"""How often the gazetteer is right, and whether its score says so: `python -m bench.geocoding`.

It asks the queries of `geocoding_queries.json`, whose coordinates come from sources that the atlas
does not use for these places, over *Heat* and the atlas. Half of them were set aside before the
gazetteer was tuned and are counted apart. It prints a table as Markdown and writes the plot of
`score` against the share that was right. `--wrong` lists what went wrong among the tuning half.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final, Literal

from bench.geocoding_plot import draw
from geo.distance import distance_m
from geo.geocoding import Answer, Candidate, Gazetteer
from geo.geocoding.lines import nearest
from geo.geocoding.normalise import key
from geo.story import Position, Story

HERE: Final = Path(__file__).parent
QUERIES: Final = HERE / "geocoding_queries.json"
STORY: Final = HERE.parent / "events.geojson"
PLOT: Final = HERE / "geocoding_calibration.svg"

Outcome = Literal["right", "rightly unsure", "rightly refused", "asked", "refused", "wrong"]

# How far (metres) an answer may lie from the published point and still be the place: a platform
# stands beside its corner, a published point of a campus is one of its buildings.
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
# A published point of a city may lie at its edge; circles of equal area do not reach every corner.
_AREA_SLACK: Final = 1.5
# Scores that belong together in the plot.
BINS: Final = (0.0, 0.4, 0.6, 0.7, 0.8, 0.9, 0.96, 1.001)


@dataclass(frozen=True)
class Judged:
    """One query and what became of it.

    `error_m` is the distance from the published point to the answer (to its line when it has one),
    None without an answer or a point. `best_right` tells whether the first candidate is the place,
    None when no one place is.
    """

    query: dict[str, Any]
    answer: Answer
    outcome: Outcome
    error_m: float | None
    best_right: bool | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table and write the plot."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--wrong", action="store_true", help="list the tuning half's mistakes")
    parser.add_argument("--plot", type=Path, default=PLOT, help="where the plot goes")
    options = parser.parse_args(arguments)
    judged = measure()
    print(report(judged))
    draw(calibration(judged), options.plot)
    if options.wrong:
        for one in judged:
            if one.query["set"] == "tuning" and one.outcome in ("wrong", "asked", "refused"):
                print(_told(one))
    return 0


def measure() -> list[Judged]:
    """Ask every query and judge the answer."""
    queries = json.loads(QUERIES.read_text(encoding="utf-8"))["queries"]
    gazetteer = Gazetteer.for_story(Story.read(STORY))
    return [judge(query, gazetteer.lookup(query["query"])) for query in queries]


def judge(query: dict[str, Any], answer: Answer) -> Judged:
    """What became of one query."""
    rights = [is_right(query, candidate) for candidate in answer.candidates]
    first = answer.candidates[0] if answer.candidates else None
    error = _error(query, first) if first and "lat" in query else None
    known = query["expect"] in ("found", "unsure", "none")
    best = rights[0] if rights and known else None
    return Judged(query, answer, _outcome(query["expect"], answer, rights), error, best)


def _outcome(expect: str, answer: Answer, rights: list[bool]) -> Outcome:
    if expect == "found":
        if answer.status == "none":
            return "refused"
        if answer.status == "ambiguous":
            return "asked"
        return "right" if rights[0] else "wrong"
    if answer.status == "found":
        return "wrong"
    if expect == "none":
        return "rightly refused" if answer.status == "none" else "asked"
    if expect == "unsure":
        return "rightly unsure"
    return "rightly unsure" if answer.status == "ambiguous" else "refused"


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
    if query["kind"] == "address":  # answered by its block or street: the circle must hold it
        at = Position(longitude=candidate.lon, latitude=candidate.lat)
        return distance_m(_truth(query), at) <= candidate.radius_m
    return error <= LIMITS_M[query["kind"]]


def _error(query: dict[str, Any], candidate: Candidate) -> float:
    truth = _truth(query)
    if candidate.line:
        return nearest(candidate.line, truth).distance_m
    return distance_m(truth, Position(longitude=candidate.lon, latitude=candidate.lat))


def _truth(query: dict[str, Any]) -> Position:
    return Position(longitude=query["lon"], latitude=query["lat"])


def calibration(judged: list[Judged]) -> list[tuple[float, float, int]]:
    """For each range of scores that occurs: the mean score, the share right, how many."""
    rows = []
    scored = [(one.answer.candidates[0].score, one) for one in judged if one.best_right is not None]
    for low, high in pairwise(BINS):
        inside = [(score, one) for score, one in scored if low <= score < high]
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            share = sum(bool(one.best_right) for _, one in inside) / len(inside)
            rows.append((mean, share, len(inside)))
    return rows


def report(judged: list[Judged]) -> str:
    """The tables as Markdown."""
    halves = {
        "tuning": [one for one in judged if one.query["set"] == "tuning"],
        "set aside": [one for one in judged if one.query["set"] == "aside"],
        "all": judged,
    }
    pace = f"{rate(judged):,.0f} answers a second, ready in {loading_s():.2f} s."
    lines = [
        f"{len(judged)} queries over *Heat* and the atlas; {pace}",
        "",
        "| | " + " | ".join(halves) + " |",
        "|---|" + "---:|" * len(halves),
    ]
    rows = [
        ("queries", [str(len(half)) for half in halves.values()]),
        ("**as a person would answer**", [_share(half, *_GOOD) for half in halves.values()]),
        ("found, and right", [_count(half, "found", "right") for half in halves.values()]),
        (
            "rightly ambiguous, or unsure of what the map lacks",
            [_count(half, ("ambiguous", "unsure"), "rightly unsure") for half in halves.values()],
        ),
        ("rightly refused", [_count(half, "none", "rightly refused") for half in halves.values()]),
        ("**wrong but certain**", [_plain(half, "wrong") for half in halves.values()]),
        ("asks although it is clear", [_plain(half, "asked") for half in halves.values()]),
        ("refused although it is there", [_plain(half, "refused") for half in halves.values()]),
        ("error of what is right, median, m", [_metres(half, 0.5) for half in halves.values()]),
        ("error, 95th percentile, m", [_metres(half, 0.95) for half in halves.values()]),
        ("the point lies in the stated radius", [_covered(half) for half in halves.values()]),
    ]
    lines += [f"| {name} | " + " | ".join(cells) + " |" for name, cells in rows]
    lines += ["", "| score | right | answers |", "|---:|---:|---:|"]
    lines += [f"| {mean:.2f} | {share:.2f} | {n} |" for mean, share, n in calibration(judged)]
    lines += ["", "| kind | queries | right | error, median, m |", "|---|---:|---:|---:|"]
    for kind in sorted({one.query["kind"] for one in judged}):
        group = [one for one in judged if one.query["kind"] == kind]
        lines.append(f"| {kind} | {len(group)} | {_share(group, *_GOOD)} | {_metres(group, 0.5)} |")
    return "\n".join(lines)


_GOOD: Final[tuple[Outcome, ...]] = ("right", "rightly unsure", "rightly refused")


def rate(judged: list[Judged]) -> float:
    """Answers a second when every query is new: fresh tables, each query once."""
    gazetteer = Gazetteer.for_story(Story.read(STORY))
    gazetteer.lookup("nowhere at all")
    begun = time.perf_counter()
    for one in judged:
        gazetteer.lookup(one.query["query"])
    return len(judged) / (time.perf_counter() - begun)


def loading_s() -> float:
    """Seconds from a story to the first answer."""
    story = Story.read(STORY)
    begun = time.perf_counter()
    Gazetteer.for_story(story).lookup("nowhere at all")
    return time.perf_counter() - begun


def _share(half: list[Judged], *outcomes: Outcome) -> str:
    return f"{sum(one.outcome in outcomes for one in half) / len(half):.1%}"


def _plain(half: list[Judged], outcome: Outcome) -> str:
    return str(Counter(one.outcome for one in half)[outcome])


def _count(half: list[Judged], expect: str | tuple[str, ...], outcome: Outcome) -> str:
    wanted = (expect,) if isinstance(expect, str) else expect
    asked = [one for one in half if one.query["expect"] in wanted]
    return f"{sum(one.outcome == outcome for one in asked)} of {len(asked)}"


def _metres(half: list[Judged], share: float) -> str:
    errors = sorted(
        one.error_m for one in half if one.outcome == "right" and one.error_m is not None
    )
    if not errors:
        return "–"
    value = median(errors) if share == 0.5 or len(errors) < 2 else quantiles(errors, n=20)[-1]
    return f"{value:,.0f}"


def _covered(half: list[Judged]) -> str:
    right = [one for one in half if one.outcome == "right" and one.error_m is not None]
    inside = [
        one
        for one in right
        if one.error_m is not None
        and (one.answer.candidates[0].line or one.error_m <= one.answer.candidates[0].radius_m)
    ]
    return f"{len(inside) / len(right):.0%}" if right else "–"


def _told(one: Judged) -> str:
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
