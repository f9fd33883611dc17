"""Adding chosen points to a story."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo import Event, Place, Position, Source, Story, Where
from geo.geocoding import Candidate
from geo.geocoding.fill_in.placements import (
    apply_placements,
    from_candidate,
    is_same,
    manual_placement,
    origin,
)

DAY = date(2026, 5, 2)
OLD, NEW, ELSEWHERE = Position(-118.2, 34.0), Position(-118.25, 34.05), Position(-118.3, 34.1)
FOUND = Candidate("Union Station", 34.0562, -118.23425, 120.0, "station", 0.98, "a timetable")


def story(*paths: tuple[Position, ...], attribution: str | None = None) -> Story:
    """A story with one place, and with one event there for each path."""
    place = Place("diner", "The Diner", position=OLD, radius_m=60, confidence=0.5)
    events = tuple(
        Event(f"e{i}", "E", where=Where(path, place="diner", radius_m=60, confidence=0.5))
        for i, path in enumerate(paths)
    )
    return Story("S", events, places=(place,), attribution=attribution)


def test_events_without_a_point_or_at_the_point_of_the_place_move_with_it() -> None:
    before = story((), (OLD,), (ELSEWHERE,), (OLD, ELSEWHERE))
    after = apply_placements(before, {"diner": manual_placement(NEW, DAY)})
    assert [event.where.path for event in after.events] == [
        (NEW,),
        (NEW,),
        (ELSEWHERE,),
        (OLD, ELSEWHERE),
    ]
    assert after.events[2:] == before.events[2:]
    assert before.events[1].where.path == (OLD,)


def test_events_at_other_places_do_not_change() -> None:
    elsewhere = replace(story((OLD,)).events[0], where=Where((OLD,), place=None))
    before = replace(story(), events=(elsewhere,))
    assert apply_placements(before, {"diner": manual_placement(NEW, DAY)}).events == (elsewhere,)


def test_a_manual_point_replaces_radius_and_confidence_and_names_its_source() -> None:
    after = apply_placements(story((OLD,)), {"diner": manual_placement(NEW, DAY)})
    (place,), (source,) = after.places, after.sources
    assert (place.position, place.radius_m, place.confidence) == (NEW, 50, None)
    assert source.title == "chosen by hand on 2026-05-02"
    assert place.sources == (source.id,)
    assert after.events[0].where.confidence is None
    assert origin(after, place) == "by hand"


def test_a_point_found_by_search_keeps_the_lower_confidence_of_the_story() -> None:
    after = apply_placements(story(()), {"diner": from_candidate(FOUND, DAY, settled=True)})
    (place,) = after.places
    assert (place.radius_m, place.confidence) == (120, 0.5)
    assert after.sources[0].title == "geocoded on 2026-05-02; a timetable"
    assert place.note == "Found under the name “Union Station”."
    assert origin(after, place) == "found"


@pytest.mark.parametrize(
    ("title", "how"),
    [
        ("chosen by hand, 2026-05-02", "by hand"),
        ("geocoded 2026-05-02, a timetable", "found"),
        ("chosen by handicraft", None),
    ],
)
def test_titles_of_older_versions_still_say_how_a_point_was_chosen(
    title: str, how: str | None
) -> None:
    before = story((OLD,))
    place = replace(before.places[0], sources=("old",))
    before = replace(before, places=(place,), sources=(Source("old", title),))
    assert origin(before, place) == how


def test_choosing_one_of_several_candidates_is_a_manual_choice_with_its_source() -> None:
    placement = from_candidate(FOUND, DAY, settled=False)
    assert placement.confidence is None
    assert placement.source == ("chosen by hand from the search results on 2026-05-02; a timetable")


def test_sources_are_written_once_with_unused_ids() -> None:
    taken = replace(story((OLD,)), sources=(Source("chosen-1", "A book"),))
    two = replace(taken, places=(*taken.places, Place("bar", "The Bar")))
    choices = {"diner": manual_placement(NEW, DAY), "bar": manual_placement(ELSEWHERE, DAY)}
    after = apply_placements(two, choices)
    assert [source.id for source in after.sources] == ["chosen-1", "chosen-2"]
    again = apply_placements(after, {"bar": manual_placement(NEW, DAY)})
    assert again.sources == after.sources
    assert again.places[1].sources == ("chosen-2",)


def test_openstreetmap_is_credited_once() -> None:
    osm = replace(FOUND, source="Nominatim; © OpenStreetMap contributors, ODbL")
    choice = {"diner": from_candidate(osm, DAY, settled=True)}
    after = apply_placements(story((), attribution="Me"), choice)
    assert after.attribution == "Me; © OpenStreetMap contributors (ODbL 1.0)"
    assert apply_placements(after, choice).attribution == after.attribution


def test_without_placements_the_story_does_not_change() -> None:
    before = story((OLD,))
    assert apply_placements(before, {}) == before


def test_points_within_a_tenth_of_a_metre_are_the_same() -> None:
    assert is_same(OLD, Position(-118.2000005, 34.0))
    assert not is_same(OLD, Position(-118.20001, 34.0))


def test_a_point_found_by_search_gives_events_the_less_certain_values_of_place_and_event() -> None:
    place = Place("station", "Union Station", radius_m=900, confidence=0.3)
    event = Event("e", "E", where=Where(place="station", radius_m=10, confidence=0.9))
    before = Story("S", (event,), places=(place,))
    after = apply_placements(before, {"station": from_candidate(FOUND, DAY, settled=True)})
    assert (after.places[0].radius_m, after.places[0].confidence) == (900, 0.3)
    where = after.events[0].where
    assert (where.radius_m, where.confidence) == (900, 0.3)


def test_an_event_without_a_point_gets_the_point_of_its_place() -> None:
    after = apply_placements(story((), (ELSEWHERE,)), {})
    assert [event.where.path for event in after.events] == [(OLD,), (ELSEWHERE,)]


def test_the_ids_of_sources_say_how_points_were_chosen_and_follow_the_order_of_the_places() -> None:
    places = (Place("station", "Union Station"), Place("bar", "The Bar"), Place("pier", "Pier"))
    choices = {
        "pier": from_candidate(replace(FOUND, source="a chart"), DAY, settled=True),
        "bar": manual_placement(NEW, DAY),
        "station": from_candidate(FOUND, DAY, settled=True),
    }
    after = apply_placements(Story("S", (), places=places), choices)
    assert [(source.id, source.title) for source in after.sources] == [
        ("geocoded-1", "geocoded on 2026-05-02; a timetable"),
        ("chosen-1", "chosen by hand on 2026-05-02"),
        ("geocoded-2", "geocoded on 2026-05-02; a chart"),
    ]
    ids = [id_ for place in after.places for id_ in place.sources]
    assert ids == ["geocoded-1", "chosen-1", "geocoded-2"]
