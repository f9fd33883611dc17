"""Measurements as cells. Each runs in a separate process with a time limit, and is then stored.

A cell that failed or did not finish in time is a result too: `{"failed": reason}`.
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
# A measurement starts when the processors are less busy than this (per cent), or after this time.
QUIET, PATIENCE_S = 20.0, 6.0


class Store:
    """The cells of one run, in a file each. You can continue an interrupted run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # The measured commit. The caller sets it before measurements; otherwise "".
        self.version = ""
        folder.mkdir(parents=True, exist_ok=True)

    @staticmethod
    def has(kind: str) -> bool:
        """Return whether there is a run of a kind (`full` or `quick`)."""
        return any(RESULTS.glob(f"*-{kind}"))

    @staticmethod
    def newest(kind: str) -> Store:
        """Return the store of the last run of a kind (`full` or `quick`).

        Raises:
            FileNotFoundError: there is no run of this kind.
        """
        runs = sorted(RESULTS.glob(f"*-{kind}"))
        if not runs:
            raise FileNotFoundError(f"there is no {kind} run in {RESULTS.relative_to(ROOT)} yet")
        return Store(runs[-1])

    def get(self, name: str) -> Cell | None:
        """Return the cell with this name, or None if it has not been measured."""
        path = self.folder / f"{name}.json"
        if not path.exists():
            return None
        cell: Cell = json.loads(path.read_text("utf-8"))
        return cell

    def put(self, name: str, cell: Cell) -> Cell:
        """Store a cell, with the load of the machine at its end and the measured commit."""
        cell = {**cell, "load": round(os.getloadavg()[0], 2), "commit": self.version}
        (self.folder / f"{name}.json").write_text(json.dumps(cell, indent=1), "utf-8")
        return cell

    def cells_with_prefix(self, start: str) -> dict[str, Cell]:
        """Return all cells whose names begin with `start`, by the rest of their names."""
        paths = sorted(self.folder.glob(f"{start}*.json"))
        return {path.stem[len(start) :]: json.loads(path.read_text("utf-8")) for path in paths}


def run_module(module: str, *arguments: str, limit_s: float) -> Cell:
    """Run `python -m module` and read the last line of its output as JSON.

    At the time limit, the process and its children are ended. Temporary files are deleted.
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
            output, errors = child.communicate(timeout=limit_s)
        except subprocess.TimeoutExpired:
            end_all(child.pid)
            child.communicate()
            return {"failed": f"did not finish in {limit_s:.0f} s", "spent_s": limit_s}
        except KeyboardInterrupt:
            end_all(child.pid)
            raise
    spent = time.monotonic() - begun
    if child.returncode != 0:
        return {"failed": _reason(child.returncode, errors), "spent_s": spent}
    lines = output.strip().splitlines()
    cell: Cell = json.loads(lines[-1]) if lines else {}
    return {**cell, "spent_s": spent, "busy": busy}


def _wait_for_quiet() -> float:
    """Wait a short time until the machine is idle. Return how busy it is then, in per cent."""
    import psutil  # noqa: PLC0415  only measurements need it, the report does not

    until = time.monotonic() + PATIENCE_S
    while (busy := psutil.cpu_percent(0.3)) > QUIET and time.monotonic() < until:
        time.sleep(0.3)
    return float(busy)


def end_all(pid: int) -> None:
    """End a process and all of its descendants."""
    import psutil  # noqa: PLC0415  only measurements need it, the report does not

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


def _reason(status: int, errors: str) -> str:
    """Return the last line of a process's error output, shortened for a table."""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    last = lines[-1][:160] if lines else f"ended with status {status}"
    return "needs more than 10 GB of memory" if last.startswith("MemoryError") else last
