"""The tables of the report: missed goals are marked, and there is no ratio with 0."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.cells import Store
from bench.dashboard_tables import dashboard_table
from bench.figures import Figures
from bench.goals import GOALS, goals_table
from bench.report import line_of, text
from bench.stories import Scale
from bench.subjects import BY_KEY
from bench.sweep import HEAP_SCALE, HEAT
from bench.tables import figure_table, heap_table, slope_table


def dashboard(**changes: Any) -> dict[str, Any]:
    """Return measurements of a dashboard that reaches all of its goals, with changes."""
    run = {"ms": 80.0, "bytes": 1_000, "largest": 500}
    return {
        "cold_s": [2.5, 2.7, 2.9],
        "first_bytes": 600_000,
        "cpu_ms": 28,
        "alone": [run],
        "together": [run] * 60,
        "asked_together": 60,
        "disconnects": 0,
        "sessions": [16.0],
        "memory_mb": [200, 212, 212, 213, 214],
        "viewers": 10,
        "passers_by": 5,
    } | changes


def lines_with(lines: list[str], start: str) -> list[str]:
    return [line for line in lines if line.startswith(f"| {start}")]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_a_fast_dashboard_reaches_all_of_its_goals(store: Store) -> None:
    store.put("dashboard-heat", dashboard())
    rows = lines_with(goals_table(Figures(store)), "The dashboard")
    assert len(rows) == 5
    assert all("| Heat |" in row and "| reached |" in row for row in rows)
    assert "missed" not in "".join(dashboard_table(store))


@pytest.mark.parametrize(
    ("changes", "goal", "row"),
    [
        ({"cold_s": [3.2]}, "| < 3 | 3.2 |", "start of the server"),
        ({"cold_s": [2.96]}, "| < 3 | 3.0 |", "start of the server"),
        ({"cpu_ms": 120}, "| < 100 | 120 |", "a rerun: CPU time"),
        (
            {"together": [{"ms": 1_200.0, "bytes": 1, "largest": 1}] * 60},
            "| < 1,000 | 1,200 |",
            "ten browsers at once: a rerun",
        ),
        ({"asked_together": 61}, "| 0 | 1 |", "ten browsers at once: reruns answered"),
        ({"disconnects": 2}, "| 0 | 2 |", "ten browsers at once: disconnects"),
    ],
)
def test_a_missed_goal_of_the_dashboard_is_marked(
    store: Store, changes: dict[str, Any], goal: str, row: str
) -> None:
    store.put("dashboard-heat", dashboard())
    store.put("dashboard-10000", dashboard(**changes))
    (missed,) = [line for line in goals_table(Figures(store)) if "missed" in line]
    assert goal in missed
    assert "| 10,000 events |" in missed
    (marked,) = [line for line in dashboard_table(store) if "missed" in line]
    assert marked.startswith(f"| {row}")


def test_a_goal_of_0_is_written_without_a_comparison_sign(store: Store) -> None:
    store.put(f"visit-{HEAT.key}-ours-0", {"requests": 0, "console": 1, "usable_ms": 100})
    rows = goals_table(Figures(store))
    assert "| Heat | 0 | 0 | reached |" in lines_with(rows, "Requests")[0]
    assert "| Heat | 0 | 1 | **missed** |" in lines_with(rows, "Console")[0]
    assert "| Heat | ≤ 280 | 100 | reached |" in lines_with(rows, "Opening")[0]


def test_a_dashboard_that_did_not_finish_has_missed_its_goals(store: Store) -> None:
    store.put("dashboard-heat", {"failed": "did not finish in 60 s"})
    rows = lines_with(goals_table(Figures(store)), "The dashboard")
    assert len(rows) == 5
    assert all("| DNF | **missed** |" in row for row in rows)
    assert "did not finish in 60 s" in dashboard_table(store)[-1]


def test_the_goals_explain_why_the_limits_of_a_jump_depend_on_the_size(store: Store) -> None:
    over = {goal.scale.events for goal in GOALS if goal.key == "frames_p95" and goal.over_floor}
    assert over == {0, 10_000}
    store.put("dashboard-heat", dashboard())
    assert "within one frame (17 ms) of the time of the empty page" in text(store)


def test_a_cost_that_grows_too_fast_is_marked(store: Store) -> None:
    for events in (1_000, 10_000, 100_000):
        took = {"read": (events / 1e5) ** 1.2, "check": events / 1e5}
        store.put(f"slope-{events}", {"took": took | {"timeline": 0.1, "render": 0.2}})
    rows = slope_table(store, Figures(store))
    assert lines_with(rows, "JSON")[0].endswith("| 1.20 **over** | 1.20 **over** |")
    assert lines_with(rows, "reading")[0].endswith("| 1.00 | 1.00 |")
    assert "The goal is at most 1.15" in rows[-1]


def test_both_values_replace_the_ratio_if_our_value_is_0(store: Store) -> None:
    for subject, requests, messages in (("ours", 0, 0), ("timeline", 12, 0), ("deck", 1, 3)):
        store.put(f"visit-{HEAT.key}-{subject}-0", {"requests": requests, "console": messages})
    row = figure_table(Figures(store), ("requests", "console"), [HEAT])[-1]
    assert "| Timeline 12 / 0, ours 0 / 0 |" in row
    assert "×" not in row


def heap(*after: float) -> dict[str, Any]:
    """Return a page with a heap of 10 MB at first, and these sizes after 1 and 10 minutes."""
    read = [[seconds, size, 300] for seconds, size in zip((60, 600), after, strict=False)]
    return {"heap": {"from_mb": 10.0, "from_nodes": 300, "after": read, "fps": 59.7}}


def test_the_heap_during_play_is_given_after_one_and_after_ten_minutes(store: Store) -> None:
    store.put(f"heap-{HEAP_SCALE.key}-deck", heap(12.5, 9.75))
    store.put(f"heap-{HEAT.key}-ours", heap(10.25, 10.5))
    ours, deck = heap_table(store)[2:4]
    assert ours == "| this project | Heat | 10.0 | +0.25 | +0.50 | 300 → 300 | 60 |"
    assert deck == "| deck.gl | 1,000 | 10.0 | +2.50 | -0.25 | 300 → 300 | 60 |"


def test_a_page_that_did_not_finish_has_the_figures_that_it_reached(store: Store) -> None:
    store.put(f"heap-{HEAP_SCALE.key}-plotly", {"failed": "did not finish in 720 s"})
    store.put(f"heap-{HEAP_SCALE.key}-tuned", heap(10.5) | {"failed": "did not finish in 720 s"})
    tuned, plotly = heap_table(store)[2:4]
    assert "| +0.50 | DNF |" in tuned
    assert "| did not finish in 720 s |" in plotly


@pytest.mark.parametrize(("after", "result"), [(10.9, "reached"), (11.5, "**missed**")])
def test_a_heap_that_grows_by_more_than_a_megabyte_in_a_minute_misses_its_goal(
    store: Store, after: float, result: str
) -> None:
    store.put(f"heap-{HEAT.key}-ours", heap(after, 12.0))
    (row,) = lines_with(goals_table(Figures(store)), "Playing: the heap grows")
    assert f"| Heat | ≤ 1 | {after - 10:.2f} | {result} |" in row


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ({"failed": "did not finish in 60 s"}, "deck.gl, not at 100,000"),
        ({"usable_ms": 0}, "deck.gl, not at 100,000"),
        ({"requests": 1}, "deck.gl, not at 100,000"),
        ({"usable_ms": 900}, "deck.gl"),
        (None, "deck.gl"),
    ],
)
def test_a_line_that_ends_early_names_the_size_without_a_value(
    store: Store, cell: dict[str, Any] | None, name: str
) -> None:
    for events, took in ((1_000, 100), (10_000, 300)):
        store.put(f"visit-{Scale(events, 'few').key}-deck-0", {"usable_ms": took})
    if cell is not None:
        store.put(f"visit-{Scale(100_000, 'few').key}-deck-0", cell)
    line = line_of(Figures(store), "usable_ms", "few", BY_KEY["deck"])
    assert line.name == name
    assert list(line.points)[:2] == [(1_000, 100), (10_000, 300)]
