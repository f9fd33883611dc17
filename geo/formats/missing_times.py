"""Warn if only some events have a time: a time scale needs the time of every event."""

from __future__ import annotations

from collections.abc import Sequence

from geo.counted_nouns import with_number
from geo.problem_list import ProblemList, show
from geo.story import Event


def warn_missing_times(events: Sequence[Event], problems: ProblemList) -> None:
    """Warn about each time scale that the story does not get, because some events have no time."""
    untimed = [event for event in events if event.when.start is None]
    off_screen = [event for event in events if event.when.film_start_s is None]
    if 0 < len(untimed) < len(events):
        consequence = "so the story plays in the order of the file"
        _warn("start", "time", untimed, events, consequence, problems)
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
    message = (
        f"{len(without):,} of {with_number(len(events), 'event')} {verb} no {time} "
        f"(first: {show(without[0].title)}), {consequence}"
    )
    problems.warn(None, field, found, f"a {time} for every event", message)
