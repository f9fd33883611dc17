"""The toolbar above the player: story, base map and place search."""

from __future__ import annotations
