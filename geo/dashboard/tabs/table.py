"""Shared code of the tabs' tables: selectable rows and a search field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.dashboard import reruns

# Streamlit's heights: of the table header including the border, and of a row.
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
    """Show a table with selectable rows. Its height fits the rows, up to a limit.

    Args:
        rows: a data frame, with or without a style.
        count: the number of rows.
        key: the widget's key, for `clicked_row` and `selected_row`.
        columns: the Streamlit configuration of each column, by name.
        tallest_px: the maximum height in pixels; a longer table scrolls.
        alt: the name of the table for screen readers.
        on_select: the callback. The default reruns the open tab.
    """
    st.dataframe(
        rows,
        key=key,
        hide_index=True,
        column_config=columns,
        height=min(_HEAD_PX + _ROW_PX * count, tallest_px),
        on_select=on_select,
        # A click on any cell selects the row, not only a click on its checkbox.
        selection_mode=["single-row", "single-cell"],
        placeholder="–",
        alt=alt,
    )


def _selection(key: str) -> dict[str, Any]:
    return (st.session_state.get(key) or {}).get("selection") or {}


def clicked_row(key: str) -> int | None:
    """The row that the viewer selected by its checkbox or one of its cells. None: no row."""
    selection = _selection(key)
    rows = [cell[0] for cell in selection.get("cells") or []] or selection.get("rows") or []
    return int(rows[0]) if rows else None


def selected_row(key: str, count: int) -> int | None:
    """Return the selected row of a table of `count` rows, and mark the whole row. None: no row.

    Call it before drawing the table.
    """
    row = clicked_row(key)
    row = row if row is not None and row < count else None
    mark_rows(key, [] if row is None else [row])
    return row


def mark_rows(key: str, rows: list[int]) -> None:
    """Mark these rows of a table and no cells. Call it before drawing the table."""
    selection = _selection(key)
    if list(selection.get("rows") or []) != rows or selection.get("cells"):
        st.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}


def show_search(label: str, key: str, width_px: int) -> list[str]:
    """Show a search field for a table, and return the words in it, case-folded."""
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
