"""Any table of times, in any spelling, gives the same instants after it is written and read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo
from geo.ancient_time import EPOCH, AncientTime, StoryTime, time_since_epoch
from geo.calendar_periods import first_moment
from geo.formats.geojson_writer import to_text
from geo.formats.times.timestamps import format_moment
from geo.story import Precision
from geo.words import english

Spelling = Callable[[StoryTime], dict[str, Any]]


def _month(time: StoryTime) -> str:
    return english().month(time.month)


def _era(time: StoryTime) -> str:
    return f"{time.year} AD" if time.year > 0 else f"{1 - time.year} BC"


def _count(per_second: int) -> Spelling:
    return lambda time: {"timestamp": round((time - EPOCH).total_seconds() * per_second)}


def _iso(precision: Precision) -> Spelling:
    return lambda time: {"date": format_moment(time, precision)}


# By name: the precision, the spelling, and the years for which it can mean one thing only.
SPELLINGS: dict[str, tuple[Precision, Spelling, tuple[int, int]]] = {
    "ISO 8601, century": ("century", _iso("century"), (-9800, 9800)),
    "ISO 8601, decade": ("decade", _iso("decade"), (-9900, 9900)),
    # A text such as -1200 alone could be a bare year of a historian: 1200 BC.
    "ISO 8601, year": ("year", _iso("year"), (-998, 9900)),
    "ISO 8601, month": ("month", _iso("month"), (-9900, 9900)),
    "ISO 8601, week": ("week", _iso("week"), (-9900, 9900)),
    "ISO 8601, day": ("day", _iso("day"), (-9900, 9900)),
    "ISO 8601, milliseconds": ("time", _iso("time"), (-9900, 9900)),
    "a year with an era": ("year", lambda time: {"date": _era(time)}, (-9900, 9900)),
    "a day with an era": (
        "day",
        lambda time: {"date": f"{time.day} {_month(time)} {_era(time)}"},
        (-9900, 9900),
    ),
    "a month in words": (
        "month",
        lambda time: {"date": f"{_month(time)} {time.year:04d}"},
        (1000, 2999),
    ),
    "month first, in words": (
        "day",
        lambda time: {"date": f"{_month(time)} {time.day}, {time.year:04d}"},
        (1000, 2999),
    ),
    "slashes, the year first": (
        "day",
        lambda time: {"date": f"{time.year:04d}/{time.month}/{time.day}"},
        (1000, 2999),
    ),
    "digits": (
        "day",
        lambda time: {"date": int(f"{time.year:04d}{time.month:02d}{time.day:02d}")},
        (1000, 2999),
    ),
    "columns": (
        "day",
        lambda time: {"year": time.year, "month": time.month, "day": time.day},
        (1, 2999),
    ),
    "date and time of day": (
        "time",
        lambda time: {
            "date": format_moment(time, "day"),
            "time": f"{time.hour:02d}:{time.minute:02d}:{time.second:02d}."
            f"{time.microsecond // 1000:03d}",
        },
        (1, 9000),
    ),
    "milliseconds since 1970": ("time", _count(1_000), (1980, 2200)),
    "microseconds since 1970": ("time", _count(1_000_000), (1980, 2200)),
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[StoryTime]]:
    """Draw the rows of a table with one spelling, and the times that they mean."""
    precision, spelling, (least, greatest) = SPELLINGS[draw(st.sampled_from(sorted(SPELLINGS)))]
    first = AncientTime(least) if least <= 0 else datetime(least, 1, 1)
    spans = st.timedeltas(first - EPOCH, datetime(greatest, 1, 1) - EPOCH)
    drawn = [time_since_epoch(since) for since in draw(st.lists(spans, min_size=1, max_size=6))]
    times = [
        first_moment(time.replace(microsecond=time.microsecond // 1000 * 1000), precision)
        for time in drawn
    ]
    return [{"name": f"e{n}"} | spelling(time) for n, time in enumerate(times)], times


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=200)
@given(tables())
def test_a_table_in_any_spelling_gives_the_same_instants(
    table: tuple[list[dict[str, Any]], list[StoryTime]],
) -> None:
    rows, times = table
    story = geo.read(rows)
    assert [event.when.start for event in story.events] == times
    assert geo.read(to_text(story)) == story


def test_the_end_of_a_duration_is_as_exact_as_the_start() -> None:
    row = {"name": "a", "start": "2024-01-01T10:00:00.250", "duration_seconds": 0.5}
    when = geo.read([row]).events[0].when
    assert when.start is not None
    assert when.end == when.start + timedelta(milliseconds=500)
