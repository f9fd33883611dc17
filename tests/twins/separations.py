"""How far two people are from each other at one moment, as the player answers it.

The public analysis answers by the story's clock, where a story is over after its last event; the
player keeps showing the last event, and `distances.js` must do so as well.
"""

from __future__ import annotations

from geo.analysis.timeline_distances import Separation, just_before, separation_between
from geo.playback import Timeline, Track, status_at
from geo.story import Story


def separation_at(
    story: Story, timeline: Timeline, one: Track, other: Track, time: float
) -> Separation:
    """The distance at a time of the timeline; from its end on, what holds just before the end.

    A person who dies in the last event is in it until then.
    """
    time = min(time, just_before(timeline.axis.times[-1]))
    return separation_between(
        (one.person, status_at(story, timeline, one, time)),
        (other.person, status_at(story, timeline, other, time)),
    )
