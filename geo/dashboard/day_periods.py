"""The choices of the filter by time: days, dates, months or years, as in the player."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal

from geo.ancient_time import story_seconds
from geo.playback import event_days, time_labels
from geo.precision_ends import PRECISIONS
from geo.story import Precision, Story, When

Unit = Literal["day", "month", "year"]

# Dates are offered for at most this many days with events, or for a story that is not much longer.
MOST_DATES = 31
LONGEST_OF_DATES_DAYS = 92
# Months are offered for stories of at most five years.
LONGEST_OF_MONTHS_DAYS = 5 * 366

_TITLES: Mapping[Unit, str] = {"day": "Dates", "month": "Months", "year": "Years"}


@dataclass(frozen=True, slots=True)
class DayPeriods:
    """The choices of the filter by time. None if it would make no sense.

    A choice is known by the number of its first day that has an event. `title` is what the choices
    are called, `labels` are their texts, and `days` all their days with events.
    """

    title: str = ""
    labels: Mapping[int, str] = field(default_factory=dict)
    days: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def days_of(self, choices: tuple[int, ...]) -> tuple[int, ...]:
        """Return the days of some choices. A choice of another story stays a day."""
        days = (day for choice in choices for day in self.days.get(choice, (choice,)))
        return tuple(dict.fromkeys(days))

    def choices_with(self, days: tuple[int, ...]) -> tuple[int, ...]:
        """Return the choices that contain some days. A day without an event stays as it is."""
        choices = {day: choice for choice, all_days in self.days.items() for day in all_days}
        return tuple(dict.fromkeys(choices.get(day, day) for day in days))


def day_periods(story: Story) -> DayPeriods:
    """Return the choices for a story.

    Without real dates, the choices are the numbers of days. Otherwise, they are as precise as the
    least precise time: years if an event is known only to the year. A long story has months or
    years. A story without times has none, and so has one of a single day, month or year.
    """
    timed = [
        (day, event.when)
        for day, event in zip(event_days(story), story.events, strict=True)
        if day is not None and event.when.start is not None
    ]
    days = sorted({day for day, _ in timed})
    if len(days) < 2:
        return DayPeriods()
    if story.day_names is not None:
        return DayPeriods("Days", {day: str(day) for day in days}, {day: (day,) for day in days})
    unit = _unit(story, days)
    grouped: dict[str, list[tuple[int, When]]] = {}
    for day, when in sorted(timed, key=itemgetter(0)):
        grouped.setdefault(_label(when, unit), []).append((day, when))
    if len(grouped) < 2:
        return DayPeriods()
    labels, periods = {}, {}
    for group in grouped.values():
        first, when = group[0]
        # A century among years: nothing in it is known to the year.
        finest = max((one.precision for _, one in group), key=PRECISIONS.index)
        labels[first] = _label(when, min(unit, finest, key=PRECISIONS.index))
        periods[first] = tuple(dict.fromkeys(day for day, _ in group))
    return DayPeriods(_TITLES[unit], labels, periods)


def _label(when: When, precision: Precision) -> str:
    assert when.start is not None
    return time_labels.moment(story_seconds(when.start), precision)


def _unit(story: Story, days: list[int]) -> Unit:
    known = {event.when.precision for event in story.events if event.when.start is not None}
    fineness = min(map(PRECISIONS.index, known))
    length = days[-1] - days[0] + 1
    is_short = len(days) <= MOST_DATES or length <= LONGEST_OF_DATES_DAYS
    if fineness > PRECISIONS.index("month") and is_short:
        return "day"
    if fineness >= PRECISIONS.index("month") and length <= LONGEST_OF_MONTHS_DAYS:
        return "month"
    return "year"
