"""From a story to one self-contained HTML document. The only door to folium and branca."""

from __future__ import annotations

from geo.render.embedding import FRAME, FrameAttributes

__all__ = ["FRAME", "FrameAttributes"]
