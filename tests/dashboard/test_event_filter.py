"""The rule by which a filter admits events. The player's filter uses the same rule."""

from __future__ import annotations

import pytest

from geo import Event, Group, Person, Story
from geo.dashboard.event_filter import EventFilter

STORY = Story(
    "Calls",
    (),
    groups=(Group("crew", "Crew"), Group("police", "Police"), Group("families", "Families")),
    people=(
        Person("neil", "Neil", group="crew"),
        Person("hanna", "Hanna", group="police"),
        Person("kelso", "Kelso"),
    ),
)
CALL = Event(id="e", title="A call", people=("neil",), heard=("hanna",), mentioned=("kelso",))


@pytest.mark.parametrize(
    ("event_filter", "admitted"),
    [
        (EventFilter(), True),
        (EventFilter(people=("neil",)), True),
        (EventFilter(people=("hanna",)), True),
        (EventFilter(people=("kelso",)), False),
        (EventFilter(people=("kelso", "neil")), True),
        (EventFilter(groups=("police",)), True),
        (EventFilter(groups=("families",)), False),
        (EventFilter(days=(2, 3)), True),
        (EventFilter(days=(1,)), False),
        (EventFilter(people=("neil",), days=(1,)), False),
    ],
)
def test_a_person_matches_if_present_or_heard_and_all_parts_of_the_filter_must_match(
    event_filter: EventFilter, *, admitted: bool
) -> None:
    assert event_filter.admits(CALL, 2, STORY) is admitted


def test_an_event_of_a_group_counts_without_people() -> None:
    raid = Event(id="r", title="A raid", group="police")
    assert EventFilter(groups=("police",)).admits(raid, None, STORY)


def test_an_event_without_a_time_is_on_no_day() -> None:
    assert not EventFilter(days=(1,)).admits(CALL, None, STORY)
