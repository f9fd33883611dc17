"""Play a story's events back, in time, on a real map."""

from __future__ import annotations

from geo.errors import GeoError, StoryError
from geo.story import Event, Group, Person, Place, Position, Source, Story, When, Where

__all__ = [
    "Event",
    "GeoError",
    "Group",
    "Person",
    "Place",
    "Position",
    "Source",
    "Story",
    "StoryError",
    "When",
    "Where",
]
