"""The place search: the viewer types a name, and the place appears on the map with its events."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.dashboard import reruns, session, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.text_format import moment_and_title, plain, visible
from geo.geocoding import Answer, Candidate


def show_field() -> None:
    """The field to type a place's name into."""
    st.text_input(
        "Find a place",
        key=widget_keys.PLACE_SEARCH,
        placeholder="Find a place",
        icon=":material/search:",
        label_visibility="collapsed",
        on_change=reruns.rerun_page,
    )


def show_result(shown: ShownStory) -> None:
    """The result of the search, in words here and as places on the map."""
    query = str(st.session_state.get(widget_keys.PLACE_SEARCH) or "").strip()
    state = session.current()
    if not query:
        if state.searched is not None:
            state.searched, state.map_places = None, ()
        return
    answer = shown.workspace.gazetteer.lookup(query)
    with st.container(border=True, gap="small"):
        candidate = _select_candidate(answer)
        candidates = [candidate] if candidate else list(answer.candidates)
        _put_on_map((shown.key, query), candidates)
        if candidate is not None:
            _show_candidate(shown, candidate)
        elif answer.status == "none":
            _show_no_result(query, answer)


def _select_candidate(answer: Answer) -> Candidate | None:
    """The only candidate of a certain answer, or the one of several that the viewer selects."""
    if answer.status == "found":
        return answer.candidates[0]
    if answer.status == "none":
        return None
    candidates = answer.candidates
    index = st.pills(
        "Which one?" if len(candidates) > 1 else "Is it this one?",
        range(len(candidates)),
        format_func=lambda i: plain(f"{candidates[i].name} · {_kind(candidates[i])}"),
        key=f"{widget_keys.CANDIDATE}-{answer.query}",
        on_change=reruns.rerun_page,
    )
    if answer.note:
        st.text(answer.note)
    return None if index is None else candidates[index]


def _show_candidate(shown: ShownStory, candidate: Candidate) -> None:
    story = shown.story
    events = [story.event_by_id[i] for i in candidate.events if i in story.event_by_id]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(candidate.name)}**", width="content")
        st.text(f"{_kind(candidate)} · {candidate.precision}")
        st.caption(plain(f"Source: {candidate.source}"), width="content")
    if candidate.note:
        st.text(candidate.note)
    if not events:
        st.text("No scene plays here.")
        return
    titles = {event.id: moment_and_title(story, event) for event in events}
    st.pills(
        "One scene plays here" if len(events) == 1 else f"{len(events):,} scenes play here",
        list(titles),
        format_func=lambda i: plain(titles[i]),
        key=widget_keys.FOUND_EVENT,
        on_change=reruns.then_rerun_page(_go_to_event),
        width="stretch",
        # However many there are, one row that scrolls: the map stays in view.
        wrap=False,
    )


def _go_to_event() -> None:
    event = st.session_state.get(widget_keys.FOUND_EVENT)
    if event is not None:
        session.current().go_to(event)


def _show_no_result(query: str, answer: Answer) -> None:
    why = f": {answer.note}" if answer.note else ""
    st.text(visible(f"Nothing found for “{query}”{why}."))
    st.caption(
        "The search works offline. It knows the story’s own places and the map’s streets, "
        "freeways, districts and landmarks."
    )


def _kind(candidate: Candidate) -> str:
    return "place of the story" if candidate.kind == "place" else candidate.kind


def _put_on_map(search: tuple[str, str], candidates: list[Candidate]) -> None:
    """Show the candidates on the map, but only after a change: the camera goes there."""
    state = session.current()
    searched = (*search, tuple((one.name, one.lat, one.lon) for one in candidates))
    if state.searched != searched:
        state.searched = searched
        state.map_places = [_map_place(one) for one in candidates]


def _map_place(candidate: Candidate) -> dict[str, Any]:
    place: dict[str, Any] = {
        "name": candidate.name,
        "kind": candidate.kind,
        "lat": candidate.lat,
        "lon": candidate.lon,
        "radius_m": candidate.radius_m,
        "events": list(candidate.events),
    }
    if candidate.note:
        place["note"] = candidate.note
    if candidate.line:
        place["lines"] = [[list(position) for position in part] for part in candidate.line]
    return place
