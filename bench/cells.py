"""Measurements as cells: each in a process of its own, with a time limit, kept when it is done.

A cell that was not finished in time, or failed, is a result too: `{"failed": "why"}`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.stories import ROOT

RESULTS = Path(__file__).resolve().parent / "results"
Cell = dict[str, Any]
# A measurement begins when the processors are this idle, or after so many seconds all the same.
QUIET, PATIENCE_S = 20.0, 6.0


class Store:
    """The cells of one run, a file each, so that an interrupted run can be continued."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # The commit that is measured, "" where none is: whoever measures says it.
        self.version = ""
        folder.mkdir(parents=True, exist_ok=True)

    @staticmethod
    def has(kind: str) -> bool:
        """Whether there was a run of a kind (`full` or `quick`)."""
        return any(RESULTS.glob(f"*-{kind}"))

    @staticmethod
    def newest(kind: str) -> Store:
        """The store of the last run of a kind (`full` or `quick`).

        Raises:
            FileNotFoundError: there was none.
        """
        runs = sorted(RESULTS.glob(f"*-{kind}"))
        if not runs:
            raise FileNotFoundError(f"there is no {kind} run in {RESULTS.relative_to(ROOT)} yet")
        return Store(runs[-1])

    def get(self, name: str) -> Cell | None:
        """What was measured under a name; None: nothing yet."""
        path = self.folder / f"{name}.json"
        if not path.exists():
            return None
        cell: Cell = json.loads(path.read_text("utf-8"))
        return cell

    def put(self, name: str, cell: Cell) -> Cell:
        """Keep a cell, with how busy the machine was at its end, and of which commit it tells."""
        cell = {**cell, "load": round(os.getloadavg()[0], 2), "commit": self.version}
        (self.folder / f"{name}.json").write_text(json.dumps(cell, indent=1), "utf-8")
        return cell

    def named(self, start: str) -> dict[str, Cell]:
        """All cells whose names begin so, by the rest of their names."""
        found = sorted(self.folder.glob(f"{start}*.json"))
        return {path.stem[len(start) :]: json.loads(path.read_text("utf-8")) for path in found}


def run_module(module: str, *arguments: str, limit_s: float) -> Cell:
    """Run `python -m module` and take the last line that it prints as JSON.

    Its children are ended with it. Temporary files go where they are cleared away.
    """
    busy = _wait_for_quiet()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        child = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": folder},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            said, complained = child.communicate(timeout=limit_s)
        except subprocess.TimeoutExpired:
            end_all(child.pid)
            child.communicate()
            return {"failed": f"did not finish in {limit_s:.0f} s", "spent_s": limit_s}
        except KeyboardInterrupt:
            end_all(child.pid)
            raise
    spent = time.monotonic() - begun
    if child.returncode != 0:
        return {"failed": _reason(child.returncode, complained), "spent_s": spent}
    lines = said.strip().splitlines()
    cell: Cell = json.loads(lines[-1]) if lines else {}
    return {**cell, "spent_s": spent, "busy": busy}


def _wait_for_quiet() -> float:
    """Let what else runs here finish, if it is soon done; how busy it is then, in per cent."""
    import psutil  # noqa: PLC0415  only who measures needs it; the report is made without

    until = time.monotonic() + PATIENCE_S
    while (busy := psutil.cpu_percent(0.3)) > QUIET and time.monotonic() < until:
        time.sleep(0.3)
    return float(busy)


def end_all(pid: int) -> None:
    """End a process that we started, and all that it started."""
    import psutil  # noqa: PLC0415  only who measures needs it; the report is made without

    try:
        parent = psutil.Process(pid)
        family = [*parent.children(recursive=True), parent]
    except psutil.NoSuchProcess:
        return
    for process in family:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(family, timeout=5)


def _reason(status: int, complained: str) -> str:
    """The last line of what a process complained about, in a form fit for a table's note."""
    lines = [line.strip() for line in complained.splitlines() if line.strip()]
    last = lines[-1][:160] if lines else f"ended with status {status}"
    return "needs more than 10 GB of memory" if last.startswith("MemoryError") else last
