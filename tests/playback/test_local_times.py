"""Events in time zones of their own: their order, their lengths and their readings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import geo
from geo import Event, Story, When
from geo.ancient_time import story_seconds
from geo.playback import timeline
from geo.playback.event_times import event_time
from geo.playback.local_times import end_zone_of, local_clock, named_zone
from geo.story_times import DayNames
from tests.sample import flight_story


def story_of(*whens: When, **fields: Any) -> Story:
    events = tuple(Event(f"e{n}", "x", when=when) for n, when in enumerate(whens))
    return Story("Zones", events, **fields)


def readings(story: Story, day_names: DayNames = None) -> list[str]:
    return [
        event_time(
            event.when,
            day_names,
            zones=(
                named_zone(story, event.when.timezone),
                named_zone(story, end_zone_of(event.when)),
            ),
        )
        for event in story.events
    ]


# New York is 5 hours behind UTC in January, London is at UTC, Tokyo 9 hours ahead.
NEW_YORK = When(datetime(2024, 1, 1, 9), timezone="America/New_York")  # 14:00 UTC
LONDON = When(datetime(2024, 1, 1, 13), timezone="Europe/London")  # 13:00 UTC
TOKYO = When(datetime(2024, 1, 1, 20), timezone="Asia/Tokyo")  # 11:00 UTC


def test_events_are_in_the_order_of_their_instants() -> None:
    line = timeline(story_of(NEW_YORK, LONDON, TOKYO))
    assert line.order == (2, 1, 0)
    assert line.starts[0] == story_seconds(datetime(2024, 1, 1, 11))


def test_the_timeline_has_the_clock_of_the_story_or_of_all_its_events() -> None:
    assert story_of(NEW_YORK, TOKYO).clock_zone == "UTC"
    assert story_of(NEW_YORK, TOKYO, timezone="Asia/Tokyo").clock_zone == "Asia/Tokyo"
    same = story_of(NEW_YORK, NEW_YORK)
    assert (same.clock_zone, same.has_zones) == ("America/New_York", False)
    assert story_of(When(datetime(2024, 1, 1))).clock_zone is None


def test_readings_are_local_and_name_the_zones_of_a_story_with_several() -> None:
    assert readings(story_of(NEW_YORK, TOKYO)) == [
        "1 January 2024 · 09:00 (New York)",
        "1 January 2024 · 20:00 (Tokyo)",
    ]
    assert readings(story_of(NEW_YORK)) == ["1 January 2024 · 09:00"]


def test_a_flight_ends_in_another_zone_and_lasts_as_long_as_it_takes() -> None:
    flight = When(
        datetime(2024, 1, 1, 22),
        datetime(2024, 1, 2, 10),
        timezone="America/New_York",
        end_timezone="Europe/London",
    )
    story = story_of(flight)
    line = timeline(story)
    assert line.ends[0] - line.starts[0] == 7 * 3_600
    assert readings(story) == ["1 January 2024 · 22:00 (New York)–2 January 2024 · 10:00 (London)"]
    clock = local_clock(story, flight)
    # The timeline has the clock of New York.
    assert clock == (0.0, 5 * 3_600, "New York", "London", ())


def test_a_flight_to_the_west_has_an_end_although_it_is_earlier_on_local_clocks() -> None:
    flight = When(
        datetime(2024, 1, 1, 17),
        datetime(2024, 1, 1, 10),
        timezone="Asia/Tokyo",
        end_timezone="America/Los_Angeles",
    )
    assert flight.has_end
    line = timeline(story_of(flight))
    assert line.ends[0] - line.starts[0] == 10 * 3_600


def test_a_story_with_zones_is_written_and_read_back(tmp_path: Any) -> None:
    story = story_of(NEW_YORK, TOKYO, timezone="Europe/Rome")
    geo.write(story, tmp_path / "zones.geojson")
    assert geo.read(tmp_path / "zones.geojson") == story


def test_a_local_clock_changes_within_an_event_when_the_clocks_of_its_zone_do() -> None:
    story = flight_story()
    night, flight, _ = (local_clock(story, event.when) for event in story.events)
    assert night is not None
    assert (night.start_shift_s, night.end_shift_s) == (3_600, 7_200)
    # Clocks go forward at 01:00 UTC.
    assert night.changes == ((story_seconds(datetime(2024, 3, 31, 1)), 7_200),)
    assert flight is not None
    assert flight.changes == ()


def test_a_year_in_a_zone_has_two_changes_of_its_clocks() -> None:
    year = When(datetime(2024, 1, 1), datetime(2025, 1, 1), timezone="Europe/Rome")
    clock = local_clock(story_of(year, timezone="UTC"), year)
    assert clock is not None
    assert clock.changes == (
        (story_seconds(datetime(2024, 3, 31, 1)), 7_200),
        (story_seconds(datetime(2024, 10, 27, 1)), 3_600),
    )


def test_a_story_that_counts_days_reads_the_local_times_of_its_zones() -> None:
    story = story_of(NEW_YORK, TOKYO, clock="days")
    line = timeline(story)
    assert line.order == (1, 0)
    assert readings(story, story.day_names) == ["09:00 (New York)", "20:00 (Tokyo)"]
