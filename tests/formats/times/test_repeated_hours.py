"""The hour that occurs twice when clocks are set back, in files."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

import geo
from geo import Event, Story, When
from geo.ancient_time import StoryTime
from geo.formats.geojson_writer import to_text
from geo.playback import timeline

# In Rome, clocks are set back from 03:00 to 02:00 on 27 October 2024, at 01:00 UTC.
ROME = "Europe/Rome"
TWICE = datetime(2024, 10, 27, 2, 30, fold=1)


def written(story: Story) -> dict[str, str]:
    properties: dict[str, str] = json.loads(to_text(story))["features"][0]["properties"]
    return properties


def instant(time: StoryTime | None) -> datetime:
    assert isinstance(time, datetime)
    return time.replace(tzinfo=ZoneInfo(ROME)).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "story_zone"), [(ROME, None), (None, ROME), (ROME, "America/New_York")]
)
def test_the_second_of_two_equal_hours_is_written_with_its_offset(
    zone: str | None, story_zone: str | None
) -> None:
    when = When(TWICE.replace(fold=0), TWICE, timezone=zone)
    story = Story("Rome", (Event("a", "x", when=when),), timezone=story_zone)
    properties = written(story)
    assert (properties["start"], properties["end"]) == (
        "2024-10-27T02:30",
        "2024-10-27T02:30+01:00",
    )
    again = geo.read(to_text(story)).events[0].when
    assert instant(again.start) == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    assert instant(again.end) == datetime(2024, 10, 27, 1, 30, tzinfo=UTC)


def test_the_end_of_a_flight_is_written_with_the_offset_of_its_own_zone() -> None:
    flight = When(datetime(2024, 10, 26, 17), TWICE, timezone="America/New_York", end_timezone=ROME)
    story = Story("Flight", (Event("a", "x", when=flight),))
    assert written(story)["end"] == "2024-10-27T02:30+01:00"
    line = timeline(geo.read(to_text(story)))
    assert line.ends[0] - line.starts[0] == 4.5 * 3_600


def test_an_offset_stands_before_the_doubt() -> None:
    when = When(TWICE, timezone=ROME, doubt="approximate")
    story = Story("Rome", (Event("a", "x", when=when),))
    assert written(story)["start"] == "2024-10-27T02:30+01:00~"
    again = geo.read(to_text(story)).events[0].when
    assert (instant(again.start).hour, again.doubt) == (1, "approximate")


def test_other_times_are_written_without_an_offset() -> None:
    once = When(datetime(2024, 10, 27, 4, fold=1), timezone=ROME)
    assert written(Story("Rome", (Event("a", "x", when=once),)))["start"] == "2024-10-27T04:00"
