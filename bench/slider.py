"""Run the app with a slider and st_folium on this machine. Its libraries come from disk."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.libraries import HERE, file_of
from bench.stories import ROOT, Scale
from geo.dashboard.server import HOST, free_port

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Route

APP = HERE / "slider_app.py"
PATIENCE_S = 30.0


@contextlib.contextmanager
def serve_app(scale: Scale, log: Path) -> Iterator[str]:
    """Run the app with the story of a scale, and yield its address."""
    port = free_port(0)
    call = [
        *(sys.executable, "-m", "streamlit", "run", str(APP), "--server.headless=true"),
        *(f"--server.address={HOST}", f"--server.port={port}", "--server.fileWatcherType=none"),
        *("--browser.gatherUsageStats=false", "--server.websocketPingInterval=30"),
    ]
    environment = {**os.environ, "BENCH_SCALE": scale.key, "PYTHONPATH": str(ROOT)}
    with log.open("wb") as output:
        server = subprocess.Popen(
            call, cwd=log.parent, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://{HOST}:{port}"
            _wait(f"{address}/_stcore/health")
            yield address
        finally:
            server.terminate()
            server.wait()


def answer_from_disk(context: BrowserContext) -> None:
    """Answer a context's requests for libraries from disk. Abort requests for unknown files."""
    packages: dict[str, list[str]] = json.loads((HERE / "libraries.json").read_text("utf-8"))

    def answer(route: Route) -> None:
        url = route.request.url
        if url in packages:
            route.fulfill(path=file_of(packages[url]))
        else:
            route.abort()

    context.route(lambda url: not url.startswith((f"http://{HOST}", "data:", "blob:")), answer)


def _wait(health: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(health, timeout=2):  # noqa: S310  our own address
            return
        time.sleep(0.1)
    raise TimeoutError(f"no answer from {health} in {PATIENCE_S:.0f} s")
