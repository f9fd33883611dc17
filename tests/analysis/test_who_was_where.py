from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest

import geo
from geo import Person, Position, Story
from geo.analysis import AnalysisError, PersonStatus, who_was_where
from tests.analysis.stories import at, day, event, story_with_unknown_times, untimed_story


def status(person: str, time: Any, story: Story | None = None) -> PersonStatus:
    """Return the status of one person."""
    return next(s for s in who_was_where(story or day(), time) if s.person_id == person)


def test_there_is_one_record_for_each_person_in_the_order_of_the_story() -> None:
    records = who_was_where(day(), at("10:05"))
    assert [(s.person_id, s.name) for s in records] == [
        ("neil", "Neil McCauley"),
        ("hanna", "Vincent Hanna"),
        ("nate", "Nate"),
        ("eady", "Eady"),
    ]


def test_a_person_is_present_from_the_start_of_an_event_at_a_known_place() -> None:
    assert status("neil", at("10:05")) == PersonStatus(
        person_id="neil",
        name="Neil McCauley",
        status="present",
        longitude=0.0,
        latitude=0.0,
        position_basis="event",
        place="The diner",
        event_id="diner",
        event_title="Diner",
        since=at("10:00"),
        since_basis="implied",
        since_precision="time",
    )


def test_a_person_moves_along_the_route_of_an_event_at_constant_speed() -> None:
    record = status("hanna", at("10:35"))
    assert record.position == pytest.approx((0.02, 0.0))
    assert record.status == "present"


def test_between_two_known_places_the_position_is_a_guess_on_the_straight_line() -> None:
    # 10:40 is halfway between 10:20 and 11:00, so the position is halfway from 0 to 0.02 degrees.
    record = status("neil", at("10:40"))
    assert (record.status, record.position_basis) == ("between sightings", "straight line")
    assert record.position == pytest.approx((0.01, 0.0))
    assert (record.event_id, record.since, record.place) == ("diner", at("10:20"), None)


def test_in_an_event_without_a_place_the_location_is_unknown() -> None:
    record = status("nate", at("10:35"))
    assert (record.status, record.position, record.position_basis) == (
        "location unknown",
        None,
        None,
    )
    assert (record.event_id, record.since) == ("call", at("10:30"))


def test_after_an_event_without_a_place_the_position_stays_unknown() -> None:
    record = status("nate", at("10:50"))
    assert (record.status, record.position, record.since) == (
        "between sightings",
        None,
        at("10:40"),
    )


def test_before_an_event_without_a_place_the_position_is_a_guess_at_the_last_place() -> None:
    story = Story(
        "A story",
        (
            event("known", "10:00", "10:10", "neil", 0.01),
            event("unknown", "10:20", "10:30", "neil"),
        ),
        people=(Person("neil", "Neil"),),
    )
    record = status("neil", at("10:15"), story)
    assert (record.status, record.position_basis) == ("between sightings", "last place")
    assert record.position == Position(0.01, 0.0)


def test_before_their_first_event_a_person_is_not_yet_seen() -> None:
    assert status("nate", at("10:29")) == PersonStatus("nate", "Nate", "not yet seen")
    assert status("eady", at("11:40")).status == "not yet seen"


def test_the_dead_are_at_the_place_of_death_from_the_inferred_end_of_the_event() -> None:
    # The start is exact and the title has one word, so the event lasts the two seconds of its card.
    record = status("neil", at("11:20"))
    assert (record.status, record.position_basis) == ("dead", "place of death")
    assert record.position == Position(0.02, 0.0)
    assert (record.since, record.since_basis) == (at("11:00:02"), "inferred")


def test_at_the_time_of_its_end_an_event_is_over_even_the_last_one() -> None:
    assert status("hanna", at("11:39")).status == "present"
    for clock in ("11:40", "23:00"):
        record = status("hanna", at(clock))
        assert (record.status, record.position_basis) == ("last seen", "last place")
        assert (record.position, record.place) == (Position(0.0, 0.0), "The diner")
        assert (record.event_id, record.since) == ("after", at("11:40"))


def test_only_a_position_at_a_place_has_a_radius_and_a_confidence() -> None:
    story = day()
    where = replace(story.events[0].where, radius_m=90.0, confidence=0.75)
    story = replace(story, events=(replace(story.events[0], where=where), *story.events[1:]))
    record = status("neil", at("10:05"), story)
    assert (record.radius_m, record.confidence) == (90.0, 0.75)
    record = status("neil", at("10:40"), story)
    assert (record.radius_m, record.confidence) == (None, None)


