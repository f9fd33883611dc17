"""A table of set locations and filming locations, with distances and sources."""

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
    escape_markdown,
    is_name_only,
    length,
    link,
    location_accuracy,
    place_accuracy,
    shorten_accuracy,
    visible_line,
)
from geo.dashboard.workspace import Workspace
from geo.geodesy import distance_m
from geo.playback.event_noun import event_noun
from geo.story import Alternative, Place, Source, Story

_COLUMNS = {
    "Set at": st.column_config.TextColumn(width=290),
    "Accuracy (set)": st.column_config.TextColumn(width=195),
    "Filmed at": st.column_config.TextColumn(width=225),
    "Accuracy (filmed)": st.column_config.TextColumn(width=195),
    "Distance": st.column_config.TextColumn(
        width=85, help="From the set location to the filming location"
    ),
    "Events": st.column_config.NumberColumn(width="small"),
    "Sources": st.column_config.NumberColumn(width="small"),
    "Claims": st.column_config.TextColumn(
        width="small", help="“disagree”: sources claim different locations"
    ),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A set location and the filming location of its events. Either may be None."""

    set_at: Place | None
    filmed_at: Place | None
    events: int

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of the pair, without duplicates."""
        return tuple(dict.fromkeys(place for place in (self.set_at, self.filmed_at) if place))

    @property
    def separation_m(self) -> float | None:
        """Metres between the two locations. None: they are the same place, or one is unknown."""
        if self.set_at is None or self.filmed_at is None or self.set_at is self.filmed_at:
            return None
        start, end = self.set_at.position, self.filmed_at.position
        return None if start is None or end is None else distance_m(start, end)


def show(shown: ShownStory) -> None:
    """Show all pairs of places in story order, and details of the selected pair."""
    pairs = shown.workspace.get(_pairs)
    if not pairs:
        st.info("This story has no places.", icon=":material/wrong_location:")
        return
    key = widget_keys.PLACES_TABLE
    row = selected_row(key, len(pairs))
    table = shown.workspace.get(_table)
    heading = event_noun(shown.story).titles
    columns = _COLUMNS | {"Events": st.column_config.NumberColumn(heading, width="small")}
    show_table(table, len(pairs), key, columns, 420, "Places", lambda: _on_select(pairs))
    if row is not None:
        _show_details(shown.story, pairs[row])
    else:
        st.caption("Select a row to see the places on the map, with their sources.")


def _pairs(workspace: Workspace) -> list[Pair]:
    """The pairs of set and filming location of all events, then places that no event uses."""
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
    named = {place.id for pair in pairs for place in pair.places}
    left = [place for place in story.places if place.id not in named]
    pairs = _merge(pairs)
    pairs += [Pair(None, p, 0) if p.kind == "filming" else Pair(p, None, 0) for p in left]
    return pairs


def _merge(pairs: list[Pair]) -> list[Pair]:
    """Merge each pair with only one place into the first full pair with that place in that role."""
    first: dict[tuple[str, str], int] = {}
    for index, pair in enumerate(pairs):
        if pair.set_at and pair.filmed_at:
            first.setdefault(("set", pair.set_at.id), index)
            first.setdefault(("filmed", pair.filmed_at.id), index)
    into = list(range(len(pairs)))
    for index, pair in enumerate(pairs):
        if pair.set_at is None or pair.filmed_at is None:
            side = ("set", pair.set_at.id) if pair.set_at else ("filmed", pair.places[0].id)
            into[index] = first.get(side, index)
    events: Counter[int] = Counter()
    for index, pair in zip(into, pairs, strict=True):
        events[index] += pair.events
    return [replace(pairs[index], events=count) for index, count in sorted(events.items())]


def _table(workspace: Workspace) -> pd.DataFrame:
    rows = [_row(pair) for pair in workspace.get(_pairs)]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _row(pair: Pair) -> dict[str, Any]:
    set_at, filmed_at, separation = pair.set_at, pair.filmed_at, pair.separation_m
    same = set_at is filmed_at
    distance = "unknown" if set_at and filmed_at and not same else ""
    return {
        "Set at": visible_line(set_at.name) if set_at else None,
        "Accuracy (set)": _short_accuracy(set_at) if set_at else None,
        "Filmed at": "same place" if same else visible_line(filmed_at.name) if filmed_at else None,
        "Accuracy (filmed)": "" if same else _short_accuracy(filmed_at) if filmed_at else None,
        "Distance": distance if separation is None else length(separation),
        "Events": pair.events,
        "Sources": len({source for place in pair.places for source in place.sources}),
        "Claims": "disagree" if any(place.alternatives for place in pair.places) else "",
    }


def _short_accuracy(place: Place) -> str:
    return shorten_accuracy(place_accuracy(place))


def _on_select(pairs: list[Pair]) -> None:
    row = clicked_row(widget_keys.PLACES_TABLE)
    pair = pairs[row] if row is not None and row < len(pairs) else None
    session.current().map_places = (
        [_map_place(place, pair) for place in pair.places if place.position] if pair else []
    )
    reruns.rerun(widget_keys.PLAYER, widget_keys.TABS)


def _map_place(place: Place, pair: Pair) -> dict[str, Any]:
    assert place.position is not None  # the caller leaves out places without a position
    roles = [
        word
        for word, location in (("set here", pair.set_at), ("filmed here", pair.filmed_at))
        if place is location
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
    distance = pair.separation_m
    with st.container(border=True):
        if distance:
            st.text(f"Distance from set to filming location: {length(distance)}.")
        columns = st.columns(max(len(pair.places), 1), gap="large")
        for column, place in zip(columns, pair.places, strict=False):
            with column:
                words = "Set at" if place is pair.set_at else "Filmed at"
                if place is pair.set_at and place is pair.filmed_at:
                    words = "Set and filmed at"
                _show_place(words, place, sources)


def _show_place(words: str, place: Place, sources: Mapping[str, Source]) -> None:
    st.caption(words)
    st.header(escape_markdown(place.name), anchor=False)
    facts = (
        place.address,
        _accuracy_sentence(place),
        place.today and f"Today: {place.today}",
        place.note,
    )
    for fact in facts:
        if fact:
            st.text(visible_line(fact))
    _show_sources([sources[i] for i in place.sources if i in sources])
    for other in place.alternatives:
        _show_claim(place, other)


def _accuracy_sentence(place: Place) -> str:
    """The accuracy of a place as a sentence; "" if not stated."""
    if is_name_only(place):
        return "Not on the map yet."
    accuracy = place_accuracy(place)
    return accuracy and f"{_capitalize(accuracy)}."


def _capitalize(text: str) -> str:
    return text[0].upper() + text[1:]


def _show_sources(sources: list[Source]) -> None:
    if not sources:
        st.caption("No published source.")
        return
    lines = [
        f"- {link(source.title, source.url)}"
        + (f": {escape_markdown(source.note)}" if source.note else "")
        for source in sources
    ]
    st.markdown("**Sources**\n\n" + "\n".join(lines))


def _show_claim(place: Place, other: Alternative) -> None:
    """Show another claim about the location of the same place, from sources that disagree."""
    accuracy = location_accuracy(other.radius_m, None, known=True) if other.position else ""
    away = ""
    if place.position and other.position:
        away = f", {length(distance_m(place.position, other.position))} away"
    st.markdown(f"**Another claim: {escape_markdown(other.name)}**{escape_markdown(away)}")
    for fact in (other.address, other.why, accuracy and f"{_capitalize(accuracy)}."):
        if fact:
            st.text(visible_line(fact))
