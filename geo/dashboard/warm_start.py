"""Load the libraries and draw the first page's story while the server starts.

A first page waits almost only for that. Streamlit would begin it when the first page is opened.
"""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from geo.dashboard.home_story import home_story

# Streamlit warns when its caches are used outside a session, which is the purpose here.
_OUTSIDE_A_SESSION: Final = "streamlit.runtime.scriptrunner_utils.script_run_context"


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

            with _without_warnings():
                prewarm.make(home_story())
    finally:
        gc.enable()


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Once Streamlit is loaded, which sets the level of its loggers."""
    logger = logging.getLogger(_OUTSIDE_A_SESSION)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
