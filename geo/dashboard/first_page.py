"""Reads the server's story file and prepares its first page before the first viewer arrives."""

from __future__ import annotations

from pathlib import Path

from geo.dashboard import filter_bar, stories
from geo.dashboard.tabs import events


def make(path: Path) -> None:
    """Read a story and fill the cache with the document and the table of its first page.

    Does nothing if the story cannot be read; the page reports the errors.
    """
    shown = stories.FILES.read(path).shown
    if shown is None:
        return
    shown.document()
    shown.event_number(None)
    shown.workspace.get(filter_bar.days_of_events)
    events.first_table(shown)
