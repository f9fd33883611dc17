"""Reads the server's story file and makes what its first page needs, before a viewer comes."""

from __future__ import annotations

from pathlib import Path

from geo.dashboard import filter_bar, stories
from geo.dashboard.tabs import scenes


def make(path: Path) -> None:
    """Read a story and make its document and its table, as the first page would.

    The results stay in the cache. A story that cannot be read is left to the page.
    """
    shown = stories.FILES.read(path).shown
    if shown is None:
        return
    shown.document()
    shown.event_number(None)
    shown.workspace.get(filter_bar.days_of_events)
    scenes.first_table(shown)
