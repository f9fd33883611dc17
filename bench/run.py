"""Measure the document beside an empty page and folium's own player, in turns, in one run.

`make bench` runs it for *Heat*; `make bench ARGS="--quick"` in under a minute, and
`ARGS="--events 10000"` with an invented story. What each figure means: bench/README.md.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.libraries import LibrariesError
from bench.report import table, update_readme
from bench.subjects import PAGES, Subject, heat, invented, subjects, write
from geo import Story
from tools.browser import LAUNCH_ARGS, find_browser

RESULTS = Path(__file__).resolve().parent / "results"
# Positions to jump to: the same for every subject and every run.
JUMPS = 60
SEED = 1995
BUILDS = 5


def main() -> int:
    """Measure, print and keep the figures."""
    wanted = _arguments()
    # Whatever else runs here slows every column; the reader should know.
    load = os.getloadavg()[0]
    story = invented(wanted.events) if wanted.events else heat()
    print(f"{story.title}: {len(story.events):,} events, {wanted.rounds} rounds", flush=True)
    figures: dict[str, dict[str, Any]] = {}
    notes: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = _built(story, Path(folder), figures, notes)
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=[*LAUNCH_ARGS, "--enable-precise-memory-info"]
        )
        rounds: dict[str, list[dict[str, Any]]] = {subject.name: [] for subject, _ in pages}
        for number in range(wanted.rounds):
            # The long play comes last: one minute of each is enough to see whether memory grows.
            long = number == wanted.rounds - 1
            for subject, path in pages:
                print(f"  round {number + 1}: {subject.name}", flush=True)
                seconds = wanted.seconds if long else min(5.0, wanted.seconds)
                rounds[subject.name].append(_visit(browser, subject, path, seconds))
        version = browser.version
        browser.close()
    for name, visits in rounds.items():
        figures[name] |= _combined(visits)
    about = {
        "story": story.title,
        "events": len(story.events),
        "when": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{os.cpu_count()} cores, {platform.system()}, Python "
        f"{platform.python_version()}, Chromium {version} headless, no GPU, "
        f"load {load:.1f} before the run",
        "rounds": wanted.rounds,
        "play_seconds": wanted.seconds,
        "notes": notes,
    }
    _keep(about, figures, to_readme=not wanted.quick)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--events", type=int, default=0, help="invent so many (default: Heat)")
    parser.add_argument("--rounds", type=int, default=3, help="turns for each subject")
    parser.add_argument("--seconds", type=float, default=60.0, help="of play in the last round")
    parser.add_argument("--quick", action="store_true", help="one round, five seconds of play")
    wanted = parser.parse_args()
    if wanted.quick:
        wanted.rounds, wanted.seconds = 1, 5.0
    return wanted


def _built(
    story: Story, folder: Path, figures: dict[str, dict[str, Any]], notes: list[str]
) -> list[tuple[Subject, Path]]:
    """Build and write every subject's page; what cannot be had is said and left out."""
    pages = []
    for number, subject in enumerate(subjects(story)):
        try:
            path, missing = write(subject, folder / str(number))
        except LibrariesError as failure:
            notes.append(f"{subject.name} was not measured: {failure}.")
            print(f"  {notes[-1]}", file=sys.stderr)
            continue
        notes += [f"{subject.name}: {url} left empty (no package has it)." for url in missing]
        files = list(path.parent.iterdir())
        figures[subject.name] = {
            "page_kb": path.stat().st_size / 1000,
            "all_kb": sum(file.stat().st_size for file in files) / 1000,
        }
        if subject.plays:
            figures[subject.name]["build_ms"] = _build_ms(subject)
        pages.append((subject, path))
    return pages


def _build_ms(subject: Subject) -> float:
    """The median time from a story in memory to the page's text, milliseconds."""
    took = []
    for _ in range(BUILDS):
        gc.collect()
        begun = time.perf_counter()
        subject.build()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def _visit(browser: Browser, subject: Subject, path: Path, seconds: float) -> dict[str, Any]:
    """Open a page with the network off and measure all there is to measure in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    page = context.new_page()
    requests: list[str] = []
    spoken: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda said: spoken.append(said.text))
    page.on("pageerror", lambda error: spoken.append(str(error)))
    page.add_init_script(path=PAGES / "probe.js")
    page.add_init_script(path=PAGES / subject.driver)
    page.goto(path.as_uri(), wait_until="commit")
    seen: dict[str, Any] = {
        "usable_ms": page.evaluate("probe.usableWhen(() => window.subject.usable())"),
        # The page itself is not counted.
        "requests": len([url for url in requests if not url.startswith(("data:", "blob:"))]) - 1,
        "console": len(spoken),
    }
    dice = random.Random(SEED)  # noqa: S311  the same jumps each time are the point
    jumps = [dice.random() for _ in range(JUMPS)]
    grip = page.evaluate("subject.grip")
    if grip:
        page.locator(grip).hover()
        page.mouse.down()
    page.evaluate("probe.scrub([0.1, 0.5, 0.9])")
    seen |= {f"scrub_{key}": value for key, value in page.evaluate("probe.scrub", jumps).items()}
    page.mouse.up()
    if subject.plays:
        heap = _heap_mb(page)
        played = page.evaluate("probe.play", seconds)
        seen |= {
            "play_fps": len(played["frames"]) / played["seconds"],
            "play_states": played["states"] / played["seconds"],
            "play_slow_frames": sum(frame > 50 for frame in played["frames"]),
            "heap_mb": _heap_mb(page),
        }
        seen["heap_growth_mb"] = seen["heap_mb"] - heap
    context.close()
    return seen


def _heap_mb(page: Page) -> float:
    """What JavaScript holds after everything unused was let go, in MB."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("HeapProfiler.collectGarbage")
    used = float(protocol.send("Runtime.getHeapUsage")["usedSize"])
    protocol.detach()
    return used / 1e6


def _combined(visits: list[dict[str, Any]]) -> dict[str, Any]:
    """One subject's rounds as one set of figures: jumps pooled, the rest as medians.

    Slow frames are summed; the heap is that of the last round, which played longest.
    """
    last = visits[-1]
    figures: dict[str, Any] = {}
    for key in ("usable_ms", "requests", "console", "play_fps", "play_states"):
        if key in last:
            figures[key] = statistics.median(visit[key] for visit in visits)
    for key in ("frames", "work"):
        pooled = sorted(value for visit in visits for value in visit[f"scrub_{key}"])
        figures[f"scrub_{key}_p50"] = statistics.median(pooled)
        figures[f"scrub_{key}_p95"] = pooled[round(0.95 * (len(pooled) - 1))]
    if "heap_mb" in last:
        figures["play_slow_frames"] = sum(visit["play_slow_frames"] for visit in visits)
        figures["heap_mb"], figures["heap_growth_mb"] = last["heap_mb"], last["heap_growth_mb"]
    return figures


def _keep(about: dict[str, Any], figures: dict[str, dict[str, Any]], *, to_readme: bool) -> None:
    """Print the table, write the figures to bench/results and, of a full run, to the README."""
    text = table(about, figures)
    print(f"\n{text}")
    RESULTS.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    result = json.dumps({"about": about, "figures": figures}, indent=1)
    (RESULTS / f"{stamp}.json").write_text(result, "utf-8")
    if to_readme:
        update_readme(text, str(about["story"]))


if __name__ == "__main__":
    sys.exit(main())
