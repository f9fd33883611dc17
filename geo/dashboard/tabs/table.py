"""What the tabs' tables share: rows that can be selected, and a field to search them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.dashboard import reruns

# Streamlit's own height of a table's head with its frame, and of a row.
_HEAD_PX, _ROW_PX = 38, 35


def show_table(
    rows: Any,
    count: int,
    key: str,
    columns: dict[str, Any],
    tallest_px: int,
    alt: str,
    on_select: Callable[[], None] = reruns.rerun_tabs,
) -> None:
    """A table whose rows can be selected, as tall as its rows up to a limit.

    Args:
        rows: a data frame, or one with a style.
        count: how many rows it has.
        key: the widget's key. `clicked_row` and `selected_row` say which row is selected.
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


def _selection(key: str) -> dict[str, Any]:
    return (st.session_state.get(key) or {}).get("selection") or {}


def clicked_row(key: str) -> int | None:
    """The row that a click in a table selected, by its box or one of its cells; None: no row."""
    selection = _selection(key)
    rows = [cell[0] for cell in selection.get("cells") or []] or selection.get("rows") or []
    return int(rows[0]) if rows else None


def selected_row(key: str, count: int) -> int | None:
    """The selected row of a table of `count` rows, now marked as a whole.

    Only before the table is drawn in this run. None: no row.
    """
    row = clicked_row(key)
    row = row if row is not None and row < count else None
    mark_rows(key, [] if row is None else [row])
    return row


def mark_rows(key: str, rows: list[int]) -> None:
    """Mark rows of a table, and no cell. Only before the table is drawn in this run."""
    selection = _selection(key)
    if list(selection.get("rows") or []) != rows or selection.get("cells"):
        st.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}


def show_search(label: str, key: str, width_px: int) -> list[str]:
    """A field to search a table by; the words in it, in lower case."""
    text = st.text_input(
        label,
        key=key,
        placeholder=label,
        icon=":material/manage_search:",
        label_visibility="collapsed",
        width=width_px,
        on_change=reruns.rerun_tabs,
        persist_state="page",
    )
    return (text or "").casefold().split()
