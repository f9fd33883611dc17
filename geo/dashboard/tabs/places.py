"""The Places tab: where scenes are set and where they were shot, how far apart, and who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from geo.dashboard import session
from geo.dashboard.cache import kept
from geo.dashboard.stories import Telling
from geo.dashboard.tabs.table import pick_table
from geo.dashboard.text_format import (
    is_unsought,
    length,
    link,
    plain,
    sure_of,
    sure_of_place,
    visible,
)
from geo.geodesy import distance_m
from geo.story import Alternative, Place, Source, Story

_TABLE = "places-table"
_COLUMNS = {
    "Set at": st.column_config.TextColumn(width=290),
    "Set within": st.column_config.TextColumn(width=145),
    "Filmed at": st.column_config.TextColumn(width=225),
    "Filmed within": st.column_config.TextColumn(width=145),
    "Distance": st.column_config.TextColumn(width=85, help="From where it is set to where shot"),
    "Scenes": st.column_config.NumberColumn(width="small"),
    "Sources": st.column_config.NumberColumn(width="small"),
    "Claims": st.column_config.TextColumn(width="small", help="Whether sources disagree"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A place where scenes are set and the place where they were shot; either may be None."""

    set_at: Place | None
    filmed_at: Place | None
    scenes: int

    @property
    def both(self) -> tuple[Place, ...]:
        """The places of the pair, each once."""
        return tuple(dict.fromkeys(place for place in (self.set_at, self.filmed_at) if place))

    @property
    def apart_m(self) -> float | None:
        """Metres between the two; None for one and the same place, or where one is not known."""
        if self.set_at is None or self.filmed_at is None or self.set_at is self.filmed_at:
            return None
        one, other = self.set_at.position, self.filmed_at.position
        return None if one is None or other is None else distance_m(one, other)


def tab(telling: Telling) -> None:
    """All pairs of places, in the order in which the story comes to them."""
    pairs = pairs_of(telling.key, telling)
    if not pairs:
        st.info("This story names no places.", icon=":material/wrong_location:")
        return
    row = session.picked_row(_TABLE, len(pairs))
    pick_table(
        _table(telling.key, telling),
        len(pairs),
        _TABLE,
        _COLUMNS,
        420,
        "Places",
        lambda: _on_select(pairs),
    )
    if row is not None:
        _detail(telling.story, pairs[row])
    else:
        st.caption("Select a row to see the places on the map, with their sources.")


@kept()
def pairs_of(key: str, _telling: Telling) -> list[Pair]:  # noqa: ARG001  names the telling
    """Set and filmed places as the scenes pair them; last, places that no scene names."""
    story = _telling.story
    places = story.place_by_id
    counted = Counter(
        (event.where.place, event.where.filmed_at)
        for event in story.events
        if event.where.place or event.where.filmed_at
    )
    pairs = [
        Pair(places.get(place or ""), places.get(filmed or ""), count)
        for (place, filmed), count in counted.items()
        if place in places or filmed in places
    ]
    named = {place.id for pair in pairs for place in pair.both}
    left = [place for place in story.places if place.id not in named]
    pairs = _folded(pairs)
    pairs += [Pair(None, p, 0) if p.kind == "filming" else Pair(p, None, 0) for p in left]
    return pairs


def _folded(pairs: list[Pair]) -> list[Pair]:
    """A pair that knows one place only, put into the first that has this place on the same side."""
    first: dict[tuple[str, str], int] = {}
    for index, pair in enumerate(pairs):
        if pair.set_at and pair.filmed_at:
            first.setdefault(("set", pair.set_at.id), index)
            first.setdefault(("filmed", pair.filmed_at.id), index)
    into = list(range(len(pairs)))
    for index, pair in enumerate(pairs):
        if pair.set_at is None or pair.filmed_at is None:
            side = ("set", pair.set_at.id) if pair.set_at else ("filmed", pair.both[0].id)
            into[index] = first.get(side, index)
    scenes: Counter[int] = Counter()
    for index, pair in zip(into, pairs, strict=True):
        scenes[index] += pair.scenes
    return [replace(pairs[index], scenes=count) for index, count in sorted(scenes.items())]


