"""Looks up the selected place by name, address or coordinates: offline, and online on request."""

from __future__ import annotations

import streamlit as st

from geo.dashboard import reruns, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.points import place_editing
from geo.dashboard.tabs.points.place_edits import PlaceEdits
from geo.dashboard.tabs.points.place_status import gazetteer_without
from geo.dashboard.text_format import length, plain, visible
from geo.errors import GeoError
from geo.geocoding import Answer, Candidate
from geo.geocoding.chain import online_geocoder
from geo.geocoding.fill_in.placements import manual_placement
from geo.geocoding.fill_in.search_missing import queries
from geo.geocoding.offline.parsing.coordinates import looks_like_coordinate
from geo.geocoding.online.providers import PROVIDERS
from geo.geocoding.online.settings import OnlineSettings
from geo.geodesy import distance_m
from geo.story import Place, Position


def look_up(shown: ShownStory, edits: PlaceEdits) -> None:
    """Find what the text in the field may mean; coordinates are used at once."""
    place = edits.selected_place()
    if place is None:
        return
    edits.note = edits.problem = ""
    text = _text_for(place)
    gazetteer = gazetteer_without(shown.original.workspace, place.id)
    if looks_like_coordinate(text):
        answer = gazetteer.lookup(text)
        if answer.status == "none":
            edits.problem = f"{text}: {answer.note or 'no such point'}"
        elif answer.status == "found":
            found = answer.candidates[0]
            place_editing.add_placement(
                manual_placement(
                    Position(found.lon, found.lat), place_editing.today(), found.radius_m
                )
            )
            edits.note = found.note or ""
            return
        _offer(edits, answer)
        return
    answers = [gazetteer.lookup(query) for query in ([text] if text else _first_queries(place))]
    best = next((answer for answer in answers if answer.status != "none"), None)
    if text and best is None:
        why = answers[0].note or "the offline data has no such name"
        edits.problem = f"Nothing found offline for “{text}”: {why}."
    _offer(edits, best, with_claims=not text)


def _text_for(place: Place) -> str:
    """The text in the field of a place."""
    return str(st.session_state.get(f"{widget_keys.POINTS_QUERY}-{place.id}") or "").strip()


def _first_queries(place: Place) -> tuple[str, ...]:
    """What to look up while the field is empty: nothing for a place that has a point."""
    return queries(place) if place.position is None else ()


def _offer(edits: PlaceEdits, answer: Answer | None, *, with_claims: bool = False) -> None:
    """Show the candidates of an answer, and on request the claims of other sources in the file."""
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
    """The field to search in, and the candidates to choose from."""
    examples = queries(place)
    st.text_input(
        "Name, address or coordinates",
        key=f"{widget_keys.POINTS_QUERY}-{place.id}",
        placeholder=visible(examples[0]) if examples else "34.0522, -118.2437",
        on_change=_on_query,
        args=(shown,),
        help="Latitude first. The search is offline, unless you search online below.",
    )
    if edits.problem:
        st.text(visible(edits.problem))
    for number, candidate in enumerate(edits.candidates):
        _show_candidate(edits, number, candidate)
    if edits.candidates:
        st.caption("Choose one here, or click its mark on the map.")
    _show_online_search(edits, place, shown)


def _on_query(shown: ShownStory) -> None:
    edits = place_editing.current_edits()
    if edits is not None:
        look_up(shown, edits)
    # Coordinates move the place at once, and with it the story.
    reruns.rerun()


def _show_candidate(edits: PlaceEdits, number: int, candidate: Candidate) -> None:
    at, position = Position(candidate.lon, candidate.lat), edits.position()
    kind = "place of the story" if candidate.kind == "place" else candidate.kind
    parts = [f"{kind}, {candidate.precision}"]
    if position is not None:
        parts.append(f"{length(distance_m(position, at))} from its present point")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            plain(f"{number + 1} · {candidate.name}"),
            icon=":material/check:",
            on_click=_use_candidate,
            args=(number,),
            key=f"points-candidate-{number}",
            help="Put it here",
        )
        st.text(" · ".join(parts))
    st.caption(plain(f"Source: {candidate.source}"))


def _use_candidate(number: int) -> None:
    place_editing.use_candidate(number)
    reruns.rerun()


def _show_online_search(edits: PlaceEdits, place: Place, shown: ShownStory) -> None:
    """The search with an online service; nothing is sent before the button is pressed."""
    if not st.toggle(
        "Search online, too",
        key=widget_keys.POINTS_ONLINE,
        on_change=reruns.rerun_tabs,
        persist_state="page",
    ):
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Nominatim at",
            value=PROVIDERS["nominatim"].public_endpoint,
            key=widget_keys.POINTS_ENDPOINT,
            width=280,
            on_change=reruns.rerun_tabs,
            persist_state="page",
        )
        pressed = st.button(
            "Ask", icon=":material/cloud_sync:", key="points-ask", on_click=reruns.rerun_tabs
        )
    st.caption("Your words go to this server. Answers are © OpenStreetMap contributors.")
    if not pressed:
        return
    text = _text_for(place)
    query = text or next(iter(queries(place)), "")
    if not query:
        return
    with st.spinner(f"Asking for {plain(query)}…", show_time=True):
        try:
            endpoint = st.session_state.get(widget_keys.POINTS_ENDPOINT) or None
            settings = OnlineSettings(endpoint=endpoint)
            answer = online_geocoder(settings, shown.original.story).lookup(query)
        except GeoError as error:
            edits.problem = str(error)
            st.rerun()
    edits.problem = "" if answer.candidates else f"Nothing found online for “{query}”."
    _offer(edits, answer)
    st.rerun()
