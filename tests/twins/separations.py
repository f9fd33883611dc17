"""The distance between two people at a time, with the player's rules.

In the public analysis a story has ended after its last event. The player keeps showing the last
event, and `distances.js` must agree with it.
"""

from __future__ import annotations

from geo.analysis.footprints import Footprints
from geo.analysis.timeline_distances import (
    LocatedPerson,
    Separation,
    moment_before,
    separation_between,
)
from geo.playback import Timeline, Track, status_at
from geo.story import Story


def separation_at(
    story: Story, timeline: Timeline, one: Track, other: Track, time: float
) -> Separation:
    """Return the distance at a time of the timeline. After its end, the last distance remains.

    So a person who dies in the last event still has a distance at the end.
    """
    time = min(time, moment_before(timeline.axis.times[-1]))
    footprints = Footprints(story, timeline)

    def located(track: Track) -> LocatedPerson:
        known = status_at(story, timeline, track, time)
        return LocatedPerson(track.person, known, footprints.of(known))

    return separation_between(located(one), located(other))
