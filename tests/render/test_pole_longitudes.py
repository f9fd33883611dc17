"""At a pole, all meridians meet: the map shows it below the place that a journey comes from."""

from __future__ import annotations

import pytest

from geo import Event, Person, Position, Story, Where
from geo.render.payload import payload
from geo.render.pole_longitudes import with_pole_longitudes
from tests.sample import small_story

BAY, CAPE, POLE = Position(-163.8, -78.5), Position(166.4, -77.6), Position(0.0, -90.0)


def longitudes(*events: tuple[tuple[Position, ...], tuple[str, ...]]) -> list[list[float]]:
    """The longitudes of each event in the document. An event is its positions and its people."""
    told = tuple(
        Event(f"e{n}", f"Event {n}", where=Where(path), people=people)
        for n, (path, people) in enumerate(events)
    )
    story = Story("South", told, people=(Person("roald", "Roald"), Person("robert", "Robert")))
    return [
        [at.longitude for at in event.where.path] for event in with_pole_longitudes(story).events
    ]


def test_a_route_to_a_pole_stays_on_its_meridian() -> None:
    assert longitudes(((BAY, POLE, CAPE), ())) == [[-163.8, -163.8, 166.4]]
    assert longitudes(((POLE, CAPE), ())) == [[166.4, 166.4]]


def test_an_event_at_a_pole_is_where_its_people_came_from() -> None:
    found = longitudes(
        ((BAY, POLE), ("roald",)),
        ((CAPE,), ("robert",)),
        ((POLE,), ("roald",)),
        ((POLE,), ("robert",)),
        ((POLE,), ()),
    )
    assert found == [[-163.8, -163.8], [166.4], [-163.8], [166.4], [166.4]]


@pytest.mark.parametrize("latitude", [-90.0, 90.0, 89.995])
def test_without_another_position_the_longitude_stays(latitude: float) -> None:
    assert longitudes(((Position(12.0, latitude),), ())) == [[12.0]]


def test_a_story_without_a_pole_is_returned_as_it_is() -> None:
    story = small_story()
    assert with_pole_longitudes(story) is story


def test_the_document_has_these_longitudes() -> None:
    story = Story("South", (Event("march", "March", where=Where((BAY, POLE))),))
    assert payload(story)["events"]["lines"][0] == [[-163.8, -78.5], [-163.8, -90.0]]
