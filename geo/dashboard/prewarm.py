"""Make ready what the first page shows, before the first viewer opens it."""

from __future__ import annotations

from pathlib import Path

from geo.dashboard import filter_bar, stories
from geo.dashboard.tabs import scenes


def make(path: Path) -> None:
    """Read a story and make its document and its table, as the first page would.

    Everything is kept in the cache of stories. A story with errors is left to the page, which shows
    them.
    """
    telling = stories.read_path(path).telling
    if telling is None:
        return
    telling.document()
    telling.number_of(None)
    filter_bar.days_of(telling)
    scenes.first_table(telling)
