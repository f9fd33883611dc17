"""The Points view of the Places tab: the status of each place, and the tools to set its point."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from geo.counted_nouns import with_number
from geo.dashboard import reruns, session, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.points import place_editing, place_lookup
from geo.dashboard.tabs.points.place_edits import PlaceEdits
from geo.dashboard.tabs.points.place_status import (
    ALL,
    IN_SUMMARY,
    PlaceStatus,
    certain_matches,
    statuses,
)
from geo.dashboard.tabs.table import clicked_row, mark_rows, show_search, show_table
from geo.dashboard.text_format import (
    escape_markdown,
    is_name_only,
    length,
    place_accuracy,
    shorten_accuracy,
    slug,
    visible_line,
)
from geo.formats import geojson_writer
from geo.geodesy import distance_m
from geo.playback.event_noun import event_noun
from geo.story import Place

_PAIRS, _POINTS = "Set and filmed", "Points"
_COLUMNS = {
    "Place": st.column_config.TextColumn(width=205),
    "Status": st.column_config.TextColumn(width=115),
    "Events": st.column_config.NumberColumn(width=70),
    "Accuracy": st.column_config.TextColumn(width=190),
    "Latitude": st.column_config.NumberColumn(width=100, format="%.5f"),
    "Longitude": st.column_config.NumberColumn(width=100, format="%.5f"),
}


def open_if_unlocated(shown: ShownStory) -> None:
    """Open this view when a story without points is first shown. Call it before drawing tabs."""
    opened = session.current().opened_stories
    original = shown.original
    if original.key not in opened:
        opened.add(original.key)
        if _has_no_points(original):
            st.session_state[widget_keys.OPEN_TAB] = session.PLACES_TAB


def _has_no_points(original: ShownStory) -> bool:
    story = original.story
    return bool(story.places) and not any(event.where.path for event in story.events)


def show_missing(shown: ShownStory) -> None:
    """Show the number of places that are not on the map yet, as a button that opens this view."""
    missing = {place.id for place in shown.story.places if is_name_only(place)}
    if not missing:
        return
    matches = missing & certain_matches(shown, place_editing.edits_of(shown)).keys()
    count = "1 place is" if len(missing) == 1 else f"{len(missing):,} places are"
    label = f"{count} not on the map yet"
    if matches:
        label += f"; {len(matches):,} can be found offline"
    st.button(
        label,
        type="tertiary",
        icon=":material/wrong_location:",
        on_click=_reveal,
        args=(shown,),
        key="points-reveal",
        help="Open the “Points” view of the “Places” tab",
    )


def _reveal(shown: ShownStory) -> None:
    place_editing.edits_of(shown).reveals += 1
    st.session_state[widget_keys.OPEN_TAB] = session.PLACES_TAB
    st.session_state[_view_key(shown)] = _POINTS
    reruns.rerun()


def _view_key(shown: ShownStory) -> str:
    return f"{widget_keys.PLACES_VIEW}-{shown.original.key}"


def select_view(original: ShownStory) -> bool:
    """Show the choice between the two views of the Places tab; return True for this view.

    This view is preselected for a story without points.
    """
    if not original.story.places:
        return False
    key = _view_key(original)
    st.session_state.setdefault(key, _POINTS if _has_no_points(original) else _PAIRS)
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
    # Rerun the page, so that the player removes the markers of the place.
    reruns.rerun()


def show(shown: ShownStory) -> None:
    """Show all places with their status, and the tools to move the selected place."""
    edits = place_editing.edits_of(shown)
    places = statuses(shown, edits)
    _show_summary(shown, edits, places)
    listed = _filter(places)
    # Always use two columns: if the table changed its position, Streamlit would rebuild it and
    # reset its scroll position.
    with st.container(key=widget_keys.POINTS):
        left, right = st.columns([5, 6], gap="medium")
    with left:
        if not listed:
            st.info("No places match. Change the search or the status.", icon=":material/info:")
        else:
            _show_list(shown, listed, edits)
    selected = next((item for item in places if item.place.id == edits.selected), None)
    with right:
        if selected is None:
            st.caption("Select a row to see the place on the map and to move it.")
        else:
            _show_details(shown, edits, selected)


def _show_summary(shown: ShownStory, edits: PlaceEdits, places: list[PlaceStatus]) -> None:
    counts = Counter(item.status for item in places)
    summary = ", ".join(
        f"{counts[status]:,} {IN_SUMMARY[status]}" for status in ALL if counts[status]
    )
    matches = len(certain_matches(shown, edits))
    with st.container(key=widget_keys.POINTS_SUMMARY, horizontal=True, vertical_alignment="center"):
        st.text(f"{with_number(len(places), 'place')}: {summary}.")
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
            help="Download the story file with all points that you set here.",
        )


def _use_matches(shown: ShownStory) -> None:
    edits = place_editing.edits_of(shown)
    for id_, placement in certain_matches(shown, edits).items():
        edits.placements[id_] = (*edits.placements.get(id_, ()), placement)
    place_editing.show_marks(edits)
    reruns.rerun()


def _filter(places: list[PlaceStatus]) -> list[PlaceStatus]:
    present = {item.status for item in places}
    with st.container(horizontal=True, vertical_alignment="center"):
        words = show_search("Search places", widget_keys.POINTS_SEARCH, 280)
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
        item
        for item in places
        if (not wanted or item.status in wanted)
        and all(word in item.place.name.casefold() for word in words)
    ]


def _show_list(shown: ShownStory, listed: list[PlaceStatus], edits: PlaceEdits) -> None:
    ids = [item.place.id for item in listed]
    session.current().points_ids = ids
    key = widget_keys.POINTS_TABLE
    mark_rows(key, [ids.index(edits.selected)] if edits.selected in ids else [])
    rows = pd.DataFrame([_row(item) for item in listed], columns=list(_COLUMNS))
    heading = event_noun(shown.story).titles
    columns = _COLUMNS | {"Events": st.column_config.NumberColumn(heading, width=70)}
    show_table(rows, len(ids), key, columns, 320, "Points of places", lambda: _on_select(shown))


def _row(item: PlaceStatus) -> dict[str, object]:
    at = item.place.position
    return {
        "Place": visible_line(item.place.name),
        "Status": item.status,
        "Accuracy": "" if at is None else shorten_accuracy(place_accuracy(item.place)),
        "Latitude": at.latitude if at else None,
        "Longitude": at.longitude if at else None,
        "Events": item.events,
    }


def _on_select(shown: ShownStory) -> None:
    row = clicked_row(widget_keys.POINTS_TABLE)
    ids = session.current().points_ids
    place_editing.select(ids[row] if row is not None and row < len(ids) else None)
    edits = place_editing.current_edits()
    if edits is not None and edits.selected is not None:
        place_lookup.look_up(shown, edits)
    # Rerun the whole page, because the height of the map depends on the selection.
    reruns.rerun()


def _show_details(shown: ShownStory, edits: PlaceEdits, selected: PlaceStatus) -> None:
    place = selected.place
    with (
        st.container(key=widget_keys.POINTS_DETAIL),
        st.container(border=True, key=place_editing.panel_key(), gap="small"),
    ):
        st.header(escape_markdown(place.name), anchor=False)
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
        facts.append(place_accuracy(place) or "accuracy not stated")
    if at and before and before != at:
        facts.append(f"{length(distance_m(before, at))} from the point in the file")
    st.text(" · ".join(facts))
    history = edits.placements.get(place.id)
    if history:
        st.caption(escape_markdown(f"Source: {history[-1].source}"))
    if edits.note:
        st.info(escape_markdown(edits.note), icon=":material/swap_horiz:")


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
        st.caption("Or drag its marker on the map.")


def _pick() -> None:
    edits = place_editing.current_edits()
    if edits is not None:
        edits.picking = not edits.picking
    reruns.rerun()


def _undo() -> None:
    place_editing.undo()
    reruns.rerun()


def _show_accuracy(edits: PlaceEdits, place: Place) -> None:
    """Show the fields to state the accuracy of the viewer's own point."""
    history = edits.placements.get(place.id)
    if not history:
        return
    suffix = f"{place.id}-{len(history)}"
    radius_m, confidence = history[-1].radius_m, history[-1].confidence
    with st.container(horizontal=True):
        st.number_input(
            "Accuracy (m)",
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
            "Confidence (%)",
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
