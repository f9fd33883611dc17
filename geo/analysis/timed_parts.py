"""The parts of a movement with times: where the mover is, and when.

`geo/render/player/arithmetic/timedparts.js` does the same.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from geo.analysis.closest_approach import Path, thinned
from geo.playback.path_measures import seconds_to_vertices
from geo.polygons import Polygon
from geo.story import Event


class Part(NamedTuple):
    """A part of a path, and from when to when the mover is on it, in the unit of the timeline.

    `areas` are those of the event; its path is then one position.
    """

    start: float
    end: float
    path: Path
    areas: tuple[Polygon, ...] = ()


def timed_parts(event: Event, start: float, end: float) -> list[Part]:
    """Return the parts of the path of an event, in the order of time.

    They are the lines from each position to the next one. A long path is thinned first. Before its
    first time, the mover is at the first position; after its last time at the last one. An event
    without times of its path is one part.

    Args:
        event: an event with a path.
        start: the start of the event on the timeline.
        end: its end on the timeline.
    """
    path = event.where.path
    seconds = seconds_to_vertices(event) if event.where.times and len(path) > 1 else (0.0,)
    length_s = seconds[-1]
    if length_s == 0.0:
        return [Part(start, end, path, event.where.areas)]
    numbers = thinned(len(path))
    parts = []
    for before, after in pairwise(numbers):
        first, last = before == 0, after == len(path) - 1
        begins = start if first else start + (end - start) * (seconds[before] / length_s)
        ends = end if last else start + (end - start) * (seconds[after] / length_s)
        parts.append(Part(begins, ends, (path[before], path[after])))
    return parts
