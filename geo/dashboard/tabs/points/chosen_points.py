"""The points that a viewer chose for places of a story: kept for the visit, undone one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import streamlit as st

from geo.dashboard import session
from geo.dashboard.cache import kept
from geo.dashboard.stories import Telling
from geo.dashboard.text_format import visible
from geo.geocoding import Candidate
from geo.geocoding.fill_in.placements import (
    BY_HAND_M,
    Placement,
    apply_placements,
    by_hand,
    from_candidate,
    is_same,
)
from geo.story import Place, Position, Story

_BENCHES, _BENCH = "benches", "bench"
_NO_STORY = Story("", ())
# The key of what the workbench says first.
SUMMARY = "bench-summary"
# Ids of the marks on the map: the place's own point, and candidates by their number from 0.
POINT, CANDIDATE = "point", "candidate-"
# A hand on a mouse or a finger on glass is about so many pixels off.
_HAND_PX = 10
_EARTH_M = 20_000_000


@dataclass(slots=True)
class Bench:
    """What a viewer has done to one story's places, and is about to do.

    `chosen` holds for each place, by its id, all choices in turn; the last one counts. `place` is
    the place at hand, `candidates` what it may be; `settled` says that there is no other meaning.
    While `picking`, the next click on the map is its point. `called` counts how often the viewer
    was led here from elsewhere on the page. `said` is a note on the last thing done, `trouble` what
    went wrong with it.
    """

    story: Story
    chosen: dict[str, tuple[Placement, ...]] = field(default_factory=dict)
    place: str | None = None
    candidates: tuple[Candidate, ...] = ()
    settled: bool = False
    picking: bool = False
    called: int = 0
    said: str = ""
    trouble: str = ""

    def placements(self) -> dict[str, Placement]:
        """The choices that count, by the place's id."""
        return {id_: taken[-1] for id_, taken in self.chosen.items() if taken}

    def at_hand(self) -> Place | None:
        """The place at hand, as the file has it."""
        return next((place for place in self.story.places if place.id == self.place), None)

    def point(self) -> Position | None:
        """Where the place at hand is by now."""
        place = self.at_hand()
        taken = self.chosen.get(self.place or "")
        return taken[-1].position if taken else place.position if place else None

    def radius(self) -> float | None:
        """How far off that may be, in metres."""
        place = self.at_hand()
        taken = self.chosen.get(self.place or "")
        return taken[-1].radius_m if taken else place.radius_m if place else None


def today() -> date:
    """The day that is written down with a choice."""
    return datetime.now(tz=UTC).date()


def bench_for(telling: Telling) -> Bench:
    """The bench of a story as it was read. It becomes the one that the frame's reports go to."""
    benches: dict[str, Bench] = st.session_state.setdefault(_BENCHES, {})
    key = telling.root or telling.key
    before = st.session_state.get(_BENCH)
    if before != key and before in benches:
        # What was chosen stays for the visit; the story itself goes when nobody shows it.
        benches[before].story = _NO_STORY
    found = benches.setdefault(key, Bench(telling.story))
    if before != key:
        st.session_state[_BENCH] = key
        found.story, found.picking = telling.story, False
    return found


def bench() -> Bench | None:
    """The bench of the story on show."""
    found: Bench | None = st.session_state.get(_BENCHES, {}).get(st.session_state.get(_BENCH))
    return found


def with_points(telling: Telling) -> Telling:
    """The telling with the viewer's points in its story; the same one while there are none."""
    placements = bench_for(telling).placements()
    if not placements:
        return replace(telling, root=telling.key)
    key = sha256(f"{telling.key} {sorted(placements.items())}".encode()).hexdigest()
    story = _placed(key, telling.story, placements)
    return replace(telling, key=key, story=story, root=telling.key)


@kept("Putting places where they are…")
def _placed(key: str, _story: Story, _placings: dict[str, Placement]) -> Story:  # noqa: ARG001  names both
    return apply_placements(_story, _placings)


def take_up(place: str | None, candidates: Sequence[Candidate] = (), *, settled: bool) -> None:
    """Take a place to hand, and show it and its candidates on the map."""
    one = bench()
    if one is None:
        return
    if one.place != place:
        one.picking, one.said, one.trouble = False, "", ""
    one.place, one.candidates, one.settled = place, tuple(candidates), settled
    session.show_places(marks(one))


def marks(one: Bench) -> list[dict[str, Any]]:
    """The marks of the place at hand, as the document's `showPlaces` takes them.

    All but the lines can be moved, so that the map also tells of a click on one. A street is its
    line, with a mark on it: a disc around all of it would cover half of the town.
    """
    place, point = one.at_hand(), one.point()
    if place is None:
        return []
    streets = [found for found in one.candidates if found.line]
    shown = [_line(found) for found in streets]
    if point is not None:
        on_street = any(is_same(point, Position(found.lon, found.lat)) for found in streets)
        radius = None if on_street else one.radius()
        shown.append(_mark(POINT, place.name, point.latitude, point.longitude, radius))
    for i, found in enumerate(one.candidates):
        radius = None if found.line else found.radius_m
        name = f"{i + 1} · {found.name}"
        shown.append(_mark(f"{CANDIDATE}{i}", name, found.lat, found.lon, radius))
    return shown


