"""Places by name, offline: a geopy geocoder over the atlas and a story's own places.

>>> from geo.geocoding import Gazetteer
>>> Gazetteer().lookup("Venice Blvd").status
'found'
"""

from __future__ import annotations

from geo.geocoding.answer import Answer, Candidate, Status, describe
from geo.geocoding.offline.gazetteer import Gazetteer

__all__ = ["Answer", "Candidate", "Gazetteer", "Status", "describe"]
