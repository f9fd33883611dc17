"""The timeline and tracks of a story, computed once for several calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from weakref import ref

from geo.playback.timelines import Timeline, timeline
from geo.playback.tracks import Track, tracks
from geo.story import Story
from geo.validation import require_valid


@dataclass(frozen=True, slots=True)
class StoryLayout:
    """The timeline of a story, and the track of each person by the person's id."""

    timeline: Timeline
    track_by_person: Mapping[str, Track]


# The story of the last call. The reference is weak, so that the story can be freed.
_last: tuple[ref[Story], StoryLayout] | None = None


def layout_of(story: Story) -> StoryLayout:
    """Return the layout in story time, or in story order if an event has no time.

    The layout of the last story is cached, because a long story takes about a second. The cache
    compares by identity, because hashing a long story takes nearly as long.

    Raises:
        StoryError: the story breaks a rule, or is not a `Story`.
    """
    require_valid(story)  # at once for a story that was read or checked before
    global _last  # noqa: PLW0603  a cache of one
    cached = _last
    if cached is not None and cached[0]() is story:
        return cached[1]
    line = timeline(story)
    layout = StoryLayout(line, {track.person: track for track in tracks(story, line)})
    _last = (ref(story), layout)
    return layout
