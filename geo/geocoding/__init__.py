"""Places by name, offline: a geopy geocoder over the atlas and a story's own places.

>>> from geo.geocoding import Gazetteer
>>> Gazetteer.for_story(story).lookup("Venice Blvd").status
'found'
"""
