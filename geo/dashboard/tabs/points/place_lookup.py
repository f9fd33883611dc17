"""What the place at hand may be: by name, address or coordinates, offline, or online when asked."""

from __future__ import annotations

import streamlit as st

from geo.dashboard import session
from geo.dashboard.tabs.points import chosen_points
from geo.dashboard.tabs.points.chosen_points import Bench
from geo.dashboard.tabs.points.place_status import others
from geo.dashboard.text_format import length, plain, visible
from geo.errors import GeoError
from geo.geocoding import Answer, Candidate
from geo.geocoding.chain import online_geocoder
from geo.geocoding.fill_in.placements import by_hand
from geo.geocoding.fill_in.search_missing import queries
from geo.geocoding.offline.parsing.coordinates import looks_like_coordinate
from geo.geocoding.online.providers import PROVIDERS
from geo.geocoding.online.settings import OnlineSettings
from geo.geodesy import distance_m
from geo.story import Place, Position

_QUERY, _ONLINE, _ENDPOINT = "bench-query", "bench-online", "bench-endpoint"


def look_up(bench: Bench) -> None:
    """Find what the words in the field may mean; coordinates are taken at once."""
    place = bench.at_hand()
    if place is None:
        return
    bench.said = bench.trouble = ""
    typed = str(st.session_state.get(f"{_QUERY}-{place.id}") or "").strip()
    gazetteer = others(str(st.session_state.get("bench")), place.id, bench.story)
    if looks_like_coordinate(typed):
        answer = gazetteer.lookup(typed)
        if answer.status == "none":
            bench.trouble = f"{typed}: {answer.note or 'no such point'}"
        elif answer.status == "found":
            found = answer.candidates[0]
            chosen_points.choose(
                by_hand(Position(found.lon, found.lat), chosen_points.today(), found.radius_m)
            )
            bench.said = found.note or ""
            return
        _offer(bench, answer)
        return
    answers = [gazetteer.lookup(query) for query in ([typed] if typed else _asked(place))]
    best = next((one for one in answers if one.status != "none"), None)
    if typed and best is None:
        why = answers[0].note or "nothing of this name is known"
        bench.trouble = f"Nothing found offline for “{typed}”: {why}."
    _offer(bench, best, claims=not typed)


def _asked(place: Place) -> tuple[str, ...]:
    """What to look up before anybody has typed: nothing for a place that has a point."""
    return queries(place) if place.position is None else ()


def _offer(bench: Bench, answer: Answer | None, *, claims: bool = False) -> None:
    place = bench.at_hand()
    found = list(answer.candidates) if answer else []
    if claims and place is not None:
        found += [
            Candidate(
                other.name, other.position.latitude, other.position.longitude,
                other.radius_m or 50.0, "another claim", 0.5, other.why,
            )
            for other in place.alternatives
            if other.position is not None
        ]  # fmt: skip
    settled = answer is not None and answer.status == "found" and len(found) == 1
    chosen_points.take_up(bench.place, found, settled=settled)


def panel(bench: Bench, place: Place) -> None:
    """The field to search in, and what was found, to choose from."""
    key = f"{_QUERY}-{place.id}"
    asked = queries(place)
    st.text_input(
        "Name, address or coordinates",
        key=key,
        placeholder=visible(asked[0]) if asked else "34.0522, -118.2437",
        on_change=_on_query,
        help="Latitude first. Found without a network, unless you ask online below.",
    )
    if bench.trouble:
        st.text(visible(bench.trouble))
    for number, found in enumerate(bench.candidates):
        _candidate(bench, number, found)
    if bench.candidates:
        st.caption("Choose one here, or click its mark on the map.")
    _online(bench, place)


def _on_query() -> None:
    one = chosen_points.bench()
    if one is not None:
        look_up(one)
    # A pair of numbers moves the place at once, and with it the story.
    session.rerun()


def _candidate(bench: Bench, number: int, found: Candidate) -> None:
    at, point = Position(found.lon, found.lat), bench.point()
    parts = [f"{'place of the story' if found.kind == 'place' else found.kind}, {found.precision}"]
    if point is not None:
        parts.append(f"{length(distance_m(point, at))} from its present point")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            plain(f"{number + 1} · {found.name}"),
            icon=":material/check:",
            on_click=_take,
            args=(number,),
            key=f"bench-take-{number}",
            help="Put it here",
        )
        st.text(" · ".join(parts))
    st.caption(plain(f"Source: {found.source}"))


def _take(number: int) -> None:
    chosen_points.take(number)
    session.rerun()


def _online(bench: Bench, place: Place) -> None:
    """The way to a service, for who wants it; nothing is sent before the button is pressed."""
    if not st.toggle(
        "Search online, too", key=_ONLINE, on_change=session.rerun_tabs, persist_state="page"
    ):
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Nominatim at",
            value=PROVIDERS["nominatim"].public_endpoint,
            key=_ENDPOINT,
            width=280,
            on_change=session.rerun_tabs,
            persist_state="page",
        )
        pressed = st.button(
            "Ask", icon=":material/cloud_sync:", key="bench-ask", on_click=session.rerun_tabs
        )
    st.caption("Your words go to this server. Answers are © OpenStreetMap contributors.")
    if not pressed:
        return
    words = str(st.session_state.get(f"{_QUERY}-{place.id}") or "").strip()
    asked = [words] if words else list(queries(place))
    if not asked:
        return
    with st.spinner(f"Asking for {plain(asked[0])}…", show_time=True):
        try:
            settings = OnlineSettings(endpoint=st.session_state.get(_ENDPOINT) or None)
            answer = online_geocoder(settings, bench.story).lookup(asked[0])
        except GeoError as error:
            bench.trouble = str(error)
            session.rerun()
    bench.trouble = "" if answer.candidates else f"Nothing found online for “{asked[0]}”."
    _offer(bench, answer)
    session.rerun()
