"""The player's document in a sandboxed iframe, and its messages to and from the dashboard."""

from __future__ import annotations
