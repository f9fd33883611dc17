# Long because it has every value of a story, with the documentation of each field.
"""What a story is: frozen values that know no file, no map and no network.

Positions are WGS84 degrees in GeoJSON's order, longitude first. Times are wall-clock times of the
story's own time zone, held as naive `datetime`s (the two hours of the same name when summer
time ends are one). Ids are strings that are unique within their kind and within one story.

A value can be built from anything: `geo.validation` says what is wrong with it. What can only mean
one thing is taken as that: None, NaN and NaT mean unknown and give the field's default, numpy's
scalars and pandas' timestamps become Python's own values, lists become tuples, and a pair of
numbers becomes a `Position`.

The texts under the fields are their documentation; the JSON Schema of the file format shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from geo.field_types import (
    Colour,
    Day,
    Duration,
    FilmTime,
    GroupId,
    Id,
    Importance,
    LanguageTag,
    Metres,
    PersonId,
    PlaceId,
    Sentences,
    Share,
    SourceId,
    Time,
    Timezone,
    Title,
    WebAddress,
    Year,
)
from geo.plain_values import plain

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

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        """A position is judged as a whole: what is wrong may be the order of its numbers."""
        return {
            "type": "function-plain",
            "function": {"type": "no-info", "function": position_from},
        }


def position_from(value: Any) -> Position:
    """A position, from itself or from a list of longitude and latitude (and a height, dropped).

    Raises:
        ValueError: its message says what was expected.
    """
    given = value if isinstance(value, (tuple, list)) else ()
    if len(given) < 2 or any(type(one) not in (float, int) for one in given):
        raise ValueError("longitude and latitude in degrees, such as [-118.25, 34.05]")
    longitude, latitude = given[:2]
    if -180 <= longitude <= 180 and -90 <= latitude <= 90:
        return Position(float(longitude), float(latitude))
    expected = "longitude -180 to 180, then latitude -90 to 90"
    if -90 <= longitude <= 90 and -180 <= latitude <= 180:
        expected += " (they look swapped: longitude comes first)"
    elif max(abs(longitude), abs(latitude)) > 1_000:
        expected += " (these look like metres: convert them to WGS84, EPSG:4326)"
    raise ValueError(expected)


class _Value:
    """What a story is made of: normalised when it is built."""

    __slots__ = ()

    def __post_init__(self) -> None:
        """Replace other libraries' values by Python's own, and unknown ones by the default."""
        # Most values are right as they are, and a story has many: this loop is a third of the cost
        # of building one, so what is usual leaves it early.
        kind: Any = type(self)
        names, defaults, values_of = _defaults(kind)
        for name, default, value in zip(names, defaults, values_of(self), strict=False):
            if value is default or type(value) in _RIGHT:
                continue
            made = plain(value)
            if made is None:
                made = default
            if made is not value:
                object.__setattr__(self, name, made)


@cache
def _defaults(kind: Any) -> tuple[tuple[str, ...], tuple[Any, ...], Callable[[Any], Any]]:
    """The fields' names, their defaults (None: must be given), and what gets their values."""
    names = tuple(one.name for one in fields(kind))
    defaults = tuple(
        None
        if one.default is one.default_factory is MISSING
        else one.default
        if one.default_factory is MISSING
        else one.default_factory()
        for one in fields(kind)
    )
    return names, defaults, attrgetter(*names)


def _position(value: Any) -> Any:
    """Two numbers as a position; a height after them is dropped. Anything else stays as it is."""
    if type(value) is Position and type(value[0]) is float and type(value[1]) is float:
        return value
    if not isinstance(value, (tuple, list)) or len(value) < 2:
        return value
    # NaN stays NaN: a position that is half unknown is an error.
    return Position(*(float(one) if isinstance(one, float) else plain(one) for one in value[:2]))


@dataclass(frozen=True, slots=True)
class Group(_Value):
    """People who belong together, drawn in one colour."""

    id: Id
    name: str
    colour: Colour | None = None
    """`#rrggbb`. Left out: the player picks one."""


