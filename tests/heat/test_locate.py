"""Heat with every point taken away: its names and addresses lead back to its places.

Documented is a place with a position and at least one source. It comes back when `locate` writes
down a point, and that lies within the radius the story gives: an ambiguous answer does not count,
nor does a wide circle that only holds the place. Some landmarks of the atlas have their points from
the same guides and timetables as the story, so this shows that they are found by name and address,
not how well they are measured; `bench/geocoding.py` measures against other sources.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from geo.geocoding.fill_in.search_missing import locate
from geo.geodesy import distance_m
from geo.story import Story

# Of the documented places at least this share comes back within its own radius.
SHARE: Final = 0.8


def bare(full: Story) -> Story:
    """The story with names and addresses only: no point, no alias, nothing said of either."""
    places = tuple(
        replace(place, position=None, radius_m=None, confidence=None, aliases=(), alternatives=())
        for place in full.places
    )
    events = tuple(
        replace(event, where=replace(event.where, path=(), radius_m=None, confidence=None))
        for event in full.events
    )
    return replace(full, places=places, events=events)


def test_heat_without_its_points_finds_its_documented_places_again(story: Story) -> None:
    found = {place.id: place for place in locate(bare(story), today=date(2026, 1, 31)).story.places}
    documented = [
        place for place in story.places if place.position and set(place.sources) != {"no_source"}
    ]
    missed = []
    for place in documented:
        again = found[place.id].position
        assert place.position is not None
        assert place.radius_m is not None
        if again is None or distance_m(place.position, again) > place.radius_m:
            missed.append(place.id)
    assert len(documented) > 20
    assert len(missed) <= (1 - SHARE) * len(documented), missed
