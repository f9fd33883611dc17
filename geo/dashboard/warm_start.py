"""Loads the libraries and prepares the first page while the server starts.

This work takes most of the time of a first page. Without it, Streamlit would start the work only
when a viewer opens that page.
"""

from __future__ import annotations

import gc
import threading
from contextlib import suppress

from geo.dashboard import streamlit_internals
from geo.dashboard.home_story import home_story


def begin() -> threading.Thread:
    """Start the work in a thread and return the thread. Errors are ignored; the page shows them."""
    thread = threading.Thread(target=_warm_up, name="warm start", daemon=True)
    thread.start()
    return thread


def _warm_up() -> None:
    # Everything loaded here stays in memory, so garbage collection would only cost time: 0.2 of
    # 1.4 s.
    gc.disable()
    try:
        with suppress(Exception):
            # Import the page first, because the thread of the first page starts with it too. Then
            # the second thread waits for the first one and never sees a half-imported module.
            from geo.dashboard import first_page, page  # noqa: F401, PLC0415  loading is the purpose

            with streamlit_internals.suppress_session_warnings():
                first_page.make(home_story())
    finally:
        gc.enable()
