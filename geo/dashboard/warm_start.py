"""Load the libraries and draw the first page's story while the server starts.

A first page waits almost only for that. Streamlit would begin it when the first page is opened.
"""

from __future__ import annotations

import importlib
import logging
import threading
from contextlib import suppress
from typing import Final

from geo.dashboard.home_story import home_story

# In this order. The page imports nearly everything; the others are imported when a page draws its
# first table, its first component and its first icon.
MODULES: Final = (
    "geo.dashboard.page",
    "geo.dashboard.prewarm",
    "pyarrow.pandas_compat",
    "streamlit.components.v2.manifest_scanner",
    "streamlit.material_icon_names",
)
# Streamlit warns when its caches are used outside a session, which is the purpose here.
_OUTSIDE_A_SESSION: Final = "streamlit.runtime.scriptrunner_utils.script_run_context"


def begin() -> threading.Thread:
    """Start in a thread, and return it. A failure is left to the page, which shows it."""
    thread = threading.Thread(target=_warm_up, name="warm start", daemon=True)
    thread.start()
    return thread


def _warm_up() -> None:
    for name in MODULES:
        with suppress(Exception):
            importlib.import_module(name)
    logger = logging.getLogger(_OUTSIDE_A_SESSION)
    level = logger.level
    logger.setLevel(logging.ERROR)
    with suppress(Exception):
        from geo.dashboard import prewarm  # noqa: PLC0415  loaded in this thread, see above

        prewarm.make(home_story())
    logger.setLevel(level)
