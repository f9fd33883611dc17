"""Distances, encounters and itineraries: people are given by id or by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from geo import Person, Story
from geo.analysis import (
    AnalysisError,
    distance_between,
    distance_curve,
    encounters,
    itinerary,
)
from tests.analysis.stories import at, day, event, untimed


@pytest.mark.parametrize("name", ["neil", "Neil McCauley", "neil  mccauley", "MAC"])
def test_a_person_is_found_by_id_name_or_other_spelling(name: str) -> None:
    assert [sighting.event_id for sighting in itinerary(day(), name)] == ["diner", "end"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("McCauly", r"called 'McCauly'. The nearest is 'Neil McCauley' \(id 'neil'\)"),
        ("hana", r"The nearest is 'Vincent Hanna' \(id 'hanna'\)"),
        ("Xerxes", "listed in `story.people`, from 'Neil McCauley' on"),
        (7, "Found 7 as a person"),
    ],
)
def test_an_unknown_person_is_an_error_that_names_the_nearest(name: Any, words: str) -> None:
    for ask in (
        lambda: itinerary(day(), name),
        lambda: encounters(day(), "neil", name),
        lambda: distance_curve(day(), name, "neil"),
        lambda: distance_between(day(), "neil", name, at("10:05")),
    ):
        with pytest.raises(AnalysisError, match=words):
            ask()


def test_a_name_of_two_people_is_an_error_that_lists_their_ids() -> None:
    story = replace(day(), people=(*day().people, Person("nate2", "Nate")))
    assert itinerary(story, "nate")[0].event_id == "call"
    with pytest.raises(AnalysisError, match="2 people are called 'NATE'"):
        itinerary(story, "NATE")


def test_a_story_without_people_says_so() -> None:
    with pytest.raises(AnalysisError, match="names no people"):
        itinerary(Story("", ()), "neil")


@pytest.mark.parametrize(
    ("clock", "metres", "certainty", "without"),
    [
        ("10:05", 0.0, "known", ()),
        # Hanna half-way along her walk at 0.02; Neil in the middle between 0 and 0.02.
        ("10:40", 2226.39, "assumed", ()),
        ("11:05", None, "unknown", ("nate",)),
        ("11:20", None, "unknown", ("neil", "nate")),
    ],
)
def test_distances_are_as_worked_out_by_hand(
    clock: str, metres: float | None, certainty: str, without: tuple[str, ...]
) -> None:
    other = "nate" if without else "hanna"
    found = distance_between(day(), "neil", other, at(clock))
    assert (found.one, found.other, found.time) == ("neil", other, at(clock))
    assert found.distance_m == (None if metres is None else pytest.approx(metres, abs=0.5))
    assert (found.certainty, found.without_position) == (certainty, without)


def test_after_the_end_of_the_story_a_distance_is_assumed() -> None:
    story = Story(
        "",
        (event("a", "10:00", "10:10", "n", 0.0), event("b", "10:00", "10:10", "m", 0.01)),
        people=(Person("n", "N"), Person("m", "M")),
    )
    assert distance_between(story, "n", "m", at("10:09")).certainty == "known"
    found = distance_between(story, "n", "m", at("10:10"))
    assert found.certainty == "assumed"
    assert found.distance_m == pytest.approx(1113.195, abs=0.5)


def test_a_curve_goes_from_the_first_event_to_the_last_and_has_holes() -> None:
    curve = distance_curve(day(), "neil", "Vincent Hanna")
    times = [sample.time for sample in curve]
    assert (times[0], times[-1]) == (at("10:00"), at("11:40"))
    assert times == sorted(times)
    assert {(s.one, s.other) for s in curve} == {("neil", "hanna")}
    # Neil dies at 11:10.
    dead = [s for s in curve if s.time > at("11:10")]  # type: ignore[operator]
    assert dead
    assert all((s.distance_m, s.without_position) == (None, ("neil",)) for s in dead)
    # Each has moved on from the diner by 10:30: Neil a quarter of the way to 0.02 degrees, Hanna to
    # 0.01, where her walk begins.
    assert {s.distance_m for s in curve if s.time == at("10:20")} == {0.0}
    apart = next(s for s in curve if s.time == at("10:30"))
    assert apart.certainty == "assumed"
    assert apart.distance_m == pytest.approx(556.6, abs=0.5)


def test_a_curve_makes_a_data_frame_to_plot() -> None:
    frame = pd.DataFrame(distance_curve(day(), "neil", "hanna"))
    assert pd.api.types.is_datetime64_any_dtype(frame["time"])
    assert frame["distance_m"].dtype == "float64"
    assert frame["distance_m"].isna().any()


def test_a_curve_of_a_story_without_times_goes_by_the_numbers_of_events() -> None:
    curve = distance_curve(untimed(), "neil", "hanna")
    assert (curve[0].time, curve[-1].time) == (1.0, 6.0)
    assert curve[0].distance_m == 0.0


def test_the_encounters_of_two_people() -> None:
    met, missed = encounters(day(), "Vincent Hanna", "neil")
    assert (met.kind, met.one, met.other) == ("face to face", "hanna", "neil")
    assert (met.start, met.end, met.event_ids) == (at("10:00"), at("10:20"), ("diner",))
    assert (met.distance_m, met.gap_s, met.watcher) == (0.0, None, None)
    # Her walk is over at 10:40 and led past where he comes at 11:00.
    assert (missed.kind, missed.event_ids, missed.gap_s) == ("near miss", ("walk", "end"), 1200.0)


def test_the_encounters_of_one_person_and_of_everyone() -> None:
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


def test_a_near_miss_says_by_how_much() -> None:
    story = Story(
        "",
        (event("a", "10:00", "10:10", "n", 0.0), event("b", "10:30", "10:40", "m", 0.005)),
        people=(Person("n", "N"), Person("m", "M")),
    )
    (missed,) = encounters(story)
    assert (missed.kind, missed.gap_s) == ("near miss", 1200.0)
    assert missed.distance_m == pytest.approx(556.597, abs=0.5)
    frame = pd.DataFrame(encounters(story))
    assert frame["gap_s"].dtype == "float64"
    assert pd.api.types.is_datetime64_any_dtype(frame["start"])


def test_the_one_who_watches_is_named_and_only_heard_is_in_contact() -> None:
    seen = replace(event("seen", "10:00", "10:10", "n", 0.0), watched=("m",))
    heard = replace(event("heard", "11:00", "11:10", "m", 0.0), heard=("n",))
    story = Story("", (seen, heard), people=(Person("n", "N"), Person("m", "M")))
    assert [(met.kind, met.watcher) for met in encounters(story, "m", "n")] == [
        ("watching", "n"),
        ("in contact", None),
    ]


def test_in_a_story_without_times_encounters_go_by_the_numbers_of_events() -> None:
    met = encounters(untimed())
    assert [(one.event_ids, one.start, one.end) for one in met] == [
        (("diner",), 1.0, 2.0),
        (("after",), 5.0, 6.0),
    ]


def test_one_person_does_not_meet_themselves() -> None:
    with pytest.raises(AnalysisError, match="'neil' twice, expected two different people"):
        encounters(day(), "neil", "Mac")


def test_an_itinerary_has_the_events_by_their_start() -> None:
    first, last = itinerary(day(), "neil")
    assert (first.start, first.end, first.end_basis) == (at("10:00"), at("10:20"), "implied")
    assert (first.place, first.longitude, first.travelled_m) == ("The diner", 0.0, 0.0)
    assert (last.start, last.end, last.end_basis) == (at("11:00"), at("11:10"), "inferred")
    assert (first.dies, last.dies) == (False, True)


def test_an_itinerary_says_how_far_a_way_leads() -> None:
    walk = itinerary(day(), "hanna")[1]
    assert (walk.longitude, walk.end_longitude) == (0.01, 0.03)
    assert walk.travelled_m == pytest.approx(2226.39, abs=0.5)


def test_an_itinerary_leaves_unknown_what_is_unknown() -> None:
    call = itinerary(day(), "nate")[0]
    assert (call.longitude, call.end_latitude, call.travelled_m, call.place) == (None,) * 4
    assert itinerary(day(), "eady") == []


def test_an_itinerary_of_a_story_without_times_goes_by_numbers() -> None:
    first, last = itinerary(untimed(), "neil")
    assert (first.start, first.end, last.start) == (1.0, 2.0, 4.0)
    assert (first.start_basis, first.end_basis, first.start_precision) == (None, None, None)


def test_an_itinerary_makes_a_data_frame() -> None:
    frame = pd.DataFrame(itinerary(day(), "nate"))
    assert frame["event_id"].tolist() == ["call", "after"]
    assert pd.api.types.is_datetime64_any_dtype(frame["end"])
    assert frame["longitude"].dtype == "float64"
