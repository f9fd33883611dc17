"""The dashboard's figures as lines of Markdown: its goals, and all measured values."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from bench.cells import Cell, Store
from bench.figures import SHARE
from bench.ranks import percentile


@dataclass(frozen=True, slots=True)
class DashboardGoal:
    """A figure of the dashboard that should be below `bound`, or equal to 0 if `bound` is 0.

    Attributes:
        row: the name of the figure in the table of all figures.
        form: the format of the value. The goal applies to the formatted value.
    """

    name: str
    row: str
    bound: float
    form: str
    value: Callable[[Cell], float]

    @property
    def written(self) -> str:
        """The goal as text for a table."""
        return f"< {self.bound:,.0f}" if self.bound else "0"

    def is_reached(self, cell: Cell) -> bool:
        """Return whether the figure of a story reaches the goal."""
        shown = float(format(self.value(cell), self.form).replace(",", ""))
        return shown < self.bound if self.bound else shown == 0


COLD = "start of the server → playable map, s"
WORK = "a rerun: CPU time of the server, mean, ms"
TOGETHER = "ten browsers at once: a rerun, median / 95%, ms"
ANSWERED = "ten browsers at once: reruns answered"
DISCONNECTS = "ten browsers at once: disconnects"

GOALS = (
    DashboardGoal(
        *("The dashboard: first page from a cold start, s", COLD, 3, ".1f"),
        lambda cell: statistics.median(cell["cold_s"]),
    ),
    DashboardGoal(
        *("The dashboard: CPU time of a rerun on the server, mean, ms", WORK, 100, ",.0f"),
        lambda cell: float(cell["cpu_ms"]),
    ),
    DashboardGoal(
        *("The dashboard: a rerun of ten browsers at once, 95%, ms", TOGETHER, 1_000, ",.0f"),
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
OWN = "server memory: per viewer with a story of that length / left by one who has gone, MB"
# Goals without a number.
VERBAL_GOALS = {
    "largest message of a rerun, bytes": "less than the story",
    "server memory: with one viewer / per further viewer / left by one who has gone, MB": "bounded",
    OWN: "bounded",
}


def dashboard_goals(store: Store) -> list[str]:
    """Return rows for the table of goals: figure, story, goal, measured value, result."""
    rows = []
    cells = _cells(store)
    for goal in GOALS:
        for story, cell in cells.items():
            if not _is_complete(cell):
                rows.append(f"| {goal.name} | {story} | {goal.written} | DNF | **missed** | | |")
                continue
            result = "reached" if goal.is_reached(cell) else "**missed**"
            value = format(goal.value(cell), goal.form)
            rows.append(f"| {goal.name} | {story} | {goal.written} | {value} | {result} | – | – |")
    return rows


def dashboard_table(store: Store) -> list[str]:
    """Return all figures with Heat and with a long story. Missed goals are marked."""
    cells = _cells(store)
    if not cells:
        return []
    rows = [
        f"| | {' | '.join(cells)} | goal |",
        f"|---|{'---:|' * (len(cells) + 1)}",
    ]
    columns = [_figures(cell) for cell in cells.values()]
    goals = VERBAL_GOALS | {goal.row: goal.written for goal in GOALS} | {ANSWERED: "all"}
    for name in max(columns, key=len):
        values = " | ".join(column.get(name, column.get("failed", "–")) for column in columns)
        rows.append(f"| {name} | {values} | {goals.get(name, '')} |")
    return rows


def _cells(store: Store) -> dict[str, Cell]:
    cells = {"Heat": store.get("dashboard-heat"), "10,000 events": store.get("dashboard-10000")}
    return {name: cell for name, cell in cells.items() if cell}


def _is_complete(cell: Cell) -> bool:
    # These are measured last. A cell without them is incomplete, or comes from an older version.
    return "sessions" in cell and "cpu_ms" in cell


def _figures(cell: Cell) -> dict[str, str]:
    if not _is_complete(cell):
        return {"failed": str(cell.get("failed", "–"))}
    alone, together = cell["alone"], cell["together"]
    memory = cell["memory_mb"]
    per_viewer = (memory[2] - memory[1]) / max(1, cell["viewers"] - 1)
    left = (memory[4] - memory[3]) / max(1, cell["passers_by"])
    figures = {
        COLD: f"{statistics.median(cell['cold_s']):.1f}",
        "bytes over the WebSocket until then": f"{cell['first_bytes']:,}",
        WORK: f"{cell['cpu_ms']:.0f}",
        "a rerun: click → end of the script, in the browser, median / 95%, ms": _pair(
            [run["ms"] for run in alone]
        ),
        "bytes of a rerun, median": f"{statistics.median(run['bytes'] for run in alone):,.0f}",
        "largest message of a rerun, bytes": f"{max(run['largest'] for run in alone):,}",
        TOGETHER: _pair([run["ms"] for run in together]),
        ANSWERED: f"{len(together)} of {cell['asked_together']}",
        DISCONNECTS: f"{cell['disconnects']}",
        "ten sessions without a browser: a rerun, median / 95%, ms": _pair(cell["sessions"]),
        "server memory: with one viewer / per further viewer / left by one who has gone, MB": (
            f"{memory[1]:.0f} / {per_viewer:.1f} / {left:.2f}"
        ),
    }
    if own := cell.get("own_mb"):
        per_story = (own[2] - own[1]) / (cell["owners"] - 1)
        left = (own[3] - own[0]) / cell["owners"]
        figures[OWN] = f"{per_story:.0f} / {left:.0f}"
    for goal in GOALS:
        if not goal.is_reached(cell):
            figures[goal.row] += " **missed**"
    return figures


def _pair(values: list[float]) -> str:
    return f"{statistics.median(values):,.0f} / {percentile(values, SHARE):,.0f}"
