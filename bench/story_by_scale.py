"""The story of each scale."""

from __future__ import annotations

from bench.moving_stories import area_story, track_story
from bench.stories import Scale, generated_story, heat
from geo import Story


def story_of(scale: Scale) -> Story:
    """Return the story of a scale."""
    if scale.showing == "tracks":
        return track_story(scale.events)
    if scale.showing == "areas":
        return area_story(scale.events)
    return generated_story(scale.events, scale.showing) if scale.events else heat()
