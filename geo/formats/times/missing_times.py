"""Warn if only some events have a time."""

from __future__ import annotations

from collections.abc import Sequence

from geo.counted_nouns import with_number
from geo.problem_list import ProblemList, show
from geo.story import Event

# At most this many events are named.
_MOST_NAMED = 3


def warn_missing_times(
    events: Sequence[Event], problems: ProblemList, further_scale: str | None = None
) -> None:
    """Warn about events whose time is unknown, and about other time scales that they lack.

    `further_scale` is the name of the story's further time scale. None: it has none.
    """
    untimed = [event for event in events if event.when.start is None]
    off_screen = [event for event in events if event.when.film_start_s is None]
    if 0 < len(untimed) < len(events):
        whose, their = ("it", "its") if len(untimed) == 1 else ("they", "their")
        plays = "plays" if len(untimed) == 1 else "play"
        consequence = f'so {whose} {plays} between {their} neighbours, marked "time unknown"'
        _warn("start", "time", untimed, events, consequence, problems)
    unread = [event for event in events if event.when.further_time is None]
    if further_scale is not None and events and len(unread) == len(events):
        message = (
            f"the story names the further time scale {show(further_scale)}, but no event has a "
            "further_time, so the player does not offer it; add the times, or remove the name"
        )
        found = f"the name {show(further_scale)} without any further_time"
        problems.warn("story", "further_scale", found, "a further_time for every event", message)
    if 0 < len(unread) < len(events):
        consequence = "so the story cannot play on its further time scale"
        _warn("further_time", "further time", unread, events, consequence, problems)
    if 0 < len(off_screen) < len(events):
        consequence = "so the story cannot play in film time"
        _warn("film_start_s", "film time", off_screen, events, consequence, problems)


def _warn(
    field: str,
    time: str,
    without: Sequence[Event],
    events: Sequence[Event],
    consequence: str,
    problems: ProblemList,
) -> None:
    verb = "has" if len(without) == 1 else "have"
    found = f"{len(without):,} of {with_number(len(events), 'event')} without a {time}"
    first = "first: " * (len(without) > _MOST_NAMED)
    first += ", ".join(show(event.title) for event in without[:_MOST_NAMED])
    message = (
        f"{len(without):,} of {with_number(len(events), 'event')} {verb} no {time} "
        f"({first}), {consequence}"
    )
    problems.warn(None, field, found, f"a {time} for every event", message)