@kept()
def _table(key: str, _telling: Telling) -> pd.DataFrame:
    return pd.DataFrame([_row(pair) for pair in pairs_of(key, _telling)], columns=list(_COLUMNS))


def _row(pair: Pair) -> dict[str, Any]:
    set_at, filmed_at, apart = pair.set_at, pair.filmed_at, pair.apart_m
    same = set_at is filmed_at
    distance = "not known" if set_at and filmed_at and not same else ""
    return {
        "Set at": visible(set_at.name) if set_at else None,
        "Set within": _within(set_at) if set_at else None,
        "Filmed at": "the same place" if same else visible(filmed_at.name) if filmed_at else None,
        "Filmed within": "" if same else _within(filmed_at) if filmed_at else None,
        "Distance": distance if apart is None else length(apart),
        "Scenes": pair.scenes,
        "Sources": len({source for place in pair.both for source in place.sources}),
        "Claims": "disagree" if any(place.alternatives for place in pair.both) else "",
    }


def _within(place: Place) -> str:
    return sure_of(place).removeprefix("within ")


def _on_select(pairs: list[Pair]) -> None:
    row = session.clicked_row(_TABLE)
    pair = pairs[row] if row is not None and row < len(pairs) else None
    session.show_places(
        [_wire(place, pair) for place in pair.both if place.position] if pair else []
    )
    session.rerun(session.PLAYER, session.TABS)


def _wire(place: Place, pair: Pair) -> dict[str, Any]:
    assert place.position is not None  # only places with a position are shown
    roles = [
        word
        for word, other in (("set here", pair.set_at), ("filmed here", pair.filmed_at))
        if place is other
    ]
    return {
        "name": place.name,
        "kind": "place",
        "lat": place.position.latitude,
        "lon": place.position.longitude,
        "radius_m": place.radius_m,
        "note": " and ".join(roles),
    }


def _detail(story: Story, pair: Pair) -> None:
    sources = story.source_by_id
    apart = pair.apart_m
    with st.container(border=True):
        if apart:
            st.text(f"Set and filmed {length(apart)} apart.")
        columns = st.columns(max(len(pair.both), 1), gap="large")
        for column, place in zip(columns, pair.both, strict=False):
            with column:
                words = "Set at" if place is pair.set_at else "Filmed at"
                if place is pair.set_at and place is pair.filmed_at:
                    words = "Set and filmed at"
                _place(words, place, sources)


def _place(words: str, place: Place, sources: Mapping[str, Source]) -> None:
    st.caption(words)
    st.subheader(plain(place.name), anchor=False)
    known = sure_of(place)
    facts = (
        place.address,
        _known(place, known),
        place.today and f"Today: {place.today}",
        place.note,
    )
    for fact in facts:
        if fact:
            st.text(visible(fact))
    _sources([sources[i] for i in place.sources if i in sources])
    for other in place.alternatives:
        _claim(place, other)


def _known(place: Place, known: str) -> str:
    if place.position is None:
        return "Not on the map yet." if is_unsought(place) else "Where this is, is not known."
    return known and f"Known {known}"


def _sources(found: list[Source]) -> None:
    if not found:
        st.caption("Not confirmed by anything published.")
        return
    lines = [
        f"- {link(source.title, source.url)}" + (f": {plain(source.note)}" if source.note else "")
        for source in found
    ]
    st.markdown("**Sources**\n\n" + "\n".join(lines))


def _claim(place: Place, other: Alternative) -> None:
    """Another claim about the same place: kept because sources disagree."""
    known = sure_of_place(other.radius_m, None, known=other.position is not None)
    away = ""
    if place.position and other.position:
        away = f", {length(distance_m(place.position, other.position))} away"
    st.markdown(f"**Another claim: {plain(other.name)}**{plain(away)}")
    for fact in (other.address, other.why, known and other.position and f"Known {known}"):
        if fact:
            st.text(visible(str(fact)))
