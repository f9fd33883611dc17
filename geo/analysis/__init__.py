"""Analyse a story: who was where, how far apart two people are, and when they meet.

>>> import geo
>>> from geo import analysis
>>> heat = geo.read("events.geojson")
>>> analysis.distance_between(heat, "Neil McCauley", "hanna", "1995-05-10T22:45").certainty
'known'

Every function returns a frozen record or a list of records. You can pass a list of records to
`pandas.DataFrame`. None means unknown. docs/analysis.md shows examples.
"""

from __future__ import annotations

from geo.analysis.pair_distances import Distance, distance_between, distance_curve
from geo.analysis.pair_encounters import Encounter, encounters
from geo.analysis.person_itinerary import Sighting, itinerary
from geo.analysis.person_status import PersonStatus, who_was_where
from geo.errors import AnalysisError

__all__ = [
    "AnalysisError",
    "Distance",
    "Encounter",
    "PersonStatus",
    "Sighting",
    "distance_between",
    "distance_curve",
    "encounters",
    "itinerary",
    "who_was_where",
]
