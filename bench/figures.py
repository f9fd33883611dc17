"""Compute the figures of a run from its cells: one value for each figure, scale and subject."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any

from bench.cells import Cell, Store
from bench.ranks import percentile
from bench.stories import Scale
from bench.subjects import BY_KEY, FLOOR, LIMIT, PEERS, SLIDER

# The 95th percentile (nearest rank) of a hundred jumps is the sixth slowest. For fewer than twenty
# jumps it would be the slowest, so it is left out.
SHARE, FEWEST = 0.95, 20


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured quantity. `form` is the format of its values. `less`: smaller values are better.

    Attributes:
        noise: differences up to this value, in the figure's unit, count as equal.
        floor: the figure is also measured for the empty page.
        inside: the figure is work in the page. Pages with a server that does the work are left out.
    """

    key: str
    name: str
    form: str
    less: bool = True
    noise: float = 0
    floor: bool = False
    inside: bool = False


FIGURES = (
    Figure("usable_ms", "Opening → usable, ms", ",.0f", noise=15, floor=True),
    Figure("frames_p50", "A jump: input → two frames, median, ms", ",.0f", noise=4, floor=True),
    Figure("frames_p95", "A jump: input → two frames, 95%, ms", ",.0f", noise=5, floor=True),
    Figure("rests_p50", "A jump: until the map rests, median, ms", ",.0f", noise=17),
    Figure("work_p50", "A jump: own work, median, ms", ",.1f", noise=0.5, floor=True, inside=True),
    Figure("work_p95", "A jump: own work, 95%, ms", ",.1f", noise=1, floor=True, inside=True),
    Figure("task_ms", "A jump: main thread, mean, ms", ",.0f", noise=1, floor=True, inside=True),
    Figure("states", "Playing: different states a second", ",.1f", less=False, noise=2),
    Figure("fps", "Playing: frames a second", ",.0f", less=False, noise=2),
    Figure("slow", "Playing: frames over 50 ms, of 100", ",.1f", noise=0.5),
    Figure("all_kb", "The file and the libraries it loads, KB", ",.0f"),
    Figure("page_kb", "The file alone, KB", ",.0f"),
    Figure("build_ms", "Story in memory → page, ms", ",.0f", noise=1),
    Figure("peak_mb", "Peak memory of the build, MB", ",.0f", noise=5),
    Figure("heap_mb", "JavaScript heap and buffers after the jumps, MB", ",.1f", noise=0.5),
    Figure("grown_mb", "Playing: the heap grows in a minute, MB", ",.2f", noise=0.5),
    Figure("requests", "Requests other than the page", ",.0f", floor=True),
    Figure("console", "Console messages on opening", ",.0f", floor=True),
)
FIGURE = {figure.key: figure for figure in FIGURES}
# The figures of building the page. All others are measured while the page is used.
BUILT = {"all_kb", "page_kb", "build_ms", "peak_mb"}
THREW = "†"
# The prefix that bench.visit gives to uncaught errors of a page.
THROWN = "thrown: "


@dataclass(frozen=True, slots=True)
class Against:
    """The best alternative for a figure. A `ratio` above 1 means that this project is better."""

    key: str
    peer: str
    value: float
    ratio: float


