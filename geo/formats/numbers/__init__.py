"""Read the numbers that give markers their size and colour."""

from __future__ import annotations
