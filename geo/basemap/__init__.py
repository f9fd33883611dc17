"""The base map: measured places of Los Angeles, for the search by name and for the drawn map."""

from __future__ import annotations

from geo.basemap.atlas import Atlas, Entry, Kind, load, parse
from geo.basemap.encoding import encode

__all__ = ["Atlas", "Entry", "Kind", "encode", "load", "parse"]
