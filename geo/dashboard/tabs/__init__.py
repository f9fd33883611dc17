"""The tabs below the player: a file for each."""

from __future__ import annotations
