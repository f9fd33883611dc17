"""The ends of periods."""

from __future__ import annotations

from datetime import datetime

from geo.ancient_time import time_of
from geo.precision_ends import last_moment


def test_the_last_moment_of_a_period_is_just_before_its_end() -> None:
    assert last_moment(datetime(1995, 5, 3)) == datetime(1995, 5, 2, 23, 59, 59, 999_000)


def test_the_year_before_the_first_one_of_datetime_has_a_last_moment() -> None:
    assert last_moment(datetime(1, 1, 1)) == time_of(0, 12, 31, 23, 59, 59, 999_000)
