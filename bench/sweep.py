"""The sweep: rounds in which every subject is measured at every scale, one after another."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from bench.cells import Cell, Store, run_module
from bench.stories import Scale
from bench.subjects import BY_KEY, OURS, SUBJECTS
from bench.visit import Order

HEAT = Scale(0, "own")
MILLION = Scale(1_000_000, "few")
# The growth of the heap is measured for this long: all subjects at one size, ours also at others.
HEAP_SCALE = Scale(1_000, "few")
HEAP_OURS = (HEAT, Scale(10_000, "few"))
HEAP_S = 600.0
# Many pages play at the same time, because no times are measured.
HEAPS_AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """The amount of measurements.

    Attributes:
        rounds: the scales, and the number of rounds at each scale.
        subjects: the keys of the subjects.
        jumps: the number of jumps per visit.
        scrub_s: no new jump starts after this many seconds.
        play_s: seconds of play per visit.
        build_limit_s: time limit of one build.
        visit_limit_s: time limit of one visit.
    """

    rounds: tuple[tuple[Scale, int], ...]
    subjects: tuple[str, ...]
    jumps: int
    scrub_s: float
    play_s: float
    build_limit_s: float
    visit_limit_s: float


def _both(events: int, rounds: int) -> tuple[tuple[Scale, int], ...]:
    return (Scale(events, "few"), rounds), (Scale(events, "half"), rounds)


FULL = Plan(
    # The jumps in Heat are closest to their goal. With five rounds, the median stays right if other
    # programs disturb one or two of them.
    rounds=((HEAT, 5), *_both(60, 1), *_both(1_000, 2), *_both(10_000, 2), *_both(100_000, 1)),
    subjects=tuple(subject.key for subject in SUBJECTS),
    jumps=100,
    scrub_s=5,
    play_s=3,
    build_limit_s=60,
    visit_limit_s=45,
)
QUICK = Plan(
    rounds=((HEAT, 1), (Scale(1_000, "few"), 1), (Scale(10_000, "few"), 1)),
    subjects=("empty", "canvas", OURS, "timestamped", "tuned"),
    jumps=20,
    scrub_s=3,
    play_s=2,
    build_limit_s=20,
    visit_limit_s=20,
)
# Movements and areas, beside the two alternatives that can show both.
MOVING = replace(
    FULL,
    rounds=((Scale(50, "tracks"), 3), (Scale(1_000, "areas"), 3)),
    subjects=("empty", OURS, "timestamped", "deck"),
)


class Sweep:
    """Adds builds and visits to a store. Existing cells are not measured again."""

    def __init__(self, store: Store, plan: Plan, pages: Path) -> None:
        self.store, self.plan, self.pages = store, plan, pages

    def run(self) -> None:
        """Build and visit all pages: in each round all scales, and at each scale all subjects."""
        for number in range(max(rounds for _, rounds in self.plan.rounds)):
            for scale, rounds in self.plan.rounds:
                for subject in self.plan.subjects if number < rounds else ():
                    self.visit(subject, scale, number)

    def moving(self) -> None:
        """Measure the stories in which something moves or covers an area."""
        Sweep(self.store, MOVING, self.pages).run()

    def visit(self, subject: str, scale: Scale, number: int, limit_s: float = 0) -> None:
        """Measure one subject in one round."""
        name = f"visit-{scale.key}-{subject}-{number}"
        previous = self.store.get(f"visit-{scale.key}-{subject}-{number - 1}") if number else None
        if self.store.get(name) is not None or (previous and "failed" in previous):
            return
        if "failed" in self.build(subject, scale):
            return
        cell = self._measure_visit(
            subject,
            scale,
            play_s=self.plan.play_s,
            heap_s=0,
            limit_s=limit_s or self.plan.visit_limit_s,
        )
        self.store.put(name, cell)
        say(f"{scale.label}: {BY_KEY[subject].name}, round {number + 1}", cell)

    def build(self, subject: str, scale: Scale, limit_s: float = 0) -> Cell:
        """Build a subject's page at a scale, unless the page already exists."""
        if BY_KEY[subject].build is None:
            return {}
        name, folder = f"build-{scale.key}-{subject}", self._folder(subject, scale)
        known = self.store.get(name)
        if known is not None and ("failed" in known or (folder / "page.html").exists()):
            return known
        limit = limit_s or self.plan.build_limit_s
        cell = run_module("bench.build", subject, scale.key, str(folder), limit_s=limit)
        say(f"{scale.label}: {BY_KEY[subject].name} page built", cell)
        return self.store.put(name, cell)

    def watch_heaps(self) -> None:
        """Play for ten minutes, and measure the heap after one minute and at the end."""
        jobs = [(OURS, scale) for scale in HEAP_OURS]
        jobs += [(key, HEAP_SCALE) for key in self.plan.subjects if BY_KEY[key].plays]
        for subject, scale in jobs:
            self.build(subject, scale)
        with ThreadPoolExecutor(HEAPS_AT_ONCE) as pool:
            # First every second job, so that the two subjects with WebGL do not run together.
            list(pool.map(self._watch_heap, jobs[::2] + jobs[1::2]))

    def _watch_heap(self, job: tuple[str, Scale]) -> None:
        subject, scale = job
        name = f"heap-{scale.key}-{subject}"
        if self.store.get(name) is None and "failed" not in self.build(subject, scale):
            cell = self._measure_visit(subject, scale, 3, HEAP_S, HEAP_S + 120)
            self.store.put(name, cell)
            say(f"{scale.label}: {BY_KEY[subject].name}, {HEAP_S:.0f} s of play", cell)

    def million(self) -> None:
        """Measure opening and jumps with a million events: our document and the bare canvas."""
        for subject in (OURS, "canvas"):
            if "failed" not in self.build(subject, MILLION, 180):
                self.visit(subject, MILLION, 0, 180)

    def _measure_visit(
        self, subject: str, scale: Scale, play_s: float, heap_s: float, limit_s: float
    ) -> Cell:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "found.json"
            order = Order(
                subject=subject,
                scale=scale.key,
                page=str(self._folder(subject, scale) / "page.html"),
                jumps=self.plan.jumps,
                scrub_s=self.plan.scrub_s,
                play_s=play_s,
                heap_s=heap_s,
                out=str(out),
            )
            cell = run_module("bench.visit", order.to_json(), limit_s=limit_s)
            # Figures from before a time limit or an error are valid.
            partial: Cell = json.loads(out.read_text("utf-8")) if out.exists() else {}
        return {**partial, **cell}

    def _folder(self, subject: str, scale: Scale) -> Path:
        return self.pages / f"{scale.key}-{subject}"


def say(what: str, cell: Cell) -> None:
    """Print a line of progress."""
    outcome = cell.get("failed") or f"{cell.get('spent_s', 0):.0f} s"
    print(f"  {time.strftime('%H:%M:%S')} {what}: {outcome}", flush=True)


def scales_of(store: Store) -> Iterable[Scale]:
    """Return the scales with visits in a store, in the order of the report."""
    known = [scale for scale, _ in (*FULL.rounds, *MOVING.rounds)]
    return [scale for scale in known if store.cells_with_prefix(f"visit-{scale.key}-")]
