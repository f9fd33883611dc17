"""The effect of nearby events on the ranking, with scores calculated by hand.

Two streets or corners of the same name have equal weights. With an event there, one weighs three
times as much: a share of 3/4, which is not enough for a certain answer. The trust of a match by
name is 0.98; the trust of a corner is that of its crossing.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.basemap import Atlas
from geo.geocoding import Answer, Gazetteer
from geo.geodesy import BoundingBox
from geo.story import Event, Place, Position, Story, Where
from tests.geocoding.conftest import at, line

BOUNDS = BoundingBox(19, 9, 21, 11)
WEST = replace(line("Elm St", "street", (at(20, 10), at(20.02, 10))), id="west", area="Westside")
EAST = replace(line("Elm St", "street", (at(20.5, 10), at(20.52, 10))), id="east", area="Eastside")
STREETS = Atlas("x", (WEST, EAST), BOUNDS, "", "")
MAIN = line("Main St", "street", (at(20, 10), at(20.2, 10)))
RING = line(
    "Ring Rd", "street", (at(20.01, 9.99), at(20.01, 10.01), at(20.19, 10.01), at(20.19, 9.99))
)
CORNERS = Atlas("x", (MAIN, RING), BOUNDS, "", "")


def ask(atlas: Atlas, query: str, *events: Position) -> Answer:
    story = Story(
        "x", tuple(Event(f"e{n}", "E", where=Where((where,))) for n, where in enumerate(events))
    )
    return Gazetteer(atlas=atlas, story=story).lookup(query)


def test_two_streets_of_the_same_name_have_equal_scores_without_a_story() -> None:
    answer = ask(STREETS, "Elm St")
    assert answer.status == "ambiguous"
    assert [one.score for one in answer.candidates] == pytest.approx([0.98 / 2, 0.98 / 2])


def test_the_street_with_an_event_comes_first_and_weighs_three_times_as_much() -> None:
    answer = ask(STREETS, "Elm St", at(20.51, 10))
    assert answer.status == "ambiguous"
    assert [one.note for one in answer.candidates] == ["In Eastside.", "In Westside."]
    assert [one.score for one in answer.candidates] == pytest.approx([0.98 * 3 / 4, 0.98 / 4])


def test_an_event_beside_the_street_does_not_count() -> None:
    # The limit is 80 m: 50 m for the accuracy of the event, 30 m for half the width of a street.
    on, beside = at(20.51, 10 + 75 / 110_600), at(20.51, 10 + 85 / 110_600)
    assert ask(STREETS, "Elm St", on).candidates[0].score == pytest.approx(0.98 * 3 / 4)
    assert ask(STREETS, "Elm St", beside).candidates[0].score == pytest.approx(0.98 / 2)


def test_events_do_not_affect_a_query_by_the_bare_name_of_a_street() -> None:
    scores = [one.score for one in ask(STREETS, "Elm", at(20.51, 10)).candidates]
    assert scores == pytest.approx([scores[0], scores[0]])


def test_the_corner_within_three_kilometres_of_an_event_comes_first() -> None:
    without = ask(CORNERS, "Main & Ring").candidates
    near = ask(CORNERS, "Main & Ring", at(20.19, 10 - 2_900 / 110_600)).candidates
    far = ask(CORNERS, "Main & Ring", at(20.19, 10 - 3_100 / 110_600)).candidates
    assert [round(one.lon, 2) for one in near] == [20.19, 20.01]
    assert near[0].score / near[1].score == pytest.approx(3, rel=0.01)
    assert near[0].score == pytest.approx(without[0].score * 3 / 2, rel=0.01)
    assert [one.score for one in far] == pytest.approx([one.score for one in without])


def test_a_street_with_events_is_at_the_middle_one_of_them() -> None:
    along = [at(20.18, 10), at(20.02, 10), at(20.06, 10), at(20.03, 10), at(20.07, 10)]
    (main,) = ask(CORNERS, "Main St", *along).candidates
    assert (main.lon, main.lat) == pytest.approx((20.06, 10), abs=1e-6)
    assert main.events == ("e0", "e1", "e2", "e3", "e4")


def test_an_event_at_a_place_named_after_a_road_belongs_to_the_road() -> None:
    # The event has no point of its own on the road; its place has the full name of the road.
    far = at(20.1, 10.5)
    for name, is_on_road in (("Main St", True), ("Main", False)):
        place = Place("road", name, position=at(20.1, 10), radius_m=50)
        story = Story("x", (Event("e", "E", where=Where((far,), place="road")),), places=(place,))
        answer = Gazetteer(story.places, atlas=CORNERS, story=story).lookup("Main St")
        (main,) = (one for one in answer.candidates if one.kind == "street")
        assert main.events == (("e",) if is_on_road else ())
