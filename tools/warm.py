"""Streamlit's own command, with the dashboard's libraries loading while the server comes up.

Nearly all that a first page waits for is the loading of libraries. Streamlit does it when the first
page is asked for; here it begins at once, beside the server, and the page finds most of it done.
"""

from __future__ import annotations

import importlib
import sys
import threading
from contextlib import suppress
from pathlib import Path

from streamlit.web import cli

# In the order in which the page needs them. Each is entered by its outermost package, so that two
# threads that load the same one wait for each other and never in a circle.
LIBRARIES = (
    "pydantic",
    "geopy",
    "rapidfuzz",
    "pandas",
    "folium",
    "geo.formats.geojson",
    "geo.geocoding",
    "geo.playback",
    "geo.render.map",
)


def warm() -> None:
    """Load them. One that cannot be loaded is left to the page, which tells what is wrong."""
    for name in LIBRARIES:
        with suppress(Exception):
            importlib.import_module(name)


def main() -> None:
    """Become the command that the arguments are: `warm.py streamlit run app.py …`."""
    # `streamlit run` puts the page's folder there, which is one step further than this file's.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    threading.Thread(target=warm, name="warm", daemon=True).start()
    cli.main(sys.argv[2:], prog_name=sys.argv[1])


if __name__ == "__main__":
    main()
