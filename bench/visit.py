"""Open one page in a new browser and measure it.

`bench.cells` runs it as a process, `python -m bench.visit '{…}'`, so that it can be ended at a time
limit. It writes each result to a file as soon as it is measured.
"""

from __future__ import annotations

import contextlib
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench import loopback, slider
from bench.stories import scale_of
from bench.subjects import BY_KEY, SLIDER, Subject
from tools.browser import LAUNCH_ARGS, find_browser

PAGES = Path(__file__).resolve().parent / "pages"
# The seed of the random positions. They are the same for every subject and every run.
SEED = 1995
NEAR = [0.1, 0.5, 0.9]
# The number of jumps that wait until the map rests, and the time for all of them, in seconds.
RESTS, RESTS_S = 10, 8
# The heap is measured after a minute of play and at the end. Play is started again every `TURN_S`
# seconds, which is longer than any player takes that does not repeat by itself.
MINUTE_S, TURN_S = 60.0, 20.0


@dataclass(frozen=True, slots=True)
class Order:
    """The measurements to take. `page` is the page's file.

    Attributes:
        jumps: the number of jumps. No new jump starts after `scrub_s` seconds.
        play_s: seconds of play. 0: no play is measured.
        heap_s: seconds of play for the growth of the heap. 0: it is not measured.
        out: the file for the results, as JSON.
    """

    subject: str
    scale: str
    page: str
    jumps: int
    scrub_s: float
    play_s: float
    heap_s: float
    out: str

    def to_json(self) -> str:
        """Return the order as a command-line argument."""
        return json.dumps(asdict(self))


class Results:
    """The results so far. Each change is written to the file at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Any] = {}

    def add(self, **values: Any) -> None:
        """Add values and write the file."""
        self._values |= values
        self._path.write_text(json.dumps(self._values), "utf-8")


def main() -> int:
    """Take the measurements of the order in the first argument."""
    order = Order(**json.loads(sys.argv[1]))
    results = Results(Path(order.out))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=[*LAUNCH_ARGS, "--enable-precise-memory-info"]
        )
        results.add(browser=browser.version)
        with _address(order) as address:
            if order.subject == SLIDER:
                # The first viewer of the server also waits for the story. Other subjects do not.
                _open_page(browser, BY_KEY[order.subject], address, Results(Path(order.out + ".0")))
            page = _open_page(browser, BY_KEY[order.subject], address, results)
            _measure(page, order, results)
        browser.close()
    return 0


@contextlib.contextmanager
def _address(order: Order) -> Iterator[str]:
    if not BY_KEY[order.subject].served:
        yield Path(order.page).as_uri()
        return
    if order.subject != SLIDER:
        with loopback.serve_page(Path(order.page)) as address:
            yield address
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        slider.serve_app(scale_of(order.scale), Path(folder) / "log") as address,
    ):
        yield address


def _open_page(browser: Browser, subject: Subject, address: str, results: Results) -> Page:
    """Open a page. Return it when it can be used."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 720}, offline=not subject.served
    )
    page = context.new_page()
    requests: list[str] = []
    messages: list[str] = []
    if subject.served:
        slider.answer_from_disk(context)
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda entry: messages.append(f"{entry.type}: {entry.text}"[:200]))
    page.on("pageerror", lambda error: messages.append(f"thrown: {error}"[:200]))
    page.add_init_script(path=PAGES / "probe.js")
    page.add_init_script(path=PAGES / subject.driver)
    page.goto(address, wait_until="commit")
    results.add(
        usable_ms=page.evaluate("benchProbe.usableWhen(() => window.subject.usable())"),
        # The page itself is not counted.
        requests=len([url for url in requests if not url.startswith(("data:", "blob:"))]) - 1,
        console=len(messages),
        spoken=sorted(set(messages))[:5],
    )
    return page


def _measure(page: Page, order: Order, results: Results) -> None:
    protocol = page.context.new_cdp_session(page)
    protocol.send("Performance.enable")
    grip = page.evaluate("window.subject.grip ?? null")
    if grip:
        page.locator(grip).first.hover()
        page.mouse.down()
    page.evaluate("([positions, cap]) => benchProbe.scrub(positions, cap)", [NEAR, 4_000])
    page.evaluate("benchProbe.scrub([0.5])")
    results.add(shown=page.evaluate("window.subject.shown?.() ?? null"))
    dice = random.Random(SEED)  # noqa: S311  every run needs the same jumps
    jumps = [dice.random() for _ in range(order.jumps)]
    before = _task_ms(protocol)
    scrub = page.evaluate(
        "([positions, cap]) => benchProbe.scrub(positions, cap)", [jumps, order.scrub_s * 1000]
    )
    after = _task_ms(protocol)
    results.add(
        frames=scrub["frames"],
        work=scrub["work"],
        task_ms=(after - before) / max(1, len(scrub["frames"])),
        heap_mb=_heap_mb(protocol),
    )
    if page.evaluate("Boolean(window.subject.draws)"):
        arguments = [[dice.random() for _ in range(RESTS)], RESTS_S * 1000]
        results.add(
            rests=page.evaluate("([positions, cap]) => benchProbe.rests(positions, cap)", arguments)
        )
    if grip:
        page.mouse.up()
    if not BY_KEY[order.subject].plays:
        return
    if order.play_s:
        results.add(play=_measure_play(page, order.play_s))
    if order.heap_s:
        _measure_heap(page, protocol, order.heap_s, results)


def _measure_play(page: Page, seconds: float) -> dict[str, Any]:
    played = page.evaluate("seconds => benchProbe.play(seconds)", seconds)
    frames = played["frames"]
    return {
        "fps": len(frames) / played["seconds"],
        "states": played["states"] / played["seconds"],
        "slow": sum(frame > 50 for frame in frames),
        "frames": len(frames),
    }


def _measure_heap(page: Page, protocol: CDPSession, seconds: float, results: Results) -> None:
    """Continue to play, and measure the growth of the heap. The page has filled its caches before.

    Play starts again every `TURN_S` seconds, because some players do not repeat by themselves.
    """
    first, nodes = _heap_mb(protocol), _nodes(page)
    read: list[list[float]] = []
    played, frames = 0.0, 0
    # The first measurement is after a minute, the second at the end.
    for until in sorted({min(MINUTE_S, seconds), seconds}):
        while played < until:
            turn = page.evaluate("seconds => benchProbe.play(seconds)", min(TURN_S, until - played))
            played += turn["seconds"]
            frames += len(turn["frames"])
        read.append([until, _heap_mb(protocol), _nodes(page)])
        results.add(
            heap={"from_mb": first, "from_nodes": nodes, "after": read, "fps": frames / played}
        )


def _nodes(page: Page) -> int:
    return int(page.evaluate("document.querySelectorAll('*').length"))


def _task_ms(protocol: CDPSession) -> float:
    """Return the working time of the page's main thread since its start, in ms."""
    metrics = protocol.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(m["value"]) for m in metrics if m["name"] == "TaskDuration")


def _heap_mb(protocol: CDPSession) -> float:
    """Return the JavaScript heap and buffers after a garbage collection, in MB."""
    protocol.send("HeapProfiler.collectGarbage")
    usage = protocol.send("Runtime.getHeapUsage")
    return float(usage["usedSize"] + usage.get("backingStorageSize", 0)) / 1e6


if __name__ == "__main__":
    sys.exit(main())
