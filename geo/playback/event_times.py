"""Write when an event happens in plain English, with the doubt that the story states."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from geo.playback import time_labels
from geo.playback.time_scales import story_seconds
from geo.story import Precision, When

# An end at midnight belongs to the day before.
_BEFORE = timedelta(seconds=1)


def event_time(when: When, day_one: date | None = None) -> str:
    """Write the story time of an event, from start to end: `Day 1 · 11:30–11:35`.

    Args:
        when: the time of the event. An end that is not after the start is left out, as in the
            player.
        day_one: the date of day 1. None: dates are written out.

    Returns:
        The time. An empty text if the start is unknown.
    """
    if when.start is None:
        return ""
    start = _moment(when.start, when.precision, day_one)
    if when.end is None or when.end <= when.start:
        return start
    if when.precision != "time":
        end = _moment(max(when.start, when.end - _BEFORE), when.precision, day_one)
        return start if end == start else f"{start}–{end}"
    end = _moment(when.end, when.precision, day_one)
    if end == start:
        return start
    return f"{start}–{when.end:%H:%M}" if when.end.date() == when.start.date() else f"{start}–{end}"


def _moment(time: datetime, precision: Precision, day_one: date | None) -> str:
    return time_labels.moment(story_seconds(time), precision, day_one)


def time_doubt(when: When) -> str:
    """Write which parts of a story time are not stated: `day and hour assumed`.

    Returns:
        The doubt. An empty text if nothing is in doubt, or the start is unknown.
    """
    if when.start is None:
        return ""
    if when.day_basis == when.clock_basis and when.day_basis in {"implied", "assumed"}:
        return f"day and hour {when.day_basis}"
    parts = [("day", when.day_basis), ("hour", when.clock_basis)]
    return ", ".join(f"{part} {basis}" for part, basis in parts if basis not in {None, "stated"})


def film_time(when: When) -> str:
    """Write the film time of an event: `film 1:44:10, estimated`.

    Returns:
        The time in hours, minutes and seconds. An empty text if it is unknown.
    """
    if when.film_start_s is None:
        return ""
    minutes, seconds = divmod(int(when.film_start_s + time_labels.SLACK_S), 60)
    clock = f"film {minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return clock if when.film_basis == "documented" else f"{clock}, estimated"
