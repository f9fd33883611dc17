"""Read movements: the times of a line's positions, and points that are one movement."""

from __future__ import annotations
