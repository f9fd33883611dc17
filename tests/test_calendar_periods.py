"""The first moment and the end of centuries, decades, years, months, weeks and days."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.ancient_time import AncientTime, StoryTime, time_of
from geo.calendar_periods import first_moment, iso_week, period_end
from geo.story import Precision


@pytest.mark.parametrize(
    ("time", "precision", "first", "end"),
    [
        (datetime(1984, 5, 2, 10), "century", datetime(1900, 1, 1), datetime(2000, 1, 1)),
        (datetime(1984, 5, 2, 10), "decade", datetime(1980, 1, 1), datetime(1990, 1, 1)),
        (datetime(1984, 5, 2, 10), "year", datetime(1984, 1, 1), datetime(1985, 1, 1)),
        (datetime(1984, 12, 2, 10), "month", datetime(1984, 12, 1), datetime(1985, 1, 1)),
        (datetime(2020, 1, 29, 10), "week", datetime(2020, 1, 27), datetime(2020, 2, 3)),
        (datetime(1984, 2, 28, 10), "day", datetime(1984, 2, 28), datetime(1984, 2, 29)),
        (datetime(1984, 5, 2, 10), "time", datetime(1984, 5, 2, 10), datetime(1984, 5, 2, 10)),
        # The first century has the years 1 to 99; the one before has the years -99 to 0.
        (datetime(79, 8, 24), "century", datetime(1, 1, 1), datetime(100, 1, 1)),
        (AncientTime(-43, 3, 15), "century", AncientTime(-99), datetime(1, 1, 1)),
        (AncientTime(-450), "century", AncientTime(-499), AncientTime(-399)),
        (AncientTime(-43, 3, 15), "decade", AncientTime(-49), AncientTime(-39)),
        (AncientTime(0, 3, 15), "year", AncientTime(0), datetime(1, 1, 1)),
        (AncientTime(0, 12, 5), "month", AncientTime(0, 12), datetime(1, 1, 1)),
        (AncientTime(0, 12, 31), "day", AncientTime(0, 12, 31), datetime(1, 1, 1)),
    ],
)
def test_a_period_has_a_first_moment_and_an_end(
    time: StoryTime, precision: Precision, first: StoryTime, end: StoryTime
) -> None:
    assert first_moment(time, precision) == first
    assert period_end(first, precision) == end


@pytest.mark.parametrize("precision", ["century", "decade", "year", "month", "week", "day"])
def test_the_last_period_ends_at_the_last_moment(precision: Precision) -> None:
    assert period_end(datetime(9999, 12, 31), precision) == datetime(
        9999, 12, 31, 23, 59, 59, 999_999
    )


@given(st.datetimes())
def test_weeks_are_those_of_iso_8601(time: datetime) -> None:
    assert iso_week(time) == tuple(time.isocalendar())[:2]


def test_weeks_before_the_year_1_go_on() -> None:
    # 0001-01-01 was a Monday, so the last day of the year 0 was a Sunday.
    assert first_moment(time_of(0, 12, 31), "week") == time_of(0, 12, 25)
    assert iso_week(time_of(0, 12, 31)) == (0, 52)
