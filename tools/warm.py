"""Streamlit's own command, with all that the first page needs made ready while the server comes up.

Nearly all that a first page waits for is the loading of libraries and the drawing of the story.
Streamlit does it when the first page is asked for; here it begins at once, beside the server, and
the page finds most of it done.
"""

from __future__ import annotations

import gc
import importlib
import logging
import sys
import threading
from contextlib import suppress
from pathlib import Path

from streamlit.web import cli

ROOT = Path(__file__).resolve().parent.parent
# In the order in which the page needs them. Each is entered by its outermost package, so that two
# threads that load the same one wait for each other and never in a circle.
LIBRARIES = (
    "pydantic",
    "geopy",
    "rapidfuzz",
    "pandas",
    "folium",
    "geo.formats.geojson",
    "geo.geocoding.offline.gazetteer",
    "geo.playback",
    "geo.render.story_map",
    "geo.dashboard.prewarm",
    "geo.dashboard.page",
    # Loaded by the first page that has a table, and by the first component.
    "pyarrow.pandas_compat",
    "streamlit.components.v2.manifest_scanner",
    "streamlit.material_icon_names",
)
# Streamlit warns where something is made ready and nobody waits for it.
_NOBODY_WAITS = "streamlit.runtime.scriptrunner_utils.script_run_context"


def warm() -> None:
    """Load the libraries, then read and draw the story.

    What cannot be done is left to the page, which tells what is wrong.
    """
    # What is made here is kept for good, so nobody need look for rubbish in it, now or later.
    gc.disable()
    for name in LIBRARIES:
        with suppress(Exception):
            importlib.import_module(name)
    with suppress(Exception):
        _make_ready()
    gc.freeze()
    gc.enable()


def _make_ready() -> None:
    from geo.dashboard import prewarm  # noqa: PLC0415  loaded just now

    logger = logging.getLogger(_NOBODY_WAITS)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        prewarm.make(prewarm.home(ROOT))
    finally:
        logger.setLevel(level)


def main() -> None:
    """Become the command that the arguments are: `warm.py streamlit run app.py …`."""
    # `streamlit run` puts the page's folder there, which is one step further than this file's.
    sys.path.insert(0, str(ROOT))
    threading.Thread(target=warm, name="warm", daemon=True).start()
    cli.main(sys.argv[2:], prog_name=sys.argv[1])


if __name__ == "__main__":
    main()