@dataclass(frozen=True, slots=True)
class Person(_Value):
    """Someone with a name."""

    id: Id
    name: str
    actor: str | None = None
    """Who plays them."""
    group: GroupId | None = None
    """Id of the group they belong to."""
    variants: tuple[str, ...] = ()
    """Other ways to write the name."""
    note: str | None = None
    """The author's remark."""


@dataclass(frozen=True, slots=True)
class Source(_Value):
    """Where a claim can be looked up."""

    id: Id
    title: str
    url: WebAddress | None = None
    """A web address, http or https."""
    note: str | None = None
    """The author's remark."""


@dataclass(frozen=True, slots=True)
class Alternative(_Value):
    """Another claim about the same place, kept because sources disagree."""

    name: str
    why: str
    """Who claims it, and on what ground."""
    position: Position | None = None
    """Longitude and latitude in degrees."""
    radius_m: Metres | None = None
    """How far from `position` the truth may lie, in metres."""
    address: str | None = None
    """Postal address."""

    def __post_init__(self) -> None:
        """Normalise the values."""
        if self.position is not None:
            object.__setattr__(self, "position", _position(self.position))
        _Value.__post_init__(self)


@dataclass(frozen=True, slots=True)
class Place(_Value):
    """Somewhere events are set, were shot, or both."""

    id: Id
    name: str
    kind: PlaceKind = "both"
    """Whether events are set here (`story`), were shot here (`filming`), or `both` (default)."""
    position: Position | None = None
    """Longitude and latitude in degrees. Left out: unknown."""
    radius_m: Metres | None = None
    """How far from `position` the truth may lie, in metres."""
    confidence: Share | None = None
    """The chance, 0 to 1, that the truth lies within `radius_m`."""
    address: str | None = None
    """Postal address."""
    aliases: tuple[str, ...] = ()
    """Other names, for the place search."""
    sources: tuple[SourceId, ...] = ()
    """Ids of the sources that bear the place out."""
    note: str | None = None
    """The author's remark."""
    today: str | None = None
    """What stands there now."""
    alternatives: tuple[Alternative, ...] = ()
    """What other sources claim."""

    def __post_init__(self) -> None:
        """Normalise the values."""
        if self.position is not None:
            object.__setattr__(self, "position", _position(self.position))
        _Value.__post_init__(self)

    @property
    def is_guess(self) -> bool:
        """Whether the place's point is too doubtful to be drawn as a pin."""
        return is_only_a_guess(self.radius_m, self.confidence)

    @property
    def is_pinned(self) -> bool:
        """Whether the place can be drawn as a pin: it has a point that is more than a guess."""
        return self.position is not None and not self.is_guess


@dataclass(frozen=True, slots=True)
class When(_Value):
    """When an event happens, and how each part of that is known.

    A `date` as the start is that day, to the precision of a day; as the end it is the end of it.
    """

    start: Time | None = None
    """When it begins, in the story's time zone. Left out: unknown."""
    end: Time | None = None
    """When it is over. Left out: unknown; the player infers one."""
    precision: Precision = "time"
    """How much of `start` was given; what was not holds its smallest value."""
    day_basis: Basis | None = None
    """How the day is known."""
    clock_basis: Basis | None = None
    """How the time of day is known."""
    film_start_s: FilmTime | None = None
    """Seconds from the start of the film."""
    film_basis: FilmBasis | None = None
    """Whether `film_start_s` is documented or estimated."""

    def __post_init__(self) -> None:
        """Normalise the values."""
        _Value.__post_init__(self)
        if self.start is None:
            object.__setattr__(self, "precision", "time")
        elif type(self.start) is date:
            object.__setattr__(self, "start", datetime.combine(self.start, time()))
            if self.precision == "time":
                object.__setattr__(self, "precision", "day")
        if type(self.end) is date and self.end < date.max:
            after = self.end + timedelta(days=1)
            object.__setattr__(self, "end", datetime.combine(after, time()))


