"""`events.geojson` (Heat): complete, and in agreement with the known facts.

Most tests use the raw JSON, so that default values of the reader cannot hide missing ones.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, Final

from geo.formats import check
from geo.geodesy import distance_m
from geo.story import Event, Story

SENTENCES: Final = 225
SHARED_SENTENCES: Final = {96, 197, 209}  # each describes two scenes
MEETING_M: Final = 300.0  # people at two points this close can meet
FILM_TIMES: Final = {
    "s01-off-the-train": "0:01:23",
    "s02-ambulance-taken": "0:02:30",
    "s03-cash-for-charges": "0:03:29",
    "s18-truck-stop": "0:18:20",
    "s42a-coffee": "1:28:52",
    "s45a-diner": "1:38:10",
    "s58a-two-officers": "1:51:27",
    "s68-waingro-dies": "2:29:42",
    "s70a-seen": "2:38:23",
}
DEATHS: Final = {
    "bosko": "s54d-bosko",
    "breedan": "s55c-breedan-dies",
    "cheritto": "s59e-one-shot",
    "anna_trejo": "s61a-too-late",
    "trejo": "s61c-neil-ends-it",
    "van_zant": "s62-van-zant-dies",
    "waingro": "s68-waingro-dies",
    "neil": "s73b-end",
}


def _start(event: Event) -> datetime:
    assert isinstance(event.when.start, datetime)
    return event.when.start


def _end(event: Event) -> datetime:
    assert isinstance(event.when.end, datetime)
    return event.when.end


def _seconds(clock: str) -> int:
    hours, minutes, seconds = map(int, clock.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def _ids_in(event: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in ("people", "heard", "watched", "mentioned", "dies"):
        yield from (("people", person) for person in event.get(field, ()))
    yield from (("sources", source) for source in event["sources"])
    yield from (("places", event[field]) for field in ("place", "filmed_at") if field in event)
    if "group" in event:
        yield "groups", event["group"]


# ------------------------------------------------------------------------------------ complete


def test_the_file_is_read_without_an_error_or_a_warning(heat_file: Path) -> None:
    assert check(heat_file).problems == ()


def test_there_are_at_least_as_many_events_as_scenes(events: list[dict[str, Any]]) -> None:
    assert len(events) >= 73


def test_every_sentence_belongs_to_one_event_except_the_shared_ones(
    events: list[dict[str, Any]],
) -> None:
    spans = [event["synopsis"] for event in events]
    counts = Counter(sentence for first, last in spans for sentence in range(first, last + 1))
    assert set(counts) == set(range(1, SENTENCES + 1))
    assert {sentence for sentence, times in counts.items() if times > 1} == SHARED_SENTENCES
    assert max(counts.values()) == 2


def test_events_are_in_story_order(events: list[dict[str, Any]]) -> None:
    spans = [tuple(event["synopsis"]) for event in events]
    assert spans == sorted(spans)


def test_no_event_covers_more_than_ten_sentences(events: list[dict[str, Any]]) -> None:
    spans = [event["synopsis"] for event in events]
    assert max(last - first + 1 for first, last in spans) <= 10


def test_every_text_is_short_enough_for_a_card(events: list[dict[str, Any]]) -> None:
    for event in events:
        assert 20 <= len(event["text"]) <= 320, event["id"]
        assert len(event["title"]) <= 40, event["id"]


def test_ids_and_titles_are_unique(events: list[dict[str, Any]]) -> None:
    for field in ("id", "title"):
        assert [n for n, times in Counter(e[field] for e in events).items() if times > 1] == []


def test_every_id_is_known(shared: dict[str, Any], events: list[dict[str, Any]]) -> None:
    known = {
        kind: {item["id"] for item in shared[kind]}
        for kind in ("people", "places", "sources", "groups")
    }
    for event in events:
        for kind, name in _ids_in(event):
            assert name in known[kind], f"{event['id']}: {name} is not among the {kind}"
    assert {person["group"] for person in shared["people"]} == known["groups"]
    assert {source for place in shared["places"] for source in place["sources"]} <= known["sources"]


def test_every_named_person_is_listed(shared: dict[str, Any]) -> None:
    assert len(shared["people"]) == 25


def test_everyone_is_present_in_an_event_except_kelso_who_is_only_mentioned(
    shared: dict[str, Any], events: list[dict[str, Any]]
) -> None:
    there = {person for event in events for person in event.get("people", ())}
    assert {person["id"] for person in shared["people"]} - there == {"kelso"}
    assert any("kelso" in event.get("mentioned", ()) for event in events)


def test_names_are_spelt_correctly(shared: dict[str, Any]) -> None:
    actors = {person["id"]: person.get("actor") for person in shared["people"]}
    assert actors["neil"] == "Robert De Niro"
    assert actors["justine"] == "Diane Venora"
    assert "De Nero" not in json.dumps([shared["title"], shared["description"], actors])
    names = {person["id"]: person["name"] for person in shared["people"]}
    assert names["justine"] == "Justine Hanna"


# ---------------------------------------------------------------------------------------- time


def test_day_one_is_tuesday_the_second_of_may_1995(shared: dict[str, Any]) -> None:
    day_one = date.fromisoformat(shared["day_one"])
    assert (day_one, day_one.weekday()) == (date(1995, 5, 2), 1)
    assert shared["timezone"] == "America/Los_Angeles"


def test_the_story_takes_eleven_days(story: Story) -> None:
    assert story.day_one is not None
    starts = [_start(event) for event in story.events]
    assert len(starts) == len(story.events)
    assert {(start.date() - story.day_one).days + 1 for start in starts} == set(range(1, 12))


def test_every_event_ends_after_it_begins(events: list[dict[str, Any]]) -> None:
    for event in events:
        start, end = (datetime.fromisoformat(event[field]) for field in ("start", "end"))
        assert start < end, event["id"]
        assert start.tzinfo is None


def test_every_time_says_how_it_is_known(events: list[dict[str, Any]]) -> None:
    allowed = {"stated", "implied", "assumed"}
    for event in events:
        assert set(event["time_basis"]) == {"day", "clock"}
        assert set(event["time_basis"].values()) <= allowed, event["id"]


def test_only_two_clock_times_are_stated(events: list[dict[str, Any]]) -> None:
    stated = {e["id"]: e["start"][11:] for e in events if e["time_basis"]["clock"] == "stated"}
    assert stated == {"s24-richard-torena": "02:00:00", "s49a-half-past-eleven": "11:30:00"}


def test_flashbacks_come_after_later_events_in_story_order(events: list[dict[str, Any]]) -> None:
    back = {later["id"] for one, later in pairwise(events) if later["start"][:10] < one["start"]}
    assert {"s29-waingro-hired", "s43-biker-bar"} <= back
    order = {event["id"]: event for event in events}
    assert order["s17-hanna-reads-scene"]["start"] < order["s16a-bearer-bonds"]["start"]


def test_nine_film_times_are_documented_and_the_others_estimated(
    events: list[dict[str, Any]],
) -> None:
    documented = {e["id"]: e["film_start_s"] for e in events if e["film_basis"] == "documented"}
    assert documented == {event: _seconds(clock) for event, clock in FILM_TIMES.items()}
    assert {event["film_basis"] for event in events} == {"documented", "estimated"}


def test_film_times_ascend_within_the_running_time(
    shared: dict[str, Any], events: list[dict[str, Any]]
) -> None:
    times = [event["film_start_s"] for event in events]
    assert all(one < later for one, later in pairwise(times))
    assert times[-1] < shared["running_time_s"] == 10_200


# -------------------------------------------------------------------------------------- people


def test_each_person_has_only_one_role_in_an_event(events: list[dict[str, Any]]) -> None:
    for event in events:
        parts = [set(event.get(p, ())) for p in ("people", "heard", "watched", "mentioned")]
        assert sum(map(len, parts)) == len(set().union(*parts)), event["id"]


def test_no_person_is_at_two_places_at_the_same_time(story: Story) -> None:
    pinned = [event for event in story.events if event.where.has_marker]
    for first, second in combinations(pinned, 2):
        if _start(first) < _end(second) and _start(second) < _end(first):
            both = set(first.people) & set(second.people)
            gap_m = max(distance_m(a, b) for a in first.where.path for b in second.where.path)
            assert not both or gap_m <= MEETING_M, f"{both} in {first.id} and {second.id}"


def test_no_person_moves_impossibly_fast(story: Story) -> None:
    """Nobody moves faster than 40 m/s, in a straight line, between two events."""
    for person in story.people:
        sightings = sorted(
            (e for e in story.events if person.id in e.people and e.where.has_marker),
            key=_start,
        )
        for earlier, later in pairwise(sightings):
            gap_s = (_start(later) - _end(earlier)).total_seconds()
            way_m = distance_m(earlier.where.path[-1], later.where.path[0])
            is_possible = way_m <= MEETING_M or way_m <= 40 * gap_s
            assert is_possible, f"{person.id}: {earlier.id} to {later.id}"


def test_eight_people_die_each_in_the_right_event(events: list[dict[str, Any]]) -> None:
    deaths = {person: event["id"] for event in events for person in event.get("dies", ())}
    assert deaths == DEATHS


def test_dead_people_are_not_in_later_events(events: list[dict[str, Any]]) -> None:
    ends = {p: event["end"] for event in events for p in event.get("dies", ())}
    for event in events:
        for person in {*event.get("people", ()), *event.get("heard", ())} & set(ends):
            assert event["end"] <= ends[person], f"{person} in {event['id']}"


def test_hanna_and_neil_first_meet_at_the_traffic_stop(
    events: list[dict[str, Any]],
) -> None:
    together = [e["id"] for e in events if {"neil", "hanna"} <= set(e.get("people", ()))]
    assert together[0] == "s41-pulled-over"


def test_people_who_are_only_heard_or_watched_are_not_present(
    event_by_id: dict[str, Event],
) -> None:
    assert event_by_id["s08b-trejo-tails"].heard == ("neil",)
    assert event_by_id["s21-payphone"].heard == ("van_zant",)
    assert event_by_id["s52-headquarters"].heard == ("hugh_benny",)
    assert set(event_by_id["s34-vans"].watched) == {"neil", "chris", "cheritto"}
    assert event_by_id["s38-photographs"].watched == ("hanna",)
