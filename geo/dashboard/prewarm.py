"""The story at home, and all that its first page needs, made before anybody asks for it."""

from __future__ import annotations

import os
from pathlib import Path

from geo.dashboard import filter_bar, stories
from geo.dashboard.tabs import scenes


def home(folder: Path) -> Path:
    """The story that is played first: the one in a folder, unless GEO_STORY names another."""
    return Path(os.environ.get("GEO_STORY") or folder / "events.geojson")


def make(path: Path) -> None:
    """Read a story and make its document and its table, as the first page would.

    All of it is kept where the page looks first. A story that cannot be played is left alone.
    """
    telling = stories.read_path(path).telling
    if telling is None:
        return
    telling.document()
    telling.number_of(None)
    filter_bar.days_of(telling)
    scenes.first_table(telling)
