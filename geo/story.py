# Long because it documents every field of every class of a story.
"""The story model: frozen dataclasses, independent of files, maps and the network.

Positions are WGS84 degrees in GeoJSON's order, longitude first. Times are wall-clock times in the
story's time zone, as naive `datetime`s, or as `AncientTime`s before the year 1; the hour that
occurs twice when summer time ends is ambiguous. Ids are strings, unique within one kind (events,
people, …) of one story.

The classes accept any value; `geo.validation` reports invalid ones. Unambiguous values are
converted: None, NaN and NaT mean unknown and become the field's default, numpy scalars and pandas
timestamps become plain Python values, lists become tuples, and pairs of numbers become `Position`s.

The string under each field documents it; the JSON Schema of the file format includes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from itertools import compress
from operator import attrgetter, is_not
from typing import Any, Literal, Protocol, TypeVar

from geo.ancient_time import AncientTime, StoryTime
from geo.event_zones import converted, name_of_zone, zone_named
from geo.field_types import (
    Area,
    Colour,
    Day,
    Duration,
    EventZone,
    FilmTime,
    GroupId,
    Id,
    Importance,
    LanguageTag,
    Metres,
    Number,
    NumberName,
    PersonId,
    PlaceId,
    ScaleName,
    Sentences,
    Share,
    SourceId,
    Time,
    Timezone,
    Title,
    WebAddress,
    Year,
)
from geo.plain_values import to_plain_value
from geo.polygons import closed_polygon, point_inside
from geo.position import Position as Position  # noqa: PLC0414  others import it from here
from geo.position import to_position
from geo.slot_values import default_values
from geo.story_times import StoryTimes
from geo.timed_path import local_times

Basis = Literal["stated", "implied", "assumed"]
FilmBasis = Literal["documented", "estimated"]
Precision = Literal["century", "decade", "year", "month", "week", "day", "time"]
Doubt = Literal["approximate", "uncertain", "both"]
PlaceKind = Literal["story", "filming", "both"]
Clock = Literal["calendar", "days", "elapsed"]

# A location with at least this radius or below this confidence is a guess and gets no marker.
GUESS_RADIUS_M = 5_000.0
GUESS_CONFIDENCE = 0.2
# A location with a larger radius is drawn as an area instead of a point.
AREA_RADIUS_M = 500.0


class HasId(Protocol):
    """A member of a story that has an id."""

    @property
    def id(self) -> str:
        """The id, unique within its kind."""
        ...


Identified = TypeVar("Identified", bound=HasId)


def members_by_id(members: Iterable[Identified]) -> Mapping[str, Identified]:
    """Map each id to its member, in the order of the members."""
    return {member.id: member for member in members}


def number_by_id(members: Iterable[HasId]) -> Mapping[str, int]:
    """Map each id to the index of its member, from 0."""
    return {member.id: number for number, member in enumerate(members)}


def is_only_a_guess(radius_m: float | None, confidence: float | None) -> bool:
    """Whether a location is too uncertain for a marker on the map.

    `radius_m` is in metres, `confidence` from 0 to 1. None means unknown; an unknown value alone
    does not make the location a guess.
    """
    if radius_m is not None and radius_m >= GUESS_RADIUS_M:
        return True
    return confidence is not None and confidence < GUESS_CONFIDENCE


class _Value:
    """Base class of the model: normalises its fields when it is built."""

    __slots__ = ()

    def __post_init__(self) -> None:
        """Convert values of numpy and pandas to plain ones, and unknown values to the default."""
        # This loop takes a third of the time of building a story, so it skips default values, and
        # the usual types, which need no conversion, leave it early.
        kind: Any = type(self)
        names, defaults, values_of = _defaults(kind)
        values = values_of(self)
        rows = zip(names, defaults, values, strict=False)
        for name, default, value in compress(rows, map(is_not, values, defaults)):
            if type(value) in _NEEDS_NO_CONVERSION:
                continue
            if type(value) is tuple and value and type(value[0]) is Position:
                continue  # a path, which `Where` has converted
            made = to_plain_value(value)
            if made is None:
                made = default
            if made is not value:
                object.__setattr__(self, name, made)


@cache
def _defaults(kind: Any) -> tuple[tuple[str, ...], tuple[Any, ...], Callable[[Any], Any]]:
    """Return the fields' names, their defaults (None if required), and a getter of their values."""
    defaults = default_values(kind)
    return tuple(defaults), tuple(defaults.values()), attrgetter(*defaults)


@dataclass(frozen=True, slots=True)
class Group(_Value):
    """A group of people, drawn in one colour."""

    id: Id
    name: str
    colour: Colour | None = None
    """`#rrggbb`. Default: chosen by the player."""


