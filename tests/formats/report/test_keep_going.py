"""Reading the good events of a file without the bad ones."""

from __future__ import annotations

import json
from typing import Any

import pytest

import geo
from geo import StoryError
from tests.formats.story_texts import feature, text

GOOD = {"title": "Good", "date": "2020-05-01", "lon": 1, "lat": 2}
SOON = {"title": "Bad", "date": "soon", "lon": 1, "lat": 2}


def titles(story: geo.Story | None) -> list[str]:
    assert story is not None
    return [event.title for event in story.events]


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(SOON, id="a time"),
        pytest.param({"title": "Bad", "lon": 1, "lat": 200}, id="a position"),
        pytest.param(7, id="not a row"),
    ],
)
def test_rows_with_errors_are_left_out_with_a_warning(bad: Any) -> None:
    rows = [GOOD, bad, {**GOOD, "title": "Too"}]
    with pytest.raises(StoryError):
        geo.read(rows)
    story, (problem,), report = geo.check(rows, keep_going=True)
    assert titles(story) == ["Good", "Too"]
    assert (problem.severity, problem.row) == ("warning", 2)
    assert problem.message.endswith("; the event is left out")
    assert (report.events, report.with_errors) == (2, 1)
    assert titles(geo.read(json.dumps(rows), keep_going=True)) == ["Good", "Too"]


def test_events_of_the_story_format_with_errors_are_left_out() -> None:
    content = text(
        feature(id="a"),
        feature(id="b", importance=9),
        feature(id="c", people=["nobody"]),
        feature(id="d", start="1995-05-02T10:00", end="1995-05-02T09:00"),
        feature(id="e", geometry={"type": "Point", "coordinates": [1, 200]}),
        feature(id="a"),
        5,
        feature(id="f"),
    )
    story, problems, report = geo.check(content, keep_going=True)
    assert story is not None
    assert [event.id for event in story.events] == ["a", "f"]
    assert {problem.severity for problem in problems} == {"warning"}
    assert report.with_errors == 6


def test_equal_errors_stay_one_warning_with_their_number() -> None:
    _, (problem,), _ = geo.check([GOOD, SOON, {**SOON, "date": "later"}], keep_going=True)
    assert problem.count == 2
    assert "; the events are left out; 1 more like this: row 3" in str(problem)


def test_events_keep_the_numbers_that_they_have_in_the_file() -> None:
    story = geo.read([SOON, {"date": "2020"}], keep_going=True)
    assert [(event.id, event.title) for event in story.events] == [("event-2", "Event 2")]


def test_nothing_of_an_event_that_is_left_out_stays_in_the_story() -> None:
    rows = [{**SOON, "people": "Ann", "place": "Bank", "group": "x"}, {**GOOD, "people": "Bob"}]
    story = geo.read(rows, keep_going=True)
    assert [person.name for person in story.people] == ["Bob"]
    assert (story.places, story.groups) == ((), ())


def test_a_time_that_is_left_out_does_not_choose_the_time_zone() -> None:
    rows = [
        {"title": "A", "date": "2020-05-01T10:00+02:00"},
        {"title": "B", "date": "2020-05-01T10:00Z", "lon": 600, "lat": 0},
    ]
    story = geo.read(rows, keep_going=True)
    assert story.timezone is None
    assert [str(event.when.start) for event in story.events] == ["2020-05-01 10:00:00"]


def test_a_story_without_errors_is_read_as_without_the_option() -> None:
    assert geo.check([GOOD], keep_going=True) == geo.check([GOOD])


def test_if_every_event_has_an_error_that_is_an_error() -> None:
    story, problems, _ = geo.check([SOON, SOON], keep_going=True)
    assert story is None
    assert problems[-1].message == (
        "every event has an error, so no event is left; correct the errors"
    )
    assert {problem.severity for problem in problems} == {"error"}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([{"date": "05/06/1932"}, {"date": "07/08/1932"}, 7], id="undecided dates"),
        pytest.param([{"time": 5}, {"time": 6}], id="undecided numbers"),
    ],
)
def test_a_column_that_cannot_be_decided_still_stops(rows: list[Any]) -> None:
    story, problems, _ = geo.check(rows, keep_going=True)
    assert story is None
    assert any(problem.severity == "error" and problem.row is None for problem in problems)


def test_an_error_in_what_events_share_still_stops() -> None:
    content = text(feature(), feature(id="b", importance=9), people=[{"id": "a"}])
    story, problems, _ = geo.check(content, keep_going=True)
    assert story is None
    assert {problem.severity for problem in problems} == {"error"}


def test_warnings_about_the_file_are_given_once() -> None:
    content = json.dumps([GOOD, {**SOON, "title": "Café"}], ensure_ascii=False).encode("cp1252")
    _, problems, _ = geo.check(content, keep_going=True)
    assert [problem.row for problem in problems] == [2, None]


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("LineString", [[541, 0], [542, 0]]),
        ("MultiLineString", [[[541, 0], [542, 0]]]),
        ("Polygon", [[[541, 0], [542, 0], [541, 3]]]),
        ("Polygon", [[[541, 0], [542, 0], [1, 3]]]),
        ("MultiPoint", [[541, 0], [542, 0]]),
    ],
)
def test_positions_out_of_range_are_not_also_missing(kind: str, coordinates: Any) -> None:
    wrong = {"type": kind, "coordinates": coordinates}
    point = {"type": "Point", "coordinates": [12.5, 41.9]}
    features = [
        {"type": "Feature", "geometry": shape, "properties": {"title": "A", "start": "2020"}}
        for shape in (wrong, point)
    ]
    (problem,) = geo.check(features, keep_going=True).problems
    assert problem.message.startswith("found [541.0, 0.0], expected longitude -180 to 180, ")
