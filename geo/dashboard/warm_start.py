"""Load the libraries and draw the first page's story while the server starts.

A first page waits almost only for that. Streamlit would begin it when the first page is opened.
"""

from __future__ import annotations

import gc
import threading
from contextlib import suppress

from geo.dashboard import streamlit_internals
from geo.dashboard.home_story import home_story


def begin() -> threading.Thread:
    """Start in a thread, and return it. A failure is left to the page, which shows it."""
    thread = threading.Thread(target=_warm_up, name="warm start", daemon=True)
    thread.start()
    return thread


def _warm_up() -> None:
    # What is loaded here stays, so that collecting garbage finds nothing: 0.2 of 1.4 s.
    gc.disable()
    try:
        with suppress(Exception):
            # The page first: the thread of the first page imports it, too, and whichever comes
            # second waits for the other instead of meeting it half-way.
            from geo.dashboard import page, prewarm  # noqa: F401, PLC0415  loading is the purpose

            with streamlit_internals.without_session_warnings():
                prewarm.make(home_story())
    finally:
        gc.enable()
