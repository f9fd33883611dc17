"""The sweep: every subject in turn, at every scale, round after round."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.cells import Cell, Store, run_module
from bench.stories import Scale
from bench.subjects import BY_KEY, OURS, SUBJECTS
from bench.visit import Order

HEAT = Scale(0, "own")
MILLION = Scale(1_000_000, "few")
# Where memory is watched, for so long: all at one size, ours where most is to be feared too.
HEAP_SCALE = Scale(1_000, "few")
HEAP_OURS = (HEAT, Scale(10_000, "few"))
HEAP_S = 600.0
# Nothing is timed meanwhile, so that many pages play at once.
HEAPS_AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured.

    Attributes:
        rounds: scales, and how many turns each subject has there.
        subjects: keys.
        jumps: for one turn.
        scrub_s: no new jump is begun after so many seconds.
        play_s: seconds of play in one turn.
        build_limit_s: for one build.
        visit_limit_s: for one turn.
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
    # Heat's jumps are the closest to their goal: of five turns one or two may have met other work.
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


class Sweep:
    """Fills a store with builds and visits; what it already holds is not measured again."""

    def __init__(self, store: Store, plan: Plan, pages: Path) -> None:
        self.store, self.plan, self.pages = store, plan, pages

    def run(self) -> None:
        """Build what is to be visited, and visit it: subject after subject, round after round."""
        for number in range(max(rounds for _, rounds in self.plan.rounds)):
            for scale, rounds in self.plan.rounds:
                for subject in self.plan.subjects if number < rounds else ():
                    self.visit(subject, scale, number)

    def visit(self, subject: str, scale: Scale, number: int, limit_s: float = 0) -> None:
        """One turn of one subject."""
        name = f"visit-{scale.key}-{subject}-{number}"
        before = self.store.get(f"visit-{scale.key}-{subject}-{number - 1}") if number else None
        if self.store.get(name) is not None or (before and "failed" in before):
            return
        built = self.built(subject, scale)
        if "failed" in built:
            return
        cell = self._visited(
            subject,
            scale,
            play_s=self.plan.play_s,
            heap_s=0,
            limit_s=limit_s or self.plan.visit_limit_s,
        )
        self.store.put(name, cell)
        say(f"{scale.label}: {BY_KEY[subject].name}, round {number + 1}", cell)

    def built(self, subject: str, scale: Scale, limit_s: float = 0) -> Cell:
        """A subject's page at a scale, made once and again when its file is gone."""
        if BY_KEY[subject].build is None:
            return {}
        name, folder = f"build-{scale.key}-{subject}", self._folder(subject, scale)
        known = self.store.get(name)
        if known is not None and ("failed" in known or (folder / "page.html").exists()):
            return known
        limit = limit_s or self.plan.build_limit_s
        cell = run_module("bench.build", subject, scale.key, str(folder), limit_s=limit)
        say(f"{scale.label}: {BY_KEY[subject].name} is built", cell)
        return self.store.put(name, cell)

    def watch_heaps(self) -> None:
        """Play for ten minutes, and read what memory is held after one and at the end."""
        jobs = [(OURS, scale) for scale in HEAP_OURS]
        jobs += [(key, HEAP_SCALE) for key in self.plan.subjects if BY_KEY[key].plays]
        for subject, scale in jobs:
            self.built(subject, scale)
        with ThreadPoolExecutor(HEAPS_AT_ONCE) as pool:
            # Every other one first: the two that draw with WebGL, on the processor, do not meet.
            list(pool.map(self._watch_heap, jobs[::2] + jobs[1::2]))

    def _watch_heap(self, job: tuple[str, Scale]) -> None:
        subject, scale = job
        name = f"heap-{scale.key}-{subject}"
        if self.store.get(name) is None and "failed" not in self.built(subject, scale):
            cell = self._visited(subject, scale, 3, HEAP_S, HEAP_S + 120)
            self.store.put(name, cell)
            say(f"{scale.label}: {BY_KEY[subject].name}, {HEAP_S:.0f} s of play", cell)

    def million(self) -> None:
        """A million events: open and scrub, ours and the limit."""
        for subject in (OURS, "canvas"):
            if "failed" not in self.built(subject, MILLION, 180):
                self.visit(subject, MILLION, 0, 180)

    def _visited(
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
            # What was found before a limit or a problem counts.
            found: Cell = json.loads(out.read_text("utf-8")) if out.exists() else {}
        return {**found, **cell}

    def _folder(self, subject: str, scale: Scale) -> Path:
        return self.pages / f"{scale.key}-{subject}"


def say(what: str, cell: Cell) -> None:
    """A line of progress."""
    outcome = cell.get("failed") or f"{cell.get('spent_s', 0):.0f} s"
    print(f"  {time.strftime('%H:%M:%S')} {what}: {outcome}", flush=True)


def scales_of(store: Store) -> Iterable[Scale]:
    """The scales of which a store has visits, in the order in which they are told."""
    known = [scale for scale, _ in FULL.rounds]
    return [scale for scale in known if store.named(f"visit-{scale.key}-")]