def _line(found: Candidate) -> dict[str, Any]:
    lines = [[list(position) for position in part] for part in found.line]
    return {
        "name": visible(found.name),
        "kind": found.kind,
        "lat": found.lat,
        "lon": found.lon,
        "lines": lines,
    }


def _mark(id_: str, name: str, lat: float, lon: float, radius_m: float | None) -> dict[str, Any]:
    at = {"lat": lat, "lon": lon, "radius_m": radius_m or 0}
    return {"id": id_, "name": visible(name)[:60], "kind": "place", "movable": True, **at}


def choose(placement: Placement) -> None:
    """Put the place at hand there, until it is undone."""
    one = bench()
    if one is None or one.place is None:
        return
    one.chosen[one.place] = (*one.chosen.get(one.place, ()), placement)
    one.picking, one.said, one.trouble = False, "", ""
    session.show_places(marks(one))


def take(number: int) -> None:
    """Put the place at hand where a candidate is, by its number from 0."""
    one = bench()
    if one is not None and 0 <= number < len(one.candidates):
        choose(from_candidate(one.candidates[number], today(), settled=one.settled))


def undo() -> None:
    """Forget the last choice for the place at hand."""
    _again(lambda taken: taken[:-1])


def sure(radius_m: float | None, confidence: float | None) -> None:
    """Say how sure the last choice for the place at hand is."""
    _again(
        lambda taken: (
            *taken[:-1],
            replace(taken[-1], radius_m=radius_m, confidence=confidence, how="by hand"),
        )
    )


def _again(change: Callable[[tuple[Placement, ...]], tuple[Placement, ...]]) -> None:
    one = bench()
    if one is None or not (taken := one.chosen.get(one.place or "")):
        return
    one.chosen[one.place or ""] = change(taken)
    session.show_places(marks(one))


def picking() -> bool:
    """Whether the next click on the map names a point."""
    one = bench()
    return one is not None and one.picking


def panel_key() -> str | None:
    """The key of the box that tells of the place at hand: another one for another place.

    It is a class of that box, too, by which the frame finds it. None: no place is at hand.
    """
    one = bench()
    if one is None or one.place is None:
        return None
    return f"bench-{sha256(one.place.encode()).hexdigest()[:12]}"


def in_sight() -> dict[str, Any] | None:
    """What the frame is to bring into sight when this changes: a key, and a number that grows."""
    one = bench()
    if one is None or not (one.place or one.called):
        return None
    return {"key": panel_key() or SUMMARY, "n": one.called}


def note_placed(report: dict[str, Any] | None) -> bool:
    """Keep a point that was picked on the map, or a mark that was dragged or clicked there.

    True if the place at hand is somewhere else now.
    """
    one = bench()
    if one is None or one.place is None or not report:
        return False
    if report.get("rev") != st.session_state.get("revision") or report.get("n") == one_report():
        return False
    st.session_state["placed"] = report.get("n")
    at = Position(longitude=float(report["lon"]), latitude=float(report["lat"]))
    mark = report.get("id")
    if mark is None and not one.picking:
        return False
    number = _number(mark)
    if number is not None and number < len(one.candidates):
        found = one.candidates[number]
        if is_same(at, Position(longitude=found.lon, latitude=found.lat)):
            take(number)
            return True
    point = one.point()
    if mark == POINT and point is not None and is_same(at, point):
        return False
    choose(by_hand(_on_earth(at), today(), _hand_m(report.get("pixel_m"))))
    return True


def _hand_m(pixel_m: object) -> float:
    """How far off a point may be that was put with a pixel of so many metres, to two digits."""
    if not isinstance(pixel_m, int | float) or not 0 < pixel_m * _HAND_PX < _EARTH_M:
        return BY_HAND_M
    return max(BY_HAND_M, float(f"{pixel_m * _HAND_PX:.2g}"))


def one_report() -> object:
    """The number of the last report that was heeded: a rerun brings it a second time."""
    return st.session_state.get("placed")


def _number(mark: object) -> int | None:
    digits = str(mark).removeprefix(CANDIDATE)
    return int(digits) if str(mark).startswith(CANDIDATE) and digits.isdecimal() else None


def _on_earth(at: Position) -> Position:
    """Leaflet counts on beyond the date line."""
    return Position((at.longitude + 180) % 360 - 180, max(-90.0, min(90.0, at.latitude)))
