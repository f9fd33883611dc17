"""The rules for the times of events on the further time scale of a story."""

from __future__ import annotations

from typing import NamedTuple

from geo.calendar_periods import first_moment
from geo.story import When


class BrokenRule(NamedTuple):
    """What was expected, and the sentence about it. An empty message: the usual one."""

    expected: str
    message: str


UNNAMED_SCALE = BrokenRule(
    "a story with a further_scale",
    "the event has a further_time, but the story names no further time scale; name it in "
    'story.further_scale, such as "Travellers\' diary"',
)
"""The story has no `further_scale` for the `further_time` of an event."""


def further_time_problem(when: When) -> BrokenRule | None:
    """Return the rule that a `further_time` breaks. None: it is valid or unknown."""
    given, precision = when.further_time, when.further_precision
    if given is None:
        return None
    if given.tzinfo is not None:
        expected = "a time without a time zone"
        return BrokenRule(expected, "a further_time has no time zone; remove its tzinfo")
    first = first_moment(given, precision)
    if given == first:
        return None
    return BrokenRule(
        f'{first.isoformat()} for the precision "{precision}", or the precision "time"',
        f'a further_time with the precision "{precision}" must be the first moment of the '
        f'{precision}, here {first.isoformat()}; change it, or set further_precision="time"',
    )
