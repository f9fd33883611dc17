"""Small files as other programs and people write them, with the right reading of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

import geo
from geo import Story
from geo.playback.event_times import event_time

# By name: the values of the columns of two events, the choices, and the starts.
READ: dict[str, tuple[list[dict[str, Any]], dict[str, str], list[str]]] = {
    "year, month and day": (
        [{"year": 1966, "month": 7, "day": 12}, {"year": 1967, "month": 3, "day": 2}],
        {},
        ["1966-07-12", "1967-03-02"],
    ),
    "a year with three digits": ([{"year": 476}, {"year": 1066}], {}, ["0476-01-01", "1066-01-01"]),
    "the same as text": ([{"year": "476"}, {"year": "1066"}], {}, ["0476-01-01", "1066-01-01"]),
    "a year beside a date": (
        [{"date": 476}, {"date": "0100-05-01"}],
        {},
        ["0476-01-01", "0100-05-01"],
    ),
    "an interval beside a date": (
        [{"date": "1914-07-28/1918-11-11"}, {"date": "0100-05-01"}],
        {},
        ["1914-07-28", "0100-05-01"],
    ),
    "hours and minutes as a number": (
        [{"date": "2024-01-01", "time": 930}, {"date": "2024-01-01", "time": 1015}],
        {},
        ["2024-01-01T09:30", "2024-01-01T10:15"],
    ),
    "hours, minutes and seconds": (
        [{"date": "2024-01-01", "time": "10:00:01"}, {"date": "2024-01-01", "time": "10:00:02"}],
        {},
        ["2024-01-01T10:00:01", "2024-01-01T10:00:02"],
    ),
    "hours and minutes beside year, month and day": (
        [{"year": 1966, "month": 7, "day": 12, "time": 930}],
        {},
        ["1966-07-12T09:30"],
    ),
    "days of Excel": ([{"date": 45292}, {"date": 45293}], {}, ["2024-01-01", "2024-01-02"]),
    "days of Excel with a time": (
        [{"date": 43835.25}, {"date": 43836.5}],
        {},
        ["2020-01-05T06:00", "2020-01-06T12:00"],
    ),
    "milliseconds near 1970": (
        [{"time": 86_400_000}, {"time": 172_800_000}],
        {"epoch": "ms"},
        ["1970-01-02", "1970-01-03"],
    ),
    "milliseconds before 1970": (
        [{"time": -259_200_000}, {"time": -172_800_000}],
        {"epoch": "ms"},
        ["1969-12-29", "1969-12-30"],
    ),
    "seconds before 1970": (
        [{"time": -259_200}, {"time": -172_800}],
        {"epoch": "s"},
        ["1969-12-29", "1969-12-30"],
    ),
    "seconds": ([{"time": 946_684_800}, {"time": 1_009_843_200}], {}, ["2000-01-01", "2002-01-01"]),
    "nanoseconds": (
        [{"time": 1_392_155_552_000_000_000}, {"time": 1_392_155_553_000_000_000}],
        {},
        ["2014-02-11T21:52:32", "2014-02-11T21:52:33"],
    ),
    "digits of a date": ([{"date": 20180101000000}], {}, ["2018-01-01"]),
    "digits of a date beside an ISO 8601 time": (
        [{"Date": "20180101000000", "time": "2015-03-08T00:00:00.000Z"}],
        {},
        ["2015-03-08"],
    ),
    "month first": (
        [{"date": "10/20/1932"}, {"date": "3/30/1935"}],
        {},
        ["1932-10-20", "1935-03-30"],
    ),
    "day first": (
        [{"date": "20/10/1932"}, {"date": "30/03/1935"}],
        {},
        ["1932-10-20", "1935-03-30"],
    ),
    "day first, with points": (
        [{"date": "20.10.1932"}, {"date": "30.3.1935"}],
        {},
        ["1932-10-20", "1935-03-30"],
    ),
    "an order that is chosen": (
        [{"date": "05/06/1932"}, {"date": "07/08/1935"}],
        {"dates": "dmy"},
        ["1932-06-05", "1935-08-07"],
    ),
    "months in words": (
        [{"date": "February 1, 2012"}, {"date": "1 Jan 2013"}],
        {},
        ["2012-02-01", "2013-01-01"],
    ),
    "Chinese dates": (
        [{"date": "2020年1月5日"}, {"date": "2020年1月6日"}],
        {},
        ["2020-01-05", "2020-01-06"],
    ),
    "dates of JavaScript": (
        [{"date": f"Sun Jan 05 2020 0{hour}:05:00 GMT+0100 (CET)"} for hour in (6, 7)],
        {},
        ["2020-01-05T06:05", "2020-01-05T07:05"],
    ),
    "compact ISO 8601": (
        [{"date": "20200105T060500Z"}, {"date": "20200105T071300Z"}],
        {},
        ["2020-01-05T06:05", "2020-01-05T07:13"],
    ),
    "numbers without zeros": (
        [{"date": "2020-1-5 6:05"}, {"date": "2020-1-5 7:13"}],
        {},
        ["2020-01-05T06:05", "2020-01-05T07:13"],
    ),
    "weeks": ([{"date": "2020-W05"}, {"date": "2020-W06"}], {}, ["2020-01-27", "2020-02-03"]),
    "times of PostgreSQL": (
        [{"date": "2020-01-05 06:05:00.123+00"}, {"date": "2020-01-05 07:13:00.5+00"}],
        {},
        ["2020-01-05T06:05:00.123", "2020-01-05T07:13:00.5"],
    ),
    "times of GDAL": (
        [{"date": "2020/01/05 06:05:00+00"}, {"date": "2020/01/05"}],
        {},
        ["2020-01-05T06:05", "2020-01-05"],
    ),
    "a zone with a name": (
        [{"date": "2020-01-05 06:05 PST"}, {"date": "2020-01-05 07:13 PST"}],
        {},
        ["2020-01-05T06:05", "2020-01-05T07:13"],
    ),
    "times with and without an offset": (
        [{"time": "2024-03-31T01:30:00"}, {"time": "2024-03-31T03:30:00Z"}],
        {},
        ["2024-03-31T01:30", "2024-03-31T03:30"],
    ),
    "a time zone that is chosen": (
        [{"time": "2019-09-20T07:00:00Z"}, {"time": "2019-09-20T08:00:00Z"}],
        {"timezone": "Europe/Rome"},
        ["2019-09-20T09:00", "2019-09-20T10:00"],
    ),
}


def story_of(rows: list[dict[str, Any]], **choices: Any) -> Story:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [12.5, 41.9]},
            "properties": row if "tooltip" in row else {"title": "An event"} | row,
        }
        for row in rows
    ]
    return geo.read({"type": "FeatureCollection", "features": features}, **choices)


@pytest.mark.parametrize("name", READ)
def test_the_times_of_a_file_are_read(name: str) -> None:
    rows, choices, expected = READ[name]
    starts = [event.when.start for event in story_of(rows, **choices).events]
    assert starts == [datetime.fromisoformat(text) for text in expected]


@pytest.mark.parametrize(
    ("rows", "readings"),
    [
        ([{"day": 1}, {"day": 2}, {"day": 3}], ["Day 1", "Day 2", "Day 3"]),
        ([{"day": "Day 1"}, {"day": "Day 2"}], ["Day 1", "Day 2"]),
        ([{"date": "06:05"}, {"date": "07:13"}], ["06:05", "07:13"]),
    ],
)
def test_times_without_a_date_show_none(rows: list[dict[str, Any]], readings: list[str]) -> None:
    story = story_of(rows)
    assert [event_time(event.when, story.day_names) for event in story.events] == readings


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([{"year": 1966, "day": 193}], "without a month"),
        ([{"month": 7, "day": 12}], "without a month"),
        ([{"year": 1966, "day": 193, "time": 930}], "do not show what they count"),
    ],
)
def test_a_day_without_its_month_is_an_error(rows: list[dict[str, Any]], found: str) -> None:
    with pytest.raises(geo.StoryError, match=found):
        story_of(rows)


def test_the_popups_and_the_style_of_a_folium_layer_are_read() -> None:
    row = {
        "time": "2021-03-01",
        "popup": "<h1>Survey 1</h1><p>Counted 0 herons</p>",
        "tooltip": "Stop 1",
        "icon": "circle",
        "iconstyle": {"fillColor": "green", "radius": 5},
        "style": {"color": "green", "weight": 1},
    }
    (event,) = story_of([row]).events
    assert (event.title, event.text) == ("Stop 1", "Survey 1\nCounted 0 herons")
    assert event.colour == "#008000"


def test_a_feed_of_earthquakes_has_sources_instead_of_addresses_as_texts() -> None:
    row = {
        "mag": 2.5,
        "place": "5km SSW of Idyllwild, CA",
        "time": 1_700_000_000_000,
        "url": "https://example.org/ev",
        "detail": "https://example.org/d",
        "type": "earthquake",
        "title": "M 2.5",
    }
    story = story_of([row])
    assert story.events[0].text == ""
    assert [source.url for source in story.sources] == [row["url"], row["detail"]]


def test_scripts_in_texts_leave_nothing() -> None:
    (event,) = story_of([{"description": "x <!--<script src=a> y --> </script>"}]).events
    assert event.text == "x"


def test_simplestyle_colours_and_categories_are_read() -> None:
    colours = ("#ff0000", "#0f0", "0000ff", "red")
    events = story_of([{"marker-color": colour} for colour in colours]).events
    expected = ["#ff0000", "#00ff00", "#0000ff", "#ff0000"]
    assert [event.colour for event in events] == expected
    groups = story_of([{"category": c, "marker-color": c} for c in colours]).groups
    assert [group.colour for group in groups] == expected
