"""The Scenes tab: every scene in telling order. A row seeks; the paused scene is the marked row."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.dashboard import desk, filters
from geo.dashboard.kept import kept
from geo.dashboard.listing import pick_table, words_field
from geo.dashboard.shelf import Telling
from geo.dashboard.text import moment, moment_and_title, sure_of_event, sure_of_time, visible
from geo.story import Event, Story

_TABLE = "scenes-table"
# So many rows are one page. All of a page is sent whenever its mark moves, about 20 KB.
PAGE_ROWS = 150
_PAGE, _TURNED_AT = "scenes-page", "scenes-turned-at"
# The ids of the rows as the table last showed them: what a row number means.
_IDS = "scenes-ids"
_COLUMNS = {
    "No.": st.column_config.NumberColumn(width=50, help="In the order in which it is told"),
    "When": st.column_config.TextColumn(width=110),
    "Scene": st.column_config.TextColumn(width=225),
    "People": st.column_config.TextColumn(width=215),
    "Place": st.column_config.TextColumn(width=255),
    "How sure of time": st.column_config.TextColumn(width=190),
    "How sure of place": st.column_config.TextColumn(width=225),
}


class _Names:
    """What a scene's people and place are called."""

    def __init__(self, story: Story) -> None:
        self.people = {person.id: person.name for person in story.people}
        self.places = {place.id: place for place in story.places}

    def of_people(self, event: Event) -> str:
        return visible(", ".join(self.people.get(i, i) for i in event.people))

    def of_place(self, event: Event) -> str:
        id_ = event.where.place or ""
        return visible(self.places[id_].name if id_ in self.places else id_)


@kept(most=8)
def table_of(key: str, rows: tuple[int, ...], _telling: Telling) -> pd.DataFrame:  # noqa: ARG001  names the telling
    """One row for each of these scenes, which are indices in telling order."""
    story, names = _telling.story, _Names(_telling.story)
    return pd.DataFrame(
        [
            {
                "No.": index + 1,
                "When": moment(story, event),
                "Scene": visible(event.title),
                "People": names.of_people(event),
                "Place": names.of_place(event),
                "How sure of time": sure_of_time(event.when),
                "How sure of place": sure_of_event(
                    event, names.places.get(event.where.place or "")
                ),
            }
            for index in rows
            for event in (story.events[index],)
        ],
        columns=list(_COLUMNS),
    )


def first_table(telling: Telling) -> pd.DataFrame:
    """The table as the page first shows it."""
    return table_of(telling.key, tuple(range(len(telling.story.events))[:PAGE_ROWS]), telling)


def found(telling: Telling, wanted: list[str]) -> list[int]:
    """The scenes that the filters let through and that hold all these words, as indices."""
    indices = filters.admitted(telling)
    if not wanted:
        return indices
    texts = _texts(telling.key, telling)
    return [i for i in indices if all(word in texts[i] for word in wanted)]


@kept()
def _texts(key: str, _telling: Telling) -> list[str]:  # noqa: ARG001  names the telling
    """What can be found in each scene, in lower case."""
    names = _Names(_telling.story)
    return [
        " ".join(
            (visible(event.title), names.of_people(event), names.of_place(event), event.text)
        ).casefold()
        for event in _telling.story.events
    ]


def tab(telling: Telling) -> None:
    """The table, its own search field, and the scene at the playhead."""
    events = telling.story.events
    with st.container(horizontal=True, vertical_alignment="center"):
        wanted = words_field("Search the scenes", "scene-words", 320)
        _now(telling)
    shown = found(telling, wanted)
    if not shown:
        st.info(
            "No scene fits. Clear the filters or search for other words.", icon=":material/info:"
        )
        return
    count = len(shown)
    shown = _page(telling, shown, wanted)
    ids = [events[index].id for index in shown]
    _mark(ids)
    rows = table_of(telling.key, tuple(shown), telling)
    pick_table(rows, len(ids), _TABLE, _COLUMNS, 490, "Scenes", _on_select)
    _pager(count)


def _page(telling: Telling, shown: list[int], wanted: list[str]) -> list[int]:
    """The rows of the page at hand: where the playhead is, until the viewer turns to another."""
    if len(shown) <= PAGE_ROWS:
        return shown
    now = (telling.key, desk.playhead(), desk.chosen(), wanted)
    if st.session_state.get(_TURNED_AT) != now:
        st.session_state[_TURNED_AT] = now
        number = telling.number_of(desk.playhead())
        at = shown.index(number) if number in shown else 0
        st.session_state[_PAGE] = at // PAGE_ROWS + 1
    first = (int(st.session_state.get(_PAGE) or 1) - 1) * PAGE_ROWS
    return shown[first : first + PAGE_ROWS]


def _pager(count: int) -> None:
    """The way to the other pages."""
    if count <= PAGE_ROWS:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        first = (int(st.session_state.get(_PAGE) or 1) - 1) * PAGE_ROWS
        last = min(first + PAGE_ROWS, count)
        st.caption(f"Scenes {first + 1:,} to {last:,} of {count:,}", width="content")
        st.pagination(
            -(-count // PAGE_ROWS), key=_PAGE, on_change=desk.rerun_tabs, persist_state="page"
        )


def _now(telling: Telling) -> None:
    """The scene at the playhead, in words: the marked row may be out of sight."""
    number = telling.number_of(desk.playhead())
    if number is None:
        st.caption("Select a row to go to its scene.")
    else:
        event = telling.story.events[number]
        st.text(visible(f"Now · {moment_and_title(telling.story, event)}"))


def _mark(ids: list[str]) -> None:
    """Mark the scene at the playhead in the table, or no row if it is not in it."""
    scene = desk.playhead()
    rows = [ids.index(scene)] if scene in ids else []
    st.session_state[_IDS] = ids
    desk.select_rows(_TABLE, rows)


def _on_select() -> None:
    """A row was chosen: go to its scene. Only the player and this tab run again."""
    row = desk.clicked_row(_TABLE)
    ids: list[str] = st.session_state.get(_IDS, [])
    if row is not None and row < len(ids):
        desk.seek(ids[row])
        desk.rerun(desk.FILTERED, desk.TABS, desk.PLAYER)
    desk.rerun(desk.TABS)
