"""An interval in one field gives a start and an end."""

from __future__ import annotations

from datetime import datetime

import pytest

import geo


@pytest.mark.parametrize(
    ("interval", "start", "end"),
    [
        ("1914-07-28/1918-11-11", datetime(1914, 7, 28), datetime(1918, 11, 12)),
        ("1914/1918", datetime(1914, 1, 1), datetime(1919, 1, 1)),
        ("1914-1918", datetime(1914, 1, 1), datetime(1919, 1, 1)),
        ("1914 – 1918", datetime(1914, 1, 1), datetime(1919, 1, 1)),
        ("2007-03-01T13:00/PT2H", datetime(2007, 3, 1, 13), datetime(2007, 3, 1, 15)),
        (
            "2007-03-01T13:00 / 2007-03-01T14:30",
            datetime(2007, 3, 1, 13),
            datetime(2007, 3, 1, 14, 30),
        ),
    ],
)
def test_an_interval_gives_start_and_end(interval: str, start: datetime, end: datetime) -> None:
    when = geo.read([{"title": "x", "date": interval}]).events[0].when
    assert (when.start, when.end) == (start, end)


def test_an_end_of_its_own_is_used_before_that_of_an_interval() -> None:
    row = {"title": "x", "date": "1914/1918", "end": "1916"}
    assert geo.read([row]).events[0].when.end == datetime(1917, 1, 1)


@pytest.mark.parametrize("text", ["1914/", "/1918", "1914/soon", "a/b", "1914/1918/1939"])
def test_what_is_no_interval_is_an_error(text: str) -> None:
    with pytest.raises(geo.StoryError, match="ISO 8601"):
        geo.read([{"title": "x", "date": text}])