@dataclass(frozen=True, slots=True)
class Person(_Value):
    """A person with a name."""

    id: Id
    name: str
    actor: str | None = None
    """Name of the actor."""
    group: GroupId | None = None
    """Id of the person's group."""
    variants: tuple[str, ...] = ()
    """Other spellings of the name."""
    note: str | None = None
    """A note by the author."""


@dataclass(frozen=True, slots=True)
class Source(_Value):
    """A publication or web page that supports a statement of the story."""

    id: Id
    title: str
    url: WebAddress | None = None
    """A web address, http or https."""
    note: str | None = None
    """A note by the author."""


@dataclass(frozen=True, slots=True)
class Alternative(_Value):
    """A rival claim about the location of a place, from sources that disagree."""

    name: str
    why: str
    """Who makes the claim, and why."""
    position: Position | None = None
    """Longitude and latitude in degrees."""
    radius_m: Metres | None = None
    """How far the true location may be from `position`, in metres."""
    address: str | None = None
    """Postal address."""

    def __post_init__(self) -> None:
        """Normalise the fields."""
        if self.position is not None:
            object.__setattr__(self, "position", to_position(self.position))
        _Value.__post_init__(self)


@dataclass(frozen=True, slots=True)
class Place(_Value):
    """A place where events are set, where they were filmed, or both."""

    id: Id
    name: str
    kind: PlaceKind = "both"
    """Events are set here (`story`), were filmed here (`filming`), or `both` (default)."""
    position: Position | None = None
    """Longitude and latitude in degrees. Default: unknown."""
    radius_m: Metres | None = None
    """How far the true location may be from `position`, in metres."""
    confidence: Share | None = None
    """The probability, 0 to 1, that the true location is within `radius_m`."""
    address: str | None = None
    """Postal address."""
    aliases: tuple[str, ...] = ()
    """Other names, for the place search."""
    sources: tuple[SourceId, ...] = ()
    """Ids of the sources for the place."""
    note: str | None = None
    """A note by the author."""
    today: str | None = None
    """What is there today."""
    alternatives: tuple[Alternative, ...] = ()
    """Rival claims by other sources."""

    def __post_init__(self) -> None:
        """Normalise the fields."""
        if self.position is not None:
            object.__setattr__(self, "position", to_position(self.position))
        _Value.__post_init__(self)

    @property
    def is_guess(self) -> bool:
        """Whether the location is too uncertain for a marker."""
        return is_only_a_guess(self.radius_m, self.confidence)

    @property
    def has_marker(self) -> bool:
        """Whether the place gets a marker: its location is known and not a guess."""
        return self.position is not None and not self.is_guess


@dataclass(frozen=True, slots=True)
class When(_Value):
    """When an event happens, and how that is known.

    A `date` as the start sets the precision to a day. A `date` as the end is the last day of the
    event: it becomes the end of that day, with the precision of a day.
    """

    start: Time | None = None
    """The start, in the story's time zone. Default: unknown."""
    end: Time | None = None
    """The end, in the story's time zone. Default: unknown; the player infers it."""
    precision: Precision = "time"
    """The precision of `start`; smaller units have their lowest value (1 January, 00:00)."""
    day_basis: Basis | None = None
    """How the day is known."""
    clock_basis: Basis | None = None
    """How the time of day is known."""
    film_start_s: FilmTime | None = None
    """Seconds from the start of the film."""
    film_basis: FilmBasis | None = None
    """Whether `film_start_s` is documented or estimated."""
    doubt: Doubt | None = None
    """Whether the start is approximate ("about 1984"), uncertain ("1984?") or both. Default: no."""
    end_precision: Precision = "time"
    """The precision of `end`. With another one than `time`, `end` is the first moment after the
    last day, month or year of the event."""
    end_doubt: Doubt | None = None
    """Whether the end is approximate, uncertain or both, as `doubt` for the start. Default: no."""
    timezone: EventZone | None = None
    """The time zone of `start` and `end`: an IANA name or an offset such as `+02:00`. Default: that
    of the story."""
    end_timezone: EventZone | None = None
    """The time zone of `end`, if it is another one: a flight ends in another zone."""
    further_time: Time | None = None
    """The time of the event on the story's `further_scale`, on that scale's own clock and without a
    time zone. Default: unknown. A `date` sets its precision to a day."""
    further_precision: Precision = "time"
    """The precision of `further_time`; smaller units have their lowest value."""

    def __post_init__(self) -> None:
        """Normalise the fields. A time with a `tzinfo` becomes a local time and a `timezone`."""
        _Value.__post_init__(self)
        if isinstance(self.start, datetime) and self.start.tzinfo is not None:
            self._localise("start", "timezone")
        if isinstance(self.end, datetime) and self.end.tzinfo is not None:
            self._localise("end", "end_timezone")
        if self.end is None or self.end_timezone == self.timezone:
            object.__setattr__(self, "end_timezone", None)
        if self.start is None:
            object.__setattr__(self, "precision", "time")
            object.__setattr__(self, "doubt", None)
        elif type(self.start) is date:
            object.__setattr__(self, "start", datetime.combine(self.start, time()))
            if self.precision == "time":
                object.__setattr__(self, "precision", "day")
        if type(self.end) is date and self.end < date.max:
            after = self.end + timedelta(days=1)
            object.__setattr__(self, "end", datetime.combine(after, time()))
            object.__setattr__(self, "end_precision", "day")
        if self.end is None:
            object.__setattr__(self, "end_precision", "time")
            object.__setattr__(self, "end_doubt", None)
        if self.further_time is None:
            object.__setattr__(self, "further_precision", "time")
        elif type(self.further_time) is date:
            object.__setattr__(self, "further_time", datetime.combine(self.further_time, time()))
            if self.further_precision == "time":
                object.__setattr__(self, "further_precision", "day")

    def _localise(self, field: str, zone_field: str) -> None:
        """Convert an aware time to its own zone, or to the one that is given."""
        time, given = getattr(self, field), getattr(self, zone_field)
        zone = given or name_of_zone(time)
        # `geo.validation` reports a zone that does not exist.
        with suppress(ValueError, OverflowError):
            time = time.astimezone(zone_named(zone)) if given else time
        object.__setattr__(self, field, time.replace(tzinfo=None))
        object.__setattr__(self, zone_field, zone)

    @property
    def end_on_start_clock(self) -> StoryTime | None:
        """The end in the time zone of the start. None: unknown."""
        if self.end is None or self.end_timezone is None or self.timezone is None:
            return self.end
        return converted(self.end, self.end_timezone, self.timezone)

    @property
    def has_end(self) -> bool:
        """Whether the story gives an end. An end that is not after the start does not count."""
        end = self.end_on_start_clock
        return self.start is not None and end is not None and end > self.start


