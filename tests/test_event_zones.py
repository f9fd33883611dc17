"""Time zones of events: names, offsets, and the same instant on other clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.ancient_time import AncientTime, StoryTime
from geo.event_zones import converted, name_of_zone, offset_text, zone_label, zone_named

ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize(
    ("time", "from_zone", "to_zone", "expected"),
    [
        (datetime(2024, 7, 1, 12), "Europe/Rome", "UTC", datetime(2024, 7, 1, 10)),
        (datetime(2024, 1, 1, 12), "Europe/Rome", "+05:30", datetime(2024, 1, 1, 16, 30)),
        (datetime(2024, 1, 1), "Asia/Tokyo", "America/New_York", datetime(2023, 12, 31, 10)),
        (datetime(1, 1, 1), "+02:00", "UTC", AncientTime(0, 12, 31, 22)),
        (AncientTime(-43, 3, 15, 1), "+02:00", "-01:00", AncientTime(-43, 3, 14, 22)),
    ],
)
def test_a_time_is_read_on_the_clocks_of_another_zone(
    time: StoryTime, from_zone: str, to_zone: str, expected: StoryTime
) -> None:
    assert converted(time, from_zone, to_zone) == expected


@given(st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)), st.integers(-1439, 1439))
def test_a_time_comes_back_from_another_offset(time: datetime, minutes: int) -> None:
    offset = offset_text(timedelta(minutes=minutes))
    assert converted(converted(time, "UTC", offset), offset, "UTC") == time


@pytest.mark.parametrize("name", ["Rome", "America", "+25:00", "+2", "", "../etc/passwd", "-24:00"])
def test_a_zone_that_does_not_exist_is_a_value_error(name: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        zone_named(name)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Europe/Rome", "Rome"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("+02:00", "UTC+2"),
        ("-03:30", "UTC\N{MINUS SIGN}3:30"),
        ("+00:00", "UTC"),
        ("UTC", "UTC"),
        ("Etc/GMT+5", "UTC\N{MINUS SIGN}5"),
        ("Etc/GMT-14", "UTC+14"),
        ("Etc/GMT", "UTC"),
    ],
)
def test_a_zone_has_a_short_name_for_people(name: str, label: str) -> None:
    assert zone_label(name) == label


@pytest.mark.parametrize(
    ("time", "name"),
    [
        (datetime(2024, 1, 1, tzinfo=ROME), "Europe/Rome"),
        (datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=-3.5))), "-03:30"),
        (datetime(2024, 1, 1, tzinfo=UTC), "+00:00"),
    ],
)
def test_an_aware_time_becomes_a_local_time_and_its_zone(time: datetime, name: str) -> None:
    assert name_of_zone(time) == name
    when = geo.When(time, time + timedelta(hours=1))
    assert (when.start, when.timezone) == (datetime(2024, 1, 1), name)
    assert (when.end, when.end_timezone) == (datetime(2024, 1, 1, 1), None)


def test_an_aware_time_is_converted_to_the_zone_that_is_given() -> None:
    when = geo.When(datetime(2024, 7, 1, 12, tzinfo=UTC), timezone="Europe/Rome")
    assert when == geo.When(datetime(2024, 7, 1, 14), timezone="Europe/Rome")