def test_a_place_that_is_only_a_guess_has_a_name_but_no_position() -> None:
    story = day()
    where = replace(story.events[0].where, confidence=0.1)
    story = replace(story, events=(replace(story.events[0], where=where), *story.events[1:]))
    record = status("neil", at("10:05"), story)
    assert (record.status, record.position) == ("location unknown", None)
    assert (record.place, record.confidence) == ("The diner", None)


def test_a_time_may_be_a_datetime_a_date_or_iso_text() -> None:
    assert status("neil", "1995-05-02T10:05") == status("neil", at("10:05"))
    assert status("neil", pd.Timestamp("1995-05-02 10:05")) == status("neil", at("10:05"))
    assert status("neil", "1995-05-03") == status("neil", datetime(1995, 5, 3))
    assert status("neil", date(1995, 5, 3)) == status("neil", datetime(1995, 5, 3))


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("noon", "Time: found 'noon', expected a datetime or ISO text such as '1995-05-02T10:58'"),
        (3, "Time: found 3, expected a datetime"),
        (None, "Time: found None, expected a datetime"),
        (pd.NaT, "Time: found NaT, expected a datetime"),
        ("1995-05-02T10:05Z", "'1995-05-02T10:05Z' with a time zone, expected the story's wall"),
        (datetime(1995, 5, 2, 10, tzinfo=UTC), "with a time zone"),
    ],
)
def test_an_invalid_time_is_an_error_with_the_expected_form(time: Any, words: str) -> None:
    with pytest.raises(AnalysisError, match=words):
        who_was_where(day(), time)


def test_a_story_without_times_uses_event_numbers() -> None:
    assert status("neil", 1, untimed_story()).status == "present"
    record = status("neil", 2, untimed_story())
    assert (record.status, record.event_id, record.since) == ("between sightings", "diner", 2.0)
    assert (record.since_basis, record.since_precision) == (None, None)
    assert status("neil", 4, untimed_story()).since == 4.0
    assert status("neil", 5, untimed_story()).status == "dead"
    assert status("hanna", 5, untimed_story()).status == "present"
    assert status("hanna", 6, untimed_story()).status == "last seen"


@pytest.mark.parametrize("number", [0, 7, float("nan"), True, None])
def test_an_event_number_outside_the_story_is_an_error(number: Any) -> None:
    with pytest.raises(AnalysisError, match="expected the number of an event from 1 to 5"):
        who_was_where(untimed_story(), number)


def test_a_time_for_a_story_without_times_is_an_error_that_says_why() -> None:
    with pytest.raises(AnalysisError, match="cannot use times, because no event has a start"):
        who_was_where(untimed_story(), "1995-05-02T10:05")


def test_nobody_is_present_in_an_event_whose_time_is_unknown() -> None:
    story = story_with_unknown_times("walk")
    # It plays 12 s after the end of the event before it, 10:20. That is no fact.
    for clock in ("10:20:13", "10:35", "11:29"):
        record = status("hanna", at(clock), story)
        assert record.status != "present"
        assert (record.event_id, record.since, record.since_basis) == ("walk", None, "inferred")
        assert record.since_precision is None


def test_a_death_at_an_unknown_time_has_no_time() -> None:
    record = status("neil", at("11:29"), story_with_unknown_times("end"))
    assert (record.status, record.since, record.since_basis) == ("dead", None, "inferred")


def test_a_story_without_events_is_refused() -> None:
    with pytest.raises(geo.StoryError, match="no events"):
        who_was_where(Story("A story", ()), 1)


def test_analysis_errors_derive_from_the_error_of_the_package() -> None:
    assert issubclass(AnalysisError, geo.GeoError)
    assert geo.AnalysisError is AnalysisError


def test_a_data_frame_has_a_column_for_each_field() -> None:
    frame = pd.DataFrame(who_was_where(day(), at("10:35")))
    assert list(frame["status"]) == [
        "between sightings",
        "present",
        "location unknown",
        "not yet seen",
    ]
    assert frame["longitude"].dtype == "float64"
    assert frame["longitude"].notna().tolist() == [True, True, False, False]
    assert pd.api.types.is_datetime64_any_dtype(frame["since"])
    assert "position" not in frame


def test_the_cache_does_not_return_the_answer_of_another_story() -> None:
    one = day()
    other = replace(one, events=one.events[:1])
    assert status("hanna", at("10:35"), one).status == "present"
    assert status("hanna", at("10:35"), other).status == "last seen"
    assert status("hanna", at("10:35"), one).status == "present"


def test_an_event_without_a_place_id_has_no_place_name() -> None:
    record = status("neil", at("11:05"))
    assert (record.event_id, record.position, record.place) == ("end", Position(0.02, 0.0), None)
