"""Finding events by location gives the same result as checking each event."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.geocoding.offline.events_nearby import _SQUARE_DEGREES, EventsNearby, _boxes_along
from geo.geocoding.offline.matching.polyline import nearest_foot
from geo.geodesy import distance_m
from geo.story import Event, Place, Position, Story, Where

PLAIN_M, AREA_M, PAVEMENT_M = 50.0, 500.0, 30.0

positions = st.builds(Position, st.floats(-118.3, -118.2), st.floats(34.0, 34.1))
wheres = st.builds(
    Where,
    st.lists(positions, min_size=1, max_size=3).map(tuple),
    radius_m=st.sampled_from((None, 20.0, 400.0, 900.0, 4_000.0)),
)
stories = st.lists(wheres, max_size=12).map(
    lambda found: Story(
        "x", tuple(Event(f"e{n}", "x", where=where) for n, where in enumerate(found))
    )
)


def radius(event: Event) -> float:
    return PLAIN_M if event.where.radius_m is None else event.where.radius_m


@given(stories, positions, st.sampled_from((30.0, 700.0, 3_000.0, 30_000.0)))
def test_the_events_in_a_circle_are_found(story: Story, point: Position, metres: float) -> None:
    def reaches(event: Event, reach: float) -> bool:
        return any(distance_m(point, at) <= reach for at in event.where.path)

    events = EventsNearby(story)
    assert events.ids_near(point, metres) == {
        event.id
        for event in story.events
        if radius(event) <= max(metres, AREA_M) and reaches(event, max(metres, radius(event)))
    }
    assert events.ids_inside(point, metres) == {
        event.id for event in story.events if radius(event) <= metres and reaches(event, metres)
    }
    assert events.has_event_near(point, metres) == any(
        reaches(event, metres) for event in story.events
    )


@given(stories, st.lists(positions, min_size=2, max_size=6).map(tuple))
def test_the_events_on_a_line_are_found_with_their_nearest_points(
    story: Story, line: tuple[Position, ...]
) -> None:
    wanted = {}
    for event in story.events:
        away = min(nearest_foot((line,), at).distance_m for at in event.where.path)
        if radius(event) <= AREA_M and away <= radius(event) + PAVEMENT_M:
            wanted[event.id] = away
    found = EventsNearby(story).feet_along((line,))
    assert {id_: foot.distance_m for id_, foot in found.items()} == wanted
    assert list(found) == [event.id for event in story.events if event.id in found]


@pytest.mark.parametrize(
    "line",
    [
        (Position(10.003, 20.001), Position(11.207, 21.709)),
        (Position(11.207, 20.001), Position(10.003, 21.709)),
        (Position(10.0, -30.0), Position(10.0, -31.3)),
    ],
)
def test_a_long_line_is_covered_by_small_boxes(line: tuple[Position, ...]) -> None:
    (x, y), (end_x, end_y) = line
    boxes = list(_boxes_along((line,), 1_000.0))
    for share in (n / 1_000 for n in range(1_001)):
        on_line = Position(x + share * (end_x - x), y + share * (end_y - y))
        assert any(box.contains(on_line) for box in boxes)
    # A kilometre is about 0.01 degrees.
    assert max(box.north - box.south for box in boxes) < _SQUARE_DEGREES + 0.025


def test_a_line_around_the_globe_is_in_one_box() -> None:
    line = (Position(-179.0, 89.999), Position(179.0, 89.999))
    (box,) = _boxes_along((line,), 1_000.0)
    assert (box.west, box.east) == (-180.0, 180.0)


def test_an_event_has_the_radius_of_its_place_and_is_found_by_its_filming_location() -> None:
    here = Position(20, 10)
    place = Place("hall", "A hall", position=here, radius_m=900)
    event = Event("e", "x", where=Where((here,), place="hall", filmed_at="studio"))
    events = EventsNearby(Story("x", (event,), places=(place,)))
    assert events.ids_near(here, 100) == set()
    assert events.ids_near(here, 900) == {"e"}
    assert events.ids_at_places(frozenset(("studio", "nowhere"))) == {"e"}
    exact = replace(event, where=replace(event.where, radius_m=10))
    assert EventsNearby(Story("x", (exact,), places=(place,))).ids_near(here, 100) == {"e"}


def test_ids_are_sorted_in_story_order() -> None:
    story = Story("x", tuple(Event(id_, "x") for id_ in ("c", "a", "b")))
    assert EventsNearby(story).sort_ids({"a", "b", "c"}) == ("c", "a", "b")


def test_without_a_story_there_are_no_events() -> None:
    events = EventsNearby(None)
    assert events.ids_near(Position(0, 0), 1e6) == set()
    assert events.feet_along(((Position(0, 0), Position(1, 0)),)) == {}
    with pytest.raises(KeyError):
        events.sort_ids({"unknown"})
