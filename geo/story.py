"""What a story is: frozen values that know no file, no map and no network.

Positions are WGS84 degrees in GeoJSON's order, longitude first. Times are wall-clock times of the
story's own time zone, held as naive `datetime`s (the hour that repeats when summer time ends is not
told apart). Ids are strings that are unique within their kind and within one story.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal, NamedTuple, Protocol, TypeVar

Basis = Literal["stated", "implied", "assumed"]
FilmBasis = Literal["documented", "estimated"]
Precision = Literal["year", "month", "day", "time"]
PlaceKind = Literal["story", "filming", "both"]

# A place is only a guess, and gets no pin, from this radius up or below this confidence.
GUESS_RADIUS_M = 5_000.0
GUESS_CONFIDENCE = 0.2
# A radius above this is drawn as an area, not as a point.
AREA_RADIUS_M = 500.0


class HasId(Protocol):
    """Anything that a story refers to by an id."""

    @property
    def id(self) -> str:
        """The id, unique among things of its kind."""
        ...


Identified = TypeVar("Identified", bound=HasId)


def by_id(members: Iterable[Identified]) -> Mapping[str, Identified]:
    """Members by their ids, in order."""
    return {member.id: member for member in members}


def number_by_id(members: Iterable[HasId]) -> Mapping[str, int]:
    """The place in the list, from 0, of each member's id."""
    return {member.id: number for number, member in enumerate(members)}


def is_only_a_guess(radius_m: float | None, confidence: float | None) -> bool:
    """Whether a point with this radius and confidence is too doubtful to be drawn as a pin.

    None means that the story does not say; that alone makes no guess of it.
    """
    if radius_m is not None and radius_m >= GUESS_RADIUS_M:
        return True
    return confidence is not None and confidence < GUESS_CONFIDENCE


class Position(NamedTuple):
    """A point on WGS84: degrees east of Greenwich, then degrees north of the equator."""

    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Group:
    """People who belong together, drawn in one colour (`#rrggbb`; None: the player picks one)."""

    id: str
    name: str
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a name. `group` is a group's id or None; `variants` are other spellings."""

    id: str
    name: str
    actor: str | None = None
    group: str | None = None
    variants: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim can be looked up. `url` is http(s) or None."""

    id: str
    title: str
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another claim about the same place, kept as sources disagree. `why` says who claims it."""

    name: str
    why: str
    position: Position | None = None
    radius_m: float | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere events are set (`story`), were shot (`filming`), or both.

    `confidence`, 0 to 1, is the chance that the truth lies within `radius_m` metres of `position`;
    `position` None means that nobody knows. `sources` are source ids; `today` says what stands
    there now.
    """

    id: str
    name: str
    kind: PlaceKind = "both"
    position: Position | None = None
    radius_m: float | None = None
    confidence: float | None = None
    address: str | None = None
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str | None = None
    today: str | None = None
    alternatives: tuple[Alternative, ...] = ()

    @property
    def is_guess(self) -> bool:
        """Whether the place's point is too doubtful to be drawn as a pin."""
        return is_only_a_guess(self.radius_m, self.confidence)

    @property
    def is_pinned(self) -> bool:
        """Whether the place can be drawn as a pin: it has a point that is more than a guess."""
        return self.position is not None and not self.is_guess


@dataclass(frozen=True, slots=True)
class When:
    """When an event happens, and how each part of that is known.

    `end` None: not known; the player infers one. `precision` says how much of `start` was given.
    `film_start_s` is seconds from the start of the film; `film_basis` tells if it is documented.
    """

    start: datetime | None = None
    end: datetime | None = None
    precision: Precision = "time"
    day_basis: Basis | None = None
    clock_basis: Basis | None = None
    film_start_s: float | None = None
    film_basis: FilmBasis | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where an event is set.

    `path` holds no position (nobody knows), one (a point) or several (a known movement, in the
    order travelled). `place` and `filmed_at` are place ids. `radius_m` and `confidence` as in
    `Place`; None means that the story does not say, and the point is taken as given.
    """

    path: tuple[Position, ...] = ()
    place: str | None = None
    filmed_at: str | None = None
    radius_m: float | None = None
    confidence: float | None = None

    @property
    def is_pinned(self) -> bool:
        """Whether the event is drawn on the map; otherwise it plays in the tray beside it."""
        return bool(self.path) and not is_only_a_guess(self.radius_m, self.confidence)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: what, when, where, and to whom. All tuples of people hold person ids.

    `people` are there; `heard` are only on the phone or radio; `watched` are seen from afar and
    `mentioned` are talked about, so both are somewhere else; `dies` are those of `people` who do
    not leave the event alive. `importance` is 1 to 3, the author's own judgement. `synopsis` is
    the first and last numbered sentence of the source text that the event is drawn from. `group`
    is a group id that colours the event; None: the group most of its people belong to.
    """

    id: str
    title: str
    text: str = ""
    when: When = field(default_factory=When)
    where: Where = field(default_factory=Where)
    people: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    dies: tuple[str, ...] = ()
    group: str | None = None
    importance: int = 2
    sources: tuple[str, ...] = ()
    synopsis: tuple[int, int] | None = None
    note: str | None = None


@dataclass(frozen=True)
class Story:
    """A story: its events in telling order, and what they share.

    `timezone` is an IANA name or None. `day_one`, when given, makes the player count days ("Day 3 ·
    10:58") instead of showing dates that the author made up. `running_time_s` is the film's length.
    `language` is a BCP 47 tag. `licence` and `attribution` speak of the story's own data.
    """

    title: str
    events: tuple[Event, ...]
    description: str = ""
    year: int | None = None
    timezone: str | None = None
    day_one: date | None = None
    running_time_s: float | None = None
    language: str = "en"
    licence: str | None = None
    attribution: str | None = None
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Source, ...] = ()

    @cached_property
    def event_by_id(self) -> Mapping[str, Event]:
        """The story's events by their ids, in telling order."""
        return by_id(self.events)

    @cached_property
    def group_by_id(self) -> Mapping[str, Group]:
        """The story's groups by their ids, in order."""
        return by_id(self.groups)

    @cached_property
    def person_by_id(self) -> Mapping[str, Person]:
        """The story's people by their ids, in order."""
        return by_id(self.people)

    @cached_property
    def place_by_id(self) -> Mapping[str, Place]:
        """The story's places by their ids, in order."""
        return by_id(self.places)

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """The story's sources by their ids, in order."""
        return by_id(self.sources)
