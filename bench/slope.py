"""Measure how the cost of each step grows with the number of events.

`python -m bench.slope EVENTS` measures one size in a separate process. `exponent` fits a straight
line through the logarithms. An exponent of 1 means linear growth.
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
from bench.stories import generated_story
from geo import Story, formats, playback
from geo.formats import json_text
from geo.problem_list import ProblemList

SIZES = (1_000, 10_000, 100_000)
STEPS = ("read", "check", "timeline", "render")
# A short step is repeated until this many seconds have passed.
ENOUGH_S = 1.0


def main() -> int:
    """Measure every step for a story of this size. Print the seconds of each step as JSON."""
    story = generated_story(int(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.geojson"
        geo.write(story, path)
        content = path.read_bytes()
        geo.StoryMap(generated_story(10)).to_html()  # loads the libraries
        took = {
            "read": _seconds(lambda: _values(content)),
            "check": _seconds(lambda: formats.parse(content, path.name)),
            "timeline": _seconds(lambda: _play(story)),
            "render": _seconds(lambda: geo.StoryMap(story).to_html()),
        }
    print(json.dumps({"took": took}))
    return 0


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return the slope of the least-squares line through (log size, log cost)."""
    xs, ys = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return across / sum((x - mean_x) ** 2 for x in xs)


def _values(content: bytes) -> None:
    """Decode JSON like `formats.parse`, without the garbage collector.

    Otherwise the collector would search all existing values again and again. In a long file that
    takes more than half of the time, and there is nothing to collect.
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


def _seconds(call: Callable[[], object]) -> float:
    """Return the median time of a call, in seconds."""
    took: list[float] = []
    while not took or (sum(took) < ENOUGH_S and len(took) < 7):
        gc.collect()
        begun = time.perf_counter()
        call()
        took.append(time.perf_counter() - begun)
    return sorted(took)[len(took) // 2]


if __name__ == "__main__":
    sys.exit(main())
