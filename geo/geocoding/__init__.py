"""Find places by name or by point, with geopy geocoders that work offline first.

>>> from geo.geocoding import Gazetteer
>>> Gazetteer().lookup("Venice Blvd").status
'found'

Each public name is loaded when it is first used (PEP 562). So the gazetteer loads no network code,
and the command line reads the table of services without loading geopy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_names import lazy_names

if TYPE_CHECKING:
    from geo.geocoding.answer import Answer, Candidate, Status, describe
    from geo.geocoding.chain import Chain
    from geo.geocoding.offline.gazetteer import Gazetteer
    from geo.geocoding.online.answer_database import AnswerDatabase
    from geo.geocoding.online.cached_geocoder import CachedGeocoder
    from geo.geocoding.online.nominatim import Nominatim
    from geo.geocoding.online.photon import Photon
    from geo.geocoding.online.settings import OnlineSettings

# Public name → the module that defines it.
_MODULES = {
    "Answer": "geo.geocoding.answer",
    "AnswerDatabase": "geo.geocoding.online.answer_database",
    "CachedGeocoder": "geo.geocoding.online.cached_geocoder",
    "Candidate": "geo.geocoding.answer",
    "Chain": "geo.geocoding.chain",
    "Gazetteer": "geo.geocoding.offline.gazetteer",
    "Nominatim": "geo.geocoding.online.nominatim",
    "OnlineSettings": "geo.geocoding.online.settings",
    "Photon": "geo.geocoding.online.photon",
    "Status": "geo.geocoding.answer",
    "describe": "geo.geocoding.answer",
}

__all__ = [
    "Answer",
    "AnswerDatabase",
    "CachedGeocoder",
    "Candidate",
    "Chain",
    "Gazetteer",
    "Nominatim",
    "OnlineSettings",
    "Photon",
    "Status",
    "describe",
]

__getattr__, __dir__ = lazy_names(__name__, _MODULES)
