"""What the viewer knows about a file, and the file does not say."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest

import geo
from geo.formats.geojson_writer import to_text
from geo.formats.reading_choices import ReadingChoices, checked_choices

LISTS: dict[str, list[Any]] = {"groups": [], "people": [], "places": [], "sources": []}


def rows(column: str, *values: Any) -> list[dict[str, Any]]:
    return [{"title": "x", "lon": 1, "lat": 2, column: value} for value in values]


def starts(story: geo.Story) -> list[Any]:
    return [event.when.start for event in story.events]


def message(source: Any, **choices: Any) -> str:
    checked = geo.check(source, **choices)
    assert checked.story is None
    return str(checked.problems[0])


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        ("ms", 1_500, datetime(2001, 1, 1, 0, 0, 1, 500_000)),
        ("s", 90, datetime(2001, 1, 1, 0, 1, 30)),
        ("s", "1.5", datetime(2001, 1, 1, 0, 0, 1, 500_000)),
        ("min", 90, datetime(2001, 1, 1, 1, 30)),
        ("h", 36, datetime(2001, 1, 2, 12)),
        ("d", 1.5, datetime(2001, 1, 2, 12)),
        ("s", "26:00:03", datetime(2001, 1, 2, 2, 0, 3)),
        ("s", -1, datetime(2000, 12, 31, 23, 59, 59)),
    ],
)
def test_numbers_count_from_the_start_of_the_story(
    unit: str, value: Any, expected: datetime
) -> None:
    story = geo.read(rows("time", 0, value), elapsed=unit)
    assert starts(story) == [datetime(2001, 1, 1), expected]
    assert (story.clock, story.day_one) == ("elapsed", date(2001, 1, 1))


def test_a_story_can_state_the_day_from_which_numbers_count() -> None:
    member = {"day_one": "1995-05-02"}
    features = [{"type": "Feature", "properties": {"title": "x", "time": 60}}]
    collection = {"type": "FeatureCollection", "story": member, "features": features}
    story = geo.read(collection, elapsed="s")
    assert starts(story) == [datetime(1995, 5, 2, 0, 1)]


def test_small_numbers_of_time_are_an_error_that_names_both_options() -> None:
    text = message(rows("time", 0, 1.5, 3))
    assert "--elapsed" in text
    assert "--epoch" in text


@pytest.mark.parametrize("value", ["1995-05-02", "soon", "1:30", True])
def test_elapsed_times_that_are_no_numbers_are_errors(value: Any) -> None:
    assert "a number of seconds since the start" in message(rows("time", 0, value), elapsed="s")


def test_elapsed_times_have_no_time_zone() -> None:
    # 1 January 2001 and 100 days: in Rome, clocks have changed by then.
    row = {"title": "x", "time": 0, "timezone": "Europe/Rome", "duration_hours": 2_400}
    later = {"title": "y", "time": 1, "timezone": "Asia/Tokyo"}
    story = geo.read([row, later], elapsed="h", timezone="Europe/Rome")
    first, second = (event.when for event in story.events)
    assert (first.timezone, second.timezone, story.has_zones) == (None, None, False)
    assert first.start is not None
    assert first.end is not None
    assert first.end - first.start == timedelta(days=100)


def test_elapsed_times_need_a_column_of_times() -> None:
    text = message(rows("t", 0, 3), elapsed="s")
    assert "no column has times" in text
    assert "--column" in text
    assert starts(geo.read(rows("t", 3), elapsed="s", columns={"start": "t"}))[0] is not None


def test_a_time_zone_that_is_chosen_replaces_that_of_the_file() -> None:
    story = geo.read(rows("time", "2019-09-20T07:00:00Z"), timezone="Europe/Rome")
    assert (story.timezone, starts(story)) == ("Europe/Rome", [datetime(2019, 9, 20, 9)])
    own = {
        "type": "FeatureCollection",
        "story": {"timezone": "Asia/Tokyo", **LISTS},
        "features": [{"type": "Feature", "properties": {"start": "2019-09-20T07:00Z"}}],
    }
    assert starts(geo.read(own)) == [datetime(2019, 9, 20, 16)]
    assert starts(geo.read(own, timezone="Europe/Rome")) == [datetime(2019, 9, 20, 9)]


def test_a_chosen_column_replaces_the_usual_names() -> None:
    table = [
        {"DATE OCC": "1960-05-02", "date": "1999-01-01", "name": "n", "Crime": "c", "X": 1, "Y": 2}
    ]
    columns = {"start": "DATE OCC", "title": "Crime", "longitude": "X", "latitude": "Y"}
    (event,) = geo.read(table, columns=columns).events
    assert (event.when.start, event.title) == (datetime(1960, 5, 2), "c")
    assert event.where.path == (geo.Position(1, 2),)


def test_one_column_can_be_chosen_for_several_fields() -> None:
    (event,) = geo.read(rows("name", "Rome"), columns={"title": "name", "place": "name"}).events
    assert (event.title, event.where.place) == ("Rome", "rome")


def test_the_parts_of_a_date_can_be_chosen_too() -> None:
    columns = {"year_part": "YR", "month_part": "MO", "day_part": "DY"}
    (event,) = geo.read([{"title": "x", "YR": 1966, "MO": 7, "DY": 12}], columns=columns).events
    assert event.when.start == datetime(1966, 7, 12)


def test_a_chosen_start_is_not_put_together_from_parts() -> None:
    rows_in_parts = [{"title": "x", "year": 1966, "month": 7, "at": at} for at in ("1970", None)]
    assert starts(geo.read(rows_in_parts, columns={"start": "at"})) == [datetime(1970, 1, 1), None]


def test_a_chosen_column_that_the_file_does_not_have_is_an_error_with_the_columns() -> None:
    text = message(rows("DATE OCC", "1960"), columns={"start": "DATE OC"})
    assert 'there is no column "DATE OC" for start (did you mean "DATE OCC"?)' in text
    assert '"lon", "lat", "DATE OCC"' in text


@pytest.mark.parametrize("name", ["date occ", " DATE OCC ", "Date  Occ"])
def test_case_and_spaces_of_a_chosen_column_do_not_matter(name: str) -> None:
    columns = {"start": name}
    assert starts(geo.read(rows("DATE OCC", "1960"), columns=columns)) == [datetime(1960, 1, 1)]
    frame = pd.DataFrame(rows("DATE OCC ", "1960"))
    assert starts(geo.from_dataframe(frame, columns=columns)) == [datetime(1960, 1, 1)]


@pytest.mark.parametrize("name", ["Date Occ", "date ocurred"])
def test_a_chosen_column_that_can_be_several_is_an_error_with_a_suggestion(name: str) -> None:
    table = [row | {"date occ": "1961"} for row in rows("DATE OCC", "1960")]
    assert "(did you mean" in message(table, columns={"start": name})
    assert starts(geo.read(table, columns={"start": "date occ"})) == [datetime(1961, 1, 1)]


@pytest.mark.parametrize("choice", [{"columns": {"start": "date"}}, {"elapsed": "s"}])
def test_a_story_file_has_no_other_field_names_to_choose(choice: dict[str, Any]) -> None:
    feature = {"type": "Feature", "properties": {"title": "x", "date": "1960"}}
    own = {"type": "FeatureCollection", "story": LISTS, "features": [feature]}
    assert "has no effect" in message(own, **choice)


@pytest.mark.parametrize(
    ("choices", "named"),
    [
        ({"dates": "ymd"}, "dates: found 'ymd'"),
        ({"epoch": "d"}, "epoch: found 'd'"),
        ({"elapsed": "us"}, "elapsed: found 'us'"),
        ({"epoch": "s", "elapsed": "s"}, "epoch, elapsed"),
        ({"timezone": "Rome"}, "timezone: found 'Rome'"),
        ({"columns": {"begin": "x"}}, "there is no field 'begin'"),
        ({"columns": {"start": ""}}, "expected the name of a column"),
    ],
)
def test_a_choice_that_does_not_exist_is_refused(choices: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        geo.read(rows("date", "1960"), **choices)


def test_a_story_that_has_been_read_takes_no_choices() -> None:
    with pytest.raises(ValueError, match="has been read already"):
        geo.read(geo.read(rows("date", "1960")), timezone="Europe/Rome")


def test_no_choices_are_the_default() -> None:
    assert checked_choices() == ReadingChoices()


@pytest.mark.parametrize(
    ("table", "choices"),
    [
        (rows("time", 0, 1.5, 3), {"elapsed": "s"}),
        (rows("time", 0, 1.5, 3), {"elapsed": "d"}),
        (rows("date", "05/06/1932"), {"dates": "dmy"}),
        (rows("time", 86_400_000), {"epoch": "ms"}),
        (rows("time", "2019-09-20T07:00:00Z"), {"timezone": "Europe/Rome"}),
        (rows("when it was", "1960-05-02"), {"columns": {"start": "when it was"}}),
        (rows("day", 1, 3), {}),
        (rows("time", "06:05", "07:13"), {}),
    ],
    ids=str,
)
def test_a_written_story_reads_the_same_without_the_choices(
    table: list[Any], choices: dict[str, Any]
) -> None:
    story = geo.read(table, **choices)
    assert any(starts(story))
    assert geo.read(to_text(story)) == story


def test_tables_take_the_choices_too() -> None:
    frame = pd.DataFrame({"title": ["a", "b"], "seconds": [0, 3], "X": [1, 1], "Y": [2, 2]})
    columns = {"start": "seconds", "longitude": "X", "latitude": "Y"}
    story = geo.from_dataframe(frame, elapsed="s", columns=columns, title="Steps")
    assert starts(story)[1] == datetime(2001, 1, 1, 0, 0, 3)
    (event,) = geo.from_records(rows("date", "05/06/1932"), dates="mdy").events
    assert event.when.start == datetime(1932, 5, 6)
    with pytest.raises(geo.StoryError, match="there is no column"):
        geo.from_records(rows("date", "1932"), columns={"start": "year"})
