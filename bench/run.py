"""Measure all subjects in turns in one run, and write the report.

    make bench                              everything; takes about an hour
    make bench ARGS=--quick                 a few minutes; printed, not written to the README
    make bench ARGS=--resume                continue the last run after an interruption
    make bench ARGS=--report                only write the report of the last full run again
    make bench ARGS="--parts dashboard"     only this part, into the last full run if there is one

bench/README.md explains the figures.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime

from playwright.sync_api import sync_playwright

from bench import report
from bench.cells import RESULTS, Store, run_module
from bench.libraries import CACHE, LibrariesError, require_libraries
from bench.slope import SIZES
from bench.stories import ROOT
from bench.sweep import FULL, QUICK, Sweep, say
from tools.browser import LAUNCH_ARGS, find_browser

PARTS = ("geocoding", "startup", "slope", "sweep", "moving", "million", "dashboard", "heap")
QUICK_PARTS = ("geocoding", "startup", "slope", "sweep")
# These parts need the libraries of the alternatives, which come from npm.
PEERS_PARTS = {"sweep", "moving", "heap"}


def main() -> int:
    """Measure the chosen parts and print the report."""
    arguments = _arguments()
    kind = "quick" if arguments.quick else "full"
    continues = arguments.resume or arguments.report or (arguments.parts and Store.has(kind))
    parts = arguments.parts or (QUICK_PARTS if arguments.quick else PARTS)
    try:
        if not arguments.report and PEERS_PARTS.intersection(parts):
            require_libraries()
        store = _store(kind, fresh=not continues)
    except LibrariesError as error:
        print(f"{error}.", file=sys.stderr)
        return 1
    except FileNotFoundError as error:
        print(f"{error}. Measure first, without --resume or --report.", file=sys.stderr)
        return 1
    if not arguments.report:
        store.version = _version()
        about = store.get("about") or store.put("about", _about(store.version))
        print(f"{kind} run of {about['when']} into {store.folder.relative_to(ROOT)}", flush=True)
        begun = time.monotonic()
        plan = QUICK if arguments.quick else FULL
        # Pages are large and quick to build, so they are in the cache and not in the results.
        sweep = Sweep(store, plan, CACHE / "pages" / store.folder.name)
        for part in parts:
            _measure(part, sweep, arguments)
            print(f"{part}: done after {(time.monotonic() - begun) / 60:.1f} min", flush=True)
        # The pages take half a gigabyte, and building them again takes a minute.
        shutil.rmtree(sweep.pages, ignore_errors=True)
    print(report.text(store))
    if kind == "full":
        report.keep(store)
    return 0


def _measure(part: str, sweep: Sweep, arguments: argparse.Namespace) -> None:
    store = sweep.store
    if part == "sweep":
        sweep.run()
    elif part == "moving":
        sweep.moving()
    elif part == "million":
        sweep.million()
    elif part == "heap":
        sweep.watch_heaps()
    elif part == "geocoding":
        # This takes only seconds, so it is measured again every time.
        say(part, store.put(part, run_module("bench.geocoding", "--json", limit_s=120)))
    elif part == "startup":
        _once(store, "startup", "bench.startup", limit_s=60)
    elif part == "dashboard":
        # The long story takes longer: its viewers upload stories, and the script waits two minutes.
        for story, limit_s in (("heat", 240), ("10000", 600)):
            _once(store, f"dashboard-{story}", "bench.dashboard", story, limit_s=limit_s)
    else:
        for size in SIZES[:2] if arguments.quick else SIZES:
            _once(store, f"slope-{size}", "bench.slope", str(size), limit_s=120)


def _once(store: Store, name: str, module: str, *arguments: str, limit_s: float) -> None:
    """Measure one cell unless the store has it."""
    if store.get(name) is None:
        cell = store.put(name, run_module(module, *arguments, limit_s=limit_s))
        say(name, cell)


def _store(kind: str, *, fresh: bool) -> Store:
    if fresh:
        return Store(RESULTS / f"{datetime.now(UTC).strftime('%Y%m%d-%H%M%S')}-{kind}")
    return Store.newest(kind)


def _about(commit: str) -> dict[str, object]:
    """Return the date and a description of the machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(LAUNCH_ARGS))
        version = browser.version
        browser.close()
    return {
        "when": datetime.now(UTC).strftime("%Y-%m-%d"),
        "version": commit,
        "machine": f"{os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, Chromium {version} headless, no GPU",
    }


def _version() -> str:
    """Return the measured commit, marked if files have changed; "" outside a Git clone."""
    call = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make bench ARGS=…",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true", help="takes a few minutes, only printed")
    parser.add_argument("--resume", action="store_true", help="continue the last run")
    parser.add_argument("--report", action="store_true", help="only write the report again")
    parser.add_argument(
        "--parts", nargs="+", choices=PARTS, default=[], help="only these parts, into the last run"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
