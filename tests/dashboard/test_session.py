"""Which scenes a choice lets through: the same rule as the player's own filter."""

from __future__ import annotations

import pytest

from geo import Event, Group, Person, Story
from geo.dashboard import session
from geo.dashboard.session import Choice, admits

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
    ("choice", "admitted"),
    [
        (Choice(), True),
        (Choice(people=("neil",)), True),
        (Choice(people=("hanna",)), True),
        (Choice(people=("kelso",)), False),
        (Choice(people=("kelso", "neil")), True),
        (Choice(groups=("police",)), True),
        (Choice(groups=("families",)), False),
        (Choice(days=(2, 3)), True),
        (Choice(days=(1,)), False),
        (Choice(people=("neil",), days=(1,)), False),
    ],
)
def test_who_is_there_or_heard_counts_and_every_side_must_be_met(
    choice: Choice, *, admitted: bool
) -> None:
    assert admits(choice, CALL, 2, STORY) is admitted


def test_a_scene_of_a_group_counts_without_any_of_its_people() -> None:
    raid = Event(id="r", title="A raid", group="police")
    assert admits(Choice(groups=("police",)), raid, None, STORY)


def test_a_scene_without_a_time_is_on_no_day() -> None:
    assert not admits(Choice(days=(1,)), CALL, None, STORY)


def test_a_run_that_was_asked_for_and_has_not_come_is_asked_for_with_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("streamlit.session_state", {})
    monkeypatch.setattr("streamlit.rerun", asked.append)
    session.rerun(session.TABS)
    session.rerun(session.FILTERED)
    session.has_run(session.TABS)
    session.rerun(session.PLAYER)
    session.rerun()
    session.rerun(session.FILTERED)
    session.has_run()
    session.rerun(session.FILTERED)
    assert asked == [
        ["tabs"],
        ["filtered", "tabs"],
        ["filtered", "player"],
        "app",
        "app",
        ["filtered"],
    ]
