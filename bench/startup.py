"""Measure the start of Python and of this package: `python -m bench.startup` prints seconds."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

from bench.stories import ROOT

TIMES = 9
CALLS = {
    "python": ["-c", "pass"],
    "import geo": ["-c", "import geo"],
    "python -m geo --help": ["-m", "geo", "--help"],
}


def main() -> int:
    """Measure the calls in turns."""
    took: dict[str, list[float]] = {name: [] for name in CALLS}
    for _ in range(TIMES):
        for name, call in CALLS.items():
            begun = time.perf_counter()
            subprocess.run([sys.executable, *call], cwd=ROOT, capture_output=True, check=True)
            took[name].append(time.perf_counter() - begun)
    print(json.dumps({"took": {name: statistics.median(times) for name, times in took.items()}}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
