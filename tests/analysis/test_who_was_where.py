from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest

import geo
from geo import Person, Position, Story
from geo.analysis import AnalysisError, PersonStatus, who_was_where
from tests.analysis.stories import at, day, event, untimed


def status(person: str, time: Any, story: Story | None = None) -> PersonStatus:
    """The status of one person."""
    return next(s for s in who_was_where(story or day(), time) if s.person_id == person)


def test_there_is_one_record_for_each_person_in_the_order_of_the_story() -> None:
    found = who_was_where(day(), at("10:05"))
    assert [(s.person_id, s.name) for s in found] == [
        ("neil", "Neil McCauley"),
        ("hanna", "Vincent Hanna"),
        ("nate", "Nate"),
        ("eady", "Eady"),
    ]


def test_a_person_in_an_event_at_a_known_place_is_present_since_its_start() -> None:
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


def test_on_the_way_that_an_event_gives_a_person_moves_at_even_speed() -> None:
    found = status("hanna", at("10:35"))
    assert found.position == pytest.approx((0.02, 0.0))
    assert found.status == "present"


def test_between_two_known_places_the_position_is_a_guess_on_the_straight_line() -> None:
    # Half of the forty minutes from 10:20 to 11:00, half of the way from 0 to 0.02 degrees.
    found = status("neil", at("10:40"))
    assert (found.status, found.position_basis) == ("between sightings", "straight line")
    assert found.position == pytest.approx((0.01, 0.0))
    assert (found.event_id, found.since, found.place) == ("diner", at("10:20"), None)


def test_in_an_event_without_a_place_the_location_is_unknown() -> None:
    found = status("nate", at("10:35"))
    assert (found.status, found.position, found.position_basis) == ("location unknown", None, None)
    assert (found.event_id, found.since) == ("call", at("10:30"))


def test_after_an_event_without_a_place_the_position_stays_unknown() -> None:
    found = status("nate", at("10:50"))
    assert (found.status, found.position, found.since) == ("between sightings", None, at("10:40"))


def test_before_an_event_without_a_place_the_last_place_is_a_guess() -> None:
    story = Story(
        "",
        (
            event("known", "10:00", "10:10", "neil", 0.01),
            event("unknown", "10:20", "10:30", "neil"),
        ),
        people=(Person("neil", "Neil"),),
    )
    found = status("neil", at("10:15"), story)
    assert (found.status, found.position_basis) == ("between sightings", "last place")
    assert found.position == Position(0.01, 0.0)


def test_before_their_first_event_nothing_is_known_of_a_person() -> None:
    assert status("nate", at("10:29")) == PersonStatus("nate", "Nate", "not yet seen")
    assert status("eady", at("11:40")).status == "not yet seen"


def test_the_dead_are_at_the_place_of_death_since_the_inferred_end_of_the_event() -> None:
    # The known lengths are 10, 10, 10 and 20 minutes; their median is what the last one lasts.
    found = status("neil", at("11:20"))
    assert (found.status, found.position_basis) == ("dead", "place of death")
    assert found.position == Position(0.02, 0.0)
    assert (found.since, found.since_basis) == (at("11:10"), "inferred")


def test_an_event_is_over_at_its_end_also_the_last_one_of_the_story() -> None:
    assert status("hanna", at("11:39")).status == "present"
    for clock in ("11:40", "23:00"):
        found = status("hanna", at(clock))
        assert (found.status, found.position_basis) == ("last seen", "last place")
        assert (found.position, found.place) == (Position(0.0, 0.0), "The diner")
        assert (found.event_id, found.since) == ("after", at("11:40"))


def test_radius_and_confidence_are_those_of_the_place_and_not_of_a_guess_on_a_line() -> None:
    story = day()
    where = replace(story.events[0].where, radius_m=90.0, confidence=0.75)
    story = replace(story, events=(replace(story.events[0], where=where), *story.events[1:]))
    found = status("neil", at("10:05"), story)
    assert (found.radius_m, found.confidence) == (90.0, 0.75)
    found = status("neil", at("10:40"), story)
    assert (found.radius_m, found.confidence) == (None, None)


def test_a_place_that_is_only_a_guess_has_a_name_but_no_position() -> None:
    story = day()
    where = replace(story.events[0].where, confidence=0.1)
    story = replace(story, events=(replace(story.events[0], where=where), *story.events[1:]))
    found = status("neil", at("10:05"), story)
    assert (found.status, found.position) == ("location unknown", None)
    assert (found.place, found.confidence) == ("The diner", None)


def test_a_time_may_be_a_datetime_a_date_or_iso_text() -> None:
    assert status("neil", "1995-05-02T10:05") == status("neil", at("10:05"))
    assert status("neil", pd.Timestamp("1995-05-02 10:05")) == status("neil", at("10:05"))
    assert status("neil", "1995-05-03") == status("neil", datetime(1995, 5, 3))
    assert status("neil", date(1995, 5, 3)) == status("neil", datetime(1995, 5, 3))


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("noon", "'noon', expected a datetime or ISO text such as '1995-05-02T10:58'"),
        (3, "3 as a time, expected a datetime"),
        (None, "None as a time"),
        (pd.NaT, "NaT as a time"),
        ("1995-05-02T10:05Z", "with a time zone, '1995-05-02T10:05Z', expected the wall-clock"),
        (datetime(1995, 5, 2, 10, tzinfo=UTC), "with a time zone"),
    ],
)
def test_a_time_that_cannot_be_used_is_an_error_that_says_what_is_expected(
    time: Any, words: str
) -> None:
    with pytest.raises(AnalysisError, match=words):
        who_was_where(day(), time)


def test_a_story_with_an_event_without_a_time_goes_by_the_number_of_the_event() -> None:
    assert status("neil", 1, untimed()).status == "present"
    found = status("neil", 2, untimed())
    assert (found.status, found.event_id, found.since) == ("between sightings", "diner", 2.0)
    assert (found.since_basis, found.since_precision) == (None, None)
    assert status("neil", 4, untimed()).since == 4.0
    assert status("neil", 5, untimed()).status == "dead"
    assert status("hanna", 5, untimed()).status == "present"
    assert status("hanna", 6, untimed()).status == "last seen"


@pytest.mark.parametrize("number", [0, 7, float("nan"), True, None])
def test_a_number_without_an_event_is_an_error(number: Any) -> None:
    with pytest.raises(AnalysisError, match="expected the number of an event from 1 to 5"):
        who_was_where(untimed(), number)


def test_a_time_for_a_story_without_times_is_an_error_that_names_the_event_without_one() -> None:
    with pytest.raises(AnalysisError, match=r"1 of 5 have no start \(first: 'diner'\)"):
        who_was_where(untimed(), "1995-05-02T10:05")


def test_a_story_without_events_has_no_times() -> None:
    with pytest.raises(AnalysisError, match="no events"):
        who_was_where(Story("", ()), 1)


def test_errors_are_the_packages_own() -> None:
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


def test_the_answer_for_one_story_is_not_given_for_another() -> None:
    one = day()
    other = replace(one, events=one.events[:1])
    assert status("hanna", at("10:35"), one).status == "present"
    assert status("hanna", at("10:35"), other).status == "last seen"
    assert status("hanna", at("10:35"), one).status == "present"


def test_an_event_that_names_no_place_of_the_story_has_no_place_name() -> None:
    found = status("neil", at("11:05"))
    assert (found.event_id, found.position, found.place) == ("end", Position(0.02, 0.0), None)
