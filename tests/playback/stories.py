"""Stories for the property tests, and a long random story to compare Python with JavaScript."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from geo import Event, Person, Position, Story, When, Where
from geo.playback import Timeline

BASE = datetime(1995, 5, 2, 6)
PEOPLE = ("neil", "vincent", "chris", "nate")
# No deadline: a slow machine must not fail a test. Sixty examples per property are enough, because
# the stories are small and have many ties.
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def moments(line: Timeline) -> list[float]:
    """Return all starts and ends, the middles between them, and one time before and after."""
    points = sorted({*line.starts, *line.ends})
    around = [points[0] - 1, points[-1] + 1] if points else [0.0]
    return [*points, *((a + b) / 2 for a, b in pairwise(points)), *around]


@st.composite
def stories(draw: st.DrawFn, most: int = 14) -> Story:
    """Draw stories with events that touch, overlap or coincide.

    Some events have no time, no end or no place, and in some a person dies.
    """
    timed = draw(st.booleans()) or draw(st.booleans())
    # In a story with times, one event of five has none.
    times = st.sampled_from((timed,) * 4 + (False,))
    events = tuple(
        _draw_event(draw, i, timed=draw(times)) for i in range(draw(st.integers(0, most)))
    )
    return Story("drawn", events, people=tuple(Person(name, name) for name in PEOPLE))


def _draw_event(draw: st.DrawFn, i: int, *, timed: bool) -> Event:
    # Few distinct times, so that ties and touching events are common. Some days are far away.
    start = BASE + timedelta(
        minutes=draw(st.integers(0, 40)) * 5, days=draw(st.sampled_from((0, 0, 0, 1, 40)))
    )
    length = draw(st.one_of(st.none(), st.sampled_from((-5, 0, 0.001, 5, 7, 60, 3000))))
    people = draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    path = draw(
        st.lists(st.builds(Position, st.floats(-118.5, -118.0), st.floats(33.7, 34.3)), max_size=3)
    )
    return Event(
        id=str(i),
        title="word " * draw(st.integers(1, 30)),
        when=When(
            start=start if timed else None,
            end=None if length is None or not timed else start + timedelta(minutes=length),
            film_start_s=draw(st.one_of(st.none(), st.integers(0, 20).map(float))),
        ),
        where=Where(tuple(path), radius_m=draw(st.sampled_from((None, 50.0, 6000.0)))),
        people=tuple(people),
        dies=tuple(people[: draw(st.sampled_from((0, 0, 0, 0, 1)))]),
        importance=draw(st.integers(1, 3)),
    )


def seeded_story(count: int, seed: int, people: int = 12) -> Story:
    """Return a story of `count` events over eleven days. The same seed gives the same story."""
    chance = random.Random(seed)
    names = [f"p{i}" for i in range(people)]
    events = []
    for i in range(count):
        start = BASE + timedelta(
            seconds=chance.randrange(11 * 86_400) // 300 * 300 + (0 if i % 3 else i % 300)
        )
        length = chance.choice((None, 60, 300, 1800, 1800.5, 86_400 if i % 50 == 0 else 900))
        there = tuple(chance.sample(names, chance.randrange(min(people, 3) + 1)))
        path = tuple(
            Position(chance.uniform(-118.5, -118.0), chance.uniform(33.7, 34.3))
            for _ in range(chance.choice((0, 1, 1, 1, 4)))
        )
        events.append(
            Event(
                id=str(i),
                title="word " * chance.randrange(1, 60),
                when=When(start, None if length is None else start + timedelta(seconds=length)),
                where=Where(path, radius_m=chance.choice((None, None, 200.0, 9000.0))),
                people=there,
                dies=there[:1] if chance.random() < 4 / count else (),
                importance=chance.randrange(1, 4),
            )
        )
    return Story(
        "seeded",
        tuple(events),
        people=tuple(Person(name, name) for name in names),
        day_one=BASE.date() if seed % 2 else None,
    )
