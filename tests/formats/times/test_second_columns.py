"""Columns that belong together, and values that do not fit the others of their column."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

import geo
from geo import When
from geo.ancient_time import AncientTime

pd = pytest.importorskip("pandas")


def when(**columns: Any) -> When:
    return geo.read([{"name": "a", **columns}]).events[0].when


@pytest.mark.parametrize(
    ("columns", "start"),
    [
        ({"date": "2024-01-01", "hour": 9}, datetime(2024, 1, 1, 9)),
        ({"date": "2024-01-01", "hour": "14", "minute": 30}, datetime(2024, 1, 1, 14, 30)),
        ({"start": "2024-01-01", "start_time": "10:00"}, datetime(2024, 1, 1, 10)),
        ({"begin_date": "2024-01-01", "begin_time": "6 pm"}, datetime(2024, 1, 1, 18)),
        ({"date": "1/31/2024 12:00:00 AM", "time": "1345"}, datetime(2024, 1, 31, 13, 45)),
        ({"date": "2024-01-31T10:30", "time": "1345"}, datetime(2024, 1, 31, 10, 30)),
        ({"year": 1966, "month": "July"}, datetime(1966, 7, 1)),
        ({"year": 1966, "month": "août", "day": 12}, datetime(1966, 8, 12)),
        (
            {"year": 1966, "month": 7, "day": 2, "hour": 1, "minute": 2, "second": 30.5},
            datetime(1966, 7, 2, 1, 2, 30, 500_000),
        ),
    ],
)
def test_a_date_and_a_time_of_day_in_two_columns_are_one_start(
    columns: dict[str, Any], start: datetime
) -> None:
    assert when(**columns).start == start


@pytest.mark.parametrize(
    "columns",
    [
        {"start": "2024-01-01T10:00", "end_date": "2024-01-05", "end_time": "09:00"},
        {"date": "2024-01-01T10:00", "end": "2024-01-05", "end_time": "09:00"},
        {"date": "2024-01-01T10:00/2024-01-05T09:00"},
    ],
)
def test_an_end_has_its_date_and_its_time_of_day(columns: dict[str, Any]) -> None:
    assert when(**columns).end == datetime(2024, 1, 5, 9)


def test_an_interval_can_leave_out_the_date_of_its_end() -> None:
    assert when(date="2007-03-01T13:00/15:00").end == datetime(2007, 3, 1, 15)


@pytest.mark.parametrize(
    ("values", "rows", "expected"),
    [
        ([20200101, 20200102, 20200230], [3], "a date in digits"),
        (["2024-05-05", 2020.5], [2], "dates, or numbers that can mean one time only"),
        (["2024-05-05", "-10000"], [2], "dates, or numbers that can mean one time only"),
        (["2007-03-01 13:00-15:00"], [1], "an offset from -12:00 to +14:00, or an interval"),
        (["2024-00-10"], [1], "a day and a time that exist"),
        (["一" * 50_000], [1], "an ISO 8601 date or time"),
    ],
)
def test_a_value_that_does_not_fit_is_an_error_of_its_event(
    values: list[Any], rows: list[int], expected: str
) -> None:
    problems = geo.check([{"name": "a", "date": value} for value in values]).problems
    assert [problem.row for problem in problems] == rows
    assert expected in problems[0].expected


def test_a_column_with_both_orders_of_day_and_month_names_one_date_of_each() -> None:
    rows = [{"name": "a", "date": date} for date in ("05/25/1932", "20/10/1932")]
    (problem,) = geo.check(rows).problems
    assert problem.found == '"20/10/1932" and "05/25/1932"'
    assert geo.check(rows, dates="dmy").problems[0].row == 1


def test_numbers_of_different_units_are_an_error_until_one_is_chosen() -> None:
    rows = [{"name": "a", "timestamp": stamp} for stamp in (1_500_000_000, 1_500_000_500_123)]
    (problem,) = geo.check(rows).problems
    assert problem.found == "1500000000 and 1500000500123"
    assert geo.read(rows, epoch="ms").events[1].when.start is not None


def test_a_bare_negative_year_beside_iso_years_is_said() -> None:
    rows = [{"name": "a", "year": year} for year in ("-0044", "-44")]
    story, (warning,), _ = geo.check(rows)
    assert story is not None
    assert {event.when.start for event in story.events} == {AncientTime(-44)}
    assert warning.message == "other years are written as in ISO 8601, so -44 is 45 BC, too"


def test_the_empty_date_of_mysql_is_no_time() -> None:
    rows = [{"name": "a", "date": date} for date in ("0000-00-00", "2024-05-05")]
    assert [event.when.start for event in geo.read(rows).events] == [None, datetime(2024, 5, 5)]


@pytest.mark.parametrize("date", ["about 5 May 1984", "c. 5 May 1984", "5 May 1984?"])
def test_the_doubt_about_a_day_is_kept(date: str) -> None:
    assert when(date=date).doubt is not None


def test_a_doubt_about_the_end_alone_is_kept() -> None:
    story, problems, _ = geo.check([{"name": "a", "start": "1914", "end": "c. 1918"}])
    assert (story is not None, problems) == (True, ())
    when = geo.read([{"name": "a", "date": "1914/1918~"}]).events[0].when
    assert (when.doubt, when.end_doubt) == (None, "approximate")
    assert story is not None
    assert story.events[0].when == when


def test_rows_can_have_a_geometry() -> None:
    point = {"type": "Point", "coordinates": [1, 2]}
    (event,) = geo.read([{"name": "a", "date": "2024", "type": "battle", "geometry": point}]).events
    assert event.where.path == (geo.Position(1.0, 2.0),)


def test_times_of_a_data_frame_can_be_before_the_year_1() -> None:
    dates = pd.Series(["-0044-03-15"]).astype("datetime64[s]")
    (event,) = geo.from_dataframe(pd.DataFrame({"name": ["x"], "date": dates})).events
    assert event.when.start == AncientTime(-44, 3, 15)


def test_columns_that_are_no_mapping_are_refused() -> None:
    columns: Any = "start=date"
    with pytest.raises(ValueError, match="columns: found 'start=date', expected a mapping"):
        geo.check([{"name": "a"}], columns=columns)
