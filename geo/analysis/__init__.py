"""Questions to a story: who was where, how far apart two people are, and when they meet."""

from __future__ import annotations
