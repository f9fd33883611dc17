"""A story's events in time, prepared once for all the questions about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from weakref import ref

from geo.playback.timelines import Timeline, timeline
from geo.playback.tracks import Track, tracks
from geo.story import Story


@dataclass(frozen=True, slots=True)
class StoryLayout:
    """The timeline of a story, and each person's sightings by the person's id."""

    timeline: Timeline
    track_by_person: Mapping[str, Track]


# The story of the last question. A weak reference, so that it can be freed.
_last: tuple[ref[Story], StoryLayout] | None = None


def layout_of(story: Story) -> StoryLayout:
    """The layout in story time, or in story order if an event has no time.

    Preparing a long story takes a second, so the layout of the last story is kept. It is compared
    by identity: to hash a long story takes nearly as long.
    """
    global _last  # noqa: PLW0603  a cache of one
    known = _last
    if known is not None and known[0]() is story:
        return known[1]
    line = timeline(story)
    layout = StoryLayout(line, {track.person: track for track in tracks(story, line)})
    _last = (ref(story), layout)
    return layout
