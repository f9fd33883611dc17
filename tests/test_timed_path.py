"""The times of a path: they complete the event, and are on the clock of its start."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from geo.errors import StoryError
from geo.story import Event, Position, Story, When, Where
from geo.validation import require_valid

PATH = (Position(0, 0), Position(1, 0), Position(1, 0))
NINE, TEN, NOON = (datetime(2024, 6, 1, hour) for hour in (9, 10, 12))


def ride(times: tuple[datetime, ...], when: When = When()) -> Event:  # noqa: B008  frozen
    return Event("ride", "Ride", when=when, where=Where(PATH, times))


def test_the_first_and_last_time_are_the_start_and_the_end_if_these_are_unknown() -> None:
    when = ride((NINE, TEN, NOON)).when
    assert (when.start, when.end, when.precision) == (NINE, NOON, "time")
    given = ride((NINE, TEN, NOON), When(datetime(2024, 6, 1), datetime(2024, 6, 2))).when
    assert (given.start, given.end) == (datetime(2024, 6, 1), datetime(2024, 6, 2))


def test_times_with_a_zone_are_on_the_clock_of_the_start() -> None:
    summer = timezone(timedelta(hours=2))
    times = (NINE.replace(tzinfo=UTC), NOON.replace(tzinfo=summer), NOON.replace(tzinfo=UTC))
    event = ride(times, When(timezone="Europe/Rome"))
    assert event.where.times == (datetime(2024, 6, 1, 11), NOON, datetime(2024, 6, 1, 14))
    assert (event.when.start, event.when.timezone) == (datetime(2024, 6, 1, 11), "Europe/Rome")
    rome = tuple(time.astimezone(ZoneInfo("Europe/Rome")) for time in times)
    assert ride(rome).where.times == event.where.times


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        (ride((NINE, TEN)), "where.times: found 2 times for 3 positions of the path"),
        (ride((NINE, NOON, TEN)), "where.times[2]: found"),
        (ride((NINE, TEN, NOON), When(TEN, NOON)), "where.times[0]: found"),
        (ride((NINE, TEN, NOON), When(NINE, TEN)), "where.times[2]: found"),
    ],
)
def test_times_that_do_not_fit_the_path_or_the_event_are_errors(event: Event, problem: str) -> None:
    with pytest.raises(StoryError) as error:
        require_valid(Story("Rides", (event,)))
    assert problem in str(error.value)
    assert "ride" in str(error.value)
