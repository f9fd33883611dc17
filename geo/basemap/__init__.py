"""The base map: measured places of Los Angeles, searched by name and drawn as a map."""

from __future__ import annotations

from geo.basemap.atlas import Atlas, Entry, Kind, load, parse
from geo.basemap.encoding import encode

__all__ = ["Atlas", "Entry", "Kind", "encode", "load", "parse"]
