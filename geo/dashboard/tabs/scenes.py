"""The Scenes tab: every event in story order. A row seeks; the event at the playhead is marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from geo.dashboard import filter_bar, reruns, session, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.table import clicked_row, mark_rows, show_search, show_table
from geo.dashboard.text_format import moment, moment_and_title, sure_of_event, sure_of_time, visible
from geo.dashboard.workspace import Workspace
from geo.story import Event, Story

TITLE = session.EVENTS_TAB

# Rows on one page of the table. A page is sent whole whenever its mark moves, about 20 KB.
PAGE_ROWS = 150
_NUMBER_HELP = "In story order"
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
# Room for all the buttons that are ever shown. Without a width Streamlit makes the pager too narrow
# for its own buttons, and it hides those that do not fit.
_PAGER_PX = 440


class _Names:
    """The names of an event's people and place."""

    def __init__(self, story: Story) -> None:
        self.people = story.person_by_id
        self.places = story.place_by_id

    def of_people(self, event: Event) -> str:
        return visible(", ".join(self.people[i].name for i in event.people))

    def of_place(self, event: Event) -> str:
        id_ = event.where.place or ""
        return visible(self.places[id_].name if id_ in self.places else id_)


# The content of each column except the number.
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


def _table(workspace: Workspace, rows: tuple[int, ...]) -> pd.DataFrame:
    """One row for each of these events, which are indices in `Story.events`."""
    story, names = workspace.story, _Names(workspace.story)
    columns = workspace.get(_used_columns)
    return pd.DataFrame(
        [
            {"No.": index + 1} | {name: _CELLS[name](story, event, names) for name in columns[1:]}
            for index in rows
            for event in (story.events[index],)
        ],
        columns=columns,
    )


def _used_columns(workspace: Workspace) -> list[str]:
    """The number, the title, and the columns in which at least one event has something."""
    story, names = workspace.story, _Names(workspace.story)
    return [
        name
        for name in _COLUMNS
        if name in {"No.", "Scene"}
        or any(_CELLS[name](story, event, names) for event in story.events)
    ]


def _column_config(shown: ShownStory) -> dict[str, Any]:
    """The columns as Streamlit takes them, wide enough for this story's numbers and times."""
    columns: dict[str, Any] = {name: _COLUMNS[name] for name in shown.workspace.get(_used_columns)}
    if len(shown.story.events) >= 1000:
        columns["No."] = _LONG_NUMBERS
    if "When" in columns and shown.story.day_one is None:
        columns["When"] = _DATES
    return columns


def first_table(shown: ShownStory) -> pd.DataFrame:
    """The table as the page first shows it."""
    return shown.workspace.get(_table, tuple(range(len(shown.story.events))[:PAGE_ROWS]))


def _matching_events(shown: ShownStory, words: list[str]) -> list[int]:
    """The events that the filters admit and that contain all these words, as indices."""
    admitted = filter_bar.admitted_events(shown)
    if not words:
        return admitted
    texts = shown.workspace.get(_search_texts)
    return [i for i in admitted if all(word in texts[i] for word in words)]


def _search_texts(workspace: Workspace) -> list[str]:
    """The text of each event that the search looks at, in lower case."""
    names = _Names(workspace.story)
    return [
        " ".join(
            (visible(event.title), names.of_people(event), names.of_place(event), event.text)
        ).casefold()
        for event in workspace.story.events
    ]


def show(shown: ShownStory) -> None:
    """The table, its own search field, and the event at the playhead."""
    with st.container(horizontal=True, vertical_alignment="center"):
        words = show_search("Search the scenes", widget_keys.EVENTS_SEARCH, 320)
        _show_current(shown)
    matching = _matching_events(shown, words)
    if not matching:
        st.info(
            "No scene fits. Clear the filters or search for other words.", icon=":material/info:"
        )
        return
    rows = tuple(_page_of(shown, matching, words))
    ids = [shown.story.events[index].id for index in rows]
    key = _key_for(shown.key, rows)
    _mark_current(key, ids)
    table = shown.workspace.get(_table, rows)
    show_table(table, len(ids), key, _column_config(shown), 490, "Scenes", _on_select)
    _show_pager(len(matching))


def _key_for(story: str, rows: tuple[int, ...]) -> str:
    """The key of the table: a new one when its rows change, since a table keeps its scroll."""
    state = session.current()
    if state.events_rows != (story, rows):
        state.events_rows = (story, rows)
        state.events_table += 1
    return _table_key()


def _table_key() -> str:
    """The key of the table as it was last shown."""
    return f"{widget_keys.EVENTS_TABLE}-{session.current().events_table}"


def _page_of(shown: ShownStory, matching: list[int], words: list[str]) -> list[int]:
    """The rows of one page: where the playhead is, until the viewer selects another page."""
    if len(matching) <= PAGE_ROWS:
        return matching
    state = session.current()
    page_for = (shown.key, state.playhead, session.current_filter(), words)
    if state.events_page_for != page_for:
        state.events_page_for = page_for
        number = shown.event_number(state.playhead)
        row = matching.index(number) if number in matching else 0
        st.session_state[widget_keys.EVENTS_PAGE] = row // PAGE_ROWS + 1
    first = _first_row()
    return matching[first : first + PAGE_ROWS]


def _first_row() -> int:
    """The first row of the selected page, from 0."""
    return (int(st.session_state.get(widget_keys.EVENTS_PAGE) or 1) - 1) * PAGE_ROWS


def _show_pager(count: int) -> None:
    """The buttons for the other pages of a table of `count` rows."""
    if count <= PAGE_ROWS:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        first = _first_row()
        last = min(first + PAGE_ROWS, count)
        st.caption(f"Scenes {first + 1:,} to {last:,} of {count:,}", width="content")
        st.pagination(
            -(-count // PAGE_ROWS),
            key=widget_keys.EVENTS_PAGE,
            on_change=reruns.rerun_tabs,
            persist_state="page",
            width=_PAGER_PX,
        )


def _show_current(shown: ShownStory) -> None:
    """The event at the playhead, in words: the marked row may be out of sight."""
    number = shown.event_number(session.current().playhead)
    if number is None:
        st.caption("Select a row to go to its scene.")
    else:
        event = shown.story.events[number]
        st.text(visible(f"Now · {moment_and_title(shown.story, event)}"))


def _mark_current(key: str, ids: list[str]) -> None:
    """Mark the event at the playhead in the table, or no row if it is not in it."""
    state = session.current()
    state.events_ids = ids
    mark_rows(key, [ids.index(state.playhead)] if state.playhead in ids else [])


def _on_select() -> None:
    """A row was selected: go to its event. Only the player and this tab run again."""
    state = session.current()
    row = clicked_row(_table_key())
    if row is not None and row < len(state.events_ids):
        state.go_to(state.events_ids[row])
        reruns.rerun(widget_keys.FILTER_STATUS, widget_keys.TABS, widget_keys.PLAYER)
    reruns.rerun(widget_keys.TABS)
