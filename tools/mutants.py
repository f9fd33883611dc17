"""Mutation testing: make small changes to the package and check that tests fail (`make mutants`).

1. The tests run once with coverage, to record which tests run each line, and their duration.
2. A seeded sample of mutants is drawn from `geo/`: first the positions, then one change at each. So
   operators with many replacements are not drawn more often.
3. For each mutant, the tests of its line run, the fastest first, until one fails.

Surviving mutants are printed by module with their changed lines. `tools/mutants_known.json` has the
known survivors: why each is equivalent (no test can detect it), or what a test would need. Browser
tests are not used, because they would take minutes for each mutant.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import cosmic_ray.plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from coverage.numbits import numbits_to_nums

ROOT = Path(__file__).resolve().parent.parent
KNOWN = ROOT / "tools" / "mutants_known.json"
COPIED = ("geo", "tests", "tools", "bench", "docs", ".streamlit", ".ci")
# Tests that need a browser or a built wheel, only read the source text, or test these tools.
EXCLUDED = ("tests/browser", "tests/package", "tests/house", "tests/bench", "tests/tools")
# Operators without useful mutants: bit arithmetic on numbers, identity of numbers.
_USELESS = ("Shift", "Bit", "_Is", "_IsNot", "Invert", "UAdd", "_Pow", "Variable", "Matrix")
# A mutant can loop forever. The time limit is a multiple of the tests' duration, and at least this.
TIMEOUT_FACTOR, MIN_TIMEOUT_S = 5.0, 20.0
# At most this many tests run for a mutant.
MAX_TESTS = 400


@dataclass(frozen=True)
class Mutant:
    """One change: the `occurrence`-th position in `file` to which `operator` applies."""

    file: str
    operator: str
    occurrence: int
    line: int
    column: int

    def text(self, source: str) -> str:
        """Return the text of the file with the change."""
        operator = cosmic_ray.plugins.get_operator(self.operator)()
        changed = mutate_code(source, operator, self.occurrence)
        assert changed is not None
        return str(changed)


@dataclass(frozen=True)
class Outcome:
    """The result for a mutant, with its changed lines."""

    mutant: Mutant
    killed: bool
    change: str
    why: str


@dataclass(frozen=True)
class Tests:
    """The tests that run each line of each file, and the duration of each test in seconds."""

    by_line: dict[str, dict[int, set[str]]]
    seconds: dict[str, float]

    def of(self, mutant: Mutant) -> list[str]:
        """Return the tests of the mutant's line, the fastest first.

        For a line that runs at import, these are all tests of its file.
        """
        lines = self.by_line.get(mutant.file, {})
        tests = lines.get(mutant.line) or set().union(*lines.values())
        return sorted(tests, key=lambda test: (self.seconds.get(test, 0.0), test))[:MAX_TESTS]


def _copy(folder: Path) -> Path:
    """Copy the project to a folder, for one worker."""
    for name in COPIED:
        if (ROOT / name).exists():
            ignore = shutil.ignore_patterns("__pycache__", "results", ".cache")
            shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy2(path, folder)
    return folder


def _pytest(folder: Path, arguments: Sequence[str], timeout_s: float | None) -> int | None:
    """Run pytest in a copy and return its exit status. None: it was stopped after the timeout."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            return running.wait(timeout_s)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, 9)
            return None


