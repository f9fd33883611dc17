"""Turn a story into one self-contained HTML document. Only this package uses folium and branca."""

from __future__ import annotations

from geo.render.embedding import FRAME, FrameAttributes

__all__ = ["FRAME", "FrameAttributes"]