@dataclass(frozen=True, slots=True)
class Where(_Value):
    """Where an event is set."""

    path: tuple[Position, ...] = ()
    """The positions: none (unknown), one (a point) or several (a movement, in order). With `areas`,
    one point inside them, by default the middle of the largest."""
    times: tuple[Time, ...] = ()
    """When the movement is at each position of `path`, on the clock of the event's start. Two equal
    positions are a pause. Default: the path is travelled at even speed from the start of the event
    to its end."""
    areas: tuple[Area, ...] = ()
    """The areas that the event covers from its start to its end, such as the perimeters of a fire.
    Each is a polygon: a list of rings, first the outline, then the holes."""
    place: PlaceId | None = None
    """Id of the place where the event is set."""
    filmed_at: PlaceId | None = None
    """Id of the place where the event was filmed."""
    radius_m: Metres | None = None
    """How far the true location may be from the geometry, in metres. Default: none, so the geometry
    counts as exact."""
    confidence: Share | None = None
    """The probability, 0 to 1, that the true location is within `radius_m`."""

    def __post_init__(self) -> None:
        """Normalise the fields."""
        path: Any = self.path
        if type(path) is not tuple or path:
            if getattr(path, "ndim", 0):
                path = path.tolist()
            if isinstance(path, (tuple, list)) and type(path) is not Position:
                object.__setattr__(self, "path", tuple(map(to_position, path)))
        areas: Any = self.areas
        if areas is not None and len(areas):
            object.__setattr__(self, "areas", tuple(map(closed_polygon, areas)))
            if not self.path:
                object.__setattr__(self, "path", (point_inside(self.areas),))
        _Value.__post_init__(self)

    @property
    def has_marker(self) -> bool:
        """Whether the event gets a marker; other events are shown in the tray beside the map."""
        return bool(self.path) and not is_only_a_guess(self.radius_m, self.confidence)


