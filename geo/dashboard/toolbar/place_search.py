"""The place search: a name goes in, and the place appears on the map, with its scenes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.dashboard import session
from geo.dashboard.stories import Telling
from geo.dashboard.text_format import moment_and_title, plain, visible
from geo.geocoding import Answer, Candidate

_PICKED = "candidate"
_SCENE = "found-scene"


def box() -> None:
    """The field to type a place's name into."""
    st.text_input(
        "Find a place",
        key=session.SEARCH,
        placeholder="Find a place",
        icon=":material/search:",
        label_visibility="collapsed",
        on_change=session.rerun_all,
    )


def result(telling: Telling) -> None:
    """What was found, in words here and as a place on the map. Nothing while nothing is asked."""
    query = str(st.session_state.get(session.SEARCH) or "").strip()
    if not query:
        if st.session_state.pop("searched", None):
            session.show_places([])
        return
    answer = telling.gazetteer().lookup(query)
    with st.container(border=True, gap="small"):
        picked = _pick(answer)
        _put_on_map((telling.key, query), [picked] if picked else list(answer.candidates))
        if picked is not None:
            _tell(telling, picked)
        elif answer.status == "none":
            _tell_none(query, answer)


def _pick(answer: Answer) -> Candidate | None:
    """The one that is meant: the only one found, or the viewer's pick among several."""
    if answer.status == "found":
        return answer.candidates[0]
    if answer.status == "none":
        return None
    candidates = answer.candidates
    index = st.pills(
        "Which one?" if len(candidates) > 1 else "Is it this one?",
        range(len(candidates)),
        format_func=lambda i: plain(f"{candidates[i].name} · {_kind(candidates[i])}"),
        key=f"{_PICKED}-{answer.query}",
        on_change=session.rerun_all,
    )
    if answer.note:
        st.text(answer.note)
    return None if index is None else candidates[index]


def _tell(telling: Telling, found: Candidate) -> None:
    story = telling.story
    events = [story.event_by_id[i] for i in found.events if i in story.event_by_id]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(found.name)}**", width="content")
        st.text(f"{_kind(found)} · {found.precision}")
        st.caption(plain(f"Source: {found.source}"), width="content")
    if found.note:
        st.text(found.note)
    if not events:
        st.text("No scene plays here.")
        return
    titles = {event.id: moment_and_title(story, event) for event in events}
    st.pills(
        "One scene plays here" if len(events) == 1 else f"{len(events):,} scenes play here",
        list(titles),
        format_func=lambda i: plain(titles[i]),
        key=_SCENE,
        on_change=session.then_all(_go),
        width="stretch",
        # However many there are, one row that scrolls: the map stays in view.
        wrap=False,
    )


def _go() -> None:
    scene = st.session_state.get(_SCENE)
    if scene is not None:
        session.seek(scene)


def _tell_none(query: str, answer: Answer) -> None:
    why = f": {answer.note}" if answer.note else ""
    st.text(visible(f"Nothing found for “{query}”{why}."))
    st.caption(
        "The search works offline. It knows the story’s own places and the map’s streets, "
        "freeways, districts and landmarks."
    )


def _kind(found: Candidate) -> str:
    return "place of the story" if found.kind == "place" else found.kind


def _put_on_map(asked: tuple[str, str], candidates: list[Candidate]) -> None:
    """Show the candidates, but only when they are others than before: the camera goes there."""
    now = (*asked, tuple((found.name, found.lat, found.lon) for found in candidates))
    if st.session_state.get("searched") == now:
        return
    st.session_state["searched"] = now
    session.show_places([_wire(found) for found in candidates])


def _wire(found: Candidate) -> dict[str, Any]:
    place: dict[str, Any] = {
        "name": found.name,
        "kind": found.kind,
        "lat": found.lat,
        "lon": found.lon,
        "radius_m": found.radius_m,
        "events": list(found.events),
    }
    if found.note:
        place["note"] = found.note
    if found.line:
        place["lines"] = [[list(position) for position in part] for part in found.line]
    return place
