"""Whether a story is on the base map, in part or as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.analysis.footprints import footprint_of

if TYPE_CHECKING:
    from geo.basemap import Atlas
    from geo.story import Story, Where


def is_on_base_map(story: Story, atlas: Atlas) -> bool:
    """Whether a position of the story that the player can show is on the base map.

    It can show the path and the areas of events with a marker, and the places with one
    that events use.
    """
    if any(event.where.has_marker and _is_on_atlas(event.where, atlas) for event in story.events):
        return True
    used = {name for event in story.events for name in (event.where.place, event.where.filmed_at)}
    return any(
        place.id in used
        and place.position is not None
        and place.has_marker
        and atlas.bounds.contains(place.position)
        for place in story.places
    )


def is_only_on_base_map(story: Story, atlas: Atlas) -> bool:
    """Whether all events with a marker are on the base map, with all of their path and areas."""
    return all(
        all(map(atlas.bounds.contains, event.where.path))
        and all(atlas.bounds.contains(at) for area in event.where.areas for at in area[0])
        for event in story.events
        if event.where.has_marker
    )


def _is_on_atlas(where: Where, atlas: Atlas) -> bool:
    """Whether a position or a corner is on the atlas, or an area is all around it."""
    if any(map(atlas.bounds.contains, where.path)):
        return True
    if any(map(atlas.bounds.contains, (at for area in where.areas for at in area[0]))):
        return True
    return bool(where.areas) and footprint_of(where).covers(atlas.bounds.middle)
