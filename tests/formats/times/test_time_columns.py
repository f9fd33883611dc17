"""How columns of times are read: by all of their values, and never by a guess."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo import StoryError
from geo.ancient_time import AncientTime, StoryTime
from geo.errors import Problem
from geo.formats.reading_choices import DateOrder, EpochUnit, ReadingChoices
from geo.formats.times.time_columns import TimeColumn
from geo.formats.times.timestamps import Moment


def starts(column: str, *values: Any, **choices: Any) -> list[StoryTime | None]:
    """The starts of events with these values in a column."""
    story = geo.read(
        [{"title": "x", "lon": 1, "lat": 2, column: value} for value in values], **choices
    )
    return [event.when.start for event in story.events]


def problems(column: str, *values: Any) -> tuple[Problem, ...]:
    """The problems of a table with these values in a column."""
    rows = [{"title": "x", "lon": 1, "lat": 2, column: value} for value in values]
    return tuple(problem for problem in geo.check(rows).problems if problem.field == column)


@pytest.mark.parametrize(
    ("column", "values", "first", "precision"),
    [
        ("year", [476, 1066], datetime(476, 1, 1), "year"),
        ("year", ["476", "1066"], datetime(476, 1, 1), "year"),
        ("date", [476, "0100-05-01"], datetime(476, 1, 1), "year"),
        ("start", [1990, 1995], datetime(1990, 1, 1), "year"),
        ("event date", [20200105], datetime(2020, 1, 5), "day"),
        ("date", [20180101000000], datetime(2018, 1, 1), "time"),
        ("date", ["20200105060500"], datetime(2020, 1, 5, 6, 5), "time"),
        ("timestamp", ["202001050605"], datetime(2020, 1, 5, 6, 5), "time"),
        ("time", [946684800, 978307200], datetime(2000, 1, 1), "time"),
        ("time", [1392155552], datetime(2014, 2, 11, 21, 52, 32), "time"),
        ("time", [1392155552000], datetime(2014, 2, 11, 21, 52, 32), "time"),
        ("time", [1392155552000000], datetime(2014, 2, 11, 21, 52, 32), "time"),
        ("time", [1392155552000000000], datetime(2014, 2, 11, 21, 52, 32), "time"),
        ("date", ["2020-1-5 6:05"], datetime(2020, 1, 5, 6, 5), "time"),
        ("date", ["2020/01/05"], datetime(2020, 1, 5), "day"),
        ("date", ["2020/01/05 06:05:00+00"], datetime(2020, 1, 5, 6, 5), "time"),
        ("date", ["2020-01-05 06:05:00.123+00"], datetime(2020, 1, 5, 6, 5, 0, 123_000), "time"),
        ("date", ["20200105T060500Z"], datetime(2020, 1, 5, 6, 5), "time"),
        ("date", ["2020年1月5日"], datetime(2020, 1, 5), "day"),
        ("date", ["February 1, 2012", "1 Jan 2013"], datetime(2012, 2, 1), "day"),
        ("date", ["3 mars 1914"], datetime(1914, 3, 3), "day"),
        ("date", ["1er août 1914"], datetime(1914, 8, 1), "day"),
        ("date", ["12. März 1848"], datetime(1848, 3, 12), "day"),
        ("date", ["12 de octubre de 1492"], datetime(1492, 10, 12), "day"),
        ("date", ["Sept. 3, 1939"], datetime(1939, 9, 3), "day"),
        ("date", ["May 1995"], datetime(1995, 5, 1), "month"),
        ("date", ["2017-09-10 6:05 PM"], datetime(2017, 9, 10, 18, 5), "time"),
        ("date", ["2017-09-10 6:05 p.m."], datetime(2017, 9, 10, 18, 5), "time"),
        ("date", ["10/20/1932, 6:05:00\u202fPM"], datetime(1932, 10, 20, 18, 5), "time"),
        ("date", ["February 1, 2012 at 6:05pm"], datetime(2012, 2, 1, 18, 5), "time"),
        ("date", ["6 May 1995 12 am"], datetime(1995, 5, 6), "time"),
        ("date", ["2020:01:05 06:05:00"], datetime(2020, 1, 5, 6, 5), "time"),
        ("date", ["2020-032"], datetime(2020, 2, 1), "day"),
        ("date", ["2020-366"], datetime(2020, 12, 31), "day"),
        ("date", ["2020-W05"], datetime(2020, 1, 27), "week"),
        ("date", ["2020-W05-3"], datetime(2020, 1, 29), "day"),
        ("date", ["2020W053"], datetime(2020, 1, 29), "day"),
        ("date", ["1st of May 1920"], datetime(1920, 5, 1), "day"),
        ("date", ["2018-Jan-12"], datetime(2018, 1, 12), "day"),
        ("date", ["Jan-2018"], datetime(2018, 1, 1), "month"),
        ("date", ["2 ene 1914"], datetime(1914, 1, 2), "day"),
        ("date", ["3 févr. 1914"], datetime(1914, 2, 3), "day"),
        ("date", ["3 fevrier 1914"], datetime(1914, 2, 3), "day"),
        ("date", ["12. Dez. 1848"], datetime(1848, 12, 12), "day"),
        ("date", ["am 12. März 1848"], datetime(1848, 3, 12), "day"),
        ("date", ["2012年五月三日"], datetime(2012, 5, 3), "day"),
        ("date", ["二〇一二年十二月二十三日"], datetime(2012, 12, 23), "day"),
        ("date", ["5月3日2012"], datetime(2012, 5, 3), "day"),
        ("date", ["五月 2012"], datetime(2012, 5, 1), "month"),
        ("date", ["2012年5月3日 下午6:05"], datetime(2012, 5, 3, 18, 5), "time"),
        ("date", ["2012年5月3日上午六点五分"], datetime(2012, 5, 3, 6, 5), "time"),
        ("date", ["2012年5月3日18:05"], datetime(2012, 5, 3, 18, 5), "time"),
        ("date", ["２０１２年５月３日"], datetime(2012, 5, 3), "day"),
        ("date", ["2019-09-20T07:00:00+02:00[Europe/Rome]"], datetime(2019, 9, 20, 7), "time"),
        ("date", ["2019-09-20T07:00[Europe/Rome]"], datetime(2019, 9, 20, 7), "time"),
        ("date", ["2019-09-20T07:00Z[Europe/Rome]"], datetime(2019, 9, 20, 9), "time"),
        ("date", ["Sun, 05 Jan 2020 06:05:00 GMT"], datetime(2020, 1, 5, 6, 5), "time"),
        ("date", ["20.10.1932", "30.3.1935"], datetime(1932, 10, 20), "day"),
        ("date", ["20/10/1932", "01/03/1935"], datetime(1932, 10, 20), "day"),
        ("date", ["01/03/1935", "10/20/1932 14:30"], datetime(1935, 1, 3), "day"),
        ("date", ["05/05/1932", "06/06/1932"], datetime(1932, 5, 5), "day"),
        ("date", ["44 BC", "0100-05-01"], AncientTime(-43), "year"),
        ("year", ["44 BCE", 476], AncientTime(-43), "year"),
        ("date", ["-0044-03-15"], AncientTime(-44, 3, 15), "day"),
        ("date", ["0000-01-01"], AncientTime(0), "day"),
        ("date", ["1984~"], datetime(1984, 1, 1), "year"),
        ("date", ["19th century"], datetime(1800, 1, 1), "century"),
        ("date", ["2020-W05", "2020-W06"], datetime(2020, 1, 27), "week"),
        # A bare negative year is one of historians' tables, which have no year 0 …
        ("year", [-44, 476], AncientTime(-43), "year"),
        ("year", ["-44", "476"], AncientTime(-43), "year"),
        ("start", [-753, 1453], AncientTime(-752), "year"),
        # … unless the column shows another count.
        ("year", [-44, 0, 476], AncientTime(-44), "year"),
        ("year", ["-0044", "-1200"], AncientTime(-44), "year"),
    ],
    ids=str,
)
def test_a_column_that_can_mean_one_thing_is_read(
    column: str, values: list[Any], first: StoryTime, precision: str
) -> None:
    rows = [{"title": "x", "lon": 1, "lat": 2, column: value} for value in values]
    when = geo.read(rows).events[0].when
    assert (when.start, when.precision) == (first, precision)


@pytest.mark.parametrize(
    "value", ["12-Jan-18", "Jan 12, 18", "Jan 12, '18", "10/20/32", "20.10.32", "1st Jan 18 10:30"]
)
def test_a_year_with_two_digits_is_refused(value: str) -> None:
    (problem,) = problems("date", value)
    assert problem.severity == "error"
    assert "expected a year with four digits, because" in str(problem)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-366", "a day and a time that exist"),
        ("2021-W53-1", "a day and a time that exist"),
        ("1 May 1995 13:05 PM", "an hour from 1 to 12 before AM or PM"),
        ("1 May 1995 18", "a time of day such as 10:58"),
        ("2019-09-20T07:00[Europe/Roma]", "an IANA time zone such as [Europe/Rome]"),
        ("2020-01-05 06:05 CET", "an offset such as +01:00, because CET is not one zone"),
        ("2012年十十月", "an ISO 8601 date or time"),
    ],
)
def test_a_date_that_does_not_exist_says_what_is_wrong(value: str, expected: str) -> None:
    (problem,) = problems("date", value)
    assert (problem.severity, problem.found[1:-1]) == ("error", value)
    assert expected in problem.expected


def test_a_date_with_an_offset_in_words_keeps_its_offset() -> None:
    value = "Sun Jan 05 2020 06:05:00 GMT+0100 (CET)"
    story = geo.read([{"title": "x", "date": value}])
    assert story.events[0].when.start == datetime(2020, 1, 5, 6, 5)


@pytest.mark.parametrize(("order", "month"), [("dmy", 6), ("mdy", 5)])
def test_dates_that_fit_both_orders_are_an_error_until_one_is_chosen(
    order: DateOrder, month: int
) -> None:
    values = ("05/06/1932", "07/08/1935")
    (problem,) = problems("date", *values)
    assert (problem.severity, problem.found) == ("error", '"05/06/1932"')
    assert "can be 1932-06-05 or 1932-05-06" in str(problem)
    assert "--dates dmy" in str(problem)
    assert starts("date", *values, dates=order)[0] == datetime(1932, month, 11 - month)


@pytest.mark.parametrize(
    ("values", "unit", "first"),
    [
        ((86_400_000, 172_800_000), "ms", datetime(1970, 1, 2)),
        ((86_400_000, 172_800_000), "s", datetime(1972, 9, 27)),
        ((-259_200, -172_800), "s", datetime(1969, 12, 29)),
        ((-259_200_000, -172_800_000, 0), "ms", datetime(1969, 12, 29)),
        ((0, 1.5, 3), "s", datetime(1970, 1, 1)),
        ((1, 2), "ns", datetime(1970, 1, 1)),
    ],
)
def test_numbers_that_can_be_several_times_are_an_error_until_a_unit_is_chosen(
    values: tuple[float, ...], unit: EpochUnit, first: datetime
) -> None:
    (problem,) = problems("time", *values)
    assert problem.severity == "error"
    assert "--epoch s" in str(problem)
    assert "--epoch ms" in str(problem)
    assert starts("time", *values, epoch=unit)[0] == first


@pytest.mark.parametrize(
    ("name", "values", "reading"),
    [
        ("date", ["20/10/1932", "01/03/1935"], "day first"),
        ("date", ["01/03/1935", "10/20/1932"], "month first"),
        ("year", [476, 1066], "years"),
        ("date", [20200105], "digits of a date"),
        ("date", [45292], "Excel days"),
        ("time", [1392155552], "seconds since 1970"),
        ("time", [1392155552000], "milliseconds since 1970"),
        ("date", [1995, "20/10/1932"], "day first, years"),
        ("date", ["1995-05-02", "May 1995"], ""),
        ("date", ["05/06/1932"], ""),
    ],
    ids=str,
)
def test_a_column_says_how_it_is_read(name: str, values: list[Any], reading: str) -> None:
    assert TimeColumn(name, values).reading == reading


@pytest.mark.parametrize(
    ("value", "start", "precision"),
    [
        (45292, datetime(2024, 1, 1), "day"),
        (43835.25, datetime(2020, 1, 5, 6), "time"),
    ],
)
def test_days_of_excel_are_read_and_said(value: float, start: datetime, precision: str) -> None:
    (problem,) = problems("date", value)
    assert problem.severity == "warning"
    assert "Excel days" in str(problem)
    when = geo.read([{"title": "x", "date": value}]).events[0].when
    assert (when.start, when.precision) == (start, precision)


def test_numbers_of_days_count_since_1970_if_a_unit_is_chosen() -> None:
    assert starts("day", 1, 2, 3)[0] == datetime(2001, 1, 1)
    assert starts("day", 1, 2, 3, epoch="s")[0] == datetime(1970, 1, 1, 0, 0, 1)


@pytest.mark.parametrize(
    ("parts", "start", "precision"),
    [
        ({"year": 1966, "month": 7, "day": 12}, datetime(1966, 7, 12), "day"),
        ({"Year": "1967", "Month": "3"}, datetime(1967, 3, 1), "month"),
        (
            {"year": 1966, "month": 7, "day": 12, "hour": 9, "minute": 5, "second": 30},
            datetime(1966, 7, 12, 9, 5, 30),
            "time",
        ),
        ({"year": 1966, "month": 7, "day": 12, "hour": 9}, datetime(1966, 7, 12, 9), "time"),
    ],
)
def test_the_parts_of_a_date_are_put_together(
    parts: dict[str, Any], start: datetime, precision: str
) -> None:
    when = geo.read([{"title": "x", **parts}]).events[0].when
    assert (when.start, when.precision) == (start, precision)


@pytest.mark.parametrize(("time", "hour", "minute"), [(930, 9, 30), (1015, 10, 15), (5, 0, 5)])
def test_a_number_beside_a_date_is_a_time_of_day(time: int, hour: int, minute: int) -> None:
    when = geo.read([{"title": "x", "date": "2024-01-01", "time": time}]).events[0].when
    assert when.start == datetime(2024, 1, 1, hour, minute)


def test_a_zone_name_of_mail_is_read_with_a_warning_and_others_are_an_error() -> None:
    (problem,) = problems("date", "2020-01-05 06:05 PST", "2020-01-05 07:13 PST")
    assert (problem.severity, problem.found) == ("warning", '"PST"')
    assert "-08:00" in str(problem)
    (problem,) = problems("date", "2020-01-05 06:05 CEST")
    assert problem.severity == "error"
    assert "CEST" in str(problem)


@pytest.mark.parametrize(
    ("years", "message"),
    [
        ([-44, -27], "-44 is read as 44 BC; in ISO 8601, -0043 is 44 BC"),
        ([0, -44], "there is a year 0, so 0 is read as 1 BC, and -44 as 45 BC"),
    ],
)
def test_the_count_of_negative_years_is_said_once(years: list[int], message: str) -> None:
    (warning,) = problems("year", *years)
    assert (warning.severity, warning.message) == ("warning", message)


def test_a_doubt_and_an_era_in_year_month_and_day_columns_are_kept() -> None:
    rows = [{"title": "Ides", "year": -44, "month": 3, "day": 15}, {"title": "x", "date": "1450?"}]
    ides, doubted = (event.when for event in geo.read(rows).events)
    assert ides.start == AncientTime(-43, 3, 15)
    assert (doubted.start, doubted.doubt) == (datetime(1450, 1, 1), "uncertain")


@pytest.mark.parametrize("value", ["13 Foo 1990", "31 April 2020", "2020-13-05", "early 1800s"])
def test_what_is_no_date_is_an_error(value: str) -> None:
    with pytest.raises(StoryError, match=value):
        starts("date", value)


@pytest.mark.parametrize("choice", [{"dates": "ymd"}, {"epoch": "min"}])
def test_a_choice_that_does_not_exist_is_refused(choice: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected one of"):
        geo.read([{"title": "x"}], **choice)


@given(
    st.lists(st.one_of(st.floats(allow_nan=False), st.integers(), st.text()), min_size=1),
    st.sampled_from(["date", "time", "year", "start"]),
)
def test_any_column_gives_moments_or_errors(values: list[Any], name: str) -> None:
    column = TimeColumn(name, values)
    for value in values:
        with suppress(ValueError):
            assert isinstance(column.moment(value), Moment)


FORMS = ("%d %B %Y", "%B %d, %Y", "%Y/%m/%d", "%d/%m/%Y", "%Y-%m-%d %H:%M", "%a %b %d %Y %H:%M:%S")


@given(
    st.lists(st.datetimes(datetime(1000, 1, 1), datetime(2999, 12, 31)), min_size=1, max_size=20),
    st.sampled_from(FORMS),
)
def test_dates_written_in_any_form_are_read_back(times: list[datetime], form: str) -> None:
    column = TimeColumn("date", [time.strftime(form) for time in times], ReadingChoices("dmy"))
    for time in times:
        read = column.moment(time.strftime(form)).time
        assert read == datetime.strptime(time.strftime(form), form)
        assert abs(read - time) < timedelta(days=1)
