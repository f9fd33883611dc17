"""Profile our document in the browser, and sum up the time by function.

`python -m bench.profile SCALE open|jump|play` builds the document at a scale (`heat-own`,
`10000-few`, `100000-half`). It prints the functions that took most of the main thread's time, with
and without the functions that they call. Use it to make the player faster. `make bench` does not
run it.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

import geo
from bench.stories import scale_of
from bench.story_by_scale import story_of
from bench.visit import PAGES, SEED
from tools.browser import LAUNCH_ARGS, find_browser

JUMPS, PLAY_S = 60, 5
INTERVAL_US = 100
SHOWN = 25


def main() -> int:
    """Profile one action in one document."""
    scale, act = scale_of(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "story.html"
        geo.StoryMap(story_of(scale)).save(path)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(LAUNCH_ARGS))
        page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
        page.add_init_script(path=PAGES / "probe.js")
        page.add_init_script(path=PAGES / "drive-ours.js")
        protocol = page.context.new_cdp_session(page)
        protocol.send("Profiler.enable")
        protocol.send("Profiler.setSamplingInterval", {"interval": INTERVAL_US})
        if act == "open":
            protocol.send("Profiler.start")
        page.goto(path.as_uri(), wait_until="commit")
        usable = page.evaluate("benchProbe.usableWhen(() => window.subject.usable())")
        if act != "open":
            _act(page, protocol, act)
        profile = protocol.send("Profiler.stop")["profile"]
        browser.close()
    print(f"{scale.label}, {act}: usable after {usable:.0f} ms")
    _print(profile, JUMPS if act == "jump" else 1)
    return 0


def _act(page: Page, protocol: CDPSession, act: str) -> None:
    page.locator(page.evaluate("subject.grip")).first.hover()
    page.mouse.down()
    page.evaluate("benchProbe.scrub([0.1, 0.5, 0.9])")
    dice = random.Random(SEED)  # noqa: S311  every run needs the same jumps
    jumps = [dice.random() for _ in range(JUMPS)]
    if act == "play":
        page.mouse.up()
    protocol.send("Profiler.start")
    if act == "play":
        print(_play(page))
        return
    measured = page.evaluate("positions => benchProbe.scrub(positions)", jumps)
    for name, values in measured.items():
        ordered = sorted(values)
        print(f"{name}: median {ordered[JUMPS // 2]:.1f}, 95% {ordered[int(0.95 * JUMPS)]:.1f} ms")
    slowest = sorted(zip(measured["work"], jumps, strict=True), reverse=True)[:5]
    print("slowest jumps:", ", ".join(f"{ms:.1f} ms at {at:.3f}" for ms, at in slowest))


def _play(page: Page) -> str:
    played = page.evaluate("seconds => benchProbe.play(seconds)", PLAY_S)
    slow = sum(frame > 50 for frame in played["frames"])
    rate = played["states"] / played["seconds"]
    return (
        f"{rate:.0f} states a second, {slow} frames over 50 ms, longest {max(played['frames']):.0f}"
    )


def _print(profile: dict[str, Any], share: int) -> None:
    """Print the slowest functions, in ms (divided by `share`, the number of jumps)."""
    nodes = {node["id"]: node for node in profile["nodes"]}
    parents = {child: node["id"] for node in profile["nodes"] for child in node.get("children", [])}
    own: dict[str, float] = defaultdict(float)
    whole: dict[str, float] = defaultdict(float)
    for at, took in zip(profile["samples"], profile["timeDeltas"], strict=True):
        own[_name(nodes[at])] += took / 1000
        seen = set()
        node: int | None = at
        while node is not None:
            name = _name(nodes[node])
            if name not in seen:
                whole[name] += took / 1000
                seen.add(name)
            node = parents.get(node)
    for heading, table in (("own time", own), ("including called functions", whole)):
        print(f"\n{heading}, ms")
        rows = sorted(table.items(), key=lambda row: -row[1])
        for name, took in [row for row in rows if row[0] not in {"(idle)", "(root)"}][:SHOWN]:
            print(f"  {took / share:9.2f}  {name}")


def _name(node: dict[str, Any]) -> str:
    frame = node["callFrame"]
    place = f":{frame['lineNumber'] + 1}" if frame["url"] else ""
    return f"{frame['functionName'] or '(anonymous)'}{place}"


if __name__ == "__main__":
    sys.exit(main())
