"""The dashboard: how soon it plays, what a rerun costs, and ten viewers at once.

`python -m bench.dashboard heat|EVENTS` starts the server with that story and prints one line of
JSON. A rerun is a change of the filter by day; its time is from the click to the message that says
that the script has ended. It is measured three ways: by one real browser, which has the machine to
itself; by ten real browsers with the map paused, whose own work fills the two cores; and by ten
sessions without a browser, which is the server's part alone. A click that is overtaken by the next
one is answered together with it, and its time runs until then. With a long story viewers then
bring stories of their own, to see what that costs the server's memory.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

import geo
from bench.stories import ROOT, invented
from bench.viewer import Viewer
from tools import serve
from tools.browser import LAUNCH_ARGS, find_browser

SOCKETS = Path(__file__).resolve().parent / "pages" / "sockets.js"
COLD_STARTS = 3
RERUNS, PAUSE_MS = 12, 700
# How fast people click: one click in three to six seconds each.
VIEWERS, VIEWER_RERUNS, VIEWER_PAUSE_MS = 10, 6, 3_000
# So many come and go, one after the other, to see what each leaves behind.
PASSERS_BY = 30
# So many bring a story of their own. Streamlit keeps a session that was cut off for two minutes.
OWNERS, GONE_S = 5, 130.0
# What is left unsaid by then is counted as lost, seconds.
SETTLE_S = 4.0


def main() -> int:
    """Measure with the story in the first argument."""
    with tempfile.TemporaryDirectory() as folder:
        story = ROOT / "events.geojson"
        if sys.argv[1] != "heat":
            story = Path(folder) / "story.geojson"
            geo.write(invented(int(sys.argv[1])), story)
        os.environ["GEO_STORY"] = str(story)
        report = _in_browsers(Path(folder))
        if sys.argv[1] != "heat":
            report["own_mb"] = _own_stories(Path(folder), int(sys.argv[1]))
        with serve.running(Path(folder) / "log-sessions") as address:
            report |= asyncio.run(_in_sessions(address))
    print(json.dumps(report))
    return 0


def _in_browsers(folder: Path) -> dict[str, Any]:
    report: dict[str, Any] = {"cold_s": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(LAUNCH_ARGS))
        for number in range(COLD_STARTS):
            begun = time.monotonic()
            with serve.running(folder / f"log-{number}") as address:
                page = _opened(browser, address)
                report["cold_s"].append(time.monotonic() - begun)
                if number == COLD_STARTS - 1:
                    report |= _reruns(browser, address, page)
                page.context.close()
        browser.close()
    return report


def _reruns(browser: Browser, address: str, page: Page) -> dict[str, Any]:
    """One viewer's reruns, then those of ten at once."""
    time.sleep(SETTLE_S)
    first = _notes(page)
    worked = _server_cpu_s()
    page.evaluate("([n, ms]) => benchSocket.clicks(n, ms)", [RERUNS, PAUSE_MS])
    time.sleep(1)
    worked = _server_cpu_s() - worked
    alone = _answers(_notes(page))
    pages = [page] + [_opened(browser, address) for _ in range(VIEWERS - 1)]
    time.sleep(SETTLE_S)
    for each in pages:
        each.evaluate("() => { benchSocket.clicked.length = 0; }")
        # Not waited for: all ten click in the same time.
        each.evaluate(
            "([n, ms]) => { benchSocket.clicks(n, ms); }", [VIEWER_RERUNS, VIEWER_PAUSE_MS]
        )
    time.sleep(VIEWER_RERUNS * VIEWER_PAUSE_MS * 2 / 1000 + SETTLE_S)
    notes = [_notes(each) for each in pages]
    return {
        "first_bytes": sum(got[1] for got in first["got"]),
        "alone": alone,
        "cpu_ms": worked * 1000 / RERUNS,
        "together": [answer for note in notes for answer in _answers(note)],
        "asked_together": VIEWERS * VIEWER_RERUNS,
        "disconnects": sum(note["closed"] for note in notes),
    }


