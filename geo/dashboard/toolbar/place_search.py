"""The place search. The viewer types a name, and the map shows the place and its events."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.dashboard import reruns, session, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.text_format import escape_markdown, moment_and_title, visible_line
from geo.geocoding import Answer, Candidate
from geo.playback.event_noun import event_noun


def show_field() -> None:
    """Show the search field."""
    st.text_input(
        "Find a place",
        key=widget_keys.PLACE_SEARCH,
        placeholder="Find a place",
        icon=":material/search:",
        label_visibility="collapsed",
        on_change=reruns.rerun_page,
    )


def show_result(shown: ShownStory) -> None:
    """Show the result of the search as text, and as places on the map."""
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
    """Return the candidate of a certain answer, or the candidate that the viewer selects."""
    if answer.status == "found":
        return answer.candidates[0]
    if answer.status == "none":
        return None
    candidates = answer.candidates
    index = st.pills(
        "Which place do you mean?" if len(candidates) > 1 else "Do you mean this place?",
        range(len(candidates)),
        format_func=lambda i: escape_markdown(f"{candidates[i].name} · {_kind(candidates[i])}"),
        key=f"{widget_keys.CANDIDATE}-{answer.query}",
        on_change=reruns.rerun_page,
    )
    if answer.note:
        st.text(answer.note)
    return None if index is None else candidates[index]


def _show_candidate(shown: ShownStory, candidate: Candidate) -> None:
    story = shown.story
    noun = event_noun(story)
    events = [story.event_by_id[i] for i in candidate.events if i in story.event_by_id]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{escape_markdown(candidate.name)}**", width="content")
        st.text(f"{_kind(candidate)} · {candidate.precision}")
        st.caption(escape_markdown(f"Source: {candidate.source}"), width="content")
    if candidate.note:
        st.text(candidate.note)
    if not events:
        st.text(f"No {noun.one} takes place here.")
        return
    titles = {event.id: moment_and_title(story, event) for event in events}
    st.pills(
        f"{noun.count(len(events))} {'takes' if len(events) == 1 else 'take'} place here",
        list(titles),
        format_func=lambda i: escape_markdown(titles[i]),
        key=widget_keys.FOUND_EVENT,
        on_change=reruns.rerun_page_after(_go_to_event),
        width="stretch",
        # Always one scrolling row, so that the map stays in view.
        wrap=False,
    )


def _go_to_event() -> None:
    event = st.session_state.get(widget_keys.FOUND_EVENT)
    if event is not None:
        session.current().go_to(event)


def _show_no_result(query: str, answer: Answer) -> None:
    why = f": {answer.note}" if answer.note else ""
    st.text(visible_line(f"Nothing found for “{query}”{why}."))
    st.caption(
        "The search works offline. It covers the places of the story, and the streets, "
        "freeways, districts and landmarks of the map."
    )


def _kind(candidate: Candidate) -> str:
    return "place of the story" if candidate.kind == "place" else candidate.kind


def _put_on_map(search: tuple[str, str], candidates: list[Candidate]) -> None:
    """Show the candidates on the map, but only after a change, because this moves the camera."""
    state = session.current()
    searched = (*search, tuple((place.name, place.lat, place.lon) for place in candidates))
    if state.searched != searched:
        state.searched = searched
        state.map_places = [_map_place(candidate) for candidate in candidates]


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
