"""Times as users write them, and as a timeline counts them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Literal

from geo.errors import AnalysisError
from geo.playback.time_scales import EPOCH, story_seconds
from geo.playback.timelines import Timeline
from geo.story import Basis, Event, Story, When

# A time of the story's wall clock; in a story without times, the number of an event.
StoryTime = datetime | float

# How a time is known: as the story says it, or `inferred` for the end of an event without one.
TimeBasis = Literal["stated", "implied", "assumed", "inferred"]

# From the best known to the least known.
_BASES: tuple[Basis, ...] = ("stated", "implied", "assumed")


def to_timeline(story: Story, timeline: Timeline, given: StoryTime | date | str) -> float:
    """The time that a user gives, in the unit of the timeline.

    Raises:
        AnalysisError: it is no time, has a time zone, or is not of the kind that the story has.
    """
    if not story.events:
        raise AnalysisError("The story has no events, so it has no times. Add events to it first.")
    if timeline.time_scale == "order":
        return _from_event_number(story, given)
    return story_seconds(_wall_clock(given))


def _from_event_number(story: Story, given: object) -> float:
    count = len(story.events)
    expected = f"the number of an event from 1 to {count}, or {count + 1} for the end of the story"
    if isinstance(given, datetime | date | str):
        untimed = [event.id for event in story.events if event.when.start is None]
        raise AnalysisError(
            f"Found the time {str(given)!r}, expected {expected}: the events of this story have no "
            f"times to go by, since {len(untimed)} of {count} have no start (first: {untimed[0]!r})"
            ". Give every event a start, or leave those without one out."
        )
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise AnalysisError(f"Found {given!r}, expected {expected}.")
    if not isfinite(given) or not 1 <= given <= count + 1:
        raise AnalysisError(f"Found event number {given}, expected {expected}.")
    return given - 1.0


def _wall_clock(given: object) -> datetime:
    expected = "a datetime or ISO text such as '1995-05-02T10:58'"
    found = given
    if isinstance(given, str):
        try:
            found = datetime.fromisoformat(given)
        except ValueError:
            raise AnalysisError(f"Found the time {given!r}, expected {expected}.") from None
    elif isinstance(given, date) and not isinstance(given, datetime):
        found = datetime.combine(given, time())
    # pandas' NaT calls itself a datetime, but is not equal to itself.
    if not isinstance(found, datetime) or found != found:  # noqa: PLR0124
        raise AnalysisError(f"Found {given!r} as a time, expected {expected}.")
    if found.tzinfo is not None:
        raise AnalysisError(
            f"Found a time with a time zone, {str(given)!r}, expected the wall-clock time of the "
            f"story without one. Convert it and drop the zone, as {expected}."
        )
    return found


def from_timeline(timeline: Timeline, counted: float) -> StoryTime:
    """A time of a timeline as users read it; in story time to the millisecond."""
    if timeline.time_scale == "order":
        return counted + 1.0
    return EPOCH + timedelta(milliseconds=round(counted * 1_000))


def has_end(when: When) -> bool:
    """Whether the story itself gives the end. An end that is not after the start does not count."""
    return when.start is not None and when.end is not None and when.end > when.start


def start_basis(event: Event) -> TimeBasis | None:
    """How the start is known: the lesser of day and clock. None: the story does not say."""
    given = [basis for basis in (event.when.day_basis, event.when.clock_basis) if basis]
    return max(given, key=_BASES.index, default=None)


def end_basis(event: Event) -> TimeBasis | None:
    """How the end is known: `inferred` if the story gives none, else as the start is."""
    return start_basis(event) if has_end(event.when) else "inferred"
