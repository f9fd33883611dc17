"""Write when an event happens, with the doubt that the story states."""

from __future__ import annotations

from datetime import date, timedelta

from geo.ancient_time import story_seconds
from geo.calendar_periods import first_moment
from geo.playback import time_labels
from geo.playback.time_labels import ClockUnit
from geo.story import When
from geo.words import Words, english

# An end at midnight belongs to the day before.
_BEFORE = timedelta(seconds=1)


def event_time(
    when: When,
    day_one: date | None = None,
    words: Words | None = None,
    unit: ClockUnit = "minute",
) -> str:
    """Write the story time of an event, from start to end: `Day 1 · 11:30–11:35`.

    Args:
        when: the time of the event. An end that is not after the start is left out, as in the
            player.
        day_one: the date of day 1. None: dates are written out.
        words: the words of a language. None: English.
        unit: the finest unit of a time of day.

    Returns:
        The time with the doubt about the date. An empty text if the start is unknown.
    """
    if when.start is None:
        return ""
    words = words or english()
    return time_labels.with_doubt(_span(when, day_one, words, unit), when.doubt, words)


def _span(when: When, day_one: date | None, words: Words, unit: ClockUnit) -> str:
    assert when.start is not None
    start = time_labels.moment(story_seconds(when.start), when.precision, day_one, words, unit)
    if when.end is None or when.end <= when.start:
        return start
    shown = when.end
    if when.precision != "time":
        shown = max(when.start, when.end - _BEFORE)
    end = time_labels.moment(story_seconds(shown), when.precision, day_one, words, unit)
    if end == start:
        return start
    if when.precision == "time" and first_moment(shown, "day") == first_moment(when.start, "day"):
        end = time_labels.clock(story_seconds(shown), unit)
    return words.phrase("timeSpan", start=start, end=end)


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
