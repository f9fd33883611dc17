"""Format the gazetteer's figures as tables in Markdown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple


class _Goal(NamedTuple):
    name: str
    bound: str
    written: str
    reached: bool


# The rows of the table of halves: label → how to format the figures of one half.
_ROWS: Final[tuple[tuple[str, Callable[[dict[str, Any]], str]], ...]] = (
    ("queries", lambda half: str(half["queries"])),
    ("**as a person would answer**", lambda half: f"{half['right']:.1%}"),
    ("found, and right", lambda half: _of(half["found"])),
    (
        "correctly ambiguous, or uncertain about what the map lacks",
        lambda half: _of(half["unsure"]),
    ),
    ("correctly not found", lambda half: _of(half["none"])),
    ("**wrong but certain**", lambda half: str(half["wrong"])),
    ("ambiguous although the query is clear", lambda half: str(half["asked"])),
    ("not found although the map has it", lambda half: str(half["refused"])),
    ("error of right answers, median, m", lambda half: _metres(half["error_m"])),
    ("error, 95th percentile, m", lambda half: _metres(half["error_p95_m"])),
    ("the published point is within the stated radius", lambda half: f"{half['covered']:.0%}"),
)


def places_table(cell: dict[str, Any]) -> list[str]:
    """All tables of the gazetteer. One line if it was not measured."""
    if "failed" in cell:
        return [f"Not measured: {cell['failed']}."]
    halves = cell["halves"]
    lines = [
        (
            f"{cell['queries']} queries over *Heat* and the atlas; half were set aside before"
            f" tuning. The tables count {halves['all']['queries']} of them."
        ),
        "",
        "| | goal | measured | |",
        "|---|---:|---:|---|",
        *(
            f"| {goal.name} | {goal.bound} | {goal.written} "
            f"| {'reached' if goal.reached else '**missed**'} |"
            for goal in _goals(cell)
        ),
        "",
        "| | " + " | ".join(halves) + " |",
        "|---|" + "---:|" * len(halves),
    ]
    lines += [
        f"| {name} | " + " | ".join(written(half) for half in halves.values()) + " |"
        for name, written in _ROWS
    ]
    lines += [
        "",
        "| kind | queries | as a person would answer | error, median, m | answers a second |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {kind} | {group['queries']} | {group['right']:.1%} | {_metres(group['error_m'])} "
        f"| {group['rate']:,.0f} |"
        for kind, group in cell["kinds"].items()
    ]
    lines += ["", "| score | right | answers |", "|---:|---:|---:|"]
    lines += [f"| {mean:.2f} | {share:.2f} | {n} |" for mean, share, n in cell["calibration"]]
    if cell["doubted"]:
        lines += ["", "Not counted, because a second source contradicts the published point:", ""]
        lines += [f"- *{query}*: {reason}" for query, reason in cell["doubted"].items()]
    return lines


def _goals(cell: dict[str, Any]) -> list[_Goal]:
    aside, both = cell["halves"]["set aside"], cell["halves"]["all"]
    slowest = min(cell["kinds"], key=lambda kind: cell["kinds"][kind]["rate"])
    slow = cell["kinds"][slowest]["rate"]
    certain = both["wrong"] / both["queries"]
    return [
        _Goal("right, of all", "≥ 95%", f"{both['right']:.1%}", both["right"] >= 0.95),
        _Goal("right, set aside", "≥ 95%", f"{aside['right']:.1%}", aside["right"] >= 0.95),
        _Goal("wrong but certain, of all", "≤ 1%", f"{certain:.1%}", certain <= 0.01),
        _Goal("answers a second", "≥ 1,000", f"{cell['rate']:,.0f}", cell["rate"] >= 1_000),
        _Goal(f"the slowest kind ({slowest})", "≥ 1,000", f"{slow:,.0f}", slow >= 1_000),
        _Goal("ready after, s", "< 0.2", f"{cell['ready_s']:.2f}", cell["ready_s"] < 0.2),
    ]


def _of(count: list[int]) -> str:
    return f"{count[0]} of {count[1]}"


def _metres(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"
