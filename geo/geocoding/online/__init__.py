"""Online services: Nominatim and Photon, their cache and their rate limit."""

from __future__ import annotations
