"""From the cells of a run to figures: one value for each figure, scale and subject."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any

from bench.cells import Cell, Store
from bench.ranks import percentile
from bench.stories import Scale
from bench.subjects import BY_KEY, FLOOR, LIMIT, PEERS, SLIDER

# Of a hundred jumps the 95th percentile (nearest rank) is the sixth slowest; of fewer than twenty
# it would be the slowest, and is left out.
SHARE, FEWEST = 0.95, 20


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured. `form` writes a value; `less` tells whether less of it is better.

    Attributes:
        noise: what differs by no more than this is called equal, in the figure's unit.
        floor: whether the empty page is measured, too.
        inside: it is work of the page itself; a page whose server works for it is not compared.
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
    Figure("frames_p95", "A jump: input → two frames, 95 %, ms", ",.0f", noise=5, floor=True),
    Figure("rests_p50", "A jump: until the map rests, median, ms", ",.0f", noise=17),
    Figure("work_p50", "A jump: own work, median, ms", ",.1f", noise=0.5, floor=True, inside=True),
    Figure("work_p95", "A jump: own work, 95 %, ms", ",.1f", noise=1, floor=True, inside=True),
    Figure("task_ms", "A jump: main thread, mean, ms", ",.0f", noise=1, floor=True, inside=True),
    Figure("states", "Playing: different states a second", ",.1f", less=False, noise=2),
    Figure("fps", "Playing: frames a second", ",.0f", less=False, noise=2),
    Figure("slow", "Playing: frames over 50 ms, of 100", ",.1f", noise=0.5),
    Figure("all_kb", "The file and the libraries it loads, KB", ",.0f"),
    Figure("page_kb", "The file alone, KB", ",.0f"),
    Figure("build_ms", "Story in memory → page, ms", ",.0f", noise=1),
    Figure("peak_mb", "Memory to build it, most, MB", ",.0f", noise=5),
    Figure("heap_mb", "JavaScript heap and buffers after the jumps, MB", ",.1f", noise=0.5),
    Figure("grown_mb", "Playing: the heap grows in a minute, MB", ",.2f", noise=0.5),
    Figure("requests", "Requests besides the page", ",.0f", floor=True),
    Figure("console", "Console messages on opening", ",.0f", floor=True),
)
FIGURE = {figure.key: figure for figure in FIGURES}
# Figures of the page as it is made; all others are of the page as it is used.
BUILT = {"all_kb", "page_kb", "build_ms", "peak_mb"}
THREW = "†"
# How bench.visit begins what a page threw.
THROWN = "thrown: "


@dataclass(frozen=True, slots=True)
class Against:
    """A figure beside the best of the alternatives. `ratio` over 1 is in our favour."""

    key: str
    peer: str
    value: float
    ratio: float


class Figures:
    """The figures of a run."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: dict[tuple[Scale, str], Cell] = {}

    def of(self, scale: Scale, subject: str) -> Cell:
        """All figures of a subject; `failed` tells what kept the others from being measured."""
        key = (scale, subject)
        if key not in self._kept:
            self._kept[key] = _figures(self.store, scale, subject)
        return self._kept[key]

    def value(self, key: str, scale: Scale, subject: str) -> float | None:
        """One figure; None: not measured."""
        found = self.of(scale, subject).get(key)
        return None if found is None else float(found)

    def written(self, key: str, scale: Scale, subject: str) -> str:
        """One figure for a table: `–` where there is none, `DNF` where it was not finished.

        Of a page that threw it is marked: what is not there costs nothing.
        """
        cell = self.of(scale, subject)
        value = self.value(key, scale, subject)
        if value is not None:
            return format(value, FIGURE[key].form) + (THREW if self._is_broken(key, cell) else "")
        return "DNF" if "failed" in cell else "–"

    def _is_broken(self, key: str, cell: Cell) -> bool:
        return key not in BUILT and bool(cell.get("threw"))

    def best_peer(self, key: str, scale: Scale, ours: float) -> Against | None:
        """The best alternative in a figure, beside a value of ours; None: none was measured.

        One whose page threw while it opened does not count.
        """
        found = [
            (value, peer)
            for peer in PEERS
            if not (FIGURE[key].inside and peer == SLIDER)
            and not self._is_broken(key, self.of(scale, peer))
            and (value := self.value(key, scale, peer)) is not None
        ]
        if not found:
            return None
        less = FIGURE[key].less
        value, peer = min(found) if less else max(found)
        above, below = (value, ours) if less else (ours, value)
        ratio = above / below if below else (1.0 if not above else float("inf"))
        return Against(peer, BY_KEY[peer].name, value, ratio)

    def failures(self) -> list[str]:
        """What did not finish, and why, in sentences' parts."""
        told: dict[str, list[str]] = {}
        for kind in ("build", "visit", "heap"):
            for name, cell in self.store.named(f"{kind}-").items():
                if "failed" in cell:
                    scale, showing, subject = name.split("-")[:3]
                    what = f"{BY_KEY[subject].name}, {kind}: {cell['failed']}"
                    told.setdefault(what, []).append(f"{scale} {showing}")
        return [f"{what} ({', '.join(where)})" for what, where in told.items()]

    def thrown(self) -> list[str]:
        """Errors that pages threw and did not catch, while opening."""
        told: dict[str, list[str]] = {}
        for name, cell in self.store.named("visit-").items():
            scale, showing, subject, number = name.split("-")
            for said in cell.get("spoken", []) if number == "0" else []:
                if said.startswith(THROWN):
                    what = f"{BY_KEY[subject].name} threw: {said.removeprefix(THROWN)}"
                    told.setdefault(what, []).append(f"{scale} {showing}")
        return [f"{what} ({', '.join(where)})" for what, where in told.items()]

    def commits(self) -> set[str]:
        """The commits at which all of it was measured: of one run there is one."""
        return {cell["commit"] for cell in self.store.named("").values() if "commit" in cell}

    def busy(self) -> tuple[float, float, float]:
        """What others took of the processors, in per cent: median and most; the median load."""
        cells = self.store.named("").values()
        others = [cell["busy"] for cell in cells if "busy" in cell] or [0.0]
        loads = [cell["load"] for cell in cells if "load" in cell] or [0.0]
        return statistics.median(others), max(others), statistics.median(loads)


