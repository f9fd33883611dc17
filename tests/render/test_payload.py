"""What the player is given."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import geo
from geo import Group, Person, Place, Position, Story, Where
from geo.render.payload import payload
from geo.story import Alternative
from tests.sample import small_story

HEAT = Path(__file__).parents[2] / "events.geojson"


def test_events_come_by_columns_in_telling_order() -> None:
    events = payload(small_story())["events"]
    assert events["count"] == 6
    assert events["ids"] == ["enter", "run", "alarm", "hiding", "duel", "after"]
    assert events["pinned"] == [1, 1, 1, 0, 1, 1]
    assert events["lon"][3] is None
    assert len(events["lines"][1]) == 3


def test_positions_are_longitude_first_and_rounded_to_about_a_metre() -> None:
    story = small_story()
    moved = replace(story.events[0], where=Where((Position(-118.123456789, 34.987654321),)))
    events = payload(replace(story, events=(moved,)))["events"]
    assert (events["lon"], events["lat"]) == ([-11812346], [3498765])


def test_a_column_of_defaults_is_left_out() -> None:
    events = payload(small_story())["events"]
    assert "watched" not in events
    assert "notes" not in events
    assert "heard" in events


def test_people_places_and_sources_are_referred_to_by_index() -> None:
    events = payload(small_story())["events"]
    assert events["people"][4] == [0, 1]
    assert events["heard"][0] == [1]
    assert events["dies"][4] == [0]
    assert events["place"][0] == 0
    assert events["filmedAt"][0] == 1


def test_days_are_counted_from_day_one() -> None:
    assert payload(small_story())["events"]["days"] == [1, 1, 1, 1, 3, 3]


def test_an_event_takes_the_colour_of_the_group_most_of_its_people_belong_to() -> None:
    assert payload(small_story())["events"]["group"] == [0, 0, 1, 0, 0, 1]


def test_initials_tell_people_apart_when_names_are_alike() -> None:
    names = ("Neil McCauley", "Norma Moore", "Nora Mann", "Trejo", "Tracy", "Neil McCauley")
    people = tuple(Person(str(i), name) for i, name in enumerate(names))
    story = replace(small_story(), people=people, events=())
    initials = [person["initials"] for person in payload(story)["people"]]
    assert initials[0] == "NM"
    assert len({letters.casefold() for letters in initials}) == len(names)
    assert all(1 <= len(letters) <= 3 for letters in initials)


def test_groups_without_a_colour_get_one_and_each_has_its_own_shape() -> None:
    groups = tuple(Group(str(i), f"Group {i}") for i in range(3))
    story = replace(small_story(), groups=groups, people=(), events=())
    shown = payload(story)["groups"]
    assert len({group["dark"] for group in shown}) == 3
    assert len({group["shape"] for group in shown}) == 3


def test_the_atlas_comes_along_only_where_the_story_plays_on_it() -> None:
    story = small_story()
    assert payload(story)["atlas"] is not None
    assert payload(story)["region"] == "Los Angeles"
    paris = replace(story.events[0], where=Where((Position(2.35, 48.86),)))
    assert payload(replace(story, events=(paris,)))["atlas"] is None


def test_a_story_without_people_times_or_places_still_makes_a_payload() -> None:
    from geo import Event

    bare = Story("Bare", (Event("a", "One"), Event("b", "Two")))
    made = payload(bare)
    assert made["timelines"][0]["clock"] == "telling"
    assert made["events"]["count"] == 2


def test_a_place_says_whether_a_scene_filmed_there_has_a_pin() -> None:
    here = Position(-118.3, 34.1)
    places = (
        Place("sure", "Sure", position=here, radius_m=100, confidence=0.9),
        Place("guess", "A guess", position=here, radius_m=100, confidence=0.1),
        Place("wide", "Somewhere", position=here, radius_m=5_000),
        Place("nowhere", "Nowhere"),
    )
    sent = payload(replace(small_story(), places=places, events=()))["places"]
    assert [place["pinned"] for place in sent] == [True, False, False, False]


def test_what_others_claim_about_a_place_comes_with_its_point() -> None:
    claims = (
        Alternative("There", "A letter says so.", Position(-118.26, 34.04), 200, "9 Other Street"),
        Alternative("Elsewhere", "So says a list."),
    )
    place = replace(small_story().places[0], alternatives=claims)
    sent = payload(replace(small_story(), places=(place,), events=()))["places"][0]
    assert sent["alternatives"][0]["at"] == [-118.26, 34.04]
    assert sent["alternatives"][0]["radius"] == 200
    assert sent["alternatives"][1]["at"] is None


def test_a_very_long_story_has_one_strip_of_its_principals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heat = geo.read(HEAT)

    def lines() -> list[list[int]]:
        timelines = payload(heat)["timelines"]
        return [[len(strip["people"]) for strip in line["strips"]] for line in timelines]

    assert lines() == [[8, 24]] * 3
    monkeypatch.setattr("geo.render.payload.MOST_EVENTS_FOR_ALL_LANES", len(heat.events) - 1)
    assert lines() == [[8], [], []]
