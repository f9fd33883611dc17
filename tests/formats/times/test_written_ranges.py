"""Ranges of dates in words, and dates that can mean many times."""

from __future__ import annotations

import json

import pytest

import geo
from geo.formats.geojson_writer import to_text


def written(date: str) -> tuple[str | None, str | None]:
    """The start and the end of an event with this date, as a file has them."""
    (feature,) = json.loads(to_text(geo.read([{"title": "x", "date": date}])))["features"]
    properties = feature["properties"]
    return properties["start"], properties.get("end")


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("1914 to 1918", "1914", "1918"),
        ("from 1914 to 1918", "1914", "1918"),
        ("1914–1918", "1914", "1918"),
        ("1914-18", "1914", "1918"),
        ("1914-1918?", "1914", "1918?"),
        ("c. 1450-1460", "1450~", "1460"),
        ("753-510 BC", "-0752", "-0509"),
        ("44 BC to AD 14", "-0043", "0014"),
        ("1980s-1990s", "198X", "199X"),
        ("18th-19th century", "17XX", "18XX"),
        ("May-June 1940", "1940-05", "1940-06"),
        ("de mayo a junio de 1940", "1940-05", "1940-06"),
        ("4–17 August 1914", "1914-08-04", "1914-08-17"),
        ("28 July - 31 August 1914", "1914-07-28", "1914-08-31"),
        ("28 July 1914 – 31 August 1915", "1914-07-28", "1915-08-31"),
        ("May 3-5, 1940", "1940-05-03", "1940-05-05"),
        ("May 3 – June 5, 1940", "1940-05-03", "1940-06-05"),
        ("20/10/1932 - 25/10/1932", "1932-10-20", "1932-10-25"),
        ("2 May 1995 10:00 - 11:00", "1995-05-02T10:00", "1995-05-02T11:00"),
    ],
)
def test_a_range_in_words_gives_start_and_end(date: str, start: str, end: str) -> None:
    assert written(date) == (start, end)


@pytest.mark.parametrize(
    ("date", "start"),
    [("12-Jan-2018", "2018-01-12"), ("Jan-2018", "2018-01"), ("1914-11", "1914-11")],
)
def test_a_date_with_hyphens_is_no_range(date: str, start: str) -> None:
    assert written(date) == (start, None)


@pytest.mark.parametrize(
    ("date", "advice"),
    [
        ("before 1450", "both limits (1440/1450), or a doubtful date (1450~)"),
        ("after 1450", "both limits (1440/1450)"),
        ("between 1440 and 1450", "both limits (1440/1450)"),
        ("vor 1450", "both limits (1440/1450)"),
        ("spring 1940", "months such as 1940-03/1940-05"),
        ("Winter 1939/40", "months such as 1940-03/1940-05"),
        ("1940-21", "months such as 1940-03/1940-05"),
        ("early 1940", "both limits (1940-01/1940-04), or the whole period (1940)"),
        ("1918 to 1914", "a time after 1918"),
        ("7 to 9", "an ISO 8601 date or time"),
    ],
)
def test_a_date_that_can_mean_many_times_is_an_error_that_says_what_to_write(
    date: str, advice: str
) -> None:
    _, (problem,), _ = geo.check([{"title": "x", "date": date}])
    assert (problem.severity, problem.feature) == ("error", "row 1")
    assert advice in problem.expected
