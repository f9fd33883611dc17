"""Which part of the page runs again after a click: each part is a fragment with a key.

A full run costs ten times the run of a fragment. Streamlit gathers what the callbacks of one
message ask for, and what waits while another run is on: the fragments together, or all of the page
if one of them asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn

import streamlit as st

from geo.dashboard import widget_keys

# Keys of the fragments.
PLAYER: Final = widget_keys.PLAYER
FILTER_STATUS: Final = "filtered"
TABS: Final = "tabs"


def rerun(*fragments: str) -> NoReturn:
    """Run these fragments of the page again, or all of the page if none is given. In a callback."""
    st.rerun(fragments or "app")


def rerun_page() -> None:
    """The callback of a widget outside the fragments, whose value concerns the whole page.

    It is needed: two widgets that change within a few milliseconds, as a text field that loses the
    focus to a click on a tab, arrive in one message. Streamlit then runs the fragment of one of
    them, and counts a widget without a callback for nothing.
    """
    rerun()


def rerun_tabs() -> None:
    """The callback of a widget that concerns the open tab only."""
    rerun(TABS)


def then_rerun_page(action: Callable[..., object]) -> Callable[..., None]:
    """A callback that does something and then runs the whole page again."""

    def callback(*arguments: object) -> None:
        action(*arguments)
        rerun()

    return callback
