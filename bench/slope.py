"""How the cost of a story grows with its events, step by step.

`python -m bench.slope EVENTS` measures in a process of its own; `exponent` fits a straight line
through the logarithms: 1 means linear.
"""

from __future__ import annotations

import gc
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import geo
from bench.stories import invented
from geo import Story, formats, playback
from geo.formats import json_text
from geo.problem_list import ProblemList

SIZES = (1_000, 10_000, 100_000)
STEPS = ("read", "check", "timeline", "render")
# A short step is repeated until this many seconds have passed.
ENOUGH_S = 1.0


def main() -> int:
    """Measure every step for a story of so many events; prints seconds by step as JSON."""
    story = invented(int(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.geojson"
        geo.write(story, path)
        content = path.read_bytes()
        geo.StoryMap(invented(10)).to_html()  # loads what is loaded once
        took = {
            "read": _seconds(lambda: _values(content)),
            "check": _seconds(lambda: formats.parse(content, path.name)),
            "timeline": _seconds(lambda: _play(story)),
            "render": _seconds(lambda: geo.StoryMap(story).to_html()),
        }
    print(json.dumps({"took": took}))
    return 0


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The slope of the least-squares line through (log size, log cost)."""
    xs, ys = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return across / sum((x - mean_x) ** 2 for x in xs)


def _values(content: bytes) -> None:
    """As `formats.parse` does it: with the collector at rest.

    Else Python would look again and again through all the values that are there already, in search
    of rubbish of which there is none; of a long file that is more than half of the time.
    """
    problems = ProblemList("story.geojson")
    gc.disable()
    try:
        json_text.load_json(json_text.decode(content, problems), problems)
    finally:
        gc.enable()


def _play(story: Story) -> None:
    line = playback.timeline(story)
    playback.timeline_json(line, playback.tracks(story, line))


def _seconds(act: Callable[[], object]) -> float:
    """The median time of an act, in seconds."""
    took: list[float] = []
    while not took or (sum(took) < ENOUGH_S and len(took) < 7):
        gc.collect()
        begun = time.perf_counter()
        act()
        took.append(time.perf_counter() - begun)
    return sorted(took)[len(took) // 2]


if __name__ == "__main__":
    sys.exit(main())
