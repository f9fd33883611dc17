"""The dashboard's figures as lines of Markdown: its goals, and all that was measured."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from bench.cells import Cell, Store
from bench.figures import SHARE
from bench.ranks import percentile


@dataclass(frozen=True, slots=True)
class DashboardGoal:
    """A figure of the dashboard that should be under `bound`, or, where `bound` is 0, be 0.

    Attributes:
        row: what the table of all figures calls it.
        form: how it is written; what is written is what counts.
    """

    name: str
    row: str
    bound: float
    form: str
    value: Callable[[Cell], float]

    @property
    def written(self) -> str:
        """The bound, as it stands in a table."""
        return f"< {self.bound:,.0f}" if self.bound else "0"

    def reached(self, cell: Cell) -> bool:
        """Whether a story's figure is as it should be."""
        shown = float(format(self.value(cell), self.form).replace(",", ""))
        return shown < self.bound if self.bound else shown == 0


COLD = "start of the server → playable map, s"
WORK = "a rerun: work of the server, mean, ms"
TOGETHER = "ten browsers at once: a rerun, median / 95 %, ms"
ANSWERED = "ten browsers at once: reruns answered"
DISCONNECTS = "ten browsers at once: disconnects"

GOALS = (
    DashboardGoal(
        *("The dashboard: first page from a cold start, s", COLD, 3, ".1f"),
        lambda cell: statistics.median(cell["cold_s"]),
    ),
    DashboardGoal(
        *("The dashboard: a rerun's work on the server, mean, ms", WORK, 100, ",.0f"),
        lambda cell: float(cell["cpu_ms"]),
    ),
    DashboardGoal(
        *("The dashboard: a rerun of ten browsers at once, 95 %, ms", TOGETHER, 1_000, ",.0f"),
        lambda cell: percentile([run["ms"] for run in cell["together"]], SHARE),
    ),
    DashboardGoal(
        *("The dashboard: reruns of ten browsers not answered", ANSWERED, 0, ",.0f"),
        lambda cell: float(cell["asked_together"] - len(cell["together"])),
    ),
    DashboardGoal(
        *("The dashboard: disconnects", DISCONNECTS, 0, ",.0f"),
        lambda cell: float(cell["disconnects"]),
    ),
)
OWN = "server's memory: each who brings a story of that length / what is left of it, MB"
# What is looked for without a number to hold it against.
LOOKED_FOR = {
    "its largest message, bytes": "not the story",
    "server's memory: one viewer / each further / one who came and went, MB": "bounded",
    OWN: "bounded",
}


def dashboard_goals(store: Store) -> list[str]:
    """Rows for the table of goals: what, with which story, the goal, what was measured."""
    rows = []
    cells = _cells(store)
    for goal in GOALS:
        for story, cell in cells.items():
            if not _whole(cell):
                rows.append(f"| {goal.name} | {story} | {goal.written} | DNF | **missed** | | |")
                continue
            told = "reached" if goal.reached(cell) else "**missed**"
            value = format(goal.value(cell), goal.form)
            rows.append(f"| {goal.name} | {story} | {goal.written} | {value} | {told} | – | – |")
    return rows


def dashboard_table(store: Store) -> list[str]:
    """The dashboard, with Heat and with a long story. What misses its goal is marked."""
    cells = _cells(store)
    if not cells:
        return []
    rows = [
        f"| | {' | '.join(cells)} | to reach |",
        f"|---|{'---:|' * (len(cells) + 1)}",
    ]
    columns = [_figures(cell) for cell in cells.values()]
    goals = LOOKED_FOR | {goal.row: goal.written for goal in GOALS} | {ANSWERED: "all"}
    for name in max(columns, key=len):
        values = " | ".join(column.get(name, column.get("failed", "–")) for column in columns)
        rows.append(f"| {name} | {values} | {goals.get(name, '')} |")
    return rows


def _cells(store: Store) -> dict[str, Cell]:
    cells = {"Heat": store.get("dashboard-heat"), "10,000 events": store.get("dashboard-10000")}
    return {name: cell for name, cell in cells.items() if cell}


def _whole(cell: Cell) -> bool:
    # The last of what is measured: a cell without it was broken off, or is of an older kind.
    return "sessions" in cell and "cpu_ms" in cell


def _figures(cell: Cell) -> dict[str, str]:
    if not _whole(cell):
        return {"failed": str(cell.get("failed", "–"))}
    alone, together = cell["alone"], cell["together"]
    memory = cell["memory_mb"]
    each = (memory[2] - memory[1]) / max(1, cell["viewers"] - 1)
    left = (memory[4] - memory[3]) / max(1, cell["passers_by"])
    found = {
        COLD: f"{statistics.median(cell['cold_s']):.1f}",
        "bytes over the WebSocket until then": f"{cell['first_bytes']:,}",
        WORK: f"{cell['cpu_ms']:.0f}",
        "a rerun: click → its end, seen from the page, median / 95 %, ms": _pair(
            [run["ms"] for run in alone]
        ),
        "bytes of a rerun, median": f"{statistics.median(run['bytes'] for run in alone):,.0f}",
        "its largest message, bytes": f"{max(run['largest'] for run in alone):,}",
        TOGETHER: _pair([run["ms"] for run in together]),
        ANSWERED: f"{len(together)} of {cell['asked_together']}",
        DISCONNECTS: f"{cell['disconnects']}",
        "ten sessions without a browser: a rerun, median / 95 %, ms": _pair(cell["sessions"]),
        "server's memory: one viewer / each further / one who came and went, MB": (
            f"{memory[1]:.0f} / {each:.1f} / {left:.2f}"
        ),
    }
    if own := cell.get("own_mb"):
        each = (own[2] - own[1]) / (cell["owners"] - 1)
        left = (own[3] - own[0]) / cell["owners"]
        found[OWN] = f"{each:.0f} / {left:.0f}"
    for goal in GOALS:
        if not goal.reached(cell):
            found[goal.row] += " **missed**"
    return found


def _pair(values: list[float]) -> str:
    return f"{statistics.median(values):,.0f} / {percentile(values, SHARE):,.0f}"
