"""The Points view of the Places tab: how each place is known, and ways to give it a point."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from geo.dashboard import reruns, session, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.points import place_editing, place_lookup
from geo.dashboard.tabs.points.place_edits import PlaceEdits
from geo.dashboard.tabs.points.place_status import ALL, PlaceStatus, certain_matches, statuses
from geo.dashboard.tabs.table import clicked_row, mark_rows, show_search, show_table
from geo.dashboard.text_format import is_unsought, length, plain, slug, sure_of, visible
from geo.formats import geojson_writer
from geo.geodesy import distance_m
from geo.story import Place

_PAIRS, _POINTS = "Set and filmed", "Points"
_COLUMNS = {
    "Place": st.column_config.TextColumn(width=205),
    "Status": st.column_config.TextColumn(width=115),
    "Scenes": st.column_config.NumberColumn(width=70),
    "Known": st.column_config.TextColumn(width=190),
    "Latitude": st.column_config.NumberColumn(width=100, format="%.5f"),
    "Longitude": st.column_config.NumberColumn(width=100, format="%.5f"),
}


def open_if_bare(shown: ShownStory) -> None:
    """Open this view when a story without any point is first shown. Before the tabs are drawn."""
    opened = session.current().opened_stories
    original = shown.original
    if original.key not in opened:
        opened.add(original.key)
        if _is_bare(original):
            st.session_state[widget_keys.OPEN_TAB] = session.PLACES_TAB


def _is_bare(original: ShownStory) -> bool:
    story = original.story
    return bool(story.places) and not any(event.where.path for event in story.events)


def show_missing(shown: ShownStory) -> None:
    """One quiet line on the places that have no point yet, as a button that leads to them."""
    unsought = {place.id for place in shown.story.places if is_unsought(place)}
    if not unsought:
        return
    matches = unsought & certain_matches(shown, place_editing.edits_of(shown)).keys()
    count = "One place has" if len(unsought) == 1 else f"{len(unsought):,} places have"
    words = f"{count} no point yet"
    if matches:
        words += f"; {len(matches):,} can be found offline"
    st.button(
        words,
        type="tertiary",
        icon=":material/wrong_location:",
        on_click=_reveal,
        args=(shown,),
        key="points-reveal",
        help="Open Places, Points",
    )


def _reveal(shown: ShownStory) -> None:
    place_editing.edits_of(shown).reveals += 1
    st.session_state[widget_keys.OPEN_TAB] = session.PLACES_TAB
    st.session_state[_view_key(shown)] = _POINTS
    reruns.rerun()


def _view_key(shown: ShownStory) -> str:
    return f"{widget_keys.PLACES_VIEW}-{shown.original.key}"


def select_view(original: ShownStory) -> bool:
    """The choice between the two views of the Places tab; True for this one.

    It is preselected for a story that has no point at all.
    """
    if not original.story.places:
        return False
    key = _view_key(original)
    st.session_state.setdefault(key, _POINTS if _is_bare(original) else _PAIRS)
    view = st.segmented_control(
        "View",
        [_PAIRS, _POINTS],
        key=key,
        label_visibility="collapsed",
        required=True,
        on_change=_leave,
        persist_state="page",
    )
    return view == _POINTS


def _leave() -> None:
    place_editing.select(None)
    # The player has to remove the marks of the place.
    reruns.rerun()


def show(shown: ShownStory) -> None:
    """Every place with its status; the selected one can be moved."""
    edits = place_editing.edits_of(shown)
    places = statuses(shown, edits)
    _show_summary(shown, edits, places)
    listed = _filter(places)
    # Two columns at all times: a table that moves is made anew, and begins at its top again.
    with st.container(key=widget_keys.POINTS):
        left, right = st.columns([5, 6], gap="medium")
    with left:
        if not listed:
            st.info("No place fits.", icon=":material/info:")
        else:
            _show_list(shown, listed, edits)
    selected = next((one for one in places if one.place.id == edits.selected), None)
    with right:
        if selected is None:
            st.caption("Select a row to see the place on the map, and to move it.")
        else:
            _show_details(shown, edits, selected)


def _show_summary(shown: ShownStory, edits: PlaceEdits, places: list[PlaceStatus]) -> None:
    counts = Counter(one.status for one in places)
    summary = ", ".join(f"{counts[status]} {status}" for status in ALL if counts[status])
    matches = len(certain_matches(shown, edits))
    with st.container(key=widget_keys.POINTS_SUMMARY, horizontal=True, vertical_alignment="center"):
        st.text(f"{len(places)} places: {summary}.")
        if matches:
            st.button(
                f"Use all {matches} matches" if matches > 1 else "Use the match",
                icon=":material/travel_explore:",
                on_click=_use_matches,
                args=(shown,),
                key="points-use-matches",
            )
        st.download_button(
            "Save story",
            data=lambda: geojson_writer.to_text(shown.story),
            file_name=f"{slug(shown.story.title)}-located.geojson",
            mime="application/geo+json",
            on_click="ignore",
            type="primary" if edits.current() else "secondary",
            icon=":material/save:",
            key="points-save",
            help="The story file, with every point that was chosen here.",
        )


def _use_matches(shown: ShownStory) -> None:
    edits = place_editing.edits_of(shown)
    for id_, placement in certain_matches(shown, edits).items():
        edits.placements[id_] = (*edits.placements.get(id_, ()), placement)
    place_editing.show_marks(edits)
    reruns.rerun()


def _filter(places: list[PlaceStatus]) -> list[PlaceStatus]:
    present = {one.status for one in places}
    with st.container(horizontal=True, vertical_alignment="center"):
        words = show_search("Search the places", widget_keys.POINTS_SEARCH, 280)
        wanted = st.pills(
            "Status",
            [status for status in ALL if status in present],
            selection_mode="multi",
            key=widget_keys.POINTS_STATUS,
            label_visibility="collapsed",
            on_change=reruns.rerun_tabs,
            persist_state="page",
        )
    return [
        one
        for one in places
        if (not wanted or one.status in wanted)
        and all(word in one.place.name.casefold() for word in words)
    ]


def _show_list(shown: ShownStory, listed: list[PlaceStatus], edits: PlaceEdits) -> None:
    ids = [one.place.id for one in listed]
    session.current().points_ids = ids
    key = widget_keys.POINTS_TABLE
    mark_rows(key, [ids.index(edits.selected)] if edits.selected in ids else [])
    rows = pd.DataFrame([_row(one) for one in listed], columns=list(_COLUMNS))
    show_table(
        rows, len(ids), key, _COLUMNS, 320, "Points of the places", lambda: _on_select(shown)
    )


def _row(one: PlaceStatus) -> dict[str, object]:
    at = one.place.position
    return {
        "Place": visible(one.place.name),
        "Status": one.status,
        "Known": "" if at is None else sure_of(one.place),
        "Latitude": at.latitude if at else None,
        "Longitude": at.longitude if at else None,
        "Scenes": one.events,
    }


def _on_select(shown: ShownStory) -> None:
    row = clicked_row(widget_keys.POINTS_TABLE)
    ids = session.current().points_ids
    place_editing.select(ids[row] if row is not None and row < len(ids) else None)
    edits = place_editing.current_edits()
    if edits is not None and edits.selected is not None:
        place_lookup.look_up(shown, edits)
    # The whole page, because the map is lower while a place is selected.
    reruns.rerun()


def _show_details(shown: ShownStory, edits: PlaceEdits, selected: PlaceStatus) -> None:
    place = selected.place
    with (
        st.container(key=widget_keys.POINTS_DETAIL),
        st.container(border=True, key=place_editing.panel_key(), gap="small"),
    ):
        st.subheader(plain(place.name), anchor=False)
        _show_facts(shown.original, edits, selected)
        _show_actions(edits, place)
        place_lookup.show_panel(shown, edits, place)
        _show_accuracy(edits, place)


def _show_facts(original: ShownStory, edits: PlaceEdits, selected: PlaceStatus) -> None:
    place, at = selected.place, selected.place.position
    before = original.story.place_by_id[place.id].position
    facts = [selected.status[0].upper() + selected.status[1:]]
    if at is not None:
        facts.append(f"{at.latitude:.5f}, {at.longitude:.5f}")
        facts.append(sure_of(place) or "accuracy not stated")
    if at and before and before != at:
        facts.append(f"{length(distance_m(before, at))} from the point in the file")
    st.text(" · ".join(facts))
    history = edits.placements.get(place.id)
    if history:
        st.caption(plain(f"Source: {history[-1].source}"))
    if edits.note:
        st.info(plain(edits.note), icon=":material/swap_horiz:")


def _show_actions(edits: PlaceEdits, place: Place) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if edits.picking:
            st.button(
                "Cancel picking", icon=":material/close:", on_click=_pick, key="points-cancel"
            )
        else:
            st.button(
                "Pick on the map",
                icon=":material/add_location_alt:",
                on_click=_pick,
                key="points-pick",
            )
        if edits.placements.get(place.id):
            st.button("Undo", icon=":material/undo:", on_click=_undo, key="points-undo")
    if edits.picking:
        st.text("Click on the map where this place is.")
    elif place.position is not None:
        st.caption("Or drag its mark on the map.")


def _pick() -> None:
    edits = place_editing.current_edits()
    if edits is not None:
        edits.picking = not edits.picking
    reruns.rerun()


def _undo() -> None:
    place_editing.undo()
    reruns.rerun()


def _show_accuracy(edits: PlaceEdits, place: Place) -> None:
    """How accurate the viewer's own point is; only they can say."""
    history = edits.placements.get(place.id)
    if not history:
        return
    suffix = f"{place.id}-{len(history)}"
    radius_m, confidence = history[-1].radius_m, history[-1].confidence
    with st.container(horizontal=True):
        st.number_input(
            "Accurate to, metres",
            min_value=1,
            max_value=20_000_000,
            value=None if radius_m is None else max(1, round(radius_m)),
            step=10,
            key=f"{widget_keys.POINTS_RADIUS}-{suffix}",
            on_change=_set_accuracy,
            args=(suffix,),
            placeholder="not stated",
            width=170,
        )
        st.number_input(
            "Confidence, percent",
            min_value=0,
            max_value=100,
            value=None if confidence is None else round(confidence * 100),
            key=f"{widget_keys.POINTS_CONFIDENCE}-{suffix}",
            on_change=_set_accuracy,
            args=(suffix,),
            placeholder="not stated",
            width=170,
        )


def _set_accuracy(suffix: str) -> None:
    radius_m = st.session_state.get(f"{widget_keys.POINTS_RADIUS}-{suffix}")
    percent = st.session_state.get(f"{widget_keys.POINTS_CONFIDENCE}-{suffix}")
    place_editing.set_accuracy(radius_m, None if percent is None else percent / 100)
    reruns.rerun()
