from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from geo import Position, Story, StoryError
from geo.formats import check, parse, read
from geo.problem_list import MAX_WARNINGS, count_of
from tests.formats.story_texts import feature, lines_of, problems_of, text


def story_of(*features: Any, **shared: Any) -> Story:
    story, problems = parse(text(*features, **shared), "heat.geojson")
    assert problems == ()
    return story


def test_a_position_out_of_range_is_an_error_with_or_without_an_altitude() -> None:
    for coordinates in ([34.0, -118.2], [34.0, -118.2, 90.0]):
        with pytest.raises(StoryError) as caught:
            parse(text(feature({"type": "Point", "coordinates": coordinates})), "x.json")
        (problem,) = caught.value.problems
        assert problem.found == "[34.0, -118.2]"


def test_an_event_is_read_with_all_its_properties() -> None:
    story = story_of(
        feature(
            text="Neil walks in.",
            start="1995-05-11T11:30",
            end="1995-05-11T11:35:30",
            time_basis={"day": "assumed", "clock": "stated"},
            film_start_s=6000,
            film_basis="estimated",
            people=["neil"],
            heard=["hanna"],
            dies=["neil"],
            place="bank",
            filmed_at="bank",
            radius_m=60,
            confidence=0.9,
            importance=3,
            sources=["guide"],
            synopsis=[140, 142],
            group="crew",
            note="A note",
        )
    )
    (event,) = story.events
    assert event.when.start == datetime(1995, 5, 11, 11, 30)
    assert event.when.end == datetime(1995, 5, 11, 11, 35, 30)
    assert (event.when.day_basis, event.when.clock_basis) == ("assumed", "stated")
    assert (event.when.film_start_s, event.when.film_basis) == (6000, "estimated")
    assert event.where.path == (Position(longitude=-118.256, latitude=34.052),)
    assert (event.where.radius_m, event.where.confidence) == (60, 0.9)
    assert (event.people, event.heard, event.dies) == (("neil",), ("hanna",), ("neil",))
    assert (event.importance, event.synopsis, event.note) == (3, (140, 142), "A note")
    assert story.places[0].position == Position(longitude=-118.256, latitude=34.052)


def test_null_means_the_same_as_a_missing_field() -> None:
    names = ("text", "start", "end", "people", "place", "radius_m", "importance", "synopsis")
    nulls = dict.fromkeys(names)
    assert story_of(feature(None, **nulls)) == story_of(feature(None))


def test_a_time_with_an_offset_is_converted_to_the_storys_time_zone() -> None:
    story = story_of(feature(start="1995-05-02T17:58:00Z", end="1995-05-02T20:00+02:00"))
    assert story.events[0].when.start == datetime(1995, 5, 2, 10, 58)
    assert story.events[0].when.end == datetime(1995, 5, 2, 11, 0)


def test_an_end_before_the_start_is_ignored_if_the_clocks_were_set_back() -> None:
    start, end = "1995-10-29T01:50-07:00", "1995-10-29T01:10-08:00"
    assert story_of(feature(start=start, end=end)).events[0].when.end is None


def test_an_end_given_as_a_date_includes_that_day() -> None:
    story = story_of(feature(start="1995-05-02T10:58", end="1995-05-02"))
    assert story.events[0].when.end == datetime(1995, 5, 3)


def test_all_problems_are_reported_in_file_order() -> None:
    lines = lines_of(
        feature(start="yesterday", importance=4, people=["hana"]),
        feature({"type": "Point", "coordinates": [34.05, -118.2]}, id="S02", confidence="high"),
        timezone="America/Los_Angles",
    )
    assert lines == [
        (
            'heat.geojson: story: timezone: found "America/Los_Angles",'
            " expected an IANA time zone such as America/Los_Angeles"
        ),
        (
            'heat.geojson: event "S01": start: found "yesterday",'
            " expected an ISO 8601 date or time such as 1995-05-02T10:58"
        ),
        'heat.geojson: event "S01": importance: found 4, expected 1, 2 or 3',
        (
            'heat.geojson: event "S01": people: there is no person with the id "hana"'
            ' (did you mean "hanna"?)'
        ),
        (
            'heat.geojson: event "S02": geometry: found [34.05, -118.2],'
            " expected longitude -180 to 180, then latitude -90 to 90"
            " (they look swapped: longitude comes first)"
        ),
        'heat.geojson: event "S02": confidence: found "high", expected a number from 0 to 1',
    ]