class Figures:
    """The figures of a run."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._cache: dict[tuple[Scale, str], Cell] = {}

    def of(self, scale: Scale, subject: str) -> Cell:
        """Return all figures of a subject. `failed` is the reason why others are missing."""
        key = (scale, subject)
        if key not in self._cache:
            self._cache[key] = _figures(self.store, scale, subject)
        return self._cache[key]

    def value(self, key: str, scale: Scale, subject: str) -> float | None:
        """Return one figure, or None if it was not measured."""
        value = self.of(scale, subject).get(key)
        return None if value is None else float(value)

    def written(self, key: str, scale: Scale, subject: str) -> str:
        """Return one figure as text for a table: `–` if it is missing, `DNF` if it did not finish.

        Figures of a page that threw an error have a mark, because missing content costs no time.
        """
        cell = self.of(scale, subject)
        value = self.value(key, scale, subject)
        if value is not None:
            return format(value, FIGURE[key].form) + (THREW if self._is_broken(key, cell) else "")
        return "DNF" if "failed" in cell else "–"

    def _is_broken(self, key: str, cell: Cell) -> bool:
        return key not in BUILT and bool(cell.get("threw"))

    def best_peer(self, key: str, scale: Scale, ours: float) -> Against | None:
        """Return the best alternative for a figure, or None if none was measured.

        Pages that threw an error while they opened do not count.
        """
        candidates = [
            (value, peer)
            for peer in PEERS
            if not (FIGURE[key].inside and peer == SLIDER)
            and not self._is_broken(key, self.of(scale, peer))
            and (value := self.value(key, scale, peer)) is not None
        ]
        if not candidates:
            return None
        less = FIGURE[key].less
        value, peer = min(candidates) if less else max(candidates)
        dividend, divisor = (value, ours) if less else (ours, value)
        ratio = dividend / divisor if divisor else (1.0 if not dividend else float("inf"))
        return Against(peer, BY_KEY[peer].name, value, ratio)

    def failures(self) -> list[str]:
        """Return the measurements that did not finish, with the reason and the sizes."""
        scales: dict[str, list[str]] = {}
        for kind in ("build", "visit", "heap"):
            for name, cell in self.store.cells_with_prefix(f"{kind}-").items():
                if "failed" in cell:
                    scale, showing, subject = name.split("-")[:3]
                    what = f"{BY_KEY[subject].name}, {kind}: {cell['failed']}"
                    scales.setdefault(what, []).append(f"{scale} {showing}")
        return [f"{what} ({', '.join(where)})" for what, where in scales.items()]

    def uncaught_errors(self) -> list[str]:
        """Return the errors that pages threw and did not catch while they opened."""
        scales: dict[str, list[str]] = {}
        for name, cell in self.store.cells_with_prefix("visit-").items():
            scale, showing, subject, number = name.split("-")
            for message in cell.get("spoken", []) if number == "0" else []:
                if message.startswith(THROWN):
                    what = f"{BY_KEY[subject].name} threw: {message.removeprefix(THROWN)}"
                    scales.setdefault(what, []).append(f"{scale} {showing}")
        return [f"{what} ({', '.join(where)})" for what, where in scales.items()]

    def commits(self) -> set[str]:
        """Return the measured commits. A single run has one."""
        return {
            cell["commit"] for cell in self.store.cells_with_prefix("").values() if "commit" in cell
        }

    def busy(self) -> tuple[float, float, float]:
        """Return the processor use of other programs (median, maximum; %), and the median load."""
        cells = self.store.cells_with_prefix("").values()
        shares = [cell["busy"] for cell in cells if "busy" in cell] or [0.0]
        loads = [cell["load"] for cell in cells if "load" in cell] or [0.0]
        return statistics.median(shares), max(shares), statistics.median(loads)


def _figures(store: Store, scale: Scale, subject: str) -> Cell:
    figures: dict[str, Any] = {}
    built = store.get(f"build-{scale.key}-{subject}") or {}
    if subject not in {FLOOR, LIMIT} or "failed" in built:
        figures |= {
            key: built[key] for key in ("page_kb", "all_kb", "peak_mb", "failed") if key in built
        }
        if "build_s" in built:
            figures["build_ms"] = built["build_s"] * 1000
    if heap := (store.get(f"heap-{scale.key}-{subject}") or {}).get("heap"):
        figures["grown_mb"] = heap["after"][0][1] - heap["from_mb"]
    visits = list(store.cells_with_prefix(f"visit-{scale.key}-{subject}-").values())
    rounds = [_one_round(visit) for visit in visits]
    for key in {key for each in rounds for key in each}:
        values = [each[key] for each in rounds if key in each]
        figures[key] = statistics.median(values)
    for visit in visits:
        if "failed" in visit:
            figures["failed"] = visit["failed"]
        if any(message.startswith(THROWN) for message in visit.get("spoken", [])):
            figures["threw"] = True
    return figures


def _one_round(visit: Cell) -> dict[str, float]:
    """Return the figures of one round. Figures that it did not reach are left out."""
    figures: dict[str, float] = {
        key: visit[key]
        for key in ("usable_ms", "requests", "console", "task_ms", "heap_mb", "shown")
        if visit.get(key) is not None
    }
    for key in ("frames", "rests", "work"):
        if visit.get(key):
            figures[f"{key}_p50"] = statistics.median(visit[key])
            if len(visit[key]) >= FEWEST:
                figures[f"{key}_p95"] = percentile(visit[key], SHARE)
    if play := visit.get("play"):
        figures |= {
            "fps": play["fps"],
            "states": play["states"],
            "slow": 100 * play["slow"] / max(1, play["frames"]),
        }
    return figures
