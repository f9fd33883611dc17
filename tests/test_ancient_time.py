"""Times before the year 1, alone and together with `datetime`."""

from __future__ import annotations

import copy
import pickle
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.ancient_time import (
    EPOCH,
    AncientTime,
    StoryTime,
    story_seconds,
    time_from_iso,
    time_of,
    time_since_epoch,
)

IDES = AncientTime(-43, 3, 15)

SINCE_EPOCH = st.timedeltas(AncientTime(-9999) - EPOCH, datetime(9999, 12, 31) - EPOCH)
TIMES = SINCE_EPOCH.map(time_since_epoch)


def units(time: StoryTime) -> tuple[int, ...]:
    clock = (time.hour, time.minute, time.second, time.microsecond)
    return (time.year, time.month, time.day, *clock)


def test_the_day_before_the_year_1_is_the_last_day_of_the_year_0() -> None:
    assert AncientTime(0, 12, 31) + timedelta(days=1) == datetime(1, 1, 1)
    assert datetime(1, 1, 1) - AncientTime(0, 12, 31) == timedelta(days=1)


def test_the_years_0_and_minus_400_are_leap_years_and_minus_100_is_not() -> None:
    assert units(AncientTime(0, 2, 29))[:3] == (0, 2, 29)
    assert units(AncientTime(-400, 2, 29))[:3] == (-400, 2, 29)
    with pytest.raises(ValueError, match="day"):
        AncientTime(-100, 2, 29)


# Julian day numbers: 1721424.5 is 0001-01-01, 2440587.5 is 1970-01-01 (both proleptic Gregorian).
# The Ides of March of 44 BC are 1705428.5: 15 March in the Gregorian calendar.
def test_the_number_of_days_is_that_of_the_julian_day_number() -> None:
    assert (datetime(1, 1, 1) - EPOCH).days == 1_721_426 - 2_440_588
    # 44 * 365 + 11 leap days (-40, -36 … 0) from -0043-01-01 to 0001-01-01.
    assert (datetime(1, 1, 1) - AncientTime(-43)).days == 44 * 365 + 11


def test_times_are_written_in_iso_8601_with_a_signed_year() -> None:
    assert IDES.isoformat(timespec="minutes") == "-0043-03-15T00:00"
    assert AncientTime(0).isoformat() == "0000-01-01T00:00:00"
    assert repr(IDES) == "AncientTime(-43, 3, 15)"
    assert str(AncientTime(-9999, 1, 1, 10, 30)) == "-9999-01-01 10:30:00"


def test_it_is_copied_pickled_hashed_and_compared_by_its_value() -> None:
    same = AncientTime(-43, 3, 15)
    assert {IDES, same, copy.deepcopy(IDES), pickle.loads(pickle.dumps(IDES))} == {same}
    assert datetime(44, 3, 15) != IDES


def test_a_replaced_year_can_be_one_of_ours() -> None:
    assert IDES.replace(year=44) == datetime(44, 3, 15)
    assert IDES.replace(month=1, day=2) == AncientTime(-43, 1, 2)


@pytest.mark.parametrize("year", [-10_000, 1, 1995])
def test_other_years_are_refused(year: int) -> None:
    with pytest.raises(ValueError, match=f"found the year {year}, expected"):
        AncientTime(year)


@pytest.mark.parametrize("days", [-1, 8_000_000])
def test_arithmetic_that_leaves_the_years_is_an_overflow(days: int) -> None:
    with pytest.raises(OverflowError):
        AncientTime(-9999) + timedelta(days=days)


@pytest.mark.parametrize("other", [5, "x", None])
def test_it_has_no_order_with_other_values(other: Any) -> None:
    with pytest.raises(TypeError):
        assert other < IDES
    with pytest.raises(TypeError):
        IDES - other


@given(TIMES)
def test_a_time_written_in_iso_8601_is_read_as_the_same_time(time: StoryTime) -> None:
    assert time_from_iso(time.isoformat()) == time


@pytest.mark.parametrize("text", ["-0043-03-15T10:00+01:00", "-0043-02-30", "-44-03-15", "-0043"])
def test_a_text_that_is_no_time_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        time_from_iso(text)


@given(TIMES)
def test_a_time_is_made_of_its_units(time: StoryTime) -> None:
    assert time_of(*units(time)) == time


@given(TIMES, TIMES)
def test_order_and_difference_agree(one: StoryTime, other: StoryTime) -> None:
    difference: timedelta = other - one
    assert (one < other) == (difference > timedelta(0))
    assert (one == other) == (not difference)
    assert time_since_epoch(one - EPOCH + difference) == other
    assert story_seconds(other) == pytest.approx(story_seconds(one) + difference.total_seconds())
