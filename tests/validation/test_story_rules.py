# Long because every rule has a valid and an invalid value here.
"""Stories built in Python must satisfy the same rules as files."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo
from geo import (
    Alternative,
    Event,
    Group,
    Person,
    Place,
    Position,
    Source,
    Story,
    StoryError,
    When,
    Where,
    analysis,
)
from geo.validation import require_valid, validate
from tests.formats.strategies import stories
from tests.sample import small_story

NOON = datetime(2024, 1, 1, 12)
NAN = float("nan")


def event(**fields: Any) -> Story:
    """A story of one event with these fields."""
    return Story("S", (Event(**{"id": "a", "title": "A"} | fields),), running_time_s=100)


def story(**fields: Any) -> Story:
    return Story(**{"title": "S", "events": (Event("a", "A"),)} | fields)


@pytest.mark.parametrize(
    ("broken", "feature", "field", "expected"),
    [
        (event(people=("Ann",)), 'event "a"', "people", "the id of a person in story.people"),
        (event(heard=("Ann",)), 'event "a"', "heard", "the id of a person"),
        (event(watched=("Ann",)), 'event "a"', "watched", "the id of a person"),
        (event(mentioned=("Ann",)), 'event "a"', "mentioned", "the id of a person"),
        (event(dies=("Ann",)), 'event "a"', "dies", "one of the event's people"),
        (event(group="crew"), 'event "a"', "group", "the id of a group"),
        (event(sources=("s",)), 'event "a"', "sources", "the id of a source"),
        (event(where=Where(place="p")), 'event "a"', "where.place", "the id of a place"),
        (event(where=Where(filmed_at="p")), 'event "a"', "where.filmed_at", "the id of a place"),
        (event(id=""), "event 1", "id", "1 to 200 characters"),
        (event(id=5), "event 1", "id", "an id"),
        (event(title=None), 'event "a"', "title", "text that is not empty"),
        (event(title=" \x1c"), 'event "a"', "title", "text that is not empty"),
        (event(text=5), 'event "a"', "text", "text"),
        (event(text="\ud800"), 'event "a"', "text", "without lone surrogates"),
        (event(people="Ann"), 'event "a"', "people", "a list of ids"),
        (event(people=("Ann", 3)), 'event "a"', "people[1]", "an id"),
        (event(importance=9), 'event "a"', "importance", "1, 2 or 3"),
        (event(importance=True), 'event "a"', "importance", "1, 2 or 3"),
        (event(synopsis=(6, 4)), 'event "a"', "synopsis", "in ascending order"),
        (event(when="noon"), 'event "a"', "when", "geo.When"),
        (event(when=When(start="noon")), 'event "a"', "when.start", "a datetime"),  # type: ignore[arg-type]
        (
            event(when=When(NOON, timezone="Rome")),
            'event "a"',
            "when.timezone",
            "an IANA time zone",
        ),
        (
            event(when=When(NOON, NOON.replace(hour=13, tzinfo=UTC))),
            'event "a"',
            "when.end_timezone",
            "the time zone of the start, too",
        ),
        # Noon in Tokyo is after noon of the same day in Auckland.
        (
            event(when=When(NOON, NOON, timezone="Asia/Tokyo", end_timezone="Pacific/Auckland")),
            *('event "a"', "when.end", "a time after"),
        ),
        (event(when=When(NOON, datetime(2024, 1, 1))), 'event "a"', "when.end", "a time after"),
        (event(when=When(NOON, precision="day")), 'event "a"', "when.start", "2024-01-01T00:00"),
        (event(when=When(film_start_s=-1)), 'event "a"', "when.film_start_s", "0 or more"),
        (
            event(when=When(film_start_s=101)),
            'event "a"',
            "when.film_start_s",
            "at most 100 seconds",
        ),
        (
            event(when=When(day_basis="sure")),  # type: ignore[arg-type]
            'event "a"',
            "when.day_basis",
            "stated, implied or assumed",
        ),
        (event(where=Where(radius_m=0)), 'event "a"', "where.radius_m", "metres greater than 0"),
        (event(where=Where(confidence=1.1)), 'event "a"', "where.confidence", "from 0 to 1"),
        (
            event(where=Where((Position(-118.2, 200.0),))),
            'event "a"',
            "where.path[0]",
            "latitude -90 to 90",
        ),
        (
            event(where=Where((Position(34.05, -118.2),))),
            'event "a"',
            "where.path[0]",
            "they look swapped",
        ),
        (
            event(where=Where((Position(1.0, 1.0), Position(1.3e7, 4e6)))),
            'event "a"',
            "where.path[1]",
            "these look like metres",
        ),
        (event(where=Where((Position(NAN, 1.0),))), 'event "a"', "where.path[0]", "longitude"),
        (event(where=Where(((NAN, 1.0),))), 'event "a"', "where.path[0]", "longitude"),  # type: ignore[arg-type]
        (
            event(where=Where((Position(float("inf"), 1.0),))),
            'event "a"',
            "where.path[0]",
            "longitude",
        ),
        (
            event(where=Where(("here",))),  # type: ignore[arg-type]
            'event "a"',
            "where.path[0]",
            "longitude and latitude",
        ),
        (story(title=""), "story", "title", "text that is not empty"),
        (story(events=()), "story", "events", "at least one event"),
        (story(events=5), "story", "events", "a list"),
        (story(events=("a",)), "event 1", None, "geo.Event"),
        (story(events=(Event("a", "A"), Event("a", "B"))), 'event 2 (id "a")', "id", "a unique id"),
        (
            story(people=(Person("p", "P"), Person("p", "Q"))),
            'person 2 (id "p")',
            "id",
            "a unique id",
        ),
        (story(people=(Person("p", "P", group="g"),)), 'person "p"', "group", "the id of a group"),
        (story(groups=(Group("g", "G", "red"),)), 'group "g"', "colour", "#rrggbb"),
        (story(sources=(Source("s", "S", "js:a"),)), 'source "s"', "url", "https://"),
        (story(places=(Place("p", "P", sources=("s",)),)), 'place "p"', "sources", "of a source"),
        (
            story(places=(Place("p", "P", position=Position(0.0, 200.0)),)),
            'place "p"',
            "position",
            "latitude",
        ),
        (
            story(places=(Place("p", "P", alternatives=(Alternative("x", "y", radius_m=-1),)),)),
            'place "p"',
            "alternatives[0].radius_m",
            "metres greater than 0",
        ),
        (story(timezone="Mars"), "story", "timezone", "an IANA time zone"),
        (story(language="en; <b>"), "story", "language", "BCP 47"),
        (story(year=10_000), "story", "year", "-9999 to 9999"),
        (story(day_one="monday"), "story", "day_one", "a date"),
        (story(running_time_s=0), "story", "running_time_s", "greater than 0"),
    ],
)
def test_a_broken_rule_names_the_event_and_the_field(
    broken: Story, feature: str, field: str | None, expected: str
) -> None:
    (problem,) = validate(broken)
    assert problem.severity == "error"
    assert (problem.feature, problem.field) == (feature, field)
    assert expected in problem.expected


@pytest.mark.parametrize(
    "use",
    [
        pytest.param(geo.StoryMap, id="draw"),
        pytest.param(lambda broken: geo.write(broken, io.StringIO()), id="write"),
    ],
)
def test_an_invalid_story_is_neither_rendered_nor_written(
    use: Callable[[Story], Any],
) -> None:
    with pytest.raises(StoryError) as caught:
        use(event(people=("Ann",), importance=9))
    assert [problem.field for problem in caught.value.problems] == ["importance", "people"]
    assert str(caught.value).splitlines()[1] == (
        'S: event "a": people: there is no person with the id "Ann"; add the person to story.people'
    )


def test_a_misspelt_id_gets_a_suggestion() -> None:
    (problem,) = validate(replace(event(people=("nele",)), people=(Person("neil", "Neil"),)))
    assert problem.message == 'there is no person with the id "nele" (did you mean "neil"?)'


def test_a_value_that_is_not_a_story_is_refused_with_advice() -> None:
    with pytest.raises(StoryError, match=r"expected a Story; read a file first: geo\.read"):
        geo.StoryMap("heat.geojson")  # type: ignore[arg-type]  # wrong on purpose


def test_equal_problems_in_many_events_are_counted() -> None:
    many = Story("S", tuple(Event(str(number), "A", importance=9) for number in range(1_000)))
    (problem,) = validate(many)
    assert (problem.count, problem.row) == (1_000, 1)
    assert str(problem).endswith('999 more like this: event 2 (id "1"), event 3 (id "2"), …')


def test_a_text_as_a_time_gets_the_advice_how_to_read_it() -> None:
    start: Any = "2024-01-01T12:00"
    (problem,) = validate(event(when=When(start)))
    assert "; datetime.fromisoformat(text) reads a text" in problem.message


def test_a_flight_to_the_west_can_end_before_it_starts_on_local_clocks() -> None:
    flight = When(NOON, NOON, timezone="Asia/Tokyo", end_timezone="America/Los_Angeles")
    assert validate(event(when=flight)) == ()


def test_a_start_that_is_later_than_its_day_says_what_to_change() -> None:
    (problem,) = validate(event(when=When(NOON, precision="day")))
    assert problem.message == (
        'a start with the precision "day" must be the first moment of the day, here '
        '2024-01-01T00:00:00; change it, or set precision="time"'
    )


def test_a_missing_value_is_shown_as_python_writes_it() -> None:
    (problem,) = validate(event(people=(None,)))
    assert (problem.field, problem.found) == ("people[0]", "None")


def test_a_valid_story_has_no_problems() -> None:
    assert validate(small_story()) == ()


@pytest.mark.parametrize(
    "missing",
    [None, NAN, np.float64("nan"), np.float32("nan"), pd.NaT, pd.NA, np.datetime64("NaT")],
    ids=repr,
)
def test_none_nan_and_nat_mean_unknown(missing: Any) -> None:
    unknown = When(start=missing, end=missing, film_start_s=missing)
    assert unknown == When()
    assert Where(radius_m=missing, confidence=missing, place=missing) == Where()
    assert Event("a", "A", text=missing, importance=missing, note=missing) == Event("a", "A")
    assert Place("p", "P", position=missing) == Place("p", "P")
    assert validate(event(when=unknown)) == ()


def test_an_event_whose_time_is_nat_can_be_rendered() -> None:
    place = Where((Position(-118.2, 34.05),))
    html = geo.StoryMap(event(when=When(start=pd.to_datetime([None])[0]), where=place)).to_html()
    assert html.startswith("<!DOCTYPE html>")


def test_scalars_of_numpy_and_pandas_become_plain_values() -> None:
    end: Any = np.datetime64("2024-01-01T13")
    made = Event(
        np.str_("a"),
        "A",
        when=When(pd.Timestamp(NOON), end, film_start_s=np.float64(5)),
        where=Where(((np.float32(1.5), np.int64(2)),), radius_m=np.int64(60)),  # type: ignore[arg-type]
        people=np.array(["ann"]),  # type: ignore[arg-type]
        importance=np.int64(3),  # type: ignore[arg-type]
        synopsis=[np.int64(1), np.int64(2)],  # type: ignore[arg-type]
    )
    assert made == Event(
        "a",
        "A",
        when=When(NOON, datetime(2024, 1, 1, 13), film_start_s=5.0),
        where=Where((Position(1.5, 2),), radius_m=60),
        people=("ann",),
        importance=3,
        synopsis=(1, 2),
    )
    assert type(made.id) is str
    assert type(made.when.start) is datetime
    assert type(made.importance) is int
    assert {type(one) for one in made.where.path[0]} == {float, int}
    target = io.StringIO()
    geo.write(Story("S", (made,), people=(Person("ann", "Ann"),)), target)
    assert geo.read(target.getvalue()).events == (made,)


def test_lists_become_tuples_and_pairs_of_numbers_become_positions() -> None:
    path: Any = [(-118.2, 34.05), [-118.3, 34.06, 120.0]]
    people: Any = ["ann"]
    assert Where(path).path == (Position(-118.2, 34.05), Position(-118.3, 34.06))
    assert Where(np.array([[1.0, 2.0]])).path == (Position(1.0, 2.0),)  # type: ignore[arg-type]
    assert Event("a", "A", people=people).people == ("ann",)


def test_a_date_as_start_is_that_day_and_a_date_as_end_is_the_end_of_that_day() -> None:
    day: Any = date(1914, 8, 4)
    first, after = datetime(1914, 8, 4), datetime(1914, 8, 5)
    assert When(day, day) == When(first, after, precision="day", end_precision="day")


def test_the_precision_of_an_unknown_end_is_reset() -> None:
    assert When(NOON, end_precision="day") == When(NOON)


def test_a_last_day_before_the_first_one_is_an_error_that_names_both() -> None:
    first: Any = date(1914, 8, 4)
    before: Any = date(1914, 8, 3)
    with pytest.raises(StoryError) as caught:
        require_valid(event(when=When(first, before)))
    (problem,) = caught.value.problems
    assert problem.field == "when.end"
    assert problem.message == (
        "the end 1914-08-03 is before the start 1914-08-04T00:00:00; correct one of them"
    )


def test_the_end_of_a_day_must_be_the_next_midnight() -> None:
    when = When(NOON, NOON + timedelta(hours=1), end_precision="day")
    with pytest.raises(StoryError, match='an end with the precision "day" must be the first'):
        require_valid(event(when=when))


def test_the_precision_of_an_unknown_start_is_reset() -> None:
    assert When(precision="year") == When()


def test_the_repr_of_a_story_is_one_line() -> None:
    assert repr(small_story()) == (
        "Story('A small story', events=6, groups=2, people=3, places=2, sources=2)"
    )


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(story=stories())
def test_every_valid_story_is_read_back_unchanged(story: Story) -> None:
    assert validate(story) == ()
    target = io.BytesIO()
    geo.write(story, target)
    assert geo.read(target.getvalue()) == story


ANY_VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 10),
    st.floats(-300, 300),
    st.sampled_from([NAN, float("inf"), "", " ", "a", "neil", "\ud800", (), ("neil",), (1, 2)]),
    st.sampled_from([NOON, NOON.replace(tzinfo=UTC), date(2024, 1, 1), pd.NaT, np.int64(2)]),
    st.tuples(st.tuples(st.floats(-200, 200), st.floats(-100, 100))),
)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_value_in_a_field_is_reported_with_its_name_or_read_back_unchanged(
    data: st.DataObject,
) -> None:
    when, where, fields = (
        data.draw(st.dictionaries(st.sampled_from(names), ANY_VALUE, max_size=2))
        for names in (
            ("start", "end", "precision", "film_start_s", "film_basis", "clock_basis"),
            ("path", "place", "filmed_at", "radius_m", "confidence"),
            ("id", "title", "text", "people", "dies", "importance", "synopsis", "group", "note"),
        )
    )
    known: dict[str, Any] = {"when": When(**when), "where": Where(**where)}
    made = Event(**{"id": "a", "title": "A"} | known | fields)
    built = Story("S", (made,), people=(Person("neil", "Neil"),))
    target = io.BytesIO()
    try:
        geo.write(built, target)
    except StoryError as error:
        given = {*(f"when.{name}" for name in when), *(f"where.{name}" for name in where), *fields}
        for problem in error.problems:
            assert problem.field is not None
            assert any(
                problem.field.startswith(name) for name in {*given, "when.start", "when.end"}
            )
    else:
        assert geo.read(target.getvalue()) == built


def test_a_position_in_a_path_can_be_an_array() -> None:
    path: Any = (np.array([-118.5, 34.0]), (-118.4, 34.1))
    where = Where(path=path)
    assert where.path == (Position(-118.5, 34.0), Position(-118.4, 34.1))


def test_a_story_built_in_python_can_be_checked() -> None:
    assert geo.check(small_story())[:2] == (small_story(), ())
    story, problems, _ = geo.check(Story("S", (Event("e", "E", importance=9),)))
    assert story is None
    assert [problem.field for problem in problems] == ["importance"]
    assert geo.read(small_story()) == small_story()


def test_analysis_and_the_gazetteer_refuse_a_story_that_breaks_a_rule() -> None:
    north = Event("e", "E", where=Where(path=(Position(1, 200),)), people=("a",))
    story = Story("S", (north,), people=(Person("a", "A"), Person("b", "B")))
    with pytest.raises(StoryError, match="latitude"):
        analysis.distance_between(story, "A", "B", NOON)
    with pytest.raises(StoryError, match="latitude"):
        analysis.who_was_where(story, NOON)
    with pytest.raises(StoryError, match="latitude"):
        analysis.itinerary(story, "A")
    with pytest.raises(StoryError, match="latitude"):
        analysis.encounters(story)
    with pytest.raises(StoryError, match="latitude"):
        geo.Gazetteer(story=story)
    with pytest.raises(StoryError, match="expected a Story"):
        analysis.who_was_where("heat.geojson", NOON)  # type: ignore[arg-type]  # the mistake
