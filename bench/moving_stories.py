"""Generated stories in which something moves or covers an area, for the benchmark.

Both take seven days in the Los Angeles basin, as the other generated stories do. Equal arguments
give equal stories.
"""

from __future__ import annotations

import math
import random
from datetime import timedelta

from bench.stories import BEGIN, BOX, LENGTH_S, somewhere
from geo import Event, Position, Story, When, Where

# 50 movers have 100,000 positions.
VERTICES = 2_000
# The positions of a perimeter, and the degrees of latitude by which a fire grows in the story.
CORNERS = 200
SMALLEST_DEGREES, LARGEST_DEGREES = 0.005, 0.15


def track_story(count: int) -> Story:
    """Return a story of `count` movers at the same time, each with `VERTICES` timed positions."""
    dice = random.Random(count)  # noqa: S311  not used for security
    return Story(
        title=f"{count:,} movers",
        events=tuple(_mover(dice, number) for number in range(count)),
    )


def _mover(dice: random.Random, number: int) -> Event:
    """Return a mover that turns slowly, rests sometimes, and stays in the box."""
    west, south, east, north = BOX
    longitude, latitude = somewhere(dice)
    heading = dice.uniform(0, math.tau)
    path, times = [], []
    for step in range(VERTICES):
        if dice.random() > 0.1:  # else a rest
            heading += dice.gauss(0, 0.3)
            longitude += 0.0008 * math.cos(heading)
            latitude += 0.0008 * math.sin(heading)
            if not (west < longitude < east and south < latitude < north):
                heading += math.pi
                longitude = min(max(longitude, west), east)
                latitude = min(max(latitude, south), north)
        path.append(Position(round(longitude, 5), round(latitude, 5)))
        times.append(BEGIN + timedelta(seconds=round(step * LENGTH_S / (VERTICES - 1))))
    where = Where(path=tuple(path), times=tuple(times))
    return Event(id=f"m{number}", title=f"Mover {number}", where=where)


def area_story(count: int) -> Story:
    """Return a fire of `count` perimeters in turn, each larger than the one before."""
    dice = random.Random(count)  # noqa: S311  not used for security
    west, south, east, north = BOX
    middle = Position((west + east) / 2, (south + north) / 2)
    bulges = [dice.uniform(0.6, 1.0) for _ in range(CORNERS)]
    each = timedelta(seconds=LENGTH_S / count)
    events = []
    for number in range(count):
        size = SMALLEST_DEGREES + (LARGEST_DEGREES - SMALLEST_DEGREES) * (number + 1) / count
        bulges = [min(1.0, max(0.5, bulge + dice.gauss(0, 0.01))) for bulge in bulges]
        ring = tuple(_corner(middle, size * bulge, corner) for corner, bulge in enumerate(bulges))
        start = BEGIN + number * each
        events.append(
            Event(
                id=f"a{number}",
                title=f"Perimeter {number}",
                when=When(start, start + each),
                where=Where(areas=((ring,),)),
            )
        )
    return Story(title=f"{count:,} perimeters", events=tuple(events))


def _corner(middle: Position, radius: float, corner: int) -> Position:
    angle = math.tau * corner / CORNERS
    east = radius * math.cos(angle) / math.cos(math.radians(middle.latitude))
    return Position(
        round(middle.longitude + east, 5), round(middle.latitude + radius * math.sin(angle), 5)
    )
