"""The types of a story's fields: the rule that each value must satisfy, and its description.

A type is the plain Python type with a `Rule` beside it, so type checkers see `str` and `float`.
pydantic applies the rules (`geo.validation` to values, `geo.formats` to files) and generates the
JSON Schema from them; this module does not need pydantic. Rules about two values, such as "the end
is after the start", are in `geo.validation`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from geo.ancient_time import GREATEST_YEAR, LEAST_YEAR, StoryTime
from geo.event_zones import iana_zone, zone_named
from geo.polygons import Polygon

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


@dataclass(frozen=True, eq=False)  # a type must be hashable
class Rule:
    """A rule for one value.

    `expected` completes the sentence "found …, expected …". `limits` are keys of pydantic's core
    schema (`ge`, `gt`, `le`, `min_length`, `pattern`, …). `check` is for rules that limits cannot
    express; it raises a `ValueError` for an invalid value.
    """

    expected: str
    limits: Mapping[str, Any] = field(default_factory=dict)
    check: Callable[[Any], object] | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """Return pydantic's core schema; the message of every violation is `expected`."""
        schema: Any = {**handler(source), **self.limits}
        if self.check is not None:
            check = self.check

            def check_value(value: Any) -> Any:
                check(value)
                return value

            function = {"type": "no-info", "function": check_value}
            schema = {"type": "function-after", "function": function, "schema": schema}
        return {
            "type": "custom-error",
            "schema": schema,
            "custom_error_type": RULE_BROKEN,
            "custom_error_message": self.expected,
        }


RULE_BROKEN = "rule_broken"
"""The type of the error that pydantic reports for a violated rule."""


@dataclass(frozen=True)
class RefersTo:
    """The value is the id of a member of this list of the story."""

    members: Literal["groups", "people", "places", "sources"]


def _check_ascending(pair: tuple[int, int]) -> None:
    if pair[0] > pair[1]:
        raise ValueError(pair)


def _check_rings(polygon: Polygon) -> None:
    if not polygon or any(len(ring) < 4 or ring[0] != ring[-1] for ring in polygon):
        raise ValueError(polygon)


_FINITE = {"allow_inf_nan": False}

# Greater values have no meaning, and the arithmetic of playing them would not be finite.
MOST_SECONDS = 1_000_000_000
"""The latest time of a film, and the longest running time: 31 years."""
MOST_METRES = 20_100_000
"""The greatest radius: half the way around the Earth."""
MOST_NUMBER = 1e300
"""The greatest number for a size or a colour, and the smallest with a minus."""

Title = Annotated[str, Rule("text that is not empty", {"pattern": r"[^\s\x1c-\x1f]"})]
ScaleName = Annotated[
    str,
    Rule(
        "a name of 1 to 60 characters, such as Travellers' diary",
        {"pattern": r"[^\s\x1c-\x1f]", "max_length": 60},
    ),
]
NumberName = Annotated[
    str,
    Rule(
        "a name of 1 to 60 characters, such as Magnitude",
        {"pattern": r"[^\s\x1c-\x1f]", "max_length": 60},
    ),
]
ID = Rule("an id: text of 1 to 200 characters", {"min_length": 1, "max_length": 200})
Id = Annotated[str, ID]
GroupId = Annotated[Id, RefersTo("groups")]
PersonId = Annotated[Id, RefersTo("people")]
PlaceId = Annotated[Id, RefersTo("places")]
SourceId = Annotated[Id, RefersTo("sources")]

Metres = Annotated[
    float,
    Rule(
        f"a number of metres greater than 0, at most {MOST_METRES:,}",
        {"gt": 0, "le": MOST_METRES, **_FINITE},
    ),
]
Share = Annotated[float, Rule("a number from 0 to 1", {"ge": 0, "le": 1})]
FilmTime = Annotated[
    float,
    Rule(
        f"a number of seconds from the start of the film, 0 or more, at most {MOST_SECONDS:,}",
        {"ge": 0, "le": MOST_SECONDS, **_FINITE},
    ),
]
Duration = Annotated[
    float,
    Rule(
        f"a number of seconds greater than 0, at most {MOST_SECONDS:,}",
        {"gt": 0, "le": MOST_SECONDS, **_FINITE},
    ),
]
Number = Annotated[
    float,
    Rule(
        f"a finite number from -{MOST_NUMBER:g} to {MOST_NUMBER:g}",
        {"ge": -MOST_NUMBER, "le": MOST_NUMBER, **_FINITE},
    ),
]
Importance = Annotated[int, Rule("1, 2 or 3", {"ge": 1, "le": 3})]
Year = Annotated[int, Rule("a year from -9999 to 9999", {"ge": LEAST_YEAR, "le": GREATEST_YEAR})]
SentenceNumber = Annotated[int, Rule("a sentence number, 1 or more", {"ge": 1})]
Sentences = Annotated[
    tuple[SentenceNumber, SentenceNumber],
    Rule("two sentence numbers in ascending order, such as [4, 6]", check=_check_ascending),
]

Colour = Annotated[
    str,
    Rule("a colour written #rrggbb, such as #c0392b", {"pattern": "^#[0-9a-fA-F]{6}$"}),
]
WebAddress = Annotated[
    str,
    Rule(
        "a web address that begins with http:// or https://",
        {"pattern": r"^[hH][tT][tT][pP][sS]?://[^\s\x00-\x1f\x7f]+$"},
    ),
]
LanguageTag = Annotated[
    str,
    Rule(
        "a BCP 47 language tag such as en or pt-BR",
        {"pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
    ),
]
Timezone = Annotated[str, Rule("an IANA time zone such as America/Los_Angeles", check=iana_zone)]

EventZone = Annotated[
    str,
    Rule("an IANA time zone such as Europe/Rome, or an offset such as +02:00", check=zone_named),
]

EXPECTED_TIME = "a datetime, in the story's time zone or with a tzinfo"
Time = Annotated[StoryTime, Rule(EXPECTED_TIME)]


def advice_about_time(value: object) -> str:
    """Say how to convert a value that is not a `Time`, as the end of a sentence. "": no advice."""
    if isinstance(value, str):
        return "; datetime.fromisoformat(text) reads a text"
    return ""


Day = Annotated[date, Rule("a date such as 1995-05-02")]

Area = Annotated[
    Polygon,
    Rule("a polygon: closed rings of at least three different positions", check=_check_rings),
]
