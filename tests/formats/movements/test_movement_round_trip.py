"""Movements with times and areas are the same after they are written and read."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.ancient_time import StoryTime
from geo.story import Event, Position, Story, Where
from tests.formats.strategies import MOMENT, POSITION


def test_the_times_of_a_path_are_written_and_read(tmp_path: Path) -> None:
    path = (Position(0, 0), Position(1, 0), Position(1, 0))
    times = tuple(datetime(2024, 6, 1, 9, minute) for minute in (0, 30, 45))
    story = Story("Rides", (Event("ride", "Ride", where=Where(path, times)),))
    geo.write(story, tmp_path / "rides.geojson")
    assert geo.read(tmp_path / "rides.geojson") == story


SQUARE = ((Position(0, 0), Position(1, 0), Position(1, 1), Position(0, 1)),)
FIJI = ((Position(179, -18), Position(-179, -18), Position(-179, -17)),)


@pytest.mark.parametrize("areas", [(SQUARE,), (SQUARE, FIJI)])
@pytest.mark.parametrize("path", [(), (Position(0.1, 0.2),)])
def test_areas_and_their_marker_are_written_and_read(
    tmp_path: Path, areas: Any, path: tuple[Position, ...]
) -> None:
    story = Story("Fires", (Event("fire", "Fire", where=Where(path, areas=areas)),))
    geo.write(story, tmp_path / "fires.geojson")
    assert geo.check(tmp_path / "fires.geojson")[:2] == (story, ())


FIXES = st.lists(st.tuples(MOMENT, POSITION), min_size=2, max_size=9)
MODERN = st.datetimes(datetime(1800, 1, 1), datetime(2100, 1, 1))
MODERN_FIXES = st.lists(
    st.tuples(MODERN, POSITION), min_size=3, max_size=9, unique_by=lambda fix: fix[0]
)


def split(
    fixes: list[tuple[StoryTime, Position]],
) -> tuple[tuple[Position, ...], tuple[StoryTime, ...]]:
    ordered = sorted(fixes, key=lambda fix: fix[0])
    return tuple(at for _, at in ordered), tuple(time for time, _ in ordered)


@given(FIXES, st.sampled_from([None, "Europe/Rome"]))
def test_any_track_is_the_same_after_it_is_written_and_read(
    fixes: list[tuple[StoryTime, Position]], zone: str | None
) -> None:
    path, times = split(fixes)
    story = Story("Rides", (Event("ride", "Ride", where=Where(path, times)),), timezone=zone)
    stream = StringIO()
    geo.write(story, stream)
    assert geo.read(stream.getvalue()) == story


@given(MODERN_FIXES, st.sampled_from(["times", "coordTimes", "datetimes"]))
def test_any_track_of_another_program_is_read(
    fixes: list[tuple[datetime, Position]], name: str
) -> None:
    path, times = split(list(fixes))
    feature = {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [list(at) for at in path]},
        "properties": {"name": "Ride", name: [time.isoformat() for time in times]},
    }
    assert geo.read(feature).events[0].where == Where(path, times)


@given(MODERN_FIXES)
def test_any_points_of_one_vehicle_are_its_track(fixes: list[tuple[datetime, Position]]) -> None:
    path, times = split(list(fixes))
    rows = [
        {"vehicle": "Bus", "time": time.isoformat(), "lon": at.longitude, "lat": at.latitude}
        for time, at in fixes
    ]
    (event,) = geo.read(rows, tracks="vehicle").events
    assert event.where == Where(path, times)
    assert (event.title, event.when.start, event.when.end) == ("Bus", times[0], times[-1])