def _figures(store: Store, scale: Scale, subject: str) -> Cell:
    found: dict[str, Any] = {}
    built = store.get(f"build-{scale.key}-{subject}") or {}
    if subject not in {FLOOR, LIMIT} or "failed" in built:
        found |= {
            key: built[key] for key in ("page_kb", "all_kb", "peak_mb", "failed") if key in built
        }
        if "build_s" in built:
            found["build_ms"] = built["build_s"] * 1000
    if heap := (store.get(f"heap-{scale.key}-{subject}") or {}).get("heap"):
        found["grown_mb"] = heap["after"][0][1] - heap["from_mb"]
    visits = list(store.named(f"visit-{scale.key}-{subject}-").values())
    rounds = [_one_round(visit) for visit in visits]
    for key in {key for each in rounds for key in each}:
        values = [each[key] for each in rounds if key in each]
        found[key] = statistics.median(values)
    for visit in visits:
        if "failed" in visit:
            found["failed"] = visit["failed"]
        if any(said.startswith(THROWN) for said in visit.get("spoken", [])):
            found["threw"] = True
    return found


def _one_round(visit: Cell) -> dict[str, float]:
    """One turn's figures. What it did not get to is left out."""
    found: dict[str, float] = {
        key: visit[key]
        for key in ("usable_ms", "requests", "console", "task_ms", "heap_mb", "shown")
        if visit.get(key) is not None
    }
    for key in ("frames", "rests", "work"):
        if visit.get(key):
            found[f"{key}_p50"] = statistics.median(visit[key])
            if len(visit[key]) >= FEWEST:
                found[f"{key}_p95"] = percentile(visit[key], SHARE)
    if play := visit.get("play"):
        found |= {
            "fps": play["fps"],
            "states": play["states"],
            "slow": 100 * play["slow"] / max(1, play["frames"]),
        }
    return found
