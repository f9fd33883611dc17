"""What a story is: frozen values that know no file, no map and no network.

Positions are WGS84 degrees in GeoJSON's order, longitude first. Times are wall-clock times of the
story's own time zone, held as naive `datetime`s (the hour that repeats when summer time ends is not
told apart). Ids are strings that are unique within their kind and within one story.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from geo.render.map import StoryMap

Basis = Literal["stated", "implied", "assumed"]
FilmBasis = Literal["documented", "estimated"]
Precision = Literal["year", "month", "day", "time"]
PlaceKind = Literal["story", "filming", "both"]

# A place is only a guess, and gets no pin, from this radius up or below this confidence.
GUESS_RADIUS_M = 5_000.0
GUESS_CONFIDENCE = 0.2
# A radius above this is drawn as an area, not as a point.
AREA_RADIUS_M = 500.0


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
        if not self.path:
            return False
        if self.radius_m is not None and self.radius_m >= GUESS_RADIUS_M:
            return False
        return self.confidence is None or self.confidence >= GUESS_CONFIDENCE

    @property
    def is_area(self) -> bool:
        """Whether the place is so uncertain, or so large, that it is drawn as an area."""
        return self.is_pinned and self.radius_m is not None and self.radius_m > AREA_RADIUS_M


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


@dataclass(frozen=True, slots=True)
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

    @staticmethod
    def read(path: str | Path) -> Story:
        """Read a story file; its name tells its format. Raises `StoryError` with every fault."""
        from geo.formats import read  # noqa: PLC0415  the one upward step of the core, made on call

        return read(path)

    def write(self, path: str | Path) -> None:
        """Write the story, whole or not at all. Raises `ExportError`."""
        from geo.formats import write  # noqa: PLC0415  the one upward step of the core, made on call

        write(self, path)

    def map(self, tiles: str | None = None) -> StoryMap:
        """The story as a folium map that plays: `save(path)` writes it, a notebook shows it.

        `tiles` puts street tiles under the story (a provider's name as in xyzservices, or a URL
        with {z}, {x}, {y}); the document then needs a network for them. None: it needs none.
        Raises `TilesError` for tiles that cannot be had.
        """
        from geo.render.map import StoryMap  # noqa: PLC0415  the one upward step of the core, made on call

        return StoryMap(self, tiles)