@pytest.mark.parametrize(
    ("properties", "field", "expected"),
    [
        ({"id": ""}, "id", "1 to 200 characters"),
        ({"title": 5}, "title", "text"),
        ({"start": "1995-02-30"}, "start", "a day and a time that exist"),
        ({"start": "2 May 1995"}, "start", "ISO 8601"),
        ({"start": 799412280}, "start", "ISO 8601"),
        ({"start": "1995-05-02T11:00", "end": "1995-05-02T10:58"}, "end", "after"),
        ({"time_basis": {"day": "sure"}}, "time_basis.day", "stated, implied or assumed"),
        ({"time_basis": "stated"}, "time_basis", "an object with day and clock"),
        ({"film_start_s": 10201}, "film_start_s", "at most 10200 seconds"),
        ({"film_start_s": -1}, "film_start_s", "0 or more"),
        ({"film_basis": "guessed"}, "film_basis", "documented or estimated"),
        ({"people": "neil"}, "people", "a list of ids"),
        ({"people": ["neil", 3]}, "people[1]", "an id"),
        ({"people": ["nobody"]}, "people", "the id of a person"),
        ({"heard": ["nobody"]}, "heard", "the id of a person"),
        ({"watched": ["nobody"]}, "watched", "the id of a person"),
        ({"mentioned": ["nobody"]}, "mentioned", "the id of a person"),
        ({"people": ["neil"], "dies": ["hanna"]}, "dies", "one of the event's people"),
        ({"place": "nowhere"}, "place", "the id of a place"),
        ({"filmed_at": "nowhere"}, "filmed_at", "the id of a place"),
        ({"sources": ["hearsay"]}, "sources", "the id of a source"),
        ({"group": "nobody"}, "group", "the id of a group"),
        ({"radius_m": 0}, "radius_m", "metres greater than 0"),
        ({"radius_m": 10**400}, "radius_m", "metres greater than 0"),
        ({"radius_m": float("inf")}, "radius_m", "metres greater than 0"),
        ({"confidence": 1.1}, "confidence", "from 0 to 1"),
        ({"confidence": float("nan")}, "confidence", "from 0 to 1"),
        ({"importance": 0}, "importance", "1, 2 or 3"),
        ({"importance": True}, "importance", "1, 2 or 3"),
        ({"synopsis": [6, 4]}, "synopsis", "in ascending order"),
        ({"synopsis": [4]}, "synopsis", "two sentence numbers"),
        ({"further_time": "1872-12-21"}, "further_time", "a story with a further_scale"),
        ({"further_time": "late"}, "further_time", "ISO 8601"),
    ],
)
def test_an_invalid_property_is_reported_with_the_expected_value(
    properties: dict[str, Any], field: str, expected: str
) -> None:
    (problem,) = problems_of(text(feature(**properties)))
    assert problem.severity == "error"
    assert problem.field == field
    assert expected in problem.expected


@pytest.mark.parametrize(
    ("shared", "feature_label", "field", "expected"),
    [
        ({"timezone": "America"}, "story", "timezone", "IANA"),
        ({"timezone": "../../etc/passwd"}, "story", "timezone", "IANA"),
        ({"day_one": "2 May"}, "story", "day_one", "1995-05-02"),
        ({"year": "1995"}, "story", "year", "a year"),
        ({"language": "en; <b>"}, "story", "language", "BCP 47"),
        ({"running_time_s": 0}, "story", "running_time_s", "greater than 0"),
        ({"people": {}}, "story", "people", "a list"),
        ({"groups": [{"id": "crew", "name": "x", "colour": "red"}]}, 'group "crew"', "colour", "#"),
        ({"groups": [{"id": "crew"}]}, 'group "crew"', "name", "value"),
        (
            {"sources": [{"id": "s", "title": "x", "url": "js:a"}]},
            'source "s"',
            "url",
            "http",
        ),
        ({"sources": [{"id": "s", "title": "x", "url": "data:,"}]}, 'source "s"', "url", "http"),
        ({"places": [{"name": "x"}]}, "place 1", "id", "an id"),
        ({"places": ["bank"]}, "place 1", None, "an object"),
        ({"places": [{"id": "p", "name": "x", "kind": "bar"}]}, 'place "p"', "kind", "filming"),
        ({"places": [{"id": "p", "name": "x", "position": [1]}]}, 'place "p"', "position", "long"),
        (
            {"places": [{"id": "p", "name": "x", "position": [34.0, -118.2]}]},
            'place "p"',
            "position",
            "they look swapped",
        ),
        (
            {"places": [{"id": "p", "name": "x", "alternatives": [{"name": "y"}]}]},
            'place "p"',
            "alternatives[0].why",
            "value",
        ),
        (
            {"places": [{"id": "p", "name": "x", "sources": ["hearsay"]}]},
            'place "p"',
            "sources",
            "the id of a source",
        ),
        (
            {"people": [{"id": "neil", "name": "N", "group": "gang"}]},
            'person "neil"',
            "group",
            "the id of a group",
        ),
        ({"people": [{"id": "a", "name": "A"}] * 2}, 'person 2 (id "a")', "id", "a unique id"),
    ],
)
def test_an_invalid_story_member_is_reported_with_the_expected_value(
    shared: dict[str, Any], feature_label: str, field: str | None, expected: str
) -> None:
    (problem,) = problems_of(text(feature(), **shared))
    assert problem.severity == "error"
    assert (problem.feature, problem.field) == (feature_label, field)
    assert expected in problem.expected


