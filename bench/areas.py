"""Measure a story of areas beside the alternatives: `python -m bench.areas`.

A thousand perimeters of 500 corners follow each other. It prints, for our page and for two of
folium's plugins, how long the build and the opening take, the size of the file with its libraries,
the states a second and the slow frames of three seconds of play, and the 95th percentile of a jump.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.cells import Store
from bench.libraries import LibrariesError, require_libraries
from bench.stories import Scale
from bench.subjects import BY_KEY, OURS
from bench.sweep import Plan, Sweep

SCALE = Scale(1_000, "areas")
PEERS = ("timestamped", "tuned")
PLAN = Plan(
    rounds=((SCALE, 1),),
    subjects=(OURS, *PEERS),
    jumps=60,
    scrub_s=5,
    play_s=3,
    build_limit_s=120,
    visit_limit_s=120,
)


def main() -> int:
    """Measure, and print a line of JSON for each subject."""
    subjects = PLAN.subjects
    try:
        require_libraries()
    except LibrariesError as error:
        print(f"{error}: only our page is measured.", file=sys.stderr)
        subjects = (OURS,)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "cells")
        sweep = Sweep(store, PLAN, Path(folder) / "pages")
        for subject in subjects:
            sweep.visit(subject, SCALE, 0)
            build = store.get(f"build-{SCALE.key}-{subject}") or {}
            visit = store.get(f"visit-{SCALE.key}-{subject}-0") or {}
            print(json.dumps({"subject": BY_KEY[subject].name, **_figures(build, visit)}))
    return 0


def _figures(build: dict[str, Any], visit: dict[str, Any]) -> dict[str, Any]:
    failed = build.get("failed") or visit.get("failed")
    if failed:
        return {"failed": failed}
    return {
        "build_ms": round(1000 * build["build_s"]),
        "all_kb": round(build["all_kb"]),
        "usable_ms": round(visit["usable_ms"]),
        "states_a_second": round(visit["play"]["states"], 1),
        "frames_over_50_ms": visit["play"]["slow"],
        "jump_p95_ms": round(statistics.quantiles(visit["frames"], n=20)[-1]),
        "work_p95_ms": round(statistics.quantiles(visit["work"], n=20)[-1], 1),
        "heap_mb": round(visit["heap_mb"], 1),
    }


if __name__ == "__main__":
    sys.exit(main())
