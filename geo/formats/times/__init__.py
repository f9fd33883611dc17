"""Read the times of events in every spelling, and decide what a column of times means."""

from __future__ import annotations
