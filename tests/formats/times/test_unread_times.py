"""A column of times under an unknown name is named, with what to do."""

from __future__ import annotations

from typing import Any

import pytest

import geo
from geo.errors import Problem


def warnings(**columns: list[Any]) -> list[Problem]:
    count = len(next(iter(columns.values())))
    names = [name.replace("_", " ") for name in columns]
    values = zip(*columns.values(), strict=True)
    rows = [{"title": f"e{n}"} | dict(zip(names, row, strict=True)) for n, row in enumerate(values)]
    assert len(rows) == count
    return list(geo.check(rows).problems)


@pytest.mark.parametrize(
    "values",
    [
        ["Jun 12 1998", "Aug 07 1998", None],
        ["1990-01-16", "1990-02-01", "unknown"],
        ["2006-01-01T00:00:00.000", "2006-02-01T00:00:00.000", ""],
        [1984, 1990, 2001],
    ],
)
def test_an_unused_column_that_looks_like_times_is_named(values: list[Any]) -> None:
    (warning,) = warnings(Release_Date=values)
    assert warning.field == "Release Date"
    assert warning.message.endswith('choose --column start="Release Date"')


@pytest.mark.parametrize(
    "columns",
    [
        {"rating": ["R", "PG", "R"]},
        {"votes": [1984, 1990, 2001]},
        {"Release_Date": ["soon", "later", "1990-01-16"]},
        {"code": ["12:30", "13:30", "14:30"]},
    ],
)
def test_other_columns_are_not_named(columns: dict[str, list[Any]]) -> None:
    assert warnings(**columns) == []


def test_nothing_is_said_if_any_column_was_read_as_times() -> None:
    assert warnings(date=["1990", "1991"], Release_Date=["1990-01-16", "1990-02-01"]) == []
