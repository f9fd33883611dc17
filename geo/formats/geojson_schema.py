"""The GeoJSON story file as pydantic models: what is accepted at the border, and nothing more.

The models judge one value at a time (its type, its range, its form). What needs two values at
once is in `event_reader.py` and `story_member.py`. `null` means the same as leaving a field out, so
every field that may be left out accepts it. `docs/story.schema.json` is made from `StoryFile` by
`python -m geo.formats.json_schema`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
)

from geo.formats.timestamps import MOMENT_PATTERN, Moment, parse_day, parse_moment
from geo.story import Basis, FilmBasis, PlaceKind


def _known_timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder such as "America"
        raise ValueError("an IANA time zone such as America/Los_Angeles") from None
    return name


def _ascending(pair: list[int]) -> list[int]:
    if pair[0] > pair[1]:
        raise ValueError("two sentence numbers, the first not above the last")
    return pair


_POSITION_SCHEMA = {
    "type": "array",
    "description": "Degrees on WGS84: longitude, latitude; a height is accepted and dropped.",
    "minItems": 2,
    "items": {"type": "number"},
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
}

Id = Annotated[str, Field(min_length=1, max_length=200)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1)]
Coordinates = Annotated[
    list[Finite], Field(min_length=2), WithJsonSchema(_POSITION_SCHEMA, mode="validation")
]
WebAddress = Annotated[str, Field(pattern=r"^[hH][tT][tT][pP][sS]?://[^\s\x00-\x1f\x7f]+$")]
Time = Annotated[
    Moment,
    PlainValidator(parse_moment),
    WithJsonSchema({"type": "string", "pattern": MOMENT_PATTERN}, mode="validation"),
]
Day = Annotated[
    date,
    PlainValidator(parse_day),
    WithJsonSchema({"type": "string", "format": "date"}, mode="validation"),
]
Timezone = Annotated[str, AfterValidator(_known_timezone)]
Sentences = Annotated[
    list[Annotated[int, Field(ge=1)]],
    Field(min_length=2, max_length=2),
    AfterValidator(_ascending),
]


class _Model(BaseModel):
    # Strict: "2" is no number and 1 is no text. Unknown names are warned about elsewhere.
    model_config = ConfigDict(
        strict=True, extra="ignore", frozen=True, use_attribute_docstrings=True
    )


class PointGeometry(_Model):
    """Where the event is set."""

    type: Literal["Point"]
    coordinates: Coordinates


class LineGeometry(_Model):
    """A movement whose route is known, in the order travelled."""

    type: Literal["LineString"]
    coordinates: list[Coordinates]


class MultiPointGeometry(_Model):
    """Read as one point in the middle, with a radius that reaches all of them."""

    type: Literal["MultiPoint"]
    coordinates: list[Coordinates]


class MultiLineGeometry(_Model):
    """Read as one line: the parts joined in their order."""

    type: Literal["MultiLineString"]
    coordinates: list[list[Coordinates]]


class PolygonGeometry(_Model):
    """Read as a point inside, with a radius that reaches the whole outline."""

    type: Literal["Polygon"]
    coordinates: list[list[Coordinates]]


class MultiPolygonGeometry(_Model):
    """Read as a point inside the largest part, with a radius that reaches all parts."""

    type: Literal["MultiPolygon"]
    coordinates: list[list[list[Coordinates]]]


class GeometryCollection(_Model):
    """Read as its first part that holds a position."""

    type: Literal["GeometryCollection"]
    geometries: list[Geometry]


Shape = (
    PointGeometry
    | LineGeometry
    | MultiPointGeometry
    | MultiLineGeometry
    | PolygonGeometry
    | MultiPolygonGeometry
    | GeometryCollection
)
Geometry = Annotated[Shape, Field(discriminator="type")]


class TimeBasis(_Model):
    """How each part of an event's time is known: from the source, by inference, or by choice."""

    day: Basis | None = None
    """How the day is known."""
    clock: Basis | None = None
    """How the time of day is known."""


