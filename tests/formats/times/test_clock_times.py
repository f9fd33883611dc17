from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from geo.formats.times.clock_times import clock_beside_date, parse_clock


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("06:05", time(6, 5)),
        ("6:05", time(6, 5)),
        ("6:05:07.25", time(6, 5, 7, 250_000)),
        ("6:05 PM", time(18, 5)),
        ("6:05pm", time(18, 5)),
        ("6:05 p.m.", time(18, 5)),
        ("6:05 P. M.", time(18, 5)),
        ("6 pm", time(18)),
        ("6am", time(6)),
        ("12:00 AM", time(0)),
        ("12 p.m.", time(12)),
        ("上午6:05", time(6, 5)),
        ("下午6:05", time(18, 5)),
        ("下午 6点5分", time(18, 5)),
        ("下午3点", time(15)),
        ("18点30分", time(18, 30)),
        ("18时", time(18)),
        ("１８：３０", time(18, 30)),
    ],
)
def test_a_time_of_day_is_read_in_every_usual_form(text: str, expected: time) -> None:
    assert parse_clock(text) == expected


@pytest.mark.parametrize(
    "value", ["6", "18", "25:00", "6:60", "13:05 PM", "0:05 am", "6:5", "6:05 x", "", None, 930]
)
def test_other_values_are_no_times_of_day(value: Any) -> None:
    assert parse_clock(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *((930, time(9, 30)), ("1015", time(10, 15)), (0, time(0))),
        *((960, None), (2400, None), (9.5, None)),
    ],
)
def test_beside_a_date_a_number_is_hours_and_minutes(value: Any, expected: time | None) -> None:
    assert clock_beside_date(value) == expected
