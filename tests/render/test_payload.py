"""What the player is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path

import pytest

import geo
from geo import Event, Group, Person, Place, Position, Story, When, Where
from geo.render import assets
from geo.render.event_columns import EVENT_COLUMNS
from geo.render.first_view import FirstView
from geo.render.payload import payload
from geo.story import Alternative
from tests.sample import at, small_story

HEAT = Path(__file__).parents[2] / "events.geojson"

# The fields of an event that the player does not need, and why.
NOT_SENT = {"synopsis": "it is for the authors of the story"}


def event_fields(kind: type = Event, prefix: str = "") -> Iterator[str]:
    """The names of an event's fields, those of its time and place with `when.` and `where.`."""
    for field in fields(kind):
        parts = {"when": When, "where": Where}
        if field.name in parts:
            yield from event_fields(parts[field.name], f"{field.name}.")
        else:
            yield prefix + field.name


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


def test_every_field_of_an_event_is_sent_to_the_player_or_known_not_to_be_needed() -> None:
    sent = {field for column in EVENT_COLUMNS for field in column.fields}
    forgotten = set(event_fields()) - sent - set(NOT_SENT)
    assert not forgotten, (
        f"the player does not get {sorted(forgotten)}: add a row to EVENT_COLUMNS in "
        "geo/render/event_columns.py, or state in NOT_SENT why it does not need the field"
    )
    assert not set(NOT_SENT) & sent
    assert set(NOT_SENT) <= set(event_fields())


def test_the_player_fills_in_every_column_that_can_be_left_out_with_the_same_default() -> None:
    script = assets._player("story.js").read_text("utf-8")
    (block,) = re.findall(r"const EVENT_DEFAULTS = \{(.*?)\};", script, re.DOTALL)
    filled_in = dict(re.findall(r"(\w+): ([^,]+),", block))
    written = {None: "null", (): "Object.freeze([])", "": "''", "time": "'time'"}
    for column in EVENT_COLUMNS:
        default = tuple(column.default) if isinstance(column.default, list) else column.default
        # Every event has an id and a title.
        if column.name not in {"ids", "titles"}:
            assert filled_in.get(column.name) == written.get(default, str(default)), column.name


@pytest.mark.parametrize(
    ("end", "has_end"),
    [(at(11, 31), 1), (at(11, 30), 0), (at(11, 29), 0), (None, 0)],
    ids=["after the start", "at the start", "before the start", "unknown"],
)
def test_only_an_end_after_the_start_is_an_end_that_the_card_names(
    end: datetime | None, has_end: int
) -> None:
    first, second, *_ = small_story().events
    events = (replace(first, when=When(at(11, 30), end)), second)
    assert payload(replace(small_story(), events=events))["events"]["hasEnd"] == [has_end, 1]


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


def test_the_credits_name_the_story_s_data_and_the_base_map_with_their_licences() -> None:
    story = replace(small_story(), attribution="By the authors.", licence="CC BY 4.0")
    authors, licence, map_authors, map_licence = payload(story)["credits"]
    assert (authors, licence) == ("By the authors.", "CC BY 4.0")
    assert "OpenStreetMap contributors" in map_authors
    assert "ODbL" in map_licence


def test_without_the_base_map_the_credits_name_the_story_s_data_alone() -> None:
    paris = replace(small_story().events[0], where=Where((Position(2.35, 48.86),)))
    story = replace(small_story(), events=(paris,), attribution="By the authors.")
    assert payload(story)["credits"] == ["By the authors."]


def test_a_first_view_is_sent_only_where_there_is_one() -> None:
    assert "view" not in payload(small_story())
    view = FirstView(33.9, -118.5, 34.1, -118.2, (1, 2, 3, 4), 12)
    assert payload(small_story(), None, view)["view"] == {
        "bounds": [[33.9, -118.5], [34.1, -118.2]],
        "padding": [1, 2, 3, 4],
        "maxZoom": 12,
    }


def test_a_story_without_people_times_or_places_still_makes_a_payload() -> None:
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


def test_a_very_long_story_has_lanes_for_its_principals_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heat = geo.read(HEAT)

    def lines() -> list[list[int]]:
        timelines = payload(heat)["timelines"]
        return [[len(strip["people"]) for strip in line["strips"]] for line in timelines]

    assert lines() == [[8, 24]] * 3
    monkeypatch.setattr("geo.render.payload.MOST_EVENTS_FOR_ALL_LANES", len(heat.events))
    assert lines() == [[8, 24]] * 3
    monkeypatch.setattr("geo.render.payload.MOST_EVENTS_FOR_ALL_LANES", len(heat.events) - 1)
    assert lines() == [[8], [], []]
