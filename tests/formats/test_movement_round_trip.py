"""Movements with times and areas are the same after they are written and read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import geo
from geo.story import Event, Position, Story, Where


def test_the_times_of_a_path_are_written_and_read(tmp_path: Path) -> None:
    path = (Position(0, 0), Position(1, 0), Position(1, 0))
    times = tuple(datetime(2024, 6, 1, 9, minute) for minute in (0, 30, 45))
    story = Story("Rides", (Event("ride", "Ride", where=Where(path, times)),))
    geo.write(story, tmp_path / "rides.geojson")
    assert geo.read(tmp_path / "rides.geojson") == story
