"""The data for the player."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from itertools import starmap
from pathlib import Path

import pytest

import geo
from geo import Event, Group, Person, Place, Position, Story, When, Where
from geo.render import assets
from geo.render.event_columns import EVENT_COLUMNS
from geo.render.first_view import FirstView
from geo.render.payload import payload
from geo.story import Alternative
from tests.sample import at, diary_story, small_story

HEAT = Path(__file__).parents[2] / "events.geojson"

# The fields of an event that the player does not need, and why.
NOT_SENT = {"synopsis": "it is for the authors of the story"}


def event_fields(kind: type = Event, prefix: str = "") -> Iterator[str]:
    """Yield the names of an event's fields. Fields of `when` and `where` have these prefixes."""
    for field in fields(kind):
        parts = {"when": When, "where": Where}
        if field.name in parts:
            yield from event_fields(parts[field.name], f"{field.name}.")
        else:
            yield prefix + field.name


def test_events_are_columns_in_story_order() -> None:
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


def test_without_groups_people_and_events_that_move_by_themselves_have_colours() -> None:
    way = Where((Position(0, 0), Position(1, 1)))
    bus, van, ride, stop = (
        Event("bus", "Bus"),
        Event("van", "Van"),
        Event("ride", "R"),
        Event("s", "S"),
    )
    story = Story(
        "Traffic",
        (
            replace(bus, where=way),
            replace(van, where=way),
            replace(ride, where=way, people=("ann",)),
            replace(stop, where=Where((Position(0, 0),))),
        ),
        people=(Person("ann", "Ann"),),
    )
    assert len(payload(story)["palette"]) == 3
    assert payload(replace(story, groups=(Group("all", "All"),)))["palette"] == []


def test_a_column_of_defaults_is_left_out() -> None:
    events = payload(small_story())["events"]
    assert "watched" not in events
    assert "notes" not in events
    assert "heard" in events


def test_every_field_of_an_event_is_sent_to_the_player_or_listed_as_not_needed() -> None:
    sent = {field for column in EVENT_COLUMNS for field in column.fields}
    missing = set(event_fields()) - sent - set(NOT_SENT)
    assert not missing, (
        f"the player does not get {sorted(missing)}: add a row to EVENT_COLUMNS in "
        "geo/render/event_columns.py, or say in NOT_SENT why the player does not need the field"
    )
    assert not set(NOT_SENT) & sent
    assert set(NOT_SENT) <= set(event_fields())


def test_the_player_has_the_same_default_for_every_column_that_can_be_left_out() -> None:
    script = assets._player("story.js").read_text("utf-8")
    (block,) = re.findall(r"const EVENT_DEFAULTS = \{(.*?)\};", script, re.DOTALL)
    player_defaults = dict(re.findall(r"(\w+): ([^,]+),", block))
    written = {None: "null", (): "Object.freeze([])", "": "''", "time": "'time'"}
    for column in EVENT_COLUMNS:
        default = tuple(column.default) if isinstance(column.default, list) else column.default
        # Every event has an id and a title.
        if column.name not in {"ids", "titles"}:
            assert player_defaults.get(column.name) == written.get(default, str(default)), (
                column.name
            )