def measure(folder: Path, workers: int) -> Tests:
    """Run the tests once and record the lines and the duration of each."""
    times = folder / "times.json"
    status = _pytest(
        folder,
        [
            *("pytest", "-q", "-n", str(workers), "--hypothesis-profile=few"),
            *("-p", "no:cacheprovider", "-p", "tools.mutants_timing", f"--times={times}"),
            *("--cov=geo", "--cov-context=test", "--cov-report="),
            *(f"--ignore={part}" for part in EXCLUDED),
        ],
        None,
    )
    if status != 0:
        sys.exit("the tests fail without a mutant; run `make test` to see the failures")
    seconds: dict[str, float] = json.loads(times.read_text("utf-8"))
    by_file: dict[str, set[str]] = defaultdict(set)
    for test in seconds:
        by_file[test.split("::")[0]].add(test)
    by_line: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    database = sqlite3.connect(folder / ".coverage")
    rows = database.execute(
        "select file.path, context.context, numbits from line_bits"
        " join file on file.id = file_id join context on context.id = context_id"
        " where context.context != ''"
    )
    for path, context, numbits in rows:
        test, _, phase = context.rpartition("|")
        # Coverage assigns the lines of a shared fixture to one test, so use all tests of the file.
        tests = by_file[test.split("::")[0]] if phase == "setup" else {test}
        lines = by_line[Path(path).relative_to(folder).as_posix()]
        for line in numbits_to_nums(numbits):
            lines[line] |= tests
    database.close()
    return Tests(by_line, seconds)


def _annotations(source: str) -> set[tuple[int, int]]:
    """Return the positions of type annotations, where a change has no effect."""
    positions = set()
    for node in ast.walk(ast.parse(source)):
        parts: list[ast.expr | None] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            parts.append(node.returns)
        elif isinstance(node, ast.arg | ast.AnnAssign):
            parts.append(node.annotation)
        for part in parts:
            for inner in ast.walk(part) if part is not None else ():
                if isinstance(inner, ast.expr):
                    last = inner.end_lineno or inner.lineno
                    ends = inner.end_col_offset or 0
                    positions |= {
                        (line, column)
                        for line in range(inner.lineno, last + 1)
                        for column in range(inner.col_offset, ends + 1)
                    }
    return positions


def candidates(file: str, source: str) -> Iterator[Mutant]:
    """Yield all possible mutants of a file."""
    tree = get_ast(source)
    skipped = _annotations(source)
    for name in cosmic_ray.plugins.operator_names():
        if any(word in name for word in _USELESS):
            continue
        operator = cosmic_ray.plugins.get_operator(name)()
        occurrence = -1
        for node in ast_nodes(tree):
            for (line, column), _ in operator.mutation_positions(node):
                occurrence += 1
                if (line, column) not in skipped:
                    yield Mutant(file, name, occurrence, line, column)


