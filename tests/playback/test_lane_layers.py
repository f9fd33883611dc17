"""Layers of equal length: which event each person has if a story has very many events."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from geo import Event, Person, Story, When
from geo.playback import TimeScale, lane_layers, timeline
from geo.playback.lane_layers import LaneLayers, cut_layers


def layers_of(
    story: Story, count: int, monkeypatch: pytest.MonkeyPatch, scale: TimeScale = "order"
) -> LaneLayers:
    """Cut the story into this many equal layers, as if it had too many events."""
    monkeypatch.setattr(lane_layers, "MANY_EVENTS", 0)
    monkeypatch.setattr(lane_layers, "MOST_LAYERS", count)
    return cut_layers(story, timeline(story, scale), [person.id for person in story.people])


def event(number: int, people: str, importance: int = 2) -> Event:
    return Event(f"e{number}", "word", people=tuple(people.split()), importance=importance)


PEOPLE = tuple(Person(name, name) for name in ("neil", "vincent", "nate"))


def test_a_person_has_the_most_important_event_of_a_layer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    events = (event(0, "neil vincent", 2), event(1, "neil", 3), event(2, "neil nate", 1))
    layers = layers_of(Story("", events, people=PEOPLE), 1, monkeypatch)
    assert layers.events == ((1,), (0,), (2,))


def test_a_tie_in_importance_goes_to_the_event_with_more_people_and_then_to_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    events = (
        event(0, "neil", 3),
        event(1, "neil vincent", 3),
        event(2, "neil nate", 3),
    )
    layers = layers_of(Story("", events, people=PEOPLE), 1, monkeypatch)
    assert layers.events == ((1,), (1,), (2,))


def test_an_event_belongs_to_the_layer_in_which_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    # Four events of 2 s each, two layers of 4 s.
    events = (event(0, "neil"), event(1, "vincent"), event(2, "neil"), event(3, "nate"))
    layers = layers_of(Story("", events, people=PEOPLE), 2, monkeypatch)
    assert layers.edges == (0.0, 4.0, 8.0)
    assert layers.events == ((0, 2), (1, None), (None, 3))


def test_a_person_without_a_new_event_keeps_the_event_that_continues(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Playing time: 4 s from 10:00 to 10:10, 0.4 s to 10:30, 2 s to 10:40 and 0.4 s to 11:00. So
    # there are three layers of 2.27 s. Vincent's event begins in the second layer. Nate's event
    # ends before the third.
    times = (
        ("neil", "10:00", "11:00"),
        ("nate", "10:00", "10:10"),
        ("vincent", "10:30", "10:40"),
    )
    events = tuple(
        replace(
            event(i, person),
            when=When(
                datetime.fromisoformat(f"1995-05-02T{start}"),
                datetime.fromisoformat(f"1995-05-02T{end}"),
            ),
        )
        for i, (person, start, end) in enumerate(times)
    )
    layers = layers_of(Story("", events, people=PEOPLE), 3, monkeypatch, "story")
    assert layers.events == ((0, 0, 0), (None, 2, 2), (1, 1, None))
