"""What the tabs' lists share: a table in which one row is picked, and a field to search it by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.dashboard import session

# Streamlit's own height of a table's head with its frame, and of a row.
_HEAD_PX, _ROW_PX = 38, 35


def pick_table(
    rows: Any,
    count: int,
    key: str,
    columns: dict[str, Any],
    tallest_px: int,
    alt: str,
    on_select: Callable[[], None] = session.rerun_tabs,
) -> None:
    """A table whose rows can be picked, as tall as its rows up to a limit.

    Which row is picked `desk.clicked_row(key)` says.

    Args:
        rows: a data frame, or one with a style.
        count: how many rows it has.
        key: the widget's key.
        columns: name of a column to its Streamlit configuration.
        tallest_px: a longer table scrolls.
        alt: what the table is called where it cannot be seen.
        on_select: the callback; without one the open tab runs again.
    """
    st.dataframe(
        rows,
        key=key,
        hide_index=True,
        column_config=columns,
        height=min(_HEAD_PX + _ROW_PX * count, tallest_px),
        on_select=on_select,
        # A click anywhere in a row counts, not only one on its box.
        selection_mode=["single-row", "single-cell"],
        placeholder="–",
        alt=alt,
    )


def words_field(label: str, key: str, width_px: int) -> list[str]:
    """A field for words to search a list by: the words that are in it, in lower case."""
    written = st.text_input(
        label,
        key=key,
        placeholder=label,
        icon=":material/manage_search:",
        label_visibility="collapsed",
        width=width_px,
        on_change=session.rerun_tabs,
        persist_state="page",
    )
    return (written or "").casefold().split()
