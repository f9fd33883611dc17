"""Distances, encounters and itineraries of people, given by id or by name."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pandas as pd
import pytest

from geo import Event, Person, Story, Where
from geo.analysis import (
    AnalysisError,
    distance_between,
    distance_curve,
    encounters,
    itinerary,
)
from geo.polygons import closed_polygon
from tests.analysis.stories import at, day, event, story_with_unknown_times, untimed_story


@pytest.mark.parametrize("name", ["neil", "Neil McCauley", "neil  mccauley", "MAC"])
def test_a_person_can_be_given_by_id_name_or_variant(name: str) -> None:
    assert [sighting.event_id for sighting in itinerary(day(), name)] == ["diner", "end"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "McCauly",
            r"name 'McCauly'. The most similar name is 'Neil McCauley' \(id 'neil'\)",
        ),
        ("hana", r"The most similar name is 'Vincent Hanna' \(id 'hanna'\)"),
        ("Xerxes", "`story.people` lists all 4; the first is 'Neil McCauley'"),
        (7, "Person: found 7, expected an id or a name"),
    ],
)
def test_an_unknown_person_is_an_error_with_the_most_similar_name(name: Any, words: str) -> None:
    for call in (
        lambda: itinerary(day(), name),
        lambda: encounters(day(), "neil", name),
        lambda: distance_curve(day(), name, "neil"),
        lambda: distance_between(day(), "neil", name, at("10:05")),
    ):
        with pytest.raises(AnalysisError, match=words):
            call()


def test_a_name_of_two_people_is_an_error_that_lists_their_ids() -> None:
    story = replace(day(), people=(*day().people, Person("nate2", "Nate")))
    assert itinerary(story, "nate")[0].event_id == "call"
    with pytest.raises(AnalysisError, match=r"2 people have the name 'NATE'\. Use an id: 'nate'"):
        itinerary(story, "NATE")


def test_a_person_in_a_story_without_people_is_an_error_that_says_so() -> None:
    with pytest.raises(AnalysisError, match=r"The story has no people\. Add people to"):
        itinerary(Story("A story", (Event("e", "E"),)), "neil")


@pytest.mark.parametrize(
    ("clock", "metres", "certainty", "without"),
    [
        ("10:05", 0.0, "known", ()),
        # Hanna has finished her walk at 0.03 degrees. Neil is halfway between 0 and 0.02.
        ("10:40", 2226.39, "assumed", ()),
        ("11:00:01", None, "unknown", ("nate",)),
        ("11:20", None, "unknown", ("neil", "nate")),
    ],
)
def test_distances_match_values_calculated_by_hand(
    clock: str, metres: float | None, certainty: str, without: tuple[str, ...]
) -> None:
    other = "nate" if without else "hanna"
    found = distance_between(day(), "neil", other, at(clock))
    assert (found.one, found.other, found.time) == ("neil", other, at(clock))
    assert found.distance_m == (None if metres is None else pytest.approx(metres, abs=0.5))
    assert (found.certainty, found.without_position) == (certainty, without)


def test_after_the_end_of_the_story_a_distance_is_assumed() -> None:
    story = Story(
        "A story",
        (event("a", "10:00", "10:10", "n", 0.0), event("b", "10:00", "10:10", "m", 0.01)),
        people=(Person("n", "N"), Person("m", "M")),
    )
    assert distance_between(story, "n", "m", at("10:09")).certainty == "known"
    found = distance_between(story, "n", "m", at("10:10"))
    assert found.certainty == "assumed"
    assert found.distance_m == pytest.approx(1113.195, abs=0.5)


def test_a_curve_covers_the_whole_story_and_has_no_distance_after_a_death() -> None:
    curve = distance_curve(day(), "neil", "Vincent Hanna")
    times = [sample.time for sample in curve]
    assert (times[0], times[-1]) == (at("10:00"), at("11:40"))
    assert times == sorted(times)
    assert {(s.one, s.other) for s in curve} == {("neil", "hanna")}
    # Neil dies at 11:10.
    dead = [s for s in curve if s.time > at("11:10")]  # type: ignore[operator]
    assert dead
    assert all((s.distance_m, s.without_position) == (None, ("neil",)) for s in dead)
    # At 10:30 both have left the diner. Neil is a quarter of the way to 0.02 degrees. Hanna is at
    # 0.01, where her walk begins.
    assert {s.distance_m for s in curve if s.time == at("10:20")} == {0.0}
    sample = next(s for s in curve if s.time == at("10:30"))
    assert sample.certainty == "assumed"
    assert sample.distance_m == pytest.approx(556.6, abs=0.5)


def test_a_curve_can_be_converted_to_a_data_frame() -> None:
    frame = pd.DataFrame(distance_curve(day(), "neil", "hanna"))
    assert pd.api.types.is_datetime64_any_dtype(frame["time"])
    assert frame["distance_m"].dtype == "float64"
    assert frame["distance_m"].isna().any()


def test_the_curve_of_a_story_without_times_uses_event_numbers() -> None:
    curve = distance_curve(untimed_story(), "neil", "hanna")
    assert (curve[0].time, curve[-1].time) == (1.0, 6.0)
    assert curve[0].distance_m == 0.0


def test_two_people_have_a_meeting_and_a_near_miss() -> None:
    met, missed = encounters(day(), "Vincent Hanna", "neil")
    assert (met.kind, met.one, met.other) == ("face to face", "hanna", "neil")
    assert (met.start, met.end, met.event_ids) == (at("10:00"), at("10:20"), ("diner",))
    assert (met.distance_m, met.gap_s, met.watcher) == (0.0, None, None)
    # Her walk ends at 10:40. Its route passes the place where Neil arrives at 11:00.
    assert (missed.kind, missed.event_ids, missed.gap_s) == ("near miss", ("walk", "end"), 1200.0)


def test_with_one_person_or_no_person_encounters_returns_several_pairs() -> None:
    hers = [(met.one, met.other, met.event_ids[0]) for met in encounters(day(), "hanna")]
    assert hers == [
        ("hanna", "neil", "diner"),
        ("hanna", "neil", "walk"),
        ("hanna", "nate", "after"),
    ]
    all_pairs = [(met.one, met.other, met.event_ids[0]) for met in encounters(day())]
    assert all_pairs == [
        ("neil", "hanna", "diner"),
        ("neil", "hanna", "walk"),
        ("hanna", "nate", "after"),
    ]


def test_a_near_miss_has_a_distance_and_a_gap_in_time() -> None:
    story = Story(
        "A story",
        (event("a", "10:00", "10:10", "n", 0.0), event("b", "10:30", "10:40", "m", 0.005)),
        people=(Person("n", "N"), Person("m", "M")),
    )
    (missed,) = encounters(story)
    assert (missed.kind, missed.gap_s) == ("near miss", 1200.0)
    assert missed.distance_m == pytest.approx(556.597, abs=0.5)
    frame = pd.DataFrame(encounters(story))
    assert frame["gap_s"].dtype == "float64"
    assert pd.api.types.is_datetime64_any_dtype(frame["start"])


def test_watching_names_the_watcher_and_a_heard_person_is_in_contact() -> None:
    seen = replace(event("seen", "10:00", "10:10", "n", 0.0), watched=("m",))
    heard = replace(event("heard", "11:00", "11:10", "m", 0.0), heard=("n",))
    story = Story("A story", (seen, heard), people=(Person("n", "N"), Person("m", "M")))
    assert [(met.kind, met.watcher) for met in encounters(story, "m", "n")] == [
        ("watching", "n"),
        ("in contact", None),
    ]


def test_the_distance_of_a_contact_is_measured_in_the_middle_of_its_first_event() -> None:
    # In three seconds n moves by 0.03 degrees, and calls m at the start of the path. Half of it are
    # 1669.79 m.
    call = replace(event("call", "10:00:00", "10:00:03", "n", 0.0, 0.03), heard=("m",))
    story = Story(
        "A story",
        (event("wait", "09:00", "11:00", "m", 0.0), call),
        people=(Person("n", "N"), Person("m", "M")),
    )
    (met,) = [met for met in encounters(story) if met.kind == "in contact"]
    assert met.distance_m == pytest.approx(1669.79, abs=0.5)


def test_encounters_of_a_story_without_times_use_event_numbers() -> None:
    met = encounters(untimed_story())
    assert [(encounter.event_ids, encounter.start, encounter.end) for encounter in met] == [
        (("diner",), 1.0, 2.0),
        (("after",), 5.0, 6.0),
    ]


def test_an_encounter_in_an_event_whose_time_is_unknown_has_no_time_and_is_in_order() -> None:
    met = encounters(story_with_unknown_times("diner"))
    assert [(encounter.event_ids, encounter.start, encounter.end) for encounter in met] == [
        (("diner",), None, None),
        (("walk", "end"), at("10:30"), at("11:00:02")),
        (("after",), at("11:30"), at("11:40")),
    ]


def test_an_event_whose_time_is_unknown_is_no_near_miss() -> None:
    met = encounters(story_with_unknown_times("walk"))
    assert "near miss" not in [encounter.kind for encounter in met]


def test_at_no_time_is_the_distance_of_an_event_known_whose_time_is_unknown() -> None:
    story = story_with_unknown_times("walk")
    assert distance_between(story, "neil", "hanna", at("10:20:13")).certainty == "assumed"
    curve = distance_curve(story, "neil", "hanna")
    known: list[Any] = [found.time for found in curve if found.certainty == "known"]
    assert max(known) <= at("10:20")


def test_the_same_person_twice_is_an_error() -> None:
    with pytest.raises(AnalysisError, match="People: found 'neil' twice, expected two different"):
        encounters(day(), "neil", "Mac")


def test_an_itinerary_is_sorted_by_start() -> None:
    first, last = itinerary(day(), "neil")
    assert (first.start, first.end, first.end_basis) == (at("10:00"), at("10:20"), "implied")
    assert (first.place, first.longitude, first.travelled_m) == ("The diner", 0.0, 0.0)
    assert (last.start, last.end, last.end_basis) == (at("11:00"), at("11:00:02"), "inferred")
    assert (first.dies, last.dies) == (False, True)


def test_an_itinerary_has_the_ends_and_the_length_of_a_route() -> None:
    walk = itinerary(day(), "hanna")[1]
    assert (walk.longitude, walk.end_longitude) == (0.01, 0.03)
    assert walk.travelled_m == pytest.approx(2226.39, abs=0.5)


def test_unknown_places_in_an_itinerary_are_none() -> None:
    call = itinerary(day(), "nate")[0]
    assert (call.longitude, call.end_latitude, call.travelled_m, call.place) == (None,) * 4
    assert itinerary(day(), "eady") == []


def test_the_itinerary_of_a_story_without_times_uses_event_numbers() -> None:
    first, last = itinerary(untimed_story(), "neil")
    assert (first.start, first.end, last.start) == (1.0, 2.0, 4.0)
    assert (first.start_basis, first.end_basis, first.start_precision) == (None, None, None)


def test_an_event_whose_time_is_unknown_has_no_time_in_an_itinerary() -> None:
    first, second, last = itinerary(story_with_unknown_times("walk"), "hanna")
    assert [first.event_id, second.event_id, last.event_id] == ["diner", "walk", "after"]
    assert (second.start, second.end, second.start_precision) == (None, None, None)
    assert (second.start_basis, second.end_basis) == (None, None)


def test_an_itinerary_can_be_converted_to_a_data_frame() -> None:
    frame = pd.DataFrame(itinerary(day(), "nate"))
    assert frame["event_id"].tolist() == ["call", "after"]
    assert pd.api.types.is_datetime64_any_dtype(frame["end"])
    assert frame["longitude"].dtype == "float64"


def test_records_are_values_that_can_be_counted_in_a_set() -> None:
    for records in (
        encounters(day()),
        itinerary(day(), "hanna"),
        distance_curve(day(), "neil", "hanna"),
    ):
        assert len(records) > 1
        assert len({*records, *records}) == len(set(records))
        with pytest.raises(FrozenInstanceError):
            setattr(records[0], fields(records[0])[0].name, None)


def test_an_event_with_areas_has_their_size_and_a_position_inside_them() -> None:
    square = closed_polygon([[(0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1)]])
    events = (
        Event("fire", "Fire", where=Where(areas=(square,)), people=("neil",)),
        event("diner", "10:00", "10:20", "neil", 0.0),
    )
    fire, diner = itinerary(Story("Areas", events, people=(Person("neil", "Neil"),)), "neil")
    assert fire.area_m2 == pytest.approx(123_090_660)
    assert (fire.longitude, fire.latitude) == pytest.approx((0.05, 0.05))
    assert diner.area_m2 is None
