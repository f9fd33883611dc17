"""The goals, and whether this project reaches them."""

from __future__ import annotations

from dataclasses import dataclass

from bench.dashboard_tables import dashboard_goals
from bench.figures import FIGURE, Figures
from bench.stories import Scale
from bench.subjects import FLOOR, OURS
from bench.sweep import HEAT

_10K, _10K_HALF = Scale(10_000, "few"), Scale(10_000, "half")
_100K, _100K_HALF = Scale(100_000, "few"), Scale(100_000, "half")

# The text below the table.
NOTE = (
    "The goals of *input → two frames* depend on the size. For Heat and 10,000 events, the answer "
    "must appear to be immediate: within one frame (17 ms) of the time of the empty page on the "
    "same machine. For 100,000 events the goals are absolute: 45 ms (few) and 80 ms (half), and "
    "own work has no goal. The section on finding places at the end has its own goals."
)


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that should be at most `bound` (at least, if more is better).

    Attributes:
        over_floor: the goal is `bound` plus the value of the empty page.
    """

    scale: Scale
    key: str
    bound: float
    over_floor: bool = False


GOALS = (
    Goal(HEAT, "usable_ms", 280),
    Goal(HEAT, "all_kb", 600),
    Goal(HEAT, "requests", 0),
    Goal(HEAT, "console", 0),
    Goal(HEAT, "build_ms", 300),
    Goal(HEAT, "work_p95", 4),
    Goal(HEAT, "frames_p95", 17, over_floor=True),
    Goal(HEAT, "states", 50),
    Goal(HEAT, "slow", 0),
    Goal(HEAT, "grown_mb", 1),
    *(Goal(Scale(events, "few"), "states", 50) for events in (60, 1_000)),
    *(Goal(Scale(events, "half"), "states", 50) for events in (60, 1_000)),
    Goal(_10K, "work_p95", 4),
    Goal(_10K, "frames_p95", 17, over_floor=True),
    Goal(_10K_HALF, "work_p95", 4),
    Goal(_10K_HALF, "frames_p95", 17, over_floor=True),
    Goal(_10K, "states", 50),
    Goal(_10K, "slow", 0),
    Goal(_10K_HALF, "states", 50),
    Goal(_10K_HALF, "slow", 0),
    Goal(_10K, "grown_mb", 1),
    Goal(_100K, "frames_p95", 45),
    Goal(_100K_HALF, "frames_p95", 80),
    Goal(_100K, "states", 50),
    Goal(_100K_HALF, "states", 50),
    *(Goal(scale, "usable_ms", 1_100) for scale in (_100K, _100K_HALF)),
    *(Goal(scale, "all_kb", 6_000) for scale in (_100K, _100K_HALF)),
    *(Goal(scale, "build_ms", 3_000) for scale in (_100K, _100K_HALF)),
    *(Goal(scale, "peak_mb", 300) for scale in (_100K, _100K_HALF)),
)


def goals_table(figures: Figures) -> list[str]:
    """Return rows of Markdown: figure, story, goal, measured value, and comparisons."""
    rows = [
        "| figure | story | goal | measured | | best alternative | ÷ empty page |",
        "|---|---|---:|---:|---|---:|---:|",
    ]
    for goal in GOALS:
        figure = FIGURE[goal.key]
        ours = figures.value(goal.key, goal.scale, OURS)
        floor = figures.value(goal.key, goal.scale, FLOOR) if figure.floor else None
        if ours is None:
            if "failed" in figures.of(goal.scale, OURS):
                rows.append(f"| {figure.name} | {goal.scale.label} | | DNF | **missed** | | |")
            continue
        bound = goal.bound + (floor or 0 if goal.over_floor else 0)
        reached = ours <= bound if figure.less else ours >= bound
        sign = "≤ " if figure.less else "≥ "
        wanted = f"{sign}{bound:,.0f}" if bound else "0"
        peer = figures.best_peer(goal.key, goal.scale, ours)
        beside = "–" if peer is None else f"{peer.peer} {peer.value:{figure.form}}"
        over = f"{ours / floor:.1f}×" if floor else "–"
        rows.append(
            f"| {figure.name} | {goal.scale.label} | {wanted} | {ours:{figure.form}} "
            f"| {'reached' if reached else '**missed**'} | {beside} | {over} |"
        )
    return [*rows, *dashboard_goals(figures.store), "", NOTE]
