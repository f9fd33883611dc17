"""Measure the dashboard: its start, the cost of a rerun, and ten viewers at the same time.

`python -m bench.dashboard heat|EVENTS` starts the server with that story and prints one line of
JSON. A rerun is a change of the filter by day. Its time is from the click to the message that the
script has ended. It is measured in three ways:

- with one browser that has the machine to itself,
- with ten browsers with paused maps, whose work uses both cores,
- with ten sessions without a browser, which measures the server alone.

If a click follows before the rerun of the previous one has ended, one run answers both, and the
time of both goes to its end. With a long story, viewers also upload their own stories, to measure
the server's memory.
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
from bench.stories import ROOT, generated_story
from bench.viewer import Viewer
from tools import serve
from tools.browser import LAUNCH_ARGS, find_browser

SOCKETS = Path(__file__).resolve().parent / "pages" / "sockets.js"
COLD_STARTS = 3
RERUNS, PAUSE_MS = 12, 700
# Each viewer clicks once every three to six seconds.
VIEWERS, VIEWER_RERUNS, VIEWER_PAUSE_MS = 10, 6, 3_000
# This many viewers come and go one after another, to measure the memory that each leaves behind.
PASSERS_BY = 30
# This many viewers upload a story. Streamlit keeps a disconnected session for two minutes.
OWNERS, GONE_S = 5, 130.0
# Seconds to wait for messages. Answers that are missing after that count as lost.
SETTLE_S = 4.0


def main() -> int:
    """Measure the dashboard with the story in the first argument."""
    with tempfile.TemporaryDirectory() as folder:
        story = ROOT / "events.geojson"
        if sys.argv[1] != "heat":
            story = Path(folder) / "story.geojson"
            geo.write(generated_story(int(sys.argv[1])), story)
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
                page = _open_dashboard(browser, address)
                report["cold_s"].append(time.monotonic() - begun)
                if number == COLD_STARTS - 1:
                    report |= _reruns(browser, address, page)
                page.context.close()
        browser.close()
    return report


def _reruns(browser: Browser, address: str, page: Page) -> dict[str, Any]:
    """Measure the reruns of one viewer, then of ten at the same time."""
    time.sleep(SETTLE_S)
    first = _socket_record(page)
    cpu_s = _server_cpu_s()
    page.evaluate("([n, ms]) => benchSocket.clicks(n, ms)", [RERUNS, PAUSE_MS])
    time.sleep(1)
    cpu_s = _server_cpu_s() - cpu_s
    alone = _answers(_socket_record(page))
    pages = [page] + [_open_dashboard(browser, address) for _ in range(VIEWERS - 1)]
    time.sleep(SETTLE_S)
    for viewer_page in pages:
        viewer_page.evaluate("() => { benchSocket.clicked.length = 0; }")
        # The call returns at once, so that all ten pages click during the same time.
        viewer_page.evaluate(
            "([n, ms]) => { benchSocket.clicks(n, ms); }", [VIEWER_RERUNS, VIEWER_PAUSE_MS]
        )
    time.sleep(VIEWER_RERUNS * VIEWER_PAUSE_MS * 2 / 1000 + SETTLE_S)
    records = [_socket_record(viewer_page) for viewer_page in pages]
    return {
        "first_bytes": sum(got[1] for got in first["got"]),
        "alone": alone,
        "cpu_ms": cpu_s * 1000 / RERUNS,
        "together": [answer for record in records for answer in _answers(record)],
        "asked_together": VIEWERS * VIEWER_RERUNS,
        "disconnects": sum(record["closed"] for record in records),
    }


def _own_stories(folder: Path, events: int) -> list[float]:
    """Return the server's memory in MB while viewers upload stories of their own.

    Four values: before the uploads, after one, after all `OWNERS`, and `GONE_S` seconds after the
    viewers have left.
    """
    with sync_playwright() as playwright, serve.running(folder / "log-own") as address:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(LAUNCH_ARGS))
        pages = [_open_dashboard(browser, address) for _ in range(OWNERS)]
        memory = [_server_mb()]
        for number, page in enumerate(pages):
            path = folder / f"own-{number}.geojson"
            # Each story has a different content, so that viewers do not share it.
            geo.write(replace(generated_story(events), title=f"Story {number}"), path)
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
    """Measure the reruns of ten sessions without a browser, and the server's memory in MB.

    `memory_mb` has five values: without viewers, with one, with ten, after all their reruns, and
    after `PASSERS_BY` further viewers have come, filtered and left.
    """
    memory = [_server_mb()]
    viewers = [Viewer(address) for _ in range(VIEWERS)]
    for viewer in viewers:
        await viewer.enter()
        await viewer.open()
        if viewer is viewers[0]:
            memory.append(_server_mb())
    memory.append(_server_mb())
    runs = await asyncio.gather(*map(_clicks, viewers))
    answers = [answer for viewer_answers in runs for answer in viewer_answers]
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
    dice = random.Random()  # noqa: S311  random pauses between clicks
    answers = []
    for number in range(VIEWER_RERUNS):
        await asyncio.sleep(VIEWER_PAUSE_MS / 1000 * (1 + dice.random()) / 2)
        answers.append(await viewer.days(1 + number % 3))
    return answers


def _open_dashboard(browser: Browser, address: str) -> Page:
    """Open the dashboard in a new browser context. Return when its map can play; it is paused."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.add_init_script(path=SOCKETS)
    page.goto(address)
    # The document sends a message when it can play.
    page.wait_for_function("benchSocket.ready > 0", timeout=60_000)
    return page


def _socket_record(page: Page) -> dict[str, Any]:
    record: dict[str, Any] = page.evaluate(
        """() => {
          const { sent, clicked, got, closed } = benchSocket;
          return { sent, clicked, got, closed };
        }"""
    )
    return record


def _answers(record: dict[str, Any]) -> list[dict[str, float]]:
    """Return for each answered click the time to the answer (ms) and the received bytes."""
    ends = [got[0] for got in record["got"] if got[2] and _is_end_of_run(got[2])]
    answers = []
    for clicked in record["clicked"]:
        request = next((sent for sent in record["sent"] if sent >= clicked), None)
        end = next((end for end in ends if request is not None and end > request), None)
        if end is None:
            continue
        sizes = [got[1] for got in record["got"] if clicked < got[0] <= end]
        answers.append({"ms": end - clicked, "bytes": sum(sizes), "largest": max(sizes)})
    return answers


def _is_end_of_run(encoded: str) -> bool:
    """Return whether a message is the end of a complete run of the whole script."""
    message = ForwardMsg.FromString(base64.b64decode(encoded))
    if message.WhichOneof("type") != "script_finished":
        return False
    return bool(message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)


def _server_mb() -> float:
    """Return the memory of the server's process, in MB."""
    return float(_server().memory_info().rss) / 1e6


def _server_cpu_s() -> float:
    """Return the CPU time of the server's process, in seconds."""
    times = _server().cpu_times()
    return float(times.user + times.system)


def _server() -> Any:
    """Return the server's process, which is a descendant of this one."""
    for child in psutil.Process().children(recursive=True):
        command = child.cmdline()
        if "geo" in command and "serve" in command:
            return child
    raise LookupError("the server's process has ended")


if __name__ == "__main__":
    sys.exit(main())
