"""How long movements play: the time that a viewer needs to follow a marker along its path."""

from __future__ import annotations

import math
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import pairwise

from geo.playback.path_measures import length_and_extent_m, share_on_the_move
from geo.story import Event

# A movement of this length in metres, straight on, plays for this time. Ten times the length plays
# for as many seconds longer: 3 s for 100 m, 6 s for 1 km, 12 s for 100 km. The camera shows the
# whole path, so a long one is no longer on the screen than a short one, and viewers only need to
# feel the difference. Below 10 m, nothing moves visibly. Our own choices.
SHORT_M = 100.0
SHORT_S = 3.0
TENFOLD_S = 3.0
# A mover that rests for most of its time plays longer, so that its way is not over at once: up
# to this many times as long. Our own choice.
MOST_FOR_RESTS = 2.0
# The longest playing time of a movement. Our own choice.
LONGEST_MOVEMENT_S = 60.0


def movement_s(event: Event) -> float:
    """Return the playing seconds (0 to 60) that a viewer needs to follow the movement of an event.

    They grow with the logarithm of the length, and with the windings: the length of the path in
    proportion to its extent. A path four times as long as its extent crosses the screen four times.
    The eye is quicker on a way that it knows, so such a path plays only twice as long (the square
    root). A mover that rests plays longer. An event without a movement, or without a marker, has 0.
    """
    path = event.where.path
    if len(path) < 2 or not event.where.has_marker:
        return 0.0
    length_m, extent_m = length_and_extent_m(path)
    if length_m == 0.0:
        return 0.0
    straight_s = max(SHORT_S + TENFOLD_S * math.log10(length_m / SHORT_M), 0.0)
    windings = max(length_m / extent_m, 1.0)
    rests = min(1 / share_on_the_move(event), MOST_FOR_RESTS)
    return min(straight_s * math.sqrt(windings) * rests, LONGEST_MOVEMENT_S)


def following_s(
    points: Sequence[float],
    starts: Sequence[float],
    ends: Sequence[float],
    movements: Sequence[float],
) -> list[float]:
    """Return for each interval how long it must play so that viewers can follow what moves in it.

    A movement plays evenly from the start of its event to the end. Movements at the same time play
    together: the one that needs most time decides.

    Args:
        points: the starts and ends of all intervals, ascending: one more than there are intervals.
            All starts and ends of events are among them.
        starts: of the events, ascending, on any time scale.
        ends: of the events.
        movements: `movement_s` of the events.
    """
    needed = [0.0] * (len(points) - 1)
    # By playing seconds for a unit of the time scale, the most first: the end of the movement.
    moving: list[tuple[float, float]] = []
    k = 0
    for i, (here, there) in enumerate(pairwise(points)):
        while k < len(starts) and starts[k] <= here:
            if movements[k]:
                heappush(moving, (-movements[k] / (ends[k] - starts[k]), ends[k]))
            k += 1
        while moving and moving[0][1] <= here:
            heappop(moving)
        if moving:
            needed[i] = -moving[0][0] * (there - here)
    return needed
