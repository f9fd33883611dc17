"""The stories that are measured: Heat, and invented ones of any size, always the same.

An invented story takes seven days in the Los Angeles basin. A tenth of its events (at least twenty)
are sightings of ten people, who are elsewhere each time; titles and texts are words of Heat's own
texts in random order, which is harder to compress than sentences.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

import geo
from geo import Event, Group, Person, Position, Story, When, Where

ROOT = Path(__file__).resolve().parent.parent
HEAT = "heat"

# "few": an event shows for six hours, 3.6 % of the story; "half": once begun it stays, so that half
# of all events show on average. "own": as the story has it.
Showing = Literal["few", "half", "own"]

BEGIN = datetime(1995, 5, 1)
LENGTH_S = 7 * 86_400
WINDOW_S = 6 * 3_600
PEOPLE = 10
# West, south, east, north: the basin from the sea to the first hills.
BOX = (-118.6, 33.7, -118.0, 34.2)
TITLE_WORDS, TEXT_WORDS = 3, 12


@dataclass(frozen=True, slots=True)
class Scale:
    """Which story: `events` 0 stands for Heat."""

    events: int
    showing: Showing

    @property
    def key(self) -> str:
        """A name for files: `heat-own`, `1000-half`."""
        return f"{self.events or HEAT}-{self.showing}"

    @property
    def label(self) -> str:
        """A name for people."""
        return f"{self.events:,}, {self.showing}" if self.events else "Heat"


def scale_of(key: str) -> Scale:
    """The scale that a key names."""
    size, showing = key.split("-")
    known: dict[str, Showing] = {"few": "few", "half": "half", "own": "own"}
    return Scale(0 if size == HEAT else int(size), known[showing])


def story_of(scale: Scale) -> Story:
    """The story of a scale."""
    return invented(scale.events, scale.showing) if scale.events else heat()


def heat() -> Story:
    """The story that ships with the repository."""
    return geo.read(ROOT / "events.geojson")


def invented(count: int, showing: Showing = "few") -> Story:
    """`count` events over seven days, the same whenever it is called with the same numbers."""
    dice = random.Random(count)  # noqa: S311  nothing secret depends on it
    groups = (Group("one", "One side"), Group("other", "The other side"))
    people = tuple(
        Person(id=f"p{number}", name=f"Person {number}", group=groups[number % 2].id)
        for number in range(PEOPLE)
    )
    sightings = max(count // 10, 2 * PEOPLE)
    every = max(1, count // sightings)
    # Half of the time a person is seen, the other half on the way to where they are seen next.
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
                where=Where(path=(_somewhere(dice),)),
                people=() if person is None else (person,),
            )
        )
    return Story(
        title=f"{count:,} invented events", events=tuple(events), groups=groups, people=people
    )


def _somewhere(dice: random.Random) -> Position:
    west, south, east, north = BOX
    return Position(round(dice.uniform(west, east), 5), round(dice.uniform(south, north), 5))


def _words(dice: random.Random, count: int) -> str:
    return " ".join(dice.choices(_vocabulary(), k=count))


@cache
def _vocabulary() -> list[str]:
    """Every word of Heat's texts, as often as it stands there."""
    texts = " ".join(event.text for event in heat().events)
    return [word for word in texts.lower().replace(".", " ").split() if word.isalpha()]
