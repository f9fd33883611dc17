"""Open one page in a browser of its own and measure what there is to measure in it.

Run as a process, `python -m bench.visit '{…}'`, so that it can be ended when it takes too long; it
writes down each part as soon as that is done. Only `bench.cells` calls it.
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
# Positions to jump to: the same for every subject and every run.
SEED = 1995
NEAR = [0.1, 0.5, 0.9]
# So many jumps are waited for until the map rests, for so many seconds in all.
RESTS, RESTS_S = 10, 8
# The heap is read after a minute of play and at its end. A turn is longer than any play that does
# not begin again by itself.
MINUTE_S, TURN_S = 60.0, 20.0


@dataclass(frozen=True, slots=True)
class Order:
    """What to measure. `page` is the page's file, "" for a page that is served.

    Attributes:
        jumps: how many; no new one is begun after `scrub_s` seconds.
        play_s: seconds of play; 0 leaves it out.
        heap_s: seconds of play after which the heap is read once more; 0 leaves it out.
        out: where the findings are written, as JSON.
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
        """The order as an argument of a command."""
        return json.dumps(asdict(self))


class Findings:
    """What was measured so far, on the disk at every moment."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[str, Any] = {}

    def add(self, **found: Any) -> None:
        """Keep figures."""
        self._found |= found
        self._path.write_text(json.dumps(self._found), "utf-8")


def main() -> int:
    """Carry out the order in the first argument."""
    order = Order(**json.loads(sys.argv[1]))
    found = Findings(Path(order.out))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=[*LAUNCH_ARGS, "--enable-precise-memory-info"]
        )
        found.add(browser=browser.version)
        with _address(order) as address:
            if order.subject == SLIDER:
                # A server's first viewer waits for the story, too, as no other subject does.
                _opened(browser, BY_KEY[order.subject], address, Findings(Path(order.out + ".0")))
            page = _opened(browser, BY_KEY[order.subject], address, found)
            _measured(page, order, found)
        browser.close()
    return 0


@contextlib.contextmanager
def _address(order: Order) -> Iterator[str]:
    if not BY_KEY[order.subject].served:
        yield Path(order.page).as_uri()
        return
    if order.subject != SLIDER:
        with loopback.serving(Path(order.page)) as address:
            yield address
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        slider.served(scale_of(order.scale), Path(folder) / "log") as address,
    ):
        yield address


def _opened(browser: Browser, subject: Subject, address: str, found: Findings) -> Page:
    """The page, once it can be used."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 720}, offline=not subject.served
    )
    page = context.new_page()
    requests: list[str] = []
    spoken: list[str] = []
    if subject.served:
        slider.answer_from_disk(context)
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda said: spoken.append(f"{said.type}: {said.text}"[:200]))
    page.on("pageerror", lambda error: spoken.append(f"thrown: {error}"[:200]))
    page.add_init_script(path=PAGES / "probe.js")
    page.add_init_script(path=PAGES / subject.driver)
    page.goto(address, wait_until="commit")
    found.add(
        usable_ms=page.evaluate("benchProbe.usableWhen(() => window.subject.usable())"),
        # The page itself is not counted.
        requests=len([url for url in requests if not url.startswith(("data:", "blob:"))]) - 1,
        console=len(spoken),
        spoken=sorted(set(spoken))[:5],
    )
    return page


def _measured(page: Page, order: Order, found: Findings) -> None:
    protocol = page.context.new_cdp_session(page)
    protocol.send("Performance.enable")
    grip = page.evaluate("window.subject.grip ?? null")
    if grip:
        page.locator(grip).first.hover()
        page.mouse.down()
    page.evaluate("([positions, cap]) => benchProbe.scrub(positions, cap)", [NEAR, 4_000])
    page.evaluate("benchProbe.scrub([0.5])")
    found.add(shown=page.evaluate("window.subject.shown?.() ?? null"))
    dice = random.Random(SEED)  # noqa: S311  the same jumps each time are the point
    jumps = [dice.random() for _ in range(order.jumps)]
    before = _task_ms(protocol)
    scrub = page.evaluate(
        "([positions, cap]) => benchProbe.scrub(positions, cap)", [jumps, order.scrub_s * 1000]
    )
    after = _task_ms(protocol)
    found.add(
        frames=scrub["frames"],
        work=scrub["work"],
        task_ms=(after - before) / max(1, len(scrub["frames"])),
        heap_mb=_heap_mb(protocol),
    )
    if page.evaluate("Boolean(window.subject.draws)"):
        arguments = [[dice.random() for _ in range(RESTS)], RESTS_S * 1000]
        found.add(
            rests=page.evaluate("([positions, cap]) => benchProbe.rests(positions, cap)", arguments)
        )
    if grip:
        page.mouse.up()
    if not BY_KEY[order.subject].plays:
        return
    if order.play_s:
        found.add(play=_played(page, order.play_s))
    if order.heap_s:
        _heap_grows(page, protocol, order.heap_s, found)


def _played(page: Page, seconds: float) -> dict[str, Any]:
    played = page.evaluate("seconds => benchProbe.play(seconds)", seconds)
    frames = played["frames"]
    return {
        "fps": len(frames) / played["seconds"],
        "states": played["states"] / played["seconds"],
        "slow": sum(frame > 50 for frame in frames),
        "frames": len(frames),
    }


def _heap_grows(page: Page, protocol: CDPSession, seconds: float, found: Findings) -> None:
    """Play on, and see what is left behind. The page has played before: caches are warm.

    It is told to play once more each `TURN_S`, since not every player begins again by itself.
    """
    first, nodes = _heap_mb(protocol), _nodes(page)
    read: list[list[float]] = []
    played, frames = 0.0, 0
    # The first reading after a minute, the next after the whole time.
    for until in sorted({min(MINUTE_S, seconds), seconds}):
        while played < until:
            turn = page.evaluate("seconds => benchProbe.play(seconds)", min(TURN_S, until - played))
            played += turn["seconds"]
            frames += len(turn["frames"])
        read.append([until, _heap_mb(protocol), _nodes(page)])
        found.add(
            heap={"from_mb": first, "from_nodes": nodes, "after": read, "fps": frames / played}
        )


def _nodes(page: Page) -> int:
    return int(page.evaluate("document.querySelectorAll('*').length"))


def _task_ms(protocol: CDPSession) -> float:
    """How long the page's main thread has been at work since it began, in ms."""
    metrics = protocol.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(m["value"]) for m in metrics if m["name"] == "TaskDuration")


def _heap_mb(protocol: CDPSession) -> float:
    """What JavaScript holds after everything unused was let go, buffers too, in MB."""
    protocol.send("HeapProfiler.collectGarbage")
    usage = protocol.send("Runtime.getHeapUsage")
    return float(usage["usedSize"] + usage.get("backingStorageSize", 0)) / 1e6


if __name__ == "__main__":
    sys.exit(main())
