"""Stories for the property tests, and a long random story to compare Python with JavaScript."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from geo import Event, Person, Position, Story, When, Where
from geo.ancient_time import story_seconds
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
        where=Where(
            tuple(path),
            _draw_times(draw, start, length, len(path)) if timed and len(path) > 1 else (),
            radius_m=draw(st.sampled_from((None, 50.0, 6000.0))),
        ),
        people=tuple(people),
        dies=tuple(people[: draw(st.sampled_from((0, 0, 0, 0, 1)))]),
        importance=draw(st.integers(1, 3)),
    )


def _draw_times(
    draw: st.DrawFn, start: datetime, length: float | None, count: int
) -> tuple[datetime, ...]:
    """Draw the times of a path within its event, some of them equal; or none."""
    if draw(st.booleans()):
        return ()
    most = 60_000 if length is None else max(round(length * 60_000), 0)
    moments = draw(st.lists(st.integers(0, most), min_size=count, max_size=count))
    return tuple(start + timedelta(milliseconds=moment) for moment in sorted(moments))


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
        # Every second movement has times: a wait, then steps that take less and less time.
        times = tuple(
            start + timedelta(seconds=(length or 60) * share) for share in (0.1, 0.5, 0.75, 0.8)
        )
        times = times if len(path) == 4 and i % 2 else ()
        events.append(
            Event(
                id=str(i),
                title="word " * chance.randrange(1, 60),
                when=When(start, None if length is None else start + timedelta(seconds=length)),
                where=Where(path, times, radius_m=chance.choice((None, None, 200.0, 9000.0))),
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


def story_of_tracks(count: int, vertices: int, seed: int) -> Story:
    """Return a story of movers who wait, pause and jump. The same seed gives the same story."""
    chance = random.Random(seed)
    events = []
    for i in range(count):
        at, time = Position(chance.uniform(-180, 180), chance.uniform(-80, 80)), BASE
        path, times = [], []
        for _ in range(vertices):
            if chance.random() < 0.7:
                east = (at.longitude + chance.uniform(-0.02, 0.02) + 540) % 360 - 180
                at = Position(east, at.latitude + chance.uniform(-0.02, 0.02))
            time += timedelta(milliseconds=chance.choice((0, 1, 999, 60_000)))
            path.append(at)
            times.append(time)
        end = chance.choice((None, time + timedelta(seconds=1), time + timedelta(hours=1)))
        where = Where(tuple(path), tuple(times))
        events.append(Event(str(i), "Tour", when=When(BASE, end), where=where, people=(f"p{i}",)))
    people = tuple(Person(f"p{i}", f"p{i}") for i in range(count))
    return Story("tracks", tuple(events), people=people)


def vertex_moments(story: Story) -> list[float]:
    """Return all times of all paths of a story, in seconds of story time."""
    times = {time for event in story.events for time in event.where.times}
    return sorted(map(story_seconds, times))
