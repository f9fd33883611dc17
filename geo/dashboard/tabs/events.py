"""The Events tab, titled "Scenes" in a film: all events in story order.

Selecting a row goes to its event. The event at the playhead is marked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from geo.dashboard import filter_bar, reruns, session, widget_keys
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.table import clicked_row, mark_rows, show_search, show_table
from geo.dashboard.text_format import (
    event_accuracy,
    moment,
    moment_and_title,
    shorten_accuracy,
    time_basis,
    visible_line,
)
from geo.dashboard.workspace import Workspace
from geo.playback.event_noun import EventNoun, event_noun
from geo.story import Event, Story

# Rows on one page of the table. Each move of the mark sends a whole page, about 20 KB.
PAGE_ROWS = 150
_NUMBER_HELP = "In story order"
_COLUMNS = {
    "No.": st.column_config.NumberColumn(width=50, format="localized", help=_NUMBER_HELP),
    "When": st.column_config.TextColumn(width=110),
    # `_column_config` adds the heading, "Scene" or "Event".
    "Event": st.column_config.TextColumn(width=225),
    "People": st.column_config.TextColumn(width=215),
    "Place": st.column_config.TextColumn(width=255),
    "Time basis": st.column_config.TextColumn(width=190),
    "Place accuracy": st.column_config.TextColumn(width=225),
}
# For numbers of more than three digits, and for times with a date: 30 September 1995 · 06:10.
_LONG_NUMBERS = st.column_config.NumberColumn(width=75, format="localized", help=_NUMBER_HELP)
_DATES = st.column_config.TextColumn(width=190)
# Wide enough for all buttons. Without a width Streamlit makes the pager too narrow and hides the
# buttons that do not fit.
_PAGER_PX = 440


class _Names:
    """The names of an event's people and place."""

    def __init__(self, story: Story) -> None:
        self.people = story.person_by_id
        self.places = story.place_by_id

    def of_people(self, event: Event) -> str:
        return visible_line(", ".join(self.people[i].name for i in event.people))

    def of_place(self, event: Event) -> str:
        id_ = event.where.place or ""
        return visible_line(self.places[id_].name if id_ in self.places else id_)


# The content of each column except the number.
_CELLS: dict[str, Callable[[Story, Event, _Names], str]] = {
    "When": lambda story, event, _: moment(story, event),
    "Event": lambda _, event, __: visible_line(event.title),
    "People": lambda _, event, names: names.of_people(event),
    "Place": lambda _, event, names: names.of_place(event),
    "Time basis": lambda _, event, __: time_basis(event.when),
    "Place accuracy": lambda _, event, names: shorten_accuracy(
        event_accuracy(event, names.places.get(event.where.place or ""))
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
    """The number, the title, and every column in which at least one event has a value."""
    story, names = workspace.story, _Names(workspace.story)
    return [
        name
        for name in _COLUMNS
        if name in {"No.", "Event"}
        or any(_CELLS[name](story, event, names) for event in story.events)
    ]


def _column_config(shown: ShownStory) -> dict[str, Any]:
    """The column configuration for Streamlit, wide enough for this story's numbers and times."""
    columns: dict[str, Any] = {name: _COLUMNS[name] for name in shown.workspace.get(_used_columns)}
    columns["Event"] = columns["Event"] | {"label": event_noun(shown.story).title}
    if len(shown.story.events) >= 1000:
        columns["No."] = _LONG_NUMBERS
    if "When" in columns and shown.story.day_names is None:
        columns["When"] = _DATES
    return columns


def first_table(shown: ShownStory) -> pd.DataFrame:
    """The table of the first page."""
    return shown.workspace.get(_table, tuple(range(len(shown.story.events))[:PAGE_ROWS]))


def _matching_events(shown: ShownStory, words: list[str]) -> list[int]:
    """The events that match the filters and contain all these words, as indices."""
    admitted = filter_bar.admitted_events(shown)
    if not words:
        return admitted
    texts = shown.workspace.get(_search_texts)
    return [i for i in admitted if all(word in texts[i] for word in words)]


def _search_texts(workspace: Workspace) -> list[str]:
    """The searchable text of each event, case-folded."""
    names = _Names(workspace.story)
    return [
        " ".join(
            (
                visible_line(event.title),
                names.of_people(event),
                names.of_place(event),
                event.text,
            )
        ).casefold()
        for event in workspace.story.events
    ]


def title(shown: ShownStory) -> str:
    """Return the label of the tab, "Scenes" or "Events"."""
    return event_noun(shown.story).titles


def show(shown: ShownStory) -> None:
    """Show the table, its search field, and the event at the playhead."""
    noun = event_noun(shown.story)
    with st.container(horizontal=True, vertical_alignment="center"):
        words = show_search(f"Search {noun.many}", widget_keys.EVENTS_SEARCH, 320)
        _show_current(shown)
    matching = _matching_events(shown, words)
    if not matching:
        st.info(
            f"No {noun.many} match. Clear the filters or change the search.",
            icon=":material/info:",
        )
        return
    rows = tuple(_page_of(shown, matching, words))
    ids = [shown.story.events[index].id for index in rows]
    key = _key_for(shown.key, rows)
    _mark_current(key, ids)
    table = shown.workspace.get(_table, rows)
    show_table(table, len(ids), key, _column_config(shown), 490, noun.titles, _on_select)
    _show_pager(len(matching), noun)


def _key_for(story: str, rows: tuple[int, ...]) -> str:
    """Return the table's key; a new key when the rows change, to reset the scroll position."""
    state = session.current()
    if state.events_rows != (story, rows):
        state.events_rows = (story, rows)
        state.events_table += 1
    return _table_key()


def _table_key() -> str:
    """The key of the table that was last shown."""
    return f"{widget_keys.EVENTS_TABLE}-{session.current().events_table}"


def _page_of(shown: ShownStory, matching: list[int], words: list[str]) -> list[int]:
    """Return the rows of the page with the playhead, or of the page that the viewer selected."""
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


def _show_pager(count: int, noun: EventNoun) -> None:
    """Show the buttons for the pages of a table of `count` rows."""
    if count <= PAGE_ROWS:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        first = _first_row()
        last = min(first + PAGE_ROWS, count)
        st.caption(f"{noun.titles} {first + 1:,} to {last:,} of {count:,}", width="content")
        st.pagination(
            -(-count // PAGE_ROWS),
            key=widget_keys.EVENTS_PAGE,
            on_change=reruns.rerun_tabs,
            persist_state="page",
            width=_PAGER_PX,
        )


def _show_current(shown: ShownStory) -> None:
    """Show the event at the playhead as text, because the marked row may be out of view."""
    number = shown.event_number(session.current().playhead)
    if number is None:
        st.caption(f"Select a row to go to its {event_noun(shown.story).one}.")
    else:
        event = shown.story.events[number]
        st.text(visible_line(f"Now · {moment_and_title(shown.story, event)}"))


def _mark_current(key: str, ids: list[str]) -> None:
    """Mark the row of the event at the playhead, or no row if the table does not contain it."""
    state = session.current()
    state.event_ids = ids
    mark_rows(key, [ids.index(state.playhead)] if state.playhead in ids else [])


def _on_select() -> None:
    """Go to the event of the selected row. Reruns only fragments that show the current event."""
    state = session.current()
    row = clicked_row(_table_key())
    if row is not None and row < len(state.event_ids):
        state.go_to(state.event_ids[row])
        reruns.rerun(widget_keys.FILTER_STATUS, widget_keys.TABS, widget_keys.PLAYER)
    reruns.rerun(widget_keys.TABS)
