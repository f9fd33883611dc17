"""Looks up the selected place by name, address or coordinates; online only on request."""

from __future__ import annotations

import streamlit as st

from geo.dashboard import reruns, viewer_endpoints, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.points import place_editing
from geo.dashboard.tabs.points.place_edits import PlaceEdits
from geo.dashboard.tabs.points.place_status import gazetteer_excluding
from geo.dashboard.text_format import escape_markdown, length, visible_line
from geo.errors import GeoError
from geo.geocoding import Answer, Candidate
from geo.geocoding.chain import online_geocoder
from geo.geocoding.fill_in.placements import manual_placement
from geo.geocoding.fill_in.search_missing import queries
from geo.geocoding.offline.parsing.coordinates import looks_like_coordinate
from geo.geodesy import distance_m
from geo.story import Place, Position


def look_up(shown: ShownStory, edits: PlaceEdits) -> None:
    """Look up the text in the search field. Coordinates move the place immediately."""
    place = edits.selected_place()
    if place is None:
        return
    edits.note = edits.problem = ""
    text = _text_for(place)
    gazetteer = gazetteer_excluding(shown.original.workspace, place.id)
    if looks_like_coordinate(text):
        answer = gazetteer.lookup(text)
        if answer.status == "none":
            edits.problem = f"{text}: {answer.note or 'there is no such point'}"
        elif answer.status == "found":
            point = answer.candidates[0]
            place_editing.add_placement(
                manual_placement(
                    Position(point.lon, point.lat), place_editing.today(), point.radius_m
                )
            )
            edits.note = point.note or ""
            return
        _offer(edits, answer)
        return
    answers = [gazetteer.lookup(query) for query in ([text] if text else _first_queries(place))]
    best = next((answer for answer in answers if answer.status != "none"), None)
    if text and best is None:
        why = answers[0].note or "the offline data does not contain this name"
        edits.problem = f"Nothing found offline for “{text}”: {why}."
    _offer(edits, best, with_claims=not text)


def _text_for(place: Place) -> str:
    """The text in the search field of a place."""
    return str(st.session_state.get(f"{widget_keys.POINTS_QUERY}-{place.id}") or "").strip()


def _first_queries(place: Place) -> tuple[str, ...]:
    """The queries to use while the field is empty; none for a place that has a point."""
    return queries(place) if place.position is None else ()


def _offer(edits: PlaceEdits, answer: Answer | None, *, with_claims: bool = False) -> None:
    """Show the candidates of an answer, optionally with the file's claims from other sources."""
    place = edits.selected_place()
    candidates = list(answer.candidates) if answer else []
    if with_claims and place is not None:
        candidates += [
            Candidate(
                other.name, other.position.latitude, other.position.longitude,
                other.radius_m or 50.0, "another claim", 0.5, other.why,
            )
            for other in place.alternatives
            if other.position is not None
        ]  # fmt: skip
    settled = answer is not None and answer.status == "found" and len(candidates) == 1
    place_editing.select(edits.selected, candidates, settled=settled)


def show_panel(shown: ShownStory, edits: PlaceEdits, place: Place) -> None:
    """Show the search field and the candidates."""
    examples = queries(place)
    st.text_input(
        "Name, address or coordinates",
        key=f"{widget_keys.POINTS_QUERY}-{place.id}",
        placeholder=visible_line(examples[0]) if examples else "34.0522, -118.2437",
        on_change=_on_query,
        args=(shown,),
        help="Coordinates: latitude, longitude (the other order also works if it is unambiguous). "
        "The search is offline unless you search online below.",
    )
    if edits.problem:
        st.text(visible_line(edits.problem))
    for number, candidate in enumerate(edits.candidates):
        _show_candidate(edits, number, candidate)
    if edits.candidates:
        st.caption("Choose a candidate here, or click its marker on the map.")
    _show_online_search(edits, place, shown)


def _on_query(shown: ShownStory) -> None:
    edits = place_editing.current_edits()
    if edits is not None:
        look_up(shown, edits)
    # Rerun the page, because coordinates move the place and so change the story.
    reruns.rerun()


def _show_candidate(edits: PlaceEdits, number: int, candidate: Candidate) -> None:
    at, position = Position(candidate.lon, candidate.lat), edits.position()
    kind = "place of the story" if candidate.kind == "place" else candidate.kind
    parts = [f"{kind}, {candidate.precision}"]
    if position is not None:
        parts.append(f"{length(distance_m(position, at))} from the current point")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            escape_markdown(f"{number + 1} · {candidate.name}"),
            icon=":material/check:",
            on_click=_use_candidate,
            args=(number,),
            key=f"points-candidate-{number}",
            help="Move the place here",
        )
        st.text(" · ".join(parts))
    st.caption(escape_markdown(f"Source: {candidate.source}"))


def _use_candidate(number: int) -> None:
    place_editing.use_candidate(number)
    reruns.rerun()


def _show_online_search(edits: PlaceEdits, place: Place, shown: ShownStory) -> None:
    """Show the online search. It sends nothing until the viewer presses the button."""
    if not st.toggle(
        "Also search online",
        key=widget_keys.POINTS_ONLINE,
        on_change=reruns.rerun_tabs,
        persist_state="page",
    ):
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if _may_choose_server():
            st.text_input(
                "Nominatim server",
                value=viewer_endpoints.DEFAULT_ENDPOINT,
                key=widget_keys.POINTS_ENDPOINT,
                width=280,
                on_change=reruns.rerun_tabs,
                persist_state="page",
            )
        pressed = st.button(
            "Search online",
            icon=":material/cloud_sync:",
            key="points-ask",
            on_click=reruns.rerun_tabs,
        )
    server = "This server" if _may_choose_server() else viewer_endpoints.DEFAULT_ENDPOINT
    st.caption(f"{server} receives your search text. Results are © OpenStreetMap contributors.")
    if not pressed:
        return
    text = _text_for(place)
    query = text or next(iter(queries(place)), "")
    if not query:
        return
    with st.spinner(f"Searching for {escape_markdown(query)}…", show_time=True):
        try:
            settings = viewer_endpoints.search_settings(
                st.session_state.get(widget_keys.POINTS_ENDPOINT)
            )
            answer = online_geocoder(settings, shown.original.story).lookup(query)
        except GeoError as error:
            edits.problem = str(error)
            st.rerun()
    edits.problem = "" if answer.candidates else f"Nothing found online for “{query}”."
    _offer(edits, answer)
    st.rerun()


def _may_choose_server() -> bool:
    """Whether the host lets viewers choose the server. An invalid decision is none."""
    try:
        return viewer_endpoints.choice() != viewer_endpoints.OFF
    except GeoError:
        return False