def _own_stories(folder: Path, events: int) -> list[float]:
    """What the server holds when viewers bring stories of their own, in MB.

    Before they come, with one, with all `OWNERS`, and when they have been gone for `GONE_S`.
    """
    with sync_playwright() as playwright, serve.running(folder / "log-own") as address:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(LAUNCH_ARGS))
        pages = [_opened(browser, address) for _ in range(OWNERS)]
        memory = [_server_mb()]
        for number, page in enumerate(pages):
            path = folder / f"own-{number}.geojson"
            # Another content, so that nothing is shared.
            geo.write(replace(invented(events), title=f"Story {number}"), path)
            shown = page.evaluate("benchSocket.ready")
            page.get_by_role("button", name="Story").first.click()
            page.locator("input[type=file]").set_input_files(path)
            page.wait_for_function(
                "before => benchSocket.ready > before", arg=shown, timeout=60_000
            )
            page.wait_for_timeout(SETTLE_S * 1000)
            if number in {0, OWNERS - 1}:
                memory.append(_server_mb())
        browser.close()
        time.sleep(GONE_S)
        memory.append(_server_mb())
    return memory


async def _in_sessions(address: str) -> dict[str, Any]:
    """Ten sessions without a browser, and what viewers cost the server's memory, in MB.

    `memory_mb`: before anybody came, with one viewer, with ten, after all their reruns, and after
    as many again as `PASSERS_BY` have come, filtered and gone.
    """
    memory = [_server_mb()]
    viewers = [Viewer(address) for _ in range(VIEWERS)]
    for viewer in viewers:
        await viewer.enter()
        await viewer.open()
        if viewer is viewers[0]:
            memory.append(_server_mb())
    memory.append(_server_mb())
    answers = [one for many in await asyncio.gather(*map(_clicks, viewers)) for one in many]
    memory.append(_server_mb())
    for _ in range(PASSERS_BY):
        async with Viewer(address) as passer:
            await passer.open()
            await passer.days(2)
    memory.append(_server_mb())
    for viewer in viewers:
        await viewer.leave()
    return {
        "sessions": [answer.ms for answer in answers],
        "memory_mb": memory,
        "viewers": VIEWERS,
        "owners": OWNERS,
        "passers_by": PASSERS_BY,
    }


async def _clicks(viewer: Viewer) -> list[Any]:
    dice = random.Random()  # noqa: S311  people do not click in step
    answers = []
    for number in range(VIEWER_RERUNS):
        await asyncio.sleep(VIEWER_PAUSE_MS / 1000 * (1 + dice.random()) / 2)
        answers.append(await viewer.days(1 + number % 3))
    return answers


def _opened(browser: Browser, address: str) -> Page:
    """The dashboard in a browser of its own, once its map can be played; it stays paused."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.add_init_script(path=SOCKETS)
    page.goto(address)
    # The document itself says when it can be played.
    page.wait_for_function("benchSocket.ready > 0", timeout=60_000)
    return page


def _notes(page: Page) -> dict[str, Any]:
    notes: dict[str, Any] = page.evaluate(
        """() => {
          const { sent, clicked, got, closed } = benchSocket;
          return { sent, clicked, got, closed };
        }"""
    )
    return notes


def _answers(notes: dict[str, Any]) -> list[dict[str, float]]:
    """For each click that was answered: ms until then, and the bytes that came meanwhile."""
    ends = [got[0] for got in notes["got"] if got[2] and _ends_all(got[2])]
    answers = []
    for clicked in notes["clicked"]:
        asked = next((sent for sent in notes["sent"] if sent >= clicked), None)
        end = next((end for end in ends if asked is not None and end > asked), None)
        if end is None:
            continue
        brought = [got[1] for got in notes["got"] if clicked < got[0] <= end]
        answers.append({"ms": end - clicked, "bytes": sum(brought), "largest": max(brought)})
    return answers


def _ends_all(message: str) -> bool:
    """Whether a message says that the whole script has run, not broken off and not a part of it."""
    told = ForwardMsg.FromString(base64.b64decode(message))
    if told.WhichOneof("type") != "script_finished":
        return False
    return bool(told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)


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
        if "geo" in command and "serve" in command:
            return child
    raise LookupError("the server is gone")


if __name__ == "__main__":
    sys.exit(main())