@pytest.mark.parametrize(
    ("end", "has_end"),
    [(at(11, 31), 1), (at(11, 30), 0), (at(11, 29), 0), (None, 0)],
    ids=["after the start", "at the start", "before the start", "unknown"],
)
def test_the_card_shows_only_an_end_that_is_after_the_start(
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


def test_a_further_time_scale_has_its_name_and_the_times_of_events_in_seconds() -> None:
    data = payload(diary_story())
    assert data["furtherScale"] == {"name": "Travellers' diary", "unit": "minute"}
    first = data["events"]["furtherTimes"][0]
    assert datetime.fromtimestamp(first, UTC) == datetime(1872, 12, 21, tzinfo=UTC)
    assert data["events"]["furtherPrecision"] == ["day", "day", "time", "time"]
    assert [line["clock"] for line in data["timelines"]] == ["story", "further", "telling"]


def test_a_story_without_a_further_time_scale_has_no_data_about_one() -> None:
    data = payload(small_story())
    assert "furtherScale" not in data
    assert not {"furtherTimes", "furtherPrecision"} & set(data["events"])


def test_days_are_counted_from_day_one() -> None:
    assert payload(small_story())["events"]["days"] == [1, 1, 1, 1, 3, 3]


def test_an_event_belongs_to_the_group_of_most_of_its_people() -> None:
    assert payload(small_story())["events"]["group"] == [0, 0, 1, 0, 0, 1]


def test_people_with_similar_names_have_different_initials() -> None:
    names = ("Neil McCauley", "Norma Moore", "Nora Mann", "Trejo", "Tracy", "Neil McCauley")
    people = tuple(Person(str(i), name) for i, name in enumerate(names))
    story = replace(small_story(), people=people, events=())
    initials = [person["initials"] for person in payload(story)["people"]]
    assert initials[0] == "NM"
    assert len({letters.casefold() for letters in initials}) == len(names)
    assert all(1 <= len(letters) <= 3 for letters in initials)


def test_groups_without_a_colour_have_different_colours_and_shapes() -> None:
    groups = tuple(Group(str(i), f"Group {i}") for i in range(3))
    story = replace(small_story(), groups=groups, people=(), events=())
    shown = payload(story)["groups"]
    assert len({group["dark"] for group in shown}) == 3
    assert len({group["shape"] for group in shown}) == 3


def test_the_atlas_is_sent_only_for_a_story_in_its_area() -> None:
    story = small_story()
    assert "degrees" not in payload(story)["atlas"]
    assert payload(story)["region"] == "Los Angeles"
    paris = replace(story.events[0], where=Where((Position(2.35, 48.86),)))
    assert payload(replace(story, events=(paris,)))["atlas"] is None


AROUND_LOS_ANGELES = tuple(
    starmap(Position, ((-125, 30), (-110, 30), (-110, 40), (-125, 40), (-125, 30)))
)


@pytest.mark.parametrize(
    "where",
    [
        Where((Position(-118.25, 34.05),)),
        Where((Position(-122.4, 37.8), Position(-118.25, 34.05), Position(-117.2, 32.7))),
        Where(areas=((AROUND_LOS_ANGELES,),)),
    ],
    ids=["a point", "a path", "an area"],
)
def test_the_atlas_is_sent_if_one_of_many_events_is_on_it(where: Where) -> None:
    far = [Where((Position(2.35, 48.86),)), Where((Position(-122.4, 37.8),))]
    told = tuple(Event(f"e{n}", f"Event {n}", where=at) for n, at in enumerate([*far, where]))
    data = payload(Story("Three cities", told))
    assert data["atlas"]["degrees"]
    assert any("OpenStreetMap" in text for text in data["credits"])
    # An event at an unknown place is not "somewhere in Los Angeles".
    assert data["region"] is None
    assert payload(Story("Two cities", told[:2]))["atlas"] is None


def test_the_atlas_is_sent_for_a_filming_location_on_it() -> None:
    studio = Place("studio", "The studio", position=Position(-118.3, 34.08))
    filmed = Event("a", "A", where=Where((Position(2.35, 48.86),), filmed_at="studio"))
    assert payload(Story("T", (filmed,), places=(studio,)))["atlas"] is not None
    unused = replace(filmed, where=Where((Position(2.35, 48.86),)))
    assert payload(Story("T", (unused,), places=(studio,)))["atlas"] is None


def test_the_credits_name_the_story_and_the_base_map_with_their_licences() -> None:
    story = replace(small_story(), attribution="By the authors.", licence="CC BY 4.0")
    authors, licence, map_authors, map_licence = payload(story)["credits"]
    assert (authors, licence) == ("By the authors.", "CC BY 4.0")
    assert "OpenStreetMap contributors" in map_authors
    assert "ODbL" in map_licence


def test_without_a_base_map_the_credits_name_only_the_story() -> None:
    paris = replace(small_story().events[0], where=Where((Position(2.35, 48.86),)))
    story = replace(small_story(), events=(paris,), attribution="By the authors.")
    assert payload(story)["credits"] == ["By the authors."]


def test_a_first_view_is_sent_only_if_it_is_set() -> None:
    assert "view" not in payload(small_story())
    view = FirstView(33.9, -118.5, 34.1, -118.2, (1, 2, 3, 4), 12)
    assert payload(small_story(), None, view)["view"] == {
        "bounds": [[33.9, -118.5], [34.1, -118.2]],
        "padding": [1, 2, 3, 4],
        "maxZoom": 12,
    }


def test_a_story_without_people_times_or_places_has_a_payload() -> None:
    bare = Story("Bare", (Event("a", "One"), Event("b", "Two")))
    data = payload(bare)
    assert data["timelines"][0]["clock"] == "telling"
    assert data["events"]["count"] == 2


def test_a_place_has_a_marker_only_if_its_location_is_certain_enough() -> None:
    here = Position(-118.3, 34.1)
    places = (
        Place("certain", "Certain", position=here, radius_m=100, confidence=0.9),
        Place("guess", "A guess", position=here, radius_m=100, confidence=0.1),
        Place("wide", "Somewhere", position=here, radius_m=5_000),
        Place("nowhere", "Nowhere"),
    )
    sent = payload(replace(small_story(), places=places, events=()))["places"]
    assert [place["pinned"] for place in sent] == [True, False, False, False]


def test_the_alternatives_of_a_place_are_sent_with_their_positions() -> None:
    claims = (
        Alternative("There", "A letter says so.", Position(-118.26, 34.04), 200, "9 Other Street"),
        Alternative("Elsewhere", "So says a list."),
    )
    place = replace(small_story().places[0], alternatives=claims)
    sent = payload(replace(small_story(), places=(place,), events=()))["places"][0]
    assert sent["alternatives"][0]["at"] == [-118.26, 34.04]
    assert sent["alternatives"][0]["radius"] == 200
    assert sent["alternatives"][1]["at"] is None


def test_a_very_long_story_has_lanes_only_for_its_principals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heat = geo.read(HEAT)

    def lane_counts() -> list[list[int]]:
        timelines = payload(heat)["timelines"]
        return [[len(strip["people"]) for strip in line["strips"]] for line in timelines]

    assert lane_counts() == [[8, 24]] * 3
    monkeypatch.setattr("geo.render.payload.MOST_EVENTS_FOR_ALL_LANES", len(heat.events))
    assert lane_counts() == [[8, 24]] * 3
    monkeypatch.setattr("geo.render.payload.MOST_EVENTS_FOR_ALL_LANES", len(heat.events) - 1)
    assert lane_counts() == [[8], [], []]


def test_an_event_refers_to_its_own_colour() -> None:
    first, *others = small_story().events
    story = replace(small_story(), events=(replace(first, colour="#C0392B"), *others))
    data = payload(story)
    assert data["events"]["colour"] == [0, None, None, None, None, None]
    (shades,) = data["colours"]
    assert shades.keys() == {"dark", "light"}