@dataclass(frozen=True, slots=True)
class Event(_Value):
    """One thing that happens: what, when, where, and to whom."""

    id: Id
    """Unique among the events. Default in a file: made from the event's number."""
    title: Title
    """The title of the event. Default in a file: "Event" and its number."""
    text: str = ""
    """What happens, in plain text. Default: empty."""
    when: When = field(default_factory=When)
    """When it happens."""
    where: Where = field(default_factory=Where)
    """Where the event is set."""
    people: tuple[PersonId, ...] = ()
    """Ids of the people who are present."""
    heard: tuple[PersonId, ...] = ()
    """Ids of the people who are only heard, by phone or radio."""
    watched: tuple[PersonId, ...] = ()
    """Ids of the people who are watched from a distance; they are at another place."""
    mentioned: tuple[PersonId, ...] = ()
    """Ids of the people who are only mentioned; they are at another place."""
    dies: tuple[Id, ...] = ()
    """Ids of the people in `people` who die in the event."""
    importance: Importance = 2
    """1 (low) to 3 (high), set by the author. Default: 2."""
    sources: tuple[SourceId, ...] = ()
    """Ids of the sources for the event."""
    synopsis: Sentences | None = None
    """The numbers of the first and the last sentence that describe this event, in a synopsis of the
    story. The synopsis itself is not in the file."""
    group: GroupId | None = None
    """Id of the group that gives the event its colour. Default: the group of most people in it."""
    colour: Colour | None = None
    """`#rrggbb`. Default: the colour of its group."""
    size_value: Number | None = None
    """A number that gives the size of the event's marker, such as 6.1 for a magnitude: the area of
    the marker is proportional to it. 0 and numbers below have the smallest size. Default: no value,
    which the map shows as such if other events have one."""
    colour_value: Number | None = None
    """A number that gives the colour of the event, on a scale from the smallest number to the
    greatest. Default: no value. If other events have one, the event is grey."""
    note: str | None = None
    """A note by the author."""

    def __post_init__(self) -> None:
        """Normalise the fields. The times of a movement give an unknown start and end."""
        _Value.__post_init__(self)
        if getattr(self.where, "times", None) and isinstance(self.when, When):
            self._use_vertex_times()

    def _use_vertex_times(self) -> None:
        """Complete the start and the end, and put the times of the path on the start's clock."""
        when, times = self.when, self.where.times
        if when.start is None or when.end is None:
            when = replace(when, start=when.start or times[0], end=when.end or times[-1])
            object.__setattr__(self, "when", when)
        local = local_times(times, when.timezone)
        if local is not times:
            object.__setattr__(self, "where", replace(self.where, times=local))


@dataclass(frozen=True)
class Story(_Value, StoryTimes):
    """A story: its events in story order, and the data that they share."""

    title: Title
    """The title of the story. Default in a file: made from the file's name."""
    events: tuple[Event, ...]
    """The events, in story order; at least one."""
    description: str = ""
    """One or two sentences about the story."""
    year: Year | None = None
    """The year in which the story appeared."""
    timezone: Timezone | None = None
    """IANA name of the time zone of all times without an offset."""
    day_one: Day | None = None
    """The date of day 1. If given, the player shows day numbers instead of dates."""
    clock: Clock = "calendar"
    """`calendar` (default): the dates are real. `days`: they are not, but the times of day are.
    `elapsed`: times count from 00:00 of `day_one`, so times of day are not real either. Without
    real dates, days have numbers, from `day_one` or the first date; a story of one day has none."""
    language: LanguageTag = "en"
    """BCP 47 tag of the story's language. Default: en."""
    licence: str | None = None
    """The licence of the story's data."""
    attribution: str | None = None
    """The credit to show with the story."""
    running_time_s: Duration | None = None
    """The length of the film in seconds."""
    further_scale: ScaleName | None = None
    """The name of a further time scale, on which events have a `further_time`, such as
    "Travellers' diary". Default: the story has none."""
    size_by: NumberName | None = None
    """What the `size_value` of the events is, such as "Magnitude" or "Depth (km)". The legend shows
    it. Default: "Size"."""
    colour_by: NumberName | None = None
    """What the `colour_value` of the events is. Default: "Colour value"."""
    groups: tuple[Group, ...] = ()
    """The groups, with unique ids."""
    people: tuple[Person, ...] = ()
    """The people, with unique ids."""
    places: tuple[Place, ...] = ()
    """The places, with unique ids."""
    sources: tuple[Source, ...] = ()
    """The sources, with unique ids."""

    def __post_init__(self) -> None:
        """Normalise the fields."""
        _Value.__post_init__(self)
        if isinstance(self.day_one, datetime):
            object.__setattr__(self, "day_one", self.day_one.date())

    def __repr__(self) -> str:
        """Show the title and the number of members instead of every member."""
        counts = (
            f"{name}={len(getattr(self, name)):,}"
            for name in ("events", "groups", "people", "places", "sources")
        )
        return f"Story({self.title!r}, {', '.join(counts)})"

    @cached_property
    def event_by_id(self) -> Mapping[str, Event]:
        """The story's events by their ids, in story order."""
        return members_by_id(self.events)

    @cached_property
    def group_by_id(self) -> Mapping[str, Group]:
        """The story's groups by their ids, in order."""
        return members_by_id(self.groups)

    @cached_property
    def person_by_id(self) -> Mapping[str, Person]:
        """The story's people by their ids, in order."""
        return members_by_id(self.people)

    @cached_property
    def place_by_id(self) -> Mapping[str, Place]:
        """The story's places by their ids, in order."""
        return members_by_id(self.places)

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """The story's sources by their ids, in order."""
        return members_by_id(self.sources)


# Types whose values are never converted.
_NEEDS_NO_CONVERSION = frozenset({str, int, bool, datetime, date, AncientTime, When, Where})
