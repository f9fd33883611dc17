"""What the gazetteer answers: found, ambiguous or none, never a silent guess."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from geo.geodesy import distance_m
from geo.story import Position
from geo.text_safety import one_line

Status = Literal["found", "ambiguous", "none"]

# More than this many candidates help nobody to choose.
MOST_CANDIDATES: Final = 6
# No place's name is longer than this.
_LONGEST_QUERY: Final = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that the query may mean.

    `lat` and `lon` are WGS84 degrees. The place, or the whole line, lies within `radius_m` metres
    of them. `kind` is "place" for a place that only the story knows, "coordinate", or the atlas's
    kind (street, freeway, corner, interchange, district, city, airport, station, landmark, …).
    `score`, 0 to 1, is the chance that this is the place that was meant; the scores of one answer
    add up to at most 1. `line` holds the parts of a street, the part first on which the story
    plays; each part is a run of positions. `events` are the ids of the events that play there, in
    story order. `note` says what a person should know, or is None. `is_only_a_guess`: the place may
    be anywhere within the circle, and that is `GUESS_RADIUS_M` or more; or the story itself calls
    the point a guess. A street or a city that is named itself is no guess, however large it is,
    nor are coordinates, which are meant as they are typed.
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
        """How exactly the place is known, in plain words."""
        if self.is_only_a_guess:
            return f"only a guess, within {_distance(self.radius_m)}"
        if self.line:
            ways = (pairwise(part) for part in self.line)
            long_m = sum(distance_m(one, other) for way in ways for one, other in way)
            return f"about {_distance(long_m)} long"
        if self.kind in ("district", "city"):
            return f"an area of about {_distance(self.radius_m)} around the point"
        return f"within {_distance(self.radius_m)}"

    @property
    def difference(self) -> str:
        """What tells it from others of the same name: what it is, how large, what plays there."""
        what = self.kind if self.kind != "place" else "place of the story"
        if self.line:
            size = f"all within {_distance(self.radius_m)} of the point"
        elif self.kind in ("district", "city"):
            size = f"about {_distance(self.radius_m)} around the point"
        else:
            size = f"within {_distance(self.radius_m)}"
        return f"A {what}, {size}{_scenes(self)}."

    def as_dict(self) -> dict[str, str | float]:
        """The candidate as the command line prints it; six decimals are 0.1 m, two a hundredth."""
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

    `found` has one candidate, which is not only a guess. `ambiguous` has one or more, and none of
    them is certain. `none` has none. `query` is cut with "…" when it is too long to be a place's
    name. `note` says why there is no answer, or which meaning cannot be placed, or is None.
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


def must_be_text(query: object) -> None:
    """Refuse what is no query, before it fails somewhere deep within.

    Raises:
        TypeError: it is no text.
    """
    if not isinstance(query, str):
        found = one_line(repr(query), limit=60)
        raise TypeError(f"query: found {found} ({type(query).__name__}), expected text")


def shortened(query: str) -> str:
    """The query as an answer repeats it: cut with "…" when it is too long to be a name."""
    return query if len(query) <= _LONGEST_QUERY else f"{query[:_LONGEST_QUERY]}…"


def describe(answer: Answer) -> str:
    """The answer as one plain line for a person; control characters in it can be seen."""
    return one_line(_described(answer))


def _described(answer: Answer) -> str:
    asked = " ".join(answer.query.split()) or "nothing"
    if answer.status == "none":
        return f"{asked}: {answer.note or 'not found'}"
    if answer.status == "found":
        return f"{asked}: {_candidate_line(answer.candidates[0])}"
    tail = f" ({answer.note})" if answer.note else ""
    if len(answer.candidates) == 1:
        return f"{asked}: perhaps {_short(answer.candidates[0])}{tail}"
    names = "; ".join(
        f"{number}. {_short(candidate)}" for number, candidate in enumerate(answer.candidates, 1)
    )
    return f"{asked}: which of these? {names}{tail}"


def _short(candidate: Candidate) -> str:
    what = candidate.kind if candidate.kind != "place" else "place of the story"
    # Two corners of the same two roads differ only in where they lie.
    note = candidate.note or ""
    where = f" in {note[3:].rstrip('.')}" if note.startswith("In ") else ""
    return f"{candidate.name} ({what}{where}{_scenes(candidate)})"


def _candidate_line(candidate: Candidate) -> str:
    what = candidate.kind if candidate.kind != "place" else "place of the story"
    note = f". {candidate.note}" if candidate.note else ""
    where = f"{candidate.lat:.5f}, {candidate.lon:.5f}"
    return f"{candidate.name} ({what}), {where}, {candidate.precision}{_scenes(candidate)}{note}"


def _scenes(candidate: Candidate) -> str:
    count = len(candidate.events)
    if not count:
        return ""
    return f", {count} {'scene' if count == 1 else 'scenes'}"


def _distance(metres: float) -> str:
    if metres >= 950:
        return f"{metres / 1000:.1f} km"
    return f"{max(1, round(metres, -1 if metres >= 20 else 0)):.0f} m"
