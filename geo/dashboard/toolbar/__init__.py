"""The toolbar above the player: the story, the base map, the place search."""

from __future__ import annotations
