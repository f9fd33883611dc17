"""The answer to a query: found, ambiguous or none. A guess is always marked as one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from geo.geodesy import distance_m
from geo.story import Position
from geo.text_safety import one_line

Status = Literal["found", "ambiguous", "none"]

# A longer list makes the choice harder.
MOST_CANDIDATES: Final = 6
# Names of places are shorter than this.
_LONGEST_QUERY: Final = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that the query may mean.

    `lat` and `lon` are WGS84 degrees. The place, or the whole line, lies within `radius_m` metres
    of them. `kind` is "place" for a place that is only in the story, "coordinate", or the atlas's
    kind (street, freeway, corner, interchange, district, city, airport, station, landmark, …).
    `score`, 0 to 1, is the probability that the query means this place; the scores of one answer
    add up to at most 1. `line` has the parts of a street, each a tuple of positions; the part with
    most events comes first. `events` are the ids of the events at the place, in story order. `note`
    is information for the user, or None.

    `is_only_a_guess` is true if the place may be anywhere in a circle of `GUESS_RADIUS_M` or more,
    or if the story itself marks the point as a guess. A query that names a street or a city itself
    is not a guess, whatever its size. Neither are coordinates.
    """

    name: str
    lat: float
    lon: float
    radius_m: float
    kind: str
    score: float
    source: str
    line: tuple[tuple[Position, ...], ...] = ()
    events: tuple[str, ...] = ()
    note: str | None = None
    is_only_a_guess: bool = False

    @property
    def precision(self) -> str:
        """The accuracy or the size of the place, for the user: "accurate to about 90 m"."""
        if self.is_only_a_guess:
            return f"only a guess, accurate to about {_distance(self.radius_m)}"
        if self.line:
            ways = (pairwise(part) for part in self.line)
            long_m = sum(distance_m(one, other) for way in ways for one, other in way)
            return f"about {_distance(long_m)} long"
        if self.kind in ("district", "city"):
            return f"an area with a radius of about {_distance(self.radius_m)}"
        return f"accurate to about {_distance(self.radius_m)}"

    @property
    def name_and_coordinates(self) -> str:
        """Its name, kind and coordinates, for the user; coordinates only once."""
        what = self.kind if self.kind != "place" else "place of the story"
        where = f"{self.lat:.5f}, {self.lon:.5f}"
        return f"{where} ({what})" if self.name == where else f"{self.name} ({what}), {where}"

    @property
    def difference(self) -> str:
        """What distinguishes it from places of the same name: its kind, size and events."""
        what = self.kind if self.kind != "place" else "place of the story"
        if self.line:
            size = f"within {_distance(self.radius_m)} of the point"
        elif self.kind in ("district", "city"):
            size = f"with a radius of about {_distance(self.radius_m)}"
        else:
            size = f"accurate to about {_distance(self.radius_m)}"
        article = "An" if what[0] in "aeiou" else "A"
        return f"{article} {what}, {size}{_event_count(self)}."

    def as_dict(self) -> dict[str, str | float]:
        """The candidate as the command line prints it. Six decimals of a degree are about 0.1 m."""
        return {
            "name": self.name,
            "lat": round(self.lat, 6),
            "lon": round(self.lon, 6),
            "radius_m": round(self.radius_m, 1),
            "kind": self.kind,
            "score": round(self.score, 2),
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one query, candidates best first.

    `found` has one candidate, which is not a guess. `ambiguous` has one or more candidates, none of
    them certain. `none` has no candidates. `query` ends with "…" if it was too long and has been
    cut. `note` is the reason why there is no certain answer, or names a place of the story whose
    location is unknown; it may be None.
    """

    query: str
    status: Status
    candidates: tuple[Candidate, ...] = ()
    note: str | None = None

    def as_dict(self) -> dict[str, object]:
        """`{"query", "status", "candidates": [{"name", "lat", "lon", "radius_m", "kind", …}]}`."""
        return {
            "query": self.query,
            "status": self.status,
            "candidates": [candidate.as_dict() for candidate in self.candidates],
        }


def require_text(query: object) -> None:
    """Check that a query is text.

    Raises:
        TypeError: the query is not a `str`.
    """
    if not isinstance(query, str):
        found = one_line(repr(query), limit=60)
        raise TypeError(f"query: found {found} ({type(query).__name__}), expected text")


def shorten_query(query: str) -> str:
    """The query as the answer repeats it: cut and marked with "…" if it is too long for a name."""
    return query if len(query) <= _LONGEST_QUERY else f"{query[:_LONGEST_QUERY]}…"


def describe(answer: Answer) -> str:
    """The answer as one line of text. Control characters are shown in a visible form."""
    return one_line(_describe(answer))


def _describe(answer: Answer) -> str:
    shown_query = " ".join(answer.query.split()) or "empty query"
    if answer.status == "none":
        return f"{shown_query}: {answer.note or 'not found'}"
    if answer.status == "found":
        return f"{shown_query}: {_candidate_line(answer.candidates[0])}"
    if len(answer.candidates) == 1:
        why = f"{answer.note}; " if answer.note else ""
        return f"{shown_query}: {why}do you mean {_short(answer.candidates[0])}?"
    tail = f" ({answer.note})" if answer.note else ""
    names = "; ".join(
        f"{number}. {_short(candidate)}" for number, candidate in enumerate(answer.candidates, 1)
    )
    return f"{shown_query}: which of these? {names}{tail}"


def _short(candidate: Candidate) -> str:
    what = candidate.kind if candidate.kind != "place" else "place of the story"
    # Two corners of the same two roads differ only in their area.
    note = candidate.note or ""
    where = f" in {note[3:].rstrip('.')}" if note.startswith("In ") else ""
    return f"{candidate.name} ({what}{where}{_event_count(candidate)})"


def _candidate_line(candidate: Candidate) -> str:
    note = f". {candidate.note}" if candidate.note else ""
    return f"{candidate.name_and_coordinates}, {candidate.precision}{_event_count(candidate)}{note}"


def _event_count(candidate: Candidate) -> str:
    count = len(candidate.events)
    if not count:
        return ""
    return f", {count} {'event' if count == 1 else 'events'}"


def _distance(metres: float) -> str:
    if metres >= 950:
        return f"{metres / 1000:.1f} km"
    return f"{max(1, round(metres, -1 if metres >= 20 else 0)):.0f} m"
