from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.ancient_time import AncientTime, StoryTime
from geo.formats.times.timestamps import (
    Moment,
    format_moment,
    parse_day,
    parse_moment,
    period_end,
    wall_clock,
)
from geo.story import Doubt, Precision


@pytest.mark.parametrize(
    "text",
    [
        *("", "yesterday", "95-05-02", "1995-5-2", "1995-13", "1995-05-32", "1995-05-02T25:00"),
        *("1995-05-02T24:00", "1995-05-02x10:58", "-44-03-15", "12026", "٢٠٢٤", "1995-05-02T"),
        *("1995-05-32T10:58+25:00", "1995-05-02T10:58Zebra", "05/02/1995", "1995 05", "18XX~?"),
    ],
)
def test_a_text_that_is_not_an_iso_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="such as 1995-05-02T10:58"):
        parse_moment(text)


@pytest.mark.parametrize(
    ("text", "time", "precision", "doubt"),
    [
        ("-0043-03-15", AncientTime(-43, 3, 15), "day", None),
        ("-0043-03-15T10:30:05", AncientTime(-43, 3, 15, 10, 30, 5), "time", None),
        ("-000043", AncientTime(-43), "year", None),
        ("0000-01-01", AncientTime(0), "day", None),
        ("+1984", datetime(1984, 1, 1), "year", None),
        ("1984~", datetime(1984, 1, 1), "year", "approximate"),
        ("1984-05?", datetime(1984, 5, 1), "month", "uncertain"),
        ("1984-05-02%", datetime(1984, 5, 2), "day", "both"),
        ("18XX", datetime(1800, 1, 1), "century", None),
        ("198x~", datetime(1980, 1, 1), "decade", "approximate"),
        ("00XX", datetime(1, 1, 1), "century", None),
        ("-04XX", AncientTime(-499), "century", None),
        ("1984-XX", datetime(1984, 1, 1), "year", None),
        ("1984-05-XX", datetime(1984, 5, 1), "month", None),
        ("2020-W05", datetime(2020, 1, 27), "week", None),
        ("2020-W05-3", datetime(2020, 1, 29), "day", None),
        ("2020W053", datetime(2020, 1, 29), "day", None),
    ],
)
def test_years_before_1_doubt_unknown_digits_and_weeks_are_read(
    text: str, time: StoryTime, precision: Precision, doubt: Doubt | None
) -> None:
    assert parse_moment(text) == Moment(time, precision, doubt)
    assert parse_moment(format_moment(time, precision, doubt)) == Moment(time, precision, doubt)


@pytest.mark.parametrize(
    "text", ["-0043-02-30", "2020-W54", "2021-W53", "+12345", "-0100-02-29", "1984-13~"]
)
def test_an_extended_date_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a day and a time that exist"):
        parse_moment(text)


@pytest.mark.parametrize("offset", ["+25:00", "-24:00", "+99:99", " +9999"])
def test_an_offset_that_does_not_exist_is_refused(offset: str) -> None:
    with pytest.raises(ValueError, match=r"^an offset from -23:59 to \+23:59$"):
        parse_moment(f"1995-05-02T10:58{offset}")


@given(st.datetimes(), st.sampled_from(["minutes", "seconds", "milliseconds", "microseconds"]))
def test_iso_texts_of_python_are_read_as_the_same_time(time: datetime, parts: str) -> None:
    text = time.isoformat(timespec=parts)
    assert parse_moment(text) == Moment(datetime.fromisoformat(text), "time")


@given(st.datetimes())
def test_a_formatted_time_is_read_as_the_same_time(time: datetime) -> None:
    assert parse_moment(format_moment(time)) == Moment(time, "time")


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_a_value_error(text: str) -> None:
    # Any other exception would be a traceback for the user.
    with suppress(ValueError):
        assert isinstance(parse_moment(text), Moment)


def test_a_time_is_converted_to_the_local_time_of_a_zone() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    assert wall_clock(datetime(1995, 5, 2, 17, 58, tzinfo=UTC), zone) == datetime(
        1995, 5, 2, 10, 58
    )
    assert wall_clock(datetime(1995, 5, 2, 10, 58), zone) == datetime(1995, 5, 2, 10, 58)
    with pytest.raises(ValueError, match="year from 1 to 9999"):
        wall_clock(datetime(1, 1, 1, tzinfo=UTC), zone)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("1995", datetime(1996, 1, 1)),
        ("1995-12", datetime(1996, 1, 1)),
        ("1996-01", datetime(1996, 2, 1)),
        ("1996-02-28", datetime(1996, 2, 29)),
        ("1995-05-02T10:58", datetime(1995, 5, 2, 10, 58)),
    ],
)
def test_a_period_ends_where_the_next_one_begins(text: str, end: datetime) -> None:
    assert period_end(parse_moment(text)) == end


@pytest.mark.parametrize("text", ["9999", "9999-12", "9999-12-31"])
def test_the_last_period_ends_at_the_last_moment(text: str) -> None:
    moment = parse_moment(text)
    assert period_end(moment) == datetime(9999, 12, 31, 23, 59, 59, 999_999)
    assert format_moment(period_end(moment), moment.precision) == text


@pytest.mark.parametrize("value", ["1995-5-2", "19950502", "1995-02-30", 5, None])
def test_a_value_that_is_not_a_day_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="a date such as"):
        parse_day(value)
