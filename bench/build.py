"""Build one page in a separate process, and measure its time and memory.

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
from bench.stories import Scale, scale_of
from bench.story_by_scale import story_of
from bench.subjects import BY_KEY

# A build that needs more memory fails, because it would only make the machine swap.
MEMORY_LIMIT = 10 * 1024**3
# A short build is repeated until this many seconds have passed, or up to this many builds.
ENOUGH_S, ENOUGH = 1.0, 7


def main() -> int:
    """Build the page, measure the build, write the page, and print the report."""
    subject, scale, folder = BY_KEY[sys.argv[1]], scale_of(sys.argv[2]), Path(sys.argv[3])
    assert subject.build is not None
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    story = story_of(scale)
    # A tiny build loads the libraries, so that the measured time does not include imports.
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
    """Return the peak memory of this process so far, in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # The unit is kibibytes on Linux and bytes on macOS.
    return used / 1e6 if sys.platform == "darwin" else used * 1024 / 1e6


if __name__ == "__main__":
    sys.exit(main())
