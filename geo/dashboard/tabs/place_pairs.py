"""The places where events are set and where they were filmed, how far apart, with their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from geo.dashboard import reruns, session, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.table import clicked_row, selected_row, show_table
from geo.dashboard.text_format import (
    is_unsought,
    length,
    link,
    plain,
    sure_of,
    sure_of_place,
    visible,
)
from geo.dashboard.workspace import Workspace
from geo.geodesy import distance_m
from geo.story import Alternative, Place, Source, Story

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


def show(shown: ShownStory) -> None:
    """All pairs of places, in the order in which the story comes to them."""
    pairs = shown.workspace.get(_pairs)
    if not pairs:
        st.info("This story names no places.", icon=":material/wrong_location:")
        return
    key = widget_keys.PLACES_TABLE
    row = selected_row(key, len(pairs))
    table = shown.workspace.get(_table)
    show_table(table, len(pairs), key, _COLUMNS, 420, "Places", lambda: _on_select(pairs))
    if row is not None:
        _show_details(shown.story, pairs[row])
    else:
        st.caption("Select a row to see the places on the map, with their sources.")


def _pairs(workspace: Workspace) -> list[Pair]:
    """Set and filmed places as the events pair them; last, places that no event names."""
    story = workspace.story
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
    pairs = _merge(pairs)
    pairs += [Pair(None, p, 0) if p.kind == "filming" else Pair(p, None, 0) for p in left]
    return pairs


def _merge(pairs: list[Pair]) -> list[Pair]:
    """Merge each pair of one place into the first pair that has the place on the same side."""
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


def _table(workspace: Workspace) -> pd.DataFrame:
    rows = [_row(pair) for pair in workspace.get(_pairs)]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


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
    row = clicked_row(widget_keys.PLACES_TABLE)
    pair = pairs[row] if row is not None and row < len(pairs) else None
    session.current().map_places = (
        [_map_place(place, pair) for place in pair.both if place.position] if pair else []
    )
    reruns.rerun(widget_keys.PLAYER, widget_keys.TABS)


def _map_place(place: Place, pair: Pair) -> dict[str, Any]:
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


def _show_details(story: Story, pair: Pair) -> None:
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
                _show_place(words, place, sources)


def _show_place(words: str, place: Place, sources: Mapping[str, Source]) -> None:
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
    _show_sources([sources[i] for i in place.sources if i in sources])
    for other in place.alternatives:
        _show_claim(place, other)


def _known(place: Place, known: str) -> str:
    if place.position is None:
        return "Not on the map yet." if is_unsought(place) else "Location unknown."
    return known and f"Known {known}"


def _show_sources(sources: list[Source]) -> None:
    if not sources:
        st.caption("Not confirmed by anything published.")
        return
    lines = [
        f"- {link(source.title, source.url)}" + (f": {plain(source.note)}" if source.note else "")
        for source in sources
    ]
    st.markdown("**Sources**\n\n" + "\n".join(lines))


def _show_claim(place: Place, other: Alternative) -> None:
    """Another claim about the same place: kept because sources disagree."""
    known = sure_of_place(other.radius_m, None, known=other.position is not None)
    away = ""
    if place.position and other.position:
        away = f", {length(distance_m(place.position, other.position))} away"
    st.markdown(f"**Another claim: {plain(other.name)}**{plain(away)}")
    for fact in (other.address, other.why, known and other.position and f"Known {known}"):
        if fact:
            st.text(visible(str(fact)))
