"""Make one page in a process of its own: how long it takes and how much memory it needs.

`python -m bench.build SUBJECT SCALE FOLDER` writes FOLDER/page.html and prints one line of JSON.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from bench.libraries import localise
from bench.stories import Scale, scale_of, story_of
from bench.subjects import BY_KEY

# A build that needs more would only make the machine swap; told as a result.
MEMORY_LIMIT = 10 * 1024**3
# A short build is timed several times, until this many seconds have passed or so many were made.
ENOUGH_S, ENOUGH = 1.0, 7


def main() -> int:
    """Build, measure, write, report."""
    subject, scale, folder = BY_KEY[sys.argv[1]], scale_of(sys.argv[2]), Path(sys.argv[3])
    assert subject.build is not None
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    story = story_of(scale)
    # Libraries are loaded by a build of something tiny: starting up is not building.
    subject.build(story_of(Scale(60, "few")), Scale(60, "few"))
    gc.collect()
    took: list[float] = []
    text = ""
    while not took or (sum(took) < ENOUGH_S and len(took) < ENOUGH):
        begun = time.perf_counter()
        text = subject.build(story, scale)
        took.append(time.perf_counter() - begun)
    report: dict[str, Any] = {
        "build_s": sorted(took)[len(took) // 2],
        "peak_mb": _peak_mb(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    if subject.linked:
        text = localise(text, folder)
    (folder / "page.html").write_text(text, "utf-8")
    files = [file for file in folder.iterdir() if file.is_file()]
    report |= {
        "page_kb": (folder / "page.html").stat().st_size / 1000,
        "all_kb": sum(file.stat().st_size for file in files) / 1000,
    }
    print(json.dumps(report))
    return 0


def _peak_mb() -> float:
    """The most memory this process has held so far, in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in kibibytes, macOS in bytes.
    return used / 1e6 if sys.platform == "darwin" else used * 1024 / 1e6


if __name__ == "__main__":
    sys.exit(main())
