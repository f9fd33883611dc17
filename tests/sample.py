"""Stories for tests: a small one with every feature, a hostile one and a long one."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from geo import Event, Group, Person, Place, Position, Source, Story, When, Where

DAY = date(1995, 5, 2)

BANK = Position(-118.2560, 34.0519)
CORNER = Position(-118.2563, 34.0514)
LOT = Position(-118.2604, 34.0458)
STATION = Position(-118.2366, 34.0562)
AIRPORT = Position(-118.3816, 33.9463)


def at(hour: int, minute: int, day: int = 2) -> datetime:
    """Return a time in May 1995."""
    return datetime(1995, 5, day, hour, minute)


def small_story() -> Story:
    """Six events on two days: a point, a line, an area, no location, an overlap and a death."""
    return Story(
        title="A small story",
        description="Two people and a bank.",
        year=1995,
        timezone="America/Los_Angeles",
        day_one=DAY,
        groups=(Group("crew", "The crew", "#ff9f43"), Group("police", "The police", "#4fb3ff")),
        people=(
            Person("neil", "Neil McCauley", "Robert De Niro", "crew"),
            Person("hanna", "Vincent Hanna", "Al Pacino", "police"),
            Person("kelso", "Kelso"),
        ),
        places=(
            Place(
                "bank",
                "The bank",
                position=BANK,
                radius_m=60,
                confidence=0.9,
                address="444 S Flower St",
                sources=("guide",),
                today="An office tower",
            ),
            Place("studio", "A studio", kind="filming", address="1 Studio Way"),
        ),
        sources=(
            Source("guide", "A guide to the places", "https://example.org/guide"),
            Source("no_source", "No source"),
        ),
        events=(
            Event(
                "enter",
                "Into the bank",
                "Neil walks in.",
                When(at(11, 30), at(11, 35), day_basis="assumed", clock_basis="stated"),
                Where((BANK,), place="bank", filmed_at="studio", radius_m=60, confidence=0.9),
                people=("neil",),
                heard=("hanna",),
                sources=("guide", "no_source"),
            ),
            Event(
                "run",
                "Down Flower Street",
                "Neil runs to the corner and on.",
                When(at(11, 35), at(11, 45)),
                Where((BANK, CORNER, LOT), radius_m=90, confidence=0.7),
                people=("neil",),
                importance=3,
            ),
            Event(
                "alarm",
                "The alarm",
                "Hanna hears of it.",
                When(at(11, 36), at(11, 40)),
                Where((Position(-118.2408, 34.052),), radius_m=800, confidence=0.6),
                people=("hanna",),
            ),
            Event(
                "hiding",
                "Nobody knows where",
                "Neil hides.",
                When(at(14, 0), at(15, 0)),
                people=("neil",),
            ),
            Event(
                "duel",
                "By the runway",
                "Both meet. One leaves.",
                When(at(1, 5, day=4), at(1, 13, day=4)),
                Where((AIRPORT,), radius_m=60, confidence=0.9),
                people=("neil", "hanna"),
                dies=("neil",),
                importance=3,
            ),
            Event(
                "after",
                "After",
                "Hanna stays.",
                When(at(1, 13, day=4), at(1, 20, day=4)),
                Where((AIRPORT,), radius_m=60, confidence=0.9),
                people=("hanna",),
            ),
        ),
    )


def changed_story() -> Story:
    """The small story with one event more, one event less, and another name for a person."""
    story = small_story()
    added = Event(
        "train",
        "At the station",
        "Hanna waits.",
        When(at(12, 30), at(12, 40)),
        Where((STATION,), radius_m=60, confidence=0.9),
        people=("hanna",),
    )
    kept = [event for event in story.events if event.id != "hiding"]
    people = tuple(
        replace(person, name="Lieutenant Hanna") if person.id == "hanna" else person
        for person in story.people
    )
    return replace(
        story, title="A changed story", events=(*kept[:3], added, *kept[3:]), people=people
    )


def untimed_story() -> Story:
    """The small story without times."""
    story = small_story()
    return replace(story, events=tuple(replace(event, when=When()) for event in story.events))


def story_of_centuries() -> Story:
    """Five events: of a year, of unknown time, of some days, of an exact time, and of a year."""
    ann = ("ann",)
    first: Any = date(1914, 8, 4)
    last: Any = date(1914, 8, 17)
    whens = {
        "hastings": When(datetime(1066, 1, 1), precision="year"),
        "plague": When(),
        "siege": When(first, last),
        "armistice": When(datetime(1918, 11, 11, 11)),
        "now": When(datetime(2023, 1, 1), precision="year"),
    }
    here = Where((STATION,), radius_m=60)
    events = (Event(name, name.title(), "", when, here, ann) for name, when in whens.items())
    return Story("Centuries", tuple(events), people=(Person("ann", "Ann"),))


def quake_story() -> Story:
    """Four earthquakes with magnitudes and depths; the second has no depth, the last no size."""
    rows = (("ridgecrest", 2.5, 8.0), ("trona", 6.1, None), ("mojave", 4.0, 35.0))
    numbers = (*rows, ("unknown", None, 21.0))
    events = tuple(
        Event(
            id=name,
            title=name.title(),
            when=When(start=datetime(2018, 2, number, 5)),
            where=Where(path=(Position(-118.0 + number / 10, 35.5),)),
            size_value=size,
            colour_value=depth,
        )
        for number, (name, size, depth) in enumerate(numbers, start=1)
    )
    return Story("Earthquakes", events, size_by="Magnitude", colour_by="Depth (km)")


def diary_story() -> Story:
    """Four events with a further time scale: a diary that is a day ahead, in another order."""
    scale, where = "Travellers' diary", Where((STATION,), radius_m=60)
    days: tuple[Any, ...] = (date(1872, 12, 21), date(1872, 12, 22), datetime(1872, 12, 22, 20, 45))
    whens = {
        "train": When(datetime(1872, 12, 20, 11, 40), further_time=days[0]),
        "vows": When(datetime(1872, 12, 21, 9), further_time=days[1]),
        "club": When(datetime(1872, 12, 21, 20, 45), further_time=days[2]),
        "wager": When(datetime(1872, 10, 2, 20), further_time=datetime(1872, 10, 2, 20)),
    }
    events = (Event(name, name.title(), "", when, where) for name, when in whens.items())
    return Story("Eighty days", tuple(events), further_scale=scale)


HOSTILE_TEXTS = (
    "{{7*7}} {% raw %}",
    "{{ cycler.__init__.__globals__.os.getpid() }}",
    "</script><script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 1'>",
    "<!--<script>",
    "\u2028 \u2029 ' \" ` ${window.pwned = 1}",
)


def hostile_story() -> Story:
    """The small story with every text replaced by an injection attempt."""
    story = small_story()
    evil = " ".join(HOSTILE_TEXTS)
    return replace(
        story,
        title=evil,
        description=evil,
        attribution=evil,
        groups=tuple(replace(group, name=evil) for group in story.groups),
        people=tuple(replace(person, name=evil, actor=evil) for person in story.people),
        places=tuple(replace(place, name=evil, address=evil) for place in story.places),
        sources=tuple(
            replace(source, title=evil, url="https://x/'><script>window.pwned=1</script>")
            for source in story.sources
        ),
        events=tuple(replace(event, title=evil, text=evil, note=evil) for event in story.events),
    )


def long_story(count: int, showing: int) -> Story:
    """`count` events, evenly spread over a week; `showing` of them overlap at any time."""
    dice = random.Random(count)
    begin, every = datetime(1995, 5, 1), 7 * 86_400 / count
    people = tuple(Person(f"p{number}", f"Person {number}") for number in range(10))
    events = tuple(
        Event(
            f"e{number}",
            f"Event {number}",
            "Somebody does something somewhere in the city, and somebody else sees it.",
            When(
                begin + timedelta(seconds=int(number * every)),
                begin + timedelta(seconds=int(number * every) + max(1, int(every * showing))),
            ),
            Where((Position(dice.uniform(-118.6, -118.0), dice.uniform(33.7, 34.2)),)),
            people=(people[number // 10 % 10].id,) if number % 10 == 0 else (),
        )
        for number in range(count)
    )
    return Story(f"{count} events", events, people=people)


def flight_story() -> Story:
    """A night in Rome in which clocks go forward, a flight to Tokyo, and a day there; in UTC.

    In Rome, 02:00 is followed by 03:00 on 31 March 2024.
    """
    rome, tokyo = "Europe/Rome", "Asia/Tokyo"
    march, april = (partial(datetime, 2024, month) for month in (3, 4))
    return Story(
        title="A flight",
        events=(
            Event("night", "Night", when=When(march(31, 0), march(31, 6), timezone=rome)),
            Event(
                "flight",
                "Flight",
                when=When(march(31, 15), april(1, 10), timezone=rome, end_timezone=tokyo),
            ),
            Event("arrival", "Arrival", when=When(april(1, 12), april(1, 13), timezone=tokyo)),
        ),
        timezone="UTC",
    )


def story_of_one_moment() -> Story:
    """Three events at 10:00:00, half a minute after the first one and five seconds before another.

    None has an end.
    """
    times = ((9, 59, 30), (10, 0, 0), (10, 0, 0), (10, 0, 0), (10, 0, 5))
    return Story(
        title="One moment",
        events=tuple(
            Event(f"e{n}", f"Event {n}", when=When(datetime(2024, 1, 1, *time)))
            for n, time in enumerate(times)
        ),
    )
