"""Write when an event happens, with the doubt that the story states."""

from __future__ import annotations

from geo.ancient_time import story_seconds
from geo.playback import time_labels
from geo.precision_ends import precision_of_end
from geo.story import When
from geo.story_times import ClockUnit, DayNames
from geo.words import Words, english


def event_time(
    when: When,
    day_one: DayNames = None,
    words: Words | None = None,
    unit: ClockUnit = "minute",
    zones: tuple[str | None, str | None] = (None, None),
) -> str:
    """Write the story time of an event, from start to end: `Day 1 · 11:30–11:35`.

    An end that is given as a date is written as that date: `4–17 August 1914`.

    Args:
        when: the time of the event. An end that is not after the start is left out, as in the
            player.
        day_one: how days are named; a date is that of day 1. None: dates are written out.
        words: the words of a language. None: English.
        unit: the finest unit of a time of day.
        zones: the names of the time zones of the start and the end, which are written after the
            times. None: not written.

    Returns:
        The time with the doubt about the date. An empty text if the start is unknown.
    """
    if when.start is None:
        return ""
    words = words or english()
    start = story_seconds(when.start)
    start_zone, end_zone = zones
    if when.end is None or not when.has_end:
        text = time_labels.moment(start, when.precision, day_one, words, unit)
        text = time_labels.in_zone(text, start_zone, words)
        text = time_labels.with_doubt(text, when.doubt, words)
    elif start_zone == end_zone:
        end = time_labels.PeriodEnd(story_seconds(when.end), precision_of_end(when))
        doubts = (when.doubt, when.end_doubt)
        text = time_labels.span(start, when.precision, end, day_one, words, unit, doubts)
        text = time_labels.in_zone(text, start_zone, words)
    else:
        first = time_labels.moment(start, when.precision, day_one, words, unit)
        precision = precision_of_end(when)
        last_s = story_seconds(when.end) - (time_labels.LAST_SECOND_S if precision != "time" else 0)
        last = time_labels.moment(last_s, precision, day_one, words, unit)
        first = time_labels.in_zone(first, start_zone, words)
        last = time_labels.in_zone(last, end_zone, words)
        text = words.phrase(
            "timeSpan",
            start=time_labels.with_doubt(first, when.doubt, words),
            end=time_labels.with_doubt(last, when.end_doubt, words),
        )
    return text


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


def further_time(
    when: When, scale: str | None, words: Words | None = None, unit: ClockUnit = "minute"
) -> str:
    """Write the time of an event on a further time scale: `Travellers' diary: 21 December 1872`.

    Args:
        when: the time of the event.
        scale: the name of the time scale. None: the story has none.
        words: the words of a language. None: English.
        unit: the finest unit of a time of day.

    Returns:
        The name and the time. An empty text if the time is unknown.
    """
    if scale is None or when.further_time is None:
        return ""
    words = words or english()
    time_s = story_seconds(when.further_time)
    time = time_labels.moment(time_s, when.further_precision, None, words, unit)
    return words.phrase("furtherTime", scale=scale, time=time)


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
