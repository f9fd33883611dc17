"""Say what a reader used of a file, and leave out the events that have an error."""

from __future__ import annotations
