"""Small stories on the equator, where 0.01 degrees of longitude are 1113.195 m (WGS84)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from geo import Event, Person, Place, Position, Story, When, Where


def at(clock: str) -> datetime:
    """Return a time on the day of the story."""
    return datetime.fromisoformat(f"1995-05-02T{clock}")


def event(
    name: str,
    start: str,
    end: str | None,
    people: str,
    *path: float,
    dies: str = "",
    place: str = "",
) -> Event:
    """Make an event on the equator. `people` are ids separated by spaces, `path` are longitudes."""
    return Event(
        name,
        name.title(),
        when=When(at(start), None if end is None else at(end), "time", "stated", "implied"),
        where=Where(tuple(Position(east, 0.0) for east in path), place=place or None),
        people=tuple(people.split()),
        dies=tuple(dies.split()),
    )


def day() -> Story:
    """Neil goes to a diner and dies. Hanna walks. Nate calls from an unknown place. Eady waits."""
    return Story(
        "A day",
        (
            event("diner", "10:00", "10:20", "neil hanna", 0.0, place="diner"),
            event("walk", "10:30", "10:40", "hanna", 0.01, 0.03),
            event("call", "10:30", "10:40", "nate"),
            event("end", "11:00", None, "neil", 0.02, dies="neil"),
            event("after", "11:30", "11:40", "hanna nate", 0.0, place="diner"),
        ),
        people=(
            Person("neil", "Neil McCauley", variants=("Mac",)),
            Person("hanna", "Vincent Hanna"),
            Person("nate", "Nate"),
            Person("eady", "Eady"),
        ),
        places=(Place("diner", "The diner", position=Position(0.0, 0.0)),),
    )


def untimed_story() -> Story:
    """Return the same events without times. The story has only story order."""
    story = day()
    return replace(story, events=tuple(replace(event, when=When()) for event in story.events))


def story_with_unknown_times(*names: str) -> Story:
    """Return the same events. The time of those with these names is unknown."""
    story = day()
    events = (replace(one, when=When()) if one.id in names else one for one in story.events)
    return replace(story, events=tuple(events))
