"""The workbench of the Places tab: what each place is known by, and ways to put it where it is."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from geo.dashboard import session
from geo.dashboard.stories import Telling
from geo.dashboard.tabs.points import chosen_points, place_lookup
from geo.dashboard.tabs.points.chosen_points import Bench
from geo.dashboard.tabs.points.place_status import ALL, Standing, findable, standings
from geo.dashboard.tabs.table import pick_table, words_field
from geo.dashboard.text_format import is_unsought, length, plain, slug, sure_of, visible
from geo.formats import geojson_writer
from geo.geodesy import distance_m
from geo.story import Place

_VIEW, _TABLE, _IDS = "places-view", "bench-table", "bench-ids"
_STATUS, _WORDS = "bench-status", "bench-words"
_RADIUS, _SURE = "bench-radius", "bench-sure"
_BEGUN = "bench-begun"
_PAIRS, _POINTS = "Set and filmed", "Points"
_COLUMNS = {
    "Place": st.column_config.TextColumn(width=205),
    "Status": st.column_config.TextColumn(width=115),
    "Scenes": st.column_config.NumberColumn(width=70),
    "Known": st.column_config.TextColumn(width=190),
    "Latitude": st.column_config.NumberColumn(width=100, format="%.5f"),
    "Longitude": st.column_config.NumberColumn(width=100, format="%.5f"),
}


def begin(base: Telling) -> None:
    """A story without any point opens here, when it is first shown. Before the tabs are drawn."""
    begun: set[str] = st.session_state.setdefault(_BEGUN, set())
    if base.key not in begun:
        begun.add(base.key)
        if _is_bare(base):
            st.session_state[session.TAB] = session.PLACES_TAB


def _is_bare(base: Telling) -> bool:
    story = base.story
    return bool(story.places) and not any(event.where.path for event in story.events)


def told(telling: Telling, base: Telling) -> None:
    """One quiet line on the places that have no point yet, and the way to them."""
    unsought = {place.id for place in telling.story.places if is_unsought(place)}
    if not unsought:
        return
    lacking, can = (
        len(unsought),
        len(unsought & findable(base, chosen_points.bench_for(base)).keys()),
    )
    count = "One place has" if lacking == 1 else f"{lacking:,} places have"
    words = f"{count} no point yet" + (f"; {can:,} can be found offline" if can else "")
    st.button(
        words,
        type="tertiary",
        icon=":material/wrong_location:",
        on_click=_call,
        args=(base,),
        key="bench-call",
        help="Open Places, Points",
    )


def _call(base: Telling) -> None:
    chosen_points.bench_for(base).called += 1
    st.session_state[session.TAB] = session.PLACES_TAB
    st.session_state[f"{_VIEW}-{base.key}"] = _POINTS
    session.rerun()


def is_open(base: Telling) -> bool:
    """The choice between the two views of the tab; True for the workbench.

    A story that has no point at all needs the workbench first.
    """
    if not base.story.places:
        return False
    key = f"{_VIEW}-{base.key}"
    st.session_state.setdefault(key, _POINTS if _is_bare(base) else _PAIRS)
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
    chosen_points.take_up(None, settled=False)
    # The player has marks of the place to take away, too.
    session.rerun()


def tab(telling: Telling, base: Telling) -> None:
    """Every place with its status; the one at hand can be put somewhere else.

    Args:
        telling: the story with the viewer's points.
        base: the story as it was read.
    """
    bench = chosen_points.bench_for(base)
    known = standings(telling, base, bench)
    _summary(telling, base, bench, known)
    shown = _filtered(known)
    # Two columns at all times: a table that moves is made anew, and begins at its top again.
    with st.container(key="bench"):
        left, right = st.columns([5, 6], gap="medium")
    with left:
        if not shown:
            st.info("No place fits.", icon=":material/info:")
        else:
            _list(shown, bench)
    place = next((one for one in known if one.place.id == bench.place), None)
    with right:
        if place is None:
            st.caption("Select a row to see the place on the map, and to move it.")
        else:
            _detail(base, bench, place)


def _summary(telling: Telling, base: Telling, bench: Bench, known: list[Standing]) -> None:
    counts = Counter(one.status for one in known)
    told = ", ".join(f"{counts[status]} {status}" for status in ALL if counts[status])
    can = findable(base, bench)
    moved = len(bench.placements())
    with st.container(key=chosen_points.SUMMARY, horizontal=True, vertical_alignment="center"):
        st.text(f"{len(known)} places: {told}.")
        if can:
            st.button(
                f"Take all {len(can)} that can be found" if len(can) > 1 else "Take the one found",
                icon=":material/travel_explore:",
                on_click=_take_found,
                args=(base,),
                key="bench-take-found",
            )
        st.download_button(
            "Save story",
            data=lambda: geojson_writer.to_text(telling.story),
            file_name=f"{slug(telling.story.title)}-located.geojson",
            mime="application/geo+json",
            on_click="ignore",
            type="primary" if moved else "secondary",
            icon=":material/save:",
            key="bench-save",
            help="The story file, with every point that was chosen here.",
        )


def _take_found(base: Telling) -> None:
    bench = chosen_points.bench_for(base)
    for id_, placement in findable(base, bench).items():
        bench.chosen[id_] = (*bench.chosen.get(id_, ()), placement)
    session.show_places(chosen_points.marks(bench))
    session.rerun()


def _filtered(known: list[Standing]) -> list[Standing]:
    there = {one.status for one in known}
    with st.container(horizontal=True, vertical_alignment="center"):
        words = words_field("Search the places", _WORDS, 280)
        wanted = st.pills(
            "Status",
            [status for status in ALL if status in there],
            selection_mode="multi",
            key=_STATUS,
            label_visibility="collapsed",
            on_change=session.rerun_tabs,
            persist_state="page",
        )
    return [
        one
        for one in known
        if (not wanted or one.status in wanted)
        and all(word in one.place.name.casefold() for word in words)
    ]


def _list(shown: list[Standing], bench: Bench) -> None:
    ids = [one.place.id for one in shown]
    st.session_state[_IDS] = ids
    session.select_rows(_TABLE, [ids.index(bench.place)] if bench.place in ids else [])
    rows = pd.DataFrame([_row(one) for one in shown], columns=list(_COLUMNS))
    pick_table(rows, len(shown), _TABLE, _COLUMNS, 320, "Points of the places", _on_select)


def _row(one: Standing) -> dict[str, object]:
    at = one.place.position
    return {
        "Place": visible(one.place.name),
        "Status": one.status,
        "Known": "" if at is None else sure_of(one.place),
        "Latitude": at.latitude if at else None,
        "Longitude": at.longitude if at else None,
        "Scenes": one.scenes,
    }


def _on_select() -> None:
    row = session.clicked_row(_TABLE)
    ids: list[str] = st.session_state.get(_IDS, [])
    chosen_points.take_up(ids[row] if row is not None and row < len(ids) else None, settled=False)
    one = chosen_points.bench()
    if one is not None and one.place is not None:
        place_lookup.look_up(one)
    # All of the page: asked for a part of it, a report of the player in the same moment would win.
    session.rerun()


def _detail(base: Telling, bench: Bench, one: Standing) -> None:
    place = one.place
    with (
        st.container(key="bench-detail"),
        st.container(border=True, key=chosen_points.panel_key(), gap="small"),
    ):
        st.subheader(plain(place.name), anchor=False)
        _told(base, bench, one)
        _actions(bench, place)
        place_lookup.panel(bench, place)
        _doubts(bench, place)


def _told(base: Telling, bench: Bench, one: Standing) -> None:
    place, at = one.place, one.place.position
    before = next(p.position for p in base.story.places if p.id == place.id)
    words = [one.status[0].upper() + one.status[1:]]
    if at is not None:
        words.append(f"{at.latitude:.5f}, {at.longitude:.5f}")
        words.append(sure_of(place) or "nobody said how sure")
    if at and before and before != at:
        words.append(f"{length(distance_m(before, at))} from where the file has it")
    st.text(" · ".join(words))
    taken = bench.chosen.get(place.id)
    if taken:
        st.caption(plain(f"Source: {taken[-1].source}"))
    if bench.said:
        st.info(plain(bench.said), icon=":material/swap_horiz:")


def _actions(bench: Bench, place: Place) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if bench.picking:
            st.button("Cancel picking", icon=":material/close:", on_click=_pick, key="bench-cancel")
        else:
            st.button(
                "Pick on the map",
                icon=":material/add_location_alt:",
                on_click=_pick,
                key="bench-pick",
            )
        if bench.chosen.get(place.id):
            st.button("Undo", icon=":material/undo:", on_click=_undo, key="bench-undo")
    if bench.picking:
        st.text("Click on the map where this place is.")
    elif place.position is not None:
        st.caption("Or drag its mark on the map.")


def _pick() -> None:
    one = chosen_points.bench()
    if one is not None:
        one.picking = not one.picking
    session.rerun()


def _undo() -> None:
    chosen_points.undo()
    session.rerun()


def _doubts(bench: Bench, place: Place) -> None:
    """How sure the viewer's own point is; only they can say."""
    taken = bench.chosen.get(place.id)
    if not taken:
        return
    suffix = f"{place.id}-{len(taken)}"
    radius, sure = taken[-1].radius_m, taken[-1].confidence
    with st.container(horizontal=True):
        st.number_input(
            "Within, metres",
            min_value=1,
            max_value=20_000_000,
            value=None if radius is None else max(1, round(radius)),
            step=10,
            key=f"{_RADIUS}-{suffix}",
            on_change=_say_how_sure,
            args=(suffix,),
            placeholder="not said",
            width=170,
        )
        st.number_input(
            "Sure, percent",
            min_value=0,
            max_value=100,
            value=None if sure is None else round(sure * 100),
            key=f"{_SURE}-{suffix}",
            on_change=_say_how_sure,
            args=(suffix,),
            placeholder="not said",
            width=170,
        )


def _say_how_sure(suffix: str) -> None:
    radius = st.session_state.get(f"{_RADIUS}-{suffix}")
    percent = st.session_state.get(f"{_SURE}-{suffix}")
    chosen_points.sure(radius, None if percent is None else percent / 100)
    session.rerun()
