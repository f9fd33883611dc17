"""`locate` finds the places of Heat by name and address after all points are removed.

A place is documented if it has a position and at least one source. It counts as found if `locate`
adds a point within the radius in the story. An ambiguous answer does not count, nor does a circle
that only contains the place. Some landmarks of the atlas have their points from the same guides and
timetables as the story, so this test does not measure their accuracy; `bench/geocoding.py` compares
with other sources.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from geo.geocoding.fill_in.search_missing import locate
from geo.geodesy import distance_m
from geo.story import Story

# At least this share of the documented places is found within its radius.
MIN_SHARE: Final = 0.8


def without_points(full: Story) -> Story:
    """Return the story with only the names and addresses of its places."""
    places = tuple(
        replace(place, position=None, radius_m=None, confidence=None, aliases=(), alternatives=())
        for place in full.places
    )
    events = tuple(
        replace(event, where=replace(event.where, path=(), radius_m=None, confidence=None))
        for event in full.events
    )
    return replace(full, places=places, events=events)


def test_locate_finds_the_documented_places_of_heat(story: Story) -> None:
    located = locate(without_points(story), today=date(2026, 1, 31)).story
    documented = [
        place for place in story.places if place.position and set(place.sources) != {"no_source"}
    ]
    missed = []
    for place in documented:
        position = located.place_by_id[place.id].position
        assert place.position is not None
        assert place.radius_m is not None
        if position is None or distance_m(place.position, position) > place.radius_m:
            missed.append(place.id)
    assert len(documented) > 20
    assert len(missed) <= (1 - MIN_SHARE) * len(documented), missed
