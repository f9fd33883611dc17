"""Query the online services Nominatim and Photon, with a cache and a rate limit."""

from __future__ import annotations