def sample(count: int, seed: int) -> list[Mutant]:
    """Return `count` mutants, at random positions of the whole package."""
    places: dict[tuple[str, int, int, str], list[Mutant]] = defaultdict(list)
    for path in sorted((ROOT / "geo").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for mutant in candidates(name, path.read_text("utf-8")):
            family = mutant.operator.split("/")[1].split("_")[0]
            places[name, mutant.line, mutant.column, family].append(mutant)
    draw = random.Random(seed)  # noqa: S311  not for cryptography
    keys = sorted(places)
    chosen = draw.sample(keys, min(count, len(keys)))
    return [draw.choice(places[key]) for key in sorted(chosen)]


def change_of(before: str, after: str) -> str:
    """Return the changed lines, as `- old` and `+ new`."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    shown = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return "\n".join(f"{line[0]} {line[1:].strip()}" for line in shown)


def run_one(mutant: Mutant, folder: Path, tests: Tests) -> Outcome:
    """Apply the mutant to a worker's copy, run its tests, and restore the file."""
    target = folder / mutant.file
    before = target.read_text("utf-8")
    after = mutant.text(before)
    change = change_of(before, after)
    chosen = tests.of(mutant)
    if not chosen:
        return Outcome(mutant, killed=False, change=change, why="no test runs this line")
    listed = folder / "tests.txt"
    listed.write_text("\n".join(chosen), "utf-8")
    duration_s = sum(tests.seconds.get(test, 0.0) for test in chosen)
    try:
        target.write_text(after, "utf-8")
        status = _pytest(
            folder,
            [
                "pytest",
                "-x",
                "-q",
                "--hypothesis-profile=few",
                "-p",
                "no:cacheprovider",
                f"@{listed}",
            ],
            max(MIN_TIMEOUT_S, duration_s * TIMEOUT_FACTOR),
        )
    finally:
        target.write_text(before, "utf-8")
    # Any status but 0 means that the mutant was detected: a test failed, or the import failed, or
    # the tests did not end.
    why = "a time limit" if status is None else f"{len(chosen)} tests pass" if status == 0 else ""
    return Outcome(mutant, killed=status != 0, change=change, why=why)


def load_known_survivors() -> dict[str, dict[str, str]]:
    """Map the known survivors, as `file: change`, to their kind (equivalent or open) and reason."""
    return dict(json.loads(KNOWN.read_text("utf-8"))) if KNOWN.exists() else {}


def key_of(outcome: Outcome) -> str:
    """Return the key of a survivor in the list of known ones, without its line number."""
    return f"{outcome.mutant.file}: {outcome.change}"


def report(outcomes: Sequence[Outcome], seconds: float) -> None:
    """Print the score of each module, then the survivors with their reasons."""
    reasons = load_known_survivors()
    equivalent = {
        key_of(one)
        for one in outcomes
        if not one.killed and reasons.get(key_of(one), {}).get("kind") == "equivalent"
    }
    total: Counter[str] = Counter()
    killed: Counter[str] = Counter()
    for one in outcomes:
        module = "/".join(one.mutant.file.split("/")[:2]).removesuffix(".py")
        if key_of(one) not in equivalent:
            total[module] += 1
            killed[module] += one.killed
    print(f"{'module':<20} {'mutants':>8} {'killed':>8}")
    for module in sorted(total):
        share = killed[module] / total[module]
        print(f"{module:<20} {total[module]:>8} {killed[module]:>8} {share:>7.0%}")
    share = killed.total() / max(total.total(), 1)
    print(f"{'all':<20} {total.total():>8} {killed.total():>8} {share:>7.0%}")
    late = sum(one.killed and bool(one.why) for one in outcomes)
    print(
        f"{len(equivalent)} equivalent mutants are not counted. {late} exceeded their time limit."
    )
    print(f"{seconds / 60:.1f} minutes")
    survivors = [one for one in outcomes if not one.killed]
    for one in survivors:
        reason = reasons.get(key_of(one), {})
        kind, text = reason.get("kind", "NEW"), reason.get("reason", one.why)
        print(f"\n{one.mutant.file}:{one.mutant.line} [{kind}] {text}\n{one.change}")


def main() -> None:
    """Draw the mutants, run their tests and print the report."""
    parser = argparse.ArgumentParser(description=__doc__, prog="make mutants")
    parser.add_argument("--count", type=int, default=300, help="number of mutants; default: 300")
    parser.add_argument("--seed", type=int, default=1995, help="seed of the sample; default: 1995")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path, help="also write the results to this file")
    call = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as space:
        folders = [_copy(Path(space) / str(i)) for i in range(call.workers)]
        tests = measure(folders[0], call.workers)
        print(f"measured in {(time.monotonic() - began) / 60:.1f} minutes", flush=True)
        free: SimpleQueue[Path] = SimpleQueue()
        for folder in folders:
            free.put(folder)

        def work(mutant: Mutant) -> Outcome:
            folder = free.get()
            try:
                outcome = run_one(mutant, folder, tests)
            finally:
                free.put(folder)
            result = "killed" if outcome.killed else "SURVIVED"
            print(f"{result} {mutant.file}:{mutant.line} {outcome.why}", flush=True)
            return outcome

        with ThreadPoolExecutor(call.workers) as pool:
            outcomes = list(pool.map(work, sample(call.count, call.seed)))
    if call.json:
        rows = [{"key": key_of(one), "killed": one.killed, "why": one.why} for one in outcomes]
        call.json.write_text(json.dumps(rows, indent=1), "utf-8")
    report(outcomes, time.monotonic() - began)


if __name__ == "__main__":
    main()
