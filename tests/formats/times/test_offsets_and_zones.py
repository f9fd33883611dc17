"""Times with an offset, and events in time zones of their own, in files with other field names."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

import geo
from geo import When
from tests.formats.foreign_files import read, story_of


def test_times_in_utc_are_converted_only_if_the_file_has_a_time_zone() -> None:
    event = {"title": "x", "time": "1960-05-02T10:58Z"}
    assert story_of(event).timezone == "UTC"
    story = story_of(event, story={"timezone": "Europe/Rome"})
    assert story.timezone == "Europe/Rome"
    assert story.events[0].when.start == datetime(1960, 5, 2, 11, 58)
    assert story_of({"title": "x", "time": "1960-05-02T10:58"}).timezone is None


def test_times_with_the_same_offset_are_local_times() -> None:
    morning = {"title": "x", "start": "2024-05-02T09:00+02:00", "end": "2024-05-02T09:30+02:00"}
    story = story_of(morning, {"title": "y", "start": "2024-05-03"})
    assert story.timezone is None
    assert story.events[0].when.start == datetime(2024, 5, 2, 9)
    assert story.events[0].when.end == datetime(2024, 5, 2, 9, 30)


@pytest.mark.parametrize(
    ("other", "zone", "local"),
    [
        ("2024-11-02T09:00+01:00", "+01:00", datetime(2024, 11, 2, 9)),
        (1730538000, "+00:00", datetime(2024, 11, 2, 9)),
    ],
)
def test_times_with_different_offsets_are_each_read_in_their_own(
    other: Any, zone: str, local: datetime
) -> None:
    summer = {"title": "x", "time": "2024-05-02T09:00+02:00"}
    story, warnings = read(summer, {"title": "y", "time": other})
    assert not warnings
    assert story.timezone == "UTC"
    whens = [event.when for event in story.events]
    assert [when.start for when in whens] == [datetime(2024, 5, 2, 9), local]
    assert [when.timezone for when in whens] == ["+02:00", zone]
    paris = story_of(summer, {"title": "y", "time": other}, story={"timezone": "Europe/Paris"})
    assert paris.events[0].when == When(datetime(2024, 5, 2, 9))


def test_a_flight_has_the_offset_of_its_start_and_that_of_its_end() -> None:
    flight = {"title": "x", "start": "2024-05-02T22:00-04:00", "end": "2024-05-03T10:00+01:00"}
    when = story_of(flight).events[0].when
    assert (when.start, when.timezone) == (datetime(2024, 5, 2, 22), "-04:00")
    assert (when.end, when.end_timezone) == (datetime(2024, 5, 3, 10), "+01:00")


def test_times_with_and_without_an_offset_are_in_utc_with_a_warning() -> None:
    summer = {"title": "x", "time": "2024-05-02T09:00+02:00"}
    story, (warning,) = read(summer, {"title": "y", "time": "2024-11-02T09:00"})
    starts = [event.when.start for event in story.events]
    assert starts == [datetime(2024, 5, 2, 7), datetime(2024, 11, 2, 9)]
    assert story.timezone == "UTC"
    assert "some times have an offset (+02:00), and others have no offset; all" in str(warning)


@pytest.mark.parametrize("name", ["timezone", "time_zone", "TimeZone"])
def test_a_time_zone_of_an_event_is_the_zone_of_its_times(name: str) -> None:
    rows = [
        {"title": "x", "time": "2024-03-31T01:30", name: "Europe/Rome"},
        {"title": "y", "time": "2024-03-31T01:30Z", name: "Asia/Tokyo"},
    ]
    story = story_of(*rows)
    assert [event.when.timezone for event in story.events] == ["Europe/Rome", "Asia/Tokyo"]
    starts = [event.when.start for event in story.events]
    assert starts == [datetime(2024, 3, 31, 1, 30), datetime(2024, 3, 31, 10, 30)]


def test_a_time_zone_that_does_not_exist_is_ignored_with_a_warning() -> None:
    story, (warning,) = read({"title": "x", "time": "2024-03-31T01:30", "timezone": "Rome"})
    assert story.events[0].when.timezone is None
    assert "expected an IANA time zone such as Europe/Rome, or an offset" in str(warning)


def test_numbers_beside_times_without_an_offset_are_named_as_the_reason_for_utc() -> None:
    story, (warning,) = read(
        {"title": "x", "time": 1730538000}, {"title": "y", "time": "2024-11-02T10:00"}
    )
    assert story.timezone == "UTC"
    assert warning.message.startswith(
        "some times are numbers since 1970, which are in UTC, and others have no offset; all are"
    )


def test_an_offset_is_kept_beside_an_event_with_a_zone_of_its_own() -> None:
    rows = [
        {"title": "x", "time": "2024-03-31T10:00+02:00"},
        {"title": "y", "time": "2024-03-31T16:30", "timezone": "Asia/Tokyo"},
    ]
    story = story_of(*rows)
    assert [event.when.timezone for event in story.events] == ["+02:00", "Asia/Tokyo"]
    assert [event.when.start for event in story.events] == [
        datetime(2024, 3, 31, 10),
        datetime(2024, 3, 31, 16, 30),
    ]


def test_the_first_and_the_last_start_are_instants() -> None:
    rows = [
        {"title": "x", "time": "2024-03-31T10:00", "timezone": "Europe/Rome"},
        {"title": "y", "time": "2024-03-31T12:00", "timezone": "Asia/Tokyo"},
    ]
    report = geo.check(rows).report
    assert (report.first, report.last) == ("2024-03-31T12:00", "2024-03-31T10:00")


def test_an_end_in_another_zone_takes_the_story_as_the_zone_of_the_start() -> None:
    row = {
        "title": "x",
        "start": "2024-03-31T10:00",
        "end": "2024-03-31T20:00",
        "end_timezone": "Asia/Tokyo",
    }
    when = story_of(row, story={"timezone": "Europe/Rome"}).events[0].when
    assert (when.timezone, when.end_timezone) == ("Europe/Rome", "Asia/Tokyo")


def test_a_time_at_the_end_of_all_time_plays_in_a_zone() -> None:
    row = {"title": "x", "start": "9999-12-31T23:00", "timezone": "America/Los_Angeles"}
    story = story_of(row, story={"timezone": "UTC"})
    assert geo.StoryMap(story).to_html()


ROME = ZoneInfo("Europe/Rome")
PARIS = ZoneInfo("Europe/Paris")


def test_times_with_the_name_of_one_zone_have_the_zone_of_the_story() -> None:
    frame = pd.DataFrame(
        {
            "title": ["winter", "summer"],
            "date": pd.to_datetime(["2024-01-01T09:00", "2024-07-01T09:00"]).tz_localize(
                "Europe/Rome"
            ),
        }
    )
    stories = [
        geo.from_dataframe(frame),
        geo.from_dataframe(frame.rename(columns={"date": "start"}), people=[]),
        story_of(
            {"title": "winter", "time": "2024-01-01T09:00+01:00[Europe/Rome]"},
            {"title": "summer", "time": "2024-07-01T09:00[Europe/Rome]"},
        ),
    ]
    for story in stories:
        assert story.timezone == "Europe/Rome"
        assert [event.when.start for event in story.events] == [
            datetime(2024, 1, 1, 9),
            datetime(2024, 7, 1, 9),
        ]
        assert [event.when.timezone for event in story.events] == [None, None]


def test_times_with_the_names_of_several_zones_keep_them() -> None:
    rows = [
        {"title": "x", "start": datetime(2024, 1, 1, 9, tzinfo=ROME)},
        {"title": "y", "start": datetime(2024, 1, 1, 9, tzinfo=PARIS)},
        {"title": "z", "start": datetime(2024, 1, 1, 9, tzinfo=UTC)},
    ]
    story = geo.from_records(rows)
    zones = [event.when.timezone for event in story.events]
    assert zones == ["Europe/Rome", "Europe/Paris", "+00:00"]
    assert {event.when.start for event in story.events} == {datetime(2024, 1, 1, 9)}


def test_the_second_of_two_equal_hours_of_a_table_keeps_its_instant() -> None:
    twice = datetime(2024, 10, 27, 2, 30, tzinfo=ROME, fold=1)
    (event,) = geo.from_records([{"title": "x", "start": twice}]).events
    assert isinstance(event.when.start, datetime)
    assert event.when.start.replace(tzinfo=ROME).astimezone(UTC).hour == 1


def test_times_without_a_zone_beside_events_with_one_are_in_utc_with_a_warning() -> None:
    story, (warning,) = read(
        {"title": "x", "time": "2024-03-31T10:00", "timezone": "Europe/Rome"},
        {"title": "y", "time": "2024-03-31T10:00"},
        {"title": "z", "time": "2024-03-31"},
    )
    assert story.timezone == "UTC"
    assert warning.message == (
        "some events have a time zone, and 1 time of others has none; they are taken as UTC; give "
        "these events a zone, or set the time zone of the story, such as Europe/Paris"
    )


def test_a_day_without_a_zone_beside_events_with_one_is_a_day_of_their_zone() -> None:
    story = story_of(
        {"title": "x", "time": "2024-03-31T10:00", "timezone": "Europe/Rome"},
        {"title": "z", "time": "2024-03-31"},
    )
    assert (story.timezone, story.clock_zone, story.has_zones) == (None, "Europe/Rome", False)