def test_people_of_a_story_that_are_not_a_list_are_an_error() -> None:
    (line,) = lines_of(feature(), people={})
    assert line == "heat.geojson: story: people: found an object, expected a list"


def test_a_reference_to_an_invalid_entry_is_valid() -> None:
    people = [{"id": "neil", "name": 3}]
    problems = problems_of(text(feature(people=["neil"]), people=people))
    assert [problem.feature for problem in problems] == ['person "neil"']


def test_events_with_the_same_id_are_reported_by_number() -> None:
    (line,) = lines_of(feature(), feature())
    assert line == (
        'heat.geojson: event 2 (id "S01"): id: the id "S01" is already used by event 1;'
        " give each event a unique id"
    )


def test_an_event_without_an_id_or_a_title_gives_a_warning() -> None:
    content = text({"type": "Feature", "geometry": None, "properties": {"text": "He waits."}})
    story, (problem,) = parse(content, "heat.geojson")
    assert (story.events[0].id, story.events[0].title) == ("event-1", "Event 1")
    assert (problem.feature, problem.field, problem.severity) == ("event 1", "title", "warning")


def test_an_unknown_field_gives_a_warning_with_a_suggestion() -> None:
    lines = lines_of(feature(titel="x", time_basis={"clok": None}), peeple=[])
    assert [line.partition("unknown field")[0] for line in lines] == [
        "heat.geojson: story: peeple: warning: ",
        'heat.geojson: event "S01": titel: warning: ',
        'heat.geojson: event "S01": time_basis.clok: warning: ',
    ]
    assert all("did you mean" in line for line in lines)


def test_equal_warnings_in_many_events_are_one_with_their_number_and_examples() -> None:
    features = [feature(id=f"S{number}", mood="red") for number in range(100)]
    (problem,) = problems_of(text(*features))
    assert str(problem) == (
        'heat.geojson: event "S0": mood: warning: unknown field; it is ignored;'
        ' 99 more like this: event "S1", event "S2", …'
    )
    assert (problem.row, problem.count) == (1, 100)
    assert [example.row for example in problem.examples] == [1, 2, 3]


def test_equal_errors_show_what_was_found_where_it_differs() -> None:
    features = [feature(id=f"S{number}", importance=number) for number in range(4, 6)]
    assert lines_of(*features) == [
        (
            'heat.geojson: event "S4": importance: found 4, expected 1, 2 or 3;'
            ' 1 more like this: event "S5" (5)'
        )
    ]


def test_errors_in_entries_of_a_list_are_equal_too() -> None:
    lines = lines_of(feature(people=["neil", 5, 6]))
    assert lines == [
        (
            'heat.geojson: event "S01": people[1]: found 5, expected an id: text of 1 to'
            ' 200 characters; 1 more like this: event "S01" people[2] (6)'
        )
    ]


def test_the_number_of_errors_counts_equal_ones() -> None:
    features = [feature(id=f"S{number}", importance=9) for number in range(1500)]
    problems = problems_of(text(*features))
    assert len(problems) == 1
    assert count_of(problems, "error") == "1,500 errors"


def test_a_long_list_of_errors_ends_with_the_number_of_unlisted_ones() -> None:
    unknown = {f"{'x' * 50}{number}": number for number in range(1_500)}
    problems = problems_of(text(feature(**unknown)))
    assert len(problems) == MAX_WARNINGS + 1
    assert problems[-1].message.startswith("500 more warnings not listed; correct the listed")
    assert count_of(problems, "warning") == "1,500 warnings"


@pytest.mark.parametrize("hostile", ["\x1b[2J", "a\nb", "\u202eabc", "\x00", "x" * 10_000])
def test_a_hostile_value_stays_on_one_line(hostile: str) -> None:
    for line in lines_of(feature(id=hostile, start=hostile, people=[hostile], **{hostile: 1})):
        assert line.isprintable()
        assert len(line) < 600


def test_a_hostile_file_name_stays_on_one_line() -> None:
    with pytest.raises(StoryError) as caught:
        parse("", "a\nb\x1b[31m.json")
    assert str(caught.value).isprintable()


def test_problems_of_a_file_have_its_path(tmp_path: Path) -> None:
    path = tmp_path / "heat.geojson"
    path.write_text(text(feature(importance=9)))
    (problem,) = check(path).problems
    assert problem.file == str(path)
    path.write_text(text(feature()))
    assert check(str(path)).problems == ()
    assert read(path) == check(path).story


def test_the_default_title_is_made_from_the_file_name() -> None:
    content = json.dumps({"type": "FeatureCollection", "features": [feature()]})
    assert parse(content, "some/my_first-story.geojson")[0].title == "My first story"


@pytest.mark.parametrize("title", ["", "  "])
def test_a_story_with_an_empty_title_gets_a_title_with_a_warning(title: str) -> None:
    story, (warning,) = parse(text(feature(), title=title), "first.geojson")
    assert story.title == "First"
    assert str(warning) == (
        'first.geojson: story: title: warning: no title, so the story is called "First"'
    )
