"""Write when an event happens, with the doubt that the story states."""

from __future__ import annotations

from datetime import datetime, timedelta

from geo.playback import time_labels
from geo.playback.time_scales import story_seconds
from geo.story import DayNames, Precision, When
from geo.words import Words, english

# An end at midnight belongs to the day before.
_BEFORE = timedelta(seconds=1)


def event_time(when: When, day_one: DayNames = None, words: Words | None = None) -> str:
    """Write the story time of an event, from start to end: `Day 1 · 11:30–11:35`.

    Args:
        when: the time of the event. An end that is not after the start is left out, as in the
            player.
        day_one: how days are named; a date is that of day 1. None: dates are written out.
        words: the words of a language. None: English.

    Returns:
        The time. An empty text if the start is unknown.
    """
    if when.start is None:
        return ""
    words = words or english()
    start = _moment(when.start, when.precision, day_one, words)
    if when.end is None or when.end <= when.start:
        return start
    if when.precision != "time":
        end = _moment(max(when.start, when.end - _BEFORE), when.precision, day_one, words)
    else:
        end = _moment(when.end, when.precision, day_one, words)
    if end == start:
        return start
    is_dated = not isinstance(day_one, str)
    if is_dated and when.precision == "time" and when.end.date() == when.start.date():
        end = f"{when.end:%H:%M}"
    return words.phrase("timeSpan", start=start, end=end)


def _moment(time: datetime, precision: Precision, day_one: DayNames, words: Words) -> str:
    return time_labels.moment(story_seconds(time), precision, day_one, words)


# The phrases for a time of which the story does not state the day and the hour, or one of them.
_BOTH_DOUBTS = {"implied": "dayAndHourImplied", "assumed": "dayAndHourAssumed"}
_DAY_DOUBTS = {"implied": "dayImplied", "assumed": "dayAssumed"}
_HOUR_DOUBTS = {"implied": "hourImplied", "assumed": "hourAssumed"}


def time_doubt(when: When, words: Words | None = None) -> str:
    """Write which parts of a story time are not stated: `day and hour assumed`.

    Args:
        when: the time of the event.
        words: the words of a language. None: English.

    Returns:
        The doubt. An empty text if nothing is in doubt, or the start is unknown.
    """
    if when.start is None:
        return ""
    words = words or english()
    day, hour = when.day_basis or "", when.clock_basis or ""
    if day == hour:
        doubts = [_BOTH_DOUBTS.get(day)]
    else:
        doubts = [_DAY_DOUBTS.get(day), _HOUR_DOUBTS.get(hour)]
    return words.phrase("comma").join(words.phrase(doubt) for doubt in doubts if doubt)


def film_time(when: When, words: Words | None = None) -> str:
    """Write the film time of an event: `film 1:44:10, estimated`.

    Args:
        when: the time of the event.
        words: the words of a language. None: English.

    Returns:
        The time in hours, minutes and seconds. An empty text if it is unknown.
    """
    if when.film_start_s is None:
        return ""
    minutes, seconds = divmod(int(when.film_start_s + time_labels.SLACK_S), 60)
    words = words or english()
    clock = f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    parts = [words.phrase("filmTime", time=clock)]
    if when.film_basis != "documented":
        parts.append(words.phrase("estimated"))
    return words.phrase("comma").join(parts)
