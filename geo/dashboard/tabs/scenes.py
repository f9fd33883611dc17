"""The Scenes tab: every scene in telling order. A row seeks; the paused scene is the marked row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from geo.dashboard import filter_bar, session
from geo.dashboard.cache import kept
from geo.dashboard.stories import Telling
from geo.dashboard.tabs.table import pick_table, words_field
from geo.dashboard.text_format import moment, moment_and_title, sure_of_event, sure_of_time, visible
from geo.story import Event, Story

# The table's key begins so and ends in a number, which grows when its rows are others.
_TABLE = "scenes-table"
_ROWS, _TABLES = "scenes-rows", "scenes-tables"
# So many rows are one page. All of a page is sent whenever its mark moves, about 20 KB.
PAGE_ROWS = 150
_PAGE, _TURNED_AT = "scenes-page", "scenes-turned-at"
# The ids of the rows as the table last showed them: what a row number means.
_IDS = "scenes-ids"
_NUMBER_HELP = "In the order in which it is told"
_COLUMNS = {
    "No.": st.column_config.NumberColumn(width=50, format="localized", help=_NUMBER_HELP),
    "When": st.column_config.TextColumn(width=110),
    "Scene": st.column_config.TextColumn(width=225),
    "People": st.column_config.TextColumn(width=215),
    "Place": st.column_config.TextColumn(width=255),
    "How sure of time": st.column_config.TextColumn(width=190),
    "How sure of place": st.column_config.TextColumn(width=225),
}
# For numbers of more than three digits, and for times with a date: 30 September 1995 · 06:10.
_LONG_NUMBERS = st.column_config.NumberColumn(width=75, format="localized", help=_NUMBER_HELP)
_DATES = st.column_config.TextColumn(width=190)
# Room for all the buttons that are ever shown: the pager hides those that it sees no room for, and
# left to itself it is too narrow for its own.
_PAGER_PX = 440


class _Names:
    """What a scene's people and place are called."""

    def __init__(self, story: Story) -> None:
        self.people = story.person_by_id
        self.places = story.place_by_id

    def of_people(self, event: Event) -> str:
        return visible(", ".join(self.people[i].name for i in event.people))

    def of_place(self, event: Event) -> str:
        id_ = event.where.place or ""
        return visible(self.places[id_].name if id_ in self.places else id_)


# What stands in each column but the number.
_CELLS: dict[str, Callable[[Story, Event, _Names], str]] = {
    "When": lambda story, event, _: moment(story, event),
    "Scene": lambda _, event, __: visible(event.title),
    "People": lambda _, event, names: names.of_people(event),
    "Place": lambda _, event, names: names.of_place(event),
    "How sure of time": lambda _, event, __: sure_of_time(event.when),
    "How sure of place": lambda _, event, names: sure_of_event(
        event, names.places.get(event.where.place or "")
    ),
}


@kept(most=8)
def table_of(key: str, rows: tuple[int, ...], _telling: Telling) -> pd.DataFrame:
    """One row for each of these scenes, which are indices in telling order."""
    story, names = _telling.story, _Names(_telling.story)
    columns = columns_of(key, _telling)
    return pd.DataFrame(
        [
            {"No.": index + 1} | {name: _CELLS[name](story, event, names) for name in columns[1:]}
            for index in rows
            for event in (story.events[index],)
        ],
        columns=columns,
    )


@kept()
def columns_of(key: str, _telling: Telling) -> list[str]:  # noqa: ARG001  names the telling
    """The columns in which at least one scene of the whole story has something, and its title."""
    story, names = _telling.story, _Names(_telling.story)
    return [
        name
        for name in _COLUMNS
        if name in {"No.", "Scene"}
        or any(_CELLS[name](story, event, names) for event in story.events)
    ]


def _configured(telling: Telling) -> dict[str, Any]:
    """The columns as Streamlit takes them, as wide as this story's numbers and times are long."""
    columns: dict[str, Any] = {name: _COLUMNS[name] for name in columns_of(telling.key, telling)}
    if len(telling.story.events) >= 1000:
        columns["No."] = _LONG_NUMBERS
    if "When" in columns and telling.story.day_one is None:
        columns["When"] = _DATES
    return columns


def first_table(telling: Telling) -> pd.DataFrame:
    """The table as the page first shows it."""
    return table_of(telling.key, tuple(range(len(telling.story.events))[:PAGE_ROWS]), telling)


def found(telling: Telling, wanted: list[str]) -> list[int]:
    """The scenes that the filters let through and that hold all these words, as indices."""
    indices = filter_bar.admitted(telling)
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
    key = _key_for(telling.key, tuple(shown))
    _mark(key, ids)
    rows = table_of(telling.key, tuple(shown), telling)
    pick_table(rows, len(ids), key, _configured(telling), 490, "Scenes", _on_select)
    _pager(count)


def _key_for(story: str, rows: tuple[int, ...]) -> str:
    """The table's key: another one when its rows are others, since a table keeps its scroll."""
    state = st.session_state
    if state.get(_ROWS) != (story, rows):
        state[_ROWS] = (story, rows)
        state[_TABLES] = state.get(_TABLES, 0) + 1
    return _key()


def _key() -> str:
    """The key of the table as it was last shown."""
    return f"{_TABLE}-{st.session_state.get(_TABLES, 0)}"


def _page(telling: Telling, shown: list[int], wanted: list[str]) -> list[int]:
    """The rows of the page at hand: where the playhead is, until the viewer turns to another."""
    if len(shown) <= PAGE_ROWS:
        return shown
    now = (telling.key, session.playhead(), session.chosen(), wanted)
    if st.session_state.get(_TURNED_AT) != now:
        st.session_state[_TURNED_AT] = now
        number = telling.number_of(session.playhead())
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
            -(-count // PAGE_ROWS),
            key=_PAGE,
            on_change=session.rerun_tabs,
            persist_state="page",
            width=_PAGER_PX,
        )


def _now(telling: Telling) -> None:
    """The scene at the playhead, in words: the marked row may be out of sight."""
    number = telling.number_of(session.playhead())
    if number is None:
        st.caption("Select a row to go to its scene.")
    else:
        event = telling.story.events[number]
        st.text(visible(f"Now · {moment_and_title(telling.story, event)}"))


def _mark(key: str, ids: list[str]) -> None:
    """Mark the scene at the playhead in the table, or no row if it is not in it."""
    scene = session.playhead()
    rows = [ids.index(scene)] if scene in ids else []
    st.session_state[_IDS] = ids
    session.select_rows(key, rows)


def _on_select() -> None:
    """A row was chosen: go to its scene. Only the player and this tab run again."""
    row = session.clicked_row(_key())
    ids: list[str] = st.session_state.get(_IDS, [])
    if row is not None and row < len(ids):
        session.seek(ids[row])
        session.rerun(session.FILTERED, session.TABS, session.PLAYER)
    session.rerun(session.TABS)
