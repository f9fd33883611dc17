"""The dashboard: how soon it plays, what a rerun costs, and ten viewers at once.

`python -m bench.dashboard heat|EVENTS` starts the server with that story, opens it in real browsers
on the same machine, and prints one line of JSON. A rerun is a change of the filter by day; its time
is from the message that asks for it to the one that says that the script has ended, both as the
page sees them.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.stories import ROOT, invented
from tools import serve
from tools.browser import LAUNCH_ARGS, find_browser

SOCKETS = Path(__file__).resolve().parent / "pages" / "sockets.js"
COLD_STARTS = 3
RERUNS, PAUSE_MS = 12, 700
VIEWERS, VIEWER_RERUNS, VIEWER_PAUSE_MS = 10, 8, 2_000
# After the last click its answer is waited for, seconds.
SETTLE_S = 4.0


def main() -> int:
    """Measure with the story in the first argument."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        story = ROOT / "events.geojson"
        if sys.argv[1] != "heat":
            story = Path(folder) / "story.geojson"
            invented(int(sys.argv[1])).write(story)
        os.environ["GEO_STORY"] = str(story)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(LAUNCH_ARGS))
        report: dict[str, Any] = {"cold_s": [], "cold_up_s": []}
        for number in range(COLD_STARTS):
            log = Path(folder) / f"log-{number}"
            begun = time.monotonic()
            with serve.running(log) as address:
                report["cold_up_s"].append(time.monotonic() - begun)
                memory = [_server_mb()]
                page = _opened(browser, address)
                report["cold_s"].append(time.monotonic() - begun)
                if number == COLD_STARTS - 1:
                    report |= _reruns(browser, address, page, memory)
                page.context.close()
        browser.close()
    print(json.dumps(report))
    return 0


def _reruns(browser: Browser, address: str, page: Page, memory: list[float]) -> dict[str, Any]:
    """One viewer's reruns, then those of ten at once."""
    time.sleep(SETTLE_S)
    first = _notes(page)
    worked = _server_cpu_s()
    page.evaluate("([n, ms]) => benchSocket.clicks(n, ms)", [RERUNS, PAUSE_MS])
    time.sleep(1)
    worked = _server_cpu_s() - worked
    alone = _runs(_notes(page), since=len(first["sent"]))
    memory.append(_server_mb())
    pages = [page] + [_opened(browser, address) for _ in range(VIEWERS - 1)]
    time.sleep(SETTLE_S)
    memory.append(_server_mb())
    begun = [len(_notes(each)["sent"]) for each in pages]
    for each in pages:
        # Not waited for: all ten click at the same time.
        each.evaluate(
            "([n, ms]) => { benchSocket.clicks(n, ms); }", [VIEWER_RERUNS, VIEWER_PAUSE_MS]
        )
    time.sleep(VIEWER_RERUNS * VIEWER_PAUSE_MS * 2 / 1000 + SETTLE_S)
    notes = [_notes(each) for each in pages]
    together = [
        run for note, since in zip(notes, begun, strict=True) for run in _runs(note, since=since)
    ]
    memory.append(_server_mb())
    return {
        "first_bytes": sum(got[1] for got in first["got"]),
        "alone": alone,
        "cpu_ms": worked * 1000 / RERUNS,
        "together": together,
        "asked_together": VIEWERS * VIEWER_RERUNS,
        "disconnects": sum(note["closed"] for note in notes),
        "memory_mb": memory,
        "viewers": VIEWERS,
    }


def _opened(browser: Browser, address: str) -> Page:
    """The dashboard in a browser of its own, once its map can be played."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.add_init_script(path=SOCKETS)
    page.goto(address)
    # The document itself says when it can be played.
    page.wait_for_function("benchSocket.ready > 0", timeout=60_000)
    return page


def _notes(page: Page) -> dict[str, Any]:
    notes: dict[str, Any] = page.evaluate(
        "() => ({ sent: benchSocket.sent, got: benchSocket.got, closed: benchSocket.closed })"
    )
    return notes


def _runs(notes: dict[str, Any], *, since: int) -> list[dict[str, float]]:
    """Each message sent from number `since` on that made the script run: ms, bytes it brought."""
    ends = [got[0] for got in notes["got"] if got[2] and _is_end(got[2])]
    runs = []
    asked = notes["sent"][since:]
    for number, sent in enumerate(asked):
        following = asked[number + 1] if number + 1 < len(asked) else float("inf")
        end = next((end for end in ends if sent < end), None)
        # A message that is overtaken by the next one is answered together with it.
        if end is None or end > following:
            continue
        brought = [got[1] for got in notes["got"] if sent < got[0] <= end]
        runs.append({"ms": end - sent, "bytes": sum(brought), "largest": max(brought)})
    return runs


def _is_end(message: str) -> bool:
    kind = ForwardMsg.FromString(base64.b64decode(message)).WhichOneof("type")
    return bool(kind == "script_finished")


def _server_mb() -> float:
    """What the server's process holds, in MB."""
    return float(_server().memory_info().rss) / 1e6


def _server_cpu_s() -> float:
    """How long the server's process has been at work, in seconds."""
    times = _server().cpu_times()
    return float(times.user + times.system)


def _server() -> Any:
    """The server's process, which is a child of ours."""
    for child in psutil.Process().children(recursive=True):
        command = child.cmdline()
        if "streamlit" in command and "run" in command:
            return child
    raise LookupError("the server is gone")


if __name__ == "__main__":
    sys.exit(main())
