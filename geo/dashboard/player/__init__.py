"""The document in a sandboxed iframe, and the messages between it and the dashboard."""

from __future__ import annotations
