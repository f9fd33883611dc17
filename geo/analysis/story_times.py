"""Convert between the times that users write and the times of a timeline."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Literal

from geo.ancient_time import AncientTime, story_seconds, time_from_iso, time_since_epoch
from geo.errors import AnalysisError
from geo.playback.timelines import Timeline
from geo.story import Basis, Event, Story, When

# A wall-clock time of the story. In a story without times, the number of an event.
StoryTime = datetime | AncientTime | float

# How a time is known: the story's own basis, or `inferred` for the end of an event without an end.
TimeBasis = Literal["stated", "implied", "assumed", "inferred"]

# From the most certain to the least certain.
_BASES: tuple[Basis, ...] = ("stated", "implied", "assumed")


def to_timeline(story: Story, timeline: Timeline, given: StoryTime | date | str) -> float:
    """Convert a user's time to the unit of the timeline.

    Raises:
        AnalysisError: the value is not a time, has a time zone, or is not the kind of time that the
            story uses.
    """
    if timeline.time_scale == "order":
        return _from_event_number(story, given)
    return story_seconds(_wall_clock(given))


def _from_event_number(story: Story, given: object) -> float:
    count = len(story.events)
    expected = f"the number of an event from 1 to {count}, or {count + 1} for the end of the story"
    if isinstance(given, datetime | date | str):
        raise AnalysisError(
            f"Time: found {str(given)!r}, expected {expected}. This story cannot use times, "
            "because no event has a start."
        )
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise AnalysisError(f"Time: found {given!r}, expected {expected}.")
    if not isfinite(given) or not 1 <= given <= count + 1:
        raise AnalysisError(f"Time: found event number {given}, expected {expected}.")
    return given - 1.0


def _wall_clock(given: object) -> datetime | AncientTime:
    expected = "a datetime or ISO text such as '1995-05-02T10:58'"
    parsed = given
    if isinstance(given, str):
        try:
            parsed = time_from_iso(given)
        except ValueError:
            raise AnalysisError(f"Time: found {given!r}, expected {expected}.") from None
    elif isinstance(given, date) and not isinstance(given, datetime):
        parsed = datetime.combine(given, time())
    # NaT of pandas is an instance of datetime, but is not equal to itself.
    if isinstance(parsed, AncientTime):
        return parsed
    if not isinstance(parsed, datetime) or parsed != parsed:  # noqa: PLR0124
        raise AnalysisError(f"Time: found {given!r}, expected {expected}.")
    if parsed.tzinfo is not None:
        raise AnalysisError(
            f"Time: found {str(given)!r} with a time zone, expected the story's wall-clock time "
            "without a zone. Convert it to the story's time zone and remove the zone, for example "
            "time.astimezone(zone).replace(tzinfo=None)."
        )
    return parsed


def from_timeline(timeline: Timeline, value: float) -> StoryTime:
    """Convert a time of a timeline to a user's time. Story time is rounded to a millisecond."""
    if timeline.time_scale == "order":
        return value + 1.0
    return time_since_epoch(timedelta(milliseconds=round(value * 1_000)))


def start_of(story: Story, timeline: Timeline, k: int) -> StoryTime | None:
    """Return when event k of a timeline starts. None: unknown."""
    return None if is_unknown(story, timeline, k) else from_timeline(timeline, timeline.starts[k])


def end_of(story: Story, timeline: Timeline, k: int) -> StoryTime | None:
    """Return when event k of a timeline ends, inferred or not. None: its time is unknown."""
    return None if is_unknown(story, timeline, k) else from_timeline(timeline, timeline.ends[k])


def is_unknown(story: Story, timeline: Timeline, k: int) -> bool:
    """Return whether the time of event k is unknown: its place on the timeline is no fact."""
    return timeline.time_scale == "story" and story.events[timeline.order[k]].when.start is None


def has_end(when: When) -> bool:
    """Return whether the story gives an end. An end that is not after the start does not count."""
    return when.start is not None and when.end is not None and when.end > when.start


def start_basis(event: Event) -> TimeBasis | None:
    """Return the less certain basis of the day and the clock. None: the story does not say."""
    given = [basis for basis in (event.when.day_basis, event.when.clock_basis) if basis]
    return max(given, key=_BASES.index, default=None)


def end_basis(event: Event) -> TimeBasis | None:
    """Return `inferred` if the story gives no end, else the basis of the start."""
    return start_basis(event) if has_end(event.when) else "inferred"
