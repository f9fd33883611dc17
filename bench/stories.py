"""The measured stories: Heat, and deterministic generated stories of any size.

A generated story takes seven days in the Los Angeles basin. A tenth of its events (at least twenty)
are sightings of ten people, at a new place each time. Titles and texts are words of Heat's texts in
random order, which are harder to compress than sentences.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import geo
from geo import Event, Group, Person, Position, Story, When, Where

ROOT = Path(__file__).resolve().parent.parent
HEAT = "heat"

# "few": an event is visible for six hours, 3.6% of the story. "half": an event stays visible after
# its start, so that half of all events are visible on average. "own": the times of the story.
# "tracks" and "areas": see bench.moving_stories.
Showing = Literal["few", "half", "own", "tracks", "areas"]
MOVING: tuple[Showing, ...] = ("tracks", "areas")

BEGIN = datetime(1995, 5, 1)
LENGTH_S = 7 * 86_400
WINDOW_S = 6 * 3_600
PEOPLE = 10
# West, south, east, north: the basin from the sea to the first hills.
BOX = (-118.6, 33.7, -118.0, 34.2)
TITLE_WORDS, TEXT_WORDS = 3, 12


@dataclass(frozen=True, slots=True)
class Scale:
    """The size of a story, and which events are visible. `events` 0 means Heat."""

    events: int
    showing: Showing

    @property
    def key(self) -> str:
        """A name for files: `heat-own`, `1000-half`."""
        return f"{self.events or HEAT}-{self.showing}"

    @property
    def label(self) -> str:
        """A name for people."""
        if self.showing in MOVING:
            return f"{self.events:,} {self.showing}"
        return f"{self.events:,}, {self.showing}" if self.events else "Heat"


def scale_of(key: str) -> Scale:
    """Return the scale with this key."""
    size, showing = key.split("-")
    known: dict[str, Showing] = {name: name for name in get_args(Showing)}
    return Scale(0 if size == HEAT else int(size), known[showing])


def heat() -> Story:
    """Return the story that is part of the repository."""
    return geo.read(ROOT / "events.geojson")


def generated_story(count: int, showing: Showing = "few") -> Story:
    """Return a story of `count` events over seven days. Equal arguments give equal stories."""
    dice = random.Random(count)  # noqa: S311  not used for security
    groups = (Group("one", "One side"), Group("other", "The other side"))
    people = tuple(
        Person(id=f"p{number}", name=f"Person {number}", group=groups[number % 2].id)
        for number in range(PEOPLE)
    )
    sightings = max(count // 10, 2 * PEOPLE)
    every = max(1, count // sightings)
    # A person is present half of the time, and on the way to the next sighting the other half.
    seen_s = min(WINDOW_S, LENGTH_S * PEOPLE / sightings / 2)
    starts = sorted(int(dice.uniform(0, LENGTH_S)) for _ in range(count))
    events = []
    for number, start in enumerate(starts):
        seen = number % every == 0
        person = people[number // every % PEOPLE].id if seen else None
        lasting = LENGTH_S - start if showing == "half" else seen_s if seen else WINDOW_S
        events.append(
            Event(
                id=f"e{number}",
                title=_words(dice, TITLE_WORDS).capitalize(),
                text=_words(dice, TEXT_WORDS).capitalize() + ".",
                when=When(
                    start=BEGIN + timedelta(seconds=start),
                    end=BEGIN + timedelta(seconds=start + max(60, int(lasting))),
                ),
                where=Where(path=(somewhere(dice),)),
                people=() if person is None else (person,),
            )
        )
    return Story(
        title=f"{count:,} generated events",
        events=tuple(events),
        groups=groups,
        people=people,
    )


def somewhere(dice: random.Random) -> Position:
    """Return a random position in the box."""
    west, south, east, north = BOX
    return Position(round(dice.uniform(west, east), 5), round(dice.uniform(south, north), 5))


def _words(dice: random.Random, count: int) -> str:
    return " ".join(dice.choices(_vocabulary(), k=count))


@cache
def _vocabulary() -> list[str]:
    """Return all words of Heat's texts, including repetitions."""
    texts = " ".join(event.text for event in heat().events)
    return [word for word in texts.lower().replace(".", " ").split() if word.isalpha()]