@dataclass(frozen=True, slots=True)
class Where(_Value):
    """Where an event is set."""

    path: tuple[Position, ...] = ()
    """No position (unknown), one (a point) or several (a known movement, in its order)."""
    place: PlaceId | None = None
    """Id of the place where it is set."""
    filmed_at: PlaceId | None = None
    """Id of the place where it was shot."""
    radius_m: Metres | None = None
    """How far from the geometry the truth may lie, in metres. Left out: it is taken as given."""
    confidence: Share | None = None
    """The chance, 0 to 1, that the truth lies within `radius_m`."""

    def __post_init__(self) -> None:
        """Normalise the values."""
        path: Any = self.path
        if type(path) is not tuple or path:
            if getattr(path, "ndim", 0):
                path = path.tolist()
            if isinstance(path, (tuple, list)) and type(path) is not Position:
                object.__setattr__(self, "path", tuple(map(_position, path)))
        _Value.__post_init__(self)

    @property
    def is_pinned(self) -> bool:
        """Whether the event is drawn on the map; otherwise it plays in the tray beside it."""
        return bool(self.path) and not is_only_a_guess(self.radius_m, self.confidence)


@dataclass(frozen=True, slots=True)
class Event(_Value):
    """Something that happens: what, when, where, and to whom."""

    id: Id
    """Unique among the events. Left out in a file: made from the event's number."""
    title: Title
    """What the event is called. Left out in a file: "Event" and its number."""
    text: str = ""
    """What happens, in plain text. Default: empty."""
    when: When = field(default_factory=When)
    """When it happens."""
    where: Where = field(default_factory=Where)
    """Where it is set."""
    people: tuple[PersonId, ...] = ()
    """Ids of those who are there."""
    heard: tuple[PersonId, ...] = ()
    """Ids of those who are only on the phone or radio."""
    watched: tuple[PersonId, ...] = ()
    """Ids of those who are seen from afar; they are somewhere else."""
    mentioned: tuple[PersonId, ...] = ()
    """Ids of those who are only talked about; they are somewhere else."""
    dies: tuple[Id, ...] = ()
    """Ids of those of `people` who do not leave the event alive."""
    importance: Importance = 2
    """1 to 3, the author's own judgement. Default: 2."""
    sources: tuple[SourceId, ...] = ()
    """Ids of the sources that bear the event out."""
    synopsis: Sentences | None = None
    """First and last numbered sentence of the source text that the event is drawn from."""
    group: GroupId | None = None
    """Id of the group that colours the event. Left out: the group of most of its people."""
    note: str | None = None
    """The author's remark."""


@dataclass(frozen=True)
class Story(_Value):
    """A story: its events in story order, and what they share."""

    title: Title
    """What the story is called. Left out in a file: made from the file's name."""
    events: tuple[Event, ...]
    """The events, in story order; at least one."""
    description: str = ""
    """One or two sentences about the story."""
    year: Year | None = None
    """The year the story appeared."""
    timezone: Timezone | None = None
    """IANA name of the zone that all times without an offset are in."""
    day_one: Day | None = None
    """The date of the story's first day; with it the player counts days and shows no dates."""
    language: LanguageTag = "en"
    """BCP 47 tag of the story's language. Default: en."""
    licence: str | None = None
    """The licence of the story's own data."""
    attribution: str | None = None
    """Whom to name when the story is shown."""
    running_time_s: Duration | None = None
    """The film's length in seconds."""
    groups: tuple[Group, ...] = ()
    """The groups, whose ids are unique."""
    people: tuple[Person, ...] = ()
    """The people, whose ids are unique."""
    places: tuple[Place, ...] = ()
    """The places, whose ids are unique."""
    sources: tuple[Source, ...] = ()
    """The sources, whose ids are unique."""

    def __post_init__(self) -> None:
        """Normalise the values."""
        _Value.__post_init__(self)
        if isinstance(self.day_one, datetime):
            object.__setattr__(self, "day_one", self.day_one.date())

    def __repr__(self) -> str:
        """The title and how much there is; a whole story would fill pages."""
        counts = (
            f"{name}={len(getattr(self, name)):,}"
            for name in ("events", "groups", "people", "places", "sources")
        )
        return f"Story({self.title!r}, {', '.join(counts)})"

    @cached_property
    def event_by_id(self) -> Mapping[str, Event]:
        """The story's events by their ids, in story order."""
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


# The types of which every value is right as it is.
_RIGHT = frozenset({str, int, bool, datetime, date, When, Where})