class EventProperties(_Model):
    """What is told about one event. Every field may be left out."""

    id: Id | None = None
    """Unique among the events. Left out: made from the event's number."""
    title: str | None = None
    """What the event is called. Left out: "Event" and its number."""
    text: str | None = None
    """What happens, in plain text. Default: empty."""
    start: Time | None = None
    """When it begins, in the story's time zone. Left out: told in the file's order."""
    end: Time | None = None
    """When it is over. A year, month or day without a time counts to its end."""
    time_basis: TimeBasis | None = None
    """How the day and the time of day are known."""
    film_start_s: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    """Seconds from the start of the film."""
    film_basis: FilmBasis | None = None
    """Whether `film_start_s` is documented or estimated."""
    people: list[Id] | None = None
    """Ids of those who are there."""
    heard: list[Id] | None = None
    """Ids of those who are only on the phone or radio."""
    watched: list[Id] | None = None
    """Ids of those who are seen from afar."""
    mentioned: list[Id] | None = None
    """Ids of those who are only talked about."""
    dies: list[Id] | None = None
    """Ids of those of `people` who do not leave the event alive."""
    place: Id | None = None
    """Id of the place where it is set."""
    filmed_at: Id | None = None
    """Id of the place where it was shot."""
    radius_m: Positive | None = None
    """How far from the geometry the truth may lie, in metres."""
    confidence: Share | None = None
    """The chance, 0 to 1, that the truth lies within `radius_m`."""
    importance: Annotated[int, Field(ge=1, le=3)] | None = None
    """1 to 3, the author's own judgement. Default: 2."""
    sources: list[Id] | None = None
    """Ids of the sources that bear the event out."""
    synopsis: Sentences | None = None
    """First and last numbered sentence of the source text that the event is drawn from."""
    group: Id | None = None
    """Id of the group that colours the event. Left out: the group of most of its people."""
    note: str | None = None
    """The author's remark."""


class EventFeature(_Model):
    """One event: a GeoJSON Feature."""

    type: Literal["Feature"]
    geometry: Geometry | None = None
    properties: EventProperties | None = None


class GroupMember(_Model):
    """People who belong together."""

    id: Id
    name: str
    colour: Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")] | None = None
    """`#rrggbb`. Left out: the player picks one."""


class PersonMember(_Model):
    """Someone with a name."""

    id: Id
    name: str
    actor: str | None = None
    """Who plays them."""
    group: Id | None = None
    """Id of the group they belong to."""
    variants: list[str] | None = None
    """Other ways to write the name."""
    note: str | None = None
    """The author's remark."""


class SourceMember(_Model):
    """Where a claim can be looked up."""

    id: Id
    title: str
    url: WebAddress | None = None
    """A web address, http or https."""
    note: str | None = None
    """The author's remark."""


class AlternativeMember(_Model):
    """Another claim about the same place."""

    name: str
    why: str
    """Who claims it, and on what ground."""
    position: Coordinates | None = None
    """Longitude and latitude in degrees."""
    radius_m: Positive | None = None
    """How far from `position` the truth may lie, in metres."""
    address: str | None = None
    """Postal address."""


class PlaceMember(_Model):
    """Somewhere events are set, were shot, or both."""

    id: Id
    name: str
    kind: PlaceKind | None = None
    """Whether events are set here (`story`), were shot here (`filming`), or `both` (default)."""
    position: Coordinates | None = None
    """Longitude and latitude in degrees. Left out: nobody knows."""
    radius_m: Positive | None = None
    """How far from `position` the truth may lie, in metres."""
    confidence: Share | None = None
    """The chance, 0 to 1, that the truth lies within `radius_m`."""
    address: str | None = None
    """Postal address."""
    aliases: list[str] | None = None
    """Other names, for the place search."""
    sources: list[Id] | None = None
    """Ids of the sources that bear the place out."""
    note: str | None = None
    """The author's remark."""
    today: str | None = None
    """What stands there now."""
    alternatives: list[AlternativeMember] | None = None
    """What other sources claim."""


class StoryMember(_Model):
    """What the events share. Every field may be left out."""

    title: str | None = None
    """What the story is called. Left out: made from the file's name."""
    description: str | None = None
    """One or two sentences about the story."""
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    """The year the story appeared."""
    timezone: Timezone | None = None
    """IANA name of the zone that all times without an offset are in."""
    day_one: Day | None = None
    """The date of the story's first day; with it the player counts days and shows no dates."""
    language: Annotated[str, Field(pattern="^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")] | None = None
    """BCP 47 tag of the language that the story is told in. Default: en."""
    licence: str | None = None
    """The licence of the story's own data."""
    attribution: str | None = None
    """Whom to name when the story is shown."""
    running_time_s: Positive | None = None
    """The film's length in seconds."""
    groups: list[GroupMember] | None = None
    people: list[PersonMember] | None = None
    places: list[PlaceMember] | None = None
    sources: list[SourceMember] | None = None


class StoryFile(_Model):
    """A story: a GeoJSON FeatureCollection whose Features are the events, in telling order."""

    type: Literal["FeatureCollection"]
    story: StoryMember | None = None
    features: Annotated[list[EventFeature], Field(min_length=1)]
